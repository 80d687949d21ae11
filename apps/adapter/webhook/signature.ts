import { createHmac, timingSafeEqual } from "node:crypto";

/** Prefix of a secret in text, as the Standard Webhooks specification writes it. */
export const secretPrefix = "whsec_";

/** A secret as people handle it: `whsec_` and the base64 of 24 to 64 bytes. */
export const secretPattern =
  /^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** How far a receiver's clock may be from ours, in seconds; the specification's own figure. */
export const toleranceS = 300;

/** What is signed, and sent as headers beside the signature. */
export interface Signed {
  /** Id of the delivery: the same for every try of the same copy, so that a receiver can drop repetitions. */
  readonly id: string;
  /** When this try was made, whole seconds since the epoch. */
  readonly timestampS: number;
  readonly body: Uint8Array;
}

/**
 * Headers of the Standard Webhooks specification: HMAC-SHA256 over `id.timestamp.body` under each secret, the
 * newest first. Two secrets during a rotation give two signatures, and a receiver needs one that fits.
 */
export function signedHeaders(secrets: readonly string[], signed: Signed): Record<string, string> {
  return {
    "webhook-id": signed.id,
    "webhook-timestamp": String(signed.timestampS),
    "webhook-signature": secrets.map((secret) => `v1,${mac(secret, signed)}`).join(" "),
  };
}

/** Headers as a receiver got them. */
export interface ReceivedHeaders {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

export type Verification = "ok" | "header-missing" | "time-out-of-range" | "signature-wrong";

/** What a receiver checks before it believes a request; `nowS` is its own clock. */
export function verifySignature(
  secret: string,
  headers: ReceivedHeaders,
  body: Uint8Array,
  nowS: number,
): Verification {
  const { id, timestamp, signature } = headers;
  if (!id || !timestamp || !signature) return "header-missing";
  const timestampS = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(Math.abs(nowS - timestampS) <= toleranceS)) return "time-out-of-range";
  const expected = Buffer.from(mac(secret, { id, timestampS, body }));
  const fits = signature
    .split(" ")
    .filter((one) => one.startsWith("v1,"))
    .map((one) => Buffer.from(one.slice(3)))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
  return fits ? "ok" : "signature-wrong";
}

function mac(secret: string, { id, timestampS, body }: Signed): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), "base64");
  return createHmac("sha256", key).update(`${id}.${timestampS}.`).update(body).digest("base64");
}
