import { sql } from "kysely";
import { incidentKinds } from "#libs/seal/leafSchema";
import type { SearchDatabase } from "./database.ts";
import { dataClassesIn } from "./fieldClasses.ts";
import { dayMs, incidentsIn, monthOf, type Span, spanDays } from "./saidSpans.ts";

/** Whole days of UTC: from the beginning of `from` up to and without that of `to`, Unix milliseconds. */
export interface FlowPeriod {
  readonly from: number;
  readonly to: number;
}

export interface FlowQuery extends FlowPeriod {
  readonly mode: "actual" | "exercise";
  /** What is counted apart; absent: the whole period as one. */
  readonly every?: Span;
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
  /** Of which incidents: all of them, or at least three. */
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
  for (const piece of piecesOf(query)) await gather(database, piece, query.every, spans);
  const ids = new Set([...spans.values()].flatMap((said) => [...said.keys()]));
  const decided = await decidedBy(database, [...ids], query.mode);
  return [...spans].flatMap(([at, said]) =>
    decided.flatMap(({ id, ...flow }) => {
      const count = said.get(id);
      if (count === undefined) return [];
      return [{ ...flow, at, decisions: count.entries, incidents: [...count.incidents] }];
    }),
  );
}

interface Piece extends FlowPeriod {
  readonly span: Span;
}

/** The whole months within a period, and the days before and after them. */
export function piecesOf({ from, to, every }: Omit<FlowQuery, "mode">): readonly Piece[] {
  const first = monthOf(from) === from ? from : monthOf(monthOf(from) + 32 * dayMs);
  const last = monthOf(to);
  if (every === "day" || first >= last) return [{ span: "day", from, to }];
  const pieces: readonly Piece[] = [
    { span: "day", from, to: first },
    { span: "month", from: first, to: last },
    { span: "day", from: last, to },
  ];
  return pieces.filter((piece) => piece.from < piece.to);
}

async function gather(
  { query }: SearchDatabase,
  { span, from, to }: Piece,
  every: Span | undefined,
  spans: Spans,
): Promise<void> {
  const rows = await query
    .selectFrom("said_span")
    .select(["begin", "said", "entries", "one", "two", "three"])
    .where("days", "=", spanDays[span])
    .where("begin", ">=", from)
    .where("begin", "<", to)
    .execute();
  for (const { begin, said, entries, ...samples } of rows) {
    const at = every === undefined ? undefined : every === "month" ? monthOf(begin) : begin;
    const known = spans.get(at) ?? new Map<number, SaidInSpan>();
    spans.set(at, known);
    const count = known.get(said) ?? { entries: 0, incidents: new Set<string>() };
    known.set(said, count);
    count.entries += entries;
    if (count.incidents.size < incidentsEnough) {
      for (const incident of incidentsIn(samples)) count.incidents.add(incident);
    }
  }
}

/** More than are needed to tell that there are three. */
const incidentsEnough = 3;

/** What was decided about each room where these things were said; `id` is of what was said. */
export async function decidedBy(
  { query, listed }: SearchDatabase,
  ids: readonly number[],
  mode: FlowQuery["mode"],
) {
  const rows = await query
    .selectFrom("said")
    .innerJoin("said_slot", "said_slot.said", "said.id")
    .innerJoin("decided", "decided.id", "said_slot.decided")
    .select(["said.id", "said.sender", "said.titolare as senderTitolare", "said.owner"])
    .select(["said.category", "said.purpose"])
    .select(["decided.room as receiver", "decided.titolare as receiverTitolare"])
    .select(["decided.outcome", "given_classes", "withheld_classes"])
    .where("said.id", "in", sql<number>`(SELECT id FROM ${listed(ids)})`)
    .where("said.kind", "in", [...incidentKinds])
    .where("said.mode", "=", mode)
    .where("decided.outcome", "!=", "not_addressed")
    .execute();
  return rows.map(({ given_classes: given, withheld_classes: withheld, ...row }) => ({
    ...row,
    given: dataClassesIn(given),
    withheld: dataClassesIn(withheld),
  }));
}
