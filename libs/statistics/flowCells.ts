/** What flows are told apart by; `class`: each class of data that was given or withheld. */
export const flowDimensions = ["category", "purpose", "class", "outcome"] as const;
export type FlowDimension = (typeof flowDimensions)[number];

/** Decisions of one kind, as they are counted. Absent words are null: the reader may not know them. */
export interface Observation {
  /** Beginning of the day or month, RFC 3339 UTC. */
  readonly at?: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly category: string | null;
  readonly purpose: string | null;
  readonly outcome: string;
  /** Classes of data of which the decision gave a field. */
  readonly given: readonly string[];
  /** … of which it left out a field that there was. */
  readonly withheld: readonly string[];
  readonly decisions: number;
  /** Different incidents: all, or at least as many as the threshold that is asked about. */
  readonly incidents: readonly string[];
}

/** One cell of a table of flows. Numbers are null where all that is in it is too little to be told. */
export interface FlowCell {
  readonly at?: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly value?: string | null;
  readonly decisions: number | null;
  /** Decisions that gave something (of the class). */
  readonly given: number | null;
  /** Decisions that left something out (of the class). */
  readonly withheld: number | null;
  /** True where something that belongs here is too little to be told, and is in no number. */
  readonly hidden: boolean;
}

export interface CellsAsked {
  readonly by?: FlowDimension;
  /** Whether spans stay apart. */
  readonly isSeries: boolean;
}

/** Adds up what was observed, for readers who may know all of it. */
export function flowCells(
  observations: readonly Observation[],
  asked: CellsAsked,
): readonly FlowCell[] {
  const sums = new Sums(asked);
  for (const one of observations) {
    for (const value of valuesOf(one, asked.by))
      sums.add(one, value, shareOf(one, asked.by, value));
  }
  return sums.cells();
}

/**
 * Adds up what was observed for readers of aggregates: nothing below `incidentsMin` different incidents is told, nor
 * can it be computed from what is told, in this table or any other one.
 *
 * One partition serves every table: the same span, both ends, category, purpose and outcome. A part of it that has fewer
 * incidents is in no number at all, neither in a cell nor in a sum, so that every number of every table is a sum of
 * parts that might each be told. That is stricter than to suppress cells table by table and then others beside them,
 * which protects one table, but not against the next one. Within a part, decisions with the same classes given and
 * withheld are told apart where they are enough; the rest must then be enough as well, or the smallest of the others go
 * with it (secondary suppression).
 */
export function disclosedCells(
  observations: readonly Observation[],
  asked: CellsAsked,
  incidentsMin: number,
): readonly FlowCell[] {
  const sums = new Sums(asked);
  for (const part of grouped(observations, partKey)) {
    const isTold = isEnough(part, incidentsMin);
    const { apart, rest } = isTold ? toldApart(part, incidentsMin) : { apart: [], rest: part };
    for (const one of apart) {
      for (const value of valuesOf(one, asked.by)) {
        sums.add(one, value, shareOf(one, asked.by, value));
      }
    }
    for (const one of rest) {
      for (const value of valuesOf(one, asked.by)) {
        if (isTold && asked.by !== "class") sums.add(one, value, { given: false, withheld: false });
        sums.hide(one, value);
      }
    }
  }
  return sums.cells();
}

/**
 * Adds up cells of tables that were made apart, each of other days or months and with its `at` where these stay apart.
 * What comes out is the table of all of them at once: for readers who may know all, because it is a sum; for readers of
 * aggregates, because each span is disclosed for itself. So whoever subtracts the table of one period from that of a
 * longer one has the table of the rest, which they might have asked for: nothing below the threshold is in either.
 */
export function summedCells(cells: readonly FlowCell[]): readonly FlowCell[] {
  const sums = new Map<string, FlowCell>();
  for (const cell of cells) {
    const key = cellKey(cell);
    const known = sums.get(key);
    sums.set(key, known === undefined ? cell : added(known, cell));
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

const added = (a: FlowCell, b: FlowCell): FlowCell => ({
  ...a,
  decisions: sumOf(a.decisions, b.decisions),
  given: sumOf(a.given, b.given),
  withheld: sumOf(a.withheld, b.withheld),
  hidden: a.hidden || b.hidden,
});

const sumOf = (a: number | null, b: number | null): number | null =>
  a === null ? b : a + (b ?? 0);

/** A part by the classes of its decisions: what may be told of each, and what may not. */
function toldApart(part: readonly Observation[], incidentsMin: number) {
  const kinds = grouped(part, classesKey).toSorted((a, b) => decisionsOf(b) - decisionsOf(a));
  const apart = kinds.filter((kind) => isEnough(kind, incidentsMin));
  const rest = kinds.filter((kind) => !isEnough(kind, incidentsMin)).flat();
  while (rest.length > 0 && !isEnough(rest, incidentsMin)) rest.push(...(apart.pop() ?? []));
  return { apart: apart.flat(), rest };
}

/** What of one observation belongs to a cell. */
interface Share {
  readonly given: boolean;
  readonly withheld: boolean;
}

function shareOf(one: Observation, by: FlowDimension | undefined, value: string | null): Share {
  const has = (classes: readonly string[]) =>
    by === "class" ? value !== null && classes.includes(value) : classes.length > 0;
  return { given: has(one.given), withheld: has(one.withheld) };
}

function valuesOf(one: Observation, by: FlowDimension | undefined): readonly (string | null)[] {
  if (by === undefined) return [null];
  return by === "class" ? [...new Set([...one.given, ...one.withheld])] : [one[by]];
}

const partKey = ({ at, from, to, category, purpose, outcome }: Observation): string =>
  JSON.stringify([at, from, to, category, purpose, outcome]);

const classesKey = ({ given, withheld }: Observation): string => JSON.stringify([given, withheld]);

const decisionsOf = (some: readonly Observation[]): number =>
  some.reduce((sum, { decisions }) => sum + decisions, 0);

function isEnough(some: readonly Observation[], incidentsMin: number): boolean {
  return new Set(some.flatMap(({ incidents }) => incidents)).size >= incidentsMin;
}

function grouped(
  some: readonly Observation[],
  keyOf: (one: Observation) => string,
): readonly (readonly Observation[])[] {
  const groups = new Map<string, Observation[]>();
  for (const one of some) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** Equal for cells that are one; its order is that of tables. */
const cellKey = ({ at, from, to, value }: Pick<FlowCell, "at" | "from" | "to" | "value">): string =>
  [at, from, to, value].map((word) => word ?? "").join("\n");

interface Sum {
  readonly head: Pick<FlowCell, "at" | "from" | "to" | "value">;
  decisions: number;
  given: number;
  withheld: number;
  isTold: boolean;
  isHidden: boolean;
}

class Sums {
  readonly #asked: CellsAsked;
  readonly #sums = new Map<string, Sum>();

  constructor(asked: CellsAsked) {
    this.#asked = asked;
  }

  add(one: Observation, value: string | null, { given, withheld }: Share): void {
    const sum = this.#sum(one, value);
    sum.isTold = true;
    sum.decisions += one.decisions;
    if (given) sum.given += one.decisions;
    if (withheld) sum.withheld += one.decisions;
  }

  hide(one: Observation, value: string | null): void {
    this.#sum(one, value).isHidden = true;
  }

  cells(): readonly FlowCell[] {
    return [...this.#sums.entries()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { head, isTold, isHidden, ...numbers }]) => ({
        ...head,
        decisions: isTold ? numbers.decisions : null,
        given: isTold ? numbers.given : null,
        withheld: isTold ? numbers.withheld : null,
        hidden: isHidden,
      }));
  }

  #sum({ at, from, to }: Observation, value: string | null): Sum {
    const { by, isSeries } = this.#asked;
    const head = {
      ...(isSeries && at !== undefined && { at }),
      ...{ from, to },
      ...(by !== undefined && { value }),
    };
    const key = cellKey({ ...head, value });
    const known = this.#sums.get(key);
    if (known !== undefined) return known;
    const sum = { head, decisions: 0, given: 0, withheld: 0, isTold: false, isHidden: false };
    this.#sums.set(key, sum);
    return sum;
  }
}
