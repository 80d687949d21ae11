import fc from "fast-check";
import type { Category, Component, Fields, IncidentEvent, LeafValue } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import { eventAt } from "./fullIncident.ts";
import { blind, type Exchange, type Sight, sightOf } from "./historySights.ts";

/** Two histories that one receiver must not be able to tell apart. */
export interface HistoryPair {
  readonly owner: string;
  readonly category: Category;
  readonly receiver: string;
  /** The matrix gives the receiver something of it. */
  readonly isAnswered: boolean;
  readonly left: readonly PlacedEvent[];
  readonly right: readonly PlacedEvent[];
}

const roomIds = [
  ...(["pl_cremona", "questura_cremona", "cc_cremona", "gdf_cremona"] as const),
  ...(["pl_limitrofo", "cur_brescia"] as const),
] as const;
const kinds = [
  "place",
  "person",
  "person2",
  "vehicle",
  "risk",
  "unit",
  "incident",
  "image",
  "note",
  "casualties",
] as const;
type PoolName = (typeof kinds)[number];

type Step =
  | { readonly do: "upsert"; readonly parts: readonly { name: PoolName; variant: number }[] }
  | { readonly do: "remove"; readonly name: PoolName }
  | { readonly do: "charge"; readonly taken: boolean; readonly by: "receiver" | "other" }
  | { readonly do: "address"; readonly others: number }
  | { readonly do: "close" };

type Insertion = {
  readonly at: number;
  readonly what: "note" | "nothing" | "person" | "charge" | "image" | "address";
};

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("upsert" as const),
      parts: fc.uniqueArray(fc.record({ name: fc.constantFrom(...kinds), variant: fc.nat(1023) }), {
        minLength: 1,
        maxLength: 4,
        selector: (part) => part.name,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("remove" as const), name: fc.constantFrom(...kinds) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("charge" as const),
      taken: fc.boolean(),
      by: fc.constantFrom("receiver" as const, "other" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("address" as const), others: fc.nat(63) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "close" as const }) },
);

/** Pairs over several categories, two senders and all rooms; `salt` scrambles what is withheld. */
export const historyPairs: fc.Arbitrary<HistoryPair> = fc
  .record({
    owner: fc.constantFrom("pl_cremona", "pl_cremona", "cur_brescia"),
    category: fc.constantFrom<Category>("C01", "C01", "C03", "C03", "C05", "C12", "C17"),
    receiver: fc.constantFrom(...roomIds),
    isNamed: fc.boolean(),
    others: fc.nat(63),
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    insertions: fc.array(
      fc.record({
        at: fc.nat(4),
        what: fc.constantFrom<Insertion["what"]>(
          ...(["note", "nothing", "person", "charge", "image", "address"] as const),
        ),
      }),
      { maxLength: 3 },
    ),
    salt: fc.nat(9999),
  })
  .map(({ owner, category, receiver, isNamed, others, steps, insertions, salt }) => {
    const takes = steps.some(
      (each) => each.do === "charge" && each.taken && each.by === "receiver",
    );
    const exchange = { owner, category, receiver, isNamed, takes };
    const left = historyOf(exchange, others, steps);
    const sight = sightOf(exchange);
    const right = scrambled(left, { exchange, sight }, insertions, salt);
    return { owner, category, receiver, isAnswered: sight !== blind, left, right };
  });

/** Rooms that a message names: chosen by the bits of `others`, and the receiver exactly if it is named at all. */
function named({ receiver, isNamed }: Exchange, others: number): readonly string[] {
  const rest = roomIds.filter((id, bit) => id !== receiver && (others >> bit) % 2 === 1);
  return isNamed ? [receiver, ...rest] : rest;
}

function historyOf(
  exchange: Exchange,
  others: number,
  steps: readonly Step[],
): readonly PlacedEvent[] {
  const { owner, category } = exchange;
  const first = eventAt(
    0,
    {
      kind: "report",
      category,
      territory: ["istat:019036", "istat:019026"],
      ...addressed(exchange, others),
      upsert: [built("place", 0), built("person", 7)],
    },
    owner,
  );
  return [first, ...steps.map((each, i) => placed(each, exchange, (i + 1) * 10))];
}

/** A message that would name nobody says nothing of it: who was named before stays named. */
function addressed(exchange: Exchange, others: number): Pick<IncidentEvent, "addressees"> {
  const addressees = named(exchange, others);
  return addressees.length === 0 ? {} : { addressees };
}

function placed(each: Step, exchange: Exchange, second: number): PlacedEvent {
  const { owner, receiver } = exchange;
  switch (each.do) {
    case "upsert": {
      const upsert = each.parts.map(({ name, variant }) => built(name, variant));
      return eventAt(second, { upsert }, owner);
    }
    case "remove": {
      const { kind, id } = built(each.name, 0);
      return eventAt(second, { remove: [{ kind, id }] }, owner);
    }
    case "address":
      return eventAt(second, addressed(exchange, each.others), owner);
    case "close":
      return eventAt(second, { kind: "close" }, owner);
    case "charge": {
      const by = each.by === "receiver" && receiver !== owner ? receiver : otherThan(receiver);
      const kind = each.taken ? "charge_taken" : "charge_ended";
      return eventAt(second, { kind, incident: { alias: "x" } }, by);
    }
  }
}

/** A state room other than the receiver: its charge concerns the receiver only if that is the owner. */
function otherThan(receiver: string): string {
  return receiver === "questura_cremona" ? "cc_cremona" : "questura_cremona";
}

const startedMs = Date.UTC(2026, 10, 22, 1);
const quarterMs = 15 * 60_000;
const cellA = { lat_e7: 451300000, lon_e7: 100200000 };
const cellB = { lat_e7: 451500000, lon_e7: 100600000 };

function built(name: PoolName, variant: number): Component {
  const pick = <T>(shift: number, ...options: readonly [T, ...T[]]): T =>
    options[(variant >> shift) % options.length] ?? options[0];
  const people: Fields = {
    roles: pick(0, ["victim"], ["suspect"], ["witness"], ["reporter", "victim"]),
    ...optional("minor", pick<boolean | undefined>(2, false, true, undefined)),
    ...optional("birth_date", pick(4, "1980-01-01", undefined, "2015-01-01")),
    injury: pick(6, "none", "minor", "serious"),
    family_name: `SINTETICO${variant % 3}`,
    phone: `+3900000${variant}`,
  };
  const fields: Readonly<Record<PoolName, Fields>> = {
    place: {
      sensitivity: pick(0, "sensitive", "public"),
      point: pick(1, cellA, cellB),
      street: `VIA SINTETICA ${variant % 5}`,
      municipality: "istat:019036",
    },
    person: people,
    person2: people,
    vehicle: { plate: `ZZ00${variant % 10}ZZ`, colour: pick(0, "white", "red") },
    risk: { risk_type: pick(0, "weapon", "animal") },
    unit: { call_sign: `PROVA-${variant % 3}`, unit_status: pick(2, "on_scene", "en_route") },
    incident: {
      priority: (variant % 5) + 1,
      reliability: pick(3, "likely", "confirmed"),
      started_at: new Date(startedMs + variant * 60_000).toISOString(),
    },
    image: { reference: `img:${variant}` },
    note: { text: `nota sintetica ${variant}` },
    casualties: { injured_count: variant % 4 },
  };
  const kind = name === "person2" ? "person" : name;
  return { kind, id: name, fields: fields[name] };
}

function optional(name: string, value: LeafValue | undefined): Fields {
  return value === undefined ? {} : { [name]: value };
}

interface Scrambling {
  readonly exchange: Exchange;
  readonly sight: Sight;
}

function scrambled(
  history: readonly PlacedEvent[],
  scrambling: Scrambling,
  insertions: readonly Insertion[],
  salt: number,
): readonly PlacedEvent[] {
  const changed = history.map((each, i) => rewritten(each, scrambling, salt + i));
  const events = changed.flatMap((each, i) => [
    each,
    ...insertions
      .filter(({ at }) => at % history.length === i)
      .flatMap((insertion, j) => inserted(insertion, scrambling, i * 10 + 1 + j, salt)),
  ]);
  return events;
}

/** The same event with everything changed that the receiver has no right to, and nothing else. */
function rewritten(each: PlacedEvent, { exchange, sight }: Scrambling, salt: number): PlacedEvent {
  const { event } = each;
  if (!("upsert" in event)) return each;
  const upsert = event.upsert.map((component) => hidden(component, sight, salt)).reverse();
  const extra: readonly Component[] =
    upsert.length > 0 && salt % 2 === 0
      ? [{ kind: "note", id: `extra${salt}`, fields: { text: "nota sintetica in più" } }]
      : [];
  const isAnswer = "alias" in event.incident;
  const changed: IncidentEvent = {
    ...event,
    message_id: `${event.message_id}-${salt}`,
    operator_ref: `OP-${salt}`,
    notes: [{ code: "member-unknown", pointer: "" }],
    // Which other rooms the sender names is nobody's business but theirs.
    ...(isAnswer ? {} : addressed(exchange, salt % 64)),
    ...(isAnswer || sight.links || salt % 3 > 0 ? {} : { same_as: aliasOf(salt) }),
    upsert: [...extra, ...upsert],
  };
  return { ...each, event: changed };
}

const aliasOf = (salt: number) => String(salt).padStart(32, "0");

function hidden(component: Component, sight: Sight, salt: number): Component {
  const patch = withheldPatch(component, sight, salt);
  const fields = Object.entries({ ...component.fields, ...patch, [`x_${salt}`]: "ignoto" });
  return { ...component, fields: Object.fromEntries(salt % 3 === 0 ? fields.reverse() : fields) };
}

function withheldPatch({ kind, fields }: Component, sight: Sight, salt: number): Fields {
  switch (kind) {
    case "note":
      return { text: `altra nota sintetica ${salt}` };
    case "unit":
      return { unit_status: "available", ...(!sight.units && { call_sign: `ALTRA-${salt}` }) };
    case "vehicle":
      return sight.vehicles ? {} : { plate: `ZZ${salt}ZZ`, colour: "green" };
    case "risk":
      return sight.risks ? {} : { risk_type: "traffic" };
    case "casualties":
      return sight.casualties ? {} : { injured_count: salt };
    case "incident":
      return incidentPatch(fields, sight, salt);
    case "image":
      return sight.images ? {} : { reference: `img:altra-${salt}` };
    case "place":
      return placePatch(fields, sight, salt);
    case "person":
      return personPatch(fields, sight, salt);
    default:
      return {};
  }
}

function incidentPatch({ started_at }: Fields, sight: Sight, salt: number): Fields {
  if (sight.times === "exact") return {};
  if (sight.times === "none") {
    return { priority: (salt % 5) + 1, reliability: "unverified", started_at: timeOf(startedMs) };
  }
  // Only the quarter of an hour is seen: move the time within it.
  const ms = typeof started_at === "string" ? Date.parse(started_at) : startedMs;
  const moved = ms - (ms % quarterMs) + ((salt * 1_000) % quarterMs);
  return started_at === undefined ? {} : { started_at: timeOf(moved) };
}

const timeOf = (ms: number) => new Date(ms).toISOString();

function placePatch(fields: Fields, sight: Sight, salt: number): Fields {
  if (sight === blind) {
    return { street: `VIA ${salt}`, point: cellB, municipality: "istat:019099" };
  }
  const level = fields["sensitivity"] === "public" ? sight.publicPlaces : sight.sensitivePlaces;
  if (level === "precise") return {};
  const elsewhere = { street: `VIA REMOTA ${salt}`, number: String(salt), place_type: "home" };
  if (level === "none") return { ...elsewhere, point: salt % 2 ? cellA : cellB };
  // Only the 1 km cell is seen: move the point by some metres within it.
  const point = fields["point"];
  const moved = point === undefined ? {} : { point: nearby(point, salt) };
  return { ...elsewhere, ...moved, accuracy_m: salt };
}

function nearby(point: LeafValue, salt: number): LeafValue {
  if (typeof point !== "object" || !("lat_e7" in point)) return point;
  return { lat_e7: point.lat_e7 + (salt % 300), lon_e7: point.lon_e7 + (salt % 300) };
}

function personPatch(fields: Fields, sight: Sight, salt: number): Fields {
  const names: Fields = {
    family_name: `ALTRO${salt}`,
    phone: `+39000${salt}`,
    email: "a@example.invalid",
  };
  const seesSomebody = sight.identities.length > 0;
  const otherRoles = salt % 2 ? ["witness", "suspect"] : ["reporter"];
  return {
    ...(mayBeNamed(fields, sight) ? {} : names),
    ...(sight.casualties ? {} : { injury: "critical" }),
    ...(sight.minors || seesSomebody ? {} : { minor: salt % 2 === 0 }),
    ...(sight.roles || seesSomebody ? {} : { roles: otherRoles }),
  };
}

/** Who is known to be a minor, or stands in any other role, is never named. */
function mayBeNamed({ minor, roles }: Fields, { identities }: Sight): boolean {
  if (minor === true || !Array.isArray(roles)) return false;
  return roles.every((role) => identities.includes(role));
}

/** A whole message that the receiver must not even notice. */
function inserted(
  { what }: Insertion,
  { exchange, sight }: Scrambling,
  second: number,
  salt: number,
): readonly PlacedEvent[] {
  const { owner, receiver } = exchange;
  const update = (component: Component) => [eventAt(second, { upsert: [component] }, owner)];
  const note: Component = { kind: "note", id: "inserted", fields: { text: `nota ${salt}` } };
  switch (what) {
    case "nothing":
      return [eventAt(second, {}, owner)];
    case "address":
      return [eventAt(second, addressed(exchange, salt % 64), owner)];
    case "note":
      return update(note);
    case "image":
      return sight.images
        ? update(note)
        : update({ kind: "image", id: "inserted", fields: { reference: `img:${salt}` } });
    case "person": {
      const fields: Fields = { roles: ["witness"], minor: false, family_name: `ALTRO${salt}` };
      return sight.roles ? update(note) : update({ kind: "person", id: "inserted", fields });
    }
    case "charge": {
      // The owner is told of charges: for it, this would be visible.
      if (receiver === owner) return update(note);
      const event = { kind: "charge_taken", incident: { alias: "x" } } as const;
      return [eventAt(second, event, otherThan(receiver))];
    }
  }
}
