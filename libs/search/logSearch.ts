import { incidentKinds } from "#libs/seal/leafSchema";
import { Admissions } from "./admissions.ts";
import { type Counts, countEntries } from "./counts.ts";
import type { ProjectionPlace, SearchDatabase } from "./database.ts";
import { Decisions } from "./decisions.ts";
import { type DeliveredQuery, type Deliveries, deliveredBetween } from "./deliveredBetween.ts";
import { type FinderLimits, findEntries, finderLimits, type Searched } from "./finder.ts";
import { type Flow, type FlowQuery, flowsOf } from "./flows.ts";
import { type EntryPlace, entriesAt, type FoundEntry } from "./foundEntries.ts";
import { type Growth, grownSince, type Sizes } from "./growth.ts";
import {
  type CountQuery,
  cursorOf,
  type LogFilter,
  type PageQuery,
  positionIn,
  type QueryProblem,
  questionOf,
} from "./logQuery.ts";
import { type Coverage, coveredBy } from "./reindex.ts";
import { placeOf, positionOf } from "./tables.ts";
import { run } from "./transaction.ts";

/** One page of answers. */
export interface Page {
  readonly entries: readonly FoundEntry[];
  /** For the next page; absent on the last one. */
  readonly next: string | undefined;
}

export interface Refused {
  readonly problem: QueryProblem;
}

/** The entries beside one, as far as there are any. */
export interface Neighbours {
  readonly inLog: {
    readonly before: EntryPlace | undefined;
    readonly after: EntryPlace | undefined;
  };
  /** In the incident's chain. */
  readonly inChain: {
    readonly before: EntryPlace | undefined;
    readonly after: EntryPlace | undefined;
  };
}

/** Asks the projection. What it answers is no evidence: an entry is proved by the log itself. */
export class LogSearch {
  readonly #database: SearchDatabase;
  readonly #searched: Searched;
  readonly #limits: FinderLimits;
  #covered: readonly Coverage[];

  private constructor(
    database: SearchDatabase,
    covered: readonly Coverage[],
    limits: FinderLimits,
  ) {
    this.#database = database;
    this.#searched = {
      database,
      admissions: new Admissions(database, limits.exceptedMin),
      decisions: new Decisions(database),
    };
    this.#limits = limits;
    this.#covered = covered;
  }

  /** Up to which signed checkpoints it answers, as of when it was opened or last held. */
  get covered(): readonly Coverage[] {
    return this.#covered;
  }

  /** Opens the projection; undefined where there is none, or one of another version: reindex makes it. */
  static async open(
    place: ProjectionPlace,
    limits: FinderLimits = finderLimits,
  ): Promise<LogSearch | undefined> {
    const database = await place.open();
    const covered = database && (await coveredBy(database));
    if (database !== undefined && covered !== undefined) {
      return new LogSearch(database, covered.map(withoutFrontier), limits);
    }
    await database?.close();
    return undefined;
  }

  /**
   * Until `release`, every answer is of one state of the projection, the one that `covered` then names, whatever others
   * add to it meanwhile. False where it is no longer one that this code can read.
   */
  async hold(): Promise<boolean> {
    await run(this.#database, this.#database.snapshot);
    const covered = await coveredBy(this.#database);
    if (covered === undefined) {
      await this.release();
      return false;
    }
    this.#covered = covered.map(withoutFrontier);
    return true;
  }

  async release(): Promise<void> {
    await run(this.#database, "COMMIT");
  }

  /** One page; with the cursor of the page before, the next one, whatever was added meanwhile. */
  async page({ filter, order, limit, cursor }: PageQuery): Promise<Page | Refused> {
    const question = questionOf({ filter, order });
    const after = cursor === undefined ? undefined : positionIn(cursor, question);
    if (typeof after === "string") return { problem: after };
    const wanted = { filter, order, limit: limit + 1, after };
    const positions = await findEntries(this.#searched, wanted, this.#limits);
    const shown = positions.slice(0, limit);
    const last = shown.at(-1);
    const isLast = positions.length <= limit || last === undefined;
    const next = isLast ? undefined : cursorOf(question, last);
    return { entries: await entriesAt(this.#database, shown, filter), next };
  }

  /** Entries behind one, oldest first: for whoever follows the log. `place` undefined: from the beginning. */
  async after(
    place: EntryPlace | undefined,
    filter: LogFilter,
    limit: number,
  ): Promise<readonly FoundEntry[]> {
    const after = place === undefined ? undefined : positionOf(place.year, place.index);
    const wanted = { filter, order: "oldest", limit, after } as const;
    const positions = await findEntries(this.#searched, wanted, this.#limits);
    return entriesAt(this.#database, positions, filter);
  }

  /** One entry; undefined where the projection does not cover it. */
  async entry({ year, index }: EntryPlace): Promise<FoundEntry | undefined> {
    const [found] = await entriesAt(this.#database, [positionOf(year, index)], {});
    return found;
  }

  /** What stands before and after an entry in the log and in its incident's chain. */
  async neighbours(entry: FoundEntry): Promise<Neighbours> {
    const position = positionOf(entry.year, entry.index);
    const inLog = {
      before: await this.#beside(position, "before"),
      after: await this.#beside(position, "after"),
    };
    const after = await this.#nextInChain(position, entry);
    return { inLog, inChain: { before: entry.previous, after } };
  }

  async count(query: CountQuery): Promise<Counts | Refused> {
    return (
      (await countEntries(this.#searched, query, this.#limits)) ?? { problem: "too-many-rows" }
    );
  }

  /** Decisions of days or months, by both ends and what they were about. */
  flows(query: FlowQuery): Promise<readonly Flow[]> {
    return flowsOf(this.#searched, query);
  }

  /** What came since an earlier look, for whoever remembers what was counted. */
  grownSince(before: Sizes | undefined): Promise<Growth> {
    return grownSince(this.#database, before);
  }

  /** What was given to whom in a period, of which incidents. */
  delivered(query: DeliveredQuery): Promise<Deliveries> {
    return deliveredBetween(this.#searched, query);
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #beside(position: number, side: "before" | "after"): Promise<EntryPlace | undefined> {
    const isAfter = side === "after";
    const found = await this.#database.query
      .selectFrom("entry")
      .select("pos")
      .where("pos", isAfter ? ">" : "<", position)
      .orderBy("pos", isAfter ? "asc" : "desc")
      .limit(1)
      .executeTakeFirst();
    return found && placeOf(found.pos);
  }

  async #nextInChain(position: number, { incident }: FoundEntry): Promise<EntryPlace | undefined> {
    if (incident === undefined) return undefined;
    const found = await this.#database.query
      .selectFrom("entry")
      .innerJoin("said", "said.id", "entry.said")
      .select("entry.pos")
      .where("entry.incident", "=", Buffer.from(incident, "hex"))
      .where("entry.previous", "=", position)
      .where("said.kind", "in", [...incidentKinds])
      .limit(1)
      .executeTakeFirst();
    return found && placeOf(found.pos);
  }
}

const withoutFrontier = ({ frontier: _, ...row }: Coverage & { readonly frontier: string }) => row;
