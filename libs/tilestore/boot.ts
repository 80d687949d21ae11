import { openCheckpoint } from "#libs/tlog/checkpoint";
import { leafHash, perfectRoot } from "#libs/tlog/hash";
import { emptyTail, type LogEntry, type Tail, tailRoot } from "#libs/tlog/tail";
import { hashesAt, type TileRef, tilePath, tileWidth, widthAt } from "#libs/tlog/tiles";
import type { CommittedCheckpoint } from "./checkpointStore.ts";
import type { DurableFolder } from "./durableFolder.ts";
import { TileStoreError } from "./failure.ts";
import { LogReader, type LogTrust } from "./logReader.ts";

/**
 * The right edge of the committed log, from its files, once it has been shown to have the signed root.
 * Throws TileStoreError naming the file that stands in the way.
 */
export async function loadTail(
  folder: DurableFolder,
  trust: LogTrust,
  committed: CommittedCheckpoint | undefined,
): Promise<Tail> {
  await assertNotBehind(folder, trust, committed?.size ?? 0);
  if (committed === undefined) return emptyTail;
  const opened = openCheckpoint(committed.note, trust);
  const same =
    opened.ok &&
    opened.checkpoint.size === committed.size &&
    opened.checkpoint.root.equals(committed.root);
  if (!same) {
    const reason = opened.ok ? "its row and its note differ" : opened.reason;
    throw new TileStoreError("checkpoint-invalid", "checkpoint store", reason);
  }
  const reader = new LogReader(folder, committed.size);
  const tail = {
    size: committed.size,
    rows: await loadRows(reader),
    open: await loadOpen(reader),
  };
  await assertRoot(reader, tail, committed.root);
  return tail;
}

/** A published checkpoint ahead of the store means that the store was put back: signing on would fork the log. */
async function assertNotBehind(
  folder: DurableFolder,
  trust: LogTrust,
  size: number,
): Promise<void> {
  for (const path of ["checkpoint", "witnessed"]) {
    const note = await folder.read(path);
    const opened = note === undefined ? undefined : openCheckpoint(note, trust);
    if (opened?.ok !== true || opened.checkpoint.size <= size) continue;
    const detail = `published at ${opened.checkpoint.size}, committed at ${size}`;
    throw new TileStoreError("went-back", path, detail);
  }
}

async function loadRows(reader: LogReader): Promise<Buffer[][]> {
  const rows: Buffer[][] = [];
  for (let level = 0; hashesAt(level, reader.size) > 0; level += 1) {
    const count = hashesAt(level, reader.size);
    const partial = count % tileWidth !== 0;
    rows.push(partial ? await reader.items("tile", level, Math.floor(count / tileWidth)) : []);
  }
  return rows;
}

async function loadOpen(reader: LogReader): Promise<LogEntry[]> {
  if (reader.size % tileWidth === 0) return [];
  const index = Math.floor(reader.size / tileWidth);
  const leaves = await reader.items("entries", 0, index);
  const parts = await reader.items("parts", 0, index);
  return leaves.map((leaf, i) => ({ leaf, part: parts[i] ?? Buffer.alloc(0) }));
}

async function assertRoot(reader: LogReader, tail: Tail, root: Buffer): Promise<void> {
  const fromEntries = tail.open.map(({ leaf }) => leafHash(leaf));
  const [fromTile = [], ...above] = tail.rows;
  const agree = Buffer.concat(fromEntries).equals(Buffer.concat(fromTile));
  const tilesHold = tailRoot(tail).equals(root);
  if (agree && tilesHold) return;
  const entriesHold = tailRoot({ rows: [fromEntries, ...above] }).equals(root);
  if (tilesHold) throw mismatch(edgeRef("entries", 0, reader.size));
  if (entriesHold) throw mismatch(edgeRef("tile", 0, reader.size));
  throw mismatch(await findUpperMismatch(reader, tail));
}

/** The tile above level 0 whose hashes are not those of the tiles below it; else the lowest one is named. */
async function findUpperMismatch(reader: LogReader, tail: Tail): Promise<TileRef> {
  for (const [level, row] of tail.rows.entries()) {
    const first = Math.floor(hashesAt(level, reader.size) / tileWidth) * tileWidth;
    for (const [i, hash] of level === 0 ? [] : row.entries()) {
      const below = await reader.items("tile", level - 1, first + i);
      if (!perfectRoot(below).equals(hash)) return edgeRef("tile", level, reader.size);
    }
  }
  return edgeRef("entries", 0, reader.size);
}

function edgeRef(kind: TileRef["kind"], level: number, size: number): TileRef {
  const index = Math.floor(hashesAt(level, size) / tileWidth);
  return { kind, level, index, width: Math.max(1, widthAt(level, index, size)) };
}

function mismatch(ref: TileRef): TileStoreError {
  return new TileStoreError("mismatch", tilePath(ref), "not what the signed root says");
}
