import type { Mode } from "#libs/incident/event";
import type { IncidentSecrets } from "#libs/policy/decision";
import { aliasOf, componentAlias, componentRef } from "#libs/seal/alias";
import { valueMac } from "#libs/seal/commitments";
import type { IncidentKeys } from "#libs/seal/derive";
import { deliveryId } from "#libs/seal/ids";

/** Keys of one room in one mode that policy may use (clarification 21). */
export interface RoomReleaseKeys {
  /** Makes the aliases by which the room knows incidents. */
  readonly alias: Uint8Array;
  /** Derives delivery ids. */
  readonly feed: Uint8Array;
}

export interface PolicySecrets {
  readonly rooms: ReadonlyMap<string, Readonly<Record<Mode, RoomReleaseKeys>>>;
  /** Naming key of `_core`: ids of internal events. */
  readonly coreNaming: Readonly<Record<Mode, Uint8Array>>;
  /** Pseudonyms of incidents in the log; one key over the years. */
  readonly logPseudonym: Uint8Array;
  /** MAC keys of the writers of AUDIT, by writer; policy writes as `policy`. */
  readonly macs: ReadonlyMap<string, Uint8Array>;
}

/** Id of this process among the writers of AUDIT. */
export const policyWriter = "policy";

/** The derivations of one incident and one event, over its two keys. Throws on a room without keys. */
export function incidentSecrets(
  secrets: PolicySecrets,
  keys: IncidentKeys,
  name: { readonly mode: Mode; readonly incident: string; readonly event: string },
): IncidentSecrets {
  const roomKeys = (room: string): RoomReleaseKeys => {
    const found = secrets.rooms.get(room)?.[name.mode];
    if (found === undefined) throw new Error(`no release keys for room ${room}`);
    return found;
  };
  return {
    componentRef: (author, kind, id) => componentRef(keys.ordinary, author, kind, id),
    componentAlias: (room, author, kind, id) =>
      componentAlias(keys.ordinary, room, author, kind, id),
    valueMac: (room, ref, path, value) => valueMac(keys, room, ref, path, value),
    incidentAlias: (room) => aliasOf(roomKeys(room).alias, name.incident),
    deliveryId: (room) => deliveryId(roomKeys(room).feed, name.mode, name.event, room),
  };
}
