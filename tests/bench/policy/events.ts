import { randomBytes } from "node:crypto";
import { incidentSecrets, type PolicySecrets, type RoomReleaseKeys } from "#apps/policy/secrets";
import type { IncidentState } from "#libs/incident/state";
import { foldAll } from "#libs/incident/state";
import type { DecisionInput } from "#libs/policy/decision";
import { emptyHoldings } from "#libs/policy/holdings";
import { istat, measuredCategory, rooms } from "#tests/bench/policy/corpus";
import { eventAt, fullComponents } from "#tests/support/fullIncident";

const releaseKeys = (): RoomReleaseKeys => ({
  alias: randomBytes(32),
  feed: randomBytes(32),
  pseudonym: randomBytes(32),
});

const secrets: PolicySecrets = {
  rooms: new Map(rooms.map(({ id }) => [id, { actual: releaseKeys(), exercise: releaseKeys() }])),
  coreNaming: { actual: randomBytes(32), exercise: randomBytes(32) },
  logPseudonym: randomBytes(32),
  macs: new Map(),
};

/** An id of ours: its version and variant bits are where they belong. */
function newId(): string {
  const bytes = randomBytes(16);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString("hex");
}

const storedAt = "2026-11-22T09:00:00.000Z";

/** The full incident of the tests: fifteen components, seven of them persons, in a comune of every room. */
function fullState(): IncidentState {
  const report = eventAt(
    0,
    {
      kind: "report",
      category: measuredCategory,
      territory: [istat(0), istat(1)],
      upsert: fullComponents,
    },
    "sala_0",
  );
  const state = foldAll([report]);
  if (state === undefined) throw new Error("the report opened no incident");
  return state;
}

/** A first decision on a new incident, for every room but its sender: all that is seen is new. */
export function newDecision(): DecisionInput {
  const keys = { ordinary: randomBytes(32), sensitive: randomBytes(32) };
  const name = { mode: "actual", incident: newId(), event: newId() } as const;
  return {
    state: fullState(),
    author: "sala_0",
    storedAt,
    rooms: rooms.slice(1),
    holdings: () => emptyHoldings,
    secrets: incidentSecrets(secrets, keys, name),
  };
}
