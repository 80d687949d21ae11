import type { ListedKeys } from "#libs/eventlog/keyAdministration";
import { yearRetiredPlace } from "#libs/eventlog/leafPlaces";
import { maxAgeMs } from "#libs/eventlog/streams";
import { auditChain, auditStream } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { emptyLife, evolve } from "#libs/policy/lifeMachine";
import { activeBytes } from "#libs/policy/lifeMessages";
import { signedOrderIn } from "#libs/policy/retentionMessages";
import type { TermsMs } from "#libs/policy/retentionSchema";
import {
  isOrderedBy,
  openRetirementOrder,
  type RetirementAnswer,
  type RetirementFacts,
  type RetirementOrder,
  retirementDue,
  retirementRefusal,
  type SignedRetirement,
} from "#libs/policy/yearRetirement";
import { sha256Hex } from "#libs/seal/bytes";
import { incidentPseudonym } from "#libs/seal/ids";
import type { Signer } from "#libs/seal/signedDocument";
import { appendSystemLeaf } from "./appendLeaf.ts";
import { DemandRegister } from "./demandRegister.ts";
import { EmergencyRegister } from "./emergencyRegister.ts";
import type { LegalHolds } from "./legalHolds.ts";
import { readLife } from "./lifeLog.ts";
import { genesisOf } from "./logYears.ts";
import type { PolicyPorts } from "./ports.ts";
import type { KeyDestroyer } from "./shredding.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

export interface RetirementOptions {
  /** Origin of the log family. */
  readonly family: string;
  readonly terms: TermsMs;
  readonly yearsMissing: readonly number[];
  readonly signers: readonly Signer[];
  readonly holds: LegalHolds;
  readonly list: KeyDestroyer["list"];
  /** This process's own clock, milliseconds. */
  nowMs(): number;
  /** Store time now, milliseconds; absent: of the newest leaf. */
  storeNowMs?(): number;
}

/** Where the leaf about a retired year stands, and what it says. */
interface Recorded {
  readonly year: number;
  readonly seq: number;
  readonly isOurs: boolean;
}

/** Where the article of the log's own term stands; how long the term is, is a signed setting. */
const article = "dpr_15-2018_art-7" as const;

/**
 * Records that the log of a year goes, as two people order it. Nothing is removed here: this process cannot, and must
 * not be able to. What the leaf says is carried out when the installation is started again.
 */
export class YearRetirement {
  constructor(
    private readonly ports: PolicyPorts,
    private readonly options: RetirementOptions,
  ) {}

  /** Records the order once, however often it is given. Rejects when the log is away. */
  async retire(data: Uint8Array): Promise<RetirementAnswer> {
    const document = signedOrderIn(data);
    if (document === undefined) return { outcome: "refused", code: "malformed" };
    const signed = openRetirementOrder(document, this.options.signers);
    if ("refused" in signed) return { outcome: "refused", code: signed.refused };
    const digest = sha256Hex(Buffer.from(document.body, "utf8"));
    const before = await this.#recorded(signed.order, digest);
    if (before !== undefined) return answerTo(before);
    const facts = await this.#factsOf(signed.order);
    if (facts === undefined) return { outcome: "busy" };
    const code = retirementRefusal(signed.order, facts);
    if (code !== undefined) return { outcome: "refused", code };
    return this.#record(signed, digest, facts);
  }

  async #record(
    { order, by }: SignedRetirement,
    digest: string,
    { genesisAfter, termMs, writable }: RetirementFacts,
  ): Promise<RetirementAnswer> {
    if (genesisAfter === undefined) return { outcome: "busy" };
    const { year: of, size, root } = order;
    const leaf = {
      kind: "year_retired",
      at: this.ports.nowIso(),
      clock: "unsynced",
      ...{ of, size, root, due: retirementDue(of, genesisAfter, termMs), article, order: digest },
      signers: by.map(({ role, key }) => ({ role, key })),
    } as const;
    await appendSystemLeaf(this.ports, writable, yearRetiredPlace(writable, of), { leaf });
    // Whatever came of it: what stands there is what counts.
    const recorded = await this.#recorded(order, digest);
    return recorded === undefined ? { outcome: "busy" } : answerTo(recorded);
  }

  /** The leaf that retires the year of the order, in any year's log. */
  async #recorded(order: RetirementOrder, digest: string): Promise<Recorded | undefined> {
    const { log, secrets } = this.ports;
    for (const year of this.ports.openYears()) {
      const { subject } = yearRetiredPlace(year, order.year);
      const message = await log.last(auditStream(year), subject);
      const leaf = message && ownSystemLeaf(message, secrets.macs);
      if (message === undefined || leaf?.kind !== "year_retired") continue;
      return { year, seq: message.sequence, isOurs: isOrderedBy(leaf, order, digest) };
    }
    return undefined;
  }

  /** Undefined where something cannot be asked now. */
  async #factsOf({ year }: RetirementOrder): Promise<RetirementFacts | undefined> {
    const { family, terms, yearsMissing } = this.options;
    const years = this.ports.openYears();
    const [writable] = years;
    if (writable === undefined) return undefined;
    const common = { family, writable, years, yearsMissing, termMs: terms.audit_log };
    const youngMs = { backupsMs: terms.vault_backups, rememberedMs: maxAgeMs };
    const isThere = years.includes(year) && year < writable;
    // Of a year that is not there nothing can be asked; where it stands in the log is refused before all else.
    if (!isThere) return { ...common, ...nothingKnown, ...youngMs };
    const keys = await this.#keysIn(year);
    if (keys === undefined) return undefined;
    return {
      ...{ ...common, ...youngMs, keys, nowMs: await this.#nowMs(writable) },
      stream: await this.#streamOf(year),
      genesisAfter: await genesisOf(this.ports.log, year + 1),
      holds: await this.#holdsIn(year, await this.#nowMs(writable)),
      demands: await this.#demandsIn(year),
      reviews: await this.#reviewsIn(year),
      rulesStandWithout: await this.#rulesStandWithout(year),
    };
  }

  /** Terms are over only when our clock and the streams both say so. */
  async #nowMs(writable: number): Promise<number> {
    const { options, ports } = this;
    const newest = await ports.log.last(auditStream(writable), `audit.${writable}.>`);
    const storeNowMs = options.storeNowMs?.() ?? Date.parse(newest?.storedAt ?? "");
    return Math.min(options.nowMs(), storeNowMs);
  }

  async #streamOf(year: number): Promise<RetirementFacts["stream"]> {
    const state = await this.ports.log.info(auditStream(year));
    return state && { sealed: state.sealed, entries: state.lastSequence };
  }

  async #holdsIn(year: number, nowMs: number): Promise<number> {
    const { holds } = this.options;
    await holds.read();
    let count = 0;
    for (const { place, leaf } of holds.known.standing(nowMs)) {
      const reaches = place.year === year || (await this.#hasEntries(year, leaf.of, leaf.incident));
      if (reaches) count += 1;
    }
    return count;
  }

  /** Incidents that the vault has keys of and that have entries in the year; undefined while the vault is away. */
  async #keysIn(year: number): Promise<number | undefined> {
    let count = 0;
    let after: ListedKeys | undefined;
    for (;;) {
      const rows = await this.options.list(after);
      if (rows === undefined) return undefined;
      for (const { mode, incident } of rows) {
        if (mode !== "actual" && mode !== "exercise") continue;
        const pseudonym = incidentPseudonym(this.ports.secrets.logPseudonym, mode, incident);
        if (await this.#hasEntries(year, mode, pseudonym)) count += 1;
      }
      after = rows.at(-1);
      if (after === undefined) return count;
    }
  }

  async #demandsIn(year: number): Promise<number> {
    const register = new DemandRegister(this.ports);
    await register.read();
    let count = 0;
    for (const demand of register.all()) {
      const { place, leaf } = demand;
      const reaches = place.year === year || (await this.#hasEntries(year, leaf.of, leaf.incident));
      // One whose decision cannot be read is not known to be confirmed.
      const isOpen = async () =>
        (await register.rowOf(demand, this.options.nowMs()))?.open !== false;
      if (reaches && (await isOpen())) count += 1;
    }
    return count;
  }

  async #reviewsIn(year: number): Promise<number> {
    const register = new EmergencyRegister(this.ports);
    await register.read();
    const open = ({ place, review }: ReturnType<typeof register.all>[number]) =>
      place.year === year && review === undefined;
    return register.all().filter(open).length;
  }

  /** Whoever starts without the year must know the same of what governs and of what was revoked. */
  async #rulesStandWithout(year: number): Promise<boolean> {
    const years = this.ports.openYears().toReversed();
    const all = await this.#activeOf(years);
    const left = await this.#activeOf(years.filter((one) => one !== year));
    return Buffer.compare(all, left) === 0;
  }

  async #activeOf(years: readonly number[]): Promise<Uint8Array> {
    const entries = await readLife(this.ports, { year: 0, seq: 0 }, years);
    let life = emptyLife(0);
    for (const { record, storedAt } of entries) {
      if (record !== undefined) life = evolve(life, record, storedAt);
    }
    return activeBytes(life);
  }

  async #hasEntries(year: number, of: Mode, pseudonym: string): Promise<boolean> {
    const chain = auditChain(year, of, pseudonym);
    return (await this.ports.log.last(auditStream(year), chain)) !== undefined;
  }
}

const nothingKnown = {
  ...{ stream: undefined, genesisAfter: undefined, nowMs: 0 },
  ...{ holds: 0, keys: 0, demands: 0, reviews: 0, rulesStandWithout: false },
};

const answerTo = ({ year, seq, isOurs }: Recorded): RetirementAnswer =>
  isOurs
    ? { outcome: "recorded", entry: { year, seq } }
    : { outcome: "refused", code: "other-order" };
