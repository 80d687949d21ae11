import { memoryMaxMs } from "#libs/eventlog/keyring";
import type { Mode } from "#libs/incident/event";
import {
  dataDueMs,
  dueTimes,
  type KeyPart,
  keptByCopiesMs,
  keyParts,
  type RetentionState,
  type RetentionStep,
  stepsDue,
} from "#libs/policy/retention";
import { overdueMs } from "#libs/policy/retentionReport";
import type { TermsMs } from "#libs/policy/retentionSchema";
import { lapseWarningMs } from "#libs/policy/standingHolds";
import type { KeyShreddedLeaf } from "#libs/seal/leaf";
import { readLeaves } from "./chain.ts";
import type { RulesInForce } from "./decideEvent.ts";
import { type HeldCounts, HeldMessages } from "./heldMessages.ts";
import { IncidentLives, type LivingIncident, lifeKey } from "./incidentLives.ts";
import { LegalHolds } from "./legalHolds.ts";
import type { PolicyPorts } from "./ports.ts";
import { askRedecision } from "./release.ts";
import {
  destroyedParts,
  isDecided,
  type ShredPorts,
  shredKey,
  youngestCopyMs,
} from "./shredding.ts";

/**
 * Between the moment from which nothing more is sealed for an incident and the destruction of its keys: longer than
 * anybody remembers a key to seal with, so that every message that got a positive answer is stored, and seen, before.
 * Never longer than the term itself, which only trials make so short.
 */
const quietMs = memoryMaxMs + 60_000;
/** A copy that waits for its room keeps the keys that open it: so much later one looks again whether it still does. */
const waitingLookMs = 60_000;

export type RetentionPorts = Omit<ShredPorts, "vaultBackupsMs"> &
  Pick<PolicyPorts, "vault" | "gate">;

export interface RetentionOptions {
  readonly terms: TermsMs;
  /** Resolves when the other work of this process had its turn. */
  pause(): Promise<void>;
  /**
   * This process's own clock, milliseconds. Terms are over only when this and the streams say so: a server whose clock
   * leaps forward must not end anything.
   */
  nowMs(): number;
  /** Store time now, milliseconds; absent: the newest that the streams show. */
  storeNowMs?(): number;
  /** Milliseconds on a clock that only runs forward. */
  monotonicMs(): number;
  /** Years of the log that are lost. A legal hold may stand in one of them: until it is restored nothing is destroyed. */
  readonly yearsMissing?: readonly number[];
}

/** What is known of the copies of an incident that wait for their rooms. */
interface WaitingCopies {
  /** On the monotonic clock: when to look again. */
  readonly lookAtMs: number;
  /** When the youngest of them has waited for its term. */
  readonly untilMs: number;
}

/** How far the retention of one mode is behind. */
export interface RetentionFigures {
  readonly mode: Mode;
  /** Incidents of which something is left that was due an hour ago. */
  readonly overdue: number;
  readonly held: number;
  /** Of these, what in three days nothing holds any more: no officer of any titolare has signed. */
  readonly lapsing: number;
  /** Holds of which not every message is known to be kept. */
  readonly incomplete: number;
}

/** A hold that stands; the counts are absent until it is known what is kept. */
export interface HeldIncident extends Partial<HeldCounts> {
  readonly of: Mode;
  readonly incident: string;
}

/**
 * Ends what has been kept for its term: closes what grew too old, destroys the sensitive key of an incident and later
 * the ordinary one. Terms are measured between store times of the streams, so that no clock of ours can shorten one.
 * What is to be done follows from the log and the signed terms alone; two instances that do it at once do it once.
 */
export class Retention {
  readonly lives: IncidentLives;
  readonly holds: LegalHolds;
  readonly #held: HeldMessages;
  /** By {@link lifeKey}: holds of which not every message is known to be kept. */
  readonly #incomplete = new Set<string>();
  /** By {@link lifeKey}: what the log says was destroyed, as far as it was asked. */
  readonly #destroyed = new Map<string, ReadonlySet<KeyPart>>();
  /** By {@link lifeKey}: since when, by the monotonic clock, nothing more is sealed for it. */
  readonly #retired = new Map<string, number>();
  /** By {@link lifeKey}: copies wait for their rooms, or did until the keys were due. */
  readonly #waiting = new Map<string, WaitingCopies>();
  readonly #ports: RetentionPorts & ShredPorts;
  readonly #options: RetentionOptions;

  constructor(ports: RetentionPorts, options: RetentionOptions) {
    this.#ports = { ...ports, vaultBackupsMs: options.terms.vault_backups };
    this.#options = options;
    this.lives = new IncidentLives(ports, () => options.pause());
    this.holds = new LegalHolds(ports);
    this.#held = new HeldMessages(ports);
  }

  /** Does once what is due; rejects when the log is away, and the next pass begins where it must. */
  async pass(): Promise<void> {
    await this.holds.read();
    await this.lives.read();
    const nowMs = this.#nowMs();
    for (const { of, incident } of this.holds.known.incidents(nowMs)) {
      await this.keepHeld(of, incident);
    }
    const inForce = this.#ports.rulesInForce();
    if (inForce === undefined || !this.#ports.gate().open || !this.#isLogWhole) return;
    for (const incident of [...this.lives.all.values()]) {
      await this.#tend(incident, inForce, nowMs);
    }
  }

  /**
   * Destroys both keys of an incident before their term. The caller has seen the order. `held`: a legal hold stands,
   * and nothing is destroyed; `busy`: it may be done in part, ask again.
   */
  async destroyNow(
    mode: Mode,
    pseudonym: string,
    cause: KeyShreddedLeaf["cause"],
  ): Promise<"done" | "unknown" | "held" | "busy"> {
    await this.holds.read();
    await this.lives.read();
    const key = lifeKey(mode, pseudonym);
    if (this.#isHeld({ mode, pseudonym })) return "held";
    if (!this.#isLogWhole) return "busy";
    if ((await destroyedParts(this.#ports, mode, pseudonym)).has("both")) return "done";
    const incident = this.lives.all.get(key);
    if (incident === undefined) return "unknown";
    const done = await shredKey(this.#ports, incident, "both", cause);
    if (done) this.#destroyed.set(key, new Set(keyParts));
    return done ? "done" : "busy";
  }

  /**
   * Keeps the messages of an incident under a hold beyond the age of EVENTS, and says how many are kept, and how many
   * were gone before; undefined: there is no room, or it is not known.
   */
  async keepHeld(mode: Mode, pseudonym: string): Promise<HeldCounts | undefined> {
    const key = lifeKey(mode, pseudonym);
    const incident = this.lives.all.get(key);
    if (incident === undefined) {
      // Nothing of it is stored any more; only its entries tell that there was something.
      const { log, secrets } = this.#ports;
      const leaves = await readLeaves(log, secrets.macs, this.#ports.openYears(), {
        ...{ mode, pseudonym },
      });
      return { kept: 0, gone: leaves.length };
    }
    const isKept = await this.#held.keep(incident);
    if (isKept) this.#incomplete.delete(key);
    else this.#incomplete.add(key);
    return isKept ? this.#held.countsOf(incident.name) : undefined;
  }

  /** The holds that stand, with what is kept for them as far as it is known. */
  heldIncidents(): readonly HeldIncident[] {
    return this.holds.known.incidents(this.#nowMs()).map(({ of, incident }) => {
      const living = this.lives.all.get(lifeKey(of, incident));
      return { of, incident, ...(living && this.#held.countsOf(living.name)) };
    });
  }

  /** Terms are measured with it, and how long a hold counts that nobody has signed for. */
  #nowMs(): number {
    const { storeNowMs, nowMs } = this.#options;
    return storeNowMs?.() ?? Math.min(this.lives.newestMs, nowMs());
  }

  #isHeld({ mode: of, pseudonym: incident }: { mode: Mode; pseudonym: string }): boolean {
    return this.holds.known.isHeld({ of, incident }, this.#nowMs());
  }

  get #isLogWhole(): boolean {
    return (this.#options.yearsMissing ?? []).length === 0;
  }

  figures(nowMs: number): readonly RetentionFigures[] {
    return (["actual", "exercise"] as const).map((mode) => {
      const ofMode = [...this.lives.all.values()].filter(({ name }) => name.mode === mode);
      const overdue = ofMode.filter((incident) => this.#isOverdue(incident, nowMs)).length;
      const { known } = this.holds;
      const count = (some: readonly { readonly of: Mode }[]) =>
        some.filter(({ of }) => of === mode).length;
      const held = count(known.incidents(this.#nowMs()));
      const lapsing = count(known.lapsing(this.#nowMs(), lapseWarningMs));
      const prefix = lifeKey(mode, "");
      const incomplete = [...this.#incomplete].filter((key) => key.startsWith(prefix)).length;
      return { mode, overdue, held, lapsing, incomplete };
    });
  }

  #isOverdue({ name, pseudonym, life }: LivingIncident, nowMs: number): boolean {
    const isHeld = this.#isHeld({ ...name, pseudonym });
    if (life === undefined) return false;
    const key = lifeKey(name.mode, pseudonym);
    const destroyed = this.#destroyed.get(key) ?? new Set();
    // Copies that are not delivered yet have a term of their own.
    const copiesMs = this.#waiting.get(key)?.untilMs;
    const state = { destroyed, isHeld, copiesMs };
    const due = dataDueMs(life, this.#options.terms, state);
    return due !== undefined && due + overdueMs <= nowMs;
  }

  async #tend(incident: LivingIncident, inForce: RulesInForce, nowMs: number): Promise<void> {
    const { life, name, pseudonym } = incident;
    if (life === undefined) return;
    const key = lifeKey(name.mode, pseudonym);
    const destroyed =
      this.#destroyed.get(key) ?? (await destroyedParts(this.#ports, name.mode, pseudonym));
    this.#destroyed.set(key, destroyed);
    const state = { destroyed, isHeld: this.#isHeld({ ...name, pseudonym }) };
    if (!state.isHeld) this.#incomplete.delete(key);
    await this.#endSealing(incident, state, nowMs);
    for (const step of stepsDue(life, this.#options.terms, state, nowMs)) {
      if (!(await this.#take(step, incident, inForce, nowMs))) return;
    }
    if (this.#destroyed.get(key)?.has("both") !== true) return;
    await this.#held.letGo(name);
    this.lives.forget(incident);
    this.#destroyed.delete(key);
    this.#retired.delete(key);
    this.#waiting.delete(key);
  }

  /** A hold keeps what there is; it does not let an incident whose term is over grow. */
  async #endSealing(
    { name, pseudonym, life }: LivingIncident,
    state: RetentionState,
    nowMs: number,
  ): Promise<void> {
    const key = lifeKey(name.mode, pseudonym);
    if (life === undefined || !state.isHeld || this.#retired.has(key)) return;
    const steps = stepsDue(life, this.#options.terms, { ...state, isHeld: false }, nowMs);
    if (!steps.includes("sensitive")) return;
    if (!(await this.#ports.destroyer.retire(name.mode, name.incident))) return;
    this.#retired.set(key, this.#options.monotonicMs());
  }

  async #take(
    step: RetentionStep,
    incident: LivingIncident,
    inForce: RulesInForce,
    nowMs: number,
  ): Promise<boolean> {
    if (step === "close-by-age") return this.#closeByAge(incident, inForce);
    if (!(await this.#isFinished(incident, inForce, nowMs))) return false;
    // Somebody may hold it since the pass began.
    await this.holds.read();
    const { name, pseudonym } = incident;
    if (this.#isHeld({ ...name, pseudonym })) return false;
    const key = lifeKey(name.mode, pseudonym);
    const done = await shredKey(this.#ports, incident, step, "retention");
    if (done) this.#destroyed.set(key, new Set(step === "both" ? keyParts : [step]));
    return done;
  }

  /**
   * True when nothing can be lost by destroying the incident's keys: nothing more is sealed under them, all that was is
   * decided, and no copy waits for its room that may still be fetched.
   */
  async #isFinished(
    incident: LivingIncident,
    inForce: RulesInForce,
    nowMs: number,
  ): Promise<boolean> {
    const { name, pseudonym } = incident;
    const key = lifeKey(name.mode, pseudonym);
    // What is left after the sensitive part has been through this already.
    if (this.#destroyed.get(key)?.has("sensitive") === true) return true;
    const monotonicMs = this.#options.monotonicMs();
    if (await this.#waitsForRooms(incident, inForce, nowMs)) return false;
    if (!(await this.#ports.destroyer.retire(name.mode, name.incident))) return false;
    const since = this.#retired.get(key) ?? monotonicMs;
    this.#retired.set(key, since);
    const { sensitive, operator_risk: risk, plate_alert: plate } = this.#options.terms;
    const isQuiet = monotonicMs - since >= Math.min(quietMs, sensitive, risk, plate);
    return isQuiet && (await isDecided(this.#ports, incident));
  }

  /** True while a copy that may still be fetched keeps the incident's keys. */
  async #waitsForRooms(
    incident: LivingIncident,
    inForce: RulesInForce,
    nowMs: number,
  ): Promise<boolean> {
    const { name, pseudonym, life } = incident;
    const key = lifeKey(name.mode, pseudonym);
    const monotonicMs = this.#options.monotonicMs();
    const { terms } = this.#options;
    const before = this.#waiting.get(key);
    if (life === undefined || (before !== undefined && before.lookAtMs > monotonicMs)) {
      return before !== undefined;
    }
    const since = await youngestCopyMs(this.#ports, incident, inForce);
    const copiesMs = since === undefined ? undefined : since + terms.undelivered;
    const untilMs = keptByCopiesMs(dueTimes(life, terms), new Set(), copiesMs);
    const waits = untilMs > nowMs;
    const lookAtMs = waits ? monotonicMs + waitingLookMs : monotonicMs;
    // Known also when it is over: the keys are due from then on.
    if (untilMs > 0) this.#waiting.set(key, { lookAtMs, untilMs });
    return waits;
  }

  /** An event of policy's own, decided like any other: rooms learn that the incident is over. */
  async #closeByAge({ name, lastEvent }: LivingIncident, inForce: RulesInForce): Promise<boolean> {
    const vault = await this.#ports.vault.get(name.mode, name.incident);
    // Nothing can be said about it any more; what is due beside it is not kept waiting.
    if (vault.kind !== "ok" || lastEvent === undefined) return vault.kind !== "unreachable";
    return askRedecision(this.#ports, name, vault.keys, {
      format: "raccordo-internal/1",
      mode: name.mode,
      kind: "close_by_age",
      cause: lastEvent,
      not_handed_out: [],
      epoch: inForce.epochAt(this.#ports.nowIso()),
    });
  }
}
