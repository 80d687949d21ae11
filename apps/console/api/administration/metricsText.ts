/** One value of Prometheus's text format. */
export interface Figure {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{([^}]*)\})? (\S+)(?: \d+)?$/;
/** Our labels are codes and ids of rooms: none has a quote or a backslash in it. */
const label = /(\w+)="([^"\\]*)"/g;

/** The values in a text of metrics; what is no such line is passed over. */
export function figuresIn(text: string): readonly Figure[] {
  return text.split("\n").flatMap((one) => {
    const [, name, labels = "", number] = line.exec(one) ?? [];
    const value = Number(number);
    if (name === undefined || number === undefined || Number.isNaN(value)) return [];
    const words = [...labels.matchAll(label)].map(
      ([, key = "", word = ""]) => [key, word] as const,
    );
    return [{ name, labels: new Map(words), value }];
  });
}

/** What one process counts. */
export class Figures {
  readonly #byName: ReadonlyMap<string, readonly Figure[]>;

  constructor(figures: readonly Figure[]) {
    this.#byName = Map.groupBy(figures, ({ name }) => name);
  }

  /** Every value of a metric that has these labels. */
  all(name: string, labels: Readonly<Record<string, string>> = {}): readonly Figure[] {
    const wanted = Object.entries(labels);
    return (this.#byName.get(name) ?? []).filter((one) =>
      wanted.every(([key, word]) => one.labels.get(key) === word),
    );
  }

  /** The value of a metric under these labels; null where the process does not say. */
  at(name: string, labels: Readonly<Record<string, string>> = {}): number | null {
    return this.all(name, labels)[0]?.value ?? null;
  }

  /** The code under which a metric is 1: a state, or the reason for one; null where it is under none. */
  codeOf(name: string): string | null {
    return (
      this.all(name)
        .find(({ value }) => value === 1)
        ?.labels.get("code") ?? null
    );
  }
}
