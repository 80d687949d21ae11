import { type Checkpoint, openCheckpoint } from "#libs/tlog/checkpoint";
import { hashBytes, perfectRoot } from "#libs/tlog/hash";
import type { NoteVerifier } from "#libs/tlog/note";
import { consistencyProof, inclusionProof, rootOf } from "#libs/tlog/proof";
import {
  bundlePrefix,
  type Decoded,
  decodeEntries,
  decodeParts,
  decodeTile,
  type TileRef,
  tileHeight,
  tilePath,
  tileWidth,
  widthAt,
} from "#libs/tlog/tiles";
import { TileStoreError } from "./failure.ts";
import { readTile, type TileSource } from "./tileSource.ts";

/** Whose log is trusted: its origin and the keys that may sign it. */
export interface LogTrust {
  readonly origin: string;
  readonly verifiers: readonly NoteVerifier[];
}

// Together at most 32 MiB: tiles and ordinary bundles are kept.
const tilesKeptMax = 32;
const keptBytesMax = 1_048_576;
/** Of larger ones the last of each kind: whoever reads entry after entry reads it once, not 256 times. */
const largeKeptBytesMax = 16_777_216;

/** Opens the log at its published checkpoint; throws TileStoreError when that is missing or not trusted. */
export async function openReader(
  source: TileSource,
  trust: LogTrust,
): Promise<{ readonly reader: LogReader; readonly checkpoint: Checkpoint; readonly note: Buffer }> {
  const note = await source.read("checkpoint");
  if (note === undefined) throw new TileStoreError("missing", "checkpoint", "no checkpoint");
  const opened = openCheckpoint(note, trust);
  if (!opened.ok) throw new TileStoreError("checkpoint-invalid", "checkpoint", opened.reason);
  const { checkpoint } = opened;
  return { reader: new LogReader(source, checkpoint.size), checkpoint, note };
}

/**
 * Reads a log of `size` entries. What it gives is not checked against the root: ask for a proof and verify it,
 * or run verifyLog. Throws TileStoreError naming the file that is missing or malformed, RangeError beyond size.
 */
export class LogReader {
  readonly #source: Pick<TileSource, "read">;
  readonly size: number;
  readonly #kept = new Map<string, Buffer[]>();
  readonly #large = new Map<TileRef["kind"], { readonly path: string; readonly items: Buffer[] }>();

  constructor(source: Pick<TileSource, "read">, size: number) {
    this.#source = source;
    this.size = size;
  }

  /** Bytes of the leaf `index`. */
  entry(index: number): Promise<Buffer> {
    return this.#item("entries", index);
  }

  /** Bytes that lie beside the leaf `index`. */
  part(index: number): Promise<Buffer> {
    return this.#item("parts", index);
  }

  /** Root of the perfect subtree over leaves [index·2^level, (index+1)·2^level). */
  async hash(level: number, index: number): Promise<Buffer> {
    const tileLevel = Math.floor(level / tileHeight);
    const span = 2 ** (level % tileHeight);
    const first = index * span;
    const place = { level: tileLevel, index: Math.floor(first / tileWidth) };
    const row = await this.#items({ kind: "tile", ...place });
    const start = first % tileWidth;
    if (start + span > row.length) throw new RangeError("no such subtree in this log");
    return perfectRoot(row.slice(start, start + span));
  }

  /** Audit path of leaf `index` in the log of this size. */
  inclusion(index: number): Promise<Buffer[]> {
    return inclusionProof(index, this.size, this.#read);
  }

  /** Proof that this log begins with the log of `from` ≥ 1 entries. */
  consistency(from: number): Promise<Buffer[]> {
    return consistencyProof(from, this.size, this.#read);
  }

  /** Root that the log had at `size` ≤ this size. */
  rootAt(size: number): Promise<Buffer> {
    if (size > this.size) throw new RangeError("beyond this log");
    return rootOf(size, this.#read);
  }

  /** All hashes, entries or parts of one file. */
  items(kind: TileRef["kind"], level: number, index: number): Promise<Buffer[]> {
    return this.#items({ kind, level, index });
  }

  readonly #read = (level: number, index: number) => this.hash(level, index);

  async #item(kind: "entries" | "parts", index: number): Promise<Buffer> {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.size) {
      throw new RangeError(`no entry ${index} in a log of ${this.size}`);
    }
    const items = await this.#items({ kind, level: 0, index: Math.floor(index / tileWidth) });
    const item = items[index % tileWidth];
    if (item === undefined) throw new Error("bundle decoded to fewer items than asked");
    return item;
  }

  async #items(place: Omit<TileRef, "width">): Promise<Buffer[]> {
    const width = widthAt(place.level, place.index, this.size);
    if (width === 0) throw new RangeError("no such tile in this log");
    const ref = { ...place, width };
    const path = tilePath(ref);
    const large = this.#large.get(ref.kind);
    const kept = this.#kept.get(path) ?? (large?.path === path ? large.items : undefined);
    if (kept !== undefined) return kept;
    const bytes = await readTile(this.#source, ref, (full) => prefixOf(ref, full));
    if (bytes === undefined) throw new TileStoreError("missing", path, "no such file");
    const decoded = decodeRef(ref, bytes);
    if (!decoded.ok) throw new TileStoreError("malformed", path, decoded.reason);
    const { items } = decoded;
    if (bytes.length <= keptBytesMax) this.#keep(path, items);
    else if (bytes.length <= largeKeptBytesMax) this.#large.set(ref.kind, { path, items });
    return items;
  }

  #keep(path: string, items: Buffer[]): void {
    this.#kept.set(path, items);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > tilesKeptMax && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** The items of a file of the kind and width that `ref` names. */
export function decodeRef(ref: TileRef, bytes: Buffer): Decoded {
  if (ref.kind === "tile") return decodeTile(bytes, ref.width);
  return ref.kind === "entries" ? decodeEntries(bytes, ref.width) : decodeParts(bytes, ref.width);
}

/** What the file `ref` must be, when `wider` is a wider version of it. */
export function prefixOf(ref: TileRef, wider: Buffer): Buffer | undefined {
  if (ref.kind === "tile") return wider.subarray(0, ref.width * hashBytes);
  return bundlePrefix(wider, ref.width, ref.kind);
}
