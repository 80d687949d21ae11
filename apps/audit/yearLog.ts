import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type CheckpointStore, openCheckpointStore } from "#libs/tilestore/checkpointStore";
import { openTileStore, type TileStore } from "#libs/tilestore/tileStore";
import { type LogKey, logKey } from "./logKey.ts";

export interface YearLogOptions {
  /** The log of a year lies in `<logDir>/<year>`, the commits of all years beside them. */
  readonly logDir: string;
  readonly family: string;
  readonly seed: Uint8Array;
}

/** The log of one year on disk. */
export interface YearLog {
  readonly year: number;
  readonly key: LogKey;
  readonly checkpoints: CheckpointStore;
  /** Opens the writer again, from what is committed now. */
  open(): Promise<TileStore>;
  close(): void;
}

/** Makes the folder of a year if there is none, and opens the store of its commits. */
export async function openYearLog(options: YearLogOptions, year: number): Promise<YearLog> {
  const { logDir, family, seed } = options;
  const folder = join(logDir, String(year));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = logKey(family, year, seed);
  const checkpoints = openCheckpointStore(join(logDir, "checkpoints.sqlite"), key.origin);
  const { origin, verifier } = key;
  return {
    year,
    key,
    checkpoints,
    open: () => openTileStore({ folder, origin, verifiers: [verifier], checkpoints }),
    close: () => checkpoints.close(),
  };
}
