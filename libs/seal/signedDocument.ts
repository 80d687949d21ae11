import { createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { sha256Hex } from "./bytes.ts";
import { type CanonicalValue, canonicalBytes, parseCanonicalInSteps } from "./canonical.ts";
import { atOnce, type Steps } from "./steps.ts";

/** A signature by a person in a role, over a statement that names the document (see {@link signedStatement}). */
export interface Signature {
  readonly role: string;
  /** Raw Ed25519 public key, base64url. */
  readonly key: string;
  readonly signature: string;
}

/** A signed rule set, revocation or configuration: trust comes from its signatures, never from where it lies. */
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

export type SignedRefusal =
  | "not-canonical"
  | "signature-missing"
  | "signature-wrong"
  /** One person, or one role, stands below the document twice. */
  | "signer-repeated";

export type SignedOutcome =
  | {
      readonly kind: "valid";
      readonly value: CanonicalValue;
      readonly roles: readonly string[];
      /** The signatures that count, one of each role. */
      readonly by: readonly Signer[];
    }
  | { readonly kind: "refused"; readonly why: SignedRefusal };

/** Signatures that a document needs: two of different roles for what may release data (invariant 7). */
export const rolesNeeded = 2;

/**
 * Checks a document: canonical bytes, no wrong signature of a known signer, nobody twice, and valid signatures of at
 * least `least` different roles by different keys. Signatures of unknown keys count for nothing.
 */
export function verifySigned(
  document: SignedDocument,
  signers: readonly Signer[],
  least: number = rolesNeeded,
): SignedOutcome {
  return atOnce(verifyInSteps(document, signers, least));
}

/** {@link verifySigned}, stopping after each few members of the document. */
export function* verifyInSteps(
  document: SignedDocument,
  signers: readonly Signer[],
  least: number = rolesNeeded,
): Steps<SignedOutcome> {
  const bytes = Buffer.from(document.body, "utf8");
  const value = yield* parseCanonicalInSteps(bytes);
  const format = value === undefined ? undefined : formatOf(value);
  if (value === undefined || format === undefined) return { kind: "refused", why: "not-canonical" };
  const by: Signer[] = [];
  for (const given of document.signatures) {
    const { role, key } = given;
    if (!signers.some((one) => one.role === role && one.key === key)) continue;
    yield undefined;
    const statement = signedStatement(format, role, sha256Hex(bytes));
    if (!isSignedBy(statement, given)) return { kind: "refused", why: "signature-wrong" };
    const again = by.some((one) => one.role === role || one.key === key);
    if (again) return { kind: "refused", why: "signer-repeated" };
    by.push({ role, key });
  }
  if (by.length < least) return { kind: "refused", why: "signature-missing" };
  return { kind: "valid", value, by, roles: by.map(({ role }) => role) };
}

/** Signs `body` in a role with an Ed25519 private key. Throws TypeError on a body without `format`. */
export function signDocument(body: CanonicalValue, role: string, privateKey: KeyObject): Signature {
  const format = formatOf(body);
  if (format === undefined) throw new TypeError("only a document that names its format is signed");
  const statement = signedStatement(format, role, sha256Hex(canonicalBytes(body)));
  const signature = sign(null, statement, privateKey).toString("base64url");
  return { role, key: rawPublicKey(privateKey), signature };
}

/**
 * The bytes below which a signature stands: what is signed, by whom and of what kind, in words. A signature of one
 * kind of document, or of one role, is never one of another.
 */
export function signedStatement(format: string, role: string, sha256: string): Buffer {
  const lines = ["raccordo signature v1", `document: ${format}`, `role: ${role}`];
  return Buffer.from([...lines, `sha256: ${sha256}`, ""].join("\n"), "utf8");
}

/** The kind of a document; a word of ours, so that it cannot hold the end of a line of the statement. */
function formatOf(value: CanonicalValue): string | undefined {
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  const format = Object.entries(value).find(([name]) => name === "format")?.[1];
  const isWord = typeof format === "string" && /^[a-z][a-z-]{0,60}\/[0-9]{1,4}$/.test(format);
  return isWord ? format : undefined;
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

function isSignedBy(statement: Uint8Array, given: Signature): boolean {
  try {
    const signature = Buffer.from(given.signature, "base64url");
    return verify(null, statement, publicKeyOf(given.key), signature);
  } catch {
    return false; // a malformed key or signature proves nothing
  }
}
