import { hash } from "node:crypto";
import { incidentSecrets, type PolicySecrets } from "#apps/policy/secrets";
import type { IncidentSecrets } from "#libs/policy/decision";
import { type SealedCopy, sealCopy } from "#libs/seal/copy";
import type { IncidentKeys } from "#libs/seal/derive";
import { incidentId } from "#libs/seal/ids";
import { rooms } from "#tests/support/patto";

const keyOf = (name: string): Uint8Array => hash("sha256", `synthetic ${name}`, "buffer");

const keys: IncidentKeys = { ordinary: keyOf("ordinary"), sensitive: keyOf("sensitive") };

const keysOf = (room: string) => {
  const own = {
    alias: keyOf(`alias ${room}`),
    feed: keyOf(`feed ${room}`),
    pseudonym: keyOf(room),
  };
  return { actual: own, exercise: own };
};

const secrets: PolicySecrets = {
  rooms: new Map(rooms.map(({ id }) => [id, keysOf(id)] as const)),
  coreNaming: { actual: keyOf("core"), exercise: keyOf("core") },
  logPseudonym: keyOf("log"),
  macs: new Map(),
};

/** Keyed derivations exactly as the policy process has them, with keys that only tests know. */
export function realSecrets(step: number): IncidentSecrets {
  const event = incidentId(keyOf("naming"), "actual", `event ${step}`);
  return incidentSecrets(secrets, keys, { mode: "actual", incident, event });
}

const incident = incidentId(keyOf("naming"), "actual", "ZZ0-SINTETICO");

/** A copy sealed as it goes into a room's feed. */
export function sealed(room: string, delivery: string, plaintext: string): SealedCopy {
  return sealCopy(keys, { mode: "actual", room, delivery }, Buffer.from(plaintext));
}
