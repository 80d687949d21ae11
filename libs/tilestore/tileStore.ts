import { formatCheckpoint, openCheckpoint } from "#libs/tlog/checkpoint";
import { CompactRange, type Frontier } from "#libs/tlog/compactRange";
import { leafHash } from "#libs/tlog/hash";
import { verifyConsistency } from "#libs/tlog/proof";
import {
  growTail,
  type LogEntry,
  type LogFile,
  type Tail,
  tailFrontier,
  tailRoot,
} from "#libs/tlog/tail";
import { type TileRef, tilePath, tileWidth } from "#libs/tlog/tiles";
import { loadTail } from "./boot.ts";
import type {
  Advance,
  CheckpointStore,
  CommittedCheckpoint,
  TreeState,
} from "./checkpointStore.ts";
import type { Disk } from "./disk.ts";
import { DurableFolder } from "./durableFolder.ts";
import { TileStoreError } from "./failure.ts";
import { decodeRef, LogReader, type LogTrust } from "./logReader.ts";

export interface TileStoreOptions extends LogTrust {
  /** Folder of this one log (one origin, one year). */
  readonly folder: string;
  readonly checkpoints: CheckpointStore;
  /** Default: the disk of the operating system. */
  readonly disk?: Disk;
  /** Whether the signed checkpoint of this size is kept in `checkpoints/`; default: each one. */
  keepsInHistory?(size: number): boolean;
}

/** A batch whose files are durable and checked; nothing of it is signed yet. */
export interface PreparedBatch {
  readonly from: TreeState;
  readonly to: TreeState;
}

/**
 * Loads the last committed checkpoint, rebuilds the right edge from the files and compares roots. Throws
 * TileStoreError naming the file that differs; then nothing may be appended.
 */
export async function openTileStore(options: TileStoreOptions): Promise<TileStore> {
  const folder = await DurableFolder.open(options.folder, options.disk);
  const committed = await options.checkpoints.current();
  const tail = await loadTail(folder, options, committed);
  const store = new TileStore(options, folder, tail);
  // The process may have ended between commit and publication: what was committed is published now.
  if (committed !== undefined) await store.publish(await cosigned(folder, options, committed));
  return store;
}

/** The writer of one log. One batch at a time: appendBatch, sign `to`, commit. */
export class TileStore {
  readonly #trust: LogTrust;
  readonly #checkpoints: CheckpointStore;
  readonly #folder: DurableFolder;
  readonly #keepsInHistory: (size: number) => boolean;
  #tail: Tail;
  /** Size and root of the tail: its root is 256 hashes, and asked for several times a commit. */
  #state: TreeState;
  /** Kept beside the tail and grown by other code, from the bytes on disk: two ways to one root. */
  #frontier: Frontier;
  #prepared: { batch: PreparedBatch; tail: Tail; frontier: Frontier; files: LogFile[] } | undefined;
  #running: Promise<unknown> | undefined;
  /** Publications, one after the other: that of a batch and that of its cosignatures may come together. */
  #publishing: Promise<void> = Promise.resolve();

  constructor(
    options: Pick<TileStoreOptions, "origin" | "verifiers" | "checkpoints" | "keepsInHistory">,
    folder: DurableFolder,
    tail: Tail,
  ) {
    this.#trust = { origin: options.origin, verifiers: options.verifiers };
    this.#checkpoints = options.checkpoints;
    this.#folder = folder;
    this.#keepsInHistory = options.keepsInHistory ?? (() => true);
    this.#tail = tail;
    this.#state = stateOf(tail);
    this.#frontier = tailFrontier(tail);
  }

  /** Size and root of the last commit. */
  state(): TreeState {
    return this.#state;
  }

  /**
   * Writes bundles, tiles and parts for `entries` behind the last commit, reads them back and computes the root
   * again from the bytes on disk. Throws TileStoreError when anything differs. Until {@link commit} the log
   * stands where it stood; the same entries may be appended again, in other batches too.
   */
  async appendBatch(entries: readonly LogEntry[]): Promise<PreparedBatch> {
    if (entries.length === 0) throw new RangeError("a batch has entries");
    return this.#alone(async () => {
      this.#prepared = undefined;
      const from = this.state();
      const { tail, files } = growTail(this.#tail, entries);
      await this.#folder.writeOnce(files);
      const batch = { from, to: stateOf(tail) };
      const frontier = await this.#recompute(batch, files);
      this.#prepared = { batch, tail, frontier, files };
      return batch;
    });
  }

  /**
   * Commits the prepared batch under its signed checkpoint, then publishes it: the signed bytes reach no file
   * before the compare-and-swap. A conflict means another writer was faster; this store must be opened again.
   */
  async commit(note: Buffer): Promise<Advance> {
    return this.#alone(async () => {
      const prepared = this.#prepared;
      if (prepared === undefined) throw new RangeError("no batch is prepared");
      const { from, to } = prepared.batch;
      this.#assertStates(note, to);
      const advance = await this.#checkpoints.advance(from, { ...to, note });
      this.#prepared = undefined;
      if (!advance.ok) return advance;
      this.#tail = prepared.tail;
      this.#state = to;
      this.#frontier = prepared.frontier;
      await this.#publishInTurn(note);
      await this.#keep(note);
      await this.#removeReplaced(prepared.files);
      return advance;
    });
  }

  /** Publishes the committed checkpoint again, for example with cosignatures; its three lines must be the same. */
  async publish(note: Buffer): Promise<void> {
    await this.#alone(async () => {
      this.#assertStates(note, this.state());
      await this.#publishInTurn(note);
      await this.#keep(note);
    });
  }

  /**
   * Publishes a checkpoint of this log that witnesses have cosigned: as `witnessed`, as `checkpoint` while nothing newer
   * is committed, and with `keep` in the history `cosigned/`. May run beside a batch. Throws RangeError for another
   * log's note, or one beyond the last commit.
   */
  async publishCosigned(note: Buffer, keep: boolean): Promise<void> {
    const opened = openCheckpoint(note, this.#trust);
    if (!opened.ok || opened.checkpoint.size > this.#tail.size) {
      throw new RangeError("the note is not a signed checkpoint of this log");
    }
    const { size, root } = opened.checkpoint;
    const history = `cosigned/${size}`;
    if (keep && !(await this.#statesAlready(history, opened.text))) {
      await this.#folder.writeOnce([{ path: history, bytes: note }]);
    }
    // The disk is waited for outside the turn: the checkpoint of the next batch may be waiting for it.
    const replace = await this.#folder.replacement("witnessed", note);
    await this.#inTurn(async () => {
      await replace();
      const current = await this.#checkpoints.current();
      if (current?.size === size && current.root.equals(root)) {
        await this.#folder.show("checkpoint", note);
      }
    });
    await this.#folder.syncName("witnessed");
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    const before = this.#publishing;
    const turn = before.then(work);
    this.#publishing = turn.catch(() => undefined);
    await turn;
  }

  /** Reads this log at the last commit, from its own folder. */
  reader(): LogReader {
    return new LogReader(this.#folder, this.#tail.size);
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running !== undefined) throw new TileStoreError("busy", ".", "one batch at a time");
    const running = work();
    this.#running = running;
    try {
      return await running;
    } finally {
      this.#running = undefined;
    }
  }

  /** The second way to the root; also proves old log ⊂ new log from the tiles. Gives the new frontier. */
  async #recompute({ from, to }: PreparedBatch, files: readonly LogFile[]): Promise<Frontier> {
    const range = new CompactRange(this.#frontier);
    const inOrder = files.toSorted((a, b) => a.ref.index - b.ref.index);
    for (const { ref, path, bytes } of inOrder) {
      const found = await this.#readBack(ref, path);
      // Of every file: a tile of a higher level may be in no proof of this growth, and will be in a later one.
      if (!found.bytes.equals(bytes)) {
        throw new TileStoreError("read-back", path, "other bytes than were written");
      }
      if (ref.kind !== "entries") continue;
      const hashes = found.items.map(leafHash);
      await this.#compareWithTile(ref, hashes);
      for (const hash of hashes.slice(Math.max(0, range.size - ref.index * tileWidth))) {
        range.append(hash);
      }
    }
    if (range.size !== to.size || !range.root().equals(to.root)) {
      throw new TileStoreError("read-back", "tile/entries", "the bytes on disk have another root");
    }
    await this.#proveGrowth(from, to);
    return range.frontier();
  }

  async #readBack(ref: TileRef, path: string): Promise<{ bytes: Buffer; items: Buffer[] }> {
    const bytes = await this.#folder.read(path);
    if (bytes === undefined) throw new TileStoreError("read-back", path, "not there any more");
    const decoded = decodeRef(ref, bytes);
    if (!decoded.ok) throw new TileStoreError("read-back", path, decoded.reason);
    return { bytes, items: decoded.items };
  }

  async #compareWithTile(entries: TileRef, hashes: readonly Buffer[]): Promise<void> {
    const ref: TileRef = { ...entries, kind: "tile" };
    const path = tilePath(ref);
    const { bytes } = await this.#readBack(ref, path);
    if (!bytes.equals(Buffer.concat(hashes))) {
      throw new TileStoreError("read-back", path, "tile and entries differ");
    }
  }

  async #proveGrowth(from: TreeState, to: TreeState): Promise<void> {
    const reader = new LogReader(this.#folder, to.size);
    const proof = from.size === 0 ? [] : await reader.consistency(from.size);
    const holds =
      from.size === 0
        ? (await reader.rootAt(to.size)).equals(to.root)
        : verifyConsistency({
            from: from.size,
            to: to.size,
            fromRoot: from.root,
            toRoot: to.root,
            proof,
          }).ok;
    if (!holds)
      throw new TileStoreError("read-back", "tile", "tiles do not continue the signed log");
  }

  #assertStates(note: Buffer, state: TreeState): void {
    const opened = openCheckpoint(note, this.#trust);
    const text = formatCheckpoint({ origin: this.#trust.origin, ...state });
    if (!opened.ok || opened.text !== text) {
      throw new RangeError("the note is not this log's signed checkpoint of this state");
    }
  }

  /**
   * Shows the committed checkpoint. Its name and bytes are not synced: the store of commits has it for good, and whoever
   * opens this log next shows it again.
   */
  async #publishInTurn(note: Buffer): Promise<void> {
    await this.#inTurn(async () => {
      await this.#folder.show("checkpoint", note);
      await this.#publishNewer();
    });
  }

  /** After the publication: nobody waits for the history. */
  async #keep(note: Buffer): Promise<void> {
    const { size, root } = this.#state;
    const path = `checkpoints/${size}`;
    const text = formatCheckpoint({ origin: this.#trust.origin, size, root });
    if ((await this.#statesAlready(path, text)) || !this.#keepsInHistory(size)) return;
    await this.#folder.writeOnce([{ path, bytes: note }]);
  }

  /** Another writer may have published a later commit before our own came: the last one stays. */
  async #publishNewer(): Promise<void> {
    for (let { size } = this.state(); ; ) {
      const current = await this.#checkpoints.current();
      if (current === undefined || current.size <= size) return;
      await this.#folder.show("checkpoint", current.note);
      size = current.size;
    }
  }

  /** The history keeps the first note of a size; a later one with more signatures says the same. */
  async #statesAlready(path: string, text: string): Promise<boolean> {
    const present = await this.#folder.read(path);
    if (present === undefined) return false;
    const opened = openCheckpoint(present, this.#trust);
    if (opened.ok && opened.text === text) return true;
    throw new TileStoreError("different-file", path, "states another checkpoint");
  }

  /** tlog-tiles, "Partial Tiles": a partial tile may go once the full one is there. */
  async #removeReplaced(files: readonly LogFile[]): Promise<void> {
    for (const { ref, path } of files) {
      if (ref.width === tileWidth) await this.#folder.removeFolder(`${path}.p`);
    }
  }
}

const stateOf = (tail: Tail): TreeState => ({ size: tail.size, root: tailRoot(tail) });

/** The published note when it says what was committed (it may carry cosignatures), else the committed one. */
async function cosigned(
  folder: DurableFolder,
  trust: LogTrust,
  committed: CommittedCheckpoint,
): Promise<Buffer> {
  const published = await folder.read("checkpoint");
  const opened = published === undefined ? undefined : openCheckpoint(published, trust);
  const same =
    opened?.ok === true &&
    opened.checkpoint.size === committed.size &&
    opened.checkpoint.root.equals(committed.root);
  return same && published !== undefined ? published : committed.note;
}
