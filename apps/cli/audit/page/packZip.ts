import { textIn } from "#libs/logcheck/bytes";

/** A file of a pack, from a folder, from a zip or from memory. */
export interface PackFile {
  readonly name: string;
  bytes(): Promise<Uint8Array>;
}

/** What can be read in slices: a file that a person has chosen. */
export interface Sliced {
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

const [endMark, entryMark] = [0x06_05_4b_50, 0x02_01_4b_50];
const endBytes = 22;
const commentBytesMax = 65_535;

/**
 * The files in a zip; their bytes are read when they are asked for. Undefined for what is no zip, for one over 4 GB
 * and for one that is encrypted: such a pack is unpacked first and its folder checked.
 */
export async function filesInZip(zip: Sliced): Promise<readonly PackFile[] | undefined> {
  const tail = await viewOf(zip, Math.max(0, zip.size - endBytes - commentBytesMax), zip.size);
  const end = lastMark(tail);
  if (end === undefined) return undefined;
  const [count, size, start] = [
    tail.getUint16(end + 10, true),
    tail.getUint32(end + 12, true),
    tail.getUint32(end + 16, true),
  ];
  if (count === 0xff_ff || start === 0xff_ff_ff_ff || start + size > zip.size) return undefined;
  const directory = await viewOf(zip, start, start + size);
  const files: PackFile[] = [];
  let at = 0;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > size || directory.getUint32(at, true) !== entryMark) return undefined;
    const file = fileAt(zip, directory, at);
    if (file === undefined) return undefined;
    if (!file.name.endsWith("/")) files.push(file);
    const lengths = [28, 30, 32].map((offset) => directory.getUint16(at + offset, true));
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return files;
}

function fileAt(zip: Sliced, directory: DataView, at: number): PackFile | undefined {
  const nameLength = directory.getUint16(at + 28, true);
  if (at + 46 + nameLength > directory.byteLength) return undefined;
  const name = textIn(new Uint8Array(directory.buffer, directory.byteOffset + at + 46, nameLength));
  const isEncrypted = directory.getUint16(at + 8, true) % 2 === 1;
  if (name === undefined || isEncrypted) return undefined;
  const [method, packed, from] = [
    directory.getUint16(at + 10, true),
    directory.getUint32(at + 20, true),
    directory.getUint32(at + 42, true),
  ];
  return { name, bytes: () => contentOf(zip, { method, packed, from }) };
}

async function contentOf(
  zip: Sliced,
  {
    method,
    packed,
    from,
  }: { readonly method: number; readonly packed: number; readonly from: number },
): Promise<Uint8Array> {
  const head = await viewOf(zip, from, from + 30);
  const begin = from + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const stored = await zip.slice(begin, begin + packed).arrayBuffer();
  if (method === 0) return new Uint8Array(stored);
  if (method !== 8) throw new RangeError(`compression ${method}`);
  const inflated = new Blob([stored]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}

async function viewOf(zip: Sliced, from: number, to: number): Promise<DataView> {
  return new DataView(await zip.slice(from, to).arrayBuffer());
}

function lastMark(tail: DataView): number | undefined {
  for (let at = tail.byteLength - endBytes; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) === endMark) return at;
  }
  return undefined;
}
