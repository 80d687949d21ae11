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

/** The proof that an entry is in the log, checked before it is given against the entry's bytes and under the key. */
export async function entryProof(
  { reader, note, trust }: ProvableLog,
  index: number,
): Promise<EntryProof> {
  const hash = leafHash(await reader.entry(index));
  const text = formatProof({ index, proof: await reader.inclusion(index), checkpoint: note });
  const verdict = verifyProof(text, hash, trust);
  return verdict.ok ? { ok: true, text, hash } : { ok: false, reason: verdict.reason };
}
