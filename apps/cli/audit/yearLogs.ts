import { join } from "node:path";
import type { YearLog } from "#libs/search/reindex";
import { LogNotTrusted, openSignedLogs } from "#libs/search/signedLogs";
import { readConfiguration } from "../documents.ts";
import { CliError } from "../exitCodes.ts";

/**
 * The logs of all years in a data folder, each at its signed checkpoint; nobody is asked. CliError where there is
 * none, or where a checkpoint is not signed by the key of the signed configuration.
 */
export async function openYearLogs(data: string): Promise<readonly YearLog[]> {
  const configuration = readConfiguration(data);
  const none = () => new CliError("refused", "search-no-log", { path: data });
  if (configuration === undefined) throw none();
  const { log_family, keys } = configuration;
  try {
    const logs = await openSignedLogs(join(data, "audit"), { log_family, key: keys.log });
    if (logs.length === 0) throw none();
    return logs;
  } catch (error) {
    if (!(error instanceof LogNotTrusted)) throw error;
    const { path, kind } = error;
    throw new CliError("refused", "search-checkpoint", { path, problem: kind });
  }
}

/** Where the log of a year lies in a data folder. */
export const yearFolder = (data: string, year: number): string => join(data, "audit", String(year));

/** Entries under the signed checkpoints of all years. Throws as {@link openYearLogs} does. */
export async function entriesSigned(data: string): Promise<number> {
  const logs = await openYearLogs(data);
  return logs.reduce((sum, { reader }) => sum + reader.size, 0);
}
