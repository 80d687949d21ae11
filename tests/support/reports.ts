import type { IncidentEvent } from "#libs/incident/event";

let messages = 0;

/** A synthetic report of a municipal room, complete enough for its category; `over` replaces members. */
export function syntheticReport(
  incident: string,
  over: Partial<IncidentEvent> = {},
): IncidentEvent {
  messages += 1;
  return {
    message_id: `M-${messages}`,
    sent: new Date().toISOString(),
    mode: "actual",
    kind: "report",
    incident: { id: incident },
    category: "C01",
    territory: ["istat:019036"],
    format: "raccordo-native/1",
    notes: [],
    upsert: [
      { kind: "incident", id: "i", fields: { priority: 2 } },
      {
        kind: "place",
        id: "p",
        fields: { sensitivity: "public", street: "Via Sintetica", municipality: "istat:019036" },
      },
      {
        kind: "person",
        id: "a",
        fields: { roles: ["victim"], minor: false, family_name: "SINTETICO" },
      },
    ],
    remove: [],
    ...over,
  };
}

/** An answer of a room to an incident that it knows by `alias`. */
export function syntheticAnswer(alias: string, kind: IncidentEvent["kind"]): IncidentEvent {
  const { category: _category, ...rest } = syntheticReport(alias);
  return { ...rest, kind, incident: { alias }, territory: [], upsert: [] };
}
