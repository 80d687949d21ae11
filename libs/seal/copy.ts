import { derivationLabel, keyedDigest, lengthPrefixed, type Mode, u32 } from "./bytes.ts";
import { type IncidentKeys, incidentKey } from "./derive.ts";
import { boxOverheadBytes, nonceBytes, openBox, sealBox } from "./gcm.ts";

/** The only lengths that a padded plaintext has, bytes: the length of a copy tells its class, no more. */
export const copySizeBuckets = [
  512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072,
] as const;

const version = 1;
const lengthBytes = 4;

/** Largest released view, bytes. */
export const copyPlaintextBytesMax = 131_072 - lengthBytes;

/** Which copy: bound by key and associated data. */
export interface CopyName {
  readonly mode: Mode;
  readonly room: string;
  readonly delivery: string;
}

export type SealedCopy = { readonly sealed: Buffer } | { readonly refused: "too-large" };
export type OpenedCopy =
  | { readonly plaintext: Buffer }
  | { readonly refused: "malformed" | "not-authentic" };

/**
 * Payload of a message in FEED_<room>: version byte, then a box over the padded view. Repeatable: the same
 * input makes the same bytes, so that a copy can be rebuilt and compared. The key is of this delivery only;
 * the nonce is a keyed digest of the padded view (as in SIV), so that even two different views that were
 * decided for one delivery in a race never share key and nonce.
 */
export function sealCopy(keys: IncidentKeys, name: CopyName, plaintext: Uint8Array): SealedCopy {
  const padded = pad(plaintext);
  if (padded === undefined) return { refused: "too-large" };
  const nonce = keyedDigest(copyKey(keys, "copy-nonce", name), "copy-nonce", padded);
  const box = sealBox(
    copyKey(keys, "copy", name),
    nonce.subarray(0, nonceBytes),
    copyAad(name),
    padded,
  );
  return { sealed: Buffer.concat([Buffer.of(version), box]) };
}

/** Opens what {@link sealCopy} made; refuses anything of which one byte differs. */
export function openCopy(keys: IncidentKeys, name: CopyName, sealed: Uint8Array): OpenedCopy {
  const bucket = sealed.length - 1 - boxOverheadBytes;
  if (sealed[0] !== version || !isBucket(bucket)) return { refused: "malformed" };
  const padded = openBox(copyKey(keys, "copy", name), copyAad(name), sealed.subarray(1));
  if (padded === undefined) return { refused: "not-authentic" };
  const plaintext = unpad(padded);
  return plaintext === undefined ? { refused: "malformed" } : { plaintext };
}

/** Keyed digest of a copy's plaintext for the log, 64 hex digits; noise once the incident's keys are gone. */
export function plaintextDigest(keys: IncidentKeys, name: CopyName, plaintext: Uint8Array): string {
  const key = copyKey(keys, "plaintext-digest", name);
  return keyedDigest(key, "plaintext-digest", plaintext).toString("hex");
}

function copyKey(keys: IncidentKeys, label: string, name: CopyName): Buffer {
  return incidentKey(keys, label, name.mode, name.room, name.delivery);
}

function copyAad(name: CopyName): Buffer {
  return lengthPrefixed(derivationLabel, "copy", name.mode, name.room, name.delivery);
}

/** u32 length, plaintext, zeros up to the next bucket; undefined over the largest. */
function pad(plaintext: Uint8Array): Buffer | undefined {
  const bucket = bucketFor(lengthBytes + plaintext.length);
  if (bucket === undefined) return undefined;
  const padded = Buffer.alloc(bucket);
  padded.set(u32(plaintext.length));
  padded.set(plaintext, lengthBytes);
  return padded;
}

function unpad(padded: Buffer): Buffer | undefined {
  const end = lengthBytes + padded.readUInt32BE(0);
  if (bucketFor(end) !== padded.length) return undefined;
  if (padded.subarray(end).some((byte) => byte !== 0)) return undefined;
  return padded.subarray(lengthBytes, end);
}

function bucketFor(length: number): number | undefined {
  return copySizeBuckets.find((bucket) => length <= bucket);
}

function isBucket(length: number): boolean {
  return copySizeBuckets.some((bucket) => bucket === length);
}
