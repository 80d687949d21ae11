import { seeded } from "#tests/support/seeded";
import { benchRooms, comuniOf } from "./rules.ts";

/** One generated record: the leaf's time, and its facts as the canonical JSON that a part holds. */
export interface CorpusRecord {
  readonly at: string;
  readonly facts: string;
}

const firstMs = Date.UTC(2026, 0, 1);
const yearMs = 365 * 86_400_000;
const senders = benchRooms.filter(({ kind }) => kind === "polizia_locale");

/** The other rooms of a sender's province. */
const neighbours: ReadonlyMap<string, readonly string[]> = new Map(
  senders.map(({ id, slot }) => {
    const province = benchRooms.slice(slot - (slot % 5), slot - (slot % 5) + 5);
    return [id, province.map((room) => room.id).filter((room) => room !== id)];
  }),
);

/** Categories by how often a municipal room has them: road first, the rest in a long tail. */
const categories = ["C01", "C02", "C03", "C17", "C09", "C10", "C11", "C04", "C12", "C06"];
const rare = ["C05", "C07", "C08", "C13", "C14", "C15", "C16", "C18", "C00"];

/**
 * `count` records of one year in order of time, from a seed: categories with a long tail, incidents with a few
 * messages, people and vehicles in the ways in which rooms state them. No value, and no real room or comune.
 */
export function* corpus(count: number, seed: number): Generator<CorpusRecord> {
  const random = seeded(seed);
  for (let index = 0; index < count; index += 1) {
    const at = new Date(firstMs + Math.floor((index / count) * yearMs)).toISOString();
    yield { at, facts: factsText(random) };
  }
}

type Random = () => number;

const pick = <T>(random: Random, items: readonly T[]): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};

function factsText(random: Random): string {
  const sender = pick(random, senders);
  const category = random() < 0.9 ? skewed(random, categories) : pick(random, rare);
  const others = neighbours.get(sender.id) ?? [];
  const charged = random() < 0.4 ? [pick(random, others)] : [];
  const comuni =
    random() < 0.97 ? [pick(random, comuniOf(sender.slot))] : [...comuniOf(sender.slot)];
  const facts = {
    addressees: random() < 0.1 ? [pick(random, others)] : [],
    assignment: charged,
    category,
    emergencies: random() < 0.002 ? charged : [],
    event_kind: "update",
    fields: presencesOf(random, charged),
    ground: groundOf(category),
    istat: comuni,
    owner: sender.id,
    roles: [],
    sender: sender.id,
  };
  return JSON.stringify(facts);
}

const administrative = new Set(["C02", "C17"]);
const purposes: Readonly<Record<string, string>> = {
  C01: "P1",
  C02: "P5",
  C07: "P1",
  C08: "P1",
  C17: "P6",
};

const groundOf = (category: string) => ({
  purpose: purposes[category] ?? (["C10", "C11", "C12", "C13"].includes(category) ? "P4" : "P2"),
  regime: administrative.has(category) ? "administrative" : "police",
});

/** The first items come up most: each half as often as the one before. */
function skewed<T>(random: Random, items: readonly T[]): T {
  const index = Math.min(items.length - 1, Math.floor(-Math.log2(1 - random())));
  return items[index] ?? pick(random, items);
}

function presencesOf(random: Random, charged: readonly string[]): object[] {
  const found: object[] = [presence(random, "incident", incidentLeaves)];
  for (let n = 0; n < 1 + Number(random() < 0.15); n += 1) {
    const place = random() < 0.6 ? "public" : "sensitive";
    found.push({ ...presence(random, "place", placeLeaves), place, ...sourced(random) });
  }
  const persons = Math.floor(random() * 2.6);
  for (let n = 0; n < persons; n += 1) found.push(personOf(random));
  if (persons > 0) found.push({ ref: ref(random), kind: "people", paths: ["people.count"] });
  for (let n = 0; n < Math.floor(random() * 1.8); n += 1) {
    found.push({ ...presence(random, "vehicle", vehicleLeaves), ...sourced(random) });
  }
  if (random() < 0.3) found.push(presence(random, "unit", unitLeaves));
  if (random() < 0.05) found.push({ ...presence(random, "risk", riskLeaves), basis: "fact" });
  for (const author of charged) found.push({ ...presence(random, "charge", chargeLeaves), author });
  return found;
}

function personOf(random: Random): object {
  const role = skewed(random, ["involved", "reporter", "victim", "witness", "suspect", "offender"]);
  const roles = random() < 0.05 ? ["reporter", "victim"] : [role];
  const basis = random() < 0.3 ? { basis: "fact" } : {};
  const person = presence(random, "person", personLeaves);
  return { ...person, roles, minor: random() < 0.12, ...basis, ...sourced(random) };
}

const sourced = (random: Random): object =>
  random() < 0.7 ? {} : { source: pick(random, ["observed", "reported", "declared"]) };

/** Which leaves rooms fill in together: forms have a handful of states, not all subsets. */
type Variants = readonly (readonly string[])[];
const status = ["category", "status"];
const incidentLeaves: Variants = [
  status,
  [...status, "priority"],
  [...status, "priority", "started_at", "started_quarter"],
  [...status, "reported_at", "reported_quarter", "started_at", "started_quarter"],
  [...status, "completeness", "priority", "reliability"],
];
const address = ["municipality", "sensitivity", "street"];
const placeLeaves: Variants = [
  address,
  [...address, "number"],
  [...address, "cell", "point", "zone"],
  [...address, "accuracy_m", "cell", "method", "number", "point", "zone"],
  ["cell", "point", "sensitivity", "zone"],
];
const named = ["family_name", "given_name", "minor", "roles"];
const personLeaves: Variants = [
  ["minor", "roles"],
  named,
  [...named, "phone"],
  [...named, "birth_date", "tax_code"],
  ["injury", "minor", "roles"],
  [...named, "birth_date", "document", "nationality", "phone"],
];
const vehicleLeaves: Variants = [
  ["body", "plate"],
  ["body", "colour", "country", "make", "plate"],
  ["body", "colour"],
  ["body", "colour", "country", "listed_stolen", "make", "model", "plate"],
];
const unitLeaves: Variants = [["call_sign", "unit_status"]];
const riskLeaves: Variants = [["basis", "risk_type"]];
const chargeLeaves: Variants = [["room", "since", "state"]];

function presence(random: Random, kind: string, variants: Variants) {
  const paths = skewed(random, variants).map((name) => `${kind}.${name}`);
  return { ref: ref(random), kind, paths };
}

/** A reference that no other component of the corpus has; only its first half is drawn, to save time. */
function ref(random: Random): string {
  const word = () =>
    Math.floor(random() * 4_294_967_296)
      .toString(16)
      .padStart(8, "0");
  return `${word()}${word()}0000000000000000`;
}
