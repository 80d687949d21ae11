import { type KeyObject, sign as signBytes, verify as verifyBytes } from "node:crypto";
import { parseCheckpoint } from "./checkpoint.ts";
import {
  ed25519KeyId,
  type NoteSignature,
  type NoteVerifier,
  parseVerifierKey,
  publicKeyObject,
  signatureType,
} from "./note.ts";

const timestampBytes = 8;
const signatureBytes = 64;

/**
 * cosignature/v1 (c2sp.org/tlog-cosignature) of a witness over a checkpoint's text. `timestampSeconds`: POSIX
 * time at which the witness saw this as the largest consistent tree. Throws when the text is not a checkpoint.
 */
export function makeCosignature(
  checkpointText: string,
  cosigner: { readonly name: string; readonly privateKey: KeyObject },
  timestampSeconds: number,
): NoteSignature {
  if (parseCheckpoint(checkpointText) === undefined) throw new RangeError("not a checkpoint");
  if (!Number.isSafeInteger(timestampSeconds) || timestampSeconds < 0) {
    throw new RangeError("timestamp is not whole POSIX seconds");
  }
  const timestamp = Buffer.alloc(timestampBytes);
  timestamp.writeBigUInt64BE(BigInt(timestampSeconds));
  const message = signedMessage(BigInt(timestampSeconds), checkpointText);
  return {
    name: cosigner.name,
    keyId: ed25519KeyId(cosigner.name, cosigner.privateKey, signatureType.cosignature),
    signature: Buffer.concat([timestamp, signBytes(null, message, cosigner.privateKey)]),
  };
}

/** Verifier for openNote of a witness's key (type 0x04); undefined when `text` is not such a key. */
export function cosignatureVerifier(text: string): NoteVerifier | undefined {
  const key = parseVerifierKey(text);
  if (key === undefined || key.type !== signatureType.cosignature) return undefined;
  const publicKey = publicKeyObject(key.publicKey);
  return {
    name: key.name,
    keyId: key.keyId,
    verify: (message, signature) => {
      if (signature.length !== timestampBytes + signatureBytes) return false;
      const timestamp = signature.readBigUInt64BE(0);
      if (timestamp >= 2n ** 63n) return false;
      const signed = signedMessage(timestamp, message.toString("utf8"));
      return verifyBytes(null, signed, publicKey, signature.subarray(timestampBytes));
    },
  };
}

/** POSIX seconds stated in a verified cosignature; undefined beyond 2^53. */
export function cosignatureTimestampSeconds({ signature }: NoteSignature): number | undefined {
  const seconds = Number(signature.readBigUInt64BE(0));
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}

function signedMessage(timestampSeconds: bigint, checkpointText: string): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${timestampSeconds}\n${checkpointText}`, "utf8");
}
