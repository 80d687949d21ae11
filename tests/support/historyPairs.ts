import fc from "fast-check";
import type { Category, Component, Fields, IncidentEvent, LeafValue } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import { eventAt } from "./fullIncident.ts";

/** Two histories that one receiver must not be able to tell apart. */
export interface HistoryPair {
  readonly category: Category;
  readonly receiver: string;
  readonly left: readonly PlacedEvent[];
  readonly right: readonly PlacedEvent[];
}

const owner = "pl_cremona";
const roomIds = [owner, "questura_cremona", "cc_cremona", "gdf_cremona", "pl_limitrofo"] as const;
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
  | { readonly do: "close" };

type Insertion = {
  readonly at: number;
  readonly what: "note" | "nothing" | "person" | "charge" | "image";
};

/** What annex 3 lets this receiver see, written by hand: the pair must differ only elsewhere. */
interface Sight {
  readonly category: Category;
  readonly receiver: string;
  readonly nothing: boolean;
  /** The receiver takes charge somewhere in the history, and its rule opens something by it. */
  readonly charged: boolean;
  /** Questura and Carabinieri in C12: place only. */
  readonly placeOnly: boolean;
}

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
  { weight: 1, arbitrary: fc.constant({ do: "close" as const }) },
);

/** Pairs over all categories of the Patto and all rooms; `salt` scrambles what is withheld. */
export const historyPairs: fc.Arbitrary<HistoryPair> = fc
  .record({
    category: fc.constantFrom<Category>("C01", "C03", "C12", "C17"),
    receiver: fc.constantFrom(...roomIds),
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    insertions: fc.array(
      fc.record({
        at: fc.nat(4),
        what: fc.constantFrom<Insertion["what"]>("note", "nothing", "person", "charge", "image"),
      }),
      { maxLength: 3 },
    ),
    salt: fc.nat(9999),
  })
  .map(({ category, receiver, steps, insertions, salt }) => {
    const left = historyOf(category, receiver, steps);
    const sight = sightOf(category, receiver, steps);
    return { category, receiver, left, right: scrambled(left, sight, insertions, salt) };
  });

function historyOf(
  category: Category,
  receiver: string,
  steps: readonly Step[],
): readonly PlacedEvent[] {
  const first = eventAt(0, {
    kind: "report",
    category,
    territory: ["istat:019036", "istat:019026"],
    upsert: [built("place", 0), built("person", 7)],
  });
  return [first, ...steps.map((each, i) => placed(each, receiver, (i + 1) * 10))];
}

function placed(each: Step, receiver: string, second: number): PlacedEvent {
  switch (each.do) {
    case "upsert":
      return eventAt(second, {
        upsert: each.parts.map(({ name, variant }) => built(name, variant)),
      });
    case "remove": {
      const { kind, id } = built(each.name, 0);
      return eventAt(second, { remove: [{ kind, id }] });
    }
    case "close":
      return eventAt(second, { kind: "close" });
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
    incident: { priority: (variant % 5) + 1, reliability: pick(3, "likely", "confirmed") },
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

function sightOf(category: Category, receiver: string, steps: readonly Step[]): Sight {
  const isForce = receiver === "questura_cremona" || receiver === "cc_cremona";
  const takes = steps.some((each) => each.do === "charge" && each.taken && each.by === "receiver");
  const nothing =
    category === "C17" ||
    receiver === owner ||
    (receiver === "gdf_cremona" && category !== "C12") ||
    (receiver === "pl_limitrofo" && category === "C12");
  return {
    category,
    receiver,
    nothing,
    charged: takes && receiver !== "pl_limitrofo",
    placeOnly: category === "C12" && isForce,
  };
}

function scrambled(
  history: readonly PlacedEvent[],
  sight: Sight,
  insertions: readonly Insertion[],
  salt: number,
): readonly PlacedEvent[] {
  const changed = history.map((each, i) => rewritten(each, sight, salt + i));
  const events = changed.flatMap((each, i) => [
    each,
    ...insertions
      .filter(({ at }) => at % history.length === i)
      .flatMap((insertion, j) => inserted(insertion, sight, i * 10 + 1 + j, salt)),
  ]);
  return events;
}

/** The same event with everything changed that the receiver has no right to, and nothing else. */
function rewritten(each: PlacedEvent, sight: Sight, salt: number): PlacedEvent {
  const { event } = each;
  if (!("upsert" in event)) return each;
  const upsert = event.upsert.map((component) => hidden(component, sight, salt)).reverse();
  const extra: readonly Component[] =
    upsert.length > 0 && salt % 2 === 0
      ? [{ kind: "note", id: `extra${salt}`, fields: { text: "nota sintetica in più" } }]
      : [];
  const changed: IncidentEvent = {
    ...event,
    message_id: `${event.message_id}-${salt}`,
    operator_ref: `OP-${salt}`,
    notes: [{ code: "member-unknown", pointer: "" }],
    upsert: [...extra, ...upsert],
  };
  return { ...each, event: changed };
}

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
      return { unit_status: "available", ...(isBlind(sight) && { call_sign: `ALTRA-${salt}` }) };
    case "vehicle":
      return isBlind(sight) ? { plate: `ZZ${salt}ZZ` } : {};
    case "risk":
      return isBlind(sight) ? { risk_type: "traffic" } : {};
    case "casualties":
      return isBlind(sight) || sight.category === "C12" ? { injured_count: salt } : {};
    case "incident":
      return sight.nothing ? { priority: (salt % 5) + 1, reliability: "unverified" } : {};
    case "image":
      return seesImages(sight) ? {} : { reference: `img:altra-${salt}` };
    case "place":
      return placePatch(fields, sight, salt);
    case "person":
      return personPatch(fields, sight, salt);
    default:
      return {};
  }
}

/** Sees neither vehicles nor risks, units, numbers. */
function isBlind(sight: Sight): boolean {
  return sight.nothing || sight.placeOnly;
}

function seesImages(sight: Sight): boolean {
  return sight.charged && !isBlind(sight);
}

function placePatch(fields: Fields, sight: Sight, salt: number): Fields {
  if (sight.nothing) return { street: `VIA ${salt}`, point: cellB, municipality: "istat:019099" };
  if (fields["sensitivity"] === "public") return {};
  if (sight.category === "C12" && !sight.placeOnly) return {};
  const isForceInC03 = sight.category === "C03" && sight.receiver !== "pl_limitrofo";
  if (isForceInC03 && sight.charged) return {};
  const elsewhere = { street: `VIA ALTRA ${salt}`, number: String(salt), place_type: "home" };
  if (isForceInC03 || sight.placeOnly) return { ...elsewhere, point: salt % 2 ? cellA : cellB };
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
  if (sight.nothing || sight.placeOnly) {
    return { ...names, roles: ["witness"], minor: salt % 2 === 0, injury: "fatal" };
  }
  const seesPersons = sight.charged && sight.category !== "C01";
  if (!seesPersons) {
    // Injury and age stay: they are counted. Roles, names and phones are free.
    const injury: Fields = sight.category === "C12" ? { injury: "critical" } : {};
    return { ...names, ...injury, roles: salt % 2 ? ["witness", "suspect"] : ["reporter"] };
  }
  const roles = fields["roles"];
  const isWitness = Array.isArray(roles) && roles.includes("witness");
  if (fields["minor"] === true || (sight.category === "C03" && isWitness)) return names;
  return sight.category === "C12" ? { injury: "critical" } : {};
}

/** A whole message that the receiver must not even notice. */
function inserted(
  { what }: Insertion,
  sight: Sight,
  second: number,
  salt: number,
): readonly PlacedEvent[] {
  const update = (component: Component) => [eventAt(second, { upsert: [component] })];
  const note: Component = { kind: "note", id: "inserted", fields: { text: `nota ${salt}` } };
  switch (what) {
    case "nothing":
      return [eventAt(second, {})];
    case "note":
      return update(note);
    case "image":
      return seesImages(sight)
        ? update(note)
        : update({ kind: "image", id: "inserted", fields: { reference: `img:${salt}` } });
    case "person": {
      const seesRoles = sight.charged && sight.category !== "C01" && !isBlind(sight);
      const fields: Fields = { roles: ["witness"], minor: false, family_name: `ALTRO${salt}` };
      return seesRoles ? update(note) : update({ kind: "person", id: "inserted", fields });
    }
    case "charge": {
      // The owner is told of charges: for it, this would be visible.
      if (sight.receiver === owner) return update(note);
      const event = { kind: "charge_taken", incident: { alias: "x" } } as const;
      return [eventAt(second, event, otherThan(sight.receiver))];
    }
  }
}
