import { auditStream, noticePlace, noticesOf } from "#libs/eventlog/subjects";
import { sha256Hex } from "#libs/seal/bytes";
import { readerPseudonym } from "#libs/seal/ids";
import type { LegalHoldLeaf } from "#libs/seal/leaf";
import type { LeafPlace } from "./activate.ts";
import { appendSystemLeaf } from "./appendLeaf.ts";
import { lifeKey } from "./incidentLives.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

/** What somebody entitled to it asks for. */
export interface HoldRequest
  extends Pick<LegalHoldLeaf, "of" | "incident" | "state" | "reason" | "role">,
    Pick<LegalHoldLeaf, "slot" | "hold" | "order" | "key"> {
  /** Reference of the person; the log gets a keyed pseudonym of it. */
  readonly by: string;
}

/** A hold as the log has it, and where. */
export interface PlacedHold {
  readonly place: LeafPlace;
  readonly leaf: LegalHoldLeaf;
}

/** An order to end a hold whose signature was found to count. */
export interface SignedRelease {
  readonly role: LegalHoldLeaf["role"];
  /** SHA-256 of the order, hex, and the key that signed it. */
  readonly order: string;
  readonly key: string;
}

type HoldPorts = Pick<
  PolicyPorts,
  "log" | "secrets" | "openYears" | "yearSealed" | "acknowledged" | "randomBytes"
>;

/** The last word about an incident, and how many there were: the next one has a place of its own. */
interface Told extends PlacedHold {
  readonly leaves: number;
}

/** Legal holds as every year of the log has them, read on from where the last reading ended. */
export class LegalHolds {
  readonly #told = new Map<string, Told>();
  /** Every hold that was ever placed, by year and sequence of its leaf. */
  readonly #placed = new Map<string, PlacedHold>();
  readonly #next = new Map<number, number>();
  #reading: Promise<void> = Promise.resolve();

  constructor(private readonly ports: HoldPorts) {}

  /** Reads what was recorded since the last time; one reading after the other. Rejects when the log is away. */
  read(): Promise<void> {
    const next = this.#reading.catch(() => undefined).then(() => this.#readOn());
    this.#reading = next;
    return next;
  }

  /** True while a hold stands on the incident of this {@link lifeKey}. */
  isHeld(key: string): boolean {
    return this.#told.get(key)?.leaf.state === "placed";
  }

  /** Holds that stand, oldest first. */
  get standing(): readonly LegalHoldLeaf[] {
    return [...this.#told.values()]
      .flatMap(({ leaf }) => (leaf.state === "placed" ? [leaf] : []))
      .toSorted((a, b) => (a.at < b.at ? -1 : 1));
  }

  /** In which year's log the last word about this incident stands; undefined where there is none. */
  yearOf({ of, incident }: Pick<LegalHoldLeaf, "of" | "incident">): number | undefined {
    return this.#told.get(lifeKey(of, incident))?.place.year;
  }

  /** The last word about this incident. */
  lastOf({ of, incident }: Pick<LegalHoldLeaf, "of" | "incident">): LegalHoldLeaf | undefined {
    return this.#told.get(lifeKey(of, incident))?.leaf;
  }

  /** The hold that the leaf at `place` placed, whether it still stands or not; undefined where there is no such leaf. */
  placedAt(place: LeafPlace): PlacedHold | undefined {
    return this.#placed.get(nameOf(place));
  }

  /**
   * Ends `hold` by an order that counts. `same`: nothing is held any more; `hold-over`: this one is over and another
   * stands, of which the order says nothing; `busy`: ask again.
   */
  async release(
    { leaf: { of, incident }, place }: PlacedHold,
    { role, order, key }: SignedRelease,
    at: string,
  ): Promise<"recorded" | "same" | "hold-over" | "busy"> {
    await this.read();
    const last = this.#told.get(lifeKey(of, incident));
    if (last === undefined || last.leaf.state === "released") return "same";
    if (nameOf(last.place) !== nameOf(place)) return "hold-over";
    const { reason } = last.leaf;
    const request = { of, incident, state: "released", reason, role, by: key } as const;
    return this.record({ ...request, hold: place, order, key }, at);
  }

  /**
   * Records that a hold is placed or released; durable when it answers `recorded`. `same`: it stood so before.
   * `busy`: it may or may not be recorded, ask again.
   */
  async record(request: HoldRequest, at: string): Promise<"recorded" | "same" | "busy"> {
    await this.read();
    const [year] = this.ports.openYears();
    if (year === undefined) return "busy";
    const key = lifeKey(request.of, request.incident);
    if (this.isHeld(key) === (request.state === "placed")) return "same";
    const words = `hold ${key} ${this.#told.get(key)?.leaves ?? 0}`;
    const id = sha256Hex(Buffer.from(words, "utf8")).slice(0, 32);
    const place = noticePlace({ year, kind: "legal_hold", id });
    const by = readerPseudonym(this.ports.secrets.logPseudonym, request.by);
    const leaf = { kind: "legal_hold", at, clock: "unsynced", ...request, by } as const;
    const outcome = await appendSystemLeaf(this.ports, year, place, { leaf });
    await this.read();
    if (outcome.kind === "appended") return "recorded";
    // Of two that ask at once the second finds what the first has said.
    return this.isHeld(key) === (request.state === "placed") ? "same" : "busy";
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
        if (leaf?.kind !== "legal_hold") continue;
        const key = lifeKey(leaf.of, leaf.incident);
        const told = { leaf, place: { year, seq: message.sequence } };
        if (leaf.state === "placed") this.#placed.set(nameOf(told.place), told);
        this.#told.set(key, { ...told, leaves: (this.#told.get(key)?.leaves ?? 0) + 1 });
      }
    }
  }
}

const nameOf = ({ year, seq }: LeafPlace): string => `${year}/${seq}`;
