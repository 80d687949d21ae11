import { setTimeout as wait } from "node:timers/promises";
import type { EpochAdministration } from "#libs/eventlog/epochAdministration";
import type { EpochAnswer } from "#libs/eventlog/epochMessages";
import type { KeyAdministration } from "#libs/eventlog/keyAdministration";
import type { Room } from "#libs/policy/decision";
import type { Officer } from "#libs/policy/demandOrders";
import {
  type ErasureAnswer,
  type HoldAnswer,
  openErasureOrder,
  type RetentionLive,
  signedOrderIn,
} from "#libs/policy/retentionMessages";
import { overdueMs } from "#libs/policy/retentionReport";
import type { TermsMs } from "#libs/policy/retentionSchema";
import type { RetirementAnswer } from "#libs/policy/yearRetirement";
import type { Logger } from "#libs/runtime/logger";
import type { Signer } from "#libs/seal/signedDocument";
import { EpochKeeper } from "./epochKeeper.ts";
import { type HoldDeskParts, placeHold, releaseHold } from "./holdDesk.ts";
import { KeyReplay } from "./keyReplay.ts";
import type { PolicyPorts } from "./ports.ts";
import { QuarantineEnd } from "./quarantineEnd.ts";
import { Retention, type RetentionFigures } from "./retention.ts";
import { YearRetirement } from "./yearRetirement.ts";

/** Between two looks whether the vault was started again: until then nobody gets a key. */
const replayMs = 1_000;
const admissionLookMs = 100;
/** Looks at that pace; after them the vault or the log is away, and each would be a line of warning. */
const looksOftenMax = 100;
/** Between two looks for what is due; terms are hours. */
const passMs = 5_000;
/** Between two steps of a long reading: deciding goes first. */
const pauseMs = 50;

export interface KeeperParts {
  readonly ports: PolicyPorts;
  readonly keys: KeyAdministration;
  readonly epochs: EpochAdministration;
  readonly terms: TermsMs;
  /** Origin of the log family. */
  readonly logFamily: string;
  /** Years of the log that are lost. */
  readonly yearsMissing: readonly number[];
  readonly signers: readonly Signer[];
  /** Of the signed configuration: whose officers may end a hold. */
  readonly rooms: readonly Room[];
  readonly officers: readonly Officer[];
  readonly logger: Logger;
  readonly signal: AbortSignal;
  nowMs(): number;
}

/** Keeps data no longer than their term, beside everything else that policy does. */
export class RetentionKeeper {
  readonly #parts: KeeperParts;
  readonly #retention: Retention;
  readonly #replay: KeyReplay;
  readonly #quarantine: QuarantineEnd;
  readonly #epochs: EpochKeeper;
  readonly #years: YearRetirement;
  readonly #desk: HoldDeskParts;
  #looks = 0;

  constructor(parts: KeeperParts) {
    const { ports, keys, terms } = parts;
    this.#parts = parts;
    this.#quarantine = new QuarantineEnd(ports);
    this.#epochs = new EpochKeeper({ ...ports, epochs: parts.epochs });
    // A loss that was declared is in the log before the vault that knows of it gives out a key.
    const isReady = () => this.#epochs.pass();
    this.#replay = new KeyReplay({
      ...ports,
      keys,
      isReady,
      vaultBackupsMs: terms.vault_backups,
    });
    this.#retention = new Retention(
      { ...ports, destroyer: keys },
      {
        ...{ terms, yearsMissing: parts.yearsMissing },
        ...{ nowMs: () => parts.nowMs(), monotonicMs: () => performance.now() },
        pause: () => wait(pauseMs),
      },
    );
    const { rooms, officers } = parts;
    this.#desk = { ports, rooms, officers, holds: this.#retention.holds };
    this.#years = new YearRetirement(ports, {
      ...{ family: parts.logFamily, terms, signers: parts.signers },
      ...{ yearsMissing: parts.yearsMissing, holds: this.#retention.holds },
      list: (after) => keys.list(after),
      nowMs: () => parts.nowMs(),
    });
  }

  /** Loops until the process stops; what fails is tried again at the next pass. */
  async run(): Promise<void> {
    await Promise.all([
      this.#each(
        () => this.#untilNextReplayMs(),
        "key-replay-waits",
        () => this.#replay.pass(),
      ),
      this.#each(
        () => passMs,
        "retention-waits",
        () => this.#retention.pass(),
      ),
      this.#each(
        () => passMs,
        "quarantine-waits",
        () => this.#quarantine.pass(),
      ),
      this.#each(
        () => passMs,
        "epochs-wait",
        async () => void (await this.#epochs.pass()),
      ),
    ]);
  }

  /** Until the vault gives out keys nobody can send anything: at a start it is looked often. */
  #untilNextReplayMs(): number {
    this.#looks += 1;
    return this.#replay.isAdmitted || this.#looks > looksOftenMax ? replayMs : admissionLookMs;
  }

  /**
   * Waits until the vault gives out keys, so that a system that says it is up takes what it is sent; not longer than
   * `msMax`, since a vault that is away is no reason for this process not to start.
   */
  async admitted(msMax: number): Promise<void> {
    const { signal } = this.#parts;
    const end = performance.now() + msMax;
    while (!this.#replay.isAdmitted && !signal.aborted && performance.now() < end) {
      await wait(admissionLookMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** `ok`, or what is wrong: keys are not given out yet, or data are kept beyond their term. */
  health(): string {
    if (!this.#replay.isAdmitted) return "keys-not-replayed";
    if (this.#parts.yearsMissing.length > 0) return "log-year-missing";
    const isLate =
      this.figures().some(({ overdue }) => overdue > 0) || this.quarantineOverdueMs() > overdueMs;
    return isLate ? "retention-overdue" : "ok";
  }

  /** How long the eldest message of quarantine is kept beyond its term, milliseconds. */
  quarantineOverdueMs(): number {
    return this.#quarantine.overdueMs(this.#parts.nowMs(), this.#parts.terms.quarantine);
  }

  /** What the log cannot tell. */
  state(): RetentionLive {
    const { messages, eldest } = this.#quarantine.state;
    const quarantine = { messages, ...(eldest !== undefined && { eldest }) };
    return { quarantine, holds: [...this.#retention.heldIncidents()] };
  }

  figures(): readonly RetentionFigures[] {
    return this.#retention.figures(this.#parts.nowMs());
  }

  /** Destroyed keys that a restored backup had brought back, since this process started. */
  get destroyedAgain(): number {
    return this.#replay.destroyedAgain;
  }

  /** Places a legal hold, for a time or by an order that an officer has signed. Rejects when the log is away. */
  hold(data: Uint8Array): Promise<HoldAnswer> {
    return placeHold(this.#desk, data, ({ of, incident }) => {
      return this.#retention.keepHeld(of, incident);
    });
  }

  /** Ends a legal hold by an order that an officer has signed. Rejects when the log is away. */
  release(data: Uint8Array): Promise<HoldAnswer> {
    return releaseHold(this.#desk, data);
  }

  /** Destroys the keys of one incident as a document with two signatures orders. Rejects when the log is away. */
  async erase(data: Uint8Array): Promise<ErasureAnswer> {
    const document = signedOrderIn(data);
    if (document === undefined) return { outcome: "refused", code: "malformed" };
    const order = openErasureOrder(document, this.#parts.signers);
    if ("refused" in order) return { outcome: "refused", code: order.refused };
    const outcome = await this.#retention.destroyNow(order.mode, order.incident, "erasure_order");
    return { outcome };
  }

  /** Records that the log of a year goes, as a document with two signatures orders. Rejects when the log is away. */
  retireYear(data: Uint8Array): Promise<RetirementAnswer> {
    return this.#years.retire(data);
  }

  /** Begins a new epoch of the vault, recorded before it is answered. Rejects when the log is away. */
  rotateEpoch(): Promise<EpochAnswer> {
    return this.#epochs.rotate();
  }

  /** Destroys the key of an epoch, recorded before it is answered. Rejects when the log is away. */
  destroyEpoch(data: Uint8Array): Promise<EpochAnswer> {
    return this.#epochs.destroy(data);
  }

  async #each(everyMs: () => number, waits: string, pass: () => Promise<void>): Promise<void> {
    const { signal, logger } = this.#parts;
    while (!signal.aborted) {
      try {
        await pass();
      } catch (error) {
        logger.warn(waits, {}, error);
      }
      await wait(everyMs(), undefined, { signal }).catch(() => undefined);
    }
  }
}
