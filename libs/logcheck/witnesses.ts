import { base64Of, type CheckTools, joined, sameBytes, utf8Of } from "./bytes.ts";
import { isMlDsa44Of } from "./mlDsa.ts";
import {
  noteKeyTypes,
  type StatedCheckpoint,
  type StatedSignature,
  type TypedKey,
} from "./notes.ts";
import { isQuorum, type StatedPolicy } from "./policy.ts";

/** A witness's word on one checkpoint. */
export interface CheckedCosignature {
  /** Name in the policy, and in the signature. */
  readonly witness: string;
  readonly key: string;
  readonly algorithm: "Ed25519" | "ML-DSA-44";
  /** When it looked, RFC 3339; as it says itself. */
  readonly at: string;
}

/** What stands under a witness's name and key and is not its word on this checkpoint. */
export interface WrongCosignature {
  readonly witness: string;
  /** Size of the older checkpoint from which it was taken; undefined where it is of none that is known. */
  readonly replayedFrom: number | undefined;
  readonly detail: string;
}

/** What the signatures of others in a note are worth. */
export interface CheckedCosignatures {
  readonly good: readonly CheckedCosignature[];
  /** Signatures under a witness's name and key that are not its word on this checkpoint. */
  readonly wrong: readonly WrongCosignature[];
  /** Signatures of nobody whom the policy names: they count for nothing. */
  readonly strangers: readonly string[];
  readonly isQuorum: boolean;
}

/** Checkpoints that are searched for the one from which a signature was taken. */
const searchedMax = 200;

/**
 * Checks the cosignatures of a checkpoint (c2sp.org/tlog-cosignature). `own`: keys of the log itself. `older`: other
 * checkpoints of the log, so that a signature taken from one of them is called that.
 */
export async function checkCosignatures(
  checkpoint: StatedCheckpoint,
  policy: StatedPolicy,
  own: readonly Pick<TypedKey, "name" | "id">[],
  older: readonly StatedCheckpoint[],
  tools: CheckTools,
): Promise<CheckedCosignatures> {
  const good = new Map<string, CheckedCosignature>();
  const wrong: WrongCosignature[] = [];
  const strangers: string[] = [];
  for (const signature of checkpoint.signatures) {
    if (own.some((key) => isBy(signature, key))) continue;
    const witness = policy.witnesses.find(({ key }) => isBy(signature, key));
    if (witness === undefined) {
      strangers.push(strangerText(signature, policy));
    } else if (await isWordOf(witness.key, checkpoint, signature.bytes, tools)) {
      good.set(witness.name, wordOf(witness.name, witness.key, signature.bytes));
    } else {
      const from = await originOf(witness.key, signature.bytes, older, tools);
      const detail =
        from === undefined
          ? `${witness.name}: forged, not a signature of ${signature.name} on any checkpoint here`
          : `${witness.name}: replayed, it is the word of ${signature.name} on ${from} entries`;
      wrong.push({ witness: witness.name, replayedFrom: from, detail });
    }
  }
  const words = [...good.values()];
  return { good: words, wrong, strangers, isQuorum: isQuorum(policy, new Set(good.keys())) };
}

const isBy = (
  { name, id }: Pick<StatedSignature, "name" | "id">,
  key: Pick<TypedKey, "name" | "id">,
): boolean => name === key.name && sameBytes(id, key.id);

function strangerText({ name }: StatedSignature, { witnesses }: StatedPolicy): string {
  const known = witnesses.some(({ key }) => key.name === name);
  return known ? `${name} (another key than the policy has)` : name;
}

async function originOf(
  key: TypedKey,
  signature: Uint8Array,
  older: readonly StatedCheckpoint[],
  tools: CheckTools,
): Promise<number | undefined> {
  const newest = older.toSorted((a, b) => b.size - a.size).slice(0, searchedMax);
  for (const one of newest) {
    if (await isWordOf(key, one, signature, tools)) return one.size;
  }
  return undefined;
}

/** True when the signature is this key's word on the checkpoint, of either kind of key. */
export async function isWordOf(
  { type, name, key }: TypedKey,
  checkpoint: StatedCheckpoint,
  signature: Uint8Array,
  tools: CheckTools,
): Promise<boolean> {
  // A time beyond what any clock shows is none.
  if (signature.length < 8 || (signature[0] ?? 255) > 0x7f) return false;
  const [time, rest] = [signature.subarray(0, 8), signature.subarray(8)];
  if (type === noteKeyTypes.cosignature) {
    const text = `cosignature/v1\ntime ${secondsIn(time)}\n${checkpoint.text}`;
    return rest.length === 64 && tools.ed25519(key, utf8Of(text), rest);
  }
  if (type !== noteKeyTypes.mlDsaCosignature) return false;
  const message = subtreeMessage(name, time, checkpoint);
  return message !== undefined && isMlDsa44Of(key, message, rest);
}

/** The structure `cosigned_message` of a whole tree. */
function subtreeMessage(
  cosigner: string,
  time: Uint8Array,
  { origin, size, root }: StatedCheckpoint,
): Uint8Array | undefined {
  const [by, of] = [utf8Of(cosigner), utf8Of(origin)];
  if ([by, of].some(({ length }) => length < 1 || length > 255)) return undefined;
  const range = new Uint8Array(16);
  new DataView(range.buffer).setBigUint64(8, BigInt(size));
  const lengthOf = (bytes: Uint8Array) => new Uint8Array([bytes.length]);
  const label = utf8Of("subtree/v1\n\0");
  return joined(label, lengthOf(by), by, time, lengthOf(of), of, range, root);
}

const secondsIn = (time: Uint8Array): bigint =>
  new DataView(time.buffer, time.byteOffset, 8).getBigUint64(0);

function wordOf(
  witness: string,
  { name, type }: TypedKey,
  signature: Uint8Array,
): CheckedCosignature {
  const date = new Date(Number(secondsIn(signature.subarray(0, 8))) * 1_000);
  const at = Number.isNaN(date.getTime()) ? "" : date.toISOString();
  const algorithm = type === noteKeyTypes.mlDsaCosignature ? "ML-DSA-44" : "Ed25519";
  return { witness, key: name, algorithm, at };
}

/** Verifier key texts of the witnesses, to be compared with those had from elsewhere. */
export const witnessKeys = ({ witnesses }: StatedPolicy): readonly string[] =>
  witnesses.map(({ name, key }) => {
    const id = [...key.id].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const typed = joined(new Uint8Array([key.type]), key.key);
    return `${name}: ${key.name}+${id}+${base64Of(typed)}`;
  });
