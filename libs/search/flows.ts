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

/** Decisions of one kind in one span: what flowed and what did not. */
export interface Flow {
  readonly kind: DecisionKind;
  /** Beginning of the day or month, Unix milliseconds; absent where nothing is counted apart. */
  readonly at: number | undefined;
  readonly decisions: number;
  /** Of which incidents: all of them, or at least three; none where the question does without. */
  readonly incidents: readonly string[];
}

/**
 * Decisions of a period by sender, receiver and what they were about. Rooms that a message was not addressed to are
 * left out. Days are summed from whole months where the period has them.
 */
export function flowsOf(searched: FlowsSearched, query: FlowQuery): Promise<readonly Flow[]> {
  return query.isWithoutIncidents === true
    ? countedFlows(searched, query)
    : sampledFlows(searched, query);
}

type FlowsSearched = Pick<Searched, "database" | "decisions" | "flowSpans">;

async function countedFlows(
  { flowSpans }: FlowsSearched,
  query: FlowQuery,
): Promise<readonly Flow[]> {
  const sums = new Map<number | undefined, Map<DecisionKind, number>>();
  for (const { begin, kinds, counts } of await flowSpans.of(piecesOf(query), query)) {
    const at = bucketOf(begin, query.every);
    const sum = sums.get(at) ?? new Map<DecisionKind, number>();
    sums.set(at, sum);
    for (const [place, kind] of kinds.entries()) {
      sum.set(kind, (sum.get(kind) ?? 0) + (counts[place] ?? 0));
    }
  }
  return [...sums].flatMap(([at, sum]) =>
    [...sum].map(([kind, decisions]) => ({ kind, at, decisions, incidents: [] })),
  );
}

interface SaidInSpan {
  entries: number;
  readonly incidents: Set<string>;
}
type Spans = Map<number | undefined, Map<number, SaidInSpan>>;

async function sampledFlows(
  { database, decisions }: FlowsSearched,
  query: FlowQuery,
): Promise<readonly Flow[]> {
  const spans: Spans = new Map();
  for (const piece of piecesOf(query)) await gather(database, piece, query, spans);
  const ids = new Set([...spans.values()].flatMap((said) => [...said.keys()]));
  const kinds = await decisions.of(ids, query);
  return [...spans].flatMap(([at, said]) =>
    [...summedBy(said, kinds)].map(([kind, { entries, incidents }]) => ({
      ...{ kind, at, decisions: entries, incidents: [...incidents] },
    })),
  );
}

const bucketOf = (begin: number, every: Span | undefined): number | undefined =>
  every === undefined ? undefined : every === "month" ? monthOf(begin) : begin;

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
  { every }: FlowQuery,
  spans: Spans,
): Promise<void> {
  for (const { begin, said, entries, incidents } of await samplesIn(database, piece)) {
    const at = bucketOf(begin, every);
    const known = spans.get(at) ?? new Map<number, SaidInSpan>();
    spans.set(at, known);
    const count = known.get(said) ?? { entries: 0, incidents: new Set<string>() };
    known.set(said, count);
    count.entries += entries;
    if (count.incidents.size < incidentsEnough) {
      for (const incident of incidents) count.incidents.add(incident);
    }
  }
}

async function samplesIn({ query }: SearchDatabase, { span, from, to }: Piece) {
  const rows = await query
    .selectFrom("said_span")
    .select(["begin", "said", "entries", "one", "two", "three"])
    .where("days", "=", spanDays[span])
    .where("begin", ">=", from)
    .where("begin", "<", to)
    .execute();
  return rows.map(({ begin, said, entries, ...samples }) => {
    return { begin, said, entries, incidents: incidentsIn(samples) };
  });
}

/** More than are needed to tell that there are three. */
const incidentsEnough = 3;
