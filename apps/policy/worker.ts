import type { ShortMemory, VaultKeys } from "#libs/eventlog/keyring";
import { type StoredMessage, storeFailedReason } from "#libs/eventlog/port";
import { auditPlace, incidentFilter } from "#libs/eventlog/subjects";
import { keysLeft } from "#libs/seal/derive";
import { incidentPseudonym } from "#libs/seal/ids";
import { appendLeaf } from "./appendLeaf.ts";
import { type ChainView, type RecordedLeaf, readChain, readLeaves } from "./chain.ts";
import { type IncidentName, type ReadEvent, readEvent } from "./context.ts";
import {
  decideEvent,
  isRecordable,
  type PreparedDecision,
  type Record,
  type RulesInForce,
  recordOf,
} from "./decideEvent.ts";
import { type Folded, headSequence, readFolded, withLeaf } from "./folded.ts";
import { recordNotice } from "./notices.ts";
import type { PolicyPorts } from "./ports.ts";
import {
  askRedecision,
  buryStale,
  missingCopies,
  type OwedCopy,
  owedCopies,
  rebuiltCopies,
  release,
  releaseAgain,
} from "./release.ts";
import { type LeftDemand, leftDemand, withdrawLeft } from "./withdrawLeft.ts";

/** `waiting`: releases are stopped or something is away; the message stays unacknowledged. */
export type AdvanceOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "waiting"; readonly why: string };

type Step = AdvanceOutcome | { readonly kind: "again" };
const again: Step = { kind: "again" };
const waiting = (why: string): Step => ({ kind: "waiting", why });

/**
 * Steps 2–4 of the core protocol. One call at a time for an incident; incidents run beside each other, and
 * other instances may work on the same ones: every write says on top of what it stands.
 */
export class IncidentWorker {
  constructor(
    private readonly ports: PolicyPorts,
    private readonly memory: ShortMemory<Folded>,
  ) {}

  /** Decides, records and releases in the order of EVENTS, until the event at sequence `until` is done. */
  async advance(name: IncidentName, until: number): Promise<AdvanceOutcome> {
    for (;;) {
      const step = await this.step(name, until);
      if (step.kind !== "again") return step;
    }
  }

  private async step(name: IncidentName, until: number): Promise<Step> {
    const inForce = await this.rulesNow();
    if (inForce === undefined) return waiting("rule-set-missing");
    const keys = await this.keysOf(name);
    if (keys === "unreachable") return waiting("keys-unreachable");
    const folded = await this.folded(name, keys);
    if (folded === undefined) return waiting("year-sealed");
    if (!folded.released) return this.releaseHead(name, keys, inForce, folded);
    const head = headSequence(folded.view);
    const [inHand] = this.ports.eventsInHand?.(name, head) ?? [];
    if (head >= until) return { kind: "done" };
    const next = inHand ?? (await this.firstAfter(name, head));
    if (next === undefined) return { kind: "done" };
    const gate = this.ports.gate();
    if (!gate.open) return waiting(gate.why);
    if (this.ports.openYears().length === 0) return waiting("year-sealed");
    return this.recordNext(name, keys, folded, next);
  }

  private firstAfter(name: IncidentName, head: number): Promise<StoredMessage | undefined> {
    const filter = incidentFilter(name.mode, name.incident);
    return this.ports.log.firstFrom("EVENTS", filter, head + 1);
  }

  private async rulesNow(): Promise<RulesInForce | undefined> {
    const known = this.ports.rulesInForce();
    if (known !== undefined) return known;
    await this.ports.confirmRules(this.ports.nowIso());
    return this.ports.rulesInForce();
  }

  private async recordNext(
    name: IncidentName,
    keys: VaultKeys | undefined,
    folded: Folded,
    next: StoredMessage,
  ): Promise<Step> {
    const left = keys === undefined ? await this.left(name, next) : undefined;
    if (left === "unreachable") return waiting("keys-unreachable");
    const read = left?.read ?? readEvent(next, keys);
    const { secrets, randomBytes } = this.ports;
    // The event is in hand: a rule set that governs it was recorded before, so this reading finds it. It takes its
    // time while we decide; only what still holds when it is done is recorded.
    const confirmed = settledLater(this.ports.confirmRules(next.storedAt));
    if (this.ports.rulesAt(next.storedAt) === undefined) await confirmed();
    const decided = this.decided(next.storedAt, (inForce) =>
      left === undefined
        ? decideEvent(inForce, secrets, keys, name, folded.context, read)
        : withdrawLeft(inForce, secrets, name, folded.context, left),
    );
    if (typeof decided === "string") return waiting(decided);
    const { inForce, prepared } = decided;
    const head = folded.view.head && {
      year: folded.view.head.year,
      seq: folded.view.head.sequence,
    };
    const pseudonym = this.pseudonymOf(name);
    const record = recordOf(inForce, prepared, read, { name, pseudonym, head }, randomBytes);
    await confirmed();
    if (!decided.stands()) return again;
    await this.ports.seam("decided");
    const recorded = await this.record(name, pseudonym, folded.view, read, record);
    if (recorded === "full") return waiting("log-full");
    if (recorded === undefined) {
      this.memory.forget(incidentKey(name));
      return again;
    }
    this.ports.recorded?.(record);
    await this.ports.seam("recorded");
    this.memory.put(incidentKey(name), withLeaf(folded, recorded, read, false));
    if (!(await recordNotice(this.ports, inForce, recorded))) return waiting("notice-not-recorded");
    await this.ports.seam("noticed");
    const epoch = inForce.epochAt(next.storedAt);
    const released = await release(this.ports.log, name.mode, record.copies, epoch);
    if (!released) return waiting("feed-refused");
    if (!(await buryStale(this.ports, name, inForce, recorded))) return waiting("feed-refused");
    await this.ports.seam("released");
    this.memory.put(incidentKey(name), withLeaf(folded, recorded, read, true));
    return again;
  }

  /**
   * The decision by the rules that govern the event. What cites an article that no leaf can hold (signed before that
   * was judged) cannot be recorded, so nothing of it may leave: the event waits, whole and in its order, until
   * a later set decides it that its signers let begin before the event.
   */
  private decided(storedAt: string, by: (inForce: RulesInForce) => PreparedDecision) {
    const own = () => this.ports.rulesAt(storedAt);
    const governing = own();
    if (governing === undefined) return "rule-set-missing";
    const prepared = by(governing);
    const isGoverned = () => own() === governing;
    if (isRecordable(prepared)) return { inForce: governing, prepared, stands: isGoverned };
    const instead = this.ports.rulesInstead(storedAt);
    const later = instead === undefined || instead === governing ? undefined : by(instead);
    if (instead === undefined || later === undefined || !isRecordable(later)) {
      return "rule-set-not-loggable";
    }
    const stands = () => isGoverned() && this.ports.rulesInstead(storedAt) === instead;
    return { inForce: instead, prepared: later, stands };
  }

  /**
   * Step 3: one leaf on top of the head that was read. Undefined when it is not known to be written (refused,
   * timed out, year sealed): whoever reads the chain again finds out what holds. It goes into the year in which
   * the head was read: in a later one "nothing before it" would also be true of what was recorded meanwhile.
   * A log without room is no reason to read it again at once.
   */
  private async record(
    name: IncidentName,
    pseudonym: string,
    { year, expected }: ChainView,
    read: ReadEvent,
    record: Record,
  ): Promise<RecordedLeaf | undefined | "full"> {
    const place = auditPlace({ year, mode: name.mode, pseudonym, event: read.id });
    const outcome = await appendLeaf(this.ports, year, place, record, expected);
    if (outcome.kind === "full") return "full";
    if (outcome.kind === "unknown" && outcome.reason === storeFailedReason) {
      // It says so each time until somebody makes room and starts the server again: people have to be told.
      this.memory.forget(incidentKey(name));
      return "full";
    }
    if (outcome.kind !== "appended") return undefined;
    const { leaf, parts } = record;
    return { year, sequence: outcome.sequence, leaf, parts };
  }

  /** Step 2, "there": the head's copies are in the feeds before anything after it is decided. */
  private async releaseHead(
    name: IncidentName,
    keys: VaultKeys | undefined,
    inForce: RulesInForce,
    folded: Folded,
  ): Promise<Step> {
    const { head } = folded.view;
    if (head === undefined || folded.headEvent === undefined)
      return this.headReleased(name, folded);
    if (!(await recordNotice(this.ports, inForce, head))) return waiting("notice-not-recorded");
    const owed = owedCopies(this.ports, name, inForce, head);
    const missing = await missingCopies(this.ports.log, name.mode, owed);
    const given = await this.giveAgain(name, keys, inForce, folded, missing);
    const buried = given && (await buryStale(this.ports, name, inForce, head));
    return buried ? this.headReleased(name, folded) : waiting("copies-not-released");
  }

  /** A recorded copy is released as it was recorded or not at all: then its room is decided again. */
  private async giveAgain(
    name: IncidentName,
    keys: VaultKeys | undefined,
    inForce: RulesInForce,
    folded: Folded,
    missing: readonly OwedCopy[],
  ): Promise<boolean> {
    const { head } = folded.view;
    const read = folded.headEvent;
    if (missing.length === 0 || head === undefined || read === undefined) return true;
    if (keys === undefined) return this.giveLeftAgain(name, inForce, folded, head, missing);
    const { ports } = this;
    const copies = rebuiltCopies(ports, name, keys, inForce, folded.before, read, head, missing);
    if (copies !== undefined) {
      const isHead = () => this.isHead(name, head);
      const epoch = inForce.epochAt(head.leaf.at);
      return releaseAgain(ports.log, name.mode, copies, epoch, isHead);
    }
    return askRedecision(ports, name, keys, {
      format: "raccordo-internal/1",
      mode: name.mode,
      kind: "redecision",
      cause: head.leaf.event,
      not_handed_out: missing.map(({ delivery }) => delivery),
      epoch: inForce.epochAt(ports.nowIso()),
    });
  }

  /** With the keys destroyed the copies are, too: all but the withdrawals that the ordinary key still makes. */
  private async giveLeftAgain(
    name: IncidentName,
    inForce: RulesInForce,
    folded: Folded,
    head: RecordedLeaf,
    missing: readonly OwedCopy[],
  ): Promise<boolean> {
    const message = await this.firstAfter(name, head.leaf.events_seq - 1);
    const left = message && (await this.left(name, message));
    if (left === "unreachable") return false;
    if (left === undefined || left.read.id !== head.leaf.event) return true;
    const { secrets, log } = this.ports;
    const { slots } = withdrawLeft(inForce, secrets, name, folded.before, left);
    const owed = new Set(
      missing.map(({ delivery, sealedSha256 }) => `${delivery} ${sealedSha256}`),
    );
    const copies = slots.flatMap(({ copy, value }) =>
      copy !== undefined && owed.has(`${copy.delivery} ${value.sealed_sha256}`) ? [copy] : [],
    );
    const isHead = () => this.isHead(name, head);
    return releaseAgain(log, name.mode, copies, inForce.epochAt(head.leaf.at), isHead);
  }

  /** What a message demands of an incident whose sensitive key alone is gone; undefined for everything else. */
  private async left(
    name: IncidentName,
    message: StoredMessage,
  ): Promise<LeftDemand | undefined | "unreachable"> {
    const outcome = await this.ports.vault.get(name.mode, name.incident);
    if (outcome.kind === "unreachable") return "unreachable";
    if (outcome.kind !== "sensitive_shredded" || outcome.ordinary === undefined) return undefined;
    const read = readEvent(message, { ordinary: outcome.ordinary });
    if (leftDemand(read, keysLeft(outcome.ordinary), undefined) === undefined) return undefined;
    const { log, secrets, openYears } = this.ports;
    const of = { mode: name.mode, pseudonym: this.pseudonymOf(name) };
    const leaves = await readLeaves(log, secrets.macs, openYears(), of);
    const owners = leaves.flatMap(({ parts }) => parts.facts.value.owner ?? []);
    return leftDemand(read, keysLeft(outcome.ordinary), owners[0]);
  }

  private async isHead(name: IncidentName, { leaf }: RecordedLeaf): Promise<boolean> {
    const { log, secrets } = this.ports;
    const of = { mode: name.mode, pseudonym: this.pseudonymOf(name) };
    const view = await readChain(log, secrets.macs, this.ports.openYears(), of);
    return view.head?.leaf.event === leaf.event;
  }

  private headReleased(name: IncidentName, folded: Folded): Step {
    this.memory.put(incidentKey(name), { ...folded, released: true });
    return again;
  }

  private async folded(
    name: IncidentName,
    keys: VaultKeys | undefined,
  ): Promise<Folded | undefined> {
    const known = this.memory.get(incidentKey(name));
    if (known !== undefined) return known;
    const folded = await readFolded(this.ports, name, this.pseudonymOf(name), keys);
    if (folded !== undefined) this.memory.put(incidentKey(name), folded);
    return folded;
  }

  private async keysOf(name: IncidentName): Promise<VaultKeys | undefined | "unreachable"> {
    const outcome = await this.ports.vault.get(name.mode, name.incident);
    if (outcome.kind === "ok") return outcome.keys;
    // Keys are made before an event is stored: without them the vault is not whole, and a decision now would
    // lose the event for good. Only a shredded incident is decided without keys.
    const isOver = outcome.kind === "shredded" || outcome.kind === "sensitive_shredded";
    return isOver ? undefined : "unreachable";
  }

  private pseudonymOf(name: IncidentName): string {
    return incidentPseudonym(this.ports.secrets.logPseudonym, name.mode, name.incident);
  }
}

/** Waits for `promise` when it is asked to; a failure in between is told then, and not before. */
function settledLater(promise: Promise<void>): () => Promise<void> {
  promise.catch(() => undefined);
  return () => promise;
}

/** Under which an incident is remembered. */
export const incidentKey = ({ mode, incident }: IncidentName): string => `${mode} ${incident}`;
