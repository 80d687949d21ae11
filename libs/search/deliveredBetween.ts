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
  /** Numbers below `incidents` of the answer; one may stand here several times. */
  readonly incidents: readonly number[];
  /** Unix milliseconds. */
  readonly first: number;
  readonly last: number;
}

export interface Deliveries {
  readonly delivered: readonly Delivered[];
  /** How many different incidents all of them are of: each has a number below this, in this answer alone. */
  readonly incidents: number;
}

interface SaidBetween {
  first: number;
  last: number;
  readonly incidents: number[];
}

const entriesAtOnce = 60_000;

/**
 * Every decision of a period that gave a room something, summed by what it gave. All incidents are told apart, so that
 * those entries of the period that gave something are read one by one: it costs what they are, however long the log.
 */
export async function deliveredBetween(
  { database, decisions: decided }: Pick<Searched, "database" | "decisions">,
  { from, to, ...meant }: DeliveredQuery,
): Promise<Deliveries> {
  const ids = await givingSaid(database, meant);
  if (ids.length === 0) return { delivered: [], incidents: 0 };
  const { said, incidents } = await saidBetween(database, { from, to }, ids);
  const kinds = await decided.of(said.keys(), meant);
  const delivered = [...said].flatMap(([id, between]) => {
    const given = (kinds.get(id) ?? []).filter(isGift);
    return given.map((kind) => ({ ...kind, ...between, decisions: between.incidents.length }));
  });
  return { delivered, incidents };
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

interface Between {
  readonly said: ReadonlyMap<number, SaidBetween>;
  readonly incidents: number;
}

async function saidBetween(
  database: SearchDatabase,
  filter: Pick<DeliveredQuery, "from" | "to">,
  ids: readonly number[],
): Promise<Between> {
  const found = new Map<number, SaidBetween>();
  const numbers = new Map<string, number>();
  const said = { list: { form: "those", ids } } as const;
  let bounds = await boundsOf(database, filter);
  while (bounds !== undefined) {
    const rows = await entriesWithin(database, { said, bounds, filter })
      .select(["entry.pos", "entry.said", "entry.at"])
      // As text: an object of bytes for each row is half of what this question would cost.
      .select(database.hex("entry.incident").as("incident"))
      .where("entry.incident", "is not", null)
      .orderBy("entry.pos")
      .limit(entriesAtOnce)
      .execute();
    for (const row of rows) take(found, row, numberOf(numbers, row.incident ?? ""));
    const last = rows.at(-1);
    const isLast = rows.length < entriesAtOnce || last === undefined;
    bounds = isLast ? undefined : { low: last.pos + 1, high: bounds.high };
    // Others are answered meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { said: found, incidents: numbers.size };
}

function numberOf(numbers: Map<string, number>, incident: string): number {
  const known = numbers.get(incident);
  if (known !== undefined) return known;
  numbers.set(incident, numbers.size);
  return numbers.size - 1;
}

function take(
  found: Map<number, SaidBetween>,
  { said, at }: { readonly said: number; readonly at: number },
  incident: number,
): void {
  const known = found.get(said);
  if (known === undefined) {
    found.set(said, { first: at, last: at, incidents: [incident] });
    return;
  }
  known.first = Math.min(known.first, at);
  known.last = Math.max(known.last, at);
  known.incidents.push(incident);
}
