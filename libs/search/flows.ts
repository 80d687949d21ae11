import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import { incidentKinds } from "#libs/seal/leafSchema";
import type { SearchDatabase } from "./database.ts";
import { dataClassesIn } from "./fieldClasses.ts";
import { incidentsIn, monthOf, type Piece, piecesOf, type Span, spanDays } from "./saidSpans.ts";
import type { Tables } from "./tables.ts";

/** Whole days of UTC: from the beginning of `from` up to and without that of `to`, Unix milliseconds. */
export interface FlowPeriod {
  readonly from: number;
  readonly to: number;
}

export interface FlowQuery extends FlowPeriod {
  readonly mode: "actual" | "exercise";
  /** What is counted apart; absent: the whole period as one. */
  readonly every?: Span;
  /** Only what these rooms sent of incidents that are theirs, and what was decided about them; absent: all of it. */
  readonly ofRooms?: readonly string[];
  /** Incidents are not looked up: there are none in the answer. */
  readonly isWithoutIncidents?: boolean;
}

/** What was decided about one room of one kind of message, in one span: what flowed and what did not. */
export interface Flow {
  /** Beginning of the day or month, Unix milliseconds; absent where nothing is counted apart. */
  readonly at: number | undefined;
  readonly sender: string | null;
  readonly senderTitolare: string | null;
  readonly owner: string | null;
  readonly receiver: string | null;
  readonly receiverTitolare: string | null;
  readonly category: string | null;
  readonly purpose: string | null;
  readonly outcome: string;
  readonly given: readonly string[];
  readonly withheld: readonly string[];
  readonly decisions: number;
  /** Of which incidents: all of them, or at least three; none where the question does without. */
  readonly incidents: readonly string[];
}

interface SaidInSpan {
  entries: number;
  readonly incidents: Set<string>;
}
type Spans = Map<number | undefined, Map<number, SaidInSpan>>;

/**
 * Decisions of a period by sender, receiver and what they were about. Rooms that a message was not addressed to are
 * left out. Days are summed from whole months where the period has them.
 */
export async function flowsOf(
  database: SearchDatabase,
  query: FlowQuery,
): Promise<readonly Flow[]> {
  const spans: Spans = new Map();
  for (const piece of piecesOf(query)) await gather(database, piece, query, spans);
  const ids = new Set([...spans.values()].flatMap((said) => [...said.keys()]));
  const flows = new Map<string, Omit<Decided, "id">>();
  const flowsBySaid = new Map<number, string[]>();
  for (const { id, ...flow } of await decidedBy(database, [...ids], query)) {
    const key = keyOf(flow);
    if (!flows.has(key)) flows.set(key, flow);
    const known = flowsBySaid.get(id);
    if (known === undefined) flowsBySaid.set(id, [key]);
    else known.push(key);
  }
  return [...spans].flatMap(([at, said]) =>
    [...summedBy(said, flowsBySaid)].flatMap(([key, { entries: decisions, incidents }]) => {
      const flow = flows.get(key);
      if (flow === undefined) return [];
      const { given, withheld, ...more } = flow;
      const classes = { given: dataClassesIn(given), withheld: dataClassesIn(withheld) };
      return [{ ...more, ...classes, at, decisions, incidents: [...incidents] }];
    }),
  );
}

/** Many things said decide the same about a room: they are added up before anybody looks at them one by one. */
function summedBy(
  said: ReadonlyMap<number, SaidInSpan>,
  flowsBySaid: ReadonlyMap<number, readonly string[]>,
): ReadonlyMap<string, SaidInSpan> {
  const sums = new Map<string, SaidInSpan>();
  for (const [id, { entries, incidents }] of said) {
    for (const key of flowsBySaid.get(id) ?? []) {
      const sum = sums.get(key) ?? { entries: 0, incidents: new Set<string>() };
      sums.set(key, sum);
      sum.entries += entries;
      for (const incident of incidents) sum.incidents.add(incident);
    }
  }
  return sums;
}

const keyOf = (flow: Omit<Decided, "id">): string => JSON.stringify(Object.values(flow));

async function gather(
  database: SearchDatabase,
  piece: Piece,
  { every, isWithoutIncidents = false }: FlowQuery,
  spans: Spans,
): Promise<void> {
  const rows = isWithoutIncidents
    ? await countsIn(database, piece, every !== undefined)
    : await samplesIn(database, piece);
  for (const { begin, said, entries, incidents } of rows) {
    const at = every === undefined ? undefined : every === "month" ? monthOf(begin) : begin;
    const known = spans.get(at) ?? new Map<number, SaidInSpan>();
    spans.set(at, known);
    const count = known.get(said) ?? { entries: 0, incidents: new Set<string>() };
    known.set(said, count);
    count.entries += Number(entries);
    if (count.incidents.size < incidentsEnough) {
      for (const incident of incidents) count.incidents.add(incident);
    }
  }
}

const spansIn = ({ query }: SearchDatabase, { span, from, to }: Piece) =>
  query
    .selectFrom("said_span")
    .where("days", "=", spanDays[span])
    .where("begin", ">=", from)
    .where("begin", "<", to);

async function samplesIn(database: SearchDatabase, piece: Piece) {
  const rows = await spansIn(database, piece)
    .select(["begin", "said", "entries", "one", "two", "three"])
    .execute();
  return rows.map(({ begin, said, entries, ...samples }) => {
    return { begin, said, entries, incidents: incidentsIn(samples) };
  });
}

/** How often each thing was said: in each span, or in all of the piece together, added up where they lie. */
async function countsIn(database: SearchDatabase, piece: Piece, isApart: boolean) {
  const spans = spansIn(database, piece);
  const rows = isApart
    ? await spans.select(["begin", "said", "entries"]).execute()
    : await spans
        .select([sql.lit(piece.from).as("begin"), "said"])
        .select(sql<number>`cast(sum(entries) as bigint)`.as("entries"))
        .groupBy("said")
        .execute();
  return rows.map((row) => ({ ...row, incidents: [] }));
}

/** More than are needed to tell that there are three. */
const incidentsEnough = 3;

export type Decided = Awaited<ReturnType<typeof decidedBy>>[number];

/** What was decided about each room where these things were said; `id` is of what was said, classes are masks. */
export function decidedBy(
  { query, listed }: SearchDatabase,
  ids: readonly number[],
  { mode, ofRooms }: Pick<FlowQuery, "mode" | "ofRooms">,
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
