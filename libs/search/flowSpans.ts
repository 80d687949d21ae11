import type { SearchDatabase } from "./database.ts";
import type { DecisionKind, Decisions, DecisionsAsked, KindsBySaid } from "./decisions.ts";
import { keepRecent } from "./keepRecent.ts";
import { dayMs, monthOf, type Piece, type Span, spanDays } from "./saidSpans.ts";
import { positionOf } from "./tables.ts";

/** What was decided in one day or month: which kinds of decisions, and beside each how often. */
export interface SpanKinds {
  /** From its beginning up to and without its end, Unix milliseconds. */
  readonly begin: number;
  readonly end: number;
  readonly kinds: readonly DecisionKind[];
  readonly counts: readonly number[];
}

/** Entries of each covered year. */
type Sizes = ReadonlyMap<number, number>;

interface Known {
  /** State of the projection that the spans were counted in. */
  sizes: Sizes;
  readonly spans: Map<string, SpanKinds>;
}

/** Days and months that are remembered of each asker: some 20 kB each in a log of a million entries a year. */
const spansMax = 800;

/**
 * What was decided day by day, remembered from question to question: who looks at flows asks for the same days again
 * and again, and of a day that is over they never change. What the log says anew is counted anew.
 */
export class FlowSpans {
  readonly #database: SearchDatabase;
  readonly #decisions: Decisions;
  /** By what is remembered of the same asker's decisions: both are forgotten together. */
  readonly #known = new WeakMap<KindsBySaid, Known>();

  constructor(database: SearchDatabase, decisions: Decisions) {
    this.#database = database;
    this.#decisions = decisions;
  }

  /** Every day or month of these pieces. */
  async of(pieces: readonly Piece[], asked: DecisionsAsked): Promise<readonly SpanKinds[]> {
    const known = await this.#upToDate(await this.#decisions.of([], asked));
    const found: SpanKinds[] = [];
    for (const piece of pieces) {
      const begins = beginsOf(piece);
      const [first, last] = [begins, begins.toReversed()].map((some) =>
        some.find((begin) => !known.spans.has(nameOf(piece.span, begin))),
      );
      const counted =
        first === undefined || last === undefined
          ? new Map<number, Sums>()
          : await this.#counted({ ...piece, from: first, to: last + 1 }, asked);
      for (const begin of begins) {
        const name = nameOf(piece.span, begin);
        const one = known.spans.get(name) ?? spanOf(piece.span, begin, counted.get(begin));
        keepRecent(known.spans, name, one, spansMax);
        found.push(one);
      }
    }
    return found;
  }

  /** What is still true of what is known: a span that has an entry more is counted anew. */
  async #upToDate(bySaid: KindsBySaid): Promise<Known> {
    const sizes = await sizesOf(this.#database);
    const known = this.#known.get(bySaid) ?? { sizes, spans: new Map<string, SpanKinds>() };
    this.#known.set(bySaid, known);
    const earliest = await earliestSince(this.#database, known.sizes, sizes);
    for (const [name, { end }] of known.spans) {
      if (earliest < end) known.spans.delete(name);
    }
    known.sizes = sizes;
    return known;
  }

  async #counted(
    { span, from, to }: Piece,
    asked: DecisionsAsked,
  ): Promise<ReadonlyMap<number, Sums>> {
    const rows = await this.#database.query
      .selectFrom("said_span")
      .select(["begin", "said", "entries"])
      .where("days", "=", spanDays[span])
      .where("begin", ">=", from)
      .where("begin", "<", to)
      .execute();
    const bySaid = await this.#decisions.of(new Set(rows.map(({ said }) => said)), asked);
    const found = new Map<number, Sums>();
    for (const { begin, said, entries } of rows) {
      const sum: Sums = found.get(begin) ?? new Map();
      found.set(begin, sum);
      for (const kind of bySaid.get(said) ?? []) sum.set(kind, (sum.get(kind) ?? 0) + entries);
    }
    return found;
  }
}

type Sums = Map<DecisionKind, number>;

const spanOf = (span: Span, begin: number, sums: Sums = new Map()): SpanKinds => ({
  ...{ begin, end: endOf(span, begin), kinds: [...sums.keys()], counts: [...sums.values()] },
});

const nameOf = (span: Span, begin: number): string => `${span} ${begin}`;

const endOf = (span: Span, begin: number): number =>
  span === "day" ? begin + dayMs : monthOf(begin + 32 * dayMs);

/** When each day or month of a piece begins. */
function beginsOf({ span, from, to }: Piece): readonly number[] {
  const begins: number[] = [];
  for (let begin = from; begin < to; begin = endOf(span, begin)) begins.push(begin);
  return begins;
}

async function sizesOf({ query }: SearchDatabase): Promise<Sizes> {
  const rows = await query.selectFrom("log_year").select(["year", "size"]).execute();
  return new Map(rows.map(({ year, size }) => [year, size]));
}

/** The earliest time of what came between two states; infinity where nothing did, minus infinity where one is no more. */
async function earliestSince(
  { query }: SearchDatabase,
  before: Sizes,
  now: Sizes,
): Promise<number> {
  if ([...before].some(([year, size]) => (now.get(year) ?? 0) < size)) {
    return Number.NEGATIVE_INFINITY;
  }
  let earliest = Number.POSITIVE_INFINITY;
  for (const [year, size] of now) {
    const known = before.get(year) ?? 0;
    if (known === size) continue;
    const row = await query
      .selectFrom("entry")
      .select(({ fn }) => fn.min("at").as("at"))
      .where("pos", ">=", positionOf(year, known))
      .where("pos", "<", positionOf(year, size))
      .executeTakeFirst();
    earliest = Math.min(earliest, Number(row?.at ?? earliest));
  }
  return earliest;
}
