import type { ComponentKind } from "./catalogue.ts";
import type {
  Category,
  ComponentName,
  Emergency,
  EventKind,
  Fields,
  IncidentEvent,
  InternalEvent,
  Mode,
  Purpose,
  Regime,
  Status,
  StoredEvent,
} from "./event.ts";
import { answerKinds, isInternal } from "./event.ts";
import { afterStatements, demanded, type RecalledLeaves } from "./recalled.ts";

/**
 * A component in the state, by the room that wrote it. A removed one stays as a tombstone without
 * fields: what a room still holds of it must be withdrawn by name.
 */
export interface StateComponent {
  readonly author: string;
  readonly kind: ComponentKind;
  readonly id: string;
  readonly fields: Fields;
}

/** One incident as all its events up to some point tell it. Immutable: `fold` makes a new one. */
export interface IncidentState {
  /** Room that first sent the incident. */
  readonly owner: string;
  readonly mode: Mode;
  /** The owner's own id of the incident: returned to the owner, and to nobody else. */
  readonly externalId: string;
  readonly category: Category;
  readonly territory: readonly string[];
  readonly purpose: Purpose | undefined;
  readonly regime: Regime | undefined;
  readonly status: Status;
  /** Rooms that the owner named last; empty when it never named any. */
  readonly addressees: readonly string[];
  /** The owner's alias of the incident that it holds to be the same. */
  readonly sameAs: string | undefined;
  /** Facts of the last owner's event: age bands are computed at this time, never at a clock's. */
  readonly observed: string;
  readonly components: ReadonlyMap<string, StateComponent>;
  /** Rooms that declared an emergency while they had the incident in charge, with the time of storage. */
  readonly emergencies: ReadonlyMap<string, DeclaredEmergency>;
  /** Store time of the first event: epochs of pseudonyms are taken at it, so that they never change in an incident. */
  readonly openedAt: string;
  /** Data that their author's titolare took back; absent where there are none. */
  readonly recalled?: RecalledLeaves;
  readonly events: number;
}

export interface DeclaredEmergency {
  readonly reason: Emergency;
  /** Store time of the declaration, RFC 3339 UTC. */
  readonly at: string;
}

/** An event in its place: who wrote it, and the store time that EVENTS gave it. */
export interface PlacedEvent {
  readonly author: string;
  readonly storedAt: string;
  readonly event: StoredEvent;
}

/** Key of a component in the state. NUL cannot occur in a room, a kind or an id. */
export function componentKey(author: string, name: ComponentName): string {
  return `${author}\u0000${name.kind}\u0000${name.id}`;
}

/**
 * The state after one more event. Works with the sensitive leaves absent: they are then simply not there.
 * An event that its author had no right to send changes nothing but the count.
 */
export function fold(
  state: IncidentState | undefined,
  placed: PlacedEvent,
): IncidentState | undefined {
  const { event, author } = placed;
  if (isInternal(event)) return state && afterInternal(state, event);
  if (state === undefined)
    return answerKinds.includes(event.kind) ? undefined : opening(event, placed);
  if (answerKinds.includes(event.kind)) return answered(state, event, placed);
  if (author !== state.owner) return { ...state, events: state.events + 1 };
  return amended(state, event, placed);
}

/** State of a whole history. */
export function foldAll(history: readonly PlacedEvent[]): IncidentState | undefined {
  return history.reduce<IncidentState | undefined>(fold, undefined);
}

/** Rooms that have the incident in charge. */
export function inCharge(state: IncidentState): readonly string[] {
  const taken = [...state.components.values()].filter(
    (component) => component.kind === "charge" && component.fields["state"] === "taken",
  );
  return taken.map((component) => component.author).sort((a, b) => (a < b ? -1 : 1));
}

/** What policy itself decides changes nothing in an incident but what was taken back, and that it is over by age. */
function afterInternal(state: IncidentState, event: InternalEvent): IncidentState {
  const counted = { ...state, events: state.events + 1 };
  if (event.kind === "close_by_age") {
    const status = state.status === "cancelled" ? state.status : "closed";
    return { ...counted, status, emergencies: new Map() };
  }
  const recalled = demanded(state, event);
  return recalled === undefined ? counted : { ...counted, recalled };
}

function opening(event: IncidentEvent, placed: PlacedEvent): IncidentState {
  const empty: IncidentState = {
    owner: placed.author,
    mode: event.mode,
    externalId: "id" in event.incident ? event.incident.id : "",
    category: "C00",
    territory: [],
    purpose: undefined,
    regime: undefined,
    status: "open",
    addressees: [],
    sameAs: undefined,
    observed: event.observed ?? event.sent,
    components: new Map(),
    emergencies: new Map(),
    openedAt: placed.storedAt,
    events: 0,
  };
  return amended(empty, event, placed);
}

function amended(state: IncidentState, event: IncidentEvent, placed: PlacedEvent): IncidentState {
  const components = new Map(state.components);
  for (const { kind, id } of event.remove) {
    const key = componentKey(placed.author, { kind, id });
    if (components.has(key)) components.set(key, { author: placed.author, kind, id, fields: {} });
  }
  for (const component of event.upsert) {
    components.set(componentKey(placed.author, component), { author: placed.author, ...component });
  }
  const { recalled } = state;
  return {
    ...state,
    ...(recalled && { recalled: afterStatements(recalled, placed.author, event.upsert) }),
    category: event.category ?? state.category,
    territory: event.territory.length > 0 ? event.territory : state.territory,
    purpose: event.purpose ?? state.purpose,
    regime: event.regime ?? state.regime,
    status: statusAfter(event, state.status),
    addressees: event.addressees ?? state.addressees,
    sameAs: event.same_as ?? state.sameAs,
    observed: event.observed ?? event.sent,
    components,
    emergencies: isOver(event) ? new Map() : state.emergencies,
    events: state.events + 1,
  };
}

function answered(state: IncidentState, event: IncidentEvent, placed: PlacedEvent): IncidentState {
  if (event.kind === "break_glass") return declared(state, event, placed);
  // Charge is per room; the owner's charge_ended ends every room's.
  const endsAll = placed.author === state.owner && event.kind === "charge_ended";
  const rooms = endsAll ? inCharge(state) : [placed.author];
  const components = new Map(state.components);
  for (const author of rooms) {
    const fields = chargeFields(event.kind, author, placed.storedAt);
    components.set(componentKey(author, chargeName), { author, ...chargeName, fields });
  }
  const emergencies = without(state.emergencies, event.kind === "charge_taken" ? [] : rooms);
  return { ...state, components, emergencies, events: state.events + 1 };
}

/** Only who has the incident in charge may break the glass, and must say why; else nothing but the count changes. */
function declared(state: IncidentState, event: IncidentEvent, placed: PlacedEvent): IncidentState {
  const counted = { ...state, events: state.events + 1 };
  const { emergency } = event;
  if (emergency === undefined || !inCharge(state).includes(placed.author)) return counted;
  const declaration = { reason: emergency, at: placed.storedAt };
  return { ...counted, emergencies: new Map(state.emergencies).set(placed.author, declaration) };
}

function without<T>(
  known: ReadonlyMap<string, T>,
  rooms: readonly string[],
): ReadonlyMap<string, T> {
  const left = [...known].filter(([room]) => !rooms.includes(room));
  return left.length === known.size ? known : new Map(left);
}

const chargeName: ComponentName = { kind: "charge", id: "charge" };

function chargeFields(kind: EventKind, room: string, storedAt: string): Fields {
  const states = { charge_taken: "taken", charge_ended: "ended", refused: "refused" } as const;
  const state = kind in states ? states[kind as keyof typeof states] : "refused";
  return { state, room, since: wholeSeconds(storedAt) };
}

const isOver = ({ kind }: IncidentEvent) => kind === "close" || kind === "cancel";

function statusAfter(event: IncidentEvent, before: Status): Status {
  if (event.kind === "cancel") return "cancelled";
  if (event.kind === "close") return "closed";
  const incident = event.upsert.find((component) => component.kind === "incident");
  const stated = incident?.fields["status"];
  return typeof stated === "string" ? (stated as Status) : before;
}

/** Times that rooms see are in whole seconds: finer ones would tell two copies' common origin. */
export function wholeSeconds(time: string): string {
  return `${time.slice(0, 19)}Z`;
}
