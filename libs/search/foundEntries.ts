import type { DataClass } from "#libs/incident/catalogue";
import type { Group } from "#libs/incident/groups";
import { asksOfOneRoom, slotConditions } from "./conditions.ts";
import type { SearchDatabase } from "./database.ts";
import { dataClassesIn, groupsIn } from "./fieldClasses.ts";
import type { LogFilter } from "./logQuery.ts";
import { noSlot } from "./systemEntry.ts";
import { placeOf, type Row } from "./tables.ts";

export interface EntryPlace {
  readonly year: number;
  readonly index: number;
}

/** Fields by their data class and by their group. */
export interface NamedClasses {
  readonly classes: readonly DataClass[];
  readonly groups: readonly Group[];
}

export type FoundTitle = Omit<Row<"decided_title">, "decided">;

/** What an entry says about one room: names of institutions and rules, codes, classes of fields; never a value. */
export interface FoundRoom {
  /** The room's number; absent where no room is meant. */
  readonly slot: number | undefined;
  readonly room: string | null;
  readonly titolare: string | null;
  readonly outcome: string;
  readonly reason: string;
  readonly titles: readonly FoundTitle[];
  readonly handling: readonly string[];
  readonly given: NamedClasses;
  readonly withheld: NamedClasses;
  readonly withdrawn: NamedClasses;
  /** True where it is this room's decision that was asked for, or none was. */
  readonly isMeant: boolean;
}

/** An entry of the log as the projection has it. Times in RFC 3339 UTC, ids and pseudonyms in hex. */
export interface FoundEntry extends EntryPlace {
  readonly at: string;
  readonly clock: string;
  readonly kind: string;
  readonly mode: string;
  /** Whether the parts beside the leaf could be read: there, missing, differs, none. */
  readonly parts: string;
  readonly incident: string | undefined;
  readonly event: string | undefined;
  /** The entry before this one in its chain. */
  readonly previous: EntryPlace | undefined;
  readonly sender: string | null;
  readonly titolare: string | null;
  readonly owner: string | null;
  readonly eventKind: string | null;
  readonly category: string | null;
  readonly purpose: string | null;
  readonly regime: string | null;
  /** State, fault, scope, emergency: by kind. */
  readonly code: string | null;
  readonly role: string | null;
  readonly ruleSet: string | null;
  readonly agreement: string | null;
  /** ISTAT codes. */
  readonly territory: readonly string[];
  /** Pseudonym of the operator who sent it, or of who read the log. */
  readonly person: string | undefined;
  /** Results, reports, a version: by kind. */
  readonly amount: number | undefined;
  /** Classes of all fields that the incident then had. */
  readonly present: NamedClasses;
  readonly rooms: readonly FoundRoom[];
}

/** The entries at these positions, in the order of the positions; `filter` says which rooms were meant. */
export async function entriesAt(
  database: SearchDatabase,
  positions: readonly number[],
  filter: LogFilter,
): Promise<readonly FoundEntry[]> {
  if (positions.length === 0) return [];
  const rows = await entryRows(database, positions);
  const rooms = await roomsOf(database, [...new Set(rows.map(({ said }) => said))], filter);
  const byPosition = new Map(rows.map((row) => [row.pos, row]));
  return positions.flatMap((position) => {
    const row = byPosition.get(position);
    return row === undefined ? [] : [foundEntry(row, rooms.get(row.said) ?? [])];
  });
}

function entryRows({ query }: SearchDatabase, positions: readonly number[]) {
  return query
    .selectFrom("entry")
    .innerJoin("said", "said.id", "entry.said")
    .leftJoin("territory", "territory.id", "entry.territory")
    .leftJoin("person", "person.id", "entry.person")
    .selectAll("said")
    .select(["entry.pos", "entry.at", "entry.said", "entry.incident", "entry.event"])
    .select(["entry.previous", "entry.amount", "territory.codes", "person.pseudonym"])
    .where("entry.pos", "in", [...positions])
    .execute();
}

type EntryRow = Awaited<ReturnType<typeof entryRows>>[number];

function foundEntry(row: EntryRow, rooms: readonly FoundRoom[]): FoundEntry {
  const { clock, kind, mode, parts, sender, titolare, owner, category, purpose, regime } = row;
  return {
    ...placeOf(row.pos),
    at: new Date(row.at).toISOString(),
    ...{ clock, kind, mode, parts, sender, titolare, owner, category, purpose, regime },
    incident: hexOf(row.incident),
    event: hexOf(row.event),
    previous: row.previous === null ? undefined : placeOf(row.previous),
    ...{ eventKind: row.event_kind, code: row.code, role: row.role },
    ...{ ruleSet: row.rule_set, agreement: row.agreement },
    territory: row.codes?.split(" ") ?? [],
    person: hexOf(row.pseudonym),
    amount: row.amount ?? undefined,
    present: namedClasses(row.classes, row.groups),
    rooms,
  };
}

async function roomsOf(
  { query }: SearchDatabase,
  said: readonly number[],
  filter: LogFilter,
): Promise<ReadonlyMap<number, readonly FoundRoom[]>> {
  const slots = await query
    .selectFrom("said_slot")
    .innerJoin("decided", "decided.id", "said_slot.decided")
    .selectAll("decided")
    .select("said_slot.said")
    .where("said_slot.said", "in", [...said])
    .orderBy("said_slot.slot")
    .execute();
  const decided = [...new Set(slots.map(({ id }) => id))];
  const byDecision = Map.groupBy(await titlesOf(query, decided), (title) => title.decided);
  const meant = asksOfOneRoom(filter) ? await meantOf(query, decided, filter) : undefined;
  const found = slots.map((slot): [number, FoundRoom] => {
    const own = byDecision.get(slot.id) ?? [];
    const isMeant = meant?.has(slot.id) ?? true;
    return [slot.said, foundRoom(slot, own.map(titleOf), isMeant)];
  });
  const grouped = Map.groupBy(found, ([id]) => id);
  return new Map([...grouped].map(([id, all]) => [id, all.map(([, room]) => room)]));
}

function titlesOf(query: SearchDatabase["query"], decided: readonly number[]) {
  return decided.length === 0
    ? []
    : query
        .selectFrom("decided_title")
        .selectAll()
        .where("decided", "in", [...decided])
        .execute();
}

/** Which of these decisions are asked for. */
async function meantOf(
  query: SearchDatabase["query"],
  decided: readonly number[],
  filter: LogFilter,
): Promise<ReadonlySet<number>> {
  if (decided.length === 0) return new Set();
  const rows = await query
    .selectFrom("decided")
    .select("id")
    .where("id", "in", [...decided])
    .where((slot) => slot.and(slotConditions(slot, filter)))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

const titleOf = ({ decided: _, ...title }: Row<"decided_title">): FoundTitle => title;

function foundRoom(
  row: Row<"decided">,
  titles: readonly FoundTitle[],
  isMeant: boolean,
): FoundRoom {
  const { slot, room, titolare, outcome, reason, handling } = row;
  return {
    slot: slot === noSlot ? undefined : slot,
    ...{ room, titolare, outcome, reason, titles, isMeant },
    handling: handling === "" ? [] : handling.split(" "),
    given: namedClasses(row.given_classes, row.given_groups),
    withheld: namedClasses(row.withheld_classes, row.withheld_groups),
    withdrawn: namedClasses(row.withdrawn_classes, row.withdrawn_groups),
  };
}

const namedClasses = (classes: number, groups: number): NamedClasses => ({
  classes: dataClassesIn(classes),
  groups: groupsIn(groups),
});

const hexOf = (bytes: Uint8Array | null): string | undefined =>
  bytes === null ? undefined : Buffer.from(bytes).toString("hex");
