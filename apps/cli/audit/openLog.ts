import { TileStoreError } from "#libs/tilestore/failure";
import { type LogReader, type LogTrust, openReader } from "#libs/tilestore/logReader";
import type { TileSource } from "#libs/tilestore/tileSource";
import type { Checkpoint } from "#libs/tlog/checkpoint";
import { noteVerifier } from "#libs/tlog/note";
import { CliError } from "../exitCodes.ts";
import { keysIn } from "./signatures.ts";
import { type FoundLog, logsAt, vkeyFromData } from "./verify.ts";

/** Which log is meant, and whose key it is trusted under. */
export interface LogChoice {
  /** A folder of a log, or of the logs of several years, or an HTTP address. */
  readonly place: string;
  /** Without it the last year in the folder. */
  readonly year?: number | undefined;
  readonly vkey?: string | undefined;
  readonly data: string;
}

/** A log at its published checkpoint, whose signature was checked. */
export interface OpenLog {
  readonly source: TileSource;
  readonly reader: LogReader;
  readonly checkpoint: Checkpoint;
  /** The signed note, verbatim. */
  readonly note: Buffer;
  readonly trust: LogTrust;
}

/** Opens one log of a place. Throws CliError where there is none, or where its checkpoint is not to be trusted. */
export async function openLog(choice: LogChoice): Promise<OpenLog> {
  const { source } = chosen(logsAt(choice.place), choice);
  const vkey =
    choice.vkey === undefined ? await vkeyFromData(source, choice) : keysIn(choice.vkey).vkey;
  const verifier = noteVerifier(vkey);
  if (verifier === undefined) throw new CliError("usage", "vkey-wrong");
  const trust = { origin: verifier.name, verifiers: [verifier] };
  try {
    return { source, trust, ...(await openReader(source, trust)) };
  } catch (error) {
    throw readable(error, choice.place);
  }
}

/** What a person can do about a log that could not be read; other errors go on as they are. */
export function readable(error: unknown, place: string): unknown {
  if (!(error instanceof TileStoreError)) return error;
  if (error.kind === "unreachable") {
    return new CliError("unreachable", "edge-unreachable", { address: place });
  }
  const { path, kind } = error;
  return new CliError("check-failed", "log-file-wrong", { path, kind });
}

/** Folders of years end in the year; an address, or the folder of one log, is what it is. */
function chosen(logs: readonly FoundLog[], { place, year }: LogChoice): FoundLog {
  const named = logs.filter(
    (log) => year === undefined || log.folder === undefined || log.folder.endsWith(`${year}`),
  );
  const log = named.at(-1);
  if (log === undefined) throw new CliError("usage", "log-missing", { path: place });
  return log;
}
