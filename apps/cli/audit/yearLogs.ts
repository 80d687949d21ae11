import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { YearLog } from "#libs/search/reindex";
import { TileStoreError } from "#libs/tilestore/failure";
import { openReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import { readConfiguration } from "../documents.ts";
import { CliError } from "../exitCodes.ts";

/**
 * The logs of all years in a data folder, each at its signed checkpoint; nobody is asked. CliError where there is
 * none, or where a checkpoint is not signed by the key of the signed configuration.
 */
export async function openYearLogs(data: string): Promise<readonly YearLog[]> {
  const configuration = readConfiguration(data);
  const years = yearsIn(join(data, "audit"));
  if (configuration === undefined || years.length === 0) {
    throw new CliError("refused", "search-no-log", { path: data });
  }
  const key = publicKeyObject(Buffer.from(configuration.keys.log, "base64url"));
  const logs: YearLog[] = [];
  for (const year of years) {
    const origin = `${configuration.log_family}/${year}`;
    const verifier = noteVerifier(encodeVerifierKey(origin, key));
    if (verifier === undefined) throw new Error("the log's key is none");
    const trust = { origin, verifiers: [verifier] };
    const path = yearFolder(data, year);
    logs.push(await openYear(path, year, trust));
  }
  return logs;
}

/** Where the log of a year lies in a data folder. */
export const yearFolder = (data: string, year: number): string => join(data, "audit", String(year));

/** Entries under the signed checkpoints of all years. Throws as {@link openYearLogs} does. */
export async function entriesSigned(data: string): Promise<number> {
  const logs = await openYearLogs(data);
  return logs.reduce((sum, { reader }) => sum + reader.size, 0);
}

type Trust = Parameters<typeof openReader>[1];

async function openYear(path: string, year: number, trust: Trust): Promise<YearLog> {
  try {
    const { reader, checkpoint } = await openReader(fileSource(path), trust);
    return { year, origin: trust.origin, reader, root: checkpoint.root };
  } catch (error) {
    if (!(error instanceof TileStoreError)) throw error;
    throw new CliError("refused", "search-checkpoint", { path, problem: error.kind });
  }
}

/** A year whose log has no checkpoint yet has nothing to be read. */
function yearsIn(folder: string): readonly number[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^20\d{2}$/.test(name))
      .filter((name) => readdirSync(join(folder, name)).includes("checkpoint"))
      .map(Number)
      .toSorted((a, b) => a - b);
  } catch {
    return [];
  }
}
