import { type CheckTools, sameBytes, utf8Of } from "./bytes.ts";
import { type CheckStep, stepOf } from "./findings.ts";
import { checkSignature, compared, type SignedHead } from "./head.ts";
import type { KeptLog } from "./kept.ts";
import { noteKeyTypes, type StatedCheckpoint, type TypedKey, typedKey } from "./notes.ts";
import { type StatedPolicy, statedPolicy } from "./policy.ts";
import { type CheckedCosignatures, checkCosignatures, isWordOf } from "./witnesses.ts";

/** That the log's second signature (ML-DSA-44) is there and good, where the log says that it signs with that key too. */
export async function checkSecond(
  vkey: string | null,
  kept: KeptLog | undefined,
  checkpoint: StatedCheckpoint,
  tools: CheckTools,
): Promise<{ readonly step: CheckStep; readonly key: TypedKey | undefined }> {
  const before = kept?.second ?? null;
  const told = (result: Parameters<typeof stepOf>[1], key?: TypedKey) => ({
    step: stepOf("second", result),
    key,
  });
  if (vkey === null) return told(before === null ? "secondNone" : "secondDropped");
  if (before !== null && before !== vkey) return told("secondChanged");
  const key = await typedKey(vkey, tools);
  if (key?.type !== noteKeyTypes.mlDsaCosignature || key.name !== checkpoint.origin) {
    return told("secondWrong");
  }
  const own = checkpoint.signatures.find(
    ({ name, id }) => name === key.name && sameBytes(id, key.id),
  );
  if (own === undefined) return told("secondMissing", key);
  const isGood = await isWordOf(key, checkpoint, own.bytes, tools);
  return told(isGood ? "secondSigned" : "secondWrong", key);
}

/** Whose cosignatures count: the policy that was kept, where another one is shown, until a person accepts that one. */
export async function checkPolicy(
  text: string | null,
  kept: KeptLog | undefined,
  tools: CheckTools,
): Promise<{ readonly step: CheckStep; readonly policy: StatedPolicy | undefined }> {
  const before = kept?.policy ?? null;
  const counted = before ?? text;
  if (counted === null) return { step: stepOf("policy", "policyNone"), policy: undefined };
  const policy = await statedPolicy(utf8Of(counted), tools);
  if (typeof policy === "number") {
    return { step: stepOf("policy", "policyMalformed", { line: policy }), policy: undefined };
  }
  const values = { quorum: policy.quorum, witnesses: policy.witnesses.length };
  if (before === null) return { step: stepOf("policy", "policyFirst", values), policy };
  const result = before === text ? "policySame" : "policyChanged";
  return { step: stepOf("policy", result, values), policy };
}

export interface WitnessedLog {
  readonly head: SignedHead;
  /** The note that witnesses saw last, as it is shown. */
  readonly note: string | null;
  readonly policy: StatedPolicy | undefined;
  readonly second: TypedKey | undefined;
}

interface Words extends CheckedCosignatures {
  readonly size: number;
  /** True where what they have cosigned is the beginning of what is shown. */
  readonly holds: boolean;
}

/** What each witness of the policy has said of this log, by name, and whether that is the quorum. */
export async function checkWitnesses(
  { head, note, policy, second }: WitnessedLog,
  tools: CheckTools,
): Promise<{ readonly steps: readonly CheckStep[]; readonly covered: number }> {
  if (policy === undefined) return { steps: [], covered: 0 };
  const steps: CheckStep[] = [];
  const notes: (readonly [StatedCheckpoint, boolean])[] = [[head.checkpoint, true]];
  if (note !== null) {
    const signed = await checkSignature(note, head.key.name, head.key, tools, "witness");
    if (signed.checkpoint === undefined) steps.push(signed.step);
    else {
      const { checkpoint } = signed;
      const result = await compared(head, checkpoint, tools);
      const values = { from: checkpoint.size, size: head.checkpoint.size };
      if (result !== "agrees") steps.push(stepOf("witness", result, values));
      notes.push([checkpoint, result === "agrees"]);
    }
  }
  const own = second === undefined ? [head.key] : [head.key, second];
  const all = notes.map(([one]) => one);
  const words: Words[] = [];
  for (const [checkpoint, holds] of notes) {
    const others = all.filter((one) => one !== checkpoint);
    const said = await checkCosignatures(checkpoint, policy, own, others, tools);
    words.push({ ...said, size: checkpoint.size, holds });
  }
  return summedUp(policy, words, steps);
}

function summedUp(policy: StatedPolicy, words: readonly Words[], before: readonly CheckStep[]) {
  const steps = [...before];
  const counted = words.filter(({ holds }) => holds).toSorted((a, b) => b.size - a.size);
  const isAsked = policy.quorum !== "none";
  const best = counted.find((one) => isAsked && one.isQuorum);
  const shown = best ?? counted.toSorted((a, b) => b.good.length - a.good.length)[0];
  for (const { name } of policy.witnesses) {
    const wrong = words.flatMap((one) => one.wrong).find(({ witness }) => witness === name);
    const word = shown?.good.find(({ witness }) => witness === name);
    if (wrong?.replayedFrom !== undefined) {
      steps.push(stepOf("witness", "witnessReplayed", { name, from: wrong.replayedFrom }));
    } else if (wrong !== undefined) steps.push(stepOf("witness", "witnessForged", { name }));
    else if (word === undefined) steps.push(stepOf("witness", "witnessMissing", { name }));
    else {
      const { key, at, algorithm } = word;
      const values = { name, key, at, algorithm, size: shown?.size ?? 0 };
      steps.push(stepOf("witness", "cosigned", values));
    }
  }
  const covered = best?.size ?? 0;
  const values = { quorum: policy.quorum, covered };
  const result = !isAsked ? "quorumNobody" : best === undefined ? "quorumMissing" : "quorumMet";
  return { steps: [...steps, stepOf("quorum", result, values)], covered };
}
