import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { openJetStreamLog } from "#libs/eventlog/jetStreamLog";
import { auditStream } from "#libs/eventlog/subjects";
import { removeStream } from "#libs/eventlog/yearRemoval";
import { yearFolder } from "../audit/yearLogs.ts";
import { CliError } from "../exitCodes.ts";
import { connectAs, type NatsPlace } from "../natsServer.ts";
import { privateFolder, syncFolder } from "../privateFiles.ts";
import type { NatsUser } from "../secrets.ts";
import type { Terminal } from "../terminal.ts";
import { type RetiredYear, type RetiredYears, retiredFolder } from "./retiredYears.ts";

const timeoutMs = 5_000;

/** What stays of a retired year, for ever: its checkpoints, what witnesses and time stamp authorities said of them. */
const kept: ReadonlySet<string> = new Set([
  ...["checkpoint", "witnessed", "checkpoints", "cosigned", "timestamps"],
]);

/** Tests stop here, between each two steps. */
export type RemovalStep = "stream-removed" | "folder-moved" | "derived-removed" | "tiles-removed";

export interface RemovalPlace {
  readonly data: string;
  readonly place: NatsPlace;
  /** The only user who may, and only the streams of years that the signed log says are retired. */
  readonly bootstrap: NatsUser;
  step?(name: RemovalStep): void;
}

/**
 * Removes what the signed log says is retired: the stream, then what a search made of it, then tiles and parts. Done
 * at each start, before any process runs: killed anywhere it goes on, and what a restored backup brought back goes again.
 * CliError where a stream or a folder is not the log that was ordered away: then it is evidence, and stays.
 */
export async function removeRetiredYears(
  terminal: Terminal,
  at: RemovalPlace,
  { retired, waiting }: RetiredYears,
): Promise<void> {
  for (const year of waiting) terminal.warn("retire-waits", { year });
  if (retired.length === 0) return;
  const connection = await connectAs(at.place, "bootstrap", at.bootstrap);
  try {
    const log = await openJetStreamLog(connection, { timeoutMs });
    for (const one of retired) {
      const stream = auditStream(one.of);
      const state = await log.info(stream);
      assertOrdered(at.data, one, state);
      if (state !== undefined) await removeStream(connection, stream, timeoutMs);
      at.step?.("stream-removed");
      const hadFolder = removeFolder(at, one);
      if (state === undefined && !hadFolder) continue;
      const { of: year, order } = one;
      terminal.say("retire-removed", { year, order, path: retiredFolder(at.data, year) });
    }
  } finally {
    await connection.close();
  }
}

/** Both are looked at before either is touched. */
function assertOrdered(
  data: string,
  { of: year, size, root }: RetiredYear,
  state: { readonly sealed: boolean; readonly lastSequence: number } | undefined,
): void {
  if (state !== undefined && !(state.sealed && state.lastSequence === size)) {
    throw new CliError("refused", "retire-differs", { year, what: auditStream(year) });
  }
  const path = join(yearFolder(data, year), "checkpoint");
  if (!existsSync(path)) return;
  const [, sizeLine, rootLine = ""] = readFileSync(path, "utf8").split("\n", 3);
  const isSame =
    sizeLine === String(size) && Buffer.from(rootLine, "base64").toString("hex") === root;
  if (!isSame) throw new CliError("refused", "retire-differs", { year, what: path });
}

/** True where there was something to remove. */
function removeFolder({ data, step }: RemovalPlace, { of: year }: RetiredYear): boolean {
  const folder = yearFolder(data, year);
  const last = join(retiredFolder(data, year), "log");
  const again = join(retiredFolder(data, year), "again");
  privateFolder(retiredFolder(data, year));
  const isThere = existsSync(folder);
  if (isThere) {
    // One name moves at once: no process ever finds half a log among the years.
    rmSync(again, { recursive: true, force: true });
    renameSync(folder, existsSync(last) ? again : last);
    syncFolder(dirname(folder));
    syncFolder(retiredFolder(data, year));
  }
  step?.("folder-moved");
  const left = isThere || existsSync(again) || prunable(last).length > 0;
  // The tiles go last: as long as one is left a start that was killed here is gone on with.
  removeCounts(data, year);
  if (left) removeProjections(data);
  step?.("derived-removed");
  rmSync(again, { recursive: true, force: true });
  for (const name of prunable(last)) rmSync(join(last, name), { recursive: true, force: true });
  step?.("tiles-removed");
  return left;
}

const prunable = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => !kept.has(name)) : [];

/** Each titolare has its own, signed: `counts/<year>-<index of the entry>`. */
function removeCounts(data: string, year: number): void {
  const folder = join(data, "audit", "counts");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names.filter((one) => one.startsWith(`${year}-`))) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** They are made anew from the tiles when somebody searches again. */
function removeProjections(data: string): void {
  for (const folder of ["search", "console"]) {
    for (const end of ["", "-wal", "-shm", "-journal"]) {
      rmSync(join(data, folder, `search.sqlite${end}`), { force: true });
    }
  }
}
