import { leafAt } from "#libs/incident/catalogue";
import { inCharge } from "#libs/incident/state";
import type { Basis } from "#libs/incident/view";
import type { CanonicalValue } from "#libs/seal/canonical";
import { canonicalBytes, canonicalJson } from "#libs/seal/canonical";
import type { CompiledRules } from "./compiled.ts";
import type { DecisionInput, Entry, ReasonCode, Room, RoomDecision } from "./decision.ts";
import { difference } from "./difference.ts";
import { holdingKey } from "./holdings.ts";
import type { Verdict } from "./match.ts";
import { byText } from "./order.ts";
import { type Makers, project } from "./project.ts";
import type { Incident, Visible, VisibleComponent } from "./situation.ts";
import { incidentOf, verdictsFor } from "./situation.ts";
import { buildView } from "./view.ts";

/** Copies above this are not sent: sealed and encoded they must fit a room's largest message (262,144 bytes). */
export const viewBytesMax = 180_000;

/**
 * One decision for every room of `input.rooms`, in their order: what it holds of the incident against what it
 * may have now. A pure function of its arguments. Whatever throws on the way, the room gets nothing.
 */
export function decide(rules: CompiledRules, input: DecisionInput): readonly RoomDecision[] {
  const incident = attempt(() => incidentOf(input));
  return input.rooms.map((room) => {
    const decision = incident && attempt(() => decideRoom(rules, incident, room));
    return decision ?? withheld(room, "POLICY_ERROR");
  });
}

function decideRoom(rules: CompiledRules, incident: Incident, room: Room): RoomDecision {
  const verdicts = verdictsFor(rules, incident, room);
  const visible = visibleTo(rules, incident, room, verdicts);
  const values = valuesOf(incident, room, visible);
  const holdings = incident.input.holdings(room.id);
  const entries = difference(holdings, values);
  const outcome = { room, verdicts, visible };
  if (entries.length === 0) return unchanged(outcome);
  const view = buildView({
    incident,
    room,
    visible,
    values,
    entries,
    revisions: holdings.revisions,
  });
  const bytes = canonicalBytes(view);
  if (bytes.length > viewBytesMax) return withheld(room, "TOO_LARGE", visible.basis);
  return { ...changed(outcome, entries), view };
}

function visibleTo(
  rules: CompiledRules,
  incident: Incident,
  room: Room,
  verdicts: ReadonlyMap<string, Verdict>,
): Visible {
  const { state, secrets } = incident.input;
  const isInCharge = inCharge(state).includes(room.id);
  const components = incident.components.flatMap((component): VisibleComponent[] => {
    const verdict = verdicts.get(component.author);
    if (verdict?.allowed !== true) return [];
    const { author, kind, id } = component;
    const use = { purpose: verdict.basis.purpose, epoch: quarterOf(state.openedAt) };
    const makers: Makers = {
      pseudonym: (path, value) => secrets.pseudonym(room.id, path, author, value, use),
      residents: (cell) => rules.residents.get(cell) ?? 0,
    };
    const fields = project(verdict, component, isInCharge, makers);
    if (Object.keys(fields).length === 0) return [];
    return [{ author, kind, id, ref: secrets.componentRef(author, kind, id), fields }];
  });
  // An author whose every leaf is withheld leaves no trace: not even a legal title.
  const seen = new Set(components.map((component) => component.author));
  const used = [...verdicts.entries()].flatMap(([author, verdict]) =>
    verdict.allowed && seen.has(author) ? [verdict] : [],
  );
  const opens = used.some(({ basis, plan }) => basis.author === state.owner && plan.opensOnCharge);
  return {
    components,
    basis: used.map((verdict) => verdict.basis),
    handling: [...new Set(used.flatMap((verdict) => verdict.rule.handling))].sort(byText),
    charge: isInCharge && opens ? "yours" : "none",
  };
}

/** Keyed digests of every leaf that the room may see, and of the facts in the head of its copy. */
function valuesOf(incident: Incident, room: Room, visible: Visible): ReadonlyMap<string, string> {
  const { secrets } = incident.input;
  const mac = (ref: string, path: string, value: CanonicalValue) =>
    [holdingKey(ref, path), secrets.valueMac(room.id, ref, path, canonicalJson(value))] as const;
  const leaves = visible.components.flatMap(({ kind, ref, fields }) =>
    Object.entries(fields).map(([name, value]) => mac(ref, pathOf(kind, name), value)),
  );
  if (visible.components.length === 0) return new Map();
  const head = incident.incidentRef;
  return new Map([
    ...leaves,
    mac(head, "incident.charge", visible.charge),
    mac(head, "incident.basis", visible.basis),
    mac(head, "incident.handling", visible.handling),
  ]);
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

function pathOf(kind: string, name: string): string {
  const leaf = leafAt(`${kind}.${name}`);
  if (leaf === undefined) throw new Error("a projected leaf is not in the catalogue");
  return leaf.path;
}

/** Epoch of the pseudonyms of an incident: the quarter of the year of a time in RFC 3339 UTC. */
export function quarterOf(time: string): string {
  return `${time.slice(0, 4)}Q${Math.ceil(Number(time.slice(5, 7)) / 3)}`;
}

/** The only place where an error becomes a value: to the decision it is a refusal, whatever it was. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
