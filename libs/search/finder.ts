import { type SelectQueryBuilder, sql } from "kysely";
import type { Admissions } from "./admissions.ts";
import {
  type AdmittedSaid,
  asksWhatIsSaid,
  type Bounds,
  boundsOf,
  conditionsOnEach,
  entryConditions,
  isAdmitted,
  namesEntries,
} from "./conditions.ts";
import type { SearchDatabase } from "./database.ts";
import type { Decisions } from "./decisions.ts";
import type { LogFilter } from "./logQuery.ts";
import { placeOf, positionOf, type Tables } from "./tables.ts";

/** Which entries, from where on, and how many. */
export interface Wanted {
  readonly filter: LogFilter;
  readonly order: "oldest" | "newest";
  readonly limit: number;
  /** Position of the last entry that was given before. */
  readonly after: number | undefined;
}

/** When to search how: found by measuring, and other in tests. */
export interface FinderLimits {
  /** Entries that are gathered and sorted at once; more are looked for stretch by stretch. */
  readonly gatheredMax: number;
  /** Entries that are looked at one by one first. */
  readonly edgeEntries: number;
  /** Entries of the first stretch, at least. */
  readonly windowMin: number;
  /** A look-up of one thing said costs as much as passing this many entries by. */
  readonly entriesPerLookup: number;
  /**
   * What is said in so many entries at most is counted entry by entry; more, by what was counted of whole days. Entries
   * of one kind lie apart: where the file is not in memory yet, each costs a read of the disk.
   */
  readonly countedMax: number;
  /** Where more things than these are admitted, and most of all, they are known by those that are not. */
  readonly exceptedMin: number;
}

export const finderLimits: FinderLimits = {
  gatheredMax: 4_000,
  edgeEntries: 4_096,
  windowMin: 2_048,
  entriesPerLookup: 12,
  countedMax: 4_000,
  // What is gathered by its list is said in as many entries at most, so that it is never one of these.
  exceptedMin: 4_000,
};

const windowGrowth = 8;

/** A projection, and what is known of it. */
export interface Searched {
  readonly database: SearchDatabase;
  readonly admissions: Admissions;
  readonly decisions: Decisions;
}

/** Positions of the entries that fit, in order. */
export async function findEntries(
  searched: Searched,
  wanted: Wanted,
  limits: FinderLimits = finderLimits,
): Promise<readonly number[]> {
  const { database } = searched;
  const bounds = await boundsFor(database, wanted);
  if (bounds === undefined) return [];
  const { filter, limit } = wanted;
  if (!asksWhatIsSaid(filter)) return positions(database, wanted, { said: "all", bounds, limit });
  // Few entries are named, or most of the last ones fit: then what they say is looked up one by one.
  if (namesEntries(filter)) return positions(database, wanted, { said: "each", bounds, limit });
  const edge = await edgeOf(database, wanted, bounds, limits.edgeEntries);
  const found = await positions(database, wanted, { said: "each", bounds: edge.near, limit });
  if (found.length >= limit || edge.far === undefined) return found;
  const rest = { ...wanted, limit: limit - found.length };
  return [...found, ...(await findAmongMany(searched, rest, edge.far, limits))];
}

/** The stretch at the end at which the page begins, and the rest. */
async function edgeOf(
  database: SearchDatabase,
  { order }: Wanted,
  bounds: Bounds,
  entries: number,
): Promise<{ readonly near: Bounds; readonly far: Bounds | undefined }> {
  const [year] = await yearsWithin(database, bounds, order);
  if (year === undefined) return { near: bounds, far: undefined };
  if (order === "oldest") {
    const end = Math.min(year.high, year.low + entries - 1);
    const far = end < bounds.high ? { low: end + 1, high: bounds.high } : undefined;
    return { near: { low: bounds.low, high: end }, far };
  }
  const begin = Math.max(year.low, year.high - entries + 1);
  const far = begin > bounds.low ? { low: bounds.low, high: begin - 1 } : undefined;
  return { near: { low: begin, high: bounds.high }, far };
}

async function findAmongMany(
  { database, admissions }: Searched,
  wanted: Wanted,
  within: Bounds,
  limits: FinderLimits,
): Promise<readonly number[]> {
  const said = await admissions.of(wanted.filter);
  if (said === "all" || said.count === 0) return [];
  const bounds = { low: Math.max(within.low, said.first), high: Math.min(within.high, said.last) };
  if (bounds.low > bounds.high) return [];
  if (said.entries > limits.gatheredMax) {
    return findInWindows(database, wanted, { said, bounds, limits });
  }
  return positions(database, wanted, { said, bounds, limit: wanted.limit, isGathered: true });
}

async function boundsFor(
  database: SearchDatabase,
  { filter, order, after }: Wanted,
): Promise<Bounds | undefined> {
  const byTime = await boundsOf(database, filter);
  if (byTime === undefined) return undefined;
  let { low, high } = byTime;
  if (after !== undefined && order === "oldest") low = Math.max(low, after + 1);
  if (after !== undefined && order === "newest") high = Math.min(high, after - 1);
  return low <= high ? { low, high } : undefined;
}

interface Search {
  readonly said: AdmittedSaid;
  readonly bounds: Bounds;
  readonly limits: FinderLimits;
}

/**
 * Looks at growing stretches of the log from the end at which the page begins. What fits is usually near; where it is
 * not, each stretch is searched either entry by entry or by what is said, whichever is less.
 */
async function findInWindows(
  database: SearchDatabase,
  wanted: Wanted,
  { said, bounds, limits }: Search,
): Promise<readonly number[]> {
  const found: number[] = [];
  const years = await yearsWithin(database, bounds, wanted.order);
  const entries = years.reduce((sum, { low, high }) => sum + high - low + 1, 0);
  let width = Math.max(limits.windowMin, Math.ceil((entries / said.entries) * wanted.limit * 2));
  for (const year of years) {
    let { low, high } = year;
    while (low <= high && found.length < wanted.limit) {
      const window =
        wanted.order === "oldest"
          ? { low, high: Math.min(high, low + width - 1) }
          : { low: Math.max(low, high - width + 1), high };
      const isGathered = said.count * limits.entriesPerLookup < window.high - window.low;
      const limit = wanted.limit - found.length;
      found.push(
        ...(await positions(database, wanted, { said, bounds: window, limit, isGathered })),
      );
      if (wanted.order === "oldest") low = window.high + 1;
      else high = window.low - 1;
      width *= windowGrowth;
    }
  }
  return found;
}

/** Positions of each covered year within the bounds, in the order of the page. */
async function yearsWithin(
  { query }: SearchDatabase,
  { low, high }: Bounds,
  order: Wanted["order"],
): Promise<readonly Bounds[]> {
  const covered = await query.selectFrom("log_year").select(["year", "size"]).execute();
  const sorted = covered.toSorted((a, b) =>
    order === "oldest" ? a.year - b.year : b.year - a.year,
  );
  return sorted
    .map(({ year, size }) => ({
      low: Math.max(low, positionOf(year, 0)),
      high: Math.min(high, positionOf(year, size - 1)),
    }))
    .filter((year) => year.low <= year.high);
}

interface Look {
  /** What they may say; `each`: it is looked up for each entry. */
  readonly said: Pick<AdmittedSaid, "list"> | "all" | "each";
  readonly bounds: Bounds;
  readonly limit: number;
  /** Found by what is said, else by passing all entries by. */
  readonly isGathered?: boolean;
}

async function positions(
  database: SearchDatabase,
  { filter, order }: Wanted,
  { said, bounds, limit, isGathered = false }: Look,
): Promise<readonly number[]> {
  const rows = await entriesWithin(database, { said, bounds, filter, isGathered })
    .select("entry.pos")
    .orderBy("entry.pos", order === "oldest" ? "asc" : "desc")
    .limit(limit)
    .execute();
  return rows.map(({ pos }) => pos);
}

/** Entries that fit, within bounds, to be selected from. */
export function entriesWithin(
  database: SearchDatabase,
  {
    said,
    bounds,
    filter,
    isGathered = false,
  }: Omit<Look, "limit"> & {
    readonly filter: LogFilter;
  },
): SelectQueryBuilder<Tables, "entry", object> {
  const { query } = database;
  const all = query
    .selectFrom("entry")
    .where("entry.pos", ">=", bounds.low)
    .where("entry.pos", "<=", bounds.high)
    .where((entry) => entry.and(entryConditions(entry, filter)));
  if (said === "all") return all;
  if (said === "each") {
    return all.where(({ exists, selectFrom }) =>
      exists(
        selectFrom("said")
          .select("said.id")
          .whereRef("said.id", "=", "entry.said")
          .where(() => conditionsOnEach(filter)),
      ),
    );
  }
  // With the sum, no index on what is said can be used, and the entries are passed by in their order.
  return isGathered && said.list.form === "those" && !namesEntries(filter)
    ? all.where(isAdmitted(database, said, sql`entry.said`))
    : all.where(isAdmitted(database, said, sql`entry.said + 0`));
}

/** How many entries lie between two positions of one or more years, at most. */
export async function entriesBetween(database: SearchDatabase, bounds: Bounds): Promise<number> {
  const years = await yearsWithin(database, bounds, "oldest");
  return years.reduce(
    (sum, { low, high }) => sum + placeOf(high).index - placeOf(low).index + 1,
    0,
  );
}
