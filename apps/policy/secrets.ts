import type { Mode } from "#libs/incident/event";
import type { IncidentSecrets } from "#libs/policy/decision";
import {
  aliasOf,
  type ComponentNaming,
  componentAliases,
  componentRefs,
  idOfAlias,
} from "#libs/seal/alias";
import { valueMacs, valueTokens } from "#libs/seal/commitments";
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
  // A decision asks hundreds of times: each key is derived once, each reference is made once.
  const refOf = componentRefs(keys.ordinary);
  const refs = new Map<string, string>();
  const aliases = new Map<string, ComponentNaming>();
  const macs = new Map<string, ReturnType<typeof valueMacs>>();
  const tokens = new Map<string, ReturnType<typeof valueTokens>>();
  return {
    componentRef: (author, kind, id) =>
      remembered(refs, JSON.stringify([author, kind, id]), () => refOf(author, kind, id)),
    componentAlias: (room, author, kind, id) =>
      remembered(aliases, room, () => componentAliases(keys.ordinary, room))(author, kind, id),
    valueMac: (room, ref, path, value) =>
      remembered(macs, room, () => valueMacs(keys, room))(ref, path, value),
    pseudonym: (room, path, author, value) => {
      if (path !== "incident.same_as") {
        return remembered(tokens, room, () => valueTokens(keys, room))(path, value);
      }
      const other = idOfAlias(roomKeys(author).alias, value);
      return other && aliasOf(roomKeys(room).alias, other);
    },
    incidentAlias: (room) => aliasOf(roomKeys(room).alias, name.incident),
    deliveryId: (room) => deliveryId(roomKeys(room).feed, name.mode, name.event, room),
  };
}

/** What is known under a name; made when it is first asked for. */
function remembered<T>(known: Map<string, T>, name: string, make: () => T): T {
  const found = known.get(name);
  if (found !== undefined) return found;
  const made = make();
  known.set(name, made);
  return made;
}
