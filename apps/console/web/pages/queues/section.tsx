import { type ReactNode, useId } from "react";
import { Loading } from "../../shell/loading.tsx";
import { ProblemNote } from "../../shell/problemNote.tsx";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";

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

interface RowsProps {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A table that the keyboard can scroll where the screen is narrow; its first column names the row. */
export function RowsTable({ caption, heads, rows }: RowsProps) {
  return (
    <ScrollRegion className="table-responsive position-relative" label={caption}>
      <table className="table table-sm align-middle">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...more] }) => (
            <tr key={key}>
              <th scope="row">{first}</th>
              {more.map((cell, column) => (
                <td key={heads[column + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
