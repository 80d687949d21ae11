import { type Leaf, leafAt, leavesOf } from "#libs/incident/catalogue";
import { type RuledComponent, ruledComponents } from "#libs/incident/derive";
import type { Mode, StoredEvent } from "#libs/incident/event";
import { isInternal } from "#libs/incident/event";
import { isSensitive } from "#libs/incident/groups";
import { type IncidentState, inCharge } from "#libs/incident/state";
import type { IncidentSecrets, Room, RoomDecision } from "#libs/policy/decision";
import { matchInputOf } from "#libs/policy/matchInput";
import { leafValue } from "#libs/policy/project";
import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalBytes } from "#libs/seal/canonical";
import { commitmentTo, type FieldName } from "#libs/seal/commitments";
import { plaintextDigest, sealCopy } from "#libs/seal/copy";
import type { IncidentKeys } from "#libs/seal/derive";
import { demandKinds, demandReasons, reviewerRoles } from "#libs/seal/orderLeaves";
import type { CommitmentEntry, Facts, FactsDemand, Presence, SlotValue } from "#libs/seal/parts";

/** A copy as it will lie in the feed of one room: made before it is recorded, so that its digest can be. */
export interface PreparedCopy {
  readonly room: string;
  readonly alias: string;
  readonly delivery: string;
  readonly sealed: Uint8Array;
}

/** One room's decision in the form that is recorded, with its copy when there is one. */
export interface PreparedSlot {
  readonly slot: number;
  readonly value: SlotValue;
  readonly copy?: PreparedCopy;
}

/** Seals the copies of a decision and words its slots. A view over the largest size is withheld whole. */
export function prepareSlots(
  decisions: readonly RoomDecision[],
  keys: IncidentKeys,
  mode: Mode,
): readonly PreparedSlot[] {
  return decisions.map((decision) => prepareSlot(decision, keys, mode));
}

function prepareSlot(decision: RoomDecision, keys: IncidentKeys, mode: Mode): PreparedSlot {
  const { room, slot, view } = decision;
  if (view === undefined) return { slot, value: slotValue(decision) };
  const plaintext = canonicalBytes(view);
  const name = { mode, room, delivery: view.delivery };
  const sealed = sealCopy(keys, name, plaintext);
  if ("refused" in sealed) {
    const tooLarge = {
      ...decision,
      outcome: "withheld",
      reason: "TOO_LARGE",
      entries: [],
    } as const;
    return { slot, value: slotValue(tooLarge) };
  }
  const value: SlotValue = {
    ...slotValue(decision),
    delivery: view.delivery,
    plaintext_digest: plaintextDigest(keys, name, plaintext),
    sealed_sha256: sha256Hex(sealed.sealed),
  };
  const copy = { room, alias: view.incident, delivery: view.delivery, sealed: sealed.sealed };
  return { slot, value, copy };
}

function slotValue(decision: RoomDecision): SlotValue {
  const { outcome, reason, plan, basis, handling, entries } = decision;
  return {
    outcome,
    reason,
    plan,
    rule: basis[0]?.rule,
    article: basis[0]?.article,
    entries,
    handling,
    ...(basis.length > 0 && { basis }),
  };
}

/** Of whom and of what a decision is recorded. */
export interface FactsSource {
  readonly state: IncidentState;
  readonly author: string;
  readonly event: StoredEvent;
  /** Store time of the event: emergencies run out. */
  readonly storedAt: string;
  readonly rooms: readonly Pick<Room, "id">[];
}

/**
 * All declared inputs of the decision: codes, attributes and names of fields; never a value. A name that no room has
 * is not among the addressees: a sender may have written anything there.
 */
export function factsOf(source: FactsSource, secrets: IncidentSecrets): Facts {
  const { state, author, event, storedAt, rooms } = source;
  const components = ruledComponents(state);
  const roles = components.flatMap(({ attributes }) => attributes.roles);
  const { ground, addressees, emergencies } = matchInputOf(state, storedAt);
  const known = new Set(rooms.map(({ id }) => id));
  return {
    sender: author,
    owner: state.owner,
    event_kind: event.kind,
    category: state.category,
    istat: state.territory,
    purpose: state.purpose,
    regime: state.regime,
    ground: ground && { purpose: ground.purpose, regime: ground.regime },
    roles: [...new Set(roles)].sort((a, b) => (a < b ? -1 : 1)),
    assignment: inCharge(state),
    addressees: [...new Set(addressees)].filter((name) => known.has(name)),
    emergencies,
    fields: components.map((component) => ({
      ref: secrets.componentRef(component.author, component.kind, component.id),
      ...attributesIn(component, state.owner),
      paths: leavesOf(component.kind)
        .filter((leaf) => isUsable(component, leaf, known, secrets))
        .map(({ path }) => path),
    })),
    operator: isInternal(event) ? undefined : event.operator_ref,
    emergency: declaredBy(state, author, event, storedAt),
    demand: demandIn(event),
  };
}

/** What of a component decides beside its fields; what is not said has the value that decides most narrowly. */
function attributesIn(
  { author, kind, attributes }: RuledComponent,
  owner: string,
): Omit<Presence, "ref" | "paths"> {
  const isPerson = kind === "person";
  return {
    kind,
    author: author === owner ? undefined : author,
    place: kind === "place" ? attributes.place : undefined,
    roles: isPerson ? attributes.roles : undefined,
    minor: isPerson ? attributes.minor : undefined,
    basis: attributes.basis === "fact" ? "fact" : undefined,
    source: attributes.source === "unstated" ? undefined : attributes.source,
  };
}

/** A leaf with a value of the contract; a link to another incident only when it leads to one. */
function isUsable(
  component: RuledComponent,
  leaf: Leaf,
  rooms: ReadonlySet<string>,
  secrets: IncidentSecrets,
): boolean {
  const value = leafValue(component, leaf);
  if (value === undefined || leaf.path !== "incident.same_as") return value !== undefined;
  const { author } = component;
  if (typeof value !== "string" || !rooms.has(author)) return false;
  // A link leads to the same incident whoever reads it, hence also for its author.
  const use = { purpose: "", epoch: "" };
  return secrets.pseudonym(author, leaf.path, author, value, use) !== undefined;
}

/** Why the sender declared an emergency, where this event is that declaration and it counts. */
function declaredBy(
  state: IncidentState,
  author: string,
  event: StoredEvent,
  storedAt: string,
): string | undefined {
  if (isInternal(event) || event.kind !== "break_glass") return undefined;
  const declared = state.emergencies.get(author);
  return declared?.at === storedAt ? declared.reason : undefined;
}

/** The datum that this event takes back. Written by policy itself: its words are those of the log. */
export function demandIn(event: StoredEvent): FactsDemand | undefined {
  if (!isInternal(event) || event.demand === undefined) return undefined;
  const kind = demandKinds.find((one) => one === event.kind);
  const { room, ref, path } = event.demand;
  const reason = demandReasons.find((one) => one === event.demand?.reason);
  const { until, signed } = event.demand;
  if (kind === undefined || reason === undefined) return undefined;
  const role = reviewerRoles.find((one) => one === signed?.role);
  const by = signed !== undefined && role !== undefined && { ...signed, role };
  return { kind, room, ref, path, reason, until, ...by };
}

/** Facts of an event that could not be read: its payload is damaged, or its keys are gone. */
export function unreadableFacts(state: IncidentState | undefined, author: string): Facts {
  const category = state?.category ?? "C00";
  return {
    sender: author,
    event_kind: "unreadable",
    category,
    istat: [],
    roles: [],
    assignment: [],
    fields: [],
  };
}

/** One keyed commitment for every field that the event states; dead when the incident's keys are destroyed. */
export function commitmentsOf(
  event: StoredEvent,
  eventId: string,
  author: string,
  keys: IncidentKeys,
  secrets: Pick<IncidentSecrets, "componentRef">,
): readonly CommitmentEntry[] {
  return committedFields(event, eventId, author, secrets).map(({ name, value, part }) => {
    return { path: name.path, ref: name.ref, c: commitmentTo(keys[part], name, value) };
  });
}

/** A field that an event states, and the key of the incident under which it is committed to. */
export interface CommittedField {
  readonly name: FieldName;
  readonly value: CanonicalValue;
  readonly part: keyof IncidentKeys;
}

/** Every field that the event states, as it is committed to. */
export function committedFields(
  event: StoredEvent,
  eventId: string,
  author: string,
  secrets: Pick<IncidentSecrets, "componentRef">,
): readonly CommittedField[] {
  if (isInternal(event)) return [];
  return event.upsert.flatMap((component) => {
    const ref = secrets.componentRef(author, component.kind, component.id);
    return Object.entries(component.fields).flatMap(([field, value]): CommittedField[] => {
      const leaf = leafAt(`${component.kind}.${field}`);
      if (leaf === undefined) return [];
      const part = isSensitive(leaf, component, event) ? "sensitive" : "ordinary";
      const name = { event: eventId, ref, path: leaf.path };
      return [{ name, value: value as CanonicalValue, part }];
    });
  });
}
