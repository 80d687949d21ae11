import { configurationSchema } from "#libs/policy/documents";
import { sha256Hex } from "#libs/seal/bytes";
import { type IncidentLeaf, isIncidentLeaf, type Leaf } from "#libs/seal/leaf";
import { ChainMemory, type RoomChange } from "./chainMemory.ts";
import { type DecisionRecord, strictRecord, Vocabulary } from "./decisionRecord.ts";
import { scanDecision } from "./partsScan.ts";
import {
  classesKey,
  type FollowedDecision,
  type KnownRoom,
  type KnownRooms,
  nothingSaid,
  presentIn,
  type Said,
  saidOfDecision,
  slotKey,
} from "./said.ts";
import { systemEntry } from "./systemEntry.ts";
import { positionOf } from "./tables.ts";

/** An entry as the projection has it. `key` is equal only for what says the same, within one reader. */
export interface ReadEntry {
  readonly pos: number;
  readonly at: number;
  readonly key: string;
  said(): Said;
  /** ISTAT codes with blanks between; absent for what has no territory. */
  readonly territory: string | undefined;
  readonly person: string | undefined;
  readonly incident: string | undefined;
  readonly event: string | undefined;
  readonly previous: number | undefined;
  readonly amount: number | undefined;
}

/** The bytes of one entry, by year and index; undefined where they cannot be read. */
export type FetchEntry = (
  year: number,
  index: number,
) => Promise<{ readonly leaf: Buffer; readonly part: Buffer | undefined } | undefined>;

/** Entries of one chain that are read again at once: an incident has at most 1,000 messages and few decisions more. */
const chainMax = 10_000;

/** Turns leaves and parts into what the projection holds. Entries come in the order of the log. */
export class EntryReader {
  readonly #words = new Vocabulary();
  readonly #memory = new ChainMemory();
  readonly #fetch: FetchEntry;
  readonly #rooms: Rooms;

  constructor(fetch: FetchEntry, rooms: readonly (KnownRoom & { readonly slot: number })[] = []) {
    this.#fetch = fetch;
    this.#rooms = new Rooms(rooms);
  }

  /** Rooms by number, as the last configuration that was read has them. */
  get rooms(): readonly (KnownRoom & { readonly slot: number })[] {
    return this.#rooms.list;
  }

  /** `part` is undefined where the log no longer has it. At once, unless a chain must be read again first. */
  read(
    year: number,
    index: number,
    leafBytes: Buffer,
    part: Buffer | undefined,
  ): ReadEntry | Promise<ReadEntry> {
    // What stands in a signed log was held against the schema before it was taken in.
    const leaf = JSON.parse(leafBytes.toString("utf8")) as Leaf;
    const pos = positionOf(year, index);
    const at = Date.parse(leaf.at);
    if (!isIncidentLeaf(leaf)) return this.#readSystem(leaf, part, pos, at);
    if (leaf.h === undefined || this.#memory.has(leaf.incident)) {
      return this.#readDecision(leaf, part, pos, at);
    }
    return this.#recall(leaf).then(() => this.#readDecision(leaf, part, pos, at));
  }

  #readDecision(leaf: IncidentLeaf, part: Buffer | undefined, pos: number, at: number): ReadEntry {
    const { kind, mode, clock, incident, event, h, rule_set, agreement } = leaf;
    const record = this.#recordOf(leaf, part);
    const state = "problem" in record ? record.problem : "there";
    const head = { kind, mode, clock, parts: state, rule_set, agreement } as const;
    const common = {
      ...{ pos, at, incident, event, amount: undefined },
      previous: h && positionOf(h.year, h.seq - 1),
    };
    const headKey = `${kind}|${mode}|${clock}|${rule_set}|${agreement}|${this.#rooms.version}`;
    if ("problem" in record) {
      const said = { entry: { ...nothingSaid, ...head }, slots: [] };
      const unread = { key: `${headKey}|${state}`, said: () => said };
      return { ...common, ...unread, territory: undefined, person: undefined };
    }
    const changes = this.#follow(incident, record);
    const followed = { record, changes, present: presentIn(record) };
    return {
      ...common,
      key: `${headKey}|${keyOf(followed)}`,
      said: () => saidOfDecision(head, followed, this.#rooms),
      territory: record.facts.territory,
      person: record.operator,
    };
  }

  #readSystem(leaf: Leaf, part: Buffer | undefined, pos: number, at: number): ReadEntry {
    if (leaf.kind === "configuration" && part !== undefined) {
      if (sha256Hex(part) === leaf.digest) this.#rooms.take(part);
    }
    const { said, ...entry } = systemEntry({ ...leaf }, this.#rooms);
    const before = "previous" in leaf ? leaf.previous : undefined;
    const previous =
      before && "seq" in before ? positionOf(before.year, before.seq - 1) : undefined;
    return {
      pos,
      at,
      key: JSON.stringify(said),
      said: () => said,
      territory: undefined,
      previous,
      ...entry,
    };
  }

  #recordOf(
    leaf: IncidentLeaf,
    part: Buffer | undefined,
  ): DecisionRecord | { readonly problem: "missing" | "differs" } {
    if (part === undefined) return { problem: "missing" };
    const scanned = scanDecision(leaf, part, this.#words);
    if (scanned !== undefined) return scanned;
    const strict = strictRecord(leaf, part, this.#words);
    return "problem" in strict ? { problem: "differs" } : strict;
  }

  #follow(incident: string, record: DecisionRecord): readonly RoomChange[] {
    return this.#memory.follow(incident, record, (slot) => this.#rooms.bySlot(slot)?.room);
  }

  /** Follows a chain again from its beginning up to before `leaf`: it is no longer, or not yet, in memory. */
  async #recall(leaf: IncidentLeaf): Promise<void> {
    const records: DecisionRecord[] = [];
    let head = leaf.h;
    while (head !== undefined && records.length < chainMax) {
      const found = await this.#fetch(head.year, head.seq - 1);
      if (found === undefined) break;
      const before = JSON.parse(found.leaf.toString("utf8")) as Leaf;
      if (!isIncidentLeaf(before) || before.incident !== leaf.incident) break;
      const record = this.#recordOf(before, found.part);
      if (!("problem" in record)) records.push(record);
      head = before.h;
    }
    for (const record of records.toReversed()) this.#follow(leaf.incident, record);
  }
}

function keyOf({ record: { facts, slots }, changes, present }: FollowedDecision): string {
  let key = `${facts.key},${classesKey(present)}`;
  for (const [index, slot] of slots.entries()) key += `|${slotKey(slot, changes[index])}`;
  return key;
}

/** Rooms of the configuration in force while entries go by. */
class Rooms implements KnownRooms {
  #list: readonly (KnownRoom & { readonly slot: number })[];
  #bySlot = new Map<number, KnownRoom>();
  #titolari = new Map<string, string>();
  /** Equal while the rooms are the same ones. */
  version = 0;

  constructor(list: readonly (KnownRoom & { readonly slot: number })[]) {
    this.#list = list;
    this.#learn();
  }

  get list(): readonly (KnownRoom & { readonly slot: number })[] {
    return this.#list;
  }

  /** The signed configuration beside its leaf; one that cannot be read changes nothing. */
  take(document: Buffer): void {
    const parsed = configurationSchema.safeParse(parsedJson(document));
    if (!parsed.success) return;
    this.#list = parsed.data.rooms.map(({ slot, id, titolare }) => ({ slot, room: id, titolare }));
    this.#learn();
  }

  bySlot(slot: number): KnownRoom | undefined {
    return this.#bySlot.get(slot);
  }

  titolareOf(room: string): string | undefined {
    return this.#titolari.get(room);
  }

  #learn(): void {
    this.version += 1;
    this.#bySlot = new Map(this.#list.map((room) => [room.slot, room]));
    this.#titolari = new Map(this.#list.map(({ room, titolare }) => [room, titolare]));
  }
}

function parsedJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
