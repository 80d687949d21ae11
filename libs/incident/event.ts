import type { ComponentKind, EnumValue, LeafPath } from "./catalogue.ts";

export type Mode = EnumValue<"Mode">;
export type EventKind = EnumValue<"EventKind">;
export type Category = EnumValue<"Category">;
export type Purpose = EnumValue<"Purpose">;
export type Regime = EnumValue<"Regime">;
export type Status = EnumValue<"Status">;
export type PersonRole = EnumValue<"PersonRole">;
export type Emergency = EnumValue<"Emergency">;
export type DatumBasis = EnumValue<"Basis">;
export type DatumSource = EnumValue<"Source">;

/** WGS84 degrees times 10^7: integers, so that every language prints the same bytes. */
export type Point = {
  readonly lat_e7: number;
  readonly lon_e7: number;
};

/** Value of one leaf in canonical form: no null, no float. */
export type LeafValue = string | number | boolean | Point | readonly string[] | readonly Point[];

/** Leaves of one component by name; a leaf that is not there has no value. */
export type Fields = Readonly<Record<string, LeafValue>>;

/** A named component is its full new value: a leaf absent from it is removed. */
export interface Component {
  readonly kind: ComponentKind;
  readonly id: string;
  readonly fields: Fields;
}

export interface ComponentName {
  readonly kind: ComponentKind;
  readonly id: string;
}

/** What an adapter did to a message on its way in: a code, and a pointer made of names of our schema. */
export interface ConversionNote {
  readonly code: string;
  readonly pointer: string;
}

/** How the message names its incident: the room's own id, or the alias that the room was given. */
export type IncidentName = { readonly id: string } | { readonly alias: string };

/**
 * One accepted native message in canonical form: a header, the components it sets and those it removes.
 * Times are RFC 3339 UTC with milliseconds.
 */
export interface IncidentEvent {
  readonly message_id: string;
  readonly sent: string;
  readonly observed?: string;
  readonly mode: Mode;
  readonly kind: EventKind;
  readonly incident: IncidentName;
  readonly category?: Category;
  readonly territory: readonly string[];
  readonly purpose?: Purpose;
  readonly regime?: Regime;
  readonly operator_ref?: string;
  readonly format: string;
  readonly sender?: string;
  /** Rooms that the sender names as the competent ones; a rule may ask that the receiver is among them. */
  readonly addressees?: readonly string[];
  /** The sending room's alias of another room's incident that it holds to be the same. */
  readonly same_as?: string;
  /** Of a message of kind `break_glass`: why its room declares that life is at risk. */
  readonly emergency?: Emergency;
  readonly notes: readonly ConversionNote[];
  readonly upsert: readonly Component[];
  readonly remove: readonly ComponentName[];
}

/** Events of the core itself (`_core`): whatever policy decides is triggered by a message in EVENTS. */
export type InternalKind = "redecision" | "recall" | "rectification" | "expiry" | "close_by_age";

/**
 * A titolare takes back a datum that one of its rooms gave (D.Lgs. 51/2018 art. 4(3), DPR 15/2018 art. 15): which leaf
 * of which component, why, and until when whoever got it must confirm.
 */
export interface Demand {
  /** Room that wrote the component. */
  readonly author: string;
  readonly component: ComponentName;
  /** Reference under which the log knows the component. */
  readonly ref: string;
  readonly path: LeafPath;
  /** Room in whose name it is demanded: of the author's titolare. */
  readonly room: string;
  /** Code. */
  readonly reason: string;
  /** RFC 3339 UTC. */
  readonly until: string;
  /** The order that a person of the titolare signed: SHA-256 of its bytes, role and key. */
  readonly signed?: { readonly order: string; readonly role: string; readonly key: string };
}

export interface InternalEvent {
  readonly format: "raccordo-internal/1";
  readonly mode: Mode;
  readonly kind: InternalKind;
  /** What made it necessary: the event or the rule set, by id. */
  readonly cause: string;
  /** Room whose waiting copies are concerned; absent when all are. */
  readonly room?: string;
  /** Deliveries that were not and will not be handed out. */
  readonly not_handed_out: readonly string[];
  /** Hash of the rule set in force when it was made. */
  readonly epoch: string;
  /** Of a recall and of a rectification, and of nothing else. */
  readonly demand?: Demand;
}

export type StoredEvent = IncidentEvent | InternalEvent;

/** Author of internal events in subjects and states. Not a room: rooms cannot begin with `_`. */
export const coreAuthor = "_core";

/** Kinds by which a room that does not own the incident may answer (clarification 15). */
export const answerKinds: readonly EventKind[] = [
  "charge_taken",
  "charge_ended",
  "refused",
  "break_glass",
];

export function isInternal(event: StoredEvent): event is InternalEvent {
  return event.format === "raccordo-internal/1";
}
