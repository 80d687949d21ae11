import { type CanonicalValue, canonicalBytes, parseCanonical } from "./canonical.ts";
import { signatureHolds, signBytes } from "./ed25519.ts";
import { exactly, firstFault } from "./shape.ts";
import {
  base64url256Word,
  countWord,
  hex256Word,
  originWord,
  timeWord,
  yearWord,
} from "./words.ts";

/** Core subject on which audit announces; nothing stores it. */
export const announcementSubject = "checkpoint.announce";
export const announcementFormat = "raccordo-announcement/1";
const bytesMax = 4_096;

/** The latest checkpoint with a signed time (architecture, step 7): what policy's gate listens to. */
export interface Announcement {
  readonly format: typeof announcementFormat;
  /** Origin of the log of this year. */
  readonly origin: string;
  readonly year: number;
  readonly size: number;
  /** RFC 6962 root, base64url. */
  readonly root: string;
  /** When it was announced, new or not. */
  readonly at: string;
  /** SHA-256, hex, of the server and stream settings that audit read back. */
  readonly settings: string;
  /** Size that the quorum of witnesses has cosigned (L2); absent where there is no policy of witnesses. */
  readonly witnessed?: number;
}

const schema = exactly(
  {
    format: { const: announcementFormat },
    origin: originWord,
    year: yearWord,
    size: countWord,
    root: base64url256Word,
    at: timeWord,
    settings: hex256Word,
    witnessed: countWord,
  },
  ["witnessed"],
);
const wrapper = exactly({
  body: { type: "string", pattern: "^[\\x20-\\x7e]*$", maxLength: bytesMax },
  signature: { type: "string", pattern: "^[A-Za-z0-9_-]{86}$", maxLength: 86 },
});

/** Signs an announcement with the checkpoint key (a seed of 32 bytes). Throws TypeError outside the format. */
export function signAnnouncement(seed: Uint8Array, announcement: Announcement): Buffer {
  const fault = firstFault(schema, announcement as unknown as CanonicalValue);
  if (fault !== undefined) throw new TypeError(`announcement outside its format at "${fault}"`);
  const body = canonicalBytes(announcement as unknown as CanonicalValue);
  const signature = signBytes(seed, body).toString("base64url");
  return canonicalBytes({ body: body.toString("utf8"), signature });
}

/** The announcement in `bytes`; undefined unless it is well formed and signed by `publicKey` (32 raw bytes). */
export function openAnnouncement(
  publicKey: Uint8Array,
  bytes: Uint8Array,
): Announcement | undefined {
  const outer = bytes.length > bytesMax ? undefined : parseCanonical(bytes);
  if (outer === undefined || firstFault(wrapper, outer) !== undefined) return undefined;
  const { body, signature } = outer as unknown as { body: string; signature: string };
  const bodyBytes = Buffer.from(body, "utf8");
  if (!signatureHolds(publicKey, bodyBytes, Buffer.from(signature, "base64url"))) return undefined;
  const value = parseCanonical(bodyBytes);
  if (value === undefined || firstFault(schema, value) !== undefined) return undefined;
  return value as unknown as Announcement;
}
