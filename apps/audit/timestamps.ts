import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { join } from "node:path";
import { CodedError } from "#libs/runtime/codedError";
import { sha256Hex } from "#libs/seal/bytes";
import { DurableFolder } from "#libs/tilestore/durableFolder";
import { parseCheckpoint } from "#libs/tlog/checkpoint";
import { parseNote } from "#libs/tlog/note";
import {
  readTimestampReply,
  timestampQuery,
  timestampQueryType,
  timestampReplyBytesMax,
} from "#libs/tlog/timestampQuery";
import type { Alarms } from "./alarms.ts";
import type { AuditConfig } from "./audit.config.ts";

const answerMsMax = 30_000;

/**
 * Gets a time stamp (RFC 3161) over the published checkpoint of a log, with every signature that it has, and keeps both
 * beside it, for `openssl ts -verify`: `timestamps/<size>-<digest>.note` and `.tsr`. Gives the size; undefined when
 * there is nothing new. Throws CodedError when the authority gave none.
 */
export async function stampCheckpoint(
  folder: string,
  authority: string,
): Promise<number | undefined> {
  const log = await DurableFolder.open(folder);
  const note = await log.read("checkpoint");
  const text = note === undefined ? undefined : parseNote(note)?.text;
  const size = text === undefined ? undefined : parseCheckpoint(text)?.size;
  if (note === undefined || size === undefined) return undefined;
  const path = `timestamps/${size}-${sha256Hex(note).slice(0, 16)}`;
  if ((await log.read(`${path}.tsr`)) !== undefined) return undefined;
  const nonce = randomBytes(16);
  const reply = await ask(new URL(authority), timestampQuery(note, nonce));
  const read = readTimestampReply(reply, note, nonce);
  if (!read.ok) throw new CodedError("timestamp-refused", read.reason);
  await log.writeOnce([
    { path: `${path}.note`, bytes: note },
    { path: `${path}.tsr`, bytes: reply },
  ]);
  return size;
}

/** One attempt, off the path of messages: whatever fails is an alarm, and is tried again the next time. */
export async function stampOrAlarm(
  { log_dir: logDir, timestamps }: Pick<AuditConfig, "log_dir" | "timestamps">,
  year: number | undefined,
  alarms: Pick<Alarms, "replace">,
): Promise<void> {
  if (timestamps === undefined || year === undefined) return;
  const code = "timestamp-missing";
  const { url } = timestamps;
  try {
    await stampCheckpoint(join(logDir, String(year)), url);
    alarms.replace(code, []);
  } catch {
    const fix = {
      it: "chiedi al fornitore delle marche temporali; il registro va avanti senza",
      en: "ask the time stamp authority; the log goes on without its word",
    };
    alarms.replace(code, [{ alarm: { code, about: new URL(url).host, fix }, fields: {} }]);
  }
}

function ask(address: URL, query: Buffer): Promise<Buffer> {
  const options = {
    method: "POST",
    signal: AbortSignal.timeout(answerMsMax),
    headers: { "content-type": timestampQueryType, "content-length": query.length },
  };
  const send = address.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(address, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > timestampReplyBytesMax) request.destroy(new Error("too large"));
        else chunks.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks));
        else reject(new CodedError("timestamp-refused", `HTTP ${response.statusCode ?? 0}`));
      });
    });
    request.on("error", reject);
    request.end(query);
  });
}
