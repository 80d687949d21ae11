import { openAnnouncement } from "#libs/seal/announcement";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { EntryChecker, type YearEnd } from "#libs/seal/verifyEntries";
import { TileStoreError } from "#libs/tilestore/failure";
import { LogReader } from "#libs/tilestore/logReader";
import type { TileSource } from "#libs/tilestore/tileSource";
import { type Checkpoint, openCheckpoint } from "#libs/tlog/checkpoint";
import { type CompactRange, frontierToJson } from "#libs/tlog/compactRange";
import { leafHash } from "#libs/tlog/hash";
import {
  encodeVerifierKey,
  type NoteVerifier,
  noteVerifier,
  parseNote,
  publicKeyObject,
} from "#libs/tlog/note";
import { verifyConsistency } from "#libs/tlog/proof";
import { tileWidth } from "#libs/tlog/tiles";
import { CountsCheck } from "../audit/countsCheck.ts";
import {
  type MonitorFolder,
  type MonitorMemory,
  nothingOf,
  rangeOf,
  type YearMemory,
} from "./memory.ts";

/** What is wrong, with its place in the log; never content. */
export interface MonitorAlarm {
  readonly code: string;
  readonly year: number;
  readonly index?: number;
  readonly detail: string;
}

/** What one look found. */
export interface MonitorPass {
  readonly year: number;
  /** Size of the last checkpoint that holds. */
  readonly size: number;
  /** Entries that were read in this pass. */
  readonly entries: number;
  readonly incidents: number;
  /** Names below the checkpoint beside the log's own; their signatures were not checked. */
  readonly cosigners: readonly string[];
  readonly alarms: readonly MonitorAlarm[];
}

export interface MonitorPorts {
  readonly family: string;
  /** Raw Ed25519 public key of the checkpoints. */
  readonly publicKey: Buffer;
  readonly firstYear: number;
  sourceOf(year: number): TileSource;
  /** The last announcement; undefined where it is not served. */
  announcement(): Promise<Buffer | undefined>;
  /** True where parts can be read: then counts are counted again. */
  readonly readsParts: boolean;
  readonly folder: MonitorFolder;
  /** Longest time between two signs of life that is no alarm. */
  readonly beatMsMax: number;
  nowMs(): number;
}

/** An announcement is renewed within a minute at most (signed limit); this much older is an alarm. */
const announcedMsMax = 120_000;
/** After the end of a month its counts are due; a day later their absence is an alarm. */
const countsMsMax = 24 * 3_600_000;
const alarmsMax = 1_000;

/** The checkpoint contradicts what was seen, or what it covers: nothing of it is believed. */
class Contradiction extends Error {
  constructor(
    readonly code: string,
    detail: string,
  ) {
    super(detail);
    this.name = "Contradiction";
  }
}

/**
 * A monitor that needs nothing but the log's public address and its key: reads every entry that is new, holds it
 * against the signed root and against everything that it has seen before, in earlier runs too, and against what a log
 * of Raccordo holds. What it has seen is never given up for a log that says otherwise.
 */
export class Monitor {
  readonly #ports: MonitorPorts;
  readonly #key: string;
  readonly #counts = new CountsCheck();
  #year: YearMemory;
  #alarms: MonitorAlarm[] = [];
  #entries = 0;
  #incidents = 0;
  #cosigners: readonly string[] = [];

  constructor(ports: MonitorPorts) {
    this.#ports = ports;
    this.#key = ports.publicKey.toString("base64url");
    const memory: MonitorMemory | undefined = ports.folder.read(ports.family, this.#key);
    this.#year = memory?.year ?? nothingOf(ports.firstYear);
  }

  /** One look at everything that is new, in the running year and the years after it. */
  async pass(): Promise<MonitorPass> {
    this.#alarms = [];
    this.#entries = 0;
    this.#incidents = 0;
    // Asked before the checkpoint: what was announced must be published when we look there.
    const announced = await this.#announced();
    const holds = await this.#readYears();
    if (holds) {
      this.#checkSilence();
      await this.#checkAnnounced(announced);
    }
    const { year, frontier } = this.#year;
    return {
      year,
      size: frontier.size,
      entries: this.#entries,
      incidents: this.#incidents,
      cosigners: this.#cosigners,
      alarms: this.#alarms,
    };
  }

  /** False where a year could not be read to its end. */
  async #readYears(): Promise<boolean> {
    for (;;) {
      const { year } = this.#year;
      const next = await this.#tried(() => this.#ports.sourceOf(year + 1).read("checkpoint"));
      if (next === "failed") return false;
      // The year ended before the next one began: read after that, it is whole.
      if (!(await this.#readYear())) return false;
      if (next === undefined) return true;
      this.#year = beginAfter(this.#year);
      this.#save();
    }
  }

  async #readYear(): Promise<boolean> {
    const read = await this.#tried(() => this.#follow());
    return read !== "failed";
  }

  /** Runs one step; what stands in its way is an alarm. */
  async #tried<T>(step: () => Promise<T>): Promise<T | "failed"> {
    try {
      return await step();
    } catch (error) {
      if (error instanceof Contradiction) this.#raise(error.code, error.message);
      else if (error instanceof TileStoreError) this.#raise(codeOf(error), error.message);
      else throw error;
      return "failed";
    }
  }

  async #follow(): Promise<void> {
    const seen = this.#year;
    const source = this.#ports.sourceOf(seen.year);
    const note = await source.read("checkpoint");
    if (note === undefined)
      throw new Contradiction("checkpoint-missing", "no checkpoint is served");
    const checkpoint = this.#opened(note);
    const range = rangeOf(seen, this.#ports.folder.memoryPath);
    this.#compare(checkpoint, range, note);
    this.#cosigners = othersBelow(note, checkpoint.origin);
    if (checkpoint.size > range.size) await this.#grow(source, checkpoint, range, note);
    const text = note.toString("utf8");
    if (text === seen.note) return;
    const { size, hashes } = frontierToJson(range.frontier());
    this.#year = { ...this.#year, note: text, frontier: { size, hashes: [...hashes] } };
    this.#save();
  }

  /** Reads what is new; nothing of it is kept, alarms included, unless it has the signed root. */
  async #grow(
    source: TileSource,
    checkpoint: Checkpoint,
    range: CompactRange,
    note: Buffer,
  ): Promise<void> {
    const seen = this.#year;
    const [from, alarms] = [range.size, this.#alarms.length];
    try {
      await this.#readEntries(source, checkpoint.size, range);
      if (range.root().equals(checkpoint.root)) return;
    } catch (error) {
      this.#forget(seen, alarms);
      throw error;
    }
    this.#forget(seen, alarms);
    throw await this.#blame(source, checkpoint, from, note);
  }

  #forget(seen: YearMemory, alarms: number): void {
    this.#year = seen;
    this.#alarms.length = alarms;
    this.#entries = 0;
  }

  #opened(note: Buffer): Checkpoint {
    const origin = `${this.#ports.family}/${this.#year.year}`;
    const opened = openCheckpoint(note, { origin, verifiers: [this.#verifier(origin)] });
    if (opened.ok) return opened.checkpoint;
    throw new Contradiction("checkpoint-invalid", opened.reason);
  }

  #verifier(origin: string): NoteVerifier {
    const key = publicKeyObject(this.#ports.publicKey);
    const verifier = noteVerifier(encodeVerifierKey(origin, key));
    if (verifier === undefined) throw new RangeError("not a name of a log");
    return verifier;
  }

  /** Against the tree as it was read: a log only grows. */
  #compare({ size, root }: Checkpoint, seen: CompactRange, note: Buffer): void {
    if (seen.size === 0) return;
    if (size === seen.size && !root.equals(seen.root())) {
      const kept = this.#keep("fork", size, note);
      throw new Contradiction("fork", `two signed roots of ${size} entries; both kept in ${kept}`);
    }
    if (size >= seen.size) return;
    const kept = this.#keep("rolled-back", size, note);
    const detail = `${seen.size} entries were signed before, now ${size}; both kept in ${kept}`;
    throw new Contradiction("rolled-back", detail);
  }

  #keep(what: string, size: number, note: Buffer): string {
    const { year, note: seen } = this.#year;
    return this.#ports.folder.keepEvidence(`${what}-${year}-${size}`, seen, note.toString("utf8"));
  }

  /** Hashes every entry behind what was read and says what it means, one bundle in memory at a time. */
  async #readEntries(source: TileSource, size: number, range: CompactRange): Promise<void> {
    const { year, before, checker: memory } = this.#year;
    const checker = new EntryChecker({
      ...{ year, origin: `${this.#ports.family}/${year}`, withParts: false, memory },
      ...(before && { before: endOf(before) }),
    });
    const reader = new LogReader(source, size);
    while (range.size < size) {
      const bundle = Math.floor(range.size / tileWidth);
      const leaves = await reader.items("entries", 0, bundle);
      for (const bytes of leaves.slice(range.size - bundle * tileWidth)) {
        const index = range.size;
        range.append(leafHash(bytes));
        for (const { kind, detail } of checker.check(index, bytes, undefined)) {
          this.#raise(kind, detail, index);
        }
        await this.#learn(reader, bytes, index);
      }
    }
    if (this.#ports.readsParts) {
      const at = { folder: undefined, vkey: "" };
      const found = await this.#counts.end({ year, source, size }, at);
      for (const { kind, index, detail } of found) this.#raise(kind, detail, index);
    }
    this.#year = { ...this.#year, checker: plain(checker.memory()) };
  }

  /** The entries have another root than was signed: is it another log, or are they other entries? */
  async #blame(
    source: TileSource,
    { size, root }: Checkpoint,
    from: number,
    note: Buffer,
  ): Promise<Contradiction> {
    const detail = `the entries up to ${size} do not have the signed root`;
    if (from === 0) return new Contradiction("entries-differ", detail);
    const proof = await new LogReader(source, size).consistency(from);
    const fromRoot = rangeOf(this.#year, this.#ports.folder.memoryPath).root();
    const claim = { from, to: size, fromRoot, toRoot: root, proof };
    if (verifyConsistency(claim).ok) return new Contradiction("entries-differ", detail);
    const kept = this.#keep("fork", size, note);
    return new Contradiction(
      "fork",
      `${size} signed entries do not begin with the ${from} seen before; both kept in ${kept}`,
    );
  }

  async #learn(reader: LogReader, bytes: Buffer, index: number): Promise<void> {
    const leaf = parseLeaf(bytes);
    this.#entries += 1;
    if ("problem" in leaf) return; // the checker has said so
    if (isIncidentLeaf(leaf) && leaf.h === undefined) this.#incidents += 1;
    if (index === 0) this.#year = { ...this.#year, begun_at: this.#year.begun_at ?? leaf.at };
    if (leaf.kind === "counts") {
      this.#year = { ...this.#year, counted_at: leaf.at };
      if (this.#ports.readsParts) this.#counts.see(index, bytes, await reader.part(index));
    }
    if (leaf.kind === "anomaly") this.#raise("anomaly", leaf.fault, index);
    if (leaf.kind !== "heartbeat" && leaf.kind !== "genesis") return;
    const { beat_at: last } = this.#year;
    if (last !== undefined && Date.parse(leaf.at) - Date.parse(last) > this.#ports.beatMsMax) {
      this.#raise("heartbeat-gap", `no sign of life between ${last} and ${leaf.at}`, index);
    }
    this.#year = { ...this.#year, beat_at: leaf.at };
  }

  /** What should be there by now, and is not. */
  #checkSilence(): void {
    const now = this.#ports.nowMs();
    const { beat_at: beat, counted_at: counted, frontier } = this.#year;
    if (frontier.size === 0) return;
    if (beat === undefined || now - Date.parse(beat) > this.#ports.beatMsMax) {
      this.#raise("heartbeat-missing", `no sign of life since ${beat ?? "the beginning"}`);
    }
    const month = new Date(now).toISOString().slice(0, 7);
    const begun = counted ?? this.#year.begun_at;
    const isLate = now - Date.parse(`${month}-01T00:00:00.000Z`) > countsMsMax;
    if (isLate && begun !== undefined && begun.slice(0, 7) < month) {
      this.#raise("counts-missing", `nothing was counted since ${begun}`);
    }
  }

  async #announced(): Promise<Buffer | undefined | "failed"> {
    return this.#tried(() => this.#ports.announcement());
  }

  async #checkAnnounced(bytes: Buffer | undefined | "failed"): Promise<void> {
    if (bytes === undefined || bytes === "failed") return;
    const announced = openAnnouncement(this.#ports.publicKey, bytes);
    if (announced === undefined) {
      this.#raise("announcement-invalid", "not signed by the log");
      return;
    }
    const { year, size, root, at } = announced;
    if (this.#ports.nowMs() - Date.parse(at) > announcedMsMax) {
      this.#raise("announcement-old", `nothing was announced since ${at}`);
    }
    // An older year's was made before the turn of the year.
    if (year !== this.#year.year) return;
    const range = rangeOf(this.#year, this.#ports.folder.memoryPath);
    if (size > range.size) {
      this.#raise("announcement-ahead", `${size} were announced, ${range.size} are published`);
      return;
    }
    const source = this.#ports.sourceOf(year);
    const published = await this.#tried(() => new LogReader(source, range.size).rootAt(size));
    if (published === "failed" || published.toString("base64url") === root) return;
    this.#raise("announcement-differs", `another root of ${size} entries was announced`);
  }

  #raise(code: string, detail: string, index?: number): void {
    if (this.#alarms.length >= alarmsMax) return;
    const { year } = this.#year;
    this.#alarms.push({ code, year, detail, ...(index !== undefined && { index }) });
  }

  #save(): void {
    const { family, folder } = this.#ports;
    folder.write({ format: "raccordo-monitor/1", family, key: this.#key, year: this.#year });
  }
}

const codeOf = ({ kind }: TileStoreError): string =>
  kind === "missing" || kind === "malformed" ? `entries-${kind}` : kind;

/** The next year, with what the one that ended leaves to it. */
function beginAfter(ended: YearMemory): YearMemory {
  const { year, checker, frontier, before, beat_at, counted_at, begun_at } = ended;
  const heads = new Map(before?.heads);
  for (const [chain, head] of checker.heads) heads.set(chain, [head]);
  const counted = checker.counted ?? before?.counted;
  const root = rangeOf(ended, "").root().toString("hex");
  return {
    ...nothingOf(year + 1),
    checker: { ...nothingOf(year + 1).checker, configured: checker.configured },
    before: { year, size: frontier.size, root, heads: [...heads], ...(counted && { counted }) },
    ...(beat_at !== undefined && { beat_at }),
    ...(counted_at !== undefined && { counted_at }),
    ...(begun_at !== undefined && { begun_at }),
  };
}

/** Rooms are known only to who reads parts. */
const endOf = ({ heads, counted, ...end }: NonNullable<YearMemory["before"]>): YearEnd => ({
  ...end,
  heads: new Map(heads),
  rooms: [],
  roomOf: new Map(),
  counted,
});

const plain = (memory: ReturnType<EntryChecker["memory"]>): YearMemory["checker"] => {
  const { next, heads, configured, counted } = memory;
  const pairs = heads.map(([chain, head]): [string, typeof head] => [chain, head]);
  return { next, heads: pairs, configured, ...(counted && { counted }) };
};

/** Names of the other signatures below a note. */
const othersBelow = (note: Buffer, origin: string): readonly string[] => {
  const names = parseNote(note)?.signatures.map(({ name }) => name) ?? [];
  return [...new Set(names)].filter((name) => name !== origin);
};
