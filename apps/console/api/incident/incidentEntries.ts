import { type IncidentLeaf, isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { incidentKinds } from "#libs/seal/leafSchema";
import { openDecision, openReceipts } from "#libs/seal/openParts";
import type { ReceiptEntry } from "#libs/seal/parts";
import type { FoundEntry } from "#libs/search/foundEntries";
import type { LogFilter } from "#libs/search/logQuery";
import type { SignedLog } from "#libs/search/signedLogs";
import type { LogAccess } from "../logAccess.ts";
import { partAt } from "../partAt.ts";
import { logOf } from "../questions.ts";
import { IncidentSight, type SeenDecision } from "./incidentSight.ts";

/** Entries about one incident that one answer looks at, and entries with receipts: the oldest. */
export const incidentEntriesMax = 500;
export const receiptEntriesMax = 500;

/** What is told of an incident besides what was decided. */
const besideDecisions = ["break_glass", "demand", "legal_hold", "key_shredded"] as const;

type Place = Pick<FoundEntry, "year" | "index">;

/** An entry of the incident; of a decision what the viewer may know of it. */
export interface TimelineEntry {
  readonly found: FoundEntry;
  /** `damaged`: there is a decision, and its part is gone or does not open it. */
  readonly seen: SeenDecision | "damaged" | undefined;
}

export interface IncidentHistory {
  readonly entries: readonly TimelineEntry[];
  /** There are more than are looked at. */
  readonly isCut: boolean;
}

type Rooms = ConstructorParameters<typeof IncidentSight>;

/** The incident's entries in the order of the log, up to `until` with it; undefined while there is no log. */
export async function incidentHistory(
  access: Pick<LogAccess, "search" | "rooms">,
  logs: readonly SignedLog[],
  incident: string,
  own: Rooms[1],
  until?: Place,
): Promise<IncidentHistory | undefined> {
  const filter: LogFilter = { incident, kind: [...incidentKinds, ...besideDecisions] };
  const found = await oldest(access, filter, incidentEntriesMax);
  if (found === undefined) return undefined;
  const sight = new IncidentSight(access.rooms, own);
  const entries: TimelineEntry[] = [];
  for (const entry of found.entries) {
    entries.push({ found: entry, seen: await seenIn(logs, entry, sight) });
    if (until !== undefined && isAt(entry, until)) break;
  }
  return { entries, isCut: found.isCut };
}

export const isAt = (entry: Place, { year, index }: Place): boolean =>
  entry.year === year && entry.index === index;

async function oldest(access: Pick<LogAccess, "search">, filter: LogFilter, limit: number) {
  const page = await access.search((search) => search.page({ filter, order: "oldest", limit }));
  if (page === undefined) return undefined;
  // Without a cursor no question is refused.
  if ("problem" in page) throw new Error(page.problem);
  return { entries: page.entries, isCut: page.next !== undefined };
}

async function seenIn(
  logs: readonly SignedLog[],
  place: Place,
  sight: IncidentSight,
): Promise<TimelineEntry["seen"]> {
  const leaf = await incidentLeafAt(logs, place);
  if (leaf === undefined) return undefined;
  const log = logOf(logs, place.year);
  const part = log && (await partAt(log, place.index));
  const opened = part && openDecision(leaf, part, []);
  if (opened === undefined || "problem" in opened) return "damaged";
  return sight.take(leaf, opened.value);
}

/** The leaf of a decision; undefined for another one. */
export async function incidentLeafAt(
  logs: readonly SignedLog[],
  { year, index }: Place,
): Promise<IncidentLeaf | undefined> {
  const log = logOf(logs, year);
  if (log === undefined || index >= log.reader.size) return undefined;
  const leaf = parseLeaf(await log.reader.entry(index));
  return "problem" in leaf || !isIncidentLeaf(leaf) ? undefined : leaf;
}

/** What rooms have reported of deliveries: kind and time. */
export type Receipt = Pick<ReceiptEntry, "kind" | "at">;

export interface Receipts {
  readonly of: ReadonlyMap<string, readonly Receipt[]>;
  /** There are more entries with receipts than are looked at. */
  readonly isCut: boolean;
}

/**
 * Receipts of the deliveries that were seen, the earliest of each kind. One "up to" a delivery of this incident covers
 * the room's earlier ones of it; where it names another incident's, it is not counted here.
 */
export async function receiptsOf(
  access: Pick<LogAccess, "search">,
  logs: readonly SignedLog[],
  { entries }: IncidentHistory,
): Promise<Receipts> {
  const byRoom = deliveriesByRoom(entries);
  const [first] = entries;
  if (first === undefined || byRoom.size === 0) return { of: new Map(), isCut: false };
  const filter: LogFilter = {
    kind: ["receipts"],
    from: first.found.at,
    receiver: [...byRoom.keys()],
  };
  const found = await oldest(access, filter, receiptEntriesMax);
  const told = new Map<string, Receipt[]>();
  for (const place of found?.entries ?? []) {
    for (const receipt of await receiptsAt(logs, place)) {
      const [room] = place.rooms.flatMap((one) => (one.room === null ? [] : [one.room]));
      for (const delivery of coveredBy(receipt, byRoom.get(room ?? "") ?? [])) {
        told.set(delivery, withEarliest(told.get(delivery) ?? [], receipt));
      }
    }
  }
  return { of: told, isCut: found?.isCut ?? false };
}

function deliveriesByRoom(
  entries: readonly TimelineEntry[],
): ReadonlyMap<string, readonly string[]> {
  const all = entries.flatMap(({ seen }) => (typeof seen === "object" ? seen.rooms : []));
  const delivered = all.flatMap(({ room, delivery }) =>
    delivery === undefined ? [] : [{ room, delivery }],
  );
  const grouped = Map.groupBy(delivered, ({ room }) => room);
  return new Map(
    [...grouped].map(([room, own]) => [room, own.map(({ delivery }) => delivery)] as const),
  );
}

async function receiptsAt(
  logs: readonly SignedLog[],
  { year, index }: Place,
): Promise<readonly ReceiptEntry[]> {
  const log = logOf(logs, year);
  if (log === undefined || index >= log.reader.size) return [];
  const [leaf, part] = [parseLeaf(await log.reader.entry(index)), await partAt(log, index)];
  if ("problem" in leaf || leaf.kind !== "receipts" || part === undefined) return [];
  const opened = openReceipts(leaf, part);
  return "problem" in opened ? [] : opened.value;
}

function coveredBy(receipt: ReceiptEntry, deliveries: readonly string[]): readonly string[] {
  const at = deliveries.indexOf(receipt.delivery);
  if (at < 0) return [];
  return receipt.up_to === true ? deliveries.slice(0, at + 1) : [receipt.delivery];
}

function withEarliest(known: readonly Receipt[], { kind, at }: ReceiptEntry): Receipt[] {
  const same = known.find((one) => one.kind === kind);
  if (same !== undefined && same.at <= at) return [...known];
  return [...known.filter((one) => one.kind !== kind), { kind, at }];
}
