import type { DecisionKind } from "#libs/search/decisions";
import type { Flow } from "#libs/search/flows";
import {
  disclosedCells,
  type FlowCell,
  type FlowDimension,
  flowCells,
  flowDimensions,
  type Observation,
} from "#libs/statistics/flowCells";

/** Who reads flows, and so what of them they may see. */
export type FlowReader =
  | { readonly kind: "aggregates"; readonly incidentsMin: number }
  /** Their own rooms. */
  | { readonly kind: "own"; readonly rooms: readonly string[] };

/** By what cells are told apart; undefined: by both ends alone. */
const tables: readonly (FlowDimension | undefined)[] = [undefined, ...flowDimensions];

/** Every table of one day or month, as one reader may see it. */
export type SpanTables = ReadonlyMap<FlowDimension | undefined, readonly FlowCell[]>;

/** Makes one reader's tables, span by span. */
export class ReaderTables {
  readonly #of: (flows: readonly Flow[]) => SpanTables;

  constructor(reader: FlowReader) {
    this.#of = reader.kind === "own" ? ownTables(reader) : aggregateTables(reader);
  }

  /** What flowed in one day or month. */
  of(flows: readonly Flow[]): SpanTables {
    return this.#of(flows);
  }
}

function ownTables({ rooms }: Extract<FlowReader, { kind: "own" }>) {
  const own = new Set<string | null>(rooms);
  const sums = tables.map((by) => {
    const apart = { ...(by !== undefined && { by }), isSeries: false };
    const together = new Together(
      (kind) => ofOwn(kind, own),
      (part) => keyOf(part, by),
    );
    return { by, apart, together };
  });
  return (flows: readonly Flow[]): SpanTables =>
    new Map(
      sums.map(({ by, apart, together }) => {
        const cells = flowCells(together.sum(flows, 0), apart);
        return [by, cells.map((cell) => (cell.from === null ? { ...cell, withheld: null } : cell))];
      }),
    );
}

function aggregateTables({ incidentsMin }: Extract<FlowReader, { kind: "aggregates" }>) {
  const together = new Together(ofTitolari, wholeKeyOf);
  return (flows: readonly Flow[]): SpanTables => {
    const observations = together.sum(flows, incidentsMin);
    const table = (by: FlowDimension | undefined) =>
      disclosedCells(
        observations,
        { ...(by !== undefined && { by }), isSeries: false },
        incidentsMin,
      );
    return new Map(tables.map((by) => [by, table(by)]));
  };
}

type Observed = Omit<Observation, "at" | "decisions" | "incidents">;

/**
 * Adds up kinds of decisions that a table does not tell apart: there are thousands of them a day, and most differ in
 * classes of data alone.
 */
class Together {
  readonly #seen: (kind: DecisionKind) => Observed | undefined;
  readonly #keyOf: (part: Observed) => string;
  /** From span to span the same kinds come again. */
  readonly #known = new WeakMap<DecisionKind, Observed | "unseen">();
  readonly #parts = new Map<string, Observed>();

  constructor(seen: (kind: DecisionKind) => Observed | undefined, of: (part: Observed) => string) {
    this.#seen = seen;
    this.#keyOf = of;
  }

  /** Of the incidents so many as are needed to know that there are as many. */
  sum(flows: readonly Flow[], incidentsMin: number): readonly Observation[] {
    const sums = new Map<Observed, { decisions: number; readonly incidents: Set<string> }>();
    for (const { kind, decisions, incidents } of flows) {
      const part = this.#partOf(kind);
      if (part === "unseen") continue;
      const sum = sums.get(part) ?? { decisions: 0, incidents: new Set() };
      sums.set(part, sum);
      sum.decisions += decisions;
      for (const one of incidents) if (sum.incidents.size < incidentsMin) sum.incidents.add(one);
    }
    return [...sums].map(([part, { decisions, incidents }]) => {
      return { ...part, decisions, incidents: [...incidents] };
    });
  }

  #partOf(kind: DecisionKind): Observed | "unseen" {
    const known = this.#known.get(kind);
    if (known !== undefined) return known;
    const part = this.#seen(kind);
    const same = part === undefined ? "unseen" : this.#same(part);
    this.#known.set(kind, same);
    return same;
  }

  #same(part: Observed): Observed {
    const key = this.#keyOf(part);
    const same = this.#parts.get(key) ?? part;
    this.#parts.set(key, same);
    return same;
  }
}

/** Equal for what stands in the same cells of a table, with the same shares. */
function keyOf(part: Observed, by: FlowDimension | undefined): string {
  const { from, to, given, withheld } = part;
  if (by === "class") return JSON.stringify([from, to, given, withheld]);
  const value = by === undefined ? null : part[by];
  return JSON.stringify([from, to, value, given.length > 0, withheld.length > 0]);
}

/** Equal for what may stand in the same cells of every table. */
const wholeKeyOf = ({ from, to, category, purpose, outcome, given, withheld }: Observed): string =>
  JSON.stringify([from, to, category, purpose, outcome, given, withheld]);

const ofTitolari = (kind: DecisionKind): Observed => ({
  ...observed(kind),
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
