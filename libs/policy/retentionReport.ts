import type { IncidentLeaf, KeyShreddedLeaf, LegalHoldLeaf } from "#libs/seal/leaf";
import {
  dueTimes,
  type IncidentLife,
  type KeyPart,
  keyParts,
  type LifeFacts,
  lifeAfter,
} from "./retention.ts";
import type { TermsMs } from "./retentionSchema.ts";

/** Where the destruction of keys stands. `held`: due, and a legal hold forbids it. */
export const retentionStates = ["not_due", "due", "overdue", "held", "done"] as const;
export type RetentionState = (typeof retentionStates)[number];

/** One destruction of one incident, as the log and the signed terms have it. Times are RFC 3339 UTC. */
export interface RetentionRow {
  readonly mode: "actual" | "exercise";
  /** Pseudonym of the incident in the log. */
  readonly incident: string;
  readonly part: KeyPart;
  readonly state: RetentionState;
  readonly due: string;
  readonly done: string | undefined;
  readonly cause: KeyShreddedLeaf["cause"] | undefined;
  readonly hold: LegalHoldLeaf["reason"] | undefined;
}

interface Account {
  readonly mode: RetentionRow["mode"];
  readonly incident: string;
  life: IncidentLife | undefined;
  readonly done: Map<KeyPart, KeyShreddedLeaf>;
  hold: LegalHoldLeaf | undefined;
}

/** What a leaf says was destroyed; one of before there were parts means both, and both say that of the sensitive one. */
export function partsOf({ part }: Pick<KeyShreddedLeaf, "part">): readonly KeyPart[] {
  return part === "sensitive" ? [part] : keyParts;
}

/** What was due and what was done, gathered from the leaves of a log in their order. */
export class RetentionAccounts {
  readonly #accounts = new Map<string, Account>();

  decided(leaf: IncidentLeaf, facts: LifeFacts): void {
    const account = this.#of(leaf.mode, leaf.incident);
    account.life = lifeAfter(account.life, leaf, facts);
  }

  shredded(leaf: KeyShreddedLeaf): void {
    const { done } = this.#of(leaf.of, leaf.incident);
    for (const part of partsOf(leaf)) if (!done.has(part)) done.set(part, leaf);
  }

  held(leaf: LegalHoldLeaf): void {
    this.#of(leaf.of, leaf.incident).hold = leaf;
  }

  /** Two rows for each incident of which something is known; `lateMs` after its term what is left is overdue. */
  rows(terms: TermsMs, nowMs: number, lateMs: number): readonly RetentionRow[] {
    return [...this.#accounts.values()].flatMap((account) => rowsOf(account, terms, nowMs, lateMs));
  }

  #of(mode: RetentionRow["mode"], incident: string): Account {
    const key = `${mode} ${incident}`;
    const known = this.#accounts.get(key);
    if (known !== undefined) return known;
    const fresh = { mode, incident, life: undefined, done: new Map(), hold: undefined };
    this.#accounts.set(key, fresh);
    return fresh;
  }
}

function rowsOf(
  { mode, incident, life, done, hold }: Account,
  terms: TermsMs,
  nowMs: number,
  lateMs: number,
): readonly RetentionRow[] {
  if (life === undefined) return [];
  const { sensitiveMs, ordinaryMs } = dueTimes(life, terms);
  const reason = hold?.state === "placed" ? hold.reason : undefined;
  return keyParts.map((part): RetentionRow => {
    const dueMs = part === "sensitive" ? sensitiveMs : ordinaryMs;
    const destroyed = done.get(part);
    const open = dueMs > nowMs ? "not_due" : dueMs + lateMs > nowMs ? "due" : "overdue";
    const waiting = open !== "not_due" && reason !== undefined ? "held" : open;
    return {
      ...{ mode, incident, part, due: new Date(dueMs).toISOString(), hold: reason },
      ...{ done: destroyed?.at, cause: destroyed?.cause },
      state: destroyed === undefined ? waiting : "done",
    };
  });
}
