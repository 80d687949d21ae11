import { sql } from "kysely";
import {
  type AdmittedSaid,
  boundsOf,
  isAdmitted,
  namesEntries,
  slotConditions,
} from "./conditions.ts";
import type { SearchDatabase } from "./database.ts";
import {
  entriesBetween,
  entriesWithin,
  type FinderLimits,
  finderLimits,
  type Searched,
} from "./finder.ts";
import { type CountQuery, countedRowsMax, type LogFilter } from "./logQuery.ts";
import type { Dimension, Step } from "./queryWords.ts";
import { dayMs, type Piece, piecesOf, spanDays } from "./saidSpans.ts";

/** How often something was recorded. */
export interface CountRow {
  /** What was counted by; null where the log does not say it, absent where nothing was asked for. */
  readonly value?: string | null;
  /** Beginning of the hour, day or month, RFC 3339 UTC. */
  readonly at?: string;
  readonly count: number;
}

/** `decisions`: one entry counts once for each room (or rule) that it decides about. */
export interface Counts {
  readonly unit: "entries" | "decisions";
  readonly rows: readonly CountRow[];
}

const stepMs = { hour: 3_600_000, day: 86_400_000, month: 86_400_000 } as const;

/** How many entries say one thing (anything, where it does not matter what), in one stretch of time. */
interface Hit {
  readonly said: number | undefined;
  readonly at: number | undefined;
  readonly count: number;
}

/** Counts what fits, by a dimension or by time; undefined where there would be too many rows. */
export async function countEntries(
  searched: Searched,
  query: CountQuery,
  limits: Pick<FinderLimits, "countedMax"> = finderLimits,
): Promise<Counts | undefined> {
  const { filter, by, every } = query;
  const hits = await hitsOf(searched, { filter, every, isBySaid: by !== undefined }, limits);
  const values = by === undefined ? undefined : await valuesBy(searched.database, by, filter, hits);
  const sums = new Map<
    string,
    { value: string | null | undefined; at: string | undefined; count: number }
  >();
  for (const { said, at, count } of hits) {
    const time = at === undefined ? undefined : bucketOf(at, every);
    for (const value of values === undefined ? [undefined] : valuesOf(values, said)) {
      const key = JSON.stringify([value, time]);
      const sum = sums.get(key) ?? { value, at: time, count: 0 };
      sum.count += count;
      sums.set(key, sum);
    }
    if (sums.size > countedRowsMax) return undefined;
  }
  const rows = [...sums.values()].toSorted(byTimeAndCount).map(rowOf);
  return { unit: by !== undefined && isOfRooms(by) ? "decisions" : "entries", rows };
}

const valuesOf = (values: Values, said: number | undefined) =>
  said === undefined ? [] : (values.get(said) ?? []);

interface Sum {
  readonly value: string | null | undefined;
  readonly at: string | undefined;
  readonly count: number;
}

const rowOf = ({ value, at, count }: Sum): CountRow => ({
  ...(value !== undefined && { value }),
  ...(at !== undefined && { at }),
  count,
});

function byTimeAndCount(a: Sum, b: Sum): number {
  const [first, second] = [a.at ?? "", b.at ?? ""];
  if (first !== second) return first < second ? -1 : 1;
  return b.count - a.count || ((a.value ?? "") < (b.value ?? "") ? -1 : 1);
}

function bucketOf(at: number, every: Step | undefined): string {
  const day = new Date(at).toISOString();
  return every === "month" ? `${day.slice(0, 7)}-01T00:00:00.000Z` : day;
}

interface Counting {
  readonly filter: LogFilter;
  readonly every: Step | undefined;
  /** Whether what is said stays apart. */
  readonly isBySaid: boolean;
}

async function hitsOf(
  { database, admissions }: Searched,
  counting: Counting,
  { countedMax }: Pick<FinderLimits, "countedMax">,
): Promise<readonly Hit[]> {
  const { filter, every } = counting;
  const said = await admissions.of(filter);
  if (said !== "all" && said.count === 0) return [];
  const isWhole = filter.from === undefined && filter.to === undefined && !namesEntries(filter);
  if (isWhole && every === undefined) return sumsOf(database, said);
  const isRare = said !== "all" && said.entries <= countedMax;
  const days = isRare || namesEntries(filter) ? undefined : daysWithin(filter);
  if (days === undefined || every === "hour") return hitsAmongEntries(database, counting, said);
  const hits: Hit[] = [];
  for (const edge of edgesOf(filter, days)) {
    hits.push(...(await hitsAmongEntries(database, { ...counting, filter: edge }, said)));
  }
  for (const piece of piecesOf({ ...days, ...(every !== undefined && { every }) })) {
    hits.push(...(await hitsAmongSpans(database, piece, { ...counting, said })));
  }
  return hits;
}

/** Counts the entries themselves. */
async function hitsAmongEntries(
  database: SearchDatabase,
  { filter, every, isBySaid }: Counting,
  said: AdmittedSaid | "all",
): Promise<readonly Hit[]> {
  const bounds = await boundsOf(database, filter);
  if (bounds === undefined) return [];
  const isGathered = said !== "all" && said.entries < (await entriesBetween(database, bounds));
  const ms = every === undefined ? undefined : stepMs[every];
  const bucket = sql<number>`entry.at - entry.at % ${sql.lit(ms ?? 1)}`;
  const groups = [
    ...(isBySaid ? [sql<number>`entry.said`] : []),
    ...(ms === undefined ? [] : [bucket]),
  ];
  const counted = entriesWithin(database, { said, bounds, filter, isGathered }).select([
    sql<number>`count(*)`.as("count"),
    (isBySaid ? sql<number | null>`entry.said` : sql<number | null>`NULL`).as("said"),
    (ms === undefined ? sql<number | null>`NULL` : bucket).as("at"),
  ]);
  const rows = await (groups.length === 0 ? counted : counted.groupBy(groups)).execute();
  return rows.map(hitOf).filter(({ count }) => count > 0);
}

/** Adds up what was counted beforehand: whole days and months, without looking at their entries. */
async function hitsAmongSpans(
  database: SearchDatabase,
  { span, from, to }: Piece,
  { every, isBySaid, said }: Omit<Counting, "filter"> & { readonly said: AdmittedSaid | "all" },
): Promise<readonly Hit[]> {
  const groups = [
    ...(isBySaid ? (["said_span.said"] as const) : []),
    ...(every === undefined ? [] : (["said_span.begin"] as const)),
  ];
  const spans = database.query
    .selectFrom("said_span")
    .where("days", "=", spanDays[span])
    .where("begin", ">=", from)
    .where("begin", "<", to);
  const meant =
    said === "all" ? spans : spans.where(isAdmitted(database, said, sql`said_span.said + 0`));
  const counted = meant.select([
    // A sum of whole numbers of 64 bits is wider than they are in one of the two databases.
    sql<number>`cast(coalesce(sum(entries), 0) as bigint)`.as("count"),
    (isBySaid ? sql<number | null>`said_span.said` : sql<number | null>`NULL`).as("said"),
    (every === undefined ? sql<number | null>`NULL` : sql<number | null>`said_span.begin`).as("at"),
  ]);
  const rows = await (groups.length === 0 ? counted : counted.groupBy(groups)).execute();
  return rows.map(hitOf).filter(({ count }) => count > 0);
}

const hitOf = (row: {
  readonly said: number | null;
  readonly at: number | null;
  readonly count: number;
}): Hit => ({ said: row.said ?? undefined, at: row.at ?? undefined, count: Number(row.count) });

interface Days {
  readonly from: number;
  readonly to: number;
}

/** A time before which no log was, and one behind all of them. */
const [everFrom, everTo] = [0, Date.UTC(9_999, 0)];

/** The whole days of UTC in a filter's period; undefined where there are too few to be worth it. */
function daysWithin({ from, to }: LogFilter): Days | undefined {
  const first = from === undefined ? everFrom : Date.parse(from);
  const last = to === undefined ? everTo : Date.parse(to);
  const days = { from: Math.ceil(first / dayMs) * dayMs, to: Math.floor(last / dayMs) * dayMs };
  return days.to - days.from < 2 * dayMs ? undefined : days;
}

/** What of a period lies before and behind its whole days. */
function edgesOf(filter: LogFilter, { from, to }: Days): readonly LogFilter[] {
  const [first, last] = [new Date(from).toISOString(), new Date(to).toISOString()];
  return [
    ...(filter.from === undefined || filter.from === first ? [] : [{ ...filter, to: first }]),
    ...(filter.to === undefined || filter.to === last ? [] : [{ ...filter, from: last }]),
  ];
}

/** How often each thing was said is known for the whole log. */
async function sumsOf(
  database: SearchDatabase,
  said: AdmittedSaid | "all",
): Promise<readonly Hit[]> {
  const all = database.query.selectFrom("said").select(["id", "entries"]);
  const meant = said === "all" ? all : all.where(isAdmitted(database, said, sql`said.id`));
  const rows = await meant.execute();
  return rows.map(({ id, entries }) => ({ said: id, at: undefined, count: entries }));
}

const isOfRooms = (by: Dimension): boolean => roomDimensions.has(by);
const roomDimensions: ReadonlySet<Dimension> = new Set<Dimension>([
  ...(["receiver", "outcome", "reason", "agreement", "rule", "article"] as const),
]);

type Values = ReadonlyMap<number, readonly (string | null)[]>;

/** The values by which what was said is counted; of rooms only those that the filter means. */
async function valuesBy(
  database: SearchDatabase,
  by: Dimension,
  filter: LogFilter,
  hits: readonly Hit[],
): Promise<Values> {
  const { query } = database;
  const ids = [...new Set(hits.flatMap(({ said }) => said ?? []))];
  const listed = sql<number>`(SELECT id FROM ${database.listed(ids)})`;
  switch (by) {
    case "receiver":
    case "outcome":
    case "reason": {
      const column = by === "receiver" ? "room" : by;
      const rows = await query
        .selectFrom("said_slot")
        .innerJoin("decided", "decided.id", "said_slot.decided")
        .select(["said_slot.said", `decided.${column} as value`])
        .where("said_slot.said", "in", listed)
        .where((slot) => slot.and(slotConditions(slot, filter)))
        .execute();
      return grouped(rows);
    }
    case "agreement":
    case "rule":
    case "article": {
      const rows = await query
        .selectFrom("said_slot")
        .innerJoin("decided", "decided.id", "said_slot.decided")
        .innerJoin("decided_title", "decided_title.decided", "decided.id")
        .select(["said_slot.said", "said_slot.slot", `decided_title.${by} as value`])
        .distinct()
        .where("said_slot.said", "in", listed)
        .where((slot) => slot.and(slotConditions(slot, filter)))
        .execute();
      return grouped(rows);
    }
    default: {
      const rows = await query
        .selectFrom("said")
        .select(["id as said", `${by} as value`])
        .where("id", "in", listed)
        .execute();
      return grouped(rows);
    }
  }
}

function grouped(
  rows: readonly { readonly said: number; readonly value: string | null }[],
): Values {
  const found = new Map<number, (string | null)[]>();
  for (const { said, value } of rows) {
    const known = found.get(said);
    if (known === undefined) found.set(said, [value]);
    else known.push(value);
  }
  return found;
}
