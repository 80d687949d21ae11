import type { IncidentLeaf } from "#libs/seal/leaf";
import type { Facts } from "#libs/seal/parts";
import type { TermsMs } from "./retentionSchema.ts";

/** What is destroyed of an incident's two keys: the sensitive one (L3) alone goes first, both end everything. */
export const keyParts = ["sensitive", "both"] as const;
export type KeyPart = (typeof keyParts)[number];

/** What the log alone says of an incident's life. Times are store times of EVENTS, milliseconds. */
export interface IncidentLife {
  readonly openedMs: number;
  /** The first closing; a later message does not move the terms. */
  readonly closedMs: number | undefined;
  readonly isClosedByAge: boolean;
}

/** Words of a recorded decision that say whether its incident goes on. */
export type LifeFacts = Pick<Facts, "event_kind" | "sender" | "owner">;

const closing: readonly string[] = ["close", "cancel"];

/**
 * The life after one more decision of the incident's chain. What opens it is its first decision; what closes it is its
 * owner's closing or cancelling, or the event by which policy closes what grew too old. A stated status is no closing:
 * the log does not know it.
 */
export function lifeAfter(
  life: IncidentLife | undefined,
  { kind, at }: Pick<IncidentLeaf, "kind" | "at">,
  facts: LifeFacts,
): IncidentLife {
  const atMs = Date.parse(at);
  const known = life ?? { openedMs: atMs, closedMs: undefined, isClosedByAge: false };
  const isOwners = facts.owner === undefined || facts.owner === facts.sender;
  const isByAge = kind === "close_by_age";
  const isClosing = isByAge || (isOwners && closing.includes(facts.event_kind));
  const closedMs = known.closedMs ?? (isClosing ? atMs : undefined);
  return { ...known, closedMs, isClosedByAge: known.isClosedByAge || isByAge };
}

/** When what is due; milliseconds. */
export interface DueTimes {
  /** Undefined where the incident is closed. */
  readonly closeByAgeMs: number | undefined;
  readonly sensitiveMs: number;
  readonly ordinaryMs: number;
}

/**
 * The moments at which an incident's data are due. They count from its closing, and at the latest from the moment at
 * which it was to be closed by age: whatever happens to that event, nothing is kept longer. L3 goes with the rest where
 * it was not due before.
 */
export function dueTimes(life: IncidentLife, terms: TermsMs): DueTimes {
  const tooOldMs = life.openedMs + terms.open_incident;
  const endMs = Math.min(life.closedMs ?? tooOldMs, tooOldMs);
  const ordinaryMs = endMs + terms.ordinary;
  return {
    closeByAgeMs: life.closedMs === undefined ? tooOldMs : undefined,
    sensitiveMs: Math.min(endMs + terms.sensitive, ordinaryMs),
    ordinaryMs,
  };
}

/** What is to be done now about an incident, in this order. */
export type RetentionStep = "close-by-age" | KeyPart;

/** What was done about it already, and what stands in the way. */
export interface RetentionState {
  readonly destroyed: ReadonlySet<KeyPart>;
  /** A legal hold stands: nothing is destroyed. Closing by age only ends what rooms may still add. */
  readonly isHeld: boolean;
}

/** The steps that are due at `nowMs`, a store time. Pure: the same answer whoever asks, and never less at a later time. */
export function stepsDue(
  life: IncidentLife,
  terms: TermsMs,
  { destroyed, isHeld }: RetentionState,
  nowMs: number,
): readonly RetentionStep[] {
  const { closeByAgeMs, sensitiveMs, ordinaryMs } = dueTimes(life, terms);
  const isTooOld = closeByAgeMs !== undefined && closeByAgeMs <= nowMs && destroyed.size === 0;
  const age: readonly RetentionStep[] = isTooOld ? ["close-by-age"] : [];
  const at: Readonly<Record<KeyPart, number>> = { sensitive: sensitiveMs, both: ordinaryMs };
  const parts = keyParts.filter((part) => !isHeld && at[part] <= nowMs && !destroyed.has(part));
  return [...age, ...parts];
}

/** The earliest moment at which anything is due that is not due at `nowMs`; undefined when nothing is left to do. */
export function nextDueMs(
  life: IncidentLife,
  terms: TermsMs,
  { destroyed, isHeld }: RetentionState,
): number | undefined {
  const { closeByAgeMs, sensitiveMs, ordinaryMs } = dueTimes(life, terms);
  const due = [
    ...(destroyed.size === 0 && closeByAgeMs !== undefined ? [closeByAgeMs] : []),
    ...(isHeld || destroyed.has("sensitive") ? [] : [sensitiveMs]),
    ...(isHeld || destroyed.has("both") ? [] : [ordinaryMs]),
  ];
  return due.length === 0 ? undefined : Math.min(...due);
}
