import { randomBytes } from "node:crypto";
import type { Mode } from "#libs/incident/event";
import type { IncidentSecrets } from "#libs/policy/decision";
import { aliasOf, componentAlias, componentRef } from "#libs/seal/alias";
import { valueMac } from "#libs/seal/commitments";
import { deriveKey, keyBytes } from "#libs/seal/derive";
import { deliveryId, eventId, incidentId } from "#libs/seal/ids";
import { pseudonymTokens } from "#libs/seal/pseudonym";

/** The derivations of one incident under keys that nobody has and nobody keeps: for trying rules only. */
export function throwAwaySecrets(mode: Mode): (step: number) => IncidentSecrets {
  const key = () => randomBytes(keyBytes);
  const keys = { ordinary: key(), sensitive: key() };
  const [naming, alias, feed, root] = [key(), key(), key(), key()];
  const incident = incidentId(naming, mode, "dry-run");
  return (step) => {
    const message = { format: "dry-run", sender: "", messageId: String(step), sent: "" };
    const event = eventId(naming, mode, message);
    return {
      componentRef: (author, kind, id) => componentRef(keys.ordinary, author, kind, id),
      componentAlias: (room, author, kind, id) =>
        componentAlias(keys.ordinary, room, author, kind, id),
      valueMac: (room, ref, path, value) =>
        valueMac(keys, room, ref, path, Buffer.from(value, "utf8")),
      // Another incident is known under no alias here, so a link to it has nothing to point at.
      pseudonym: (room, path, _author, value, use) =>
        path === "incident.same_as"
          ? undefined
          : pseudonymTokens(deriveKey(root, "pseudonym", mode, room), use)(path, value),
      incidentAlias: () => aliasOf(alias, incident),
      deliveryId: (room) => deliveryId(feed, mode, event, room),
    };
  };
}
