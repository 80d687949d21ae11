import type { Group } from "#libs/incident/groups";
import { holdingKey, holdingParts } from "#libs/policy/holdings";
import type { Presence } from "#libs/seal/parts";
import { groupsOfField } from "./fieldGroups.ts";
import { isDerivedPath } from "./holdings.ts";
import type { IncidentRecord } from "./logRecords.ts";

/**
 * What a room has had of one group of fields: all of it, a part of it, only a zone or a number that stands for
 * it, nothing; or it had some that was then withdrawn.
 */
export type CellState = "kept" | "partly" | "general" | "withheld" | "withdrawn";

/** What a room has had of one incident by the end, and by which articles; from the log alone. */
export interface RoomFinal {
  readonly room: string;
  readonly isOwner: boolean;
  /** True if a copy went to the room at any time. */
  readonly isReached: boolean;
  /** Reason of the last decision. */
  readonly reason: string;
  readonly articles: readonly string[];
  readonly cells: Readonly<Partial<Record<Group, CellState>>>;
  /** Numbers of fields: whole ones, ones that stand for others, ones never had, ones had and withdrawn. */
  readonly kept: number;
  readonly generalised: number;
  readonly withheld: number;
  readonly withdrawn: number;
}

/** Records of one incident, in order → what each room has had of it. */
export function roomFinals(
  records: readonly IncidentRecord[],
  owner: string,
): readonly RoomFinal[] {
  const rooms = new Set(records.flatMap((record) => [...record.rooms.keys()]));
  const fields = statedFields(records);
  return [...rooms].map((room) => finalOf(room, records, owner, fields));
}

interface Stated {
  readonly author: string;
  readonly presence: Presence;
}

/** Every field that anybody ever stated, with its first author and what is last known of its component. */
function statedFields(records: readonly IncidentRecord[]): ReadonlyMap<string, Stated> {
  const authors = new Map<string, string>();
  const stated = new Map<string, Stated>();
  for (const { facts } of records) {
    for (const presence of facts.fields) {
      const author = authors.get(presence.ref) ?? facts.sender;
      authors.set(presence.ref, author);
      for (const path of presence.paths) {
        stated.set(holdingKey(presence.ref, path), { author, presence });
      }
    }
  }
  return stated;
}

function finalOf(
  room: string,
  records: readonly IncidentRecord[],
  owner: string,
  fields: ReadonlyMap<string, Stated>,
): RoomFinal {
  const slots = records.flatMap((record) => record.rooms.get(room) ?? []);
  const had = new Set<string>();
  const has = new Set<string>();
  for (const { ref, path, op } of slots.flatMap(({ entries }) => entries)) {
    if (!path.includes(".")) continue;
    const key = holdingKey(ref, path);
    if (op === "withdraw") has.delete(key);
    else {
      had.add(key);
      has.add(key);
    }
  }
  const isDerived = (key: string) => isDerivedPath(holdingParts(key).path);
  const never = [...fields]
    .filter(([key, { author }]) => author !== room && !isDerived(key) && !had.has(key))
    .map(([key]) => key);
  const gone = [...had].filter((key) => !has.has(key));
  const now = [...has];
  return {
    room,
    isOwner: room === owner,
    isReached: slots.some(({ outcome }) => outcome === "released"),
    reason: slots.at(-1)?.reason ?? "",
    articles: [...new Set(slots.flatMap(({ article }) => article ?? []))],
    cells: cellsOf({ now, gone, never }, fields),
    kept: [...had].filter((key) => !isDerived(key)).length,
    generalised: [...had].filter(isDerived).length,
    withheld: never.length,
    withdrawn: gone.length,
  };
}

interface Keys {
  readonly now: readonly string[];
  readonly gone: readonly string[];
  readonly never: readonly string[];
}

/** Who has it in charge is told to the owner; that others are not told makes nothing of the incident less. */
const isOfIncident = (key: string): boolean => !holdingParts(key).path.startsWith("charge.");

function cellsOf(
  { now, gone, never }: Keys,
  fields: ReadonlyMap<string, Stated>,
): RoomFinal["cells"] {
  const groups = (keys: readonly string[]) =>
    new Set(
      keys.flatMap((key) => groupsOfField(holdingParts(key).path, fields.get(key)?.presence)),
    );
  const derived = groups(now.filter((key) => isDerivedPath(holdingParts(key).path)));
  const whole = groups(now.filter((key) => !isDerivedPath(holdingParts(key).path)));
  const [withdrawn, withheld] = [groups(gone), groups(never.filter(isOfIncident))];
  const all = new Set([...whole, ...derived, ...withdrawn, ...withheld]);
  const stateOf = (group: Group): CellState => {
    const lacks = withheld.has(group) || withdrawn.has(group);
    if (whole.has(group)) return lacks ? "partly" : "kept";
    if (derived.has(group)) return "general";
    return withdrawn.has(group) ? "withdrawn" : "withheld";
  };
  return Object.fromEntries([...all].map((group) => [group, stateOf(group)]));
}
