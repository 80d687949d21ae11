import { type AdmittedSaid, asksWhatIsSaid, saidPartOf, saidThatFits } from "./conditions.ts";
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
  readonly #known = new Map<string, Known>();

  constructor(database: SearchDatabase) {
    this.#database = database;
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
    const rows = await saidThatFits(this.#database, filter)
      .select(["id", "entries", "first", "last"])
      .where("id", ">", after)
      .execute();
    let { entries, first, last } = before;
    for (const row of rows) {
      entries += row.entries;
      first = Math.min(first, row.first);
      last = Math.max(last, row.last);
    }
    const ids = [...before.ids, ...rows.map(({ id }) => id)];
    const others = othersOf(ids, state.largest);
    return { ids, entries, first, last, ...(others !== undefined && { others }) };
  }
}

const nothing: AdmittedSaid = { ids: [], entries: 0, first: Number.POSITIVE_INFINITY, last: 0 };

const isCarried = (known: Known | undefined, { size }: State): known is Known =>
  known !== undefined && size >= known.upTo.size && size - known.begun.size <= carriedMax;

async function stateOf({ query }: SearchDatabase): Promise<State> {
  const said = query.selectFrom("said").select((row) => row.fn.max("id").as("largest"));
  const years = query.selectFrom("log_year").select((row) => row.fn.sum("size").as("size"));
  const [{ largest } = { largest: null }] = await said.execute();
  const [{ size } = { size: null }] = await years.execute();
  return { largest: Number(largest ?? 0), size: Number(size ?? 0) };
}

/** What is said is numbered from 1 on. */
function othersOf(ids: readonly number[], largest: number): readonly number[] | undefined {
  if (ids.length * 2 <= largest) return undefined;
  const admitted = new Set(ids);
  return Array.from({ length: largest }, (_, at) => at + 1).filter((id) => !admitted.has(id));
}
