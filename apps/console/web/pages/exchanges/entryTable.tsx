import { createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ScrollRegion } from "../../shell/scrollRegion.tsx";
import { cellText } from "./cells.ts";
import { EntryLink, type EntryListProps } from "./entryLink.tsx";
import type { ColumnName, Entry } from "./view.ts";
import { Filler, useRows } from "./virtualRows.tsx";

const features = tableFeatures({});
const helper = createColumnHelper<typeof features, Entry>();
/** Height of a row before it was seen, in pixels. */
const rowPixels = 56;

interface EntryTableProps extends EntryListProps {
  readonly columns: readonly ColumnName[];
}

/** Entries as a table: only the rows in sight are in the page, however many there are. */
export function EntryTable({
  entries,
  columns: shown,
  speech,
  isMore,
  onNeedMore,
}: EntryTableProps) {
  const { t } = useTranslation();
  const columns = useMemo(
    () =>
      helper.columns(
        shown.map((name) =>
          helper.accessor((entry) => cellText(name, entry, speech), {
            id: name,
            header: t(`exchanges.columns.names.${name}`),
          }),
        ),
      ),
    [shown, speech, t],
  );
  const data = useMemo(() => [...entries], [entries]);
  const table = useTable({ features, columns, data });
  const { rows } = table.getRowModel();
  const { region, items, above, below, measure } = useRows(rows.length, rowPixels, onNeedMore);
  return (
    <ScrollRegion label={t("exchanges.list.label")} region={region}>
      <table className="table table-sm" aria-rowcount={isMore ? -1 : rows.length + 1}>
        <caption className="visually-hidden">{t("exchanges.list.caption")}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {table.getFlatHeaders().map((header) => (
              <th key={header.id} scope="col">
                <table.FlexRender header={header} />
              </th>
            ))}
            <th scope="col">{t("exchanges.list.details")}</th>
          </tr>
        </thead>
        <tbody>
          <Filler pixels={above} columns={shown.length + 1} />
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr key={row.id} data-index={index} ref={measure} aria-rowindex={index + 2}>
                {row.getAllCells().map((cell, place) => (
                  <Cell key={cell.id} isHead={place === 0}>
                    <table.FlexRender cell={cell} />
                  </Cell>
                ))}
                <td>
                  <EntryLink entry={row.original} />
                </td>
              </tr>
            );
          })}
          <Filler pixels={below} columns={shown.length + 1} />
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** The first cell names its row, so that the others are read out with it. */
function Cell({ isHead, children }: { readonly isHead: boolean; readonly children: ReactNode }) {
  return isHead ? <th scope="row">{children}</th> : <td>{children}</td>;
}
