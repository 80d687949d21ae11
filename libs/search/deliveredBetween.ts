import { incidentKinds } from "#libs/seal/leafSchema";
import { boundsOf } from "./conditions.ts";
import type { SearchDatabase } from "./database.ts";
import { concerns, type DecisionKind, type DecisionsAsked } from "./decisions.ts";
import { entriesWithin, type Searched } from "./finder.ts";

export interface DeliveredQuery extends DecisionsAsked {
  /** RFC 3339 UTC with milliseconds; up to and without `to`. */
  readonly from: string;
  readonly to: string;
}

/** What was given to one room, of one kind of message: how often, of which incidents, first and last. */
export interface Delivered extends DecisionKind {
  readonly decisions: number;
  readonly incidents: readonly string[];
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

/**
 * Every decision of a period that gave a room something, summed by what it gave. All incidents are named, so that
 * those entries of the period that gave something are read one by one: it costs what they are, however long the log.
 */
export async function deliveredBetween(
  { database, decisions: decided }: Pick<Searched, "database" | "decisions">,
  { from, to, ...meant }: DeliveredQuery,
): Promise<readonly Delivered[]> {
  const ids = await givingSaid(database, meant);
  if (ids.length === 0) return [];
  const said = await saidBetween(database, { from, to }, ids);
  const kinds = await decided.of(said.keys(), meant);
  return [...said].flatMap(([id, { entries: decisions, incidents, ...times }]) => {
    const given = (kinds.get(id) ?? []).filter(isGift);
    return given.map((kind) => ({ ...kind, ...times, decisions, incidents: [...incidents] }));
  });
}

const isGift = ({ outcome, given }: DecisionKind): boolean =>
  outcome === "released" && given.length > 0;

/** What was said, at any time, that gave a room something. */
async function givingSaid(
  { query }: SearchDatabase,
  { mode, ofRooms }: DecisionsAsked,
): Promise<readonly number[]> {
  const all = query
    .selectFrom("said")
    .innerJoin("said_slot", "said_slot.said", "said.id")
    .innerJoin("decided", "decided.id", "said_slot.decided")
    .select("said.id")
    .distinct()
    .where("said.kind", "in", [...incidentKinds])
    .where("said.mode", "=", mode)
    .where("decided.outcome", "=", "released")
    .where("decided.given_classes", "!=", 0);
  const rows = await (ofRooms === undefined ? all : all.where(concerns(ofRooms))).execute();
  return rows.map(({ id }) => id);
}

async function saidBetween(
  database: SearchDatabase,
  filter: Pick<DeliveredQuery, "from" | "to">,
  ids: readonly number[],
): Promise<ReadonlyMap<number, SaidBetween>> {
  const found = new Map<number, SaidBetween>();
  const said = { list: { form: "those", ids } } as const;
  let bounds = await boundsOf(database, filter);
  while (bounds !== undefined) {
    const rows = await entriesWithin(database, { said, bounds, filter })
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
