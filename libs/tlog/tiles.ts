import { hashBytes } from "./hash.ts";

/** Hashes in a full tile, entries in a full bundle (c2sp.org/tlog-tiles). */
export const tileWidth = 256;
/** Levels of the tree that one tile spans: 256 = 2^8. */
export const tileHeight = 8;
/** Largest entry: its length is a uint16 in tlog-tiles. */
export const entryBytesMax = 65_535;
/** Largest part: ours, that of an AUDIT message at NATS's default limit; a damaged length is noticed. */
export const partBytesMax = 1_048_576;
/** Largest file below tile/ or parts/: a bundle of the largest parts. */
export const tileFileBytesMax: number = 256 * (4 + partBytesMax);

/**
 * A file of the log. `tile`: hashes at `level`; `entries`: the leaves' bytes; `parts`: what lies beside the
 * leaves. `width` < 256 is a partial one.
 */
export interface TileRef {
  readonly kind: "tile" | "entries" | "parts";
  /** 0 for bundles. */
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** Path below the log's folder or URL: `tile/<L>/<N>[.p/<W>]`, `tile/entries/<N>…`, `parts/<N>…`. */
export function tilePath(ref: TileRef): string {
  assertRef(ref);
  const folder =
    ref.kind === "tile" ? `tile/${ref.level}` : ref.kind === "entries" ? "tile/entries" : "parts";
  const partial = ref.width === tileWidth ? "" : `.p/${ref.width}`;
  return `${folder}/${indexPath(ref.index)}${partial}`;
}

/** The file that `path` names; undefined when the path is not exactly what {@link tilePath} would write. */
export function parseTilePath(path: string): TileRef | undefined {
  const match =
    /^(?:tile\/(?<level>entries|[0-9]{1,2})|parts)\/(?<index>(?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/(?<width>[0-9]{1,3}))?$/.exec(
      path,
    );
  if (match?.groups === undefined) return undefined;
  const { level, index = "", width } = match.groups;
  const ref: TileRef = {
    kind: level === undefined ? "parts" : level === "entries" ? "entries" : "tile",
    level: level === undefined || level === "entries" ? 0 : Number(level),
    index: Number(index.replaceAll(/[x/]/g, "")),
    width: width === undefined ? tileWidth : Number(width),
  };
  return isRef(ref) && tilePath(ref) === path ? ref : undefined;
}

/** Hashes at tile level `level` in a log of `size` leaves: full subtrees of 256^level leaves. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** Width of tile or bundle `index` at `level` in a log of `size` leaves; 0 when the log has none. */
export function widthAt(level: number, index: number, size: number): number {
  return Math.max(0, Math.min(tileWidth, hashesAt(level, size) - index * tileWidth));
}

/** Files of all three kinds that a log has at size `to` and did not have, or not so wide, at size `from`. */
export function changedTiles(from: number, to: number): TileRef[] {
  const refs: TileRef[] = [];
  for (let level = 0; hashesAt(level, to) > 0; level += 1) {
    if (hashesAt(level, to) === hashesAt(level, from)) continue;
    for (const { index, width } of changedAt(level, from, to)) {
      refs.push({ kind: "tile", level, index, width });
      if (level > 0) continue;
      refs.push({ kind: "entries", level, index, width }, { kind: "parts", level, index, width });
    }
  }
  return refs;
}

function changedAt(level: number, from: number, to: number): { index: number; width: number }[] {
  const first = Math.floor(hashesAt(level, from) / tileWidth);
  const end = Math.ceil(hashesAt(level, to) / tileWidth);
  return Array.from({ length: end - first }, (_, i) => ({
    index: first + i,
    width: widthAt(level, first + i, to),
  }));
}

/** Outcome of reading a file's bytes; `reason` is for a person, without content. */
export type Decoded =
  | { readonly ok: true; readonly items: Buffer[] }
  | { readonly ok: false; readonly reason: string };

/** Entry bundle: each entry behind its length, big-endian uint16. Throws when one is over {@link entryBytesMax}. */
export function encodeEntries(entries: readonly Uint8Array[]): Buffer {
  return encodeBundle(entries, 2, entryBytesMax);
}

/** Parts bundle: each part behind its length, big-endian uint32. Throws when one is over {@link partBytesMax}. */
export function encodeParts(parts: readonly Uint8Array[]): Buffer {
  return encodeBundle(parts, 4, partBytesMax);
}

/** Reads exactly `count` entries; anything less, more or behind them is refused. */
export function decodeEntries(bytes: Buffer, count: number): Decoded {
  return decodeBundle(bytes, count, 2, entryBytesMax);
}

/** Reads exactly `count` parts; anything less, more or behind them is refused. */
export function decodeParts(bytes: Buffer, count: number): Decoded {
  return decodeBundle(bytes, count, 4, partBytesMax);
}

export function encodeTile(hashes: readonly Buffer[]): Buffer {
  return Buffer.concat(hashes);
}

/** Reads exactly `count` hashes. */
export function decodeTile(bytes: Buffer, count: number): Decoded {
  if (bytes.length !== count * hashBytes) {
    return { ok: false, reason: `${bytes.length} bytes instead of ${count * hashBytes}` };
  }
  const items = Array.from({ length: count }, (_, i) =>
    bytes.subarray(i * hashBytes, (i + 1) * hashBytes),
  );
  return { ok: true, items };
}

/** Bytes of the first `count` entries or parts of a longer bundle; undefined when it has fewer. */
export function bundlePrefix(
  bytes: Buffer,
  count: number,
  kind: "entries" | "parts",
): Buffer | undefined {
  const lengthBytes = kind === "entries" ? 2 : 4;
  let offset = 0;
  for (let i = 0; i < count; i += 1) {
    if (offset + lengthBytes > bytes.length) return undefined;
    offset += lengthBytes + bytes.readUIntBE(offset, lengthBytes);
  }
  return offset <= bytes.length ? bytes.subarray(0, offset) : undefined;
}

function encodeBundle(items: readonly Uint8Array[], lengthBytes: number, bytesMax: number): Buffer {
  const pieces: Uint8Array[] = [];
  for (const item of items) {
    if (item.length > bytesMax) throw new RangeError(`item of ${item.length} bytes`);
    const length = Buffer.allocUnsafe(lengthBytes);
    length.writeUIntBE(item.length, 0, lengthBytes);
    pieces.push(length, item);
  }
  return Buffer.concat(pieces);
}

function decodeBundle(
  bytes: Buffer,
  count: number,
  lengthBytes: number,
  bytesMax: number,
): Decoded {
  const items: Buffer[] = [];
  let offset = 0;
  for (let i = 0; i < count; i += 1) {
    const start = offset + lengthBytes;
    if (start > bytes.length) return { ok: false, reason: `ends before item ${i} of ${count}` };
    const length = bytes.readUIntBE(offset, lengthBytes);
    if (length > bytesMax) return { ok: false, reason: `item ${i} claims ${length} bytes` };
    offset = start + length;
    if (offset > bytes.length) return { ok: false, reason: `ends inside item ${i} of ${count}` };
    items.push(bytes.subarray(start, offset));
  }
  if (offset === bytes.length) return { ok: true, items };
  return { ok: false, reason: `${bytes.length - offset} bytes behind item ${count - 1}` };
}

/** `x001/x234/067`: groups of three digits, so that files and folders never collide. */
function indexPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  return padded.replaceAll(/[0-9]{3}(?=[0-9])/g, (group) => `x${group}/`);
}

function isRef({ level, index, width }: TileRef): boolean {
  return (
    Number.isInteger(level) &&
    level >= 0 &&
    level <= 63 &&
    Number.isSafeInteger(index) &&
    index >= 0 &&
    Number.isInteger(width) &&
    width >= 1 &&
    width <= tileWidth
  );
}

function assertRef(ref: TileRef): void {
  if (!isRef(ref)) throw new RangeError("no such tile");
}
