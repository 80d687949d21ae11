import type { Component } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import { foldAll } from "#libs/incident/state";
import type { DecisionInput, IncidentSecrets } from "#libs/policy/decision";
import { emptyHoldings } from "#libs/policy/holdings";
import { eventAt } from "./fullIncident.ts";

/** The room that owns every incident made by hand. */
export const owner = "pl_cremona";

/** References, aliases and digests that can be read, so that a test sees what they stand for. */
export const readableSecrets: IncidentSecrets = {
  componentRef: (author, kind, id) => `${author}/${kind}/${id}`,
  componentAlias: (_room, author, kind, id) => `${author}/${kind}/${id}`,
  valueMac: (_room, _ref, _path, value) => value,
  incidentAlias: (room) => `alias for ${room}`,
  pseudonym: (...parts) => JSON.stringify(parts),
  deliveryId: (room) => `copy for ${room}`,
};

/** The owner's report with these components. */
export function reportOf(...upsert: readonly Component[]): PlacedEvent {
  return eventAt(0, { kind: "report", category: "C03", territory: ["istat:999001"], upsert });
}

/** What a decision on the last of these events depends on; nobody holds anything. */
export function inputOf(
  history: readonly PlacedEvent[],
  changes: Partial<DecisionInput> = {},
): DecisionInput {
  const state = foldAll(history);
  if (state === undefined) throw new Error("a history that opens no incident");
  return {
    ...{ state, author: owner, storedAt: "2026-11-22T09:00:00.000Z", rooms: [] },
    ...{ holdings: () => emptyHoldings, secrets: readableSecrets },
    ...changes,
  };
}
