import { base64url, derivationLabel, fromBase64url, lengthPrefixed, type Mode } from "./bytes.ts";
import { deriveKey } from "./derive.ts";
import { boxOverheadBytes, openBox, sealBox } from "./gcm.ts";
import { isId } from "./ids.ts";

const contentBytes = 8 + 16;
const sealedBytes = contentBytes + boxOverheadBytes;
const noDelivery = "0".repeat(32);

/** Every cursor has this many characters, wherever it points. */
export const cursorLength = Math.ceil((sealedBytes * 4) / 3);

/** Whose cursor: another room's or the other mode's does not open. */
export interface CursorOwner {
  readonly room: string;
  readonly mode: Mode;
}

/** Where a room stands in its feed. Never visible to it: numbers would tell other rooms' volume. */
export interface CursorPosition {
  /** Sequence in FEED_<room>, 0 … 2^53 − 1. */
  readonly sequence: number;
  /** The last delivery that was handed out; absent before the first. */
  readonly delivery?: string | undefined;
}

/** Opaque cursor, base64url of fixed length. `feedKey`: of the room; `nonce`: 12 random bytes. */
export function sealCursor(
  feedKey: Uint8Array,
  owner: CursorOwner,
  position: CursorPosition,
  nonce: Uint8Array,
): string {
  const { sequence, delivery = noDelivery } = position;
  if (!Number.isSafeInteger(sequence) || sequence < 0) throw new RangeError("not a sequence");
  if (delivery !== noDelivery && !isId(delivery)) throw new RangeError("not a delivery id");
  const content = Buffer.alloc(contentBytes);
  content.writeBigUInt64BE(BigInt(sequence));
  content.write(delivery, 8, "hex");
  return base64url(sealBox(cursorKey(feedKey, owner), nonce, cursorAad(owner), content));
}

/** The position in a cursor; undefined if it is malformed, altered, another room's or of the other mode. */
export function openCursor(
  feedKey: Uint8Array,
  owner: CursorOwner,
  cursor: string,
): CursorPosition | undefined {
  if (cursor.length !== cursorLength) return undefined; // before anything is decoded
  const box = fromBase64url(cursor, sealedBytes);
  const content = box && openBox(cursorKey(feedKey, owner), cursorAad(owner), box);
  if (content === undefined) return undefined;
  const sequence = Number(content.readBigUInt64BE());
  const delivery = content.toString("hex", 8);
  return delivery === noDelivery ? { sequence } : { sequence, delivery };
}

function cursorKey(feedKey: Uint8Array, owner: CursorOwner): Buffer {
  return deriveKey(feedKey, "cursor", owner.mode, owner.room);
}

function cursorAad(owner: CursorOwner): Buffer {
  return lengthPrefixed(derivationLabel, "cursor", owner.mode, owner.room);
}
