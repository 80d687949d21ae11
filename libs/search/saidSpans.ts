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
 * How often each thing was said in each day and month (UTC), and of which incidents: up to {@link sampledIncidents} of
 * them. The union over any spans and things said has that many if and only if that many different incidents are behind
 * them: what has fewer keeps all of its own.
 */
export class SaidSpans {
  readonly #counts = new Map<string, SpanCount>();
  #day = { begin: 0, month: 0 };

  add(said: number, at: number, incident: string | undefined): void {
    if (incident === undefined) return;
    const begin = at - (at % dayMs);
    if (this.#day.begin !== begin) this.#day = { begin, month: monthOf(at) };
    this.#count(spanDays.day, begin, said, [incident], 1);
    this.#count(spanDays.month, this.#day.month, said, [incident], 1);
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

  async #takeOver({ query }: SearchDatabase): Promise<void> {
    const spans = new Map<string, Pick<SpanCount, "days" | "begin">>();
    for (const { days, begin } of this.#counts.values()) {
      spans.set(`${days}/${begin}`, { days, begin });
    }
    for (const { days, begin } of spans.values()) {
      const rows = await query
        .selectFrom("said_span")
        .selectAll()
        .where("days", "=", days)
        .where("begin", "=", begin)
        .execute();
      for (const row of rows) this.#count(days, begin, row.said, incidentsIn(row), row.entries);
      await query
        .deleteFrom("said_span")
        .where("days", "=", days)
        .where("begin", "=", begin)
        .execute();
    }
  }
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
