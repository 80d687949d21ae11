import { setTimeout as wait } from "node:timers/promises";
import {
  type DocumentRefusal,
  type OpenedRevocation,
  openRevocation,
} from "#libs/policy/documents";
import {
  activationRefusal,
  dueEnds,
  type SetRecord,
  type StagedTerms,
  stagingRefusal,
} from "#libs/policy/lifeMachine";
import type { LifeAnswer } from "#libs/policy/lifeMessages";
import { strangeName } from "#libs/policy/revokedNames";
import type { Revocation } from "#libs/policy/ruleSetLife";
import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalBytes } from "#libs/seal/canonical";
import type { RuleSetRefusal } from "#libs/seal/leafSchema";
import type { SignedDocument } from "#libs/seal/signedDocument";
import { isWritten, type LifeStep, writeStep } from "./lifeLog.ts";
import { openSet, type ReadySet, refusedFor } from "./openSet.ts";
import type { RuleBook, RuleBookPorts } from "./ruleBook.ts";

/** How long an activation waits for instances that live and have not acknowledged yet. */
export const ackWaitMs = 8_000;
const lookMs = 50;
/** Others may write at the same time; so often the life is read again before nobody is answered "busy". */
const attemptsMax = 20;

export interface RuleKeeperPorts extends RuleBookPorts {
  /** Id of this instance, 32 hex digits, drawn at its start. */
  readonly instance: string;
  readonly signal: AbortSignal;
  /** Instances that live, this one among them, after the roll was called. */
  rollCall(): Promise<readonly string[]>;
  /** Leaves that stand beside the life: the plan table of a staged set, the rules of an activated one. */
  recordPlanTable(set: ReadySet): Promise<void>;
  recordActivation(set: ReadySet): Promise<void>;
  /** The life went on by a step of ours: others are told. */
  changed(): Promise<void>;
}

type Refusal = {
  readonly code: RuleSetRefusal;
  readonly place?: string;
  readonly missing?: number;
};

/** The steps in the life of rule sets that this instance takes: asked by an administrator, or by itself. */
export class RuleKeeper {
  constructor(
    private readonly ports: RuleKeeperPorts,
    private readonly book: RuleBook,
  ) {}

  /**
   * Takes a signed rule set: opens and tries it, and records everything that led to it. The same document twice is
   * taken once. A refusal is recorded, too.
   */
  async stage(document: SignedDocument): Promise<LifeAnswer> {
    const digest = sha256Hex(Buffer.from(document.body, "utf8"));
    await this.book.confirm();
    const known = this.book.life.sets.get(digest);
    if (known?.terms !== undefined) {
      return { outcome: "done", document: digest, version: known.version };
    }
    const ready = await openSet(this.ports, document);
    if (ready.kind === "refused") {
      const { why: code, place } = ready;
      return this.refuse(digest, { code, ...(place !== undefined && { place }) });
    }
    const { unloggable } = ready;
    if (unloggable !== undefined) return this.refuse(digest, { code: "schema", place: unloggable });
    const outcome = await this.settled(() => this.stageStep(document, ready));
    if (outcome === "busy") return { outcome: "busy" };
    const { version } = ready.opened.terms;
    if (outcome !== "done") return this.refuse(digest, outcome, version);
    this.book.keep(ready);
    await this.acknowledge();
    await this.ports.changed();
    return { outcome: "done", document: digest, version };
  }

  /** One step towards staging; undefined: more are needed. */
  private async stageStep(
    document: SignedDocument,
    ready: ReadySet,
  ): Promise<"done" | Refusal | undefined> {
    const { opened } = ready;
    const set = this.book.life.sets.get(opened.document);
    if (set?.stage === "staged" || set?.stage === "activated") return "done";
    const terms = termsOf(ready);
    const refusal = stagingRefusal(this.book.life, versionOf(ready), terms);
    if (refusal !== undefined) return { code: refusal };
    if (this.ports.nowIso() >= terms.expires) return { code: "expired" };
    for (const step of stepsOf(document, ready, set?.stage, set?.signatures.length ?? 0)) {
      if (step.leaf.state === "staged") await this.ports.recordPlanTable(ready);
      const written = await this.write(step);
      if (written !== "written") return written;
      await this.book.confirm();
    }
    return undefined;
  }

  /** Says of every staged set that this instance can run, that it can. */
  async acknowledge(): Promise<void> {
    for (const set of this.book.life.sets.values()) {
      if (set.stage !== "staged" || set.acks.has(this.ports.instance)) continue;
      const ready = await this.book.prepare(set.document);
      if (ready.kind !== "ready" || ready.opened.rules.hash !== set.terms?.rule_set) continue;
      const { document, version } = set;
      const leaf = { state: "acknowledged", document, version } as const;
      const { instance } = this.ports;
      await this.settled(async () => {
        if (this.book.life.sets.get(document)?.acks.has(instance) === true) return "done";
        const written = await this.write({
          leaf: { ...leaf, plan_table: ready.planTable, instance },
        });
        return written === "written" ? undefined : written;
      });
    }
  }

  /**
   * Puts a staged set into force, at `at` or when the set itself says, whichever is later; never earlier than the
   * record of it. Needs every living instance to have acknowledged.
   */
  async activate(document: string, at: string | undefined): Promise<LifeAnswer> {
    const known = await this.activatedAlready(document);
    if (known !== undefined) return known;
    const waitsUntilMs = performance.now() + ackWaitMs;
    for (;;) {
      const live = await this.ports.rollCall();
      await this.book.confirm();
      await this.acknowledge();
      const refusal = activationRefusal(this.book.life, document, live, this.ports.nowIso());
      if (refusal === undefined) return this.activateNow(document, at);
      const acks = this.book.life.sets.get(document)?.acks ?? new Set<string>();
      const missing = live.filter((instance) => !acks.has(instance)).length;
      const waits = refusal === "acks_missing" && performance.now() < waitsUntilMs;
      if (!waits) return this.refuse(document, { code: refusal, missing });
      await wait(lookMs, undefined, { signal: this.ports.signal });
    }
  }

  private async activatedAlready(document: string): Promise<LifeAnswer | undefined> {
    await this.book.confirm();
    const set = this.book.life.sets.get(document);
    if (set?.effective === undefined) return undefined;
    const { version, effective } = set;
    return { outcome: "done", document, version, effective };
  }

  private async activateNow(document: string, at: string | undefined): Promise<LifeAnswer> {
    const ready = await this.book.prepare(document);
    if (ready.kind === "refused") return this.refuse(document, { code: ready.why });
    await this.ports.recordActivation(ready);
    const from = at ?? ready.opened.terms.not_before;
    const outcome = await this.settled(async () => {
      const set = this.book.life.sets.get(document);
      if (set?.effective !== undefined) return "done";
      if (set?.stage !== "staged") return { code: "not_staged" };
      const { version } = set;
      const written = await this.write({ leaf: { state: "activated", document, version, from } });
      return written === "written" ? undefined : written;
    });
    if (outcome === "busy") return { outcome: "busy" };
    if (outcome !== "done") return this.refuse(document, outcome);
    await this.ports.changed();
    return (await this.activatedAlready(document)) ?? { outcome: "busy" };
  }

  /** Takes a revocation: one signature, effective with its record. It can only deny. */
  async revoke(document: SignedDocument): Promise<LifeAnswer> {
    const opened = openRevocation(document, this.ports.signers);
    const refused = this.revocationRefusal(opened);
    if (refused !== undefined) {
      return this.refuse(sha256Hex(Buffer.from(document.body, "utf8")), refused);
    }
    if (opened.kind === "refused") return { outcome: "busy" };
    const { digest, by, revocation, bytes: part } = opened;
    const isKnown = () => this.book.life.revocations.some((one) => one.digest === digest);
    const outcome = await this.settled(async () => {
      if (isKnown()) return "done";
      const strange = this.strangeIn(revocation);
      if (strange !== undefined) return { code: "names_nothing", place: strange };
      const { reason } = revocation;
      const leaf = { state: "revoked", document: digest, ...by, reason } as const;
      const written = await this.write({ leaf, part });
      return written === "written" ? undefined : written;
    });
    if (outcome === "busy") return { outcome: "busy" };
    if (outcome !== "done") return this.refuse(digest, outcome);
    await this.ports.changed();
    return { outcome: "done", document: digest };
  }

  private revocationRefusal(opened: OpenedRevocation | DocumentRefusal): Refusal | undefined {
    if (opened.kind === "refused") {
      const { why: code, place } = refusedFor(opened);
      return { code, ...(place !== undefined && { place }) };
    }
    const isFalse = this.ports.production && opened.revocation.demonstration;
    return isFalse ? { code: "demonstration" } : undefined;
  }

  /** Denying is never held up by doubt: where a set cannot be read, or there is none yet, every name may be one. */
  private strangeIn({ what }: Revocation): string | undefined {
    const names = this.book.namesNow;
    const rooms = this.ports.rooms.map(({ id }) => id);
    return names === undefined || names.length === 0 ? undefined : strangeName(what, names, rooms);
  }

  /** Records what time has ended: sets that were superseded or have expired. */
  async recordEnds(): Promise<void> {
    const now = this.ports.nowIso();
    await this.settled(async () => {
      const [due] = dueEnds(this.book.life, now);
      if (due === undefined) return "done";
      const written = await this.write({ leaf: due satisfies SetRecord });
      return written === "written" ? undefined : written;
    });
  }

  /** Repeats a step on top of the life as it then is, until it is done or refused. */
  private async settled(
    step: () => Promise<"done" | Refusal | undefined>,
  ): Promise<"done" | Refusal | "busy"> {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      await this.book.confirm();
      const outcome = await step();
      if (outcome !== undefined) return outcome;
    }
    return "busy";
  }

  /** `undefined`: not known to be written, to be read again. */
  private async write(step: LifeStep): Promise<"written" | Refusal | undefined> {
    const year = this.ports.years().at(-1);
    if (year === undefined) return undefined;
    const written = await writeStep(this.ports, this.book.head, year, step);
    if (written === "too-large") return { code: "too_large" };
    if (written === "full") throw new Error("the log has no room for a step of the rule sets");
    return written === undefined ? undefined : "written";
  }

  /** A refusal stands in the log once, whoever tries again. */
  private async refuse(document: string, why: Refusal, version?: number): Promise<LifeAnswer> {
    const { code, place, missing } = why;
    const reason = code.replaceAll("_", "-");
    this.ports.logger.error("rule-set-refused", { document, reason });
    const leaf = { state: "refused", document, reason: code } as const;
    const step = { leaf: { ...leaf, ...(version !== undefined && { version }) } };
    await this.settled(async () => {
      const year = this.ports.years().at(-1);
      if (year === undefined || (await isWritten(this.ports, year, step))) return "done";
      const written = await this.write(step);
      return written === "written" ? undefined : written;
    });
    return {
      ...{ outcome: "refused", code: reason, document },
      ...(place !== undefined && { place }),
      ...(missing !== undefined && { missing }),
    };
  }
}

const versionOf = ({ opened }: ReadySet) => {
  return { document: opened.document, version: opened.terms.version };
};

function termsOf({ opened, planTable }: ReadySet): StagedTerms {
  const { not_before, expires, rollback, lifts } = opened.terms;
  return {
    ...{ rule_set: opened.rules.hash, plan_table: planTable, not_before, expires },
    ...(rollback !== undefined && { to_version: rollback.to_version }),
    ...(lifts !== undefined && lifts.length > 0 && { lifts }),
  };
}

/** What is still to be recorded of a document that reached `stage` with so many signatures. */
function stepsOf(
  document: SignedDocument,
  ready: ReadySet,
  stage: string | undefined,
  signed: number,
): readonly LifeStep[] {
  const { opened, planTable } = ready;
  const of = versionOf(ready);
  const { vectors } = opened;
  const before: readonly LifeStep[] = [
    { leaf: { state: "drafted", ...of, key: opened.terms.author } },
    { leaf: { state: "analysed", ...of, plan_table: planTable } },
    { leaf: { state: "simulated", ...of, vectors } },
  ];
  const signatures = opened.by.map(({ role, key }): LifeStep => {
    const found = document.signatures.find((one) => one.role === role && one.key === key);
    const part = canonicalBytes({ ...found } as CanonicalValue);
    return { leaf: { state: "signed", ...of, role, key }, part };
  });
  const order = [undefined, "drafted", "analysed"];
  const done = order.includes(stage) ? order.indexOf(stage) : before.length;
  const staged = {
    leaf: { state: "staged", ...of, ...termsOf(ready) },
    part: opened.bytes,
  } as const;
  return [...before.slice(done), ...signatures.slice(signed), staged];
}
