import { type KeyObject, sign as signBytes, verify as verifyBytes } from "node:crypto";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { mlDsaPublicKey, mlDsaSignatureBytes } from "./mlDsa.ts";
import {
  ed25519KeyId,
  type NoteSignature,
  type NoteVerifier,
  parseVerifierKey,
  publicKeyObject,
  signatureType,
  type VerifierKey,
} from "./note.ts";

const timestampBytes = 8;
const ed25519SignatureBytes = 64;
const nameBytesMax = 255;
/** `subtree/v1`, a newline and a zero byte: tells the message from every other one of the same key. */
const subtreeLabel = Buffer.from("subtree/v1\n\0", "latin1");

/**
 * cosignature/v1 (c2sp.org/tlog-cosignature, Ed25519) of a witness over a checkpoint's text. `timestampSeconds`:
 * POSIX time at which the witness saw this as the largest consistent tree. Throws when the text is not a checkpoint.
 */
export function makeCosignature(
  checkpointText: string,
  cosigner: { readonly name: string; readonly privateKey: KeyObject },
  timestampSeconds: number,
): NoteSignature {
  if (parseCheckpoint(checkpointText) === undefined) throw new RangeError("not a checkpoint");
  const timestamp = timestampOf(timestampSeconds);
  const message = ed25519Message(BigInt(timestampSeconds), checkpointText);
  return {
    name: cosigner.name,
    keyId: ed25519KeyId(cosigner.name, cosigner.privateKey, signatureType.cosignature),
    signature: Buffer.concat([timestamp, signBytes(null, message, cosigner.privateKey)]),
  };
}

/**
 * subtree/v1 (c2sp.org/tlog-cosignature, ML-DSA-44) over a whole tree: what a witness says of it, and what a log
 * says of itself under its own origin (c2sp.org/tlog-checkpoint). Throws when the text is not a checkpoint.
 */
export function makeMlDsaCosignature(
  checkpointText: string,
  cosigner: { readonly name: string; readonly keyId: number; readonly privateKey: KeyObject },
  timestampSeconds: number,
): NoteSignature {
  const checkpoint = parseCheckpoint(checkpointText);
  if (checkpoint === undefined) throw new RangeError("not a checkpoint");
  const { name, keyId, privateKey } = cosigner;
  const timestamp = timestampOf(timestampSeconds);
  const message = mlDsaMessage(name, timestamp, checkpoint);
  if (message === undefined) throw new RangeError("a name has at most 255 bytes");
  return {
    name,
    keyId,
    signature: Buffer.concat([timestamp, signBytes(null, message, privateKey)]),
  };
}

/** Verifier for openNote of a cosigner's key (type 0x04 or 0x06); undefined when `text` is not such a key. */
export function cosignatureVerifier(text: string): NoteVerifier | undefined {
  const key = parseVerifierKey(text);
  if (key?.type === signatureType.cosignature) return ed25519Verifier(key);
  return key?.type === signatureType.mlDsaCosignature ? mlDsaVerifier(key) : undefined;
}

function ed25519Verifier({ name, keyId, publicKey: raw }: VerifierKey): NoteVerifier {
  const publicKey = publicKeyObject(raw);
  return {
    name,
    keyId,
    verify: (message, bytes) => {
      const stated = split(bytes, ed25519SignatureBytes);
      if (stated === undefined) return false;
      const seconds = stated.timestamp.readBigUInt64BE(0);
      const signed = ed25519Message(seconds, message.toString("utf8"));
      return verifyBytes(null, signed, publicKey, stated.signature);
    },
  };
}

function mlDsaVerifier({ name, keyId, publicKey: raw }: VerifierKey): NoteVerifier {
  const publicKey = mlDsaPublicKey(raw);
  return {
    name,
    keyId,
    verify: (message, bytes) => {
      const stated = split(bytes, mlDsaSignatureBytes);
      const checkpoint = parseCheckpoint(message.toString("utf8"));
      if (stated === undefined || checkpoint === undefined) return false;
      const signed = mlDsaMessage(name, stated.timestamp, checkpoint);
      return signed !== undefined && verifyBytes(null, signed, publicKey, stated.signature);
    },
  };
}

/** POSIX seconds stated in a verified cosignature; undefined beyond 2^53. */
export function cosignatureTimestampSeconds({ signature }: NoteSignature): number | undefined {
  const seconds = Number(signature.readBigUInt64BE(0));
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}

/** The structure `timestamped_signature`; undefined for another length, or a time that no clock shows. */
function split(bytes: Buffer, signatureBytes: number) {
  if (bytes.length !== timestampBytes + signatureBytes) return undefined;
  const timestamp = bytes.subarray(0, timestampBytes);
  if (timestamp.readBigUInt64BE(0) >= 2n ** 63n) return undefined;
  return { timestamp, signature: bytes.subarray(timestampBytes) };
}

function ed25519Message(timestampSeconds: bigint, checkpointText: string): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${timestampSeconds}\n${checkpointText}`, "utf8");
}

/** The structure `cosigned_message` of a whole tree; undefined for a name or origin that does not fit in it. */
function mlDsaMessage(
  cosigner: string,
  timestamp: Buffer,
  { origin, size, root }: Checkpoint,
): Buffer | undefined {
  const names = [cosigner, origin].map((name) => Buffer.from(name, "utf8"));
  if (names.some(({ length }) => length < 1 || length > nameBytesMax)) return undefined;
  const [cosignerName = [], logOrigin = []] = names.map((name) => [Buffer.of(name.length), name]);
  const range = Buffer.alloc(16); // the first leaf, 0, and the size
  range.writeBigUInt64BE(BigInt(size), 8);
  return Buffer.concat([subtreeLabel, ...cosignerName, timestamp, ...logOrigin, range, root]);
}

function timestampOf(seconds: number): Buffer {
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new RangeError("timestamp is not whole POSIX seconds");
  }
  const timestamp = Buffer.alloc(timestampBytes);
  timestamp.writeBigUInt64BE(BigInt(seconds));
  return timestamp;
}
