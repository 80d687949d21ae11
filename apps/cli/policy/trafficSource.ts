import { statSync } from "node:fs";
import type { TrafficCell } from "#libs/policy/analysis/coverage";
import { CliError } from "../exitCodes.ts";
import { type ReaderOptions, sayRecorded, warnIfUnrecorded } from "../reading/announceRead.ts";
import type { LogJob } from "../reading/logWork.ts";
import { periodOfEntries, type RecordedReading, readRecorded } from "../reading/recordedReading.ts";
import type { Terminal } from "../terminal.ts";
import { always } from "./period.ts";
import { readTraffic } from "./traffic.ts";

/** What `--traffic` names: the log of a data folder, or a file of counts. */
export type TrafficSource =
  | { readonly kind: "log"; readonly data: string }
  | { readonly kind: "counts"; readonly cells: readonly TrafficCell[] };

/** A folder is an installation's, everything else a file of counts; CliError where it is neither. */
export function trafficSource(path: string): TrafficSource {
  if (/^https?:\/\//.test(path)) throw new CliError("usage", "backtest-address", { address: path });
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? { kind: "log", data: path } : { kind: "counts", cells: readTraffic(path) };
}

/** Traffic counted by exchange, from wherever it is; the reading of a log is recorded first. */
export async function countedTraffic(
  terminal: Terminal,
  path: string,
  who: ReaderOptions,
): Promise<readonly TrafficCell[]> {
  const source = trafficSource(path);
  if (source.kind === "counts") return source.cells;
  const { result } = await readTrafficLog(terminal, path, { kind: "count" }, who, []);
  if (result.kind !== "counted") throw new Error("not what was asked");
  return result.cells;
}

/**
 * Goes through a whole log to weigh rules by it, and says where the reading is recorded. `ruleSets`: those that it
 * serves. CliError where the log holds no decision.
 */
export async function readTrafficLog(
  terminal: Terminal,
  data: string,
  task: LogJob["task"],
  who: ReaderOptions,
  ruleSets: readonly string[],
): Promise<RecordedReading & { readonly first: string; readonly last: string }> {
  const job = { data, period: always, language: terminal.language, task };
  const reading = await readRecorded(terminal, job, who, ({ decisions, first, last }) => {
    if (first === undefined || last === undefined) {
      throw new CliError("refused", "diff-traffic-empty", { path: data });
    }
    return {
      ...{ purpose: "lawfulness", scope: task.kind === "replay" ? "replay" : "statistics" },
      ...{ entries: decisions, period: periodOfEntries(first, last) },
      ...(ruleSets.length > 0 && { rule_sets: [...new Set(ruleSets)] }),
    };
  });
  sayRecorded(terminal, reading.record);
  warnIfUnrecorded(terminal, reading.record);
  const { first = "", last = "" } = reading.survey;
  return { ...reading, first, last };
}
