import { type CheckTools, fromBase64, hexOf, joined, sameBytes, textIn, utf8Of } from "./bytes.ts";

/** A verifier key of a signed note, Ed25519: `name+id+base64(1, key)`. */
export interface NoteKey {
  readonly name: string;
  readonly id: Uint8Array;
  readonly key: Uint8Array;
}

/** Types of keys (c2sp.org/signed-note, c2sp.org/tlog-cosignature). */
export const noteKeyTypes = { ed25519: 1, cosignature: 4, mlDsaCosignature: 6 } as const;

export interface TypedKey extends NoteKey {
  readonly type: number;
}

/** A checkpoint as it is stated; whether it is signed is another question. */
export interface StatedCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** What is signed. */
  readonly text: string;
  readonly signatures: readonly StatedSignature[];
}

/** A line of a note, checked by nobody yet. */
export interface StatedSignature {
  readonly name: string;
  readonly id: Uint8Array;
  readonly bytes: Uint8Array;
}

const signatureLine = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/;

/** The key in a line; undefined where a character is wrong, its id included. */
export async function noteKey(line: string, tools: CheckTools): Promise<NoteKey | undefined> {
  const found = await typedKey(line, tools);
  return found?.type === noteKeyTypes.ed25519 ? found : undefined;
}

/** The key in a line, of any type that is spoken here. */
export async function typedKey(line: string, tools: CheckTools): Promise<TypedKey | undefined> {
  const [, name = "", id = "", encoded = ""] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(line) ?? [];
  const typed = fromBase64(encoded);
  const type = typed?.[0];
  if (typed === undefined || type === undefined || /[\s\p{Z}\p{Cc}]/u.test(name)) return undefined;
  if (typed.length !== 1 + (type === noteKeyTypes.mlDsaCosignature ? 1_312 : 32)) return undefined;
  const named = (await tools.sha256(joined(utf8Of(`${name}\n`), typed))).slice(0, 4);
  return hexOf(named) === id ? { name, id: named, type, key: typed.slice(1) } : undefined;
}

/** Takes a checkpoint apart; undefined when it is none. */
export function statedCheckpoint(bytes: Uint8Array): StatedCheckpoint | undefined {
  const whole = textIn(bytes) ?? "";
  const split = whole.lastIndexOf("\n\n");
  if (split < 0 || !whole.endsWith("\n")) return undefined;
  const text = whole.slice(0, split + 1);
  const stated = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n$/.exec(text);
  const root = fromBase64(stated?.[3] ?? "");
  if (stated === null || root?.length !== 32) return undefined;
  const signatures = whole
    .slice(split + 2, -1)
    .split("\n")
    .map((line) => {
      const [, name = "", encoded = ""] = signatureLine.exec(line) ?? [];
      const signed = fromBase64(encoded) ?? new Uint8Array();
      return { name, id: signed.slice(0, 4), bytes: signed.slice(4) };
    });
  return { origin: stated[1] ?? "", size: Number(stated[2]), root, text, signatures };
}

/** True when the key has signed it, and every signature of that key in it is good. */
export async function isSignedBy(
  { name, id, key }: NoteKey,
  checkpoint: StatedCheckpoint,
  tools: CheckTools,
): Promise<boolean> {
  const own = checkpoint.signatures.filter((one) => one.name === name && sameBytes(one.id, id));
  if (own.length === 0 || checkpoint.origin !== name) return false;
  for (const { bytes } of own) {
    if (bytes.length !== 64) return false;
    if (!(await tools.ed25519(key, utf8Of(checkpoint.text), bytes))) return false;
  }
  return true;
}
