/**
 * Instruments of a process: plain numbers that a caller binds once and then only adds to. What reads them for
 * Prometheus is `prometheus.ts`, which is loaded when somebody asks for the first time.
 */

/** The only labels that exist: none of them can name a person, an incident or an event (invariant 9). */
export type LabelName = "process" | "room" | "mode" | "kind" | "code" | "stream" | "outcome";

/** A label and every word that it may have. Any other word is counted under {@link otherWord}. */
export type Label = readonly [name: LabelName, words: readonly string[]];

export const otherWord = "other";

/** Base units of OpenTelemetry and Prometheus, as they end a name. */
export type MetricUnit = "seconds" | "bytes" | "";

export interface MetricSpec {
  /** `raccordo_…`, ending in its unit; of a counter in `_total`. */
  readonly name: string;
  /** One sentence. */
  readonly help: string;
  readonly unit?: MetricUnit;
  readonly labels?: readonly Label[];
}

export interface HistogramSpec extends MetricSpec {
  /** Upper bounds of the buckets, ascending; the last one, infinity, is not written. */
  readonly bounds: readonly number[];
}

/** A number that only grows. */
export class CounterCell {
  value = 0;

  add(count = 1): void {
    this.value += count;
  }
}

/** Counts of observations by bucket. */
export class HistogramCell {
  readonly counts: Float64Array;
  sum = 0;
  count = 0;

  constructor(readonly bounds: readonly number[]) {
    this.counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    let bucket = 0;
    while (value > (this.bounds[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += value;
    this.count += 1;
  }
}

/** The cells of one metric. `at` finds one by the words of the labels, in their order, without making a text. */
export interface Cells<C> {
  at(...words: readonly string[]): C;
}

export type Counter = Cells<CounterCell>;
export type Histogram = Cells<HistogramCell>;

/** A value that is asked for when the metric is read, with the words of its labels. */
export type Reading = readonly [value: number, ...words: readonly string[]];
export type Readings = number | undefined | readonly Reading[];

/** One line of a metric as it is read. */
export interface Point<V> {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: V;
}

export type Family =
  | {
      readonly type: "counter" | "gauge";
      readonly spec: MetricSpec;
      readonly points: readonly Point<number>[];
    }
  | {
      readonly type: "histogram";
      readonly spec: MetricSpec;
      readonly points: readonly Point<HistogramCell>[];
    };

/** Metrics with at most this many combinations of words are complete from the start, so that a first count is a rise. */
const fullFromStartMax = 64;
/** Combinations that are kept of one metric; above it, what is new is counted as `other` throughout. */
export const cellsMax = 4_096;
/** How long a value that must be asked for elsewhere may take; what is late is left out. */
const readMsMax = 2_000;

/** Every metric of one process. */
export class Metrics {
  readonly #families = new Map<string, () => Promise<Family>>();

  counter(spec: MetricSpec): Counter {
    if (!spec.name.endsWith("_total")) throw new Error(`${spec.name}: a counter ends in _total`);
    const table = new CellTable(spec, () => new CounterCell());
    this.#add(spec, async () => {
      const points = table.points().map(({ labels, value }) => ({ labels, value: value.value }));
      return { type: "counter", spec, points };
    });
    return table;
  }

  histogram(spec: HistogramSpec): Histogram {
    const table = new CellTable(spec, () => new HistogramCell(spec.bounds));
    this.#add(spec, async () => ({ type: "histogram", spec, points: table.points() }));
    return table;
  }

  /** A value of now, asked for by `read` when somebody looks. What `read` cannot say is left out. */
  gauge(spec: MetricSpec, read: () => Readings | Promise<Readings>): void {
    this.#observed("gauge", spec, read);
  }

  /** A number that only grows and is kept elsewhere. */
  observedCounter(spec: MetricSpec, read: () => Readings): void {
    if (!spec.name.endsWith("_total")) throw new Error(`${spec.name}: a counter ends in _total`);
    this.#observed("counter", spec, read);
  }

  /** Everything as it is now, in the order of definition. */
  async families(): Promise<readonly Family[]> {
    return Promise.all([...this.#families.values()].map((read) => read()));
  }

  #observed(
    type: "counter" | "gauge",
    spec: MetricSpec,
    read: () => Readings | Promise<Readings>,
  ): void {
    const labels = new LabelTable(spec);
    this.#add(spec, async () => {
      const readings = await inTime(read);
      const list: readonly Reading[] = typeof readings === "number" ? [[readings]] : readings;
      const points = list.map(([value, ...words]) => ({ labels: labels.named(words), value }));
      return { type, spec, points };
    });
  }

  #add(spec: MetricSpec, read: () => Promise<Family>): void {
    const { name, unit = "" } = spec;
    const stem = name.replace(/_total$/, "");
    const isNamed = /^raccordo_[a-z][a-z0-9_]{2,60}$/.test(name) && stem.endsWith(unit);
    if (!isNamed) throw new Error(`${name} is no name of a metric of ours`);
    if (this.#families.has(name)) throw new Error(`${name} is defined twice`);
    this.#families.set(name, read);
  }
}

async function inTime(
  read: () => Readings | Promise<Readings>,
): Promise<number | readonly Reading[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), readMsMax);
  });
  try {
    return (await Promise.race([read(), late])) ?? [];
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
  }
}

/** Numbers the combinations of words of a metric's labels: the first label counts most. */
class LabelTable {
  readonly #labels: readonly { readonly name: LabelName; readonly index: Map<string, number> }[];
  readonly size: number;
  readonly #others: number;

  constructor({ name, labels = [] }: MetricSpec) {
    this.#labels = labels.map(([label, words]) => ({
      name: label,
      index: new Map([...new Set([...words, otherWord])].map((word, i) => [word, i])),
    }));
    if (labels.some(([, words]) => !words.every(isWord))) throw new Error(`${name}: a bad word`);
    this.size = labels.reduce((product, [, words]) => product * words.length, 1);
    this.#others = this.#labels.reduce((all, { index }) => all * index.size, 1) - 1;
  }

  /** Every combination without `other`. */
  all(): readonly (readonly string[])[] {
    return this.#labels.reduce<readonly (readonly string[])[]>(
      (lists, { index }) =>
        lists.flatMap((list) =>
          [...index.keys()].flatMap((word) => (word === otherWord ? [] : [[...list, word]])),
        ),
      [[]],
    );
  }

  /** The number of `other` in every label. */
  get others(): number {
    return this.#others;
  }

  numberOf(words: readonly string[]): number {
    let number = 0;
    for (let i = 0; i < this.#labels.length; i += 1) {
      const index = this.#labels[i]?.index;
      const size = index?.size ?? 1;
      number = number * size + (index?.get(words[i] ?? otherWord) ?? size - 1);
    }
    return number;
  }

  named(words: readonly string[]): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.#labels.map(({ name, index }, i) => {
        const word = words[i] ?? otherWord;
        return [name, index.has(word) ? word : otherWord];
      }),
    );
  }

  namesOf(number: number): Readonly<Record<string, string>> {
    let rest = number;
    const words: string[] = [];
    for (const { index } of this.#labels.toReversed()) {
      words.unshift([...index.keys()][rest % index.size] ?? otherWord);
      rest = Math.floor(rest / index.size);
    }
    return this.named(words);
  }
}

class CellTable<C> implements Cells<C> {
  readonly #labels: LabelTable;
  readonly #cells = new Map<number, C>();
  readonly #make: () => C;

  constructor(spec: MetricSpec, make: () => C) {
    this.#labels = new LabelTable(spec);
    this.#make = make;
    if (this.#labels.size <= fullFromStartMax) {
      for (const words of this.#labels.all()) this.at(...words);
    }
  }

  at(...words: readonly string[]): C {
    const number = this.#labels.numberOf(words);
    return this.#cells.get(number) ?? this.#new(number);
  }

  points(): readonly Point<C>[] {
    return [...this.#cells].map(([number, value]) => ({
      labels: this.#labels.namesOf(number),
      value,
    }));
  }

  #new(wanted: number): C {
    const number = this.#cells.size >= cellsMax ? this.#labels.others : wanted;
    const cell = this.#cells.get(number) ?? this.#make();
    this.#cells.set(number, cell);
    return cell;
  }
}

/** Words are codes, ids of rooms and names of processes: no blank, so no name, address or text can be one. */
const isWord = (word: string): boolean => /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/.test(word);
