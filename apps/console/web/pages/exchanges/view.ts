import type { components } from "../../api/generated/schema.ts";

export type Entry = components["schemas"]["Page"]["entries"][number];

/** Filters of which several values may hold, chosen from a list. */
export const choiceFilters = [
  ...(["kind", "mode", "category", "purpose", "regime", "sender", "owner", "room"] as const),
  ...(["titolare", "receiver", "receiver_titolare", "outcome", "reason"] as const),
  ...(["given", "withheld", "withdrawn"] as const),
] as const;
/** Filters that are written; several values of the first ones. */
export const textFilters = ["territory", "agreement", "rule", "article"] as const;
/** Pseudonyms: 32 hex digits. */
export const idFilters = ["incident", "event", "operator", "reader"] as const;
export const filterNames = [...choiceFilters, ...textFilters, ...idFilters] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Readonly<Partial<Record<FilterName, readonly string[]>>>;

export const columnNames = [
  ...(["at", "place", "kind", "detail", "mode", "sender", "eventKind", "category"] as const),
  ...(["purpose", "regime", "territory", "outcome", "reason", "given", "withheld"] as const),
  ...(["withdrawn", "title", "level", "incident", "event", "person"] as const),
] as const;
export type ColumnName = (typeof columnNames)[number];
const columnsAtFirst: readonly ColumnName[] = [
  ...(["at", "kind", "sender", "category", "outcome", "given", "level"] as const),
];

export const layouts = ["sentences", "table"] as const;
export type Layout = (typeof layouts)[number];

/** From a time on, up to and without another: RFC 3339 UTC, with milliseconds. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What the page shows: all of it stands in its address, so that a link shows the same. */
export interface View {
  readonly period: Period;
  readonly filters: Filters;
  readonly layout: Layout;
  readonly columns: readonly ColumnName[];
}

const timeForm = /^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** A day that no month has looks like a time and is none. */
const isTime = (text: string): boolean => timeForm.test(text) && !Number.isNaN(Date.parse(text));

/** The view in an address; undefined where it fixes no period. */
export function viewIn(search: URLSearchParams): View | undefined {
  const [from, to] = [search.get("from") ?? "", search.get("to") ?? ""];
  if (!isTime(from) || !isTime(to)) return undefined;
  const named = filterNames.map((name) => [name, search.getAll(name)] as const);
  const asked = columnNames.filter((name) => search.getAll("col").includes(name));
  return {
    period: { from, to },
    filters: Object.fromEntries(named.filter(([, values]) => values.length > 0)),
    layout: layouts.find((layout) => layout === search.get("show")) ?? "sentences",
    columns: asked.length === 0 ? columnsAtFirst : asked,
  };
}

/** What is asked of the API: the period and the filters, nothing of how it is shown. */
export function questionOf({ period, filters }: Pick<View, "period" | "filters">): URLSearchParams {
  const asked = new URLSearchParams({ ...period });
  for (const name of filterNames) {
    for (const value of filters[name] ?? []) asked.append(name, value);
  }
  return asked;
}

/** The address of a view, without the question mark. */
export function searchOf(view: View): string {
  const search = questionOf(view);
  if (view.layout !== "sentences") search.set("show", view.layout);
  if (view.columns.join() !== columnsAtFirst.join()) {
    for (const column of view.columns) search.append("col", column);
  }
  return search.toString();
}

/** What somebody sees who comes without a question: decisions on messages, of the period. */
export const firstView = (period: Period): View => ({
  period,
  filters: { kind: ["exchange", "redecision", "recall", "rectification"] },
  layout: "sentences",
  columns: columnsAtFirst,
});

/** The filters with one changed; without values it is left out. */
export function withFilter(filters: Filters, name: FilterName, values: readonly string[]): Filters {
  const { [name]: _, ...others } = filters;
  return values.length === 0 ? others : { ...others, [name]: values };
}

/** Address of one entry. */
export const entryPath = ({ year, index }: Pick<Entry, "year" | "index">): string =>
  `/scambi/${year}/${index}`;
