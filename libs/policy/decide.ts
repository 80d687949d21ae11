import type { LeafPath } from "#libs/incident/catalogue";
import type { Basis } from "#libs/incident/view";
import type { CanonicalValue } from "#libs/seal/canonical";
import { canonicalBytes, canonicalJson } from "#libs/seal/canonical";
import type { CompiledRules } from "./compiled.ts";
import type { DecisionInput, Entry, ReasonCode, Room, RoomDecision } from "./decision.ts";
import { demandConditions } from "./demandConditions.ts";
import { difference } from "./difference.ts";
import { holdingKey } from "./holdings.ts";
import type { Verdict } from "./match.ts";
import { byText } from "./order.ts";
import type { Projectors } from "./projectors.ts";
import type { Sight } from "./sight.ts";
import { plainSight, printedLeaves, sharedSight } from "./sight.ts";
import type { Incident, Visible } from "./situation.ts";
import { incidentOf, verdictsFor } from "./situation.ts";
import { buildView } from "./view.ts";

/** Copies above this are not sent: sealed and encoded they must fit a room's largest message (262,144 bytes). */
export const viewBytesMax = 180_000;

/**
 * One decision for every room of `input.rooms`, in their order: what it holds of the incident against what it
 * may have now. A pure function of its arguments. Whatever throws on the way, the room gets nothing.
 * With `projectors` of these rules it is faster, and says the same.
 */
export function decide(
  rules: CompiledRules,
  input: DecisionInput,
  projectors?: Projectors,
): readonly RoomDecision[] {
  const deciding = attempt(() => decidingOf(rules, input, projectors));
  return input.rooms.map((room) => {
    const decision = deciding && attempt(() => decideRoom(deciding, room));
    return decision ?? withheld(room, "POLICY_ERROR");
  });
}

/** What the decisions of all rooms have in common. */
interface Deciding {
  readonly rules: CompiledRules;
  readonly incident: Incident;
  readonly sight: Sight;
  readonly printed: ReturnType<typeof printedLeaves>;
}

function decidingOf(
  rules: CompiledRules,
  input: DecisionInput,
  projectors: Projectors | undefined,
): Deciding {
  const incident = incidentOf(input);
  const sight =
    projectors === undefined
      ? plainSight(rules, incident)
      : sharedSight(rules, incident, projectors);
  return { rules, incident, sight, printed: printedLeaves() };
}

function decideRoom(deciding: Deciding, room: Room): RoomDecision {
  const { rules, incident } = deciding;
  const verdicts = verdictsFor(rules, incident, room);
  const visible = visibleTo(deciding, room, verdicts);
  const values = valuesOf(deciding, room, visible);
  const holdings = incident.input.holdings(room.id);
  const entries = difference(holdings, values);
  if (entries.length === 0) return unchanged({ room, verdicts, visible });
  const told = withDemands(incident, visible, entries);
  const outcome = { room, verdicts, visible: told };
  const view = buildView({
    incident,
    room,
    visible: told,
    values,
    entries,
    revisions: holdings.revisions,
  });
  const bytes = canonicalBytes(view);
  if (bytes.length > viewBytesMax) return withheld(room, "TOO_LARGE", visible.basis);
  return { ...changed(outcome, entries), view };
}

function visibleTo(
  { incident, sight }: Deciding,
  room: Room,
  verdicts: ReadonlyMap<string, Verdict>,
): Visible {
  const { state } = incident.input;
  const isInCharge = incident.charged.includes(room.id);
  const permissions = [...verdicts.values()].filter((verdict) => verdict.allowed);
  const components = permissions.flatMap((permission) => sight(permission, room, isInCharge));
  // An author whose every leaf is withheld leaves no trace: not even a legal title.
  const seen = new Set(components.map((component) => component.author));
  const used = permissions.filter(({ basis }) => seen.has(basis.author));
  const opens = used.some(({ basis, plan }) => basis.author === state.owner && plan.opensOnCharge);
  return {
    components,
    basis: used.map((verdict) => verdict.basis),
    handling: [...new Set(used.flatMap((verdict) => verdict.rule.handling))].sort(byText),
    charge: isInCharge && opens ? "yours" : "none",
  };
}

/** A demand is a condition of the copy that withdraws, and of no other: what the room holds after it is as before. */
function withDemands(incident: Incident, visible: Visible, entries: readonly Entry[]): Visible {
  const conditions = demandConditions(incident.input.state, incident.names, entries);
  if (conditions.length === 0) return visible;
  return { ...visible, handling: [...visible.handling, ...conditions].sort(byText) };
}

/** Keyed digests of every leaf that the room may see, and of the facts in the head of its copy. */
function valuesOf(
  { incident, printed }: Deciding,
  room: Room,
  visible: Visible,
): ReadonlyMap<string, string> {
  const { secrets } = incident.input;
  const values = new Map<string, string>();
  if (visible.components.length === 0) return values;
  for (const component of visible.components) {
    for (const { key, path, text } of printed(component)) {
      values.set(key, secrets.valueMac(room.id, component.ref, path, text));
    }
  }
  const head = incident.incidentRef;
  const put = (path: LeafPath, value: CanonicalValue) =>
    values.set(holdingKey(head, path), secrets.valueMac(room.id, head, path, canonicalJson(value)));
  put("incident.charge", visible.charge);
  put("incident.basis", visible.basis);
  put("incident.handling", visible.handling);
  return values;
}

interface Considered {
  readonly room: Room;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly visible: Visible;
}

function changed(considered: Considered, entries: readonly Entry[]): RoomDecision {
  const { visible } = considered;
  const reason = visible.basis.length > 0 ? "RELEASED" : refusalOf(considered.verdicts);
  return { ...titled(considered), outcome: "released", reason, entries };
}

function unchanged(considered: Considered): RoomDecision {
  const { room, verdicts, visible } = considered;
  if (visible.basis.length === 0) {
    return withheld(room, refusalOf(verdicts), prohibitions(verdicts));
  }
  return { ...titled(considered), outcome: "nothing_new", reason: "NOTHING_NEW", entries: [] };
}

function titled({ room, verdicts, visible }: Considered) {
  const [allowed] = [...verdicts.values()].filter((verdict) => verdict.allowed);
  return {
    room: room.id,
    slot: room.slot,
    basis: visible.basis.length > 0 ? visible.basis : prohibitions(verdicts),
    handling: visible.handling,
    ...(allowed && { plan: allowed.plan.hash }),
  };
}

/** Why a room gets nothing: the gate of the owner's data, else that of the first other author's. */
export function refusalOf(verdicts: ReadonlyMap<string, Verdict>): ReasonCode {
  const [first] = verdicts.values();
  if (first === undefined) return "OWN_EVENT";
  return first.allowed ? "EMPTY_PROJECTION" : first.reason;
}

/** A prohibition is a legal title too: the record cites its article. */
export function prohibitions(verdicts: ReadonlyMap<string, Verdict>): readonly Basis[] {
  return [...verdicts.values()].flatMap((verdict) =>
    !verdict.allowed && verdict.basis !== undefined ? [verdict.basis] : [],
  );
}

function withheld(room: Room, reason: ReasonCode, basis: readonly Basis[] = []): RoomDecision {
  return {
    room: room.id,
    slot: room.slot,
    outcome: outcomeOf(reason),
    reason,
    basis,
    handling: [],
    entries: [],
  };
}

/** What a refusal is called in the record. */
export function outcomeOf(reason: ReasonCode): RoomDecision["outcome"] {
  if (reason === "NOTHING_NEW") return "nothing_new";
  return reason === "OWN_EVENT" || reason === "NO_AGREEMENT" ? "not_addressed" : "withheld";
}

/** The only place where an error becomes a value: to the decision it is a refusal, whatever it was. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
