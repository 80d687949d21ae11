import { randomBytes } from "node:crypto";
import type { Mode } from "#libs/incident/event";
import type { IncidentSecrets } from "#libs/policy/decision";
import { aliasOf, componentAlias, componentRef } from "#libs/seal/alias";
import { valueMac, valueTokens } from "#libs/seal/commitments";
import { keyBytes } from "#libs/seal/derive";
import { deliveryId, eventId, incidentId } from "#libs/seal/ids";

/** The derivations of one incident under keys that nobody has and nobody keeps: for trying rules only. */
export function throwAwaySecrets(mode: Mode): (step: number) => IncidentSecrets {
  const key = () => randomBytes(keyBytes);
  const keys = { ordinary: key(), sensitive: key() };
  const [naming, alias, feed] = [key(), key(), key()];
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
      pseudonym: (room, path, _author, value) =>
        path === "incident.same_as" ? undefined : valueTokens(keys, room)(path, value),
      incidentAlias: () => aliasOf(alias, incident),
      deliveryId: (room) => deliveryId(feed, mode, event, room),
    };
  };
}
