import type { SearchDatabase } from "./database.ts";
import type { DecisionKind, DecisionsAsked } from "./decisions.ts";
import type { Searched } from "./finder.ts";
import { type Piece, spanDays } from "./saidSpans.ts";

/** Days or months one after the other, and whose decisions of them. */
export interface FlowQuery extends Piece, DecisionsAsked {
  /** Incidents are not looked up: there are none in the answer. */
  readonly isWithoutIncidents?: boolean;
}

/** Decisions of one kind in one day or month: what flowed and what did not. */
export interface Flow {
  readonly kind: DecisionKind;
  /** Beginning of the day or month, Unix milliseconds. */
  readonly begin: number;
  readonly decisions: number;
  /** Of which incidents: all of them, or at least three; none where the question does without. */
  readonly incidents: readonly string[];
}

interface Sum {
  decisions: number;
  readonly incidents: Set<string>;
}

/** More than are needed to tell that there are three. */
const incidentsEnough = 3;

/**
 * Decisions of days or months by sender, receiver and what they were about. Rooms that a message was not addressed to
 * are left out.
 */
export async function flowsOf(
  { database, decisions }: Pick<Searched, "database" | "decisions">,
  query: FlowQuery,
): Promise<readonly Flow[]> {
  const rows = await spansIn(database, query);
  const kinds = await decisions.of(new Set(rows.map(({ said }) => said)), query);
  // Many things said decide the same about a room.
  const spans = new Map<number, Map<DecisionKind, Sum>>();
  for (const { begin, said, entries, incidents } of rows) {
    const sums = spans.get(begin) ?? new Map<DecisionKind, Sum>();
    spans.set(begin, sums);
    for (const kind of kinds.get(said) ?? []) add(sums, kind, entries, incidents);
  }
  return [...spans].flatMap(([begin, sums]) =>
    [...sums].map(([kind, sum]) => {
      return { kind, begin, decisions: sum.decisions, incidents: [...sum.incidents] };
    }),
  );
}

function add(
  sums: Map<DecisionKind, Sum>,
  kind: DecisionKind,
  entries: number,
  incidents: readonly string[],
): void {
  const sum = sums.get(kind) ?? { decisions: 0, incidents: new Set<string>() };
  sums.set(kind, sum);
  sum.decisions += entries;
  if (sum.incidents.size >= incidentsEnough) return;
  for (const incident of incidents) sum.incidents.add(incident);
}

interface SaidInSpan {
  readonly begin: number;
  readonly said: number;
  readonly entries: number;
  readonly incidents: readonly string[];
}

async function spansIn(
  { query, hex }: SearchDatabase,
  { span, from, to, isWithoutIncidents }: FlowQuery,
): Promise<readonly SaidInSpan[]> {
  const spans = query
    .selectFrom("said_span")
    .select(["begin", "said", "entries"])
    .where("days", "=", spanDays[span])
    .where("begin", ">=", from)
    .where("begin", "<", to);
  if (isWithoutIncidents === true) {
    const rows = await spans.execute();
    return rows.map((row) => ({ ...row, incidents: [] }));
  }
  const rows = await spans
    .select([hex("one").as("one"), hex("two").as("two"), hex("three").as("three")])
    .execute();
  return rows.map(({ one, two, three, ...row }) => {
    return { ...row, incidents: [one, two, three].filter((id) => id !== null) };
  });
}
