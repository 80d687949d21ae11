import { sql } from "kysely";
import { type AdmittedSaid, asksWhatIsSaid, saidPartOf, saidThat } from "./conditions.ts";
import type { SearchDatabase } from "./database.ts";
import { keepRecent } from "./keepRecent.ts";
import type { LogFilter } from "./logQuery.ts";

/** State of the projection that something was looked up in. */
interface State {
  /** Entries that are covered. */
  readonly size: number;
  /** What is said is numbered from 1 to this. */
  readonly largest: number;
}

interface Known {
  readonly said: AdmittedSaid;
  /** When it was looked up from the beginning, and up to where it was carried on. */
  readonly begun: State;
  readonly upTo: State;
}

/** Filters that are remembered; each may be of some ten thousand numbers. */
const knownMax = 12;
/** So many new entries are carried on with; after more, how often things are said is looked up anew. */
const carriedMax = 8_192;

/**
 * What filters admit, remembered from question to question: list, chart, further pages and other periods of one filter
 * ask for the same. What is said does not change once it is in the projection, so that only what came is looked up.
 */
export class Admissions {
  readonly #database: SearchDatabase;
  readonly #exceptedMin: number;
  readonly #known = new Map<string, Known>();

  /** `exceptedMin`: FinderLimits tells. */
  constructor(database: SearchDatabase, exceptedMin: number) {
    this.#database = database;
    this.#exceptedMin = exceptedMin;
  }

  /** Thousands of numbers where the log has millions of entries; `all` where the filter asks for nothing of it. */
  async of(filter: LogFilter): Promise<AdmittedSaid | "all"> {
    if (!asksWhatIsSaid(filter)) return "all";
    const name = saidPartOf(filter);
    const state = await stateOf(this.#database);
    const known = this.#known.get(name);
    const said = await this.#at(state, filter, known);
    const begun = isCarried(known, state) ? known.begun : state;
    keepRecent(this.#known, name, { said, begun, upTo: state }, knownMax);
    return said;
  }

  async #at(state: State, filter: LogFilter, known: Known | undefined): Promise<AdmittedSaid> {
    if (!isCarried(known, state)) return this.#lookedUp(state, filter, nothing, 0);
    const { said, upTo } = known;
    if (upTo.size === state.size) return said;
    // What was said before may have been said again.
    const before = { ...said, last: Number.POSITIVE_INFINITY };
    if (upTo.largest === state.largest) return before;
    return this.#lookedUp(state, filter, before, upTo.largest);
  }

  /** `before`, and what of the later numbers fits. */
  async #lookedUp(
    state: State,
    filter: LogFilter,
    before: AdmittedSaid,
    after: number,
  ): Promise<AdmittedSaid> {
    const sums = await howMuch(this.#database, filter, after);
    const isMost = sums.count > this.#exceptedMin && sums.count * 2 > state.largest;
    const isAllBut = before.list.form === "allBut" || (after === 0 && isMost);
    const form = isAllBut ? "allBut" : "those";
    const more = await idsThat(isAllBut ? "fitsNot" : "fits", this.#database, filter, after);
    return {
      list: { form, ids: [...before.list.ids, ...more] },
      count: before.count + sums.count,
      entries: before.entries + sums.entries,
      first: Math.min(before.first, sums.first),
      last: Math.max(before.last, sums.last),
    };
  }
}

const nothing: AdmittedSaid = {
  list: { form: "those", ids: [] },
  ...{ count: 0, entries: 0, first: Number.POSITIVE_INFINITY, last: 0 },
};

/** How much of what is numbered behind `after` fits; rows of all of it would take most of the time of a first question. */
async function howMuch(
  database: SearchDatabase,
  filter: LogFilter,
  after: number,
): Promise<Omit<AdmittedSaid, "list">> {
  const [row] = await saidThat("fits", database, filter)
    .select(({ fn }) => [
      fn.countAll().as("count"),
      // A sum of whole numbers of 64 bits is wider than they are in one of the two databases.
      sql<number>`cast(coalesce(sum(entries), 0) as bigint)`.as("entries"),
      fn.min("first").as("first"),
      fn.max("last").as("last"),
    ])
    .where("id", ">", after)
    .execute();
  const { count = 0, entries = 0, first = null, last = null } = row ?? {};
  return {
    ...{ count: Number(count), entries: Number(entries) },
    first: first === null ? Number.POSITIVE_INFINITY : Number(first),
    last: Number(last ?? 0),
  };
}

async function idsThat(
  fits: "fits" | "fitsNot",
  database: SearchDatabase,
  filter: LogFilter,
  after: number,
): Promise<readonly number[]> {
  const rows = await saidThat(fits, database, filter)
    .select("id")
    .where("id", ">", after)
    .execute();
  return rows.map(({ id }) => id);
}

const isCarried = (known: Known | undefined, { size }: State): known is Known =>
  known !== undefined && size >= known.upTo.size && size - known.begun.size <= carriedMax;

async function stateOf({ query }: SearchDatabase): Promise<State> {
  const said = query.selectFrom("said").select((row) => row.fn.max("id").as("largest"));
  const years = query.selectFrom("log_year").select((row) => row.fn.sum("size").as("size"));
  const [{ largest } = { largest: null }] = await said.execute();
  const [{ size } = { size: null }] = await years.execute();
  return { largest: Number(largest ?? 0), size: Number(size ?? 0) };
}
