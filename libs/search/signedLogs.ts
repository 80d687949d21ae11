import { readdirSync } from "node:fs";
import { join } from "node:path";
import { TileStoreError } from "#libs/tilestore/failure";
import { type LogReader, type LogTrust, openReader } from "#libs/tilestore/logReader";
import { fileSource, type TileSource } from "#libs/tilestore/tileSource";
import type { Checkpoint } from "#libs/tlog/checkpoint";
import { encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import type { YearLog } from "./reindex.ts";

/** Under which name and key the logs of an installation are signed: as its signed configuration says it. */
export interface LogFamily {
  readonly log_family: string;
  /** Ed25519 public key, base64url. */
  readonly key: string;
}

/** The log of one year at its signed checkpoint, with what proves it. */
export interface SignedLog extends YearLog {
  readonly folder: string;
  readonly source: TileSource;
  readonly trust: LogTrust;
  readonly vkey: string;
  readonly checkpoint: Checkpoint;
  /** The signed note, verbatim. */
  readonly note: Buffer;
  readonly reader: LogReader;
}

/** A year's log whose checkpoint is missing, damaged or not signed by the family's key; `kind` as in TileStoreError. */
export class LogNotTrusted extends Error {
  readonly path: string;
  readonly kind: string;

  constructor(path: string, cause: TileStoreError) {
    super(`log of ${path}: ${cause.kind}`, { cause });
    this.name = "LogNotTrusted";
    this.path = path;
    this.kind = cause.kind;
  }
}

/**
 * The logs of all years in a folder, each at its signed checkpoint, in order; none where there is none yet. Nobody is
 * asked. Throws {@link LogNotTrusted}.
 */
export async function openSignedLogs(
  folder: string,
  { log_family: family, key }: LogFamily,
): Promise<readonly SignedLog[]> {
  const publicKey = publicKeyObject(Buffer.from(key, "base64url"));
  const logs: SignedLog[] = [];
  for (const year of yearsIn(folder)) {
    const vkey = encodeVerifierKey(`${family}/${year}`, publicKey);
    logs.push(await openYear(join(folder, String(year)), year, vkey));
  }
  return logs;
}

async function openYear(path: string, year: number, vkey: string): Promise<SignedLog> {
  const verifier = noteVerifier(vkey);
  if (verifier === undefined) throw new Error("the log's key is none");
  const trust = { origin: verifier.name, verifiers: [verifier] };
  const source = fileSource(path);
  try {
    const { reader, checkpoint, note } = await openReader(source, trust);
    const { origin } = trust;
    const root = checkpoint.root;
    return { year, origin, reader, root, folder: path, source, trust, vkey, checkpoint, note };
  } catch (error) {
    if (error instanceof TileStoreError) throw new LogNotTrusted(path, error);
    throw error;
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
