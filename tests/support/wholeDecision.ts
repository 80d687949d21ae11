import type { RuledComponent } from "#libs/incident/derive";
import { pseudonymSources, ruledComponents } from "#libs/incident/derive";

import type { IncidentEvent } from "#libs/incident/event";
import type { IncidentState, PlacedEvent } from "#libs/incident/state";
import { foldAll } from "#libs/incident/state";
import type { CompiledRules } from "#libs/policy/compiled";
import { decide } from "#libs/policy/decide";
import type { IncidentSecrets, Room, RoomDecision } from "#libs/policy/decision";
import { emptyHoldings } from "#libs/policy/holdings";
import { canonicalJson } from "#libs/seal/canonical";
import { wordOf } from "./engineAnswers.ts";
import { fullComponents } from "./fullIncident.ts";
import type { OracleSituation } from "./oracle/sources.ts";

/** What the rooms are sent of an incident: room → `<author>/<kind>/<id> <leaf>` → value in canonical JSON. */
export type Released = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** References, aliases and digests that can be read back, so that a test sees what was released. */
const openSecrets: IncidentSecrets = {
  componentRef: (author, kind, id) => `${author}/${kind}/${id}`,
  componentAlias: (_, author, kind, id) => `${author}/${kind}/${id}`,
  valueMac: (_room, _ref, _path, value) => value,
  incidentAlias: (room) => `alias for ${room}`,
  pseudonym: (room, path, author, value) => `${room} ${path} ${author} ${value}`,
  deliveryId: (room) => `copy for ${room}`,
};

/** Rooms that have the situation's incident in charge: its receiver if it says so, and who wrote without owning it. */
export function roomsInCharge(situation: OracleSituation): ReadonlySet<string> {
  const { owner, author, receiver, isReceiverInCharge } = situation;
  const rooms = [isReceiverInCharge ? receiver : owner, author];
  return new Set(
    rooms.filter((room) => room !== owner || (isReceiverInCharge && room === receiver)),
  );
}

/** An incident with one of everything, that the owner reported and other rooms took in charge. */
export function fullState(situation: OracleSituation): IncidentState {
  const { owner, receiver, territory, addressees, purposeStated, regimeStated } = situation;
  const declaredAt = situation.emergencyAt ?? situation.at;
  const report: IncidentEvent = {
    ...{ message_id: "M-1", sent: situation.at, observed: "2025-01-01T00:00:00.000Z" },
    ...{ mode: wordOf("Mode", situation.mode), kind: "report", format: "native" },
    ...{ incident: { id: "S-1" }, category: wordOf("Category", situation.category) },
    ...{ territory, addressees, upsert: fullComponents, notes: [], remove: [] },
    ...(purposeStated === undefined ? {} : { purpose: wordOf("Purpose", purposeStated) }),
    ...(regimeStated === undefined ? {} : { regime: wordOf("Regime", regimeStated) }),
  };
  const answer = (author: string, kind: IncidentEvent["kind"]): PlacedEvent => ({
    ...{ author, storedAt: declaredAt },
    event: { ...report, kind, upsert: [], emergency: "life_at_risk" },
  });
  const history = [
    { author: owner, storedAt: declaredAt, event: report },
    ...[...roomsInCharge(situation)].map((room) => answer(room, "charge_taken")),
    ...(situation.emergencyAt === undefined ? [] : [answer(receiver, "break_glass")]),
  ];
  const state = foldAll(history);
  if (state === undefined) throw new Error("a report that opens nothing");
  return state;
}

/** Decisions of the real engine for every room, none of which holds anything yet. */
export function decisionsOn(
  rules: CompiledRules,
  rooms: readonly Room[],
  situation: OracleSituation,
): readonly RoomDecision[] {
  return decide(rules, {
    ...{ state: fullState(situation), author: situation.owner, storedAt: situation.at },
    ...{ rooms, holdings: () => emptyHoldings, secrets: openSecrets },
  });
}

/** Leaves that those decisions release, but for the facts in the head of a copy. */
export function releasedBy(decisions: readonly RoomDecision[]): Released {
  const headFacts = ["incident.charge", "incident.basis", "incident.handling"];
  return new Map(
    decisions.map(({ room, entries }) => {
      const leaves = entries.filter(({ path }) => !headFacts.includes(path));
      return [room, new Map(leaves.map(({ ref, path, mac }) => [`${ref} ${path}`, mac]))];
    }),
  );
}

/** Components that rules can speak of, each with the keys that `releasedBy` gives its leaves. */
export function ruledLeaves(situation: OracleSituation): readonly RuledLeaf[] {
  return ruledComponents(fullState(situation)).flatMap((component) =>
    pathsIn(component).map((path) => {
      const ref = openSecrets.componentRef(component.author, component.kind, component.id);
      return { component, path, key: `${ref} ${path}` };
    }),
  );
}

/** Leaves that have a value, or are made of one that has. */
function pathsIn(component: RuledComponent): readonly string[] {
  const own = Object.keys(component.fields).map((name) => `${component.kind}.${name}`);
  const made = Object.entries(pseudonymSources)
    .filter(([, source]) => source !== undefined && own.includes(source))
    .map(([path]) => path);
  const hasArea = component.kind === "place" && own.includes("place.municipality");
  return [...new Set([...own, ...made, ...(hasArea ? ["place.area"] : [])])];
}

export interface RuledLeaf {
  readonly component: RuledComponent;
  readonly path: string;
  readonly key: string;
}

/** True if every room is sent only what `other` sends it too, leaf by leaf. */
export function isWithin(released: Released, other: Released): boolean {
  return [...released].every(([room, leaves]) => {
    const more = other.get(room) ?? new Map<string, string>();
    return [...leaves].every(([key, value]) => more.get(key) === value);
  });
}

/** Released leaves as one text, to compare two decisions. */
export function printed(released: Released): string {
  const rooms = [...released].map(([room, leaves]) => [room, Object.fromEntries(leaves)]);
  return canonicalJson(Object.fromEntries(rooms));
}
