import type { DecisionsAsked } from "#libs/search/decisions";
import type { Sizes } from "#libs/search/growth";
import { keepRecent } from "#libs/search/keepRecent";
import type { LogSearch } from "#libs/search/logSearch";
import { dayMs, monthOf, type Piece, piecesOf, type Span } from "#libs/search/saidSpans";
import { type FlowCell, type FlowDimension, summedCells } from "#libs/statistics/flowCells";
import { type FlowReader, ReaderTables, type SpanTables } from "../flowTable.ts";

/** A table of flows: whole days of UTC, and for readers of aggregates whole months, in Unix milliseconds. */
export interface FlowTableQuery extends Pick<DecisionsAsked, "mode"> {
  readonly from: number;
  /** Up to and without its day. */
  readonly to: number;
  /** What is told apart; absent: the whole period as one. */
  readonly every?: Span;
  readonly by?: FlowDimension;
  readonly seenBy: FlowReader;
}

interface SpanKnown {
  readonly end: number;
  readonly tables: SpanTables;
}

/** What is remembered for one reader. */
interface Known {
  /** State of the projection that the spans were counted in. */
  sizes: Sizes | undefined;
  readonly reader: ReaderTables;
  readonly spans: Map<string, SpanKnown>;
}

/** Readers that are remembered, those of exercises beside those of what really was. */
const readersMax = 16;
/** Days and months that are remembered of each reader: some 16 kB each in a log of a million entries a year. */
const spansMax = 800;

/**
 * Tables of flows, remembered day by day and month by month as each reader may see them: who looks at flows asks for the
 * same days again and again, and of a day that is over they never change. What the log says anew is counted anew.
 */
export class FlowTables {
  readonly #search: Pick<LogSearch, "flows" | "grownSince">;
  readonly #known = new Map<string, Known>();

  constructor(search: Pick<LogSearch, "flows" | "grownSince">) {
    this.#search = search;
  }

  async table(query: FlowTableQuery): Promise<readonly FlowCell[]> {
    const known = await this.#upToDate(query);
    const cells: FlowCell[] = [];
    for (const piece of piecesFor(query)) {
      for (const [begin, tables] of await this.#spansOf(known, piece, query)) {
        const at = atOf(begin, query.every);
        for (const cell of tables.get(query.by) ?? []) cells.push({ ...at, ...cell });
      }
    }
    return summedCells(cells);
  }

  /** What is still true of what is known: a span that has an entry more is counted anew. */
  async #upToDate({ mode, seenBy }: FlowTableQuery): Promise<Known> {
    const name = JSON.stringify([mode, seenBy]);
    const known: Known = this.#known.get(name) ?? {
      ...{ sizes: undefined, reader: new ReaderTables(seenBy), spans: new Map() },
    };
    const { sizes, earliest } = await this.#search.grownSince(known.sizes);
    for (const [span, { end }] of known.spans) {
      if (earliest < end) known.spans.delete(span);
    }
    // The same state keeps the same object, by which a question knows that none has come since it began.
    if (earliest !== Number.POSITIVE_INFINITY) known.sizes = sizes;
    keepRecent(this.#known, name, known, readersMax);
    return known;
  }

  /** Every day or month of a piece. */
  async #spansOf(
    known: Known,
    piece: Piece,
    query: FlowTableQuery,
  ): Promise<readonly (readonly [number, SpanTables])[]> {
    const { reader, spans, sizes } = known;
    const { span } = piece;
    const begins = beginsOf(piece);
    const missing = begins.filter((begin) => !spans.has(nameOf(span, begin)));
    const [first, last] = [missing[0], missing.at(-1)];
    const flows =
      first === undefined || last === undefined
        ? []
        : await this.#search.flows({ ...flowsOf(query), span, from: first, to: last + 1 });
    const counted = Map.groupBy(flows, ({ begin }) => begin);
    return begins.map((begin) => {
      const name = nameOf(span, begin);
      const one = spans.get(name) ?? {
        end: endOf(span, begin),
        tables: reader.of(counted.get(begin) ?? []),
      };
      // Another question may have found the log grown meanwhile: what was counted before that is not remembered.
      if (known.sizes === sizes) keepRecent(spans, name, one, spansMax);
      return [begin, one.tables];
    });
  }
}

/** Incidents are counted for the threshold of aggregates alone. */
const flowsOf = ({ mode, seenBy }: FlowTableQuery) =>
  seenBy.kind === "own"
    ? { mode, ofRooms: seenBy.rooms, isWithoutIncidents: true }
    : { mode, isWithoutIncidents: false };

/** Aggregates are disclosed month by month, whatever is shown. */
function piecesFor({ from, to, every, seenBy }: FlowTableQuery): readonly Piece[] {
  const pieces = piecesOf({ from, to, ...(every !== undefined && { every }) });
  if (seenBy.kind === "aggregates" && pieces.some(({ span }) => span !== "month")) {
    throw new RangeError("aggregates are of whole months");
  }
  return pieces;
}

const atOf = (begin: number, every: Span | undefined): Pick<FlowCell, "at"> =>
  every === undefined
    ? {}
    : { at: new Date(every === "month" ? monthOf(begin) : begin).toISOString() };

const nameOf = (span: Span, begin: number): string => `${span} ${begin}`;

const endOf = (span: Span, begin: number): number =>
  span === "day" ? begin + dayMs : monthOf(begin + 32 * dayMs);

/** When each day or month of a piece begins. */
function beginsOf({ span, from, to }: Piece): readonly number[] {
  const begins: number[] = [];
  for (let begin = from; begin < to; begin = endOf(span, begin)) begins.push(begin);
  return begins;
}
