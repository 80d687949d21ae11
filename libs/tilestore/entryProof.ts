import { leafHash } from "#libs/tlog/hash";
import { formatProof, verifyProof } from "#libs/tlog/proofText";
import type { LogReader, LogTrust } from "./logReader.ts";

/** A log at its signed checkpoint. */
export interface ProvableLog {
  readonly reader: LogReader;
  /** The signed note, verbatim. */
  readonly note: Buffer;
  readonly trust: LogTrust;
}

/** The text of c2sp.org/tlog-proof@v1 and the hash of the leaf that it proves; or why it would not hold. */
export type EntryProof =
  | { readonly ok: true; readonly text: Buffer; readonly hash: Buffer }
  | { readonly ok: false; readonly reason: string };

/** Larger entries are not sent along with their proof: its unauthenticated part has at most 65,536 characters. */
const extraBytesMax = 48_000;

/**
 * The proof that an entry is in the log, checked before it is given against the entry's bytes and under the key.
 * `withEntry`: those bytes stand in it as `extra`, so that whoever gets it can check it without anything else.
 */
export async function entryProof(
  { reader, note, trust }: ProvableLog,
  index: number,
  { withEntry = false } = {},
): Promise<EntryProof> {
  const entry = await reader.entry(index);
  const hash = leafHash(entry);
  const extra = withEntry && entry.length <= extraBytesMax ? { extra: Buffer.from(entry) } : {};
  const proof = await reader.inclusion(index);
  const text = formatProof({ index, proof, checkpoint: note, ...extra });
  const verdict = verifyProof(text, hash, trust);
  return verdict.ok ? { ok: true, text, hash } : { ok: false, reason: verdict.reason };
}
