// How a receiver checks a copy that Raccordo sends: the Standard Webhooks scheme, with Node's own crypto.
// Libraries of that specification, in many languages, do the same. Take the body as bytes, before any parser.
import { createHmac, timingSafeEqual } from "node:crypto";

/** Seconds that the two clocks may differ; an older request may be somebody's replay. */
const toleranceS = 300;

/**
 * True when the request comes from whoever knows the secret, unaltered and now.
 * `secret`: a line of DATA/rooms/<room>/webhook. `headers`: names in lower case, as Node gives them.
 * @param {string} secret
 * @param {Record<string, string | string[] | undefined>} headers
 * @param {Uint8Array} body
 * @param {number} nowS
 */
export function isFromRaccordo(secret, headers, body, nowS = Date.now() / 1000) {
  const id = String(headers["webhook-id"] ?? "");
  const timestamp = String(headers["webhook-timestamp"] ?? "");
  if (!(Math.abs(nowS - Number(timestamp)) <= toleranceS)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body);
  const expected = Buffer.from(`v1,${mac.digest("base64")}`);
  // During a rotation there are two signatures, with a blank between them.
  return String(headers["webhook-signature"] ?? "")
    .split(" ")
    .map((one) => Buffer.from(one))
    .some((one) => one.length === expected.length && timingSafeEqual(one, expected));
}
