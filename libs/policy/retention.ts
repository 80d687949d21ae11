import { leafAt } from "#libs/incident/catalogue";
import { alertCategory } from "#libs/incident/groups";
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
  /** True once a message stated a risk for operators: it has a term of its own from the closing on. */
  readonly hasRisk: boolean;
  /** Of an alert about a vehicle: when its plate was stated last. */
  readonly alertMs: number | undefined;
}

/** Words of a recorded decision that say whether its incident goes on. */
export type LifeFacts = Pick<Facts, "event_kind" | "sender" | "owner"> &
  Partial<Pick<Facts, "category" | "fields">>;

const closing: readonly string[] = ["close", "cancel"];

/**
 * The life after one more decision of the incident's chain. What opens it is its first decision; what closes it is its
 * owner's closing or cancelling, or the event by which policy closes what grew too old. A stated status is no closing:
 * the log does not know it. `stated`: paths of the fields that the event itself states, as they are committed to.
 */
export function lifeAfter(
  life: IncidentLife | undefined,
  { kind, at }: Pick<IncidentLeaf, "kind" | "at">,
  facts: LifeFacts,
  stated: readonly string[] = [],
): IncidentLife {
  const atMs = Date.parse(at);
  const known = life ?? newLife(atMs);
  const isOwners = facts.owner === undefined || facts.owner === facts.sender;
  const isByAge = kind === "close_by_age";
  const isClosing = isByAge || (isOwners && closing.includes(facts.event_kind));
  const closedMs = known.closedMs ?? (isClosing ? atMs : undefined);
  return {
    ...{ openedMs: known.openedMs, closedMs, isClosedByAge: known.isClosedByAge || isByAge },
    hasRisk: known.hasRisk || stated.some((path) => leafAt(path)?.dataClass === "risk"),
    alertMs: alertAfter(known, atMs, facts, stated),
  };
}

const newLife = (openedMs: number): IncidentLife => ({
  ...{ openedMs, closedMs: undefined, isClosedByAge: false, hasRisk: false, alertMs: undefined },
});

const isPlate = (path: string): boolean => leafAt(path)?.dataClass === "vehicle_identity";

/** An alert is renewed by each message that states a plate, and is none any more under another category. */
function alertAfter(
  { alertMs }: IncidentLife,
  atMs: number,
  { category, fields = [] }: LifeFacts,
  stated: readonly string[],
): number | undefined {
  if (category !== alertCategory) return category === undefined ? alertMs : undefined;
  if (stated.some(isPlate)) return atMs;
  // It became an alert by its category alone, with what was known of the vehicle.
  const isKnown = fields.some(({ paths }) => paths.some(isPlate));
  return alertMs ?? (isKnown ? atMs : undefined);
}

/** When what is due; milliseconds. */
export interface DueTimes {
  /** Undefined where the incident is closed. */
  readonly closeByAgeMs: number | undefined;
  readonly sensitiveMs: number;
  readonly ordinaryMs: number;
  /** From here on no copy that waits for its room keeps the sensitive key: what it holds has a shorter term. */
  readonly strictMs: number;
  /** Risks for operators; undefined where none was stated. */
  readonly riskMs: number | undefined;
  /** The plate of an alert; undefined where it is none. */
  readonly plateMs: number | undefined;
}

/**
 * The moments at which an incident's data are due. They count from its closing, and at the latest from the moment at
 * which it was to be closed by age: whatever happens to that event, nothing is kept longer. L3 goes with the rest where
 * it was not due before. Risks for operators and the plate of an alert are sealed under the sensitive key, and the
 * shortest term is that key's: an alert that nobody renews is over, and closed.
 */
export function dueTimes(life: IncidentLife, terms: TermsMs): DueTimes {
  const plateMs = life.alertMs === undefined ? undefined : life.alertMs + terms.plate_alert;
  const tooOldMs = Math.min(life.openedMs + terms.open_incident, plateMs ?? never);
  const endMs = Math.min(life.closedMs ?? tooOldMs, tooOldMs);
  const ordinaryMs = endMs + terms.ordinary;
  const riskMs = life.hasRisk ? endMs + terms.operator_risk : undefined;
  const strictMs = Math.min(riskMs ?? never, plateMs ?? never);
  return {
    closeByAgeMs: life.closedMs === undefined ? tooOldMs : undefined,
    sensitiveMs: Math.min(endMs + terms.sensitive, ordinaryMs, strictMs),
    ...{ ordinaryMs, strictMs, riskMs, plateMs },
  };
}

const never = Number.POSITIVE_INFINITY;

/**
 * Until when copies that wait for their rooms keep the keys that open them. `copiesMs`: when the youngest of them has
 * waited for its term; undefined where none waits. Once the sensitive key is gone no copy can be opened any more.
 */
export function keptByCopiesMs(
  { strictMs }: DueTimes,
  destroyed: ReadonlySet<KeyPart>,
  copiesMs: number | undefined,
): number {
  return copiesMs === undefined || destroyed.size > 0 ? 0 : Math.min(copiesMs, strictMs);
}

/** What is to be done now about an incident, in this order. */
export type RetentionStep = "close-by-age" | KeyPart;

/** What was done about it already, and what stands in the way. */
export interface RetentionState {
  readonly destroyed: ReadonlySet<KeyPart>;
  /** A legal hold stands: nothing is destroyed. Closing by age only ends what rooms may still add. */
  readonly isHeld: boolean;
  /** When the youngest copy that waits for its room has waited for its term; absent: none is known to wait. */
  readonly copiesMs?: number | undefined;
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
  state: RetentionState,
): number | undefined {
  const { closeByAgeMs } = dueTimes(life, terms);
  const dataMs = dataDueMs(life, terms, state);
  if (state.destroyed.size > 0 || closeByAgeMs === undefined) return dataMs;
  return Math.min(closeByAgeMs, dataMs ?? never);
}

/** The earliest moment at which a key is due that is still there; undefined when none is left, or all are held. */
export function dataDueMs(
  life: IncidentLife,
  terms: TermsMs,
  { destroyed, isHeld, copiesMs }: RetentionState,
): number | undefined {
  const times = dueTimes(life, terms);
  const { sensitiveMs, ordinaryMs } = times;
  const keptMs = keptByCopiesMs(times, destroyed, copiesMs);
  const due = [
    ...(isHeld || destroyed.has("sensitive") ? [] : [Math.max(sensitiveMs, keptMs)]),
    ...(isHeld || destroyed.has("both") ? [] : [Math.max(ordinaryMs, keptMs)]),
  ];
  return due.length === 0 ? undefined : Math.min(...due);
}
