import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Configuration } from "#libs/policy/documents";
import type { Clock } from "#libs/runtime/clock";
import type { CheckpointStore } from "#libs/tilestore/checkpointStore";
import { type CommitsPlace, openCommits } from "#libs/tilestore/commitsPlace";
import { systemDisk } from "#libs/tilestore/disk";
import { openTileStore, type TileStore } from "#libs/tilestore/tileStore";
import type { AuditConfig } from "./audit.config.ts";
import { KeptHistory } from "./keptHistory.ts";
import { type LogKey, logKey, type SecondKey } from "./logKey.ts";

export interface YearLogOptions {
  /** The log of a year lies in `<logDir>/<year>`, the commits of all years beside them unless `commits` says. */
  readonly logDir: string;
  readonly family: string;
  readonly seed: Uint8Array;
  readonly commits?: CommitsPlace;
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
  const checkpoints = await openCommits(options.commits ?? { kind: "sqlite" }, logDir, key.origin);
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
