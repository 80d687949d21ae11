import { base64Of, type CheckTools, fromBase64, sameBytes, utf8Of } from "./bytes.ts";
import { type CheckStep, type StepName, type StepResult, stepOf } from "./findings.ts";
import { checkConsistency } from "./merkle.ts";
import { isSignedBy, type NoteKey, type StatedCheckpoint, statedCheckpoint } from "./notes.ts";

/** A proof that the log only grew, as it is given; hashes in base64. `refused`: the code with which none is given. */
export type ConsistencyAnswer =
  | { readonly proof: readonly string[] }
  | { readonly refused: string };
export type AskConsistency = (from: number, to: number) => Promise<ConsistencyAnswer>;

/** A log whose checkpoint is signed by its key. */
export interface SignedHead {
  readonly key: NoteKey;
  readonly checkpoint: StatedCheckpoint;
  readonly consistency: AskConsistency;
}

/** The checkpoint in a note, signed by this key; else the step says what is wrong. */
export async function checkSignature(
  note: string,
  origin: string,
  key: NoteKey | undefined,
  tools: CheckTools,
  step: StepName = "signature",
): Promise<{ readonly step: CheckStep; readonly checkpoint: StatedCheckpoint | undefined }> {
  const refused = (result: StepResult) => ({ step: stepOf(step, result), checkpoint: undefined });
  const checkpoint = statedCheckpoint(utf8Of(note));
  if (checkpoint === undefined) return refused("checkpointMalformed");
  if (checkpoint.origin !== origin || key?.name !== origin) return refused("logOther");
  const isThere = checkpoint.signatures.some(
    ({ name, id }) => name === key.name && sameBytes(id, key.id),
  );
  if (!isThere) return refused("signatureMissing");
  if (!(await isSignedBy(key, checkpoint, tools))) return refused("signatureWrong");
  const { size } = checkpoint;
  return { step: stepOf(step, "signed", { size, root: base64Of(checkpoint.root) }), checkpoint };
}

/** Whether another checkpoint of the log, of at most as many entries, is the beginning of what is shown. */
export async function compared(
  { checkpoint, consistency }: Pick<SignedHead, "checkpoint" | "consistency">,
  older: Pick<StatedCheckpoint, "size" | "root">,
  tools: CheckTools,
): Promise<"agrees" | "forked" | "shrunken" | "rewritten" | "growthMalformed" | "growthRefused"> {
  const { size, root } = checkpoint;
  if (older.size > size) return "shrunken";
  if (older.size === size) return sameBytes(older.root, root) ? "agrees" : "forked";
  if (older.size === 0) return "agrees";
  const answer = await consistency(older.size, size);
  if ("refused" in answer) return "growthRefused";
  const proof = answer.proof.map((text) => fromBase64(text) ?? new Uint8Array());
  const stated = { from: older.size, to: size, fromRoot: older.root, toRoot: root, proof };
  const verdict = await checkConsistency(stated, tools);
  if (verdict === "holds") return "agrees";
  const isOther = verdict === "old-root-other" || verdict === "new-root-other";
  return isOther ? "rewritten" : "growthMalformed";
}
