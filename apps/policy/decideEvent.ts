import { isInternal } from "#libs/incident/event";
import type { CompiledRules } from "#libs/policy/compiled";
import { decide } from "#libs/policy/decide";
import type { DecisionInput, Room } from "#libs/policy/decision";
import { isLoggable } from "#libs/policy/loggable";
import type { ProjectorRefusal } from "#libs/policy/projectorBuild";
import type { Projectors } from "#libs/policy/projectors";
import type { IncidentLeafInput, RandomBytes } from "#libs/seal/buildLeaf";
import { buildIncidentLeaf } from "#libs/seal/buildLeaf";
import type { IncidentKeys } from "#libs/seal/derive";
import type { ChainHead, IncidentLeaf } from "#libs/seal/leaf";
import type { Facts, IncidentParts } from "#libs/seal/parts";
import {
  declaredNotHandedOut,
  holdingsOf,
  type IncidentContext,
  type IncidentName,
  type ReadEvent,
  stateAfter,
} from "./context.ts";
import {
  commitmentsOf,
  factsOf,
  type PreparedCopy,
  type PreparedSlot,
  prepareSlots,
  unreadableFacts,
} from "./recording.ts";
import { incidentSecrets, type PolicySecrets } from "./secrets.ts";

/** The rule set in force, as activated: its compiled form, and the hashes that leaves name. */
export interface RulesInForce {
  readonly rules: CompiledRules;
  /** Generated and checked; without them the interpreter decides, and says the same. */
  readonly projectors?: Projectors;
  /** Why there are none. */
  readonly projectorsRefused?: ProjectorRefusal;
  readonly rooms: readonly Room[];
  /** SHA-256, hex, of the compiled rules together with what is revoked: what leaves name. */
  readonly hash: string;
  /** SHA-256, hex, over the agreements in force. */
  readonly agreement: string;
  /** Name of the law at a moment (RFC 3339): a copy that was made under another one is stale. */
  epochAt(time: string): string;
}

/** A decision ready to be recorded and, only then, released. */
export interface PreparedDecision {
  readonly slots: readonly PreparedSlot[];
  readonly facts: Facts;
  readonly commitments: IncidentLeafInput["commitments"];
}

/**
 * Step 2 as a pure function of the event, the state folded up to H, what each room holds, the rules and the
 * event's store time. An event that cannot be read (damaged, or its keys destroyed) is withheld from everybody.
 */
export function decideEvent(
  inForce: RulesInForce,
  secrets: PolicySecrets,
  keys: IncidentKeys | undefined,
  name: IncidentName,
  context: IncidentContext,
  read: ReadEvent,
): PreparedDecision {
  const state = stateAfter(context.state, read);
  if (keys === undefined || read.event === undefined || state === undefined) {
    return unreadable(inForce, context, read);
  }
  const derived = incidentSecrets(secrets, keys, { ...name, event: read.id });
  const declared = declaredNotHandedOut(read);
  const slotOf = new Map(inForce.rooms.map((room) => [room.id, room.slot]));
  const input: DecisionInput = {
    state,
    author: read.author,
    storedAt: read.storedAt,
    rooms: inForce.rooms,
    holdings: (room) => holdingsOf(context, slotOf.get(room) ?? -1, declared),
    secrets: derived,
  };
  const prepared = prepareSlots(decide(inForce.rules, input, inForce.projectors), keys, name.mode);
  return {
    slots: withNotHandedOut(prepared, context, declared),
    facts: factsOf({ ...input, event: read.event }, derived),
    commitments: commitmentsOf(read.event, read.id, read.author, keys, derived),
  };
}

/** True where a leaf can hold every article that the decision rests on. */
export const isRecordable = ({ slots }: Pick<PreparedDecision, "slots">): boolean =>
  slots.every(({ value }) => [...(value.basis ?? []), value].every(hasLoggableArticle));

const hasLoggableArticle = ({ article }: { readonly article?: string | undefined }): boolean =>
  article === undefined || isLoggable(article);

/** Where in its chain a decision will stand. */
export interface ChainPlace {
  readonly name: IncidentName;
  readonly pseudonym: string;
  readonly head: ChainHead | undefined;
}

/** What is published together: leaf and parts first, and only when they are durable the copies. */
export interface Record {
  readonly leafBytes: Buffer;
  readonly partsBytes: Buffer;
  /** What a reader of these bytes finds in them: the builder has read them back. */
  readonly leaf: IncidentLeaf;
  readonly parts: IncidentParts;
  readonly copies: readonly PreparedCopy[];
}

/**
 * The record of a decision on top of `head`. When its parts would not fit, every copy is withheld and that
 * is what is recorded. Salts and filling come from `randomBytes`.
 */
export function recordOf(
  inForce: RulesInForce,
  prepared: PreparedDecision,
  read: ReadEvent,
  at: ChainPlace,
  randomBytes: RandomBytes,
): Record {
  const built = buildIncidentLeaf(leafInput(inForce, prepared, read, at), randomBytes);
  if (!("refused" in built)) {
    const copies = prepared.slots.flatMap(({ copy }) => (copy === undefined ? [] : [copy]));
    return { ...built, copies };
  }
  const withheld = leafInput(inForce, withheldWhole(prepared), read, at);
  const bare = buildIncidentLeaf(withheld, randomBytes);
  if ("refused" in bare) throw new Error("a record without fields is over the limit");
  return { ...bare, copies: [] };
}

function leafInput(
  inForce: RulesInForce,
  prepared: PreparedDecision,
  read: ReadEvent,
  { name, pseudonym, head }: ChainPlace,
): IncidentLeafInput {
  const internal = read.event !== undefined && isInternal(read.event);
  return {
    kind: internal ? read.event.kind : "exchange",
    mode: name.mode,
    at: read.storedAt,
    clock: "event-store",
    incident: pseudonym,
    event: read.id,
    eventsSequence: read.sequence,
    head,
    ruleSet: inForce.hash,
    agreement: inForce.agreement,
    facts: prepared.facts,
    commitments: prepared.commitments,
    slots: prepared.slots.map(({ slot, value }) => ({ slot, value })),
  };
}

/** The same decision with every copy withheld. */
function withheldWhole(prepared: PreparedDecision): PreparedDecision {
  const slots = prepared.slots.map(({ slot }): PreparedSlot => {
    return { slot, value: { outcome: "withheld", reason: "TOO_LARGE", entries: [], handling: [] } };
  });
  return { slots, facts: { ...prepared.facts, fields: [] }, commitments: [] };
}

function unreadable(
  inForce: RulesInForce,
  context: IncidentContext,
  read: ReadEvent,
): PreparedDecision {
  const slots = inForce.rooms.map(({ slot }): PreparedSlot => {
    return {
      slot,
      value: { outcome: "withheld", reason: "POLICY_ERROR", entries: [], handling: [] },
    };
  });
  return { slots, facts: unreadableFacts(context.state, read.author), commitments: [] };
}

/** Each slot names its own deliveries that never went out, and no other room's. */
export function withNotHandedOut(
  slots: readonly PreparedSlot[],
  context: IncidentContext,
  declared: readonly string[],
): readonly PreparedSlot[] {
  if (declared.length === 0) return slots;
  return slots.map((prepared) => {
    const own = new Set((context.copies.get(prepared.slot) ?? []).map(({ delivery }) => delivery));
    const stale = declared.filter((delivery) => own.has(delivery));
    if (stale.length === 0) return prepared;
    return { ...prepared, value: { ...prepared.value, not_handed_out: stale } };
  });
}
