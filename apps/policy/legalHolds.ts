import { auditStream, noticePlace, noticesOf } from "#libs/eventlog/subjects";
import { type PlacedHold, StandingHolds, unsignedUntilMs } from "#libs/policy/standingHolds";
import { sha256Hex } from "#libs/seal/bytes";
import { readerPseudonym } from "#libs/seal/ids";
import type { LegalHoldLeaf } from "#libs/seal/leaf";
import { appendSystemLeaf } from "./appendLeaf.ts";
import { lifeKey } from "./incidentLives.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

type About = Pick<LegalHoldLeaf, "of" | "incident">;

/** What somebody asks for who is entitled to it. */
export interface HoldRequest extends About, Pick<LegalHoldLeaf, "reason" | "role" | "slot"> {
  /** Reference of the person; the log gets a keyed pseudonym of it. */
  readonly by: string;
}

/** An order on a hold whose signature was found to count. */
export interface SignedHold {
  readonly role: LegalHoldLeaf["role"];
  /** SHA-256 of the order, hex, and the key that signed it. */
  readonly order: string;
  readonly key: string;
}

/** Slots of the rooms of one titolare: they have one hold on an incident. Undefined: of a hold in nobody's name. */
export type Slots = readonly (number | undefined)[];

/** `same`: it stood so before; `busy`: it may or may not be recorded, ask again. */
export type HoldOutcome = "recorded" | "same" | "hold-over" | "not-signed" | "busy";

type HoldPorts = Pick<
  PolicyPorts,
  "log" | "secrets" | "openYears" | "yearSealed" | "acknowledged" | "randomBytes"
>;

/** What a leaf says beside when and by whom; an outcome where there is nothing to record. */
type Said = Omit<HoldRequest, "by"> &
  Pick<LegalHoldLeaf, "state" | "hold" | "order" | "key" | "until"> & { readonly by: string };

/** Titolari that speak about one incident at once; more of them ask again. */
const triesMax = 16;

/** Legal holds as every year of the log has them, read on from where the last reading ended. */
export class LegalHolds {
  readonly #holds = new StandingHolds();
  readonly #next = new Map<number, number>();
  #reading: Promise<void> = Promise.resolve();

  constructor(private readonly ports: HoldPorts) {}

  /** The holds of the log as far as it was read. */
  get known(): Pick<
    StandingHolds,
    "standing" | "isHeld" | "incidents" | "lapsing" | "placedAt" | "orderedBy"
  > {
    return this.#holds;
  }

  /** Reads what was recorded since the last time; one reading after the other. Rejects when the log is away. */
  read(): Promise<void> {
    const next = this.#reading.catch(() => undefined).then(() => this.#readOn());
    this.#reading = next;
    return next;
  }

  /**
   * Records that somebody asked for a hold without a signature; durable when it answers `recorded`. `slots`: a hold of one
   * of these is theirs already. `isBounded`: it counts for a time, for there is somebody who can sign for it;
   * `not-signed`: that time was used up, and a signed one is needed.
   */
  place(
    request: HoldRequest,
    at: string,
    { slots = [request.slot], isBounded = false }: { slots?: Slots; isBounded?: boolean } = {},
  ): Promise<HoldOutcome> {
    const atMs = Date.parse(at);
    return this.#record(request, at, () => {
      if (this.#theirs(request, slots, atMs) !== undefined) return "same";
      if (!isBounded) return { ...request, state: "placed" };
      const untilMs = unsignedUntilMs(atMs, this.#holds.firstUnsignedMs(request));
      if (untilMs === undefined) return "not-signed";
      return { ...request, state: "placed", until: new Date(untilMs).toISOString() };
    });
  }

  /**
   * Records a hold that an order asks for: one of `slots` that counts for a time alone stands from then on until it is
   * ended. `hold-over`: what this order asked for was recorded, and ended since; it keeps nothing a second time.
   */
  sign(
    request: Omit<HoldRequest, "by" | "role">,
    signed: SignedHold,
    slots: Slots,
    at: string,
  ): Promise<HoldOutcome> {
    const atMs = Date.parse(at);
    return this.#record(request, at, () => {
      const theirs = this.#theirs(request, slots, atMs);
      const before = this.#holds.orderedBy(signed.order);
      if (before !== undefined) return isOne(before, theirs) ? "same" : "hold-over";
      const said = { ...request, ...signed, by: signed.key };
      if (theirs === undefined) return { ...said, state: "placed" };
      if (theirs.leaf.until === undefined || theirs.confirmed !== undefined) return "same";
      return { ...said, state: "confirmed", hold: theirs.place };
    });
  }

  /**
   * Ends `hold`, and no other, by an order that counts. `same`: it is over; `hold-over`: it is, and another of `slots`
   * stands, of which the order says nothing.
   */
  release(
    hold: PlacedHold,
    signed: SignedHold,
    at: string,
    slots: Slots = [hold.leaf.slot],
  ): Promise<HoldOutcome> {
    const { place, leaf } = hold;
    const { of, incident, reason, slot } = leaf;
    const atMs = Date.parse(at);
    return this.#record(leaf, at, () => {
      const standing = this.#holds.standing(atMs, leaf);
      if (!standing.some((one) => isOne(one, hold))) {
        return this.#theirs(leaf, slots, atMs) === undefined ? "same" : "hold-over";
      }
      const about = { of, incident, reason, ...(slot !== undefined && { slot }) };
      return { ...about, ...signed, by: signed.key, state: "released", hold: place };
    });
  }

  /** The hold of one of these slots that stands. */
  #theirs(about: About, slots: Slots, nowMs: number): PlacedHold | undefined {
    return this.#holds.standing(nowMs, about).find(({ leaf }) => slots.includes(leaf.slot));
  }

  /** Each leaf about an incident has a place by its number: of two that speak at once the second hears the first. */
  async #record(about: About, at: string, say: () => Said | HoldOutcome): Promise<HoldOutcome> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      await this.read();
      const said = say();
      if (typeof said === "string") return said;
      const outcome = await this.#append(about, at, said);
      if (outcome === "appended") {
        await this.read();
        return "recorded";
      }
      if (outcome !== "conflict") break;
    }
    // Lost may be the acknowledgement alone: then it stands as it was asked.
    await this.read();
    const left = say();
    return typeof left === "string" ? left : "busy";
  }

  async #append(about: About, at: string, { by: person, ...said }: Said) {
    const [year] = this.ports.openYears();
    if (year === undefined) return "away";
    const key = lifeKey(about.of, about.incident);
    const words = `hold ${key} ${this.#holds.leavesOf(about)}`;
    const id = sha256Hex(Buffer.from(words, "utf8")).slice(0, 32);
    const place = noticePlace({ year, kind: "legal_hold", id });
    const by = readerPseudonym(this.ports.secrets.logPseudonym, person);
    const leaf = { kind: "legal_hold", at, clock: "unsynced", ...said, by } as const;
    return (await appendSystemLeaf(this.ports, year, place, { leaf })).kind;
  }

  async #readOn(): Promise<void> {
    for (const year of this.ports.openYears().toReversed()) {
      for (;;) {
        const from = this.#next.get(year) ?? 1;
        const filter = noticesOf(year, "legal_hold");
        const message = await this.ports.log.firstFrom(auditStream(year), filter, from);
        if (message === undefined) break;
        this.#next.set(year, message.sequence + 1);
        const leaf = ownSystemLeaf(message, this.ports.secrets.macs);
        if (leaf?.kind === "legal_hold") this.#holds.said(leaf, { year, seq: message.sequence });
      }
    }
  }
}

const isOne = (one: PlacedHold, other: PlacedHold | undefined): boolean =>
  one.place.year === other?.place.year && one.place.seq === other.place.seq;
