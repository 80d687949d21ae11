import type { YearLog } from "#libs/search/reindex";
import { TileStoreError } from "#libs/tilestore/failure";
import { fileSource } from "#libs/tilestore/tileSource";
import { encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import { parsePolicy, quorumMet } from "#libs/tlog/tlogPolicy";
import { readConfiguration } from "../documents.ts";
import { readPrivate } from "../privateFiles.ts";
import { policyFile } from "../witness/demonstrationWitnesses.ts";
import { openCosigned } from "./signatures.ts";
import { yearFolder } from "./yearLogs.ts";

/**
 * Up to which size the witnesses of the installation's policy have cosigned a log (L2). 0 in any doubt: no policy, no
 * quorum, another log's note, or a root that this tree does not have.
 */
export async function cosignedSize(
  data: string,
  { year, origin, reader }: Pick<YearLog, "year" | "origin" | "reader">,
): Promise<number> {
  const text = readPrivate(policyFile(data));
  const parsed = text === undefined ? undefined : parsePolicy(Buffer.from(text, "utf8"));
  const log = readConfiguration(data)?.keys.log;
  const note = await fileSource(yearFolder(data, year)).read("witnessed");
  if (parsed?.ok !== true || log === undefined || note === undefined) return 0;
  const key = publicKeyObject(Buffer.from(log, "base64url"));
  const own = noteVerifier(encodeVerifierKey(origin, key));
  const opened = openCosigned(note, own === undefined ? [] : [own], parsed.policy);
  if (typeof opened === "string" || opened.checkpoint.origin !== origin) return 0;
  const { size, root } = opened.checkpoint;
  const names = new Set(opened.cosigned.map(({ name }) => name));
  if (!quorumMet(parsed.policy, names) || size > reader.size) return 0;
  return (await rootAt(reader, size))?.equals(root) === true ? size : 0;
}

async function rootAt(reader: YearLog["reader"], size: number): Promise<Buffer | undefined> {
  try {
    return await reader.rootAt(size);
  } catch (error) {
    if (error instanceof TileStoreError) return undefined;
    throw error;
  }
}
