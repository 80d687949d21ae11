import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CheckpointStore } from "#libs/tilestore/checkpointStore";
import { systemDisk } from "#libs/tilestore/disk";
import { openPostgresCheckpoints } from "#libs/tilestore/postgresCheckpoints";
import { openSqliteCheckpoints } from "#libs/tilestore/sqliteCheckpoints";
import { openTileStore, type TileStore } from "#libs/tilestore/tileStore";
import { type LogKey, logKey } from "./logKey.ts";

/** Where commits are kept: a file beside the years, or a server of its own. */
export type CheckpointPlace =
  | { readonly kind: "sqlite" }
  | { readonly kind: "postgresql"; readonly url: string };

export interface YearLogOptions {
  /** The log of a year lies in `<logDir>/<year>`, the commits of all years beside them unless `commits` says. */
  readonly logDir: string;
  readonly family: string;
  readonly seed: Uint8Array;
  readonly commits?: CheckpointPlace;
}

/** The log of one year on disk. */
export interface YearLog {
  readonly year: number;
  readonly key: LogKey;
  readonly checkpoints: CheckpointStore;
  /** Opens the writer again, from what is committed now. */
  open(): Promise<TileStore>;
  close(): Promise<void>;
}

/** Makes the folder of a year if there is none, and opens the store of its commits. */
export async function openYearLog(options: YearLogOptions, year: number): Promise<YearLog> {
  const { logDir, family, seed } = options;
  const folder = join(logDir, String(year));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncName(logDir);
  const key = logKey(family, year, seed);
  const checkpoints = await openCommits(options, key.origin);
  const { origin, verifier } = key;
  return {
    year,
    key,
    checkpoints,
    open: () => openTileStore({ folder, origin, verifiers: [verifier], checkpoints }),
    close: () => checkpoints.close(),
  };
}

async function openCommits(
  { logDir, commits }: YearLogOptions,
  origin: string,
): Promise<CheckpointStore> {
  return commits?.kind === "postgresql"
    ? openPostgresCheckpoints(commits.url, origin)
    : openSqliteCheckpoints(join(logDir, "checkpoints.sqlite"), origin);
}

/** The names in the log's folder are synced when a year is opened; its own stands in the folder above. */
async function syncName(folder: string): Promise<void> {
  const above = await systemDisk.openFolder(dirname(folder));
  try {
    await above.sync();
  } finally {
    await above.close();
  }
}
