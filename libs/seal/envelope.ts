import { derivationLabel, lengthPrefixed, type Mode, sha256, u32 } from "./bytes.ts";
import { assertKey, deriveKey, type IncidentKeys } from "./derive.ts";
import { boxOverheadBytes, openBox, sealBox } from "./gcm.ts";

/** Largest part of an event, bytes of plaintext; above the 262,144 that a room's account lets in. */
export const eventPartBytesMax = 524_288;

const version = 1;
const headerBytes = 1 + 4 + 4;

/** An event in two parts: ordinary, and what is L3 as valued in it. Each is canonical JSON of its own. */
export interface EventParts {
  readonly mode: Mode;
  readonly event: string;
  readonly ordinary: Uint8Array;
  readonly sensitive: Uint8Array | undefined;
}

/** Twelve random bytes for each part. */
export interface EventNonces {
  readonly ordinary: Uint8Array;
  readonly sensitive: Uint8Array;
}

/** The keys at hand; without `sensitive` that part stays locked. */
export interface EventKeys {
  readonly ordinary: Uint8Array;
  readonly sensitive?: Uint8Array | undefined;
}

export type OpenedEvent =
  | {
      readonly ordinary: Buffer;
      /** "absent": the event had no such part. "locked": it had, and its key is not at hand. */
      readonly sensitive: Buffer | "absent" | "locked";
    }
  | { readonly refused: "malformed" | "not-authentic" };

/**
 * Payload of a message in EVENTS: version byte, length of each box (u32), the ordinary box, the sensitive
 * box (length 0: absent). The associated data bind mode, event id and part; those of the ordinary part
 * also bind the sensitive box, so that it can be neither dropped nor exchanged unseen.
 * Throws RangeError on a part over the limit: submit has refused it before.
 */
export function sealEvent(keys: IncidentKeys, parts: EventParts, nonces: EventNonces): Buffer {
  const sensitive =
    parts.sensitive === undefined
      ? Buffer.alloc(0)
      : sealPart(keys.sensitive, nonces.sensitive, sensitiveAad(parts), parts.sensitive);
  const ordinary = sealPart(
    keys.ordinary,
    nonces.ordinary,
    ordinaryAad(parts, sensitive),
    parts.ordinary,
  );
  const lengths = [u32(ordinary.length), u32(sensitive.length)];
  return Buffer.concat([Buffer.of(version), ...lengths, ordinary, sensitive]);
}

/** Opens what {@link sealEvent} made; refuses anything of which one byte differs. */
export function openEvent(
  keys: EventKeys,
  name: { readonly mode: Mode; readonly event: string },
  bytes: Uint8Array,
): OpenedEvent {
  const boxes = splitBoxes(bytes);
  if (boxes === undefined) return { refused: "malformed" };
  const ordinary = openBox(
    partKey(keys.ordinary),
    ordinaryAad(name, boxes.sensitive),
    boxes.ordinary,
  );
  if (ordinary === undefined) return { refused: "not-authentic" };
  if (boxes.sensitive.length === 0) return { ordinary, sensitive: "absent" };
  if (keys.sensitive === undefined) return { ordinary, sensitive: "locked" };
  const sensitive = openBox(partKey(keys.sensitive), sensitiveAad(name), boxes.sensitive);
  return sensitive === undefined ? { refused: "not-authentic" } : { ordinary, sensitive };
}

function sealPart(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
): Buffer {
  if (plaintext.length > eventPartBytesMax) throw new RangeError("event part over the limit");
  return sealBox(partKey(key), nonce, aad, plaintext);
}

function partKey(key: Uint8Array): Buffer {
  return deriveKey(assertKey(key), "event-part");
}

function ordinaryAad(name: { mode: Mode; event: string }, sensitiveBox: Uint8Array): Buffer {
  const companion = sensitiveBox.length === 0 ? "absent" : sha256(sensitiveBox);
  return lengthPrefixed(derivationLabel, "event", name.mode, name.event, "ordinary", companion);
}

function sensitiveAad(name: { mode: Mode; event: string }): Buffer {
  return lengthPrefixed(derivationLabel, "event", name.mode, name.event, "sensitive");
}

function splitBoxes(
  bytes: Uint8Array,
): { readonly ordinary: Buffer; readonly sensitive: Buffer } | undefined {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length < headerBytes || all.readUInt8(0) !== version) return undefined;
  const [ordinary, sensitive] = [all.readUInt32BE(1), all.readUInt32BE(5)];
  if (all.length !== headerBytes + ordinary + sensitive) return undefined;
  if (!isBoxLength(ordinary) || (sensitive !== 0 && !isBoxLength(sensitive))) return undefined;
  return {
    ordinary: all.subarray(headerBytes, headerBytes + ordinary),
    sensitive: all.subarray(headerBytes + ordinary),
  };
}

function isBoxLength(length: number): boolean {
  return length >= boxOverheadBytes && length <= eventPartBytesMax + boxOverheadBytes;
}
