import type { ReactNode } from "react";

export type Kind = "good" | "warning" | "bad" | "unknown" | "over";

const signs: Readonly<Record<Kind, readonly [sign: string, className: string]>> = {
  good: ["✓", "text-success"],
  warning: ["▲", "text-warning-emphasis"],
  bad: ["✕", "text-danger"],
  unknown: ["?", "text-secondary"],
  over: ["–", "text-secondary"],
};

/** A code that nobody knows may name something that every object has. */
const isKnown = (kind: Kind | undefined): kind is Kind =>
  kind !== undefined && Object.hasOwn(signs, kind);

interface StateWordsProps {
  /** Undefined: of a code that this page does not know. */
  readonly kind: Kind | undefined;
  readonly children: ReactNode;
}

/** A state in words, with a sign before it whose shape differs too: never by colour alone (WCAG 1.4.1). */
export function StateWords({ kind, children }: StateWordsProps) {
  const [sign, className] = signs[isKnown(kind) ? kind : "unknown"];
  return (
    <span>
      <span aria-hidden="true" className={`${className} fw-bold me-1`}>
        {sign}
      </span>
      {children}
    </span>
  );
}
