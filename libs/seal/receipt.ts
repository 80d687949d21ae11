import { fromBase64url, type Mode } from "./bytes.ts";
import { canonicalBytes, parseCanonical } from "./canonical.ts";
import { type SigningKey, signatureHolds } from "./ed25519.ts";
import { exactly, firstFault } from "./shape.ts";
import {
  hex256Word,
  idWord,
  keyIdWord,
  modeWord,
  originWord,
  roomWord,
  timeWord,
} from "./words.ts";

/** Name of the format, and what keeps a signature on a receipt from being one on anything else. */
export const receiptFormat = "raccordo-receipt/1";

/** Longest body of a receipt, bytes. */
export const receiptBytesMax = 2048;

/** What exchange promises to a sender: stored at that time, recorded in the log at most that much later. */
export interface ReceiptFields {
  readonly room: string;
  readonly mode: Mode;
  readonly event: string;
  readonly submission_digest: string;
  /** Store time in EVENTS, read back; RFC 3339 UTC with milliseconds. */
  readonly stored_at: string;
  /** From the store time to a signed checkpoint that covers the event's leaf. */
  readonly max_delay_ms: number;
  /** Origin of the log family, without the year. */
  readonly log_origin: string;
}

export interface Receipt extends ReceiptFields {
  readonly format: typeof receiptFormat;
  /** Key id of the signer: in the configuration leaf with its public key. */
  readonly key: string;
}

/** `body`: RFC 8785 JSON, the bytes that are signed. `signature`: Ed25519, base64url. */
export interface SignedReceipt {
  readonly body: Buffer;
  readonly signature: string;
}

export type CheckedReceipt =
  | { readonly receipt: Receipt }
  | { readonly refused: "malformed" | "unknown-key" | "signature" };

const schema = exactly({
  format: { const: receiptFormat },
  key: keyIdWord,
  room: roomWord,
  mode: modeWord,
  event: idWord,
  submission_digest: hex256Word,
  stored_at: timeWord,
  max_delay_ms: { type: "integer", minimum: 1, maximum: 86_400_000 },
  log_origin: originWord,
});

/** Signs a receipt with the receipts key. Throws TypeError on fields outside the format. */
export function signReceipt(key: SigningKey, fields: ReceiptFields): SignedReceipt {
  const receipt = { ...fields, format: receiptFormat, key: key.keyId };
  const fault = firstFault(schema, receipt);
  if (fault !== undefined) throw new TypeError(`receipt outside its format at "${fault}"`);
  const body = canonicalBytes(receipt);
  return { body, signature: key.sign(body).toString("base64url") };
}

/** Checks a receipt under the raw public keys known by id (from the configuration leaves). */
export function checkReceipt(
  keys: ReadonlyMap<string, Uint8Array>,
  signed: { readonly body: Uint8Array; readonly signature: string },
): CheckedReceipt {
  const value = signed.body.length > receiptBytesMax ? undefined : parseCanonical(signed.body);
  if (value === undefined || firstFault(schema, value) !== undefined) {
    return { refused: "malformed" };
  }
  const receipt = value as unknown as Receipt;
  const key = keys.get(receipt.key);
  if (key === undefined) return { refused: "unknown-key" };
  const signature = fromBase64url(signed.signature, 64);
  const holds = signature !== undefined && signatureHolds(key, signed.body, signature);
  return holds ? { receipt } : { refused: "signature" };
}
