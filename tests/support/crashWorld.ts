import { dirname } from "node:path";
import { entryOf } from "#apps/audit/entry";
import { readerInline } from "#apps/audit/entryReader";
import { logKey } from "#apps/audit/logKey";
import { LogHalt, type SequencerPorts, sequence } from "#apps/audit/sequencer";
import type { YearLog } from "#apps/audit/yearLog";
import { EventLogError, type StoredMessage } from "#libs/eventlog/port";
import { auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import type { CheckpointStore } from "#libs/tilestore/checkpointStore";
import type { Disk, OpenFolder } from "#libs/tilestore/disk";
import { openTileStore } from "#libs/tilestore/tileStore";
import { openCheckpoint } from "#libs/tlog/checkpoint";
import { type Gate, gatedCheckpoints, gatedDisk } from "#tests/support/gates";
import { randomOf } from "#tests/support/lossyLog";
import { type ModelCommits, modelCheckpoints } from "#tests/support/modelCheckpoints";
import { type Chance, ModelDisk, osError } from "#tests/support/modelDisk";

export const worldYear = 2026;
export const worldFolder = "/log/2026";
export const worldKey = logKey("audit.simulation.example", worldYear, Buffer.alloc(32, 7));

/** What a life of the sequencer came to. */
export type End = "finished" | "killed" | "failed" | LogHalt;

/** One life of a sequencer: the process that a restart begins. */
export interface Life {
  isDead: boolean;
  /** A process that the machine does not let run: it goes on later, with what it knew. */
  isStale: boolean;
  end: End | undefined;
  /** Sequences that it was told are in a signed checkpoint, in the order told. */
  readonly told: number[];
  readonly ended: Promise<void>;
}

/** A fault of the program itself, planted where it meets the disk, the store of commits or the stream. */
export interface Plant {
  disk?(disk: Disk, world: CrashWorld): Disk;
  /** Once for each opening of the log. */
  checkpoints?(store: CheckpointStore, disk: Disk): CheckpointStore;
  /** What the stream's state says to the sequencer. */
  lastSequence?(last: number): number;
  /** Next message that a reader wants, of the one that it should. */
  next?(next: number, chance: Chance): number;
  /** A failed sync is as good as one that did not fail. */
  readonly ignoresSyncErrors?: boolean;
  /** The reader goes on whatever stands where it last read. */
  readonly followsAnything?: boolean;
}

/** What a killed process sees of the world: nothing comes back. */
const killed = new Error("killed");

/** The moments of a life between a commit, or a start, and the end of its publication. */
interface Midway {
  isMidway: boolean;
  /** Somebody ended midway meanwhile: what they left last may stand there. */
  isExcused: boolean;
}

/** Few, so that who comes later makes files of the same names of them. */
const swappedMax = 12;

interface Waiting {
  readonly life: Life;
  readonly operation: string;
  readonly go: () => void;
}

/**
 * A world of one log in which everything that a sequencer can wait for is a turn that the world gives: a stream, a
 * disk and a store of commits in memory, lives of the real sequencer on them. The same seed plays the same world.
 */
export class CrashWorld {
  readonly chance: Chance;
  readonly disk = new ModelDisk();
  readonly commits: ModelCommits = new Map();
  /** The stream: message n at n − 1. */
  readonly stream: StoredMessage[] = [];
  /** What lives were told is in a signed checkpoint: the leaf by sequence. */
  readonly acknowledged = new Map<number, Buffer>();
  /** What must never happen and did. */
  readonly broken: string[] = [];
  lives: Life[] = [];
  /** How many of a thousand operations fail. */
  faultsPerMille = 0;
  lostTail = false;
  readonly #plant: Plant;
  readonly #midway = new Map<Life, Midway>();
  #published = 0;
  /** How many messages were ever published when the stream lost some that are signed. */
  #lostSigned: number | undefined;
  #waiting: Waiting[] = [];
  #readers: (() => void)[] = [];

  constructor(seed: number, plant: Plant = {}) {
    this.#plant = plant;
    const random = randomOf(seed);
    // Made and synced when the year is opened, before the sequencer starts.
    this.disk.makeDurable(dirname(worldFolder));
    this.chance = { below: (below) => Math.floor(random() * below) };
  }

  /** Appends messages that nobody of ours wrote: each becomes an anomaly leaf, another one for other bytes. */
  publish(count: number): void {
    for (let i = 0; i < count; i += 1) {
      this.#published += 1;
      this.stream.push({
        stream: `AUDIT_${worldYear}`,
        subject: `audit.${worldYear}.system.k.notice.00000000000000000000000000000000`,
        sequence: this.stream.length + 1,
        storedAt: "2026-11-22T09:00:00.000Z",
        headers: new Map(),
        data: Buffer.from(`SINTETICO ${this.#published}`),
      });
    }
    this.#wakeReaders();
  }

  /** The stream loses its last messages, as a store that was put back from a copy. */
  loseTail(count: number): void {
    this.lostTail = true;
    this.stream.splice(Math.max(0, this.stream.length - count));
    const signed = this.commits.get(worldKey.origin)?.at(-1)?.size ?? 0;
    if (this.stream.length < signed) this.#lostSigned ??= this.#published;
    this.#wakeReaders();
  }

  /**
   * While one sequencer is held up before it gives a file its name, the stream loses what that file is made of, and as
   * many others take its place. False when none stands there.
   */
  swapTail(): boolean {
    const held = this.#waiting.find(({ operation }) => operation === "link")?.life;
    const signed = this.commits.get(worldKey.origin)?.at(-1)?.size ?? 0;
    const unsigned = this.stream.length - signed;
    if (held === undefined || unsigned === 0 || unsigned > swappedMax) return false;
    held.isStale = true;
    this.loseTail(unsigned);
    this.publish(unsigned);
    return true;
  }

  /** Starts a sequencer; with `until` it ends there, without it follows the stream. */
  start(until?: number): Life {
    const life: Life = {
      isDead: false,
      isStale: false,
      end: undefined,
      told: [],
      ended: Promise.resolve(),
    };
    const ended = this.#live(life, until).then((end) => {
      life.end = end;
      this.#endedMidway(life);
    });
    this.lives.push(life);
    return Object.assign(life, { ended });
  }

  /** kill -9: whatever it was waiting for never comes back. */
  kill(life: Life): void {
    life.isDead = true;
    this.#endedMidway(life);
    const gone = this.#waiting.filter((one) => one.life === life);
    this.#waiting = this.#waiting.filter((one) => one.life !== life);
    for (const { go } of gone) go();
    this.#wakeReaders();
    this.#checkPublished("after a kill");
  }

  /** Every life ends, and of what was not synced some or nothing is left. */
  powerLoss(): void {
    for (const life of this.running()) this.kill(life);
    const { chance } = this;
    this.disk.powerLoss(chance.below(2) === 0 ? { kind: "everything" } : { kind: "some", chance });
    this.#checkPublished("after a power loss");
  }

  running(): readonly Life[] {
    return this.lives.filter(({ isDead, end }) => !isDead && end === undefined);
  }

  /** Lets one operation of one life happen; false when no life waits for one. */
  async turn(): Promise<boolean> {
    await settled();
    const able = this.#waiting.filter(({ life }) => !life.isStale);
    const chosen = able[this.chance.below(able.length)];
    if (chosen === undefined) return false;
    this.#waiting = this.#waiting.filter((one) => one !== chosen);
    chosen.go();
    return true;
  }

  /** Gives turns until nobody waits for one. */
  async settle(): Promise<void> {
    while (await this.turn());
  }

  async #live(life: Life, until?: number): Promise<End> {
    const gate: Gate = (operation, run) => this.#pass(life, operation, run);
    const { origin, verifiers } = worldKey;
    const gated = gatedCheckpoints(modelCheckpoints(this.commits, origin), gate);
    const disk = this.#plantedDisk(gate);
    const midway = { isMidway: false, isExcused: false };
    this.#midway.set(life, midway);
    const open = async () => {
      Object.assign(midway, { isMidway: true, isExcused: false });
      const planted = this.#plant.checkpoints?.(gated, disk) ?? gated;
      const checkpoints = beginning(planted, midway);
      const store = await openTileStore({
        folder: worldFolder,
        origin,
        verifiers,
        checkpoints,
        disk,
      });
      this.#judgePublished(life);
      return store;
    };
    const year: YearLog = {
      year: worldYear,
      key: worldKey,
      checkpoints: gated,
      folder: worldFolder,
      writer: () => undefined,
      open,
      close: () => gated.close(),
    };
    const range = until === undefined ? { told: 0 } : { told: 0, until };
    try {
      await sequence(this.#ports(life, gate), year, new AbortController().signal, range);
      return "finished";
    } catch (error) {
      if (life.isDead) return "killed";
      return error instanceof LogHalt ? error : "failed";
    }
  }

  #plantedDisk(gate: Gate): Disk {
    const disk = gatedDisk(this.#plant.disk?.(this.disk, this) ?? this.disk, gate);
    if (this.#plant.ignoresSyncErrors !== true) return disk;
    const careless = <F extends OpenFolder>(file: F): F => ({
      ...file,
      sync: () =>
        file.sync().catch((error) => (error === killed ? Promise.reject(error) : undefined)),
    });
    return {
      ...disk,
      create: async (path) => careless(await disk.create(path)),
      openFolder: async (path) => careless(await disk.openFolder(path)),
    };
  }

  #ports(life: Life, gate: Gate): SequencerPorts {
    return {
      log: { info: () => gate("info", async () => this.#info()) },
      entries: readerInline(new Map()),
      read: (_stream, from, signal) => this.#read(life, from, signal),
      batchWaitMs: 0,
      signed: () => gate("signed", async () => {}),
      committed: (state, added) => {
        this.#judgePublished(life);
        for (const { sequence: at, entry } of added) this.#tell(life, at, entry.leaf);
        if (life.told.length > state.size) this.broken.push("told of more than is signed");
      },
    };
  }

  #tell(life: Life, at: number, leaf: Buffer): void {
    const before = this.acknowledged.get(at);
    if (before !== undefined && !before.equals(leaf)) this.broken.push(`${at} is two entries`);
    if (at !== life.told.length + 1) this.broken.push(`told of ${at} after ${life.told.length}`);
    if (this.#isOfLater(at, leaf))
      this.broken.push(`${at} was signed after the stream was put back`);
    this.acknowledged.set(at, leaf);
    life.told.push(at);
  }

  /** True for the entry of a message that was published after the stream lost what was signed. */
  #isOfLater(at: number, leaf: Buffer): boolean {
    const message = this.stream[at - 1];
    if (this.#lostSigned === undefined || message === undefined) return false;
    const number = Number(Buffer.from(message.data).toString("latin1").split(" ")[1]);
    return number > this.#lostSigned && entryOf(message, worldYear, new Map()).leaf.equals(leaf);
  }

  #info() {
    const length = this.#plant.lastSequence?.(this.stream.length) ?? this.stream.length;
    return {
      firstSequence: 1,
      lastSequence: length,
      messages: length,
      bytes: length,
      deleted: 0,
      sealed: false,
      settings: auditYearStream(worldYear, demonstrationLimits),
    };
  }

  /** As the real reader: strictly contiguous, and what was read last must still stand there. */
  async *#read(
    life: Life,
    from: number,
    signal: AbortSignal,
  ): AsyncGenerator<StoredMessage, void, undefined> {
    signal.addEventListener("abort", () => this.#wakeReaders());
    let next = from;
    let last: StoredMessage | undefined;
    for (;;) {
      await this.#pass(life, "receive", async () => {});
      if (signal.aborted) return;
      const isOther = last !== undefined && this.stream[last.sequence - 1] !== last;
      const isGone = this.stream.length < next - 1 || isOther;
      if (isGone && this.#plant.followsAnything !== true) {
        throw new EventLogError("gap", "the stream is another");
      }
      const some = this.stream.slice(next - 1, next + this.chance.below(60));
      for (const message of some) yield message;
      next = this.#plant.next?.(next + some.length, this.chance) ?? next + some.length;
      last = some.at(-1) ?? last;
      if (some.length === 0) await new Promise<void>((resolve) => this.#readers.push(resolve));
    }
  }

  async #pass<T>(life: Life, operation: string, run: () => Promise<T>): Promise<T> {
    if (!life.isDead) {
      await new Promise<void>((go) => {
        this.#waiting.push({ life, operation, go });
      });
    }
    if (life.isDead) throw killed;
    const fails = this.chance.below(1_000) < this.faultsPerMille;
    if (fails && this.chance.below(2) === 0) throw osError("EIO", operation);
    const result = await run();
    if (fails) throw osError("EIO", operation);
    return result;
  }

  #wakeReaders(): void {
    for (const wake of this.#readers.splice(0)) wake();
  }

  /**
   * A life has published. Unless another one is about to, what stands there is the newest that is committed: an older
   * checkpoint in its place would be a log that went back, to whoever watches.
   */
  #judgePublished(life: Life): void {
    const own = this.#midway.get(life);
    if (own === undefined) return;
    const { isMidway, isExcused } = own;
    own.isMidway = false;
    const others = this.lives.filter((one) => one !== life && this.#midway.get(one)?.isMidway);
    if (!isMidway || isExcused || others.length > 0) return;
    const { origin, verifiers } = worldKey;
    const newest = this.commits.get(origin)?.at(-1)?.size ?? 0;
    const note = this.disk.readNow(`${worldFolder}/checkpoint`);
    const opened = note === undefined ? undefined : openCheckpoint(note, { origin, verifiers });
    if (opened?.ok !== true || opened.checkpoint.size >= newest) return;
    this.broken.push(`published is ${opened.checkpoint.size} while ${newest} is committed`);
  }

  /** What it had begun to publish may yet stand there, until the next one publishes. */
  #endedMidway(life: Life): void {
    const own = this.#midway.get(life);
    if (own?.isMidway !== true) return;
    own.isMidway = false;
    for (const other of this.#midway.values()) other.isExcused = true;
  }

  /** Whatever is published was committed: signed bytes reach no file before. */
  #checkPublished(when: string): void {
    const note = this.disk.readNow(`${worldFolder}/checkpoint`);
    if (note === undefined) return;
    const { origin, verifiers } = worldKey;
    const opened = openCheckpoint(note, { origin, verifiers });
    // One that cannot be opened is a bit that was turned over: for verification to find.
    if (!opened.ok) return;
    const known = this.commits.get(origin)?.some((one) => one.note.equals(note)) === true;
    if (!known) this.broken.push(`${when} a checkpoint stands there that was never committed`);
  }
}

/** A store whose successful commit begins a publication. */
function beginning(store: CheckpointStore, midway: Midway): CheckpointStore {
  return {
    current: () => store.current(),
    close: () => store.close(),
    advance: async (from, to) => {
      const advance = await store.advance(from, to);
      if (advance.ok) Object.assign(midway, { isMidway: true, isExcused: false });
      return advance;
    },
  };
}

/** Until every promise that can go on without a turn of the world has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
