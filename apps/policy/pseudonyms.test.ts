import { randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { incidentSecrets, type PolicySecrets, type RoomReleaseKeys } from "#apps/policy/secrets";
import type { Mode } from "#libs/incident/event";
import { pseudonymEpochOf } from "#libs/policy/sight";
import { incidentId } from "#libs/seal/ids";

const key = () => randomBytes(32);
const releaseKeys = (): RoomReleaseKeys => ({ alias: key(), feed: key(), pseudonym: key() });
const keysOfRoom = () => ({ actual: releaseKeys(), exercise: releaseKeys() });
const secrets: PolicySecrets = {
  rooms: new Map([
    ["questura_cremona", keysOfRoom()],
    ["gdf_cremona", keysOfRoom()],
  ]),
  coreNaming: { actual: key(), exercise: key() },
  logPseudonym: key(),
  macs: new Map(),
};
const naming = key();
const plate = "ZZ000ZZ";

/** The token of the plate in one incident, which has keys of its own. */
function tokenIn(incident: string, room: string, mode: Mode, purpose: string, openedAt: string) {
  const keys = { ordinary: key(), sensitive: key() };
  const name = { mode, incident: incidentId(naming, mode, incident), event: "0".repeat(32) };
  const use = { purpose, epoch: pseudonymEpochOf(openedAt) };
  const derived = incidentSecrets(secrets, keys, name);
  return derived.pseudonym(room, "vehicle.plate_token", "pl_cremona", plate, use);
}

describe("the same plate in two incidents", () => {
  const at = "2026-11-22T09:00:00.000Z";
  const first = tokenIn("S-1", "questura_cremona", "actual", "P4", at);

  test("is one vehicle to one receiver, for one purpose, within a quarter of the year", () => {
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    const december = "2026-12-31T23:59:59.999Z";
    expect(tokenIn("S-2", "questura_cremona", "actual", "P4", december)).toBe(first);
  });

  test("cannot be brought together by two receivers, over purposes, quarters, or from exercise to actual", () => {
    const others = [
      tokenIn("S-2", "gdf_cremona", "actual", "P4", at),
      tokenIn("S-2", "questura_cremona", "exercise", "P4", at),
      tokenIn("S-2", "questura_cremona", "actual", "P2", at),
      tokenIn("S-2", "questura_cremona", "actual", "P4", "2027-01-01T00:00:00.000Z"),
      tokenIn("S-2", "questura_cremona", "actual", "P4", "2026-09-30T23:59:59.999Z"),
    ];
    expect(new Set([first, ...others]).size).toBe(others.length + 1);
  });
});
