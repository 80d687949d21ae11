import { sql } from "kysely";
import type { SearchDatabase } from "./database.ts";
import type { DecisionKind, DecisionsAsked, KindsBySaid } from "./decisions.ts";
import type { Searched } from "./finder.ts";
import { incidentsIn, monthOf, type Piece, piecesOf, type Span, spanDays } from "./saidSpans.ts";

/** Whole days of UTC: from the beginning of `from` up to and without that of `to`, Unix milliseconds. */
export interface FlowPeriod {
  readonly from: number;
  readonly to: number;
}

export interface FlowQuery extends FlowPeriod, DecisionsAsked {
  /** What is counted apart; absent: the whole period as one. */
  readonly every?: Span;
  /** Incidents are not looked up: there are none in the answer. */
  readonly isWithoutIncidents?: boolean;
}

/** What was decided about one room of one kind of message, in one span: what flowed and what did not. */
export interface Flow extends DecisionKind {
  /** Beginning of the day or month, Unix milliseconds; absent where nothing is counted apart. */
  readonly at: number | undefined;
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
  { database, decisions }: Pick<Searched, "database" | "decisions">,
  query: FlowQuery,
): Promise<readonly Flow[]> {
  const spans: Spans = new Map();
  for (const piece of piecesOf(query)) await gather(database, piece, query, spans);
  const ids = new Set([...spans.values()].flatMap((said) => [...said.keys()]));
  const kinds = await decisions.of(ids, query);
  return [...spans].flatMap(([at, said]) =>
    [...summedBy(said, kinds)].map(([kind, { entries, incidents }]) => ({
      ...{ ...kind, at, decisions: entries, incidents: [...incidents] },
    })),
  );
}

/** Many things said decide the same about a room: they are added up before anybody looks at them one by one. */
function summedBy(
  said: ReadonlyMap<number, SaidInSpan>,
  kinds: KindsBySaid,
): ReadonlyMap<DecisionKind, SaidInSpan> {
  const sums = new Map<DecisionKind, SaidInSpan>();
  for (const [id, { entries, incidents }] of said) {
    for (const kind of kinds.get(id) ?? []) {
      const sum = sums.get(kind) ?? { entries: 0, incidents: new Set<string>() };
      sums.set(kind, sum);
      sum.entries += entries;
      for (const incident of incidents) sum.incidents.add(incident);
    }
  }
  return sums;
}

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
