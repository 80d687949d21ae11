import type { components } from "../../api/generated/schema.ts";
import type { SessionView } from "../../session/session.ts";

export type Flows = components["schemas"]["Flows"];
export type FlowRow = Flows["rows"][number];
export const flowBys = ["category", "purpose", "class", "outcome"] as const;
export type FlowBy = (typeof flowBys)[number];
export const flowModes = ["actual", "exercise"] as const;

/** What the page shows; all of it stands in the address. Days are those of UTC, both included: `2026-11-01`. */
export interface FlowView {
  readonly from: string;
  readonly to: string;
  readonly by: FlowBy;
  /** Of that category, purpose, class or outcome alone; absent: of all. */
  readonly value?: string;
  readonly mode: (typeof flowModes)[number];
}

const dayMs = 86_400_000;
const yearsMax = 10;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const timeOf = (day: string): number =>
  /^20\d\d-[01]\d-[0-3]\d$/.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN;

/** Aggregates are of whole months that are over; everybody else asks for days. */
export const isOfMonths = (role: SessionView["role"]): boolean => role === "steering";

/** The last thirty days, or the last month that is over. */
export function defaultView(role: SessionView["role"], nowMs: number): FlowView {
  const now = new Date(nowMs);
  const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
  const [from, to] = isOfMonths(role)
    ? [Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1), month - dayMs]
    : [nowMs - 29 * dayMs, nowMs];
  return { from: dayOf(from), to: dayOf(to), by: "category", mode: "actual" };
}

/** What an address asks for; undefined where it names no period that can be asked for. */
export function viewIn(search: URLSearchParams): FlowView | undefined {
  const [from, to] = [search.get("from") ?? "", search.get("to") ?? ""];
  const by = flowBys.find((known) => known === search.get("by")) ?? "category";
  const mode = flowModes.find((known) => known === search.get("mode")) ?? "actual";
  const value = only(search.get("value"));
  return isPeriod(from, to)
    ? { from, to, by, mode, ...(value !== undefined && { value }) }
    : undefined;
}

/** Whether two days, both included, can be asked for. */
export function isPeriod(from: string, to: string): boolean {
  const ms = timeOf(to) - timeOf(from);
  return ms >= 0 && ms < yearsMax * 365 * dayMs;
}

export const searchOf = ({ from, to, by, mode, value }: FlowView): URLSearchParams =>
  new URLSearchParams({ from, to, by, mode, ...(value !== undefined && { value }) });

/** The value that a form or an address names; undefined where it names none. */
export const only = (value: string | null): string | undefined =>
  value === null || value === "" ? undefined : value;

/** The rows of one value alone; all of them where none is chosen. */
export const rowsOf = (rows: readonly FlowRow[], value: string | undefined): FlowRow[] =>
  value === undefined ? [...rows] : rows.filter((row) => row.value === value);

/** The period as the API asks for it: up to and without the beginning of the day after `to`. */
export const periodOf = ({ from, to }: Pick<FlowView, "from" | "to">) => ({
  from: `${from}T00:00:00.000Z`,
  to: new Date(timeOf(to) + dayMs).toISOString(),
});

const seriesDaysMax = 92;
/** How a trend is cut. */
export function stepOf({ from, to }: FlowView, role: SessionView["role"]): "day" | "month" {
  const days = (timeOf(to) - timeOf(from)) / dayMs + 1;
  return isOfMonths(role) || days > seriesDaysMax ? "month" : "day";
}

/** The last day of a month that is named by its first seven letters. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return Number.isNaN(timeOf(`${month}-01`)) ? "" : dayOf(Date.UTC(year, number, 0));
}

/** A sum over rows; what is too little to be told is in none. */
export interface Told {
  readonly decisions: number | null;
  readonly hidden: boolean;
}

/** Adds up rows: null where nothing of them is told. */
export function sumOf(rows: readonly Told[]): Told {
  const told = rows.flatMap(({ decisions }) => (decisions === null ? [] : [decisions]));
  const decisions = told.reduce((sum, one) => sum + one, 0);
  const hidden = rows.some((row) => row.hidden);
  return { decisions: told.length === 0 && hidden ? null : decisions, hidden };
}

/** Both ends of rows, in order; null is a room of which the reader may not know. */
export function endsOf(rows: readonly FlowRow[], end: "from" | "to"): readonly (string | null)[] {
  const order = (a: string | null, b: string | null) => ((a ?? "") < (b ?? "") ? -1 : 1);
  return [...new Set(rows.map((row) => row[end]))].toSorted(order);
}
