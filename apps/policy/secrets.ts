import type { Mode } from "#libs/incident/event";
import type { IncidentSecrets } from "#libs/policy/decision";
import {
  aliasOf,
  type ComponentNaming,
  componentAliases,
  componentRefs,
  idOfAlias,
} from "#libs/seal/alias";
import { valueMacs } from "#libs/seal/commitments";
import type { IncidentKeys } from "#libs/seal/derive";
import { deliveryId } from "#libs/seal/ids";
import { pseudonymTokens } from "#libs/seal/pseudonym";

/** Keys of one room in one mode that policy may use (clarification 21). */
export interface RoomReleaseKeys {
  /** Makes the aliases by which the room knows incidents. */
  readonly alias: Uint8Array;
  /** Derives delivery ids. */
  readonly feed: Uint8Array;
  /** Root of the room's pseudonyms, by purpose and quarter of the year. */
  readonly pseudonym: Uint8Array;
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

/** What was derived of one incident; nothing of it depends on the event that is decided. */
interface Derived {
  readonly refOf: ComponentNaming;
  readonly refs: Map<string, string>;
  readonly aliases: Map<string, ComponentNaming>;
  readonly macs: Map<string, ReturnType<typeof valueMacs>>;
  readonly tokens: Map<string, ReturnType<typeof pseudonymTokens>>;
  /** By room, component and path: the value digested last, and its digest. */
  readonly digests: Map<string, { readonly value: string; readonly mac: string }>;
}

/** Held by the keys themselves: what is derived of them goes when they do. */
const derivedOf = new WeakMap<IncidentKeys, Derived>();
const digestsMax = 2_048;

/**
 * The derivations of one incident and one event, over its two keys. Throws on a room without keys. A decision asks
 * hundreds of times, and the next one mostly the same again: keys, references and digests are made once.
 */
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
  const derived = derivationsOf(keys);
  return {
    componentRef: (author, kind, id) =>
      remembered(derived.refs, JSON.stringify([author, kind, id]), () =>
        derived.refOf(author, kind, id),
      ),
    componentAlias: (room, author, kind, id) =>
      remembered(derived.aliases, room, () => componentAliases(keys.ordinary, room))(
        author,
        kind,
        id,
      ),
    valueMac: (room, ref, path, value) => digestOf(derived, keys, { room, ref, path, value }),
    pseudonym: (room, path, author, value, use) => {
      if (path !== "incident.same_as") {
        const place = `${room} ${use.purpose} ${use.epoch}`;
        const make = () => pseudonymTokens(roomKeys(room).pseudonym, use);
        return remembered(derived.tokens, place, make)(path, value);
      }
      const other = idOfAlias(roomKeys(author).alias, value);
      return other && aliasOf(roomKeys(room).alias, other);
    },
    incidentAlias: (room) => aliasOf(roomKeys(room).alias, name.incident),
    deliveryId: (room) => deliveryId(roomKeys(room).feed, name.mode, name.event, room),
  };
}

function derivationsOf(keys: IncidentKeys): Derived {
  const known = derivedOf.get(keys);
  if (known !== undefined) return known;
  const made: Derived = {
    refOf: componentRefs(keys.ordinary),
    refs: new Map(),
    aliases: new Map(),
    macs: new Map(),
    tokens: new Map(),
    digests: new Map(),
  };
  derivedOf.set(keys, made);
  return made;
}

interface Digested {
  readonly room: string;
  readonly ref: string;
  readonly path: string;
  readonly value: string;
}

/** Most values of an incident are the same at the next decision: then their digest is too. */
function digestOf(derived: Derived, keys: IncidentKeys, of: Digested): string {
  const { room, ref, path, value } = of;
  const place = `${room} ${ref} ${path}`;
  const known = derived.digests.get(place);
  if (known?.value === value) return known.mac;
  const mac = remembered(derived.macs, room, () => valueMacs(keys, room))(ref, path, value);
  if (derived.digests.size >= digestsMax) derived.digests.clear();
  derived.digests.set(place, { value, mac });
  return mac;
}

/** What is known under a name; made when it is first asked for. */
function remembered<T>(known: Map<string, T>, name: string, make: () => T): T {
  const found = known.get(name);
  if (found !== undefined) return found;
  const made = make();
  known.set(name, made);
  return made;
}
