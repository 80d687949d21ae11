import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { parseTilePath, widthAt } from "#libs/tlog/tiles";

/** What a log takes on disk, bytes as files have them (not blocks). */
export interface DiskUse {
  readonly entries: number;
  /** Leaves and parts themselves. */
  readonly content: number;
  /** Lengths before leaves and parts, and hash tiles. */
  readonly tree: number;
  /** Every signed checkpoint that is kept: published, history, cosigned. */
  readonly checkpoints: number;
  /** Blocks that the file system gave to kept checkpoints, bytes. */
  readonly checkpointBlocks: number;
}

const lengthBytes = { entries: 2, parts: 4, tile: 0 } as const;

/** Measures the folder of one log of `size` entries; partial files that a wider one has replaced are on their way out. */
export function diskUse(folder: string, size: number): DiskUse {
  const use = { entries: size, content: 0, tree: 0, checkpoints: 0, checkpointBlocks: 0 };
  for (const path of filesIn(folder)) {
    const ref = parseTilePath(relative(folder, path));
    const { size: bytes, blocks } = statSync(path);
    if (ref === undefined) {
      use.checkpoints += bytes;
      use.checkpointBlocks += blocks * 512;
    } else if (ref.width === widthAt(ref.level, ref.index, size)) {
      const around = ref.kind === "tile" ? bytes : lengthBytes[ref.kind] * ref.width;
      use.tree += around;
      use.content += bytes - around;
    }
  }
  return use;
}

/** Bytes of an entry beyond its leaf and part, between two measurements. */
export function overheadPerEntry(before: DiskUse, after: DiskUse): number {
  const bytes = after.tree - before.tree + after.checkpoints - before.checkpoints;
  return bytes / (after.entries - before.entries);
}

export const nothingUsed: DiskUse = {
  entries: 0,
  content: 0,
  tree: 0,
  checkpoints: 0,
  checkpointBlocks: 0,
};

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === ".tmp") return [];
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}
