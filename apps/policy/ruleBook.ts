import type { Room } from "#libs/policy/decision";
import { signatureSchema } from "#libs/policy/documents";
import { epochsOf } from "#libs/policy/epoch";
import {
  activated,
  emptyLife,
  evolve,
  type Governing,
  governing,
  type Life,
} from "#libs/policy/lifeMachine";
import { activeBytes, type LifePlace, revokedDigests } from "#libs/policy/lifeMessages";
import { lapsedRules, withRevocations } from "#libs/policy/revoke";
import { type RuleNames, ruleNamesIn } from "#libs/policy/revokedNames";
import type { Logger } from "#libs/runtime/logger";
import { sha256Hex } from "#libs/seal/bytes";
import { parseCanonical } from "#libs/seal/canonical";
import type { Signature, SignedDocument } from "#libs/seal/signedDocument";
import type { RulesInForce } from "./decideEvent.ts";
import { type LifeEntry, type LifeLogPorts, readLife } from "./lifeLog.ts";
import { type OpenSetPorts, openSet, type ReadySet, type RefusedSet } from "./openSet.ts";

export interface RuleBookPorts extends LifeLogPorts, OpenSetPorts {
  readonly rooms: readonly Room[];
  readonly logger: Logger;
  /** Years whose log exists, oldest first; empty while a sealed year waits for its successor. */
  years(): readonly number[];
  /** No set below this version is taken: what a log of before the life of rule sets has activated. */
  readonly floor: number;
}

const lost: RefusedSet = { kind: "refused", why: "malformed" };

/**
 * What this instance knows of the rule sets, read from the log and from nowhere else. A snapshot is immutable; which
 * one governs an event is a function of the life and of the event's store time.
 */
export class RuleBook {
  private lifeNow: Life;
  private headNow: LifePlace = { year: 0, seq: 0 };
  private readonly bodies = new Map<string, string>();
  private readonly signatures = new Map<string, readonly Signature[]>();
  private readonly opened = new Map<string, ReadySet | RefusedSet>();
  private readonly opening = new Map<string, Promise<ReadySet | RefusedSet>>();
  private readonly snapshots = new Map<string, RulesInForce>();
  private reading: Promise<void> = Promise.resolve();
  private nextReading: Promise<void> | undefined;

  constructor(private readonly ports: RuleBookPorts) {
    this.lifeNow = emptyLife(ports.floor);
  }

  get life(): Life {
    return this.lifeNow;
  }

  get head(): LifePlace {
    return this.headNow;
  }

  /** SHA-256 of what an instance that has read as far says governs. */
  get activeDigest(): string {
    return sha256Hex(activeBytes(this.lifeNow));
  }

  /**
   * Reads on in the log, at the leader, from where we are. The read begins after the call, and those who call while
   * one is under way share the next: what was recorded before the call is known when it resolves.
   */
  confirm(): Promise<void> {
    this.nextReading ??= this.reading
      .catch(() => undefined)
      .then(() => {
        this.nextReading = undefined;
        this.reading = this.readOn();
        return this.reading;
      });
    return this.nextReading;
  }

  /** Confirms, and has the set ready that governs events stored at `time`, as far as it can be. */
  async confirmAt(time: string): Promise<void> {
    await this.confirm();
    const now = governing(this.lifeNow, time);
    if (now !== undefined && !this.opened.has(now.set.document))
      await this.prepare(now.set.document);
  }

  private async readOn(): Promise<void> {
    const entries = await readLife(this.ports, this.headNow, this.ports.years());
    for (const entry of entries) this.apply(entry);
  }

  private apply({ record, part, place, storedAt }: LifeEntry): void {
    this.headNow = place;
    if (record === undefined) return;
    const { document } = record;
    if (record.state === "staged") this.bodies.set(document, Buffer.from(part).toString("utf8"));
    if (record.state === "signed") this.keepSignature(document, part);
    this.lifeNow = evolve(this.lifeNow, record, storedAt);
  }

  private keepSignature(document: string, part: Uint8Array): void {
    const parsed = signatureSchema.safeParse(parseCanonical(part));
    if (!parsed.success) return;
    this.signatures.set(document, [...(this.signatures.get(document) ?? []), parsed.data]);
  }

  /** The signed document as the log holds it: what a cache that forgets is filled from. */
  documentOf(document: string): SignedDocument | undefined {
    const body = this.bodies.get(document);
    const signatures = this.signatures.get(document);
    return body === undefined || signatures === undefined ? undefined : { body, signatures };
  }

  /** Names of every set that governs or may yet; undefined where one cannot be read. */
  get namesNow(): readonly RuleNames[] | undefined {
    const living = [...this.lifeNow.sets.values()].filter(
      ({ stage, ended }) => (stage === "staged" || stage === "activated") && ended.size === 0,
    );
    const names = living.map(({ document }) => ruleNamesIn(this.bodies.get(document) ?? ""));
    return names.some((one) => one === undefined) ? undefined : names.filter((one) => !!one);
  }

  /** Keeps a set that this instance has just opened: the log's own bytes are the same, by their SHA-256. */
  keep(ready: ReadySet): void {
    const { document } = ready.opened;
    if (this.opening.has(document)) return;
    this.opening.set(document, Promise.resolve(ready));
    this.opened.set(document, ready);
  }

  /** Opens and tries a set of the log once; every later call gets the same answer. */
  async prepare(document: string): Promise<ReadySet | RefusedSet> {
    const under = this.opening.get(document) ?? this.open(document);
    this.opening.set(document, under);
    return under;
  }

  private async open(document: string): Promise<ReadySet | RefusedSet> {
    const signed = this.documentOf(document);
    const outcome = signed === undefined ? lost : await openSet(this.ports, signed);
    if (outcome.kind === "refused") {
      const reason = outcome.why.replaceAll("_", "-");
      this.ports.logger.error("rule-set-not-runnable", { document, reason });
    }
    if (outcome.kind === "ready") this.tellReady(document, outcome);
    this.opened.set(document, outcome);
    return outcome;
  }

  private tellReady(document: string, { built, unloggable }: ReadySet): void {
    if (unloggable !== undefined) {
      this.ports.logger.error("rule-set-not-loggable", { document, reason: "article" });
    }
    if (built.kind === "generated") return;
    this.ports.logger.warn("projectors-refused", { document, reason: built.why });
  }

  /** What governs at a moment, whether this instance can run it or not. */
  governingAt(time: string): Governing | undefined {
    return governing(this.lifeNow, time);
  }

  /** True where a set that begins to govern after `time` is known not to run here: from then on we decide nothing. */
  lacksNextAfter(time: string): boolean {
    return activated(this.lifeNow).some(({ document, effective }) => {
      return effective > time && this.opened.get(document)?.kind === "refused";
    });
  }

  /** True once some set was activated. */
  get isActive(): boolean {
    return activated(this.lifeNow).length > 0;
  }

  /**
   * The snapshot for events stored at `time`; undefined when no set was ever activated, or when the one that is due
   * is not runnable here: then nothing is decided, and never under an older one.
   */
  rulesAt(time: string): RulesInForce | undefined {
    const now = governing(this.lifeNow, time);
    if (now === undefined) return undefined;
    const ready = this.opened.get(now.set.document);
    return ready?.kind === "ready" ? this.snapshotOf(ready, now) : undefined;
  }

  /**
   * What decides in place of a set whose decision no leaf can hold: the one that governs at `now`, where its signers
   * have let it begin before that event was stored. Nobody else's rules may decide what was sent under others.
   */
  rulesInstead(storedAt: string, now: string): RulesInForce | undefined {
    const governs = governing(this.lifeNow, now);
    const begun = governs !== undefined && governs.set.terms.not_before <= storedAt;
    return begun ? this.rulesAt(now) : undefined;
  }

  /** True where rules of the set that governs at `time` cite what no leaf can hold: their events wait. */
  isUnloggableAt(time: string): boolean {
    const document = governing(this.lifeNow, time)?.set.document;
    const ready = document === undefined ? undefined : this.opened.get(document);
    return ready?.kind === "ready" && ready.unloggable !== undefined;
  }

  private snapshotOf(ready: ReadySet, now: Governing): RulesInForce {
    const revocations = revokedDigests(now);
    const key = [now.set.document, String(now.lapsed), ...revocations].join(" ");
    const known = this.snapshots.get(key);
    if (known !== undefined) return known;
    const { opened, validity } = ready;
    const permitted = withRevocations(opened.rules, now.revocations);
    const rules = now.lapsed ? lapsedRules(permitted) : permitted;
    const terms = { document: now.set.document, validity, revocations };
    const snapshot: RulesInForce = {
      ...{ rules, rooms: this.ports.rooms, hash: rules.hash, agreement: opened.agreement },
      epochAt: epochsOf(terms),
      ...projectorsOf(ready),
    };
    this.snapshots.set(key, snapshot);
    return snapshot;
  }
}

/** Plans are the same under revocations: what was generated for the set serves what is left of it. */
function projectorsOf({ built }: ReadySet): Partial<RulesInForce> {
  if (built.kind === "generated") return { projectors: built.projectors };
  return { projectorsRefused: built.why };
}
