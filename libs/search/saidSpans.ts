import { sql } from "kysely";
import type { SearchDatabase } from "./database.ts";
import { idBytes } from "./idBytes.ts";
import type { Row } from "./tables.ts";

export const dayMs = 86_400_000;
/** What `said_span.days` is for a day and for a month, whatever its length. */
export const spanDays = { day: 1, month: 31 } as const;
export type Span = keyof typeof spanDays;
/** Incidents remembered of one thing said in one span: enough to know whether there are fewer than these. */
export const sampledIncidents = 3;

interface SpanCount {
  readonly days: number;
  readonly begin: number;
  readonly said: number;
  entries: number;
  readonly incidents: Set<string>;
}

/**
 * How often each thing was said in each day and month (UTC), and of which incidents, if of any: up to {@link sampledIncidents} of
 * them. The union over any spans and things said has that many if and only if that many different incidents are behind
 * them: what has fewer keeps all of its own.
 */
export class SaidSpans {
  readonly #counts = new Map<string, SpanCount>();
  #day = { begin: 0, month: 0 };

  add(said: number, at: number, incident: string | undefined): void {
    const begin = at - (at % dayMs);
    if (this.#day.begin !== begin) this.#day = { begin, month: monthOf(at) };
    const incidents = incident === undefined ? [] : [incident];
    this.#count(spanDays.day, begin, said, incidents, 1);
    this.#count(spanDays.month, this.#day.month, said, incidents, 1);
  }

  /** Adds what was counted to what is there of the same spans. */
  async write(database: SearchDatabase, isFresh: boolean): Promise<void> {
    if (!isFresh) await this.#takeOver(database);
    await database.insert("said_span", [...this.#counts.values()].map(rowOf));
    this.#counts.clear();
  }

  #count(
    days: number,
    begin: number,
    said: number,
    incidents: readonly string[],
    entries: number,
  ): void {
    const key = `${days}/${begin}/${said}`;
    const known = this.#counts.get(key);
    const count = known ?? { days, begin, said, entries: 0, incidents: new Set<string>() };
    if (known === undefined) this.#counts.set(key, count);
    count.entries += entries;
    for (const incident of incidents) {
      if (count.incidents.size < sampledIncidents) count.incidents.add(incident);
    }
  }

  /** Takes back the rows of what was counted now, and of nothing else: a month has thousands of others. */
  async #takeOver({ query, listed }: SearchDatabase): Promise<void> {
    const spans = Map.groupBy(this.#counts.values(), ({ days, begin }) => `${days}/${begin}`);
    for (const counts of spans.values()) {
      const [{ days, begin } = { days: 0, begin: 0 }] = counts;
      const ids = counts.map(({ said }) => said);
      const isOne = sql<boolean>`said IN (SELECT id FROM ${listed(ids)})`;
      const rows = await query
        .selectFrom("said_span")
        .selectAll()
        .where("days", "=", days)
        .where("begin", "=", begin)
        .where(isOne)
        .execute();
      for (const row of rows) this.#count(days, begin, row.said, incidentsIn(row), row.entries);
      await query
        .deleteFrom("said_span")
        .where("days", "=", days)
        .where("begin", "=", begin)
        .where(isOne)
        .execute();
    }
  }
}

/** Whole days of UTC: from the beginning of `from` up to and without that of `to`, Unix milliseconds. */
export interface Piece {
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

/** The whole months within whole days, and the days before and after them; days only where these are counted apart. */
export function piecesOf({
  from,
  to,
  every,
}: Omit<Piece, "span"> & { readonly every?: Span }): readonly Piece[] {
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

/** Beginning of the month of a time, both Unix milliseconds, UTC. */
export function monthOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

/** The incidents of a row, as hex. */
export function incidentsIn({ one, two, three }: Pick<Row<"said_span">, "one" | "two" | "three">) {
  return [one, two, three].flatMap((id) => (id === null ? [] : [Buffer.from(id).toString("hex")]));
}

function rowOf({ days, begin, said, entries, incidents }: SpanCount): Row<"said_span"> {
  const [one, two, three] = incidents;
  const samples = { one: idBytes(one), two: idBytes(two), three: idBytes(three) };
  return { days, begin, said, entries, ...samples };
}
