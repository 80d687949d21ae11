import type { DecisionKind } from "#libs/search/decisions";
import type { Flow } from "#libs/search/flows";
import {
  type CellsAsked,
  disclosedCells,
  type FlowCell,
  type FlowDimension,
  flowCells,
  type Observation,
} from "#libs/statistics/flowCells";

/** What of flows a table is to show, and to whom. */
export interface FlowTable extends CellsAsked {
  readonly seenBy:
    | { readonly kind: "aggregates"; readonly incidentsMin: number }
    /** One's own rooms. */
    | { readonly kind: "own"; readonly rooms: readonly string[] };
}

type Observed = Omit<Observation, "at" | "decisions" | "incidents">;

/** The cells of a table as its reader may see them. */
export function flowTableOf(flows: readonly Flow[], table: FlowTable): readonly FlowCell[] {
  const { seenBy } = table;
  if (seenBy.kind === "aggregates") {
    return disclosedCells(flows.map(ofTitolari), table, seenBy.incidentsMin);
  }
  const own = observedByOwn(flows, new Set(seenBy.rooms), table.by);
  return flowCells(own, table).map((row) => (row.from === null ? { ...row, withheld: null } : row));
}

/**
 * What these rooms may see of flows. Kinds of decisions that this table does not tell apart are added up first: there
 * are thousands of them a day, and most differ in classes of data alone.
 */
function observedByOwn(
  flows: readonly Flow[],
  rooms: ReadonlySet<string | null>,
  by: FlowDimension | undefined,
): readonly Observation[] {
  const parts = new Map<string, Observed>();
  const known = new Map<DecisionKind, Observed | undefined>();
  const seen = (kind: DecisionKind) => {
    const part = ofOwn(kind, rooms);
    if (part === undefined) return undefined;
    const key = keyOf(part, by);
    const same = parts.get(key) ?? part;
    parts.set(key, same);
    return same;
  };
  const sums = new Map<number | undefined, Map<Observed, number>>();
  for (const { kind, at, decisions } of flows) {
    const part = known.has(kind) ? known.get(kind) : seen(kind);
    known.set(kind, part);
    if (part === undefined) continue;
    const sum = sums.get(at) ?? new Map<Observed, number>();
    sums.set(at, sum);
    sum.set(part, (sum.get(part) ?? 0) + decisions);
  }
  return [...sums].flatMap(([at, sum]) =>
    [...sum].map(([part, decisions]) => ({ ...part, ...timeOf(at), decisions, incidents: [] })),
  );
}

/** Equal for what stands in the same cells of a table, with the same shares. */
function keyOf(part: Observed, by: FlowDimension | undefined): string {
  const { from, to, given, withheld } = part;
  if (by === "class") return JSON.stringify([from, to, given, withheld]);
  const value = by === undefined ? null : part[by];
  return JSON.stringify([from, to, value, given.length > 0, withheld.length > 0]);
}

const timeOf = (at: number | undefined): Pick<Observation, "at"> =>
  at === undefined ? {} : { at: new Date(at).toISOString() };

const ofTitolari = ({ kind, at, decisions, incidents }: Flow): Observation => ({
  ...{ ...observed(kind), ...timeOf(at), decisions, incidents },
  ...{ from: kind.senderTitolare, to: kind.receiverTitolare },
});

/**
 * One's own messages in one's own incidents whole; of what others sent to one's own rooms only what these were given.
 * What others had and did not give stays back: it would tell what they have stated.
 */
function ofOwn(kind: DecisionKind, rooms: ReadonlySet<string | null>): Observed | undefined {
  if (rooms.has(kind.sender) && rooms.has(kind.owner)) return observed(kind);
  if (!rooms.has(kind.receiver)) return undefined;
  return { ...observed(kind), from: null, category: null, purpose: null, withheld: [] };
}

function observed(kind: DecisionKind): Observed {
  const { sender: from, receiver: to, category, purpose, outcome, given, withheld } = kind;
  return { from, to, category, purpose, outcome, given, withheld };
}
