import type { DecisionKind } from "#libs/search/decisions";
import type { Flow } from "#libs/search/flows";
import {
  type CellsAsked,
  disclosedCells,
  type FlowCell,
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
    const some = observations(flows, (kind) => [ofTitolari(kind)]);
    return disclosedCells(some, table, seenBy.incidentsMin);
  }
  const rooms = new Set(seenBy.rooms);
  const own = observations(flows, (kind) => ofOwn(kind, rooms));
  return flowCells(own, table).map((row) => (row.from === null ? { ...row, withheld: null } : row));
}

/** What is seen of a kind of decision is worked out once, however many days have some of it. */
function observations(
  flows: readonly Flow[],
  seen: (kind: DecisionKind) => readonly Observed[],
): readonly Observation[] {
  const known = new Map<DecisionKind, readonly Observed[]>();
  return flows.flatMap(({ kind, at, decisions, incidents }) => {
    const parts = known.get(kind) ?? seen(kind);
    known.set(kind, parts);
    const when = at === undefined ? {} : { at: new Date(at).toISOString() };
    return parts.map((part) => ({ ...part, ...when, decisions, incidents }));
  });
}

const ofTitolari = (kind: DecisionKind): Observed => ({
  ...{ ...observed(kind), from: kind.senderTitolare, to: kind.receiverTitolare },
});

/**
 * One's own messages in one's own incidents whole; of what others sent to one's own rooms only what these were given.
 * What others had and did not give stays back: it would tell what they have stated.
 */
function ofOwn(kind: DecisionKind, rooms: ReadonlySet<string | null>): readonly Observed[] {
  if (rooms.has(kind.sender) && rooms.has(kind.owner)) return [observed(kind)];
  if (!rooms.has(kind.receiver)) return [];
  return [{ ...observed(kind), from: null, category: null, purpose: null, withheld: [] }];
}

function observed(kind: DecisionKind): Observed {
  const { sender: from, receiver: to, category, purpose, outcome, given, withheld } = kind;
  return { from, to, category, purpose, outcome, given, withheld };
}
