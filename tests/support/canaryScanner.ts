import { brotliDecompressSync, inflateRawSync, inflateSync } from "node:zlib";

/** A value that must not come up where it has no right to be, and what it was. */
export interface Canary {
  /** Where it was put: `person.family_name of suspect, message 2`. */
  readonly name: string;
  readonly value: string;
}

/** A canary in a sink: in which writing, and where. */
export interface Sighting<C extends Canary = Canary> {
  readonly canary: C;
  readonly writing: string;
  readonly offset: number;
}

interface Needle<C extends Canary> {
  readonly canary: C;
  readonly writing: string;
  readonly bytes: Buffer;
  /** Digits only: any id and any measured time may hold the same, so it counts where it stands by itself. */
  readonly isNumber?: boolean;
}

/** Shorter writings would be found in noise. */
const needleBytesMin = 7;
const inflatedBytesMax = 16 * 1024 * 1024;
const layersMax = 2;

/**
 * Finds canaries in any bytes: as they are and in either case, in hex, percent-encoding, JSON escapes,
 * UTF-16, base64 and base64url at each of the three alignments, reversed; and all of these again in what
 * is compressed (gzip, deflate, brotli as a whole) or wrapped in base64 or hex inside.
 */
export class CanaryScanner<C extends Canary> {
  readonly #exact: Index<C>;
  readonly #folded: Index<C>;

  constructor(canaries: readonly C[]) {
    this.#exact = new Index(canaries.flatMap(caseSensitiveNeedles), asItIs);
    this.#folded = new Index(canaries.flatMap(foldedNeedles), inLowerCase);
  }

  /** Every canary that is in `bytes`, each once. */
  find(bytes: Uint8Array): readonly Sighting<C>[] {
    const found = new Map<string, Sighting<C>>();
    this.#look(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), "", 0, found);
    return [...found.values()];
  }

  #look(bytes: Buffer, layer: string, depth: number, found: Map<string, Sighting<C>>): void {
    const note = (needle: Needle<C>, offset: number) => {
      const writing = `${layer}${needle.writing}`;
      const key = `${needle.canary.name} ${needle.canary.value}`;
      if (!found.has(key)) found.set(key, { canary: needle.canary, writing, offset });
    };
    this.#exact.search(bytes, note);
    this.#folded.search(bytes, note);
    if (depth === layersMax) return;
    for (const inner of unwrapped(bytes, depth === 0)) {
      this.#look(inner.bytes, `${layer}${inner.name} > `, depth + 1, found);
    }
  }
}

/** What each byte is looked for as. */
const asItIs = Uint8Array.from({ length: 256 }, (_, byte) => byte);
/** ASCII letters in lower case; other bytes stay. */
const inLowerCase = asItIs.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** Needles by their first four bytes; a bitmap of the first three keeps the search linear and fast. */
class Index<C extends Canary> {
  readonly #starts = new Uint8Array(1 << 21);
  readonly #byHead = new Map<number, Needle<C>[]>();

  constructor(
    needles: readonly Needle<C>[],
    private readonly fold: Uint8Array,
  ) {
    for (const needle of needles) {
      if (needle.bytes.length < needleBytesMin) throw new Error(`too short: ${needle.canary.name}`);
      const start = needle.bytes.readUIntBE(0, 3);
      this.#starts[start >> 3] = (this.#starts[start >> 3] ?? 0) | (1 << (start & 7));
      const head = needle.bytes.readUInt32BE(0);
      const same = this.#byHead.get(head);
      if (same === undefined) this.#byHead.set(head, [needle]);
      else same.push(needle);
    }
  }

  search(bytes: Buffer, note: (needle: Needle<C>, offset: number) => void): void {
    const { fold } = this;
    const starts = this.#starts;
    let window = 0;
    for (let at = 0; at + 1 < bytes.length; at += 1) {
      window = ((window << 8) | (fold[bytes[at] ?? 0] ?? 0)) & 0xffffff;
      if (((starts[window >> 3] ?? 0) & (1 << (window & 7))) === 0 || at < 2) continue;
      const head = window * 256 + (fold[bytes[at + 1] ?? 0] ?? 0);
      for (const needle of this.#byHead.get(head) ?? []) {
        if (this.#stands(needle, bytes, at - 2)) note(needle, at - 2);
      }
    }
  }

  #stands({ bytes: needle, isNumber }: Needle<C>, bytes: Buffer, offset: number): boolean {
    if (offset + needle.length > bytes.length) return false;
    for (let at = 0; at < needle.length; at += 1) {
      if (this.fold[bytes[offset + at] ?? 0] !== needle[at]) return false;
    }
    return isNumber !== true || isApart(bytes, offset, offset + needle.length);
  }
}

/** Whether these digits are no part of a hex number, and no fraction. */
function isApart(bytes: Buffer, start: number, end: number): boolean {
  const [before, after] = [bytes[start - 1] ?? 0, bytes[end] ?? 0];
  const isFraction = before === 0x2e;
  return !isFraction && hexDigits[before] === 0 && hexDigits[after] === 0;
}

/** Base64 depends on case, so it is looked for as it is. */
function caseSensitiveNeedles<C extends Canary>(canary: C): readonly Needle<C>[] {
  return writingsOfCase(canary.value).flatMap((text) =>
    [text, Buffer.from(text, "utf16le").toString("latin1")].flatMap((form) =>
      base64Cores(Buffer.from(form, "latin1")).map(({ writing, core }) => ({
        canary,
        writing,
        bytes: Buffer.from(core, "latin1"),
      })),
    ),
  );
}

const writingsOfCase = (text: string): readonly string[] => [
  ...new Set([text, text.toLowerCase(), text.toUpperCase()]),
];

/** What of the base64 of `bytes` does not depend on its neighbours, at each alignment. */
function base64Cores(bytes: Buffer): readonly { writing: string; core: string }[] {
  return [0, 1, 2].flatMap((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
    const whole = padded.length - (padded.length % 3);
    const core = padded
      .subarray(0, whole)
      .toString("base64")
      .slice(shift === 0 ? 0 : 4);
    if (core.length < needleBytesMin) return [];
    const url = core.replaceAll("+", "-").replaceAll("/", "_");
    const forms = [{ writing: "base64", core }];
    return url === core ? forms : [...forms, { writing: "base64url", core: url }];
  });
}

function foldedNeedles<C extends Canary>({ ...canary }: C): readonly Needle<C>[] {
  const text = canary.value.toLowerCase();
  const bytes = Buffer.from(text, "utf8");
  const upper = Buffer.from(canary.value.toUpperCase(), "utf8");
  const wide = Buffer.from(text, "utf16le");
  const forms: readonly (readonly [string, Buffer])[] = [
    ["plain", bytes],
    ["reversed", Buffer.from([...text].reverse().join(""), "utf8")],
    ["utf-16le", wide],
    ["utf-16be", Buffer.from(wide).swap16()],
    ["hex", Buffer.from(bytes.toString("hex"))],
    ["hex", Buffer.from(upper.toString("hex"))],
    ["hex", Buffer.from(Buffer.from(canary.value, "utf8").toString("hex"))],
    ["percent", Buffer.from(encodeURIComponent(text).toLowerCase())],
    ...[bytes, upper, Buffer.from(canary.value, "utf8")].flatMap((form): [string, Buffer][] => [
      ["percent", Buffer.from([...form].map((byte) => `%${hex(byte, 2)}`).join(""))],
      ["json escapes", Buffer.from([...form].map((byte) => `\\u${hex(byte, 4)}`).join(""))],
    ]),
  ];
  const isDigits = /^\d+$/.test(text);
  return forms.map(([writing, form]) => {
    // In hex its digits do stand among others.
    const isNumber = isDigits && form.length === text.length;
    return { canary, writing, bytes: form, isNumber };
  });
}

const hex = (byte: number, digits: number) => byte.toString(16).padStart(digits, "0");

interface Layer {
  readonly name: string;
  readonly bytes: Buffer;
}

function unwrapped(bytes: Buffer, isOutermost: boolean): readonly Layer[] {
  return [...inflated(bytes), ...decodedRuns(bytes, isOutermost)];
}

/** Compressed data within `bytes`, by their first bytes; raw deflate and brotli only as a whole. */
function inflated(bytes: Buffer): readonly Layer[] {
  const limit = { maxOutputLength: inflatedBytesMax };
  const layers = [
    ...attempt("deflate", () => inflateRawSync(bytes, limit)),
    ...attempt("brotli", () => brotliDecompressSync(bytes, limit)),
  ];
  for (let at = bytes.indexOf(0x1f); at >= 0; at = bytes.indexOf(0x1f, at + 1)) {
    const start = gzipContent(bytes, at);
    if (start === undefined) continue;
    layers.push(...attempt("gzip", () => inflateRawSync(bytes.subarray(start), limit)));
  }
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1)) {
    if (![0x01, 0x5e, 0x9c, 0xda].includes(bytes[at + 1] ?? 0)) continue;
    layers.push(...attempt("zlib", () => inflateSync(bytes.subarray(at), limit)));
  }
  return layers;
}

/** Where the deflated bytes of a gzip member begin (RFC 1952); what follows the member does not matter then. */
function gzipContent(bytes: Buffer, at: number): number | undefined {
  if (bytes[at + 1] !== 0x8b || bytes[at + 2] !== 8) return undefined;
  const flags = bytes[at + 3] ?? 0;
  let start = at + 10;
  if (flags & 4) start += 2 + (bytes[start] ?? 0) + 256 * (bytes[start + 1] ?? 0);
  for (const flag of [8, 16]) {
    if (flags & flag) start = bytes.indexOf(0, start) + 1;
  }
  return flags & 2 ? start + 2 : start;
}

function attempt(name: string, inflate: () => Buffer): readonly Layer[] {
  try {
    const bytes = inflate();
    return bytes.length >= needleBytesMin ? [{ name, bytes }] : [];
  } catch {
    return []; // no such data here
  }
}

const bytesOf = (alphabet: RegExp): Uint8Array =>
  asItIs.map((byte) => Number(alphabet.test(String.fromCharCode(byte))));
const hexDigits = bytesOf(/[0-9A-Fa-f]/);

interface Wrapping {
  readonly form: "base64" | "hex";
  /** 1 for each byte that may stand in a run of it. */
  readonly alphabet: Uint8Array;
  readonly runBytesMin: number;
  readonly alignments: number;
}

const wrappings: readonly Wrapping[] = [
  { form: "base64", alphabet: bytesOf(/[A-Za-z0-9+/_-]/), runBytesMin: 24, alignments: 4 },
  { form: "hex", alphabet: hexDigits, runBytesMin: 32, alignments: 2 },
];

/**
 * Runs of base64 and hex as what they stand for: they may wrap something compressed, or each other. In the
 * outermost layer at each alignment, as what stands before a run may look like one too.
 */
function decodedRuns(bytes: Buffer, isOutermost: boolean): readonly Layer[] {
  return wrappings.flatMap((wrapping) => {
    const runs = runsOf(bytes, wrapping);
    if (runs.length === 0) return [];
    return Array.from({ length: isOutermost ? wrapping.alignments : 1 }, (_, skip) => ({
      name: wrapping.form,
      bytes: decoded(bytes, runs, wrapping.form, skip),
    }));
  });
}

interface Run {
  readonly start: number;
  readonly end: number;
}

function runsOf(bytes: Buffer, { alphabet, runBytesMin }: Wrapping): readonly Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && alphabet[bytes[at] ?? 0] === 1) continue;
    if (at - start >= runBytesMin) runs.push({ start, end: at });
    start = at + 1;
  }
  return runs;
}

/** Runs apart from each other by a zero byte, so that none is continued by the next. */
function decoded(
  bytes: Buffer,
  runs: readonly Run[],
  form: "base64" | "hex",
  skip: number,
): Buffer {
  const room = runs.reduce((sum, { start, end }) => sum + (end - start) + 1, 0);
  const joined = Buffer.allocUnsafe(room);
  let length = 0;
  for (const { start, end } of runs) {
    length += joined.write(bytes.toString("latin1", start + skip, end), length, form);
    length = joined.writeUInt8(0, length);
  }
  return joined.subarray(0, length);
}
