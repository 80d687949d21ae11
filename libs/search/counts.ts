import { sql } from "kysely";
import {
  type AdmittedSaid,
  admittedSaid,
  boundsOf,
  namesEntries,
  slotConditions,
} from "./conditions.ts";
import type { SearchDatabase } from "./database.ts";
import { entriesBetween, entriesWithin } from "./finder.ts";
import { type CountQuery, countedRowsMax, type LogFilter } from "./logQuery.ts";
import type { Dimension, Step } from "./queryWords.ts";

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

/** How many entries say one thing, in one stretch of time. */
interface Hit {
  readonly said: number;
  readonly at: number | undefined;
  readonly count: number;
}

/** Counts what fits, by a dimension or by time; undefined where there would be too many rows. */
export async function countEntries(
  database: SearchDatabase,
  query: CountQuery,
): Promise<Counts | undefined> {
  const { filter, by, every } = query;
  const hits = await hitsOf(database, filter, every);
  const values = by === undefined ? undefined : await valuesBy(database, by, filter, hits);
  const sums = new Map<
    string,
    { value: string | null | undefined; at: string | undefined; count: number }
  >();
  for (const { said, at, count } of hits) {
    const time = at === undefined ? undefined : bucketOf(at, every);
    for (const value of values === undefined ? [undefined] : (values.get(said) ?? [])) {
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

async function hitsOf(
  database: SearchDatabase,
  filter: LogFilter,
  every: Step | undefined,
): Promise<readonly Hit[]> {
  const said = await admittedSaid(database, filter);
  const bounds = await boundsOf(database, filter);
  if (bounds === undefined || (said !== "all" && said.ids.length === 0)) return [];
  const isWhole = filter.from === undefined && filter.to === undefined && !namesEntries(filter);
  if (isWhole && every === undefined) return sumsOf(database, said);
  const isGathered = said !== "all" && said.entries < (await entriesBetween(database, bounds));
  const within = entriesWithin(database, { said, bounds, filter, isGathered });
  const ms = every === undefined ? undefined : stepMs[every];
  const counted = sql<number>`count(*)`.as("count");
  if (ms === undefined) {
    const rows = await within.select(["entry.said", counted]).groupBy("entry.said").execute();
    return rows.map((row) => ({ ...row, at: undefined }));
  }
  const bucket = sql<number>`entry.at - entry.at % ${sql.lit(ms)}`;
  return within
    .select(["entry.said", counted, bucket.as("at")])
    .groupBy(["entry.said", bucket])
    .execute();
}

/** How often each thing was said is known for the whole log. */
async function sumsOf(
  { query, listed }: SearchDatabase,
  said: AdmittedSaid | "all",
): Promise<readonly Hit[]> {
  const all = query.selectFrom("said").select(["id", "entries"]);
  const rows = await (said === "all"
    ? all
    : all.where("id", "in", sql<number>`(SELECT id FROM ${listed(said.ids)})`)
  ).execute();
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
  const ids = [...new Set(hits.map(({ said }) => said))];
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
