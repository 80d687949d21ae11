import type { ComponentKind } from "#libs/incident/catalogue";
import { leavesOf } from "#libs/incident/catalogue";
import type { Category, Component, Fields, IncidentEvent, LeafValue } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";

const wholeFields: Readonly<Record<string, Fields>> = {
  incident: {
    priority: 2,
    started_at: "2026-11-22T08:55:00.000Z",
    reported_at: "2026-11-22T08:58:00.000Z",
    completeness: "partial",
    reliability: "likely",
    call_filter: "emergency",
  },
  place: {
    place_type: "street",
    point: { lat_e7: 451300000, lon_e7: 100200000 },
    accuracy_m: 10,
    method: "gnss",
    street: "VIA SINTETICA",
    number: "0",
    municipality: "istat:019036",
    polygon: [
      { lat_e7: 451300000, lon_e7: 100200000 },
      { lat_e7: 451310000, lon_e7: 100210000 },
    ],
    radius_m: 50,
    confidence_pct: 68,
    source: "observed",
  },
  person: {
    basis: "fact",
    family_name: "SINTETICO",
    given_name: "PROVA",
    birth_date: "1980-01-01",
    tax_code: "ZZZZZZ00Z00Z000Z",
    document: "ZZ0000000",
    nationality: "IT",
    phone: "+390000000000",
    email: "prova@example.invalid",
    language: "IT",
    source: "declared",
  },
  vehicle: {
    plate: "ZZ000ZZ",
    country: "IT",
    body: "car",
    colour: "white",
    make: "SINTETICA",
    model: "PROVA",
    listed_stolen: true,
    source: "observed",
  },
  unit: { call_sign: "PROVA-1", unit_status: "on_scene" },
  risk: { risk_type: "weapon", basis: "assessment", source: "reported" },
  image: {
    reference: "img:sintetica-1",
    captured_at: "2026-11-22T09:00:00.000Z",
    expires_at: "2026-11-29T09:00:00.000Z",
  },
  note: { text: "nota sintetica", basis: "assessment" },
};

/** A component with every leaf that a sender may state, but for those overridden. */
export function wholeComponent(
  kind: ComponentKind,
  id: string,
  overrides: Readonly<Record<string, LeafValue>> = {},
): Component {
  return { kind, id, fields: { ...wholeFields[kind], ...overrides } };
}

/** One of everything: two places, a person in each position that rules tell apart, an injured one. */
export const fullComponents: readonly Component[] = [
  wholeComponent("incident", "i"),
  wholeComponent("place", "public", { sensitivity: "public" }),
  wholeComponent("place", "home", { sensitivity: "sensitive" }),
  wholeComponent("person", "reporter", { roles: ["reporter"], minor: false }),
  wholeComponent("person", "suspect", { roles: ["suspect"], minor: false }),
  wholeComponent("person", "victim", { roles: ["victim"], minor: false, injury: "serious" }),
  wholeComponent("person", "witness", { roles: ["witness"], minor: false }),
  wholeComponent("person", "offender", { roles: ["offender"], minor: false }),
  wholeComponent("person", "missing", { roles: ["missing"], minor: false }),
  wholeComponent("person", "minor", {
    roles: ["victim"],
    minor: true,
    birth_date: "2015-01-01",
    injury: "minor",
  }),
  wholeComponent("vehicle", "v"),
  wholeComponent("unit", "u"),
  wholeComponent("risk", "r"),
  wholeComponent("image", "f"),
  wholeComponent("note", "n"),
];

/** Leaves of a kind that a sender may state and that the full incident states. */
export function statedLeaves(kind: ComponentKind): readonly string[] {
  return leavesOf(kind)
    .filter((leaf) => !leaf.derived)
    .map((leaf) => leaf.name);
}

let counter = 0;

/** An event of Cremona's room unless said otherwise; `second` orders the store times. */
export function eventAt(
  second: number,
  event: Partial<IncidentEvent>,
  author = "pl_cremona",
): PlacedEvent {
  const time = new Date(Date.parse("2026-11-22T09:00:00.000Z") + second * 1000).toISOString();
  counter += 1;
  return {
    author,
    storedAt: time,
    event: {
      message_id: `M-${counter}`,
      sent: time,
      observed: "2026-11-22T09:00:00.000Z",
      mode: "actual",
      kind: "update",
      incident: { id: "S-1" },
      territory: [],
      format: "test",
      notes: [],
      upsert: [],
      remove: [],
      ...event,
    },
  };
}

/** A report of everything, in a territory that crosses into the neighbour's. */
export function fullReport(category: Category): PlacedEvent {
  return eventAt(0, {
    kind: "report",
    category,
    territory: ["istat:019036", "istat:019026"],
    upsert: fullComponents,
  });
}
