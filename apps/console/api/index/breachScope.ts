import { byText } from "#libs/policy/order";
import type { Delivered, Deliveries } from "#libs/search/deliveredBetween";

/** Whose breach: their rooms, and where only one that got something is meant, which. */
export interface BreachReader {
  readonly rooms: readonly string[];
  readonly receiver?: string;
}

interface Sum {
  readonly deliveries: number;
  /** Different ones. */
  readonly incidents: number;
}

/** What one room got: of messages of one's own, or of those of others that one's own room got. */
export interface BreachRow extends Sum {
  readonly room: string;
  readonly titolare: string | null;
  readonly messages: "own" | "received";
  /** RFC 3339 UTC. */
  readonly first: string;
  readonly last: string;
  readonly classes: readonly (Sum & { readonly class: string })[];
}

export interface BreachScope extends Sum {
  readonly rows: readonly BreachRow[];
}

/** Which rooms got which classes of what was delivered, as far as its reader may know. */
export function breachScopeOf(
  { delivered, incidents }: Deliveries,
  { rooms, receiver }: BreachReader,
): BreachScope {
  const seen = delivered
    .flatMap((one) => seenBy(one, new Set(rooms)))
    .filter((one) => receiver === undefined || one.receiver === receiver);
  const different = new Different(incidents);
  const byRow = Map.groupBy(seen, (one) => `${one.receiver}/${one.messages}`);
  const keys = [...byRow.keys()].toSorted(byText);
  const scope = keys.flatMap((key) => rowOf(byRow.get(key) ?? [], different));
  return { rows: scope, ...summed(seen, different) };
}

interface Seen extends Delivered {
  readonly receiver: string;
  readonly messages: "own" | "received";
}

function seenBy(one: Delivered, rooms: ReadonlySet<string | null>): readonly Seen[] {
  const { receiver } = one;
  if (receiver === null) return [];
  if (rooms.has(one.sender) && rooms.has(one.owner)) return [{ ...one, receiver, messages: "own" }];
  return rooms.has(receiver) ? [{ ...one, receiver, messages: "received" }] : [];
}

function rowOf(of: readonly Seen[], different: Different): readonly BreachRow[] {
  const [one] = of;
  if (one === undefined) return [];
  const { receiver: room, receiverTitolare: titolare, messages } = one;
  const first = isoOf(of.reduce((time, each) => Math.min(time, each.first), one.first));
  const last = isoOf(of.reduce((time, each) => Math.max(time, each.last), one.last));
  const names = [...new Set(of.flatMap(({ given }) => given))].toSorted(byText);
  const classes = names.map((name) => {
    const some = of.filter(({ given }) => given.includes(name));
    return { class: name, ...summed(some, different) };
  });
  return [{ room, titolare, messages, ...summed(of, different), first, last, classes }];
}

const isoOf = (time: number): string => new Date(time).toISOString();

const summed = (delivered: readonly Delivered[], different: Different): Sum => ({
  deliveries: delivered.reduce((sum, { decisions }) => sum + decisions, 0),
  incidents: different.count(delivered),
});

/** Counts different incidents by their numbers: hundreds of thousands, several times over, within milliseconds. */
class Different {
  /** By the number of an incident: the last count that it was seen in. */
  readonly #seenIn: Uint32Array;
  #counts = 0;

  constructor(incidents: number) {
    this.#seenIn = new Uint32Array(incidents);
  }

  count(of: readonly Pick<Delivered, "incidents">[]): number {
    this.#counts += 1;
    let found = 0;
    for (const { incidents } of of) {
      for (const incident of incidents) {
        if (this.#seenIn[incident] === this.#counts) continue;
        this.#seenIn[incident] = this.#counts;
        found += 1;
      }
    }
    return found;
  }
}
