import { createReadStream, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sha256Hex } from "#libs/seal/bytes";
import { type IncidentLeaf, isIncidentLeaf, type Leaf, parseLeaf } from "#libs/seal/leaf";
import { type OpeningLine, openFactsLine, openSlotLine, parseOpening } from "#libs/seal/openings";
import type { Opened } from "#libs/seal/openParts";
import { parseIncidentParts, type SlotValue } from "#libs/seal/parts";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { noteVerifier } from "#libs/tlog/note";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { type ReadRecord, sayRecorded, warnIfUnrecorded } from "../reading/announceRead.ts";
import type { Terminal } from "../terminal.ts";
import type { RecordRead } from "./openings.ts";
import { type FoundLog, logsAt, vkeyFromData } from "./verify.ts";

export interface SlotsCommand {
  readonly room: string;
  /** Folder or address of the log; the data folder's own unless said. */
  readonly place?: string | undefined;
  /** File of openings as the core hands it to a titolare; without it the parts beside the tiles are read. */
  readonly openings?: string | undefined;
  readonly vkey?: string | undefined;
  readonly data: string;
  /** Called where parts are read; openings of one's own are no reading of the log. */
  readonly recordRead: RecordRead;
}

const shownMax = 20;

/** A leaf in which the room's slot is not what it must be; never content. */
interface SlotProblem {
  readonly year: number;
  readonly index: number;
  readonly problem: "missing" | "differs" | "facts-differ" | "leaf-malformed" | "stray";
}

interface SlotsFound {
  /** Decisions whose slot opened, by outcome. */
  readonly outcomes: Map<SlotValue["outcome"], number>;
  facts: number;
  /** Decisions of before the room had its number. */
  before: number;
  readonly problems: SlotProblem[];
}

/**
 * Verifies one room's slot of every incident leaf of the log: that the log is the signed one, and that each decision
 * opens for the room. A decision that does not open is told with its place and counted: exit code 1.
 */
export async function verifySlots(terminal: Terminal, command: SlotsCommand): Promise<number> {
  const place = command.place ?? join(command.data, "audit");
  const logs = logsAt(place);
  if (command.openings === undefined && logs.some(({ servesParts }) => !servesParts)) {
    throw new CliError("usage", "slots-need-openings", { address: place });
  }
  const lines = command.openings === undefined ? undefined : new Openings(command.openings);
  const read = lines === undefined ? await recordedRead(terminal, command, logs) : undefined;
  const check = new SlotsCheck(command, lines);
  let tree = 0;
  for (const { source } of logs) {
    const vkey = command.vkey ?? (await vkeyFromData(source, { place, data: command.data }));
    const year = yearOf(vkey);
    const report = await verifyLog(source, vkey, {
      readParts: lines === undefined,
      onEntry: async (index, leaf, part) => {
        await check.entry({ year, index }, leaf, part);
        return [];
      },
    });
    if (report.findings.some(({ kind }) => kind === "unreachable")) {
      throw new CliError("unreachable", "edge-unreachable", { address: place });
    }
    tree += report.findings.length + report.findingsOmitted + (report.size === 0 ? 1 : 0);
  }
  await check.end();
  return tell(terminal, command.room, { found: check.found, tree, read });
}

async function recordedRead(
  terminal: Terminal,
  { recordRead }: SlotsCommand,
  logs: readonly FoundLog[],
): Promise<ReadRecord> {
  const read = await recordRead(await entriesStated(logs));
  warnIfUnrecorded(terminal, read);
  return read;
}

/** How many entries the logs say that they hold: nothing of them has been verified yet. */
async function entriesStated(logs: readonly FoundLog[]): Promise<number> {
  const notes = await Promise.all(logs.map(({ source }) => source.read("checkpoint")));
  const sizes = notes.map((note) => Number(note?.toString("utf8").split("\n")[1] ?? 0));
  return sizes.reduce((sum, size) => sum + (Number.isSafeInteger(size) ? size : 0), 0);
}

function yearOf(vkey: string): number {
  const year = Number(/\/(\d{4})$/.exec(noteVerifier(vkey)?.name ?? "")?.[1] ?? Number.NaN);
  if (Number.isNaN(year)) throw new CliError("usage", "vkey-wrong");
  return year;
}

type Place = Pick<SlotProblem, "year" | "index">;

class SlotsCheck {
  readonly found: SlotsFound = { outcomes: new Map(), facts: 0, before: 0, problems: [] };
  readonly #room: string;
  readonly #lines: Openings | undefined;
  /** The room's number, as the data folder or a signed configuration in the log has it. */
  #slot: number | undefined;
  /** Numbers given out as the last configuration leaf says; above it slots are filling. */
  #given = Number.POSITIVE_INFINITY;

  constructor({ room, data }: SlotsCommand, lines: Openings | undefined) {
    this.#room = room;
    this.#lines = lines;
    const configured = lines === undefined ? readConfiguration(data) : undefined;
    this.#slot = configured?.rooms.find(({ id }) => id === room)?.slot;
  }

  async entry(at: Place, bytes: Buffer, part: Buffer | undefined): Promise<void> {
    const leaf = parseLeaf(bytes);
    const given = (await this.#lines?.at(at, (stray) => this.#add(stray, "stray"))) ?? [];
    if ("problem" in leaf) {
      this.#add(at, "leaf-malformed");
      return;
    }
    if (leaf.kind === "genesis" && leaf.previous === undefined) this.#given = 0;
    if (leaf.kind === "configuration") this.#configure(at, leaf, given, part);
    else if (isIncidentLeaf(leaf)) this.#decision(at, leaf, given, part);
    else if (given.length > 0) this.#add(at, "stray");
  }

  /** What was handed over and belongs to no leaf. */
  async end(): Promise<void> {
    await this.#lines?.at(undefined, (stray) => this.#add(stray, "stray"));
    // Where something is wrong, that is the answer: a forged configuration names no room.
    if (this.#slot === undefined && this.found.problems.length === 0)
      throw new CliError("usage", "slots-room", { room: this.#room });
  }

  #configure(
    at: Place,
    leaf: Extract<Leaf, { kind: "configuration" }>,
    given: readonly OpeningLine[],
    part: Buffer | undefined,
  ): void {
    this.#given = leaf.rooms;
    const [line] = given.flatMap((one) => ("document" in one ? [one.document] : []));
    const document = line ?? part?.toString("utf8");
    if (document === undefined) return;
    if (sha256Hex(Buffer.from(document, "utf8")) === leaf.digest) {
      this.#slot = slotIn(document, this.#room) ?? this.#slot;
    } else this.#add(at, "differs");
  }

  #decision(
    at: Place,
    leaf: IncidentLeaf,
    given: readonly OpeningLine[],
    part: Buffer | undefined,
  ): void {
    const slot = this.#slot;
    if (slot === undefined || slot >= this.#given) {
      this.found.before += 1;
      return;
    }
    const opened =
      this.#lines === undefined ? inPart(leaf, part, slot) : inLines(leaf, given, slot);
    if ("problem" in opened) this.#add(at, opened.problem === "missing" ? "missing" : "differs");
    else {
      const { outcome } = opened.value;
      this.found.outcomes.set(outcome, (this.found.outcomes.get(outcome) ?? 0) + 1);
    }
    for (const line of given) if ("facts" in line) this.#facts(at, leaf, line);
  }

  #facts(at: Place, leaf: IncidentLeaf, line: Extract<OpeningLine, { facts: unknown }>): void {
    if ("problem" in openFactsLine(leaf, line.facts)) this.#add(at, "facts-differ");
    else this.found.facts += 1;
  }

  #add({ year, index }: Place, problem: SlotProblem["problem"]): void {
    this.found.problems.push({ year, index, problem });
  }
}

function inPart(leaf: IncidentLeaf, part: Buffer | undefined, slot: number): Opened<SlotValue> {
  const parts = part && parseIncidentParts(part);
  const opening = parts?.slots.find((one) => one.slot === slot);
  return opening === undefined ? { problem: "missing" } : openSlotLine(leaf, opening);
}

function inLines(
  leaf: IncidentLeaf,
  given: readonly OpeningLine[],
  slot: number,
): Opened<SlotValue> {
  const openings = given.flatMap((line) => ("slot" in line ? [line.slot] : []));
  const opening = openings.find((one) => one.slot === slot);
  return opening === undefined ? { problem: "missing" } : openSlotLine(leaf, opening);
}

/** The number of a room in a signed configuration whose digest was checked. */
function slotIn(document: string, room: string): number | undefined {
  const value: unknown = JSON.parse(document);
  const rooms = typeof value === "object" && value !== null && "rooms" in value ? value.rooms : [];
  const found = (Array.isArray(rooms) ? rooms : []).find((one: unknown) => idOf(one) === room);
  return typeof found === "object" && found !== null ? numberOf(found) : undefined;
}

const idOf = (room: unknown): unknown =>
  typeof room === "object" && room !== null && "id" in room ? room.id : undefined;

const numberOf = (room: object): number | undefined =>
  "slot" in room && typeof room.slot === "number" ? room.slot : undefined;

/** A file of openings, read along with the log: both are in the same order, so neither is held in memory. */
class Openings {
  readonly #lines: AsyncIterator<string>;
  readonly #file: string;
  #next: OpeningLine | undefined;

  constructor(file: string) {
    this.#file = file;
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
      throw new CliError("usage", "file-unreadable", { file });
    }
    const input = createReadStream(file, "utf8");
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** The openings of one leaf; those of leaves that the log does not have there go to `stray`. */
  async at(
    place: Place | undefined,
    stray: (line: OpeningLine) => void,
  ): Promise<readonly OpeningLine[]> {
    const found: OpeningLine[] = [];
    for (;;) {
      this.#next ??= await this.#read();
      const line = this.#next;
      if (line === undefined) return found;
      const order = place === undefined ? -1 : compare(line, place);
      if (order > 0) return found;
      if (order === 0) found.push(line);
      else stray(line);
      this.#next = undefined;
    }
  }

  async #read(): Promise<OpeningLine | undefined> {
    const { value, done } = await this.#lines.next();
    if (done === true) return undefined;
    const line = parseOpening(value);
    if (line === undefined) {
      throw new CliError("refused", "openings-malformed", { file: this.#file });
    }
    return line;
  }
}

const compare = (a: Place, b: Place): number => a.year - b.year || a.index - b.index;

interface SlotsAnswer {
  readonly found: SlotsFound;
  /** Findings in the log itself. */
  readonly tree: number;
  /** Where the reading stands; absent where openings of one's own were read. */
  readonly read: ReadRecord | undefined;
}

function tell(terminal: Terminal, room: string, { found, tree, read }: SlotsAnswer): number {
  const { outcomes, problems } = found;
  const opened = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
  const missing = problems.filter(({ problem }) => problem === "missing").length;
  const holds = tree === 0 && problems.length === 0;
  const counts = { room, opened, missing, wrong: problems.length - missing };
  if (terminal.json) {
    const { facts, before } = found;
    terminal.tell("slots-verified", {
      ...{ ...counts, holds, facts, before, log_findings: tree },
      outcomes: Object.fromEntries(outcomes),
      problems: problems.slice(0, 1_000),
      ...read,
    });
  } else {
    terminal.say(holds ? "slots-hold" : "slots-broken", counts);
    sayFound(terminal, found, tree);
  }
  if (read !== undefined) sayRecorded(terminal, read);
  return holds ? exitCodes.ok : exitCodes["check-failed"];
}

function sayFound(terminal: Terminal, found: SlotsFound, tree: number): void {
  const { outcomes, facts, before, problems } = found;
  for (const [outcome, count] of outcomes) terminal.say(`slots-outcome-${outcome}`, { count });
  if (facts > 0) terminal.say("slots-facts", { facts });
  if (before > 0) terminal.say("slots-before", { before });
  for (const { year, index, problem } of problems.slice(0, shownMax)) {
    terminal.say(`slots-problem-${problem}`, { year, index });
  }
  if (tree > 0) terminal.say("slots-log-broken", { findings: tree });
}
