import { type ProofLines, proofLines } from "#libs/tlog/proofLines";
import { base64Of, type CheckTools, fromBase64 } from "./bytes.ts";
import { type CheckStep, stepOf } from "./findings.ts";
import { leafHashOf } from "./hashes.ts";
import { checkSignature, compared, type SignedHead } from "./head.ts";
import { checkInclusion, type InclusionResult } from "./merkle.ts";

export interface EntryQuestion {
  /** The text of c2sp.org/tlog-proof@v1; the entry itself stands in it, as `extra`. */
  readonly proof: string;
  readonly index: number;
  /** The log as it was checked in this browser: the proof must be of that one. */
  readonly head: SignedHead;
}

export interface EntryCheck {
  readonly steps: readonly CheckStep[];
  /** The entry, byte by byte; undefined where the proof does not bring it along. */
  readonly leaf: Uint8Array | undefined;
}

const resultOf = {
  ...{ holds: "included", "out-of-range": "proofMalformed", "not-a-hash": "proofMalformed" },
  ...{ "wrong-length": "proofLength", swapped: "siblingsSwapped", "root-other": "entryChanged" },
} as const satisfies Readonly<Record<InclusionResult, CheckStep["result"]>>;

/** Checks that an entry is in the log: bytes, leaf hash, way up to the root, signature of that root, same log. */
export async function checkEntry(
  { proof, index, head }: EntryQuestion,
  tools: CheckTools,
): Promise<EntryCheck> {
  const end = proof.indexOf("\n\n");
  const lines = proofLines(proof.slice(0, Math.max(0, end)));
  const leaf = lines?.extra === undefined ? undefined : fromBase64(lines.extra);
  const steps = [readStep(lines, leaf, index)];
  if (lines?.index !== index || leaf === undefined) return { steps, leaf: undefined };
  const { key } = head;
  const note = proof.slice(end + 2);
  const signed = await checkSignature(note, key.name, key, tools);
  steps.push(signed.step);
  if (signed.checkpoint === undefined) return { steps, leaf };
  const { size, root } = signed.checkpoint;
  const leafHash = await leafHashOf(leaf, tools);
  const hashes = lines.hashes.map((text) => fromBase64(text) ?? new Uint8Array());
  const result = await checkInclusion({ index, size, leafHash, root, proof: hashes }, tools);
  const values = { index, size, leafHash: base64Of(leafHash), root: base64Of(root) };
  steps.push(stepOf("inclusion", resultOf[result], { ...values, hashes: hashes.length }));
  steps.push(await checkSameLog(signed.checkpoint, head, tools));
  return { steps, leaf };
}

function readStep(
  lines: ProofLines | undefined,
  leaf: Uint8Array | undefined,
  index: number,
): CheckStep {
  if (lines === undefined) return stepOf("proof", "proofMalformed");
  if (lines.index !== index) return stepOf("proof", "proofOfOther", { index, of: lines.index });
  if (leaf === undefined) {
    return stepOf("proof", lines.extra === undefined ? "leafMissing" : "proofMalformed");
  }
  return stepOf("proof", "proofRead", { index, bytes: leaf.length });
}

/** The log may have grown between the two answers, in either order: the shorter one must begin the longer one. */
async function checkSameLog(
  proved: SignedHead["checkpoint"],
  head: SignedHead,
  tools: CheckTools,
): Promise<CheckStep> {
  const isOlder = proved.size <= head.checkpoint.size;
  const [newer, older] = isOlder ? [head.checkpoint, proved] : [proved, head.checkpoint];
  const result = await compared({ ...head, checkpoint: newer }, older, tools);
  const values = { from: older.size, size: newer.size };
  return stepOf("sameLog", result === "agrees" ? "sameLog" : result, values);
}
