import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { cosignatureTimestampSeconds } from "./cosignature.ts";
import { type NoteSignature, type NoteVerifier, openNote } from "./note.ts";
import type { WitnessPolicy } from "./tlogPolicy.ts";

/** A witness's word: its name in the policy and in its key, and when it gave it (RFC 3339). */
export interface Cosigned {
  readonly name: string;
  readonly key: string;
  readonly at: string | undefined;
}

/** The checkpoint of a note and who of the policy cosigned it; a reason when it is not to be trusted. Pure. */
export function openCosigned(
  note: Buffer,
  own: readonly NoteVerifier[],
  policy: Pick<WitnessPolicy, "witnesses">,
): { readonly checkpoint: Checkpoint; readonly cosigned: readonly Cosigned[] } | string {
  const signed = openNote(note, own);
  if (!signed.ok) return signed.reason;
  const checkpoint = parseCheckpoint(signed.text);
  if (checkpoint === undefined) return "not-a-checkpoint";
  const opened = openNote(note, [...own, ...policy.witnesses.map(({ verifier }) => verifier)]);
  if (!opened.ok) return opened.reason;
  const cosigned = policy.witnesses.flatMap(({ name, verifier }): Cosigned[] => {
    const line = opened.verified.find((one) => isOf(one, verifier));
    return line === undefined ? [] : [{ name, key: verifier.name, at: timeOf(line) }];
  });
  return { checkpoint, cosigned };
}

const isOf = (line: NoteSignature, { name, keyId }: NoteVerifier): boolean =>
  line.name === name && line.keyId === keyId;

function timeOf(line: NoteSignature): string | undefined {
  const seconds = cosignatureTimestampSeconds(line);
  const date = new Date((seconds ?? Number.NaN) * 1_000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
