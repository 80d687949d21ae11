import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Configuration } from "#libs/policy/documents";
import type { Clock } from "#libs/runtime/clock";
import type { CheckpointStore } from "#libs/tilestore/checkpointStore";
import { systemDisk } from "#libs/tilestore/disk";
import { openPostgresCheckpoints } from "#libs/tilestore/postgresCheckpoints";
import { openSqliteCheckpoints } from "#libs/tilestore/sqliteCheckpoints";
import { openTileStore, type TileStore } from "#libs/tilestore/tileStore";
import type { AuditConfig } from "./audit.config.ts";
import { KeptHistory } from "./keptHistory.ts";
import { type LogKey, logKey, type SecondKey } from "./logKey.ts";

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
  readonly second?: SecondKey | undefined;
}

/** Where and under which keys this process keeps its logs; the second key is used once the configuration names it. */
export function yearLogOptions(
  config: AuditConfig,
  { log_family: family, keys }: Configuration,
  clock: Clock,
): YearLogOptions {
  const { log_dir: logDir, checkpoint_seed: seed, checkpoint_ml_dsa_seed: secondSeed } = config;
  const nowSeconds = () => Math.floor(clock.nowMs() / 1_000);
  const isUsed = secondSeed !== undefined && keys.log_ml_dsa !== undefined;
  const second = isUsed ? { seed: Buffer.from(secondSeed, "base64url"), nowSeconds } : undefined;
  const { commits } = config;
  return { logDir, family, seed: Buffer.from(seed, "base64url"), commits, second };
}

/** The log of one year on disk. */
export interface YearLog {
  readonly year: number;
  /** Where its files lie. */
  readonly folder: string;
  readonly key: LogKey;
  readonly checkpoints: CheckpointStore;
  /** Opens the writer again, from what is committed now. */
  open(): Promise<TileStore>;
  /** The writer that was opened last. */
  writer(): TileStore | undefined;
  close(): Promise<void>;
}

/** Makes the folder of a year if there is none, and opens the store of its commits. */
export async function openYearLog(options: YearLogOptions, year: number): Promise<YearLog> {
  const { logDir, family, seed, second } = options;
  const folder = join(logDir, String(year));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncName(logDir);
  const key = logKey(family, year, seed, second);
  const checkpoints = await openCommits(options, key.origin);
  const { origin, verifiers } = key;
  const history = new KeptHistory();
  const keepsInHistory = (size: number) => history.keeps(size, performance.now());
  let writer: TileStore | undefined;
  return {
    year,
    folder,
    key,
    checkpoints,
    open: async () => {
      writer = await openTileStore({ folder, origin, verifiers, checkpoints, keepsInHistory });
      return writer;
    },
    writer: () => writer,
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

/** Years that a log was kept of here. */
export async function yearsOnDisk(logDir: string): Promise<readonly number[]> {
  await mkdir(logDir, { recursive: true, mode: 0o700 });
  const names = await readdir(logDir);
  return names.filter((name) => /^20[0-9]{2}$/.test(name)).map(Number);
}
