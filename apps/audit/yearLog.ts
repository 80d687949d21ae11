import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type CheckpointStore, openCheckpointStore } from "#libs/tilestore/checkpointStore";
import { openTileStore, type TileStore } from "#libs/tilestore/tileStore";
import { withSignatures } from "#libs/tlog/note";
import { type LogKey, logKey, type SecondKey } from "./logKey.ts";

/** A signature of the second key is fourteen times as long as an entry's share of the log: one a second is kept. */
const fullHistoryEveryMs = 1_000;

export interface YearLogOptions {
  /** The log of a year lies in `<logDir>/<year>`, the commits of all years beside them. */
  readonly logDir: string;
  readonly family: string;
  readonly seed: Uint8Array;
  readonly second?: SecondKey | undefined;
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
  close(): void;
}

/** Makes the folder of a year if there is none, and opens the store of its commits. */
export async function openYearLog(options: YearLogOptions, year: number): Promise<YearLog> {
  const { logDir, family, seed, second } = options;
  const folder = join(logDir, String(year));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = logKey(family, year, seed, second);
  const checkpoints = openCheckpointStore(join(logDir, "checkpoints.sqlite"), key.origin);
  const { origin, verifiers } = key;
  const history = thinner(key);
  let writer: TileStore | undefined;
  return {
    year,
    folder,
    key,
    checkpoints,
    open: async () => {
      writer = await openTileStore({ folder, origin, verifiers, checkpoints, history });
      return writer;
    },
    writer: () => writer,
    close: () => checkpoints.close(),
  };
}

/** Keeps a checkpoint of a second with all signatures and the others with the first one: what comes later covers them. */
function thinner({ signers }: LogKey): (note: Buffer) => Buffer {
  const [first] = signers;
  let lastFullMs = Number.NEGATIVE_INFINITY;
  return (note) => {
    const nowMs = performance.now();
    if (nowMs - lastFullMs >= fullHistoryEveryMs) {
      lastFullMs = nowMs;
      return note;
    }
    const { name, keyId } = first ?? {};
    return withSignatures(note, (one) => one.name === name && one.keyId === keyId) ?? note;
  };
}

/** Years that a log was kept of here. */
export async function yearsOnDisk(logDir: string): Promise<readonly number[]> {
  await mkdir(logDir, { recursive: true, mode: 0o700 });
  const names = await readdir(logDir);
  return names.filter((name) => /^20[0-9]{2}$/.test(name)).map(Number);
}
