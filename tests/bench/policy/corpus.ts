import { enumTable } from "#libs/incident/catalogue";
import type { Category } from "#libs/incident/event";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import type { RuleSources } from "#libs/policy/compile";
import type { Room } from "#libs/policy/decision";
import { roomKinds } from "#libs/policy/roomSchema";
import { groundOfCategory } from "#libs/policy/vocabulary";
import { ceilings } from "#tests/support/patto";

/** A code that no comune has. */
export function istat(number: number): string {
  return `istat:${String(999_000 - number)}`;
}

/** Rooms of the generated country: five kinds, each competent for eight comuni, one of which they share. */
export const roomsCount = 40;

export const rooms: readonly Room[] = Array.from({ length: roomsCount }, (_, at) => ({
  id: `sala_${at}`,
  slot: at,
  kind: roomKinds[at % roomKinds.length] ?? "polizia_locale",
  titolare: "SINTETICO",
  municipalities: [...Array.from({ length: 7 }, (_none, of) => istat(1 + at * 7 + of)), istat(0)],
}));

/** Categories of the model that rules may name: 18, where the target speaks of 20. */
export const categories = Object.keys(enumTable("Category")).filter(
  (word): word is Category => word !== "C00" && groundOfCategory[word as Category] !== undefined,
);

type Fields = Rule["fields"];
const keep: Fields[string] = [{ do: "keep" }];
const head: Fields = { "incident.category": keep, "incident.status": keep };
const publicPlace: Fields[string] = [{ if: { place: "public" }, do: "keep" }];
const named: Fields[string] = [
  { if: { roles: ["suspect", "victim", "offender"], minor: false }, do: "keep" },
];

/** The plan that is also copied by hand: places, vehicles, risks, units and persons of age in three roles. */
export const handCopied: Fields = {
  ...head,
  "place.place_type": publicPlace,
  "place.point": publicPlace,
  "place.accuracy_m": publicPlace,
  "place.street": publicPlace,
  "place.number": publicPlace,
  "place.municipality": publicPlace,
  "person.family_name": named,
  "person.given_name": named,
  "person.birth_date": named,
  "person.roles": keep,
  "vehicle.plate": keep,
  "vehicle.country": keep,
  "vehicle.body": keep,
  "vehicle.colour": keep,
  "vehicle.make": keep,
  "vehicle.model": keep,
  "unit.call_sign": keep,
  "unit.unit_status": keep,
  "risk.risk_type": keep,
};

const optional: readonly Fields[] = [
  { "incident.priority": keep, "incident.started_at": keep },
  { "place.zone": [{ if: { place: "sensitive" }, do: "generalise", as: "zone-eu-1km" }] },
  { "casualties.injured_count": [{ do: "count" }], "people.count": [{ do: "count" }] },
  { "image.reference": [{ once: "in-charge", do: "keep" }] },
  { "vehicle.plate_token": [{ do: "pseudonymise", as: "hmac-receiver" }] },
];

/** Thirty-two field plans: the first is the one copied by hand; the others add to it. */
function fieldsOf(number: number): Fields {
  const chosen = optional.filter((_fields, bit) => (number >> bit) % 2 === 1);
  return Object.assign({}, handCopied, ...chosen);
}

const rulesPerAgreement = 100;

/**
 * Agreements with so many rules between the rooms, each exchange under at most one: the first hundred rules are the
 * same whatever the number. The first rules all have the plan that is copied by hand.
 */
export function sourcesWith(rulesCount: number): RuleSources {
  const all = Array.from({ length: rulesCount }, (_, at) => ruleAt(at));
  const agreements = Array.from({ length: Math.ceil(rulesCount / rulesPerAgreement) }, (_, at) =>
    agreementOf(at, all.slice(at * rulesPerAgreement, (at + 1) * rulesPerAgreement)),
  );
  return { ceilings, agreements, grants: [] };
}

/** Rules from the first room to this many others have the plan that is copied by hand. */
export const measuredReceivers = roomsCount - 1;
export const measuredCategory: Category = "C03";

function ruleAt(number: number): Rule {
  const { from, to, category } = exchangeAt(number);
  const ground = groundOfCategory[category];
  if (ground === undefined) throw new Error(`no ground for ${category}`);
  return {
    id: `R-${String(number).padStart(5, "0")}`,
    cites: { article: "art. 1", law: [], text: "Testo SINTETICO." },
    when: {
      from: [`room:sala_${from}`],
      to: [`room:sala_${to}`],
      category: [category],
      territory: number % 2 === 0 ? "any" : "receiver",
      purpose: ground.purpose,
      regime: ground.regime,
    },
    deliver: "allow",
    fields: number < measuredReceivers ? handCopied : fieldsOf(number % 32),
    handling: ["no-onward"],
    review: { by: "2027-04-01", owner: "dpo" },
  };
}

/** All exchanges, one after the other; those of the first room and the measured category come first. */
function exchangeAt(number: number) {
  const pairs = roomsCount - 1;
  if (number < pairs) return { from: 0, to: number + 1, category: measuredCategory };
  const rest = number - pairs;
  const others = categories.filter((word) => word !== measuredCategory);
  const category = others[rest % others.length] ?? measuredCategory;
  const pair = Math.floor(rest / others.length);
  const from = pair % roomsCount;
  const step = (Math.floor(pair / roomsCount) % pairs) + 1;
  return { from, to: (from + step) % roomsCount, category };
}

function agreementOf(at: number, rules: readonly Rule[]): Agreement {
  return {
    format: "raccordo-agreement/1",
    agreement: {
      id: `SINTETICO-${at}`,
      title: "Accordo SINTETICO",
      invented: true,
      signed: "unknown",
      document_sha256: "unknown",
      in_force: { from: "2020-01-01", to: "2035-12-31" },
      renewals: [],
      parties: rooms.map(({ id }) => ({ room: id, by: "SINTETICO", synthetic: true })),
      groups: {},
      precedence_over: [],
      synthetic: ["everything"],
    },
    rules: [...rules],
  };
}
