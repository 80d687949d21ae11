import type { ReactNode } from "react";
import { ScrollRegion } from "./scrollRegion.tsx";

/** One row; its first cell names it. */
export interface Row {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

interface RowsTableProps {
  /** What the table is, also for whoever comes to it with the keyboard. */
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
}

/** A table that scrolls by itself where the page is narrow, also with the keyboard. */
export function RowsTable({ caption, heads, rows }: RowsTableProps) {
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
