import type { LeafPath } from "#libs/incident/catalogue";
import type { IncidentState } from "#libs/incident/state";
import type { Basis, ReleasedView } from "#libs/incident/view";

/** A room as the signed configuration names it. */
export interface Room {
  readonly id: string;
  /** Number of its slot in every leaf; never reused. */
  readonly slot: number;
  readonly kind: RoomKind;
  readonly titolare: string;
  /** ISTAT codes of the comuni it is competent for; empty: no territorial limit is known. */
  readonly municipalities: readonly string[];
}

export type RoomKind =
  | "polizia_locale"
  | "questura"
  | "carabinieri"
  | "guardia_di_finanza"
  | "cur_112";

/** First failing gate, in this order, or why nothing is sent although a rule matched. */
export type ReasonCode =
  | "RELEASED"
  | "NOTHING_NEW"
  | "OWN_EVENT"
  | "UNMAPPED"
  | "STATUTORY"
  | "FORBIDDEN"
  | "REVOKED"
  | "NO_AGREEMENT"
  | "NOT_IN_FORCE"
  | "NO_COMPETENCE"
  | "OUT_OF_TERRITORY"
  | "CATEGORY"
  | "PURPOSE"
  | "REGIME"
  | "MODE"
  | "NOT_NAMED"
  | "EMPTY_PROJECTION"
  | "TOO_LARGE"
  | "POLICY_ERROR";

export type Outcome = "released" | "withheld" | "nothing_new" | "not_addressed";

/** One field of one component that a decision adds to, replaces in or withdraws from a room. */
export interface Entry {
  readonly ref: string;
  /** A leaf of the catalogue, or one of `headerFacts` under the incident component's reference. */
  readonly path: LeafPath;
  readonly op: "add" | "replace" | "withdraw";
  /** 128-bit keyed digest of the released value, hex; empty for a withdrawal. */
  readonly mac: string;
}

/** Leaves of the incident component that stand in the head of a copy. */
export const headerLeaves = [
  "incident.category",
  "incident.status",
  "incident.completeness",
  "incident.reliability",
] as const satisfies readonly LeafPath[];

/** Facts in the head of a copy that are no leaves: a change of them alone is visible, and makes a copy. */
export const headerFacts = [
  "incident.charge",
  "incident.basis",
  "incident.handling",
] as const satisfies readonly LeafPath[];

const headerPaths: ReadonlySet<string> = new Set([...headerLeaves, ...headerFacts]);

/** True for what a copy shows in its head, outside its components. */
export function isHeaderPath(path: string): boolean {
  return headerPaths.has(path);
}

/** Decision on one event for one room. */
export interface RoomDecision {
  readonly room: string;
  readonly slot: number;
  readonly outcome: Outcome;
  /** `released` with a reason other than RELEASED: the room lost every right, the copy only withdraws. */
  readonly reason: ReasonCode;
  /** Hash of the field plan applied to the owner's data, else to the first other author's; absent without a rule. */
  readonly plan?: string;
  readonly basis: readonly Basis[];
  readonly handling: readonly string[];
  readonly entries: readonly Entry[];
  readonly view?: ReleasedView;
}

/** What a room holds of an incident, folded from its parts along the chain. */
export interface Holdings {
  /** `<ref> <path>` → keyed digest of the value released last. */
  readonly values: ReadonlyMap<string, string>;
  /** ref → number of copies that carried the component. */
  readonly revisions: ReadonlyMap<string, number>;
}

/** For what a pseudonym is made: it links within one purpose and one epoch of one receiver, and nowhere else. */
export interface PseudonymUse {
  readonly purpose: string;
  /** Quarter of the year in which the incident was first stored, e.g. `2026Q4`: it never changes in an incident. */
  readonly epoch: string;
}

/** Keyed derivations of one incident; closures over its keys, so that the core stays pure. */
export interface IncidentSecrets {
  componentRef(author: string, kind: string, id: string): string;
  componentAlias(room: string, author: string, kind: string, id: string): string;
  /** Keyed digest of a value in its canonical JSON. */
  valueMac(room: string, ref: string, path: string, value: string): string;
  incidentAlias(room: string): string;
  /**
   * What `room` reads under a leaf that is made for it alone: a pseudonym of a value within `use`, or its
   * own alias of the incident that `author` knows by the alias in `value`. Undefined where there is none.
   */
  pseudonym(
    room: string,
    path: LeafPath,
    author: string,
    value: string,
    use: PseudonymUse,
  ): string | undefined;
  deliveryId(room: string): string;
}

/** Everything a decision depends on. No clock: `storedAt` is the event's store time in EVENTS. */
export interface DecisionInput {
  /** State up to and including the event. */
  readonly state: IncidentState;
  readonly author: string;
  readonly storedAt: string;
  readonly rooms: readonly Room[];
  readonly holdings: (room: string) => Holdings;
  readonly secrets: IncidentSecrets;
}
