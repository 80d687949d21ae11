import { Button } from "design-react-kit";
import { useTranslation } from "react-i18next";
import { csvOf } from "#libs/csv/csv";
import { download } from "../../shell/download.ts";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";

interface DataTableProps {
  readonly caption: string;
  readonly head: readonly string[];
  /** Each row's first cell is its heading. */
  readonly rows: readonly (readonly string[])[];
  readonly foot?: readonly string[];
  /** Name of the file, without its end. */
  readonly file: string;
  /** How many of the first columns are words; the others are numbers. */
  readonly wordColumns: number;
}

/** A table, and the same as a file. */
export function DataTable({ caption, head, rows, foot, file, wordColumns }: DataTableProps) {
  const { t } = useTranslation();
  const align = (column: number) => (column < wordColumns ? undefined : "text-end");
  const cells = (row: readonly string[], key: string) => (
    <tr key={key}>
      {row.map((text, column) =>
        column === 0 ? (
          <th key={head[column]} scope="row">
            {text}
          </th>
        ) : (
          <td key={head[column]} className={align(column)}>
            {text}
          </td>
        ),
      )}
    </tr>
  );
  const all = [head, ...rows, ...(foot === undefined ? [] : [foot])];
  return (
    <>
      <ScrollRegion label={caption}>
        <table className="table table-sm mb-0">
          <caption className="caption-top px-2">{caption}</caption>
          <thead>
            <tr>
              {head.map((text, column) => (
                <th key={text} scope="col" className={align(column)}>
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{rows.map((row) => cells(row, row.slice(0, wordColumns).join("\n")))}</tbody>
          {foot !== undefined && <tfoot>{cells(foot, "foot")}</tfoot>}
        </table>
      </ScrollRegion>
      <Button
        color="primary"
        outline
        size="sm"
        className="mt-2 d-print-none"
        onClick={() => download(`${file}.csv`, "text/csv;charset=utf-8", csvOf(all))}
      >
        {t("flows.csv", { what: caption })}
      </Button>
    </>
  );
}
