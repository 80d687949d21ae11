import { createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { type CanonicalValue, canonicalBytes, parseCanonical } from "./canonical.ts";

/** A signature by a person in a role, over the canonical bytes of a document. */
export interface Signature {
  readonly role: string;
  /** Raw Ed25519 public key, base64url. */
  readonly key: string;
  readonly signature: string;
}

/** A signed rule set or configuration: trust comes from its signatures, never from where it lies. */
export interface SignedDocument {
  /** RFC 8785 JSON; kept as text so that what was signed is what is read. */
  readonly body: string;
  readonly signatures: readonly Signature[];
}

/** A person who may sign, as the process's own configuration names them. */
export interface Signer {
  readonly role: string;
  readonly key: string;
}

export type SignedOutcome =
  | { readonly kind: "valid"; readonly value: CanonicalValue; readonly roles: readonly string[] }
  | {
      readonly kind: "refused";
      readonly why: "not-canonical" | "signature-missing" | "signature-wrong";
    };

/**
 * Checks a document: canonical bytes, no wrong signature of a known signer, and valid signatures of at
 * least two different roles (invariant 7). Signatures of unknown keys count for nothing.
 */
export function verifySigned(document: SignedDocument, signers: readonly Signer[]): SignedOutcome {
  const bytes = Buffer.from(document.body, "utf8");
  const value = parseCanonical(bytes);
  if (value === undefined) return { kind: "refused", why: "not-canonical" };
  const roles = new Set<string>();
  for (const given of document.signatures) {
    const known = signers.some(({ role, key }) => role === given.role && key === given.key);
    if (!known) continue;
    if (!isSignedBy(bytes, given)) return { kind: "refused", why: "signature-wrong" };
    roles.add(given.role);
  }
  if (roles.size < 2) return { kind: "refused", why: "signature-missing" };
  return { kind: "valid", value, roles: [...roles] };
}

/** Signs `body` in a role with an Ed25519 private key. */
export function signDocument(body: CanonicalValue, role: string, privateKey: KeyObject): Signature {
  const signature = sign(null, canonicalBytes(body), privateKey).toString("base64url");
  return { role, key: rawPublicKey(privateKey), signature };
}

/** Raw 32 bytes of the public key that belongs to `key`, base64url. */
export function rawPublicKey(key: KeyObject): string {
  const publicKey = key.type === "public" ? key : createPublicKey(key);
  const { x } = publicKey.export({ format: "jwk" });
  if (x === undefined) throw new TypeError("not an Ed25519 key");
  return x;
}

/** Public key object of a raw Ed25519 key in base64url; throws on malformed input. */
export function publicKeyOf(raw: string): KeyObject {
  return createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x: raw } });
}

function isSignedBy(bytes: Uint8Array, given: Signature): boolean {
  try {
    return verify(null, bytes, publicKeyOf(given.key), Buffer.from(given.signature, "base64url"));
  } catch {
    return false; // a malformed key or signature proves nothing
  }
}
