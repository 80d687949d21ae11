import type { IncidentLeaf, KeyShreddedLeaf, LegalHoldLeaf, NoticeLeaf } from "#libs/seal/leaf";
import type { ReceiptEntry, SlotOpening } from "#libs/seal/parts";
import {
  type DueTimes,
  dueTimes,
  type IncidentLife,
  type KeyPart,
  keptByCopiesMs,
  keyParts,
  type LifeFacts,
  lifeAfter,
} from "./retention.ts";
import type { TermsMs } from "./retentionSchema.ts";
import { type HoldPlace, type PlacedHold, reasonOf, StandingHolds } from "./standingHolds.ts";
import { UnfetchedCopies } from "./unfetchedCopies.ts";

/**
 * Data that are still there so much after their term are overdue, for the report, the alarm and the console alike: the
 * sweep is seconds, the log's clock minutes.
 */
export const overdueMs = 3_600_000;

/**
 * Where the destruction of keys stands. `held`: due, and a legal hold forbids it; `waiting`: due, and a copy that its
 * room may still fetch is opened by them, as the alarm has it.
 */
export const retentionStates = ["not_due", "due", "overdue", "waiting", "held", "done"] as const;
export type RetentionState = (typeof retentionStates)[number];

/** What ends by a term of its own: the keys, and what goes with the sensitive one sooner than the rest. */
export const retentionSubjects = [...keyParts, "operator_risk", "plate_alert"] as const;
export type RetentionSubject = (typeof retentionSubjects)[number];

/** One destruction of one incident, as the log and the signed terms have it. Times are RFC 3339 UTC. */
export interface RetentionRow {
  readonly mode: "actual" | "exercise";
  /** Pseudonym of the incident in the log. */
  readonly incident: string;
  readonly part: RetentionSubject;
  readonly state: RetentionState;
  readonly due: string;
  readonly done: string | undefined;
  readonly cause: KeyShreddedLeaf["cause"] | undefined;
  /** Why it is kept; where several titolari hold it, the reason of the first. */
  readonly hold: LegalHoldLeaf["reason"] | undefined;
  /** From then on no backup of the vault holds the key either; undefined while it is there, and where nobody said. */
  readonly backups_gone_after: string | undefined;
}

interface Account {
  readonly mode: RetentionRow["mode"];
  readonly incident: string;
  life: IncidentLife | undefined;
  readonly done: Map<KeyPart, KeyShreddedLeaf>;
  /** The latest moment that a destruction named, of a restored store too. */
  backupsGoneAfter: string | undefined;
}

/** What one decision said, as the parts behind its leaf have it. */
export interface DecidedParts {
  /** Paths of the fields that its event stated. */
  readonly stated?: readonly string[];
  readonly slots?: readonly SlotOpening[];
}

/** What a leaf says was destroyed; one of before there were parts means both, and both say that of the sensitive one. */
export function partsOf({ part }: Pick<KeyShreddedLeaf, "part">): readonly KeyPart[] {
  return part === "sensitive" ? [part] : keyParts;
}

/** What was due and what was done, gathered from the leaves of a log in their order. */
export class RetentionAccounts {
  readonly #accounts = new Map<string, Account>();
  readonly #copies = new UnfetchedCopies();
  readonly #holds = new StandingHolds();

  decided(leaf: IncidentLeaf, facts: LifeFacts, { stated, slots = [] }: DecidedParts = {}): void {
    const account = this.#of(leaf.mode, leaf.incident);
    account.life = lifeAfter(account.life, leaf, facts, stated);
    this.#copies.decided(keyOf(leaf.mode, leaf.incident), leaf.mode, Date.parse(leaf.at), slots);
  }

  /** What rooms reported of the copies that they were given. */
  received(entries: readonly Pick<ReceiptEntry, "delivery" | "up_to">[]): void {
    this.#copies.received(entries);
  }

  noticed(leaf: NoticeLeaf): void {
    this.#copies.noticed(leaf);
  }

  shredded(leaf: KeyShreddedLeaf): void {
    const account = this.#of(leaf.of, leaf.incident);
    for (const part of partsOf(leaf)) if (!account.done.has(part)) account.done.set(part, leaf);
    const { backups_gone_after: gone } = leaf;
    if (gone !== undefined && gone > (account.backupsGoneAfter ?? "")) {
      account.backupsGoneAfter = gone;
    }
    this.#copies.forget(keyOf(leaf.of, leaf.incident));
  }

  held(leaf: LegalHoldLeaf, place: HoldPlace): void {
    this.#holds.said(leaf, place);
  }

  /** The holds that stand, of every titolare, oldest first; on one incident where it is named. */
  holds(nowMs: number, about?: Pick<LegalHoldLeaf, "of" | "incident">): readonly PlacedHold[] {
    return this.#holds.standing(nowMs, about);
  }

  /**
   * A row for each thing that ends, of each incident of which something is known and that is meant; `lateMs` after its
   * term what is left is overdue.
   */
  rows(
    terms: TermsMs,
    nowMs: number,
    lateMs: number,
    isMeant: MeantIncident = allIncidents,
  ): readonly RetentionRow[] {
    return [...this.#accounts.values()].filter(isMeant).flatMap((account) => {
      const moment = this.#momentOf(account, { terms, nowMs, lateMs });
      return endsOf(account, terms, moment).map((end) => rowOf(account, moment, end));
    });
  }

  /**
   * Where each thing that ends stands, incident by incident, and nothing for those that are not meant: who counts
   * hundreds of thousands can pause between them, and no row is made.
   */
  *states(
    terms: TermsMs,
    nowMs: number,
    lateMs: number,
    isMeant: MeantIncident = allIncidents,
  ): Generator<readonly RetentionState[]> {
    for (const account of this.#accounts.values()) {
      if (!isMeant(account)) yield [];
      else {
        const moment = this.#momentOf(account, { terms, nowMs, lateMs });
        yield endsOf(account, terms, moment).map(({ state }) => state);
      }
    }
  }

  #momentOf({ mode, incident }: Account, { terms, nowMs, lateMs }: Asked): Moment {
    const youngestMs = this.#copies.youngestMs(keyOf(mode, incident));
    const copiesMs = youngestMs === undefined ? undefined : youngestMs + terms.undelivered;
    const [hold] = this.#holds.standing(nowMs, { of: mode, incident });
    return { nowMs, lateMs, copiesMs, reason: hold && reasonOf(hold) };
  }

  #of(mode: RetentionRow["mode"], incident: string): Account {
    const key = keyOf(mode, incident);
    const known = this.#accounts.get(key);
    if (known !== undefined) return known;
    const fresh: Account = {
      ...{ mode, incident, life: undefined, done: new Map<KeyPart, KeyShreddedLeaf>() },
      backupsGoneAfter: undefined,
    };
    this.#accounts.set(key, fresh);
    return fresh;
  }
}

const keyOf = (mode: string, incident: string): string => `${mode} ${incident}`;

/** Of which incidents is told. */
export type MeantIncident = (incident: Pick<RetentionRow, "mode" | "incident">) => boolean;

const allIncidents: MeantIncident = () => true;

interface Asked {
  readonly terms: TermsMs;
  readonly nowMs: number;
  readonly lateMs: number;
}

interface Moment {
  readonly nowMs: number;
  readonly lateMs: number;
  /** When the youngest copy that waits for its room has waited for its term. */
  readonly copiesMs: number | undefined;
  /** Why it is held, where it is. */
  readonly reason: LegalHoldLeaf["reason"] | undefined;
}

/** Something of an incident that ends, and where that stands. */
interface End {
  readonly part: RetentionSubject;
  readonly dueMs: number;
  readonly state: RetentionState;
  readonly destroyed: KeyShreddedLeaf | undefined;
}

function endsOf({ life, done }: Account, terms: TermsMs, moment: Moment): readonly End[] {
  if (life === undefined) return [];
  const times = dueTimes(life, terms);
  const keptMs = keptByCopiesMs(times, new Set(done.keys()), moment.copiesMs);
  const ends: End[] = [];
  for (const part of retentionSubjects) {
    const dueMs = dueOf(times, part);
    if (dueMs === undefined) continue;
    const destroyed = done.get(part === "both" ? part : "sensitive");
    const open = stateOf(dueMs, keptMs, moment);
    const waiting = open !== "not_due" && moment.reason !== undefined ? "held" : open;
    ends.push({ part, dueMs, destroyed, state: destroyed === undefined ? waiting : "done" });
  }
  return ends;
}

function rowOf(account: Account, { reason }: Moment, end: End): RetentionRow {
  const { mode, incident, backupsGoneAfter } = account;
  const { part, dueMs, destroyed, state } = end;
  const gone = destroyed === undefined ? undefined : backupsGoneAfter;
  const row = { mode, incident, part, due: new Date(dueMs).toISOString(), hold: reason };
  const ended = { done: destroyed?.at, cause: destroyed?.cause, backups_gone_after: gone };
  return { ...row, ...ended, state };
}

function dueOf(times: DueTimes, part: RetentionSubject): number | undefined {
  switch (part) {
    case "sensitive":
      return times.sensitiveMs;
    case "both":
      return times.ordinaryMs;
    case "operator_risk":
      return times.riskMs;
    case "plate_alert":
      return times.plateMs;
  }
}

function stateOf(
  dueMs: number,
  keptMs: number,
  { nowMs, lateMs }: Moment,
): "not_due" | "due" | "overdue" | "waiting" {
  if (dueMs > nowMs) return "not_due";
  if (keptMs > nowMs) return "waiting";
  return Math.max(dueMs, keptMs) + lateMs > nowMs ? "due" : "overdue";
}
