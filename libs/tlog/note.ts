import {
  createPrivateKey,
  createPublicKey,
  hash,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { decodeBase64 } from "./base64.ts";
import { mlDsaPublicBytes } from "./mlDsa.ts";

/** Signature types of c2sp.org/signed-note that are spoken here. */
export const signatureType = { ed25519: 0x01, cosignature: 0x04, mlDsaCosignature: 0x06 } as const;
/** Largest signed note that is read: a checkpoint with a hundred signatures is far below. */
export const noteBytesMax = 262_144;
/** Most signatures in a note that is read; the specification asks for at least 16. */
export const noteSignaturesMax = 100;

export interface NoteSignature {
  /** Name of the key, for a log its origin. */
  readonly name: string;
  /** First four bytes of SHA-256(name, newline, type, public key). */
  readonly keyId: number;
  /** What follows the key id in the line. */
  readonly signature: Buffer;
}

/** Checks signatures of one key. `message` is the note's text with its last newline. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: number;
  verify(message: Buffer, signature: Buffer): boolean;
}

/** Makes signatures of one key; the key may sit elsewhere (HSM): only `sign` is called. */
export interface NoteSigner {
  readonly name: string;
  readonly keyId: number;
  sign(message: Buffer): Buffer;
}

/** A verifier key text taken apart: `name+hash+base64(type || public key)`. */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: number;
  readonly type: number;
  readonly publicKey: Buffer;
}

/** A note's text and its signatures, none of them checked yet. */
export interface ParsedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export type OpenedNote =
  | {
      readonly ok: true;
      readonly text: string;
      readonly verified: readonly NoteSignature[];
      readonly unknown: readonly NoteSignature[];
    }
  | { readonly ok: false; readonly reason: "malformed" | "bad-signature" | "no-known-signature" };

const linePrefix = "— ";
const ed25519KeyBytes = 32;
const pkcs8SeedPrefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** Text of the verifier key for an Ed25519 public key; `type` 0x04 for a cosigner's. Throws for a bad name. */
export function encodeVerifierKey(
  name: string,
  publicKey: KeyObject,
  type: number = signatureType.ed25519,
): string {
  return verifierKeyText(name, type, rawKey(publicKey, "x"));
}

/** Reads a verifier key of a type spoken here; undefined when a character of it is not as it must be. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text);
  const [, name = "", id = "", encoded = ""] = match ?? [];
  const typed = decodeBase64(encoded);
  const type = typed?.[0];
  if (!isName(name) || type === undefined || typed?.length !== 1 + publicKeyBytes(type)) {
    return undefined;
  }
  const keyId = keyIdOf(name, typed);
  if (hex(keyId) !== id) return undefined;
  return { name, keyId, type, publicKey: typed.subarray(1) };
}

/** Every other type has had a key of Ed25519, or is none that a verifier is made for. */
const publicKeyBytes = (type: number): number =>
  type === signatureType.mlDsaCosignature ? mlDsaPublicBytes : ed25519KeyBytes;

/** Text of the verifier key for the raw bytes of a public key. Throws for a bad name. */
export function verifierKeyText(name: string, type: number, publicKey: Uint8Array): string {
  const typed = Buffer.concat([Buffer.of(type), publicKey]);
  return `${name}+${hex(keyIdFor(name, type, publicKey))}+${typed.toString("base64")}`;
}

/** Key id of a raw public key under `name` and `type`. Throws for a bad name. */
export function keyIdFor(name: string, type: number, publicKey: Uint8Array): number {
  assertName(name);
  return keyIdOf(name, Buffer.concat([Buffer.of(type), publicKey]));
}

/** Verifier of plain Ed25519 notes (type 0x01); undefined when `text` is not such a key. */
export function noteVerifier(text: string): NoteVerifier | undefined {
  const key = parseVerifierKey(text);
  if (key === undefined || key.type !== signatureType.ed25519) return undefined;
  const publicKey = publicKeyObject(key.publicKey);
  return {
    name: key.name,
    keyId: key.keyId,
    verify: (message, signature) =>
      signature.length === 64 && verifyBytes(null, message, publicKey, signature),
  };
}

/** Signer of plain Ed25519 notes (type 0x01). Throws for a bad name or another kind of key. */
export function noteSigner(name: string, privateKey: KeyObject): NoteSigner {
  return {
    name,
    keyId: ed25519KeyId(name, privateKey, signatureType.ed25519),
    sign: (message) => signBytes(null, message, privateKey),
  };
}

/** Key id of an Ed25519 key under `name` and `type`. */
export function ed25519KeyId(name: string, key: KeyObject, type: number): number {
  return keyIdFor(name, type, rawKey(key, "x"));
}

/** `PRIVATE+KEY+name+hash+base64(type || seed)`, the form of Go's note package. A secret: for a 0600 file. */
export function encodeSignerKey(name: string, privateKey: KeyObject): string {
  const id = hex(ed25519KeyId(name, privateKey, signatureType.ed25519));
  const typed = Buffer.concat([Buffer.of(signatureType.ed25519), rawKey(privateKey, "d")]);
  return `PRIVATE+KEY+${name}+${id}+${typed.toString("base64")}`;
}

/** Reads {@link encodeSignerKey}'s text; undefined when it is not one. */
export function parseSignerKey(
  text: string,
): { readonly name: string; readonly privateKey: KeyObject } | undefined {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text);
  const [, name = "", id = "", encoded = ""] = match ?? [];
  const typed = decodeBase64(encoded);
  if (!isName(name) || typed?.length !== 33 || typed[0] !== signatureType.ed25519) return undefined;
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8SeedPrefix, typed.subarray(1)]),
    format: "der",
    type: "pkcs8",
  });
  const expected = hex(ed25519KeyId(name, privateKey, signatureType.ed25519));
  return expected === id ? { name, privateKey } : undefined;
}

export function publicKeyObject(raw: Buffer): KeyObject {
  const jwk = { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") };
  return createPublicKey({ key: jwk, format: "jwk" });
}

/** Signs `text`, which must end in a newline, with every signer in turn. Throws when no note can hold the text. */
export function signNote(text: string, signers: readonly NoteSigner[]): Buffer {
  const message = Buffer.from(text, "utf8");
  const lines = signers.map((signer) =>
    signatureLine({ name: signer.name, keyId: signer.keyId, signature: signer.sign(message) }),
  );
  const note = Buffer.from(`${text}\n${lines.join("")}`, "utf8");
  if (parseNote(note)?.text !== text) throw new RangeError("text cannot be a signed note");
  return note;
}

/** The note with one more signature line behind the others. Throws when `note` is not a note. */
export function addSignature(note: Buffer, signature: NoteSignature): Buffer {
  const added = Buffer.concat([note, Buffer.from(signatureLine(signature), "utf8")]);
  if (parseNote(note) === undefined || parseNote(added) === undefined) {
    throw new RangeError("not a signed note");
  }
  return added;
}

/** Takes a note apart without trusting it; undefined when malformed (c2sp.org/signed-note, "Format"). */
export function parseNote(bytes: Uint8Array): ParsedNote | undefined {
  const whole = decodeText(bytes);
  const split = whole?.lastIndexOf("\n\n") ?? -1;
  if (whole === undefined || split < 0 || !whole.endsWith("\n")) return undefined;
  const lines = whole.slice(split + 2, -1).split("\n");
  if (whole.length < split + 3 || lines.length > noteSignaturesMax) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignatureLine(line);
    if (signature === undefined) return undefined;
    signatures.push(signature);
  }
  return { text: whole.slice(0, split + 1), signatures };
}

/**
 * Opens a note: its text is to be trusted only when `ok`. Signatures of unknown keys are ignored; one bad
 * signature of a known key refuses the whole note.
 */
export function openNote(bytes: Uint8Array, verifiers: readonly NoteVerifier[]): OpenedNote {
  const note = parseNote(bytes);
  if (note === undefined) return { ok: false, reason: "malformed" };
  const message = Buffer.from(note.text, "utf8");
  const verified: NoteSignature[] = [];
  const unknown: NoteSignature[] = [];
  for (const signature of note.signatures) {
    const verifier = verifiers.find(
      ({ name, keyId }) => name === signature.name && keyId === signature.keyId,
    );
    if (verifier === undefined) unknown.push(signature);
    else if (verifier.verify(message, signature.signature)) verified.push(signature);
    else return { ok: false, reason: "bad-signature" };
  }
  if (verified.length === 0) return { ok: false, reason: "no-known-signature" };
  return { ok: true, text: note.text, verified, unknown };
}

function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.length > noteBytesMax) return undefined;
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x0a)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reads {@link signatureLine}'s text without its newline; undefined when it is not one. */
export function parseSignatureLine(line: string): NoteSignature | undefined {
  if (!line.startsWith(linePrefix)) return undefined;
  const [name = "", encoded = "", ...rest] = line.slice(linePrefix.length).split(" ");
  const bytes = decodeBase64(encoded);
  if (rest.length > 0 || !isName(name) || bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: bytes.readUInt32BE(0), signature: bytes.subarray(4) };
}

/** The line of one signature, as it stands behind a note and in a witness's answer. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Buffer.alloc(4);
  id.writeUInt32BE(keyId);
  return `${linePrefix}${name} ${Buffer.concat([id, signature]).toString("base64")}\n`;
}

function keyIdOf(name: string, typedKey: Buffer): number {
  const input = Buffer.concat([Buffer.from(`${name}\n`, "utf8"), typedKey]);
  return hash("sha256", input, "buffer").readUInt32BE(0);
}

function rawKey(key: KeyObject, member: "x" | "d"): Buffer {
  const jwk = key.export({ format: "jwk" });
  const value = jwk[member];
  if (jwk.crv !== "Ed25519" || typeof value !== "string")
    throw new TypeError("not an Ed25519 key of the needed kind");
  return Buffer.from(value, "base64url");
}

function assertName(name: string): void {
  if (!isName(name)) throw new RangeError("key names have no blanks and no plus");
}

function isName(name: string): boolean {
  // Unicode spaces as Go's unicode.IsSpace sees them, line feed and other controls included.
  return name !== "" && name.isWellFormed() && !/[\s\p{Z}\p{Cc}+]/u.test(name);
}

function hex(keyId: number): string {
  return keyId.toString(16).padStart(8, "0");
}
