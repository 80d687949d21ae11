import { boundsOf } from "./conditions.ts";
import type { SearchDatabase } from "./database.ts";
import { entriesWithin } from "./finder.ts";
import { decidedBy, type Flow } from "./flows.ts";

export interface DeliveredQuery {
  /** RFC 3339 UTC with milliseconds; up to and without `to`. */
  readonly from: string;
  readonly to: string;
  readonly mode: "actual" | "exercise";
}

/** What was given to one room, of one kind of message: how often, of which incidents, first and last. */
export interface Delivered extends Omit<Flow, "at"> {
  /** Unix milliseconds. */
  readonly first: number;
  readonly last: number;
}

interface SaidBetween {
  entries: number;
  first: number;
  last: number;
  readonly incidents: Set<string>;
}

const entriesAtOnce = 20_000;

/** Every decision of a period that gave a room something, summed by what it gave. All incidents are named. */
export async function deliveredBetween(
  database: SearchDatabase,
  { from, to, mode }: DeliveredQuery,
): Promise<readonly Delivered[]> {
  const said = await saidBetween(database, { from, to });
  const decided = await decidedBy(database, [...said.keys()], mode);
  return decided.flatMap(({ id, ...flow }) => {
    const count = said.get(id);
    if (count === undefined || flow.outcome !== "released" || flow.given.length === 0) return [];
    const { entries: decisions, first, last, incidents } = count;
    return [{ ...flow, decisions, first, last, incidents: [...incidents] }];
  });
}

async function saidBetween(
  database: SearchDatabase,
  filter: Pick<DeliveredQuery, "from" | "to">,
): Promise<ReadonlyMap<number, SaidBetween>> {
  const found = new Map<number, SaidBetween>();
  let bounds = await boundsOf(database, filter);
  while (bounds !== undefined) {
    const rows = await entriesWithin(database, { said: "all", bounds, filter })
      .select(["entry.pos", "entry.said", "entry.at", "entry.incident"])
      .where("entry.incident", "is not", null)
      .orderBy("entry.pos")
      .limit(entriesAtOnce)
      .execute();
    for (const row of rows) take(found, row);
    const last = rows.at(-1);
    const isLast = rows.length < entriesAtOnce || last === undefined;
    bounds = isLast ? undefined : { low: last.pos + 1, high: bounds.high };
    // Others are answered meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

function take(
  found: Map<number, SaidBetween>,
  row: { readonly said: number; readonly at: number; readonly incident: Uint8Array | null },
): void {
  const { said, at, incident } = row;
  const known = found.get(said);
  const count = known ?? { entries: 0, first: at, last: at, incidents: new Set<string>() };
  if (known === undefined) found.set(said, count);
  count.entries += 1;
  count.first = Math.min(count.first, at);
  count.last = Math.max(count.last, at);
  if (incident !== null) count.incidents.add(Buffer.from(incident).toString("hex"));
}
