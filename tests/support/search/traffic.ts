import { type ComponentKind, leavesOf } from "#libs/incident/catalogue";
import type { IncidentLeafInput, SystemLeafInput } from "#libs/seal/buildLeaf";
import type { ChainHead } from "#libs/seal/leaf";
import type { Facts, Presence, SlotEntry, SlotValue } from "#libs/seal/parts";
import { seeded } from "#tests/support/seeded";

/** One entry of generated traffic, as the log's writers are given it. */
export type TrafficEntry =
  | { readonly decision: IncidentLeafInput }
  | { readonly system: SystemLeafInput };

export const trafficRooms = [
  { slot: 0, id: "pl_prova", kind: "polizia_locale", titolare: "Comune di Prova" },
  { slot: 1, id: "pl_esempio", kind: "polizia_locale", titolare: "Comune di Esempio" },
  { slot: 2, id: "questura_prova", kind: "questura", titolare: "Questura di Prova" },
  { slot: 3, id: "cc_prova", kind: "carabinieri", titolare: "Comando provinciale CC di Prova" },
  { slot: 4, id: "gdf_prova", kind: "guardia_di_finanza", titolare: "Comando GdF di Prova" },
  { slot: 5, id: "cur_prova", kind: "cur_112", titolare: "Regione Prova" },
] as const;

type Random = () => number;

interface Component extends Presence {
  readonly ref: string;
  readonly kind: ComponentKind;
}

interface Incident {
  readonly pseudonym: string;
  readonly owner: (typeof trafficRooms)[number];
  readonly category: string;
  readonly istat: readonly string[];
  readonly components: Component[];
  readonly held: Map<number, Map<string, string>>;
  head: ChainHead | undefined;
}

export interface TrafficOptions {
  readonly seed: number;
  /** Milliseconds of one entry after the other. */
  readonly stepMs: number;
  readonly begin: string;
}

const categories = ["C01", "C02", "C03", "C17", "C09", "C10", "C11", "C04", "C12", "C06", "C05"];
const ruleSets = ["a1", "b2", "c3"].map((two) => two.repeat(32));
/** Rules change so often. */
const eraMs = 40 * 86_400_000;
const openMax = 200;

/**
 * Traffic as rooms make it, drawn from a seed: incidents of several messages, forms with a handful of states, rules
 * that depend on sender, category and receiver, decisions that record what is new. Only names, codes and drawn ids.
 */
export class Traffic {
  readonly #random: Random;
  readonly #step: number;
  #time: number;
  readonly #open: Incident[] = [];
  readonly #operators: readonly string[];

  constructor({ seed, stepMs, begin }: TrafficOptions) {
    this.#random = seeded(seed);
    this.#step = stepMs;
    this.#time = Date.parse(begin);
    this.#operators = Array.from({ length: 40 }, () => idOf(this.#random));
  }

  /** The entry that stands at this place; places come in the order of the log. */
  next(year: number, index: number): TrafficEntry {
    this.#time += this.#step;
    const random = this.#random;
    const at = new Date(this.#time + Math.floor(random() * 2_000) - 1_000).toISOString();
    if (random() < 0.03) return { system: this.#system(at) };
    const incident = this.#incident();
    const decision = this.#decide(incident, at);
    incident.head = { year, seq: index + 1 };
    return { decision };
  }

  #incident(): Incident {
    const random = this.#random;
    if (this.#open.length > 3 && random() < 0.6) return pick(random, this.#open);
    const owner = pick(random, [...trafficRooms.slice(0, 2), pick(random, trafficRooms)]);
    const made: Incident = {
      ...{ pseudonym: idOf(random), owner, category: skewed(random, categories) },
      istat: [`istat:99${owner.slot}00${1 + Math.floor(random() * 5)}`],
      ...{ components: [], held: new Map(), head: undefined },
    };
    this.#open.push(made);
    if (this.#open.length > openMax) this.#open.shift();
    return made;
  }

  #decide(incident: Incident, at: string): IncidentLeafInput {
    const random = this.#random;
    const answers = incident.head !== undefined && random() < 0.2;
    const sender = answers ? pick(random, trafficRooms) : incident.owner;
    const changed = answers ? undefined : grow(random, incident);
    const era = Math.floor(Date.parse(at) / eraMs) % ruleSets.length;
    const common = {
      mode: random() < 0.03 ? "exercise" : "actual",
      at,
      clock: "event-store",
    } as const;
    return {
      ...common,
      kind: random() < 0.02 ? "redecision" : "exchange",
      ...{ incident: incident.pseudonym, event: idOf(random), eventsSequence: 1 },
      head: incident.head,
      ruleSet: ruleSets[era] ?? "",
      agreement: "d4".repeat(32),
      facts: factsOf(random, incident, sender.id, pick(random, this.#operators)),
      commitments: incident.components.map(({ ref, paths }) => ({
        c: "A".repeat(43),
        path: paths[0] ?? "incident.status",
        ref,
      })),
      slots: trafficRooms.map(({ slot, id }) => ({
        slot,
        value: slotOf(random, incident, { slot, id }, { era, changed }),
      })),
    };
  }

  #system(at: string): SystemLeafInput {
    const random = this.#random;
    const common = { at, clock: "synced" } as const;
    const slot = Math.floor(random() * trafficRooms.length);
    const drawn = random();
    if (drawn < 0.4) return { leaf: { ...common, kind: "heartbeat", covered: 7 } };
    if (drawn < 0.7) {
      const reader = pick(random, this.#operators);
      const purpose = pick(random, ["lawfulness", "authority", "supervision"] as const);
      const of = random() < 0.5 ? { slot } : { incident: this.#incident().pseudonym };
      const what = {
        role: "privacy_officer",
        scope: "search",
        purpose,
        entries: 3,
        ...of,
      } as const;
      return { leaf: { ...common, kind: "read", reader, ...what } };
    }
    if (drawn < 0.8) return { leaf: { ...common, kind: "notice", code: "release_missing", slot } };
    const range = { of: "actual", slot, range: { from: 1, to: 2 }, count: 2 } as const;
    const entries = [
      { mode: "actual", delivery: idOf(random), kind: "delivered", at },
      { mode: "actual", delivery: idOf(random), kind: "displayed", at },
    ] as const;
    return { leaf: { ...common, kind: "receipts", ...range }, entries: [...entries] };
  }
}

/** Configuration that stands at the beginning of every generated log. */
export const trafficConfiguration = {
  demonstration: true,
  format: "raccordo-configuration/1",
  keys: { log: "A".repeat(43), receipts: "A".repeat(43) },
  limits: { announce_every_ms: 1_000, receipt_max_delay_ms: 60_000, release_stop_after_ms: 60_000 },
  log_family: "audit.prova.example",
  rooms: trafficRooms.map(({ id, kind, slot, titolare }) => ({
    ...{ id, kind, municipalities: [] as string[], slot, titolare },
  })),
  version: 1,
  writers: ["policy", "console", "audit"],
};

const forms: Readonly<Partial<Record<ComponentKind, readonly (readonly string[])[]>>> = {
  incident: [["status"], ["status", "priority"], ["status", "priority", "started_at"]],
  place: [
    ["sensitivity", "street", "municipality"],
    ["sensitivity", "street", "number", "municipality"],
    ["sensitivity", "point", "zone", "cell"],
  ],
  person: [
    ["roles", "minor"],
    ["roles", "minor", "family_name", "given_name"],
    ["roles", "minor", "family_name", "given_name", "birth_date", "tax_code"],
    ["roles", "minor", "injury"],
  ],
  vehicle: [
    ["plate", "body"],
    ["plate", "country", "body", "colour", "make"],
  ],
  unit: [["call_sign", "unit_status"]],
};

/** What a message adds; gives the reference of the component that it changes instead. */
function grow(random: Random, { components }: Incident): string | undefined {
  if (components.length === 0) {
    components.push(componentOf(random, "incident"), componentOf(random, "place"));
  }
  const more = skewed(random, ["", "vehicle", "person", "unit", "place"] as const);
  if (more !== "" && components.length < 8) components.push(componentOf(random, more));
  return more === "" ? pick(random, components).ref : undefined;
}

/** Members in alphabetical order: that is the canonical one. */
function componentOf(random: Random, kind: ComponentKind): Component {
  const form = skewed(random, forms[kind] ?? [["status"]]);
  const paths = leavesOf(kind).flatMap(({ name, path }) => (form.includes(name) ? [path] : []));
  const person =
    kind === "person"
      ? { minor: random() < 0.1, roles: [skewed(random, ["victim", "reporter", "witness"])] }
      : undefined;
  return {
    ...(random() < 0.3 && { basis: "fact" as const }),
    kind,
    ...(person && { minor: person.minor }),
    paths,
    ...(kind === "place" && {
      place: random() < 0.6 ? ("public" as const) : ("sensitive" as const),
    }),
    ref: hex(random),
    ...(person && { roles: person.roles }),
  };
}

const purposeOf = (category: string): string =>
  category === "C17" ? "P6" : category === "C02" ? "P5" : category === "C01" ? "P1" : "P2";

function factsOf(random: Random, incident: Incident, sender: string, operator: string): Facts {
  const { category, components, istat, owner } = incident;
  const regime = category === "C17" || category === "C02" ? "administrative" : "police";
  const said = random() < 0.7;
  return {
    ...{ addressees: [], assignment: [], category, emergencies: [] },
    event_kind: sender === owner.id ? (incident.head === undefined ? "report" : "update") : "note",
    fields: [...components],
    ground: { purpose: purposeOf(category), regime },
    istat,
    ...(said && { operator }),
    ...{ owner: owner.id, roles: [], sender },
  };
}

/** What a receiver may have of a sender's incident: by the last digits of their names, the same at all times. */
function rightOf(owner: number, category: string, receiver: number, era: number): number {
  return (owner * 7 + Number(category.slice(1)) * 5 + receiver * 11 + era * 3) % 10;
}

const classesByRight: readonly (readonly string[])[] = [
  ["incident.status", "incident.priority", "place.zone", "place.street", "place.municipality"],
  ["incident.status", "vehicle.plate", "vehicle.body", "place.zone"],
  ["incident.status", "person.roles", "person.injury", "place.street", "place.number"],
  ["incident.status", "person.family_name", "person.given_name", "vehicle.plate", "unit.call_sign"],
];

function slotOf(
  random: Random,
  incident: Incident,
  { slot, id }: { readonly slot: number; readonly id: string },
  { era, changed }: { readonly era: number; readonly changed: string | undefined },
): SlotValue {
  const nothing = { entries: [], handling: [] };
  const { owner, category, components } = incident;
  if (owner.id === id) return { ...nothing, outcome: "not_addressed", reason: "OWN_EVENT" };
  const right = rightOf(owner.slot, category, slot, era);
  const held = incident.held.get(slot) ?? new Map<string, string>();
  incident.held.set(slot, held);
  const rule = `${category}-${right}`;
  const article = right % 2 === 0 ? `art. ${right + 1}, 2° comma` : `art. ${right + 1}/bis`;
  if (right < 2) return { ...nothing, outcome: "not_addressed", reason: "NO_COMPETENCE" };
  const may = new Set(right < 5 ? [] : classesByRight[right % 4]);
  const entries = difference(random, held, { components, may, changed });
  const purpose = purposeOf(category);
  const regime = category === "C17" || category === "C02" ? "administrative" : "police";
  const basis = [
    { agreement: "PATTO-PROVA", article, author: owner.id, purpose, regime, rule },
  ] as const;
  if (right < 5 && entries.length === 0) {
    return { article, ...nothing, outcome: "withheld", reason: "CATEGORY", rule };
  }
  if (entries.length === 0) {
    return { article, basis, ...nothing, outcome: "nothing_new", reason: "NOTHING_NEW", rule };
  }
  return {
    ...{ article, basis, delivery: idOf(random), entries, handling: ["no-onward", "retain-p30d"] },
    ...{ outcome: "released", plaintext_digest: hex(random) + hex(random), plan: "e5".repeat(32) },
    ...{
      reason: right < 5 ? "CATEGORY" : "RELEASED",
      rule,
      sealed_sha256: hex(random) + hex(random),
    },
  };
}

function difference(
  random: Random,
  held: Map<string, string>,
  {
    components,
    may,
    changed,
  }: {
    readonly components: readonly Component[];
    readonly may: ReadonlySet<string>;
    readonly changed: string | undefined;
  },
): readonly SlotEntry[] {
  const entries: SlotEntry[] = [];
  const now = new Set<string>();
  for (const { ref, paths } of components) {
    for (const path of paths) {
      if (!may.has(path)) continue;
      const key = `${ref} ${path}`;
      now.add(key);
      const before = held.get(key);
      if (before !== undefined && ref !== changed) continue;
      const mac = hex(random);
      held.set(key, mac);
      entries.push({ mac, op: before === undefined ? "add" : "replace", path, ref });
    }
  }
  for (const key of held.keys()) {
    const [ref = "", path = ""] = key.split(" ");
    if (!now.has(key)) entries.push({ mac: "", op: "withdraw", path, ref });
  }
  for (const { op, ref, path } of entries) if (op === "withdraw") held.delete(`${ref} ${path}`);
  return entries;
}

function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

/** The first items come up most: each half as often as the one before. */
function skewed<T>(random: Random, items: readonly T[]): T {
  const index = Math.min(items.length - 1, Math.floor(-Math.log2(1 - random())));
  return items[index] ?? pick(random, items);
}

const word = (random: Random): string =>
  Math.floor(random() * 4_294_967_296)
    .toString(16)
    .padStart(8, "0");

const hex = (random: Random): string => word(random) + word(random) + word(random) + word(random);

function idOf(random: Random): string {
  const drawn = hex(random);
  return `${drawn.slice(0, 12)}8${drawn.slice(13, 16)}a${drawn.slice(17)}`;
}
