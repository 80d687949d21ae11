import { type Checkpoint, forkDetail, openCheckpoint } from "#libs/tlog/checkpoint";
import { parseTilePath, type TileRef, tilePath, widthAt } from "#libs/tlog/tiles";
import { type Finding, TileStoreError } from "./failure.ts";
import { decodeRef, LogReader, type LogTrust, prefixOf } from "./logReader.ts";
import type { TileSource } from "./tileSource.ts";

/** What the walk needs to know of the check that came before it. */
export interface CheckedTree {
  readonly size: number;
  /** Files already found damaged: nothing is measured against them. */
  readonly damaged: ReadonlySet<string>;
  readonly add: (finding: Finding) => void;
}

/**
 * Looks at every file that a source lists and the tree does not need: older partial tiles must be beginnings of
 * the newer ones, older checkpoints must be signed and have the root of their size, other files do not belong.
 * Gives the number of files beyond the checkpoint.
 */
export async function checkListedFiles(
  source: TileSource,
  trust: LogTrust,
  tree: CheckedTree,
): Promise<number> {
  if (source.list === undefined) return 0;
  const walk = new Walk(source, trust, tree);
  try {
    for await (const path of source.list()) await walk.check(path);
    await walk.finish();
  } catch (error) {
    if (!(error instanceof TileStoreError)) throw error;
    tree.add({ kind: error.kind, path: error.path, detail: error.message });
  }
  return walk.beyond;
}

/**
 * Compares the log with checkpoints that were kept elsewhere: `forked` where it had another root at their size,
 * `rolled-back` where it is shorter than it was.
 */
export async function checkSeen(
  source: TileSource,
  trust: LogTrust,
  { size, damaged, add }: CheckedTree,
  seen: readonly Buffer[],
): Promise<void> {
  const reader = new LogReader(source, size);
  for (const [index, note] of seen.entries()) {
    const path = `kept checkpoint ${index + 1}`;
    const opened = openCheckpoint(note, trust);
    if (!opened.ok) {
      add({ kind: "checkpoint-invalid", path, detail: opened.reason });
      continue;
    }
    const { checkpoint } = opened;
    if (checkpoint.size > size) {
      const detail = `it has ${checkpoint.size} entries, the log ${size}`;
      add({ kind: "rolled-back", path, detail });
    } else if (damaged.size === 0) {
      const root = await reader.rootAt(checkpoint.size);
      if (root.equals(checkpoint.root)) continue;
      add({ kind: "forked", path, detail: forkDetail(checkpoint.size, root, checkpoint.root) });
    }
  }
}

class Walk {
  readonly #source: TileSource;
  readonly #trust: LogTrust;
  readonly #tree: CheckedTree;
  readonly #reader: LogReader;
  #newestHistory = 0;
  beyond = 0;

  constructor(source: TileSource, trust: LogTrust, tree: CheckedTree) {
    this.#source = source;
    this.#trust = trust;
    this.#tree = tree;
    this.#reader = new LogReader(source, tree.size);
  }

  async check(path: string): Promise<void> {
    if (path === "checkpoint") return;
    const ref = parseTilePath(path);
    const size = /^checkpoints\/(0|[1-9][0-9]{0,15})$/.exec(path)?.[1];
    const cosigned = /^(?:witnessed|cosigned\/(0|[1-9][0-9]{0,15}))$/.exec(path);
    const stamped = /^timestamps\/(0|[1-9][0-9]{0,15})-[0-9a-f]{16}\.(note|tsr)$/.exec(path);
    if (ref !== undefined) await this.#checkTile(ref, path);
    else if (stamped !== null) await this.#checkStamped(path, stamped);
    else if (cosigned !== null) await this.#checkCosigned(path, cosigned[1]);
    else if (size !== undefined) await this.#checkHistory(path, Number(size));
    else {
      const detail = "no file of a log";
      this.#tree.add({ kind: "unexpected-file", path, detail });
    }
  }

  /** Looks at the checkpoint once more: while a log is being written its history may run ahead of what was read. */
  async finish(): Promise<void> {
    const { size, add } = this.#tree;
    if (this.#newestHistory <= size) return;
    const note = await this.#source.read("checkpoint");
    const opened = note === undefined ? undefined : openCheckpoint(note, this.#trust);
    if (opened?.ok === true && opened.checkpoint.size >= this.#newestHistory) return;
    const detail = `a checkpoint of ${this.#newestHistory} entries was signed later`;
    add({ kind: "rolled-back", path: "checkpoint", detail });
  }

  async #checkTile(ref: TileRef, path: string): Promise<void> {
    const width = widthAt(ref.level, ref.index, this.#tree.size);
    if (ref.width > width) {
      this.beyond += 1;
      return;
    }
    if (ref.width === width) return;
    const current = { ...ref, width };
    if (this.#tree.damaged.has(tilePath(current))) return;
    const [bytes, newer] = await Promise.all([
      this.#source.read(path),
      this.#source.read(tilePath(current)),
    ]);
    // Both may go or come while a log is being written; what the tree needs was checked before.
    if (bytes === undefined || newer === undefined) return;
    const same = prefixOf(ref, newer)?.equals(bytes) === true && decodeRef(ref, bytes).ok;
    if (same) return;
    const detail = `not the beginning of ${tilePath(current)}`;
    this.#tree.add({ kind: "partial-mismatch", path, detail });
  }

  async #checkHistory(path: string, size: number): Promise<void> {
    const signed = await this.#signed(path, size);
    const root = signed && (await this.#rootAt(signed));
    if (signed === undefined || root === undefined || root.equals(signed.root)) return;
    const detail = `signed ${signed.root.toString("base64")}, computed ${root.toString("base64")}`;
    this.#tree.add({ kind: "history-mismatch", path, detail });
  }

  /** What witnesses have cosigned is another view of the log: one size with two signed roots is a fork. */
  async #checkCosigned(path: string, size: string | undefined): Promise<void> {
    const signed = await this.#signed(path, size === undefined ? undefined : Number(size));
    const root = signed && (await this.#rootAt(signed));
    if (signed === undefined || root === undefined || root.equals(signed.root)) return;
    this.#tree.add({ kind: "fork", path, detail: forkDetail(signed.size, root, signed.root) });
  }

  /** A time stamp's token is for tools of others; the checkpoint under it is a view like those that were cosigned. */
  async #checkStamped(path: string, [, size, kind]: RegExpExecArray): Promise<void> {
    if (kind === "note") await this.#checkCosigned(path, size);
  }

  /** The checkpoint in a file, if it is this log's and of the size that its name states. */
  async #signed(path: string, size: number | undefined): Promise<Checkpoint | undefined> {
    const note = await this.#source.read(path);
    const opened = note === undefined ? undefined : openCheckpoint(note, this.#trust);
    if (opened?.ok !== true || (size !== undefined && opened.checkpoint.size !== size)) {
      const detail = opened?.ok === false ? opened.reason : "states another size";
      this.#tree.add({ kind: "checkpoint-invalid", path, detail });
      return undefined;
    }
    this.#newestHistory = Math.max(this.#newestHistory, opened.checkpoint.size);
    return opened.checkpoint;
  }

  /** The root that the tree has at a size; undefined beyond it, and where the tree itself is damaged. */
  async #rootAt({ size }: Checkpoint): Promise<Buffer | undefined> {
    if (size > this.#tree.size || this.#tree.damaged.size > 0) return undefined;
    return this.#reader.rootAt(size);
  }
}
