import { leafAt, leaves } from "#libs/incident/catalogue";
import type { Group } from "#libs/incident/groups";
import type { Holdings } from "#libs/policy/decision";
import { holdingKey } from "#libs/policy/holdings";
import type { Presence, SlotValue } from "#libs/seal/parts";
import { stepsOf } from "./checks.ts";
import type { Day } from "./demonstration.ts";
import { groupsOfField } from "./fieldGroups.ts";
import { type RoomFinal, roomFinals } from "./finals.ts";
import { isDerivedPath, type RoomStep } from "./holdings.ts";
import type { IncidentRecord } from "./logRecords.ts";
import type { Played, PlayedMessage } from "./player.ts";

/** Fields of one component, by what the log says of it: kind, attributes and names, never a value. */
export interface Part {
  readonly kind: string;
  readonly place?: string | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly minor?: boolean | undefined;
  /** Leaf paths. */
  readonly paths: readonly string[];
  /** Groups of the matrix that these fields are in. */
  readonly groups: readonly Group[];
}

/** What one decision gave one room. */
export interface RoomRow {
  readonly room: string;
  readonly outcome: string;
  readonly reason: string;
  readonly rule?: string | undefined;
  readonly article?: string | undefined;
  readonly inCharge: boolean;
  /** True for the room whose incident it is. */
  readonly isOwner: boolean;
  readonly kept: readonly Part[];
  /** What stands for withheld fields: a zone, a count. */
  readonly generalised: readonly Part[];
  /** What the room has does not have; what is withdrawn stands in `gone`. */
  readonly withheld: readonly Part[];
  readonly gone: readonly Part[];
}

export interface StepSummary {
  readonly message: string;
  readonly rows: readonly RoomRow[];
}

export interface IncidentSummary {
  readonly name: string;
  readonly category: string;
  readonly owner: string;
  readonly steps: readonly StepSummary[];
  /** What each room has had of it by the end of the day. */
  readonly finals: readonly RoomFinal[];
}

/** What went out and what did not, incident by incident, from the records of the log alone. */
export function summaryOf(day: Day, { messages }: Played): readonly IncidentSummary[] {
  const steps = stepsOf(messages);
  return day.incidents.flatMap(({ name }): readonly IncidentSummary[] => {
    const recorded = messages.flatMap((played) => {
      const { message, record } = played;
      const isOwn = message.incident === name && message.again === undefined;
      return isOwn && record !== undefined ? [{ played, record }] : [];
    });
    const [first] = recorded;
    if (first === undefined) return [];
    const { category, sender: owner } = first.record.facts;
    const known = new Known();
    const summaries = recorded.map(({ played, record }) =>
      stepSummary(played, record, { known, owner, steps }),
    );
    const records = recorded.map(({ record }) => record);
    const finals = roomFinals(records, owner);
    return [{ name, category, owner, steps: summaries, finals }];
  });
}

/** Components by the log's reference: who wrote them first, and what is known of them. */
class Known {
  readonly #authors = new Map<string, string>();
  readonly #presences = new Map<string, Presence>();

  learn({ facts }: IncidentRecord): void {
    for (const presence of facts.fields) {
      if (!this.#authors.has(presence.ref)) this.#authors.set(presence.ref, facts.sender);
      this.#presences.set(presence.ref, presence);
    }
  }

  authorOf = (ref: string): string | undefined => this.#authors.get(ref);
  presenceOf = (ref: string): Presence | undefined => this.#presences.get(ref);
}

interface Context {
  readonly known: Known;
  readonly owner: string;
  readonly steps: ReadonlyMap<string, RoomStep>;
}

function stepSummary(
  { message }: PlayedMessage,
  record: IncidentRecord,
  context: Context,
): StepSummary {
  context.known.learn(record);
  const rows = [...record.rooms].map(([room, slot]) => {
    const step = context.steps.get(`${message.name} ${room}`);
    return rowOf(room, slot, step?.after, record, context);
  });
  return { message: message.name, rows };
}

function rowOf(
  room: string,
  slot: SlotValue,
  after: Holdings | undefined,
  { facts }: IncidentRecord,
  { known, owner }: Context,
): RoomRow {
  const { outcome, reason, rule, article, entries } = slot;
  const given = entries.filter(({ op }) => op !== "withdraw");
  const foreign = facts.fields.filter(({ ref }) => known.authorOf(ref) !== room);
  const gone = entries.filter(({ op }) => op === "withdraw");
  const told = new Set(gone.map(({ ref, path }) => holdingKey(ref, path)));
  const isHeldOrTold = (key: string) => after?.values.has(key) === true || told.has(key);
  const withheld = foreign.flatMap(({ ref, paths }) =>
    paths
      .filter((path) => !isDerivedPath(path) && !isHeldOrTold(holdingKey(ref, path)))
      .map((path) => ({ ref, path })),
  );
  const parts = (places: readonly Place[]) => partsOf(places, known);
  return {
    ...{ room, outcome, reason, rule, article, isOwner: room === owner },
    inCharge: facts.assignment.includes(room),
    kept: parts(given.filter(({ path }) => !isDerivedPath(path))),
    generalised: parts(given.filter(({ path }) => isDerivedPath(path))),
    withheld: parts(withheld),
    gone: parts(gone),
  };
}

interface Place {
  readonly ref: string;
  readonly path: string;
}

function partsOf(places: readonly Place[], known: Known): readonly Part[] {
  const inCatalogue = places.filter(({ path }) => leafAt(path) !== undefined);
  return [...Map.groupBy(inCatalogue, ({ ref }) => ref)]
    .map(([ref, entries]) => partOf(entries, known.presenceOf(ref)))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

function partOf(entries: readonly Place[], presence: Presence | undefined): Part {
  const paths = entries.map(({ path }) => path).toSorted((a, b) => rank(a) - rank(b));
  const [kind = ""] = (paths[0] ?? "").split(".");
  const { place, roles, minor } = presence ?? {};
  const groups = paths.flatMap((path) => groupsOfField(path, presence));
  return { kind, place, roles, minor, paths, groups: [...new Set(groups)] };
}

const order = new Map<string, number>(leaves.map(({ path }, index) => [path, index]));
const rank = (path: string): number => order.get(path) ?? 0;
const rankOf = ({ paths }: Part): number => rank(paths[0] ?? "");
