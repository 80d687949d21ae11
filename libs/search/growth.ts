import type { SearchDatabase } from "./database.ts";
import { positionOf } from "./tables.ts";

/** Entries of each year that is covered: another state of the projection has others. */
export type Sizes = ReadonlyMap<number, number>;

/** What came to a projection since an earlier look at it. */
export interface Growth {
  /** What it has now, for the next look. */
  readonly sizes: Sizes;
  /**
   * The earliest time of what came, Unix milliseconds: what is counted of times before it is still true. Infinity where
   * nothing came, minus infinity where something is no more.
   */
  readonly earliest: number;
}

/** `before` undefined: the first look. */
export async function grownSince(
  database: SearchDatabase,
  before: Sizes | undefined,
): Promise<Growth> {
  const rows = await database.query.selectFrom("log_year").select(["year", "size"]).execute();
  const sizes = new Map(rows.map(({ year, size }) => [year, size]));
  if (before === undefined) return { sizes, earliest: Number.NEGATIVE_INFINITY };
  return { sizes, earliest: await earliestBetween(database, before, sizes) };
}

async function earliestBetween(
  { query }: SearchDatabase,
  before: Sizes,
  now: Sizes,
): Promise<number> {
  if ([...before].some(([year, size]) => (now.get(year) ?? 0) < size)) {
    return Number.NEGATIVE_INFINITY;
  }
  let earliest = Number.POSITIVE_INFINITY;
  for (const [year, size] of now) {
    const known = before.get(year) ?? 0;
    if (known === size) continue;
    const row = await query
      .selectFrom("entry")
      .select(({ fn }) => fn.min("at").as("at"))
      .where("pos", ">=", positionOf(year, known))
      .where("pos", "<", positionOf(year, size))
      .executeTakeFirst();
    earliest = Math.min(earliest, Number(row?.at ?? earliest));
  }
  return earliest;
}
