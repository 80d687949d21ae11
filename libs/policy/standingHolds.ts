import type { LegalHoldLeaf } from "#libs/seal/leaf";

/** Where a leaf stands in the log. */
export interface HoldPlace {
  readonly year: number;
  readonly seq: number;
}

/** A hold as the log has it, and where it was placed. */
export interface PlacedHold {
  readonly place: HoldPlace;
  readonly leaf: LegalHoldLeaf;
  /** The leaf by which a privacy officer signed for it afterwards. */
  readonly confirmed?: LegalHoldLeaf;
}

/** What a leaf says of holds, and where it stands. */
export type SaidHold = Pick<PlacedHold, "place" | "leaf">;

type About = Pick<LegalHoldLeaf, "of" | "incident">;

/** Without a signature an incident is kept so long, from its first hold on: long enough for whoever is away. */
export const unsignedDays = 14;
/** However many are placed, in whosever name: after so many days an incident is kept by signed holds alone. */
export const unsignedDaysMax = 28;
const dayMs = 86_400_000;
/** So long before an unsigned hold lapses people are told: a weekend and a day at work. */
export const lapseWarningMs = 3 * dayMs;

/**
 * Until when a hold counts that nobody has signed for; undefined where only a signed one counts any more. `firstMs`:
 * when the first such hold was placed on the incident.
 */
export function unsignedUntilMs(nowMs: number, firstMs: number | undefined): number | undefined {
  const endMs = (firstMs ?? nowMs) + unsignedDaysMax * dayMs;
  return endMs <= nowMs ? undefined : Math.min(nowMs + unsignedDays * dayMs, endMs);
}

/**
 * True while the hold counts, it not having been ended: signed for, or from before that was asked, or young enough. Where
 * the time is not known (NaN) it counts.
 */
export const countsAt = ({ leaf, confirmed }: PlacedHold, nowMs: number): boolean =>
  leaf.until === undefined || confirmed !== undefined || !(nowMs >= Date.parse(leaf.until));

/** Until when it counts unless somebody signs for it; undefined for one that stands until it is ended. */
export const endsOf = (hold: PlacedHold | undefined): string | undefined =>
  hold?.confirmed === undefined ? hold?.leaf.until : undefined;

/** Why data are kept, as whoever spoke last about this hold has it. */
export const reasonOf = ({ leaf, confirmed }: PlacedHold): LegalHoldLeaf["reason"] =>
  (confirmed ?? leaf).reason;

interface Account {
  /** Holds that nobody has ended, oldest first. */
  readonly open: Map<string, PlacedHold>;
  leaves: number;
  firstUnsignedMs: number | undefined;
}

/**
 * The legal holds of a log, from its leaves in their order. Each stands by itself: data are kept while any of them does,
 * and an end is the end of the one that it names. Pure: the same whoever reads the log.
 */
export class StandingHolds {
  readonly #accounts = new Map<string, Account>();
  readonly #placed = new Map<string, PlacedHold>();
  readonly #orders = new Map<string, string>();

  said(leaf: LegalHoldLeaf, place: HoldPlace): void {
    const account = this.#of(leaf);
    account.leaves += 1;
    const name = placeName(leaf.state === "placed" ? place : leaf.hold);
    if (leaf.order !== undefined && name !== undefined) this.#orders.set(leaf.order, name);
    if (leaf.state === "released") end(account, name);
    else if (leaf.state === "placed") this.#opened(account, { leaf, place });
    else this.#confirmed(account, name, leaf);
  }

  /** Holds that stand at `nowMs`, oldest first; of one incident where it is named. */
  standing(nowMs: number, about?: About): readonly PlacedHold[] {
    const known = about && this.#accounts.get(keyOf(about));
    const accounts = about === undefined ? [...this.#accounts.values()] : known ? [known] : [];
    return accounts
      .flatMap(({ open }) => [...open.values()].filter((hold) => countsAt(hold, nowMs)))
      .toSorted((a, b) => (a.leaf.at < b.leaf.at ? -1 : a.leaf.at > b.leaf.at ? 1 : 0));
  }

  isHeld(about: About, nowMs: number): boolean {
    const open = this.#accounts.get(keyOf(about))?.open.values() ?? [];
    return [...open].some((hold) => countsAt(hold, nowMs));
  }

  /** Each incident that is held, once, whoever holds it. */
  incidents(nowMs: number): readonly About[] {
    const held = this.standing(nowMs).map(({ leaf: { of, incident } }) => ({ of, incident }));
    return [...new Map(held.map((about) => [keyOf(about), about])).values()];
  }

  /** Of those incidents the ones that nothing holds any more `withinMs` from now, unless somebody signs. */
  lapsing(nowMs: number, withinMs: number): readonly About[] {
    return this.incidents(nowMs).filter((about) => !this.isHeld(about, nowMs + withinMs));
  }

  /** The hold that the leaf at `place` placed, whether it still stands or not. */
  placedAt(place: HoldPlace): PlacedHold | undefined {
    return this.#placed.get(placeName(place));
  }

  /** The hold that this order was about when it was recorded; its digest in hex. An order is recorded once. */
  orderedBy(order: string): PlacedHold | undefined {
    const name = this.#orders.get(order);
    return name === undefined ? undefined : this.#placed.get(name);
  }

  /** How many leaves there are about an incident. */
  leavesOf(about: About): number {
    return this.#accounts.get(keyOf(about))?.leaves ?? 0;
  }

  /** When the first hold was placed on an incident that nobody signed for then. */
  firstUnsignedMs(about: About): number | undefined {
    return this.#accounts.get(keyOf(about))?.firstUnsignedMs;
  }

  #opened(account: Account, hold: PlacedHold): void {
    const { leaf, place } = hold;
    account.open.set(placeName(place), hold);
    this.#placed.set(placeName(place), hold);
    if (leaf.until !== undefined) account.firstUnsignedMs ??= Date.parse(leaf.at);
  }

  #confirmed(account: Account, name: string | undefined, confirmed: LegalHoldLeaf): void {
    const hold = name === undefined ? undefined : account.open.get(name);
    if (hold === undefined || name === undefined) return;
    account.open.set(name, { ...hold, confirmed });
    this.#placed.set(name, { ...hold, confirmed });
  }

  #of(about: About): Account {
    const known = this.#accounts.get(keyOf(about));
    if (known !== undefined) return known;
    const fresh: Account = { open: new Map(), leaves: 0, firstUnsignedMs: undefined };
    this.#accounts.set(keyOf(about), fresh);
    return fresh;
  }
}

/** The holds that stood at a moment, RFC 3339 UTC, oldest first: what was said of them later does not count. */
export function holdsAt(said: readonly SaidHold[], at: string): readonly PlacedHold[] {
  const holds = new StandingHolds();
  for (const { leaf, place } of said) if (leaf.at <= at) holds.said(leaf, place);
  return holds.standing(Date.parse(at));
}

/** An end of before ends had to be signed names no hold: it was of one in nobody's name, and is the end of no other. */
function end({ open }: Account, name: string | undefined): void {
  if (name !== undefined) open.delete(name);
  else for (const [key, { leaf }] of open) if (leaf.slot === undefined) open.delete(key);
}

const keyOf = ({ of, incident }: About): string => `${of} ${incident}`;

function placeName(place: HoldPlace): string;
function placeName(place: HoldPlace | undefined): string | undefined;
function placeName(place: HoldPlace | undefined): string | undefined {
  return place && `${place.year}/${place.seq}`;
}
