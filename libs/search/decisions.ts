import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import { incidentKinds } from "#libs/seal/leafSchema";
import type { SearchDatabase } from "./database.ts";
import { dataClassesIn } from "./fieldClasses.ts";
import { keepRecent } from "./keepRecent.ts";
import type { Tables } from "./tables.ts";

/** Whose decisions, and whether real ones. */
export interface DecisionsAsked {
  readonly mode: "actual" | "exercise";
  /** Only what these rooms sent of incidents that are theirs, and what was decided about them; absent: all of it. */
  readonly ofRooms?: readonly string[];
}

/** What a decision was about, between whom, and what it gave and left out: many things said have the same. */
export interface DecisionKind {
  readonly sender: string | null;
  readonly senderTitolare: string | null;
  readonly owner: string | null;
  readonly receiver: string | null;
  readonly receiverTitolare: string | null;
  readonly category: string | null;
  readonly purpose: string | null;
  readonly outcome: string;
  /** Classes of data. */
  readonly given: readonly string[];
  readonly withheld: readonly string[];
}

/** Kinds by the number of what is said: one for each room that was decided about. */
export type KindsBySaid = ReadonlyMap<number, readonly DecisionKind[]>;

/** Titolari whose decisions are remembered. */
const askersMax = 6;

interface Known {
  readonly kinds: Map<string, DecisionKind>;
  readonly bySaid: Map<number, readonly DecisionKind[]>;
}

/**
 * What was decided where something was said, remembered from question to question: it does not change once it is in the
 * projection, and a page of flows asks for it several times. Rooms that a message was not addressed to are left out.
 */
export class Decisions {
  readonly #database: SearchDatabase;
  readonly #known = new Map<string, Known>();

  constructor(database: SearchDatabase) {
    this.#database = database;
  }

  /** Of these and perhaps of others. */
  async of(ids: Iterable<number>, asked: DecisionsAsked): Promise<KindsBySaid> {
    const known = this.#knownOf(asked);
    const missing = [...ids].filter((id) => !known.bySaid.has(id));
    if (missing.length === 0) return known.bySaid;
    const rows = Map.groupBy(await decidedBy(this.#database, missing, asked), ({ id }) => id);
    for (const id of missing) {
      known.bySaid.set(
        id,
        (rows.get(id) ?? []).map((row) => kindIn(known, row)),
      );
    }
    return known.bySaid;
  }

  #knownOf({ mode, ofRooms }: DecisionsAsked): Known {
    const name = JSON.stringify([mode, ofRooms ?? null]);
    const known = this.#known.get(name) ?? { kinds: new Map(), bySaid: new Map() };
    keepRecent(this.#known, name, known, askersMax);
    return known;
  }
}

type Decided = Awaited<ReturnType<typeof decidedBy>>[number];

function kindIn({ kinds }: Known, { id: _, ...row }: Decided): DecisionKind {
  const name = JSON.stringify(Object.values(row));
  const known = kinds.get(name);
  if (known !== undefined) return known;
  const { given, withheld, ...more } = row;
  const kind = { ...more, given: dataClassesIn(given), withheld: dataClassesIn(withheld) };
  kinds.set(name, kind);
  return kind;
}

/** What was decided about each room where these things were said; `id` is of what was said, classes are masks. */
function decidedBy(
  { query, listed }: SearchDatabase,
  ids: readonly number[],
  { mode, ofRooms }: DecisionsAsked,
) {
  const all = query
    .selectFrom("said")
    .innerJoin("said_slot", "said_slot.said", "said.id")
    .innerJoin("decided", "decided.id", "said_slot.decided")
    .select(["said.id", "said.sender", "said.titolare as senderTitolare", "said.owner"])
    .select(["said.category", "said.purpose"])
    .select(["decided.room as receiver", "decided.titolare as receiverTitolare"])
    .select(["decided.outcome", "given_classes as given", "withheld_classes as withheld"])
    .where("said.id", "in", sql<number>`(SELECT id FROM ${listed(ids)})`)
    .where("said.kind", "in", [...incidentKinds])
    .where("said.mode", "=", mode)
    .where("decided.outcome", "!=", "not_addressed");
  return (ofRooms === undefined ? all : all.where(concerns(ofRooms))).execute();
}

/** True for what these rooms sent of incidents that are theirs, and for what was decided about them. */
export function concerns(rooms: readonly string[]): Expression<SqlBool> {
  const row = expressionBuilder<Tables, "said" | "decided">();
  const own = [...rooms];
  // Nobody's rooms are no rooms: an empty list is none that either database takes.
  if (own.length === 0) return sql<SqlBool>`1 = 0`;
  return row.or([
    row.and([row("said.sender", "in", own), row("said.owner", "in", own)]),
    row("decided.room", "in", own),
  ]);
}
