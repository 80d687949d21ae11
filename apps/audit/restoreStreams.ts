import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type RestoredRange, restoredRange } from "#libs/eventlog/restoreReport";
import { type Clock, canonicalNow } from "#libs/runtime/clock";
import { hasCode } from "#libs/tilestore/failure";
import { auditWriter, writeOwnLeaf } from "./ownLeaf.ts";
import {
  type ComparedYear,
  compareYear,
  digestsIn,
  type RestorePorts,
  RestoreRefused,
  restoreYear,
} from "./restore.ts";
import { restorationPlace } from "./restoredMessage.ts";
import { type YearLog, yearsOnDisk } from "./yearLog.ts";

export interface RestoreInstallation extends RestorePorts {
  readonly clock: Clock;
  readonly dataDir: string;
  readonly logDir: string;
  openYear(year: number): Promise<YearLog>;
}

/** What was begun: nobody may go on as if nothing had happened before the log says it. */
const restoringFile = (dataDir: string): string => join(dataDir, "restoring.json");
const restoringSchema = z.array(restoredRange).max(100);

/**
 * Compares the streams of all years with their logs, all of them before anything is written; with `restore` then
 * writes what lacks, oldest year first, and says so in the log. Throws RestoreRefused as compareYear and restoreYear.
 */
export async function restoreStreams(
  to: RestoreInstallation,
  task: "compare" | "restore",
): Promise<void> {
  const years = (await yearsOnDisk(to.logDir)).toSorted((a, b) => a - b);
  const logs: YearLog[] = [];
  try {
    for (const year of years) logs.push(await to.openYear(year));
    const all = await Promise.all(logs.map((log) => compareYear(to, log)));
    const compared = all.filter((one) => one !== undefined);
    const begun = await withBegun(to, compared);
    if (task === "compare") {
      to.tell({ event: "lacks", ranges: [...begun] });
      return;
    }
    if (begun.length > 0) writeBegun(to.dataDir, begun);
    const newest = compared.at(-1)?.year;
    for (const one of compared) {
      await restoreYear(to, one, one.year !== newest && one.lacks !== undefined);
    }
    if (newest !== undefined) for (const range of begun) await note(to, newest, range);
    rmSync(restoringFile(to.dataDir), { force: true });
    to.tell({ event: "restored", ranges: [...begun] });
  } finally {
    for (const log of logs) await log.close();
  }
}

/** What lacks now, and what an earlier run had begun to write. */
async function withBegun(
  to: RestoreInstallation,
  compared: readonly ComparedYear[],
): Promise<readonly RestoredRange[]> {
  const before = readBegun(to.dataDir);
  const ranges: RestoredRange[] = [];
  for (const one of compared) {
    const { year, size, lacks } = one;
    const begun = before.filter((range) => range.year === year);
    if (lacks === undefined && begun.length === 0) continue;
    const from = Math.min(
      ...[...begun, ...(lacks === undefined ? [] : [lacks])].map((r) => r.from),
    );
    const range = { from, to: lacks === undefined ? Math.max(...begun.map((r) => r.to)) : size };
    ranges.push({ year, ...range, digests_only: await digestsIn(to, one, range) });
  }
  return ranges;
}

function readBegun(dataDir: string): readonly RestoredRange[] {
  try {
    return restoringSchema.parse(JSON.parse(readFileSync(restoringFile(dataDir), "utf8")));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw new RestoreRefused("not-restorable", restoringFile(dataDir), undefined, { cause: error });
  }
}

/** On the disk before the first message is written again. */
function writeBegun(dataDir: string, ranges: readonly RestoredRange[]): void {
  const path = restoringFile(dataDir);
  const file = openSync(`${path}.new`, "w", 0o600);
  try {
    writeSync(file, JSON.stringify(ranges));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}

/** A stream that was written again is never taken for one that was never lost. */
async function note(to: RestoreInstallation, year: number, range: RestoredRange): Promise<void> {
  const { from, to: last, digests_only: digests, year: of } = range;
  const macKey = to.macs.get(auditWriter);
  if (macKey === undefined) throw new Error("audit has a key of its own");
  const place = restorationPlace(year, { of, from, to: last });
  const outcome = await writeOwnLeaf(to.logs.audit, macKey, place, {
    leaf: {
      kind: "notice",
      at: canonicalNow(to.clock),
      clock: "unsynced",
      code: "stream_restored",
      of,
      range: { from, to: last },
      ...(digests > 0 && { digests_only: digests }),
    },
  });
  if (outcome.kind !== "appended" && outcome.kind !== "conflict") {
    throw new Error(`the notice was not written: ${outcome.kind}`);
  }
}
