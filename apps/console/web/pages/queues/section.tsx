import { type ReactNode, useId } from "react";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";

interface SectionProps {
  readonly title: string;
  readonly lead: string;
  /** What is asked for, as the query says it. */
  readonly asked: {
    readonly isPending: boolean;
    readonly error: unknown;
    refetch(): unknown;
  };
  readonly children: ReactNode;
}

/** One queue: what it is, and what waits in it. */
export function QueueSection({ title, lead, asked, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mb-5">
      <h2 id={id} className="h4">
        {title}
      </h2>
      <p>{lead}</p>
      {asked.isPending && <Loading />}
      {asked.error !== null && (
        <ProblemNote error={asked.error} again={() => void asked.refetch()} />
      )}
      {children}
    </section>
  );
}
