import type { ReactNode } from "react";

interface ScrolledProps {
  /** What the table is, for whoever comes to it with the keyboard. */
  readonly caption: string;
  readonly head: readonly string[];
  readonly children: ReactNode;
}

/** A table that scrolls by itself where the page is narrow, also with the keyboard. */
export function Scrolled({ caption, head, children }: ScrolledProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="table-responsive" aria-label={caption} tabIndex={0}>
      <table className="table table-sm align-middle">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
