import { type Frontier, foldRoot } from "./compactRange.ts";
import { leafHash, perfectRoot } from "./hash.ts";
import {
  encodeEntries,
  encodeParts,
  encodeTile,
  type TileRef,
  tilePath,
  tileWidth,
} from "./tiles.ts";

/** One entry of the log: `leaf` is hashed and public to auditors, `part` lies beside it, unhashed. */
export interface LogEntry {
  readonly leaf: Buffer;
  readonly part: Buffer;
}

/** The right edge of a log: all that a writer must hold to append and to write every file that changes. */
export interface Tail {
  readonly size: number;
  /** Per tile level, the hashes of its partial tile: hashesAt(level, size) mod 256 of them. */
  readonly rows: readonly (readonly Buffer[])[];
  /** Entries of the partial bundle: size mod 256 of them. */
  readonly open: readonly LogEntry[];
}

export interface LogFile {
  readonly ref: TileRef;
  readonly path: string;
  readonly bytes: Buffer;
}

export const emptyTail: Tail = { size: 0, rows: [], open: [] };

/** The tail after `added`, and the files that then must exist: a pure function of the entries. */
export function growTail(
  tail: Tail,
  added: readonly LogEntry[],
): { readonly tail: Tail; readonly files: LogFile[] } {
  const growth = new Growth(tail);
  for (const entry of added) growth.append(entry);
  return growth.finish();
}

/** RFC 6962 root of the log, from its right edge. */
export function tailRoot(tail: Pick<Tail, "rows">): Buffer {
  return foldRoot(edgeSubtrees(tail.rows));
}

/** The same right edge as a compact range keeps it. */
export function tailFrontier({ size, rows }: Pick<Tail, "size" | "rows">): Frontier {
  return { size, hashes: edgeSubtrees(rows) };
}

function edgeSubtrees(rows: Tail["rows"]): Buffer[] {
  const subtrees: Buffer[] = [];
  for (const row of rows.toReversed()) {
    let start = 0;
    for (let width = tileWidth / 2; width >= 1; width /= 2) {
      if (start + width > row.length) continue;
      subtrees.push(perfectRoot(row.slice(start, start + width)));
      start += width;
    }
  }
  return subtrees;
}

class Growth {
  readonly #rows: Buffer[][];
  readonly #touched = new Set<number>();
  readonly #files: LogFile[] = [];
  #open: LogEntry[];
  #size: number;

  constructor(tail: Tail) {
    this.#rows = tail.rows.map((row) => [...row]);
    this.#open = [...tail.open];
    this.#size = tail.size;
  }

  append(entry: LogEntry): void {
    this.#open.push(entry);
    this.#size += 1;
    if (this.#open.length === tileWidth) {
      this.#emitBundles();
      this.#open = [];
    }
    this.#pushHash(0, leafHash(entry.leaf));
  }

  finish(): { tail: Tail; files: LogFile[] } {
    if (this.#touched.has(0) && this.#open.length > 0) this.#emitBundles();
    for (const level of this.#touched) {
      if (this.#row(level).length > 0) this.#emitTile(level);
    }
    return {
      tail: { size: this.#size, rows: this.#rows, open: this.#open },
      files: this.#files,
    };
  }

  #pushHash(level: number, node: Buffer): void {
    const row = this.#row(level);
    row.push(node);
    this.#touched.add(level);
    if (row.length < tileWidth) return;
    this.#emitTile(level);
    this.#rows[level] = [];
    this.#pushHash(level + 1, perfectRoot(row));
  }

  #row(level: number): Buffer[] {
    const row = this.#rows[level] ?? [];
    this.#rows[level] = row;
    return row;
  }

  #emitTile(level: number): void {
    const row = this.#row(level);
    const index = Math.floor((this.#size - 1) / tileWidth ** (level + 1));
    this.#emit({ kind: "tile", level, index, width: row.length }, encodeTile(row));
  }

  #emitBundles(): void {
    const place = {
      level: 0,
      index: Math.floor((this.#size - 1) / tileWidth),
      width: this.#open.length,
    };
    const leaves = encodeEntries(this.#open.map((entry) => entry.leaf));
    const parts = encodeParts(this.#open.map((entry) => entry.part));
    this.#emit({ kind: "entries", ...place }, leaves);
    this.#emit({ kind: "parts", ...place }, parts);
  }

  #emit(ref: TileRef, bytes: Buffer): void {
    this.#files.push({ ref, path: tilePath(ref), bytes });
  }
}
