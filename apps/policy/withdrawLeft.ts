import { pseudonymSources } from "#libs/incident/derive";
import { type Demand, type InternalEvent, isInternal } from "#libs/incident/event";
import { wholeSeconds } from "#libs/incident/state";
import type { ReleasedView } from "#libs/incident/view";
import type { Entry, IncidentSecrets, Room, RoomDecision } from "#libs/policy/decision";
import { conditionOf } from "#libs/policy/demandConditions";
import { holdingParts } from "#libs/policy/holdings";
import type { IncidentKeys } from "#libs/seal/derive";
import {
  declaredNotHandedOut,
  holdingsOf,
  type IncidentContext,
  type IncidentName,
  type ReadEvent,
} from "./context.ts";
import { type PreparedDecision, type RulesInForce, withNotHandedOut } from "./decideEvent.ts";
import { demandIn, prepareSlots, unreadableFacts } from "./recording.ts";
import { incidentSecrets, type PolicySecrets } from "./secrets.ts";

/** A demand on an incident whose sensitive key is destroyed, and what can still be said of it. */
export interface LeftDemand {
  readonly read: ReadEvent;
  readonly event: InternalEvent;
  readonly demand: Demand;
  /** Made of the ordinary key alone. */
  readonly keys: IncidentKeys;
  /** Room that owns the incident, as the log has it. */
  readonly owner: string;
}

/** The event as a demand; undefined for every other one: of such an incident nothing else is decided. */
export function leftDemand(
  read: ReadEvent,
  keys: IncidentKeys,
  owner: string | undefined,
): LeftDemand | undefined {
  const { event } = read;
  if (event === undefined || !isInternal(event) || event.demand === undefined) return undefined;
  return { read, event, demand: event.demand, keys, owner: owner ?? event.demand.author };
}

/**
 * What a demand still does when the sensitive key is gone: rooms hold plain copies, so each that has the datum by the log
 * is told to drop it, by component and field, with the demand among the conditions. No rule is asked and no value is
 * read: nothing but withdrawals can come of it. Who never had it gets nothing.
 */
export function withdrawLeft(
  inForce: RulesInForce,
  secrets: PolicySecrets,
  name: IncidentName,
  context: IncidentContext,
  left: LeftDemand,
): PreparedDecision {
  const { read, event, keys } = left;
  const derived = incidentSecrets(secrets, keys, { ...name, event: read.id });
  const declared = declaredNotHandedOut(read);
  const decisions = inForce.rooms.map((room) => {
    const held = [...holdingsOf(context, room.slot, declared).values.keys()].map(holdingParts);
    const entries = held
      .filter(({ ref, path }) => ref === left.demand.ref && isOf(path, left.demand.path))
      .map((one): Entry => ({ ...one, op: "withdraw", mac: "" }));
    return decisionFor(room, entries, name, derived, left);
  });
  const facts = unreadableFacts(undefined, read.author);
  return {
    slots: withNotHandedOut(prepareSlots(decisions, keys, name.mode), context, declared),
    facts: { ...facts, event_kind: event.kind, owner: left.owner, demand: demandIn(event) },
    commitments: [],
  };
}

/** The field itself, or a pseudonym that was made of it. */
const isOf = (path: keyof typeof pseudonymSources | string, demanded: string): boolean =>
  path === demanded ||
  Object.entries(pseudonymSources).some(([made, of]) => made === path && of === demanded);

function decisionFor(
  { id: room, slot }: Room,
  entries: readonly Entry[],
  { mode }: IncidentName,
  derived: IncidentSecrets,
  { read, demand, event, owner }: LeftDemand,
): RoomDecision {
  const bare = { room, slot, reason: "POLICY_ERROR", basis: [], handling: [], entries } as const;
  if (entries.length === 0 || (event.kind !== "recall" && event.kind !== "rectification")) {
    return { ...bare, outcome: "withheld", entries: [] };
  }
  const { author, component, reason, until } = demand;
  const alias = derived.componentAlias(room, author, component.kind, component.id);
  const handling = [conditionOf({ kind: event.kind, reason, until })];
  const view: ReleasedView = {
    ...{ format: "raccordo-copy/1", delivery: derived.deliveryId(room), mode },
    ...{ incident: derived.incidentAlias(room), from: owner, as_of: wholeSeconds(read.storedAt) },
    ...{ charge: "none", components: [], basis: [], handling, quality: {} },
    withdrawn: [{ kind: component.kind, alias, paths: entries.map(({ path }) => path) }],
  };
  return { ...bare, outcome: "released", handling, view };
}
