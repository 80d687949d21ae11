import type { YearLog } from "#libs/search/reindex";
import { cosignedLog } from "#libs/tilestore/cosignedLog";
import { fileSource } from "#libs/tilestore/tileSource";
import { encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import { parsePolicy } from "#libs/tlog/tlogPolicy";
import { readConfiguration } from "../documents.ts";
import { readPrivate } from "../privateFiles.ts";
import { policyFile } from "../witness/demonstrationWitnesses.ts";
import { yearFolder } from "./yearLogs.ts";

/** Up to which size the witnesses of the installation's policy have cosigned a log (L2); 0 in any doubt. */
export async function cosignedSize(
  data: string,
  { year, origin, reader }: Pick<YearLog, "year" | "origin" | "reader">,
): Promise<number> {
  const text = readPrivate(policyFile(data));
  const parsed = text === undefined ? undefined : parsePolicy(Buffer.from(text, "utf8"));
  const log = readConfiguration(data)?.keys.log;
  if (parsed?.ok !== true || log === undefined) return 0;
  const key = publicKeyObject(Buffer.from(log, "base64url"));
  const own = noteVerifier(encodeVerifierKey(origin, key));
  if (own === undefined) return 0;
  const trust = { origin, verifiers: [own] };
  const source = fileSource(yearFolder(data, year));
  return (await cosignedLog({ source, trust, reader }, parsed.policy)).size;
}
