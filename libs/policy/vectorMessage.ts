import type { Component, IncidentEvent } from "#libs/incident/event";
import type { Vector } from "./ruleSetLife.ts";

const place = {
  place_type: "street",
  point: { lat_e7: 451300000, lon_e7: 100200000 },
  street: "VIA SINTETICA",
  number: "0",
};
const person = {
  basis: "fact",
  family_name: "SINTETICO",
  given_name: "PROVA",
  birth_date: "1980-01-01",
  phone: "+390000000000",
};

/** One of everything that rules tell apart; every value is invented. */
const components = (municipality: string): readonly Component[] => [
  { kind: "incident", id: "i", fields: { priority: 2, completeness: "partial" } },
  { kind: "place", id: "public", fields: { ...place, municipality, sensitivity: "public" } },
  { kind: "place", id: "home", fields: { ...place, municipality, sensitivity: "sensitive" } },
  { kind: "person", id: "reporter", fields: { ...person, roles: ["reporter"], minor: false } },
  { kind: "person", id: "suspect", fields: { ...person, roles: ["suspect"], minor: false } },
  {
    kind: "person",
    id: "victim",
    fields: { ...person, roles: ["victim"], minor: false, injury: "serious" },
  },
  { kind: "person", id: "missing", fields: { ...person, roles: ["missing"], minor: false } },
  { kind: "person", id: "minor", fields: { ...person, roles: ["victim"], minor: true } },
  {
    kind: "vehicle",
    id: "v",
    fields: { plate: "ZZ000ZZ", country: "IT", body: "car", colour: "white", listed_stolen: true },
  },
  { kind: "unit", id: "u", fields: { call_sign: "PROVA-1", unit_status: "on_scene" } },
  { kind: "risk", id: "r", fields: { risk_type: "weapon", basis: "assessment" } },
  {
    kind: "image",
    id: "f",
    fields: { reference: "img:sintetica-1", captured_at: "2026-11-22T09:00:00.000Z" },
  },
  { kind: "note", id: "n", fields: { text: "nota sintetica", basis: "assessment" } },
];

const common = {
  incident: { id: "SINTETICO" },
  format: "raccordo-native/1",
  notes: [],
  remove: [],
  sent: "2026-11-22T09:00:00.000Z",
  observed: "2026-11-22T09:00:00.000Z",
} as const;

/** The invented report that a vector is about. Category, purpose and regime are words of the model or decide nothing. */
export function vectorReport(vector: Vector): IncidentEvent {
  const { category, purpose, regime, municipality } = vector;
  const stated = { category, purpose, regime } as Pick<
    IncidentEvent,
    "category" | "purpose" | "regime"
  >;
  return {
    ...common,
    mode: vector.mode,
    ...Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)),
    kind: "report",
    message_id: "SINTETICO-1",
    territory: [municipality],
    addressees: vector.named ? [vector.to] : [],
    upsert: components(municipality),
  };
}

/** What the receiver of a vector answers: that it takes the incident in charge, that life is at risk. */
export function vectorAnswers({ mode, charge, emergency }: Vector): readonly IncidentEvent[] {
  const answer = { ...common, mode, territory: [], upsert: [] } as const;
  const taken = { ...answer, kind: "charge_taken", message_id: "SINTETICO-2" } as const;
  const declared = { ...answer, kind: "break_glass", message_id: "SINTETICO-3" } as const;
  return [
    ...(charge ? [taken] : []),
    ...(emergency ? [{ ...declared, emergency: "life_at_risk" } as const] : []),
  ];
}
