import type { ReactNode } from "react";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";

interface ScrolledProps {
  /** What the table is, for whoever comes to it with the keyboard. */
  readonly caption: string;
  readonly head: readonly string[];
  readonly children: ReactNode;
}

/** A table that scrolls by itself where the page is narrow, also with the keyboard. */
export function Scrolled({ caption, head, children }: ScrolledProps) {
  return (
    <ScrollRegion className="table-responsive" label={caption}>
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
    </ScrollRegion>
  );
}
