import type { ArraySchema, ObjectSchema, Schema } from "./shape.ts";

/**
 * Where a value ends that begins at `from` and is surely canonical JSON of its schema; {@link notPlain} says nothing:
 * the strict reader decides then. One pass over the bytes, nothing parsed, nothing tried twice.
 */
export type PlainScan = (bytes: Uint8Array, from: number) => number;

/** The scan does not know: escapes, letters beyond Latin-1, members out of order, or no such value at all. */
export const notPlain = -1;

/** Told where each value of a schema lies, as it is passed. */
export type Watched = ReadonlyMap<Schema, (from: number, to: number) => void>;

const nobody: Watched = new Map();

/**
 * The canonical form of a schema as one scan. What holds no escape and nothing beyond Latin-1 has one spelling, so that
 * canonical form, schema and patterns are one regular language: what the scan accepts, `parseCanonical` and
 * `firstFault` accept (a property holds it against both). Throws RangeError for a pattern that it cannot read.
 */
export function plainForm(schema: Schema, watched: Watched = nobody): PlainScan {
  const scan = scanOf(schema, watched);
  const told = watched.get(schema);
  if (told === undefined) return scan;
  return (bytes, from) => {
    const to = scan(bytes, from);
    if (to >= 0) told(from, to);
    return to;
  };
}

function scanOf(schema: Schema, watched: Watched): PlainScan {
  if ("const" in schema) return literal(JSON.stringify(schema.const));
  if ("enum" in schema) return firstOf(schema.enum.map((word) => literal(JSON.stringify(word))));
  switch (schema.type) {
    case "boolean":
      return firstOf([literal("true"), literal("false")]);
    case "integer":
      return (bytes, from) => integerEnd(bytes, from, schema.minimum, schema.maximum);
    case "string":
      return quoted(patternScan(schema.pattern), schema.maxLength);
    case "array":
      return listScan(schema, watched);
    case "object":
      return membersForm(schema, [], new Int32Array(0), watched);
  }
}

interface Member {
  readonly first: Uint8Array;
  readonly next: Uint8Array;
  readonly isOptional: boolean;
  readonly scan: PlainScan;
  /** Where in the marks its place is kept; negative: nowhere. */
  readonly mark: number;
}

/**
 * {@link plainForm} of an object that leaves where the members `names` lie in `marks`: begin and end of each in turn,
 * both {@link notPlain} of one that is absent.
 */
export function membersForm(
  { properties, required }: ObjectSchema,
  names: readonly string[],
  marks: Int32Array,
  watched: Watched = nobody,
): PlainScan {
  const members = Object.entries(properties)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]): Member => {
      const opening = `${JSON.stringify(name)}:`;
      return {
        first: ascii(opening),
        next: ascii(`,${opening}`),
        isOptional: !required.includes(name),
        scan: plainForm(schema, watched),
        mark: 2 * names.indexOf(name),
      };
    });
  return (bytes, from) => {
    if (bytes[from] !== braceOpen) return notPlain;
    let at = from + 1;
    marks.fill(notPlain);
    for (const member of members) {
      const opening = at === from + 1 ? member.first : member.next;
      if (startsWith(bytes, at, opening)) at = memberEnd(member, bytes, at + opening.length, marks);
      else if (!member.isOptional) return notPlain;
      if (at < 0) return notPlain;
    }
    return bytes[at] === braceClose ? at + 1 : notPlain;
  };
}

function memberEnd(
  { scan, mark }: Member,
  bytes: Uint8Array,
  begin: number,
  marks: Int32Array,
): number {
  const end = scan(bytes, begin);
  if (mark >= 0) {
    marks[mark] = begin;
    marks[mark + 1] = end;
  }
  return end;
}

function listScan({ items, minItems = 0, maxItems }: ArraySchema, watched: Watched): PlainScan {
  const item = plainForm(items, watched);
  return (bytes, from) => {
    if (bytes[from] !== bracketOpen) return notPlain;
    if (bytes[from + 1] === bracketClose) return minItems === 0 ? from + 2 : notPlain;
    let at = from;
    let count = 0;
    // The bracket or comma at `at` is passed with the item behind it.
    do {
      at = item(bytes, at + 1);
      count += 1;
    } while (at >= 0 && bytes[at] === comma && count < maxItems);
    return at >= 0 && bytes[at] === bracketClose && count >= minItems ? at + 1 : notPlain;
  };
}

/** Digits that a number surely keeps: one more would reach 2^53. */
const digitsMax = 15;

function integerEnd(bytes: Uint8Array, from: number, minimum: number, maximum: number): number {
  let value = 0;
  let at = from;
  for (; isDigit(bytes[at]) && at - from <= digitsMax; at += 1) {
    value = 10 * value + (bytes[at] ?? zero) - zero;
  }
  const length = at - from;
  if (length === 0 || length > digitsMax || (length > 1 && bytes[from] === zero)) return notPlain;
  return value >= minimum && value <= maximum ? at : notPlain;
}

const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= zero && byte <= zero + 9;

/** A string between its quotes; the pattern takes no quote and no backslash. */
function quoted(inner: PlainScan, lengthMax: number): PlainScan {
  return (bytes, from) => {
    if (bytes[from] !== quote) return notPlain;
    const end = inner(bytes, from + 1);
    if (end < 0 || bytes[end] !== quote || end - from - 1 > lengthMax) return notPlain;
    return end + 1;
  };
}

function literal(text: string): PlainScan {
  const wanted = ascii(text);
  return (bytes, from) => (startsWith(bytes, from, wanted) ? from + wanted.length : notPlain);
}

function firstOf(scans: readonly PlainScan[]): PlainScan {
  return (bytes, from) => {
    for (const scan of scans) {
      const end = scan(bytes, from);
      if (end >= 0) return end;
    }
    return notPlain;
  };
}

/**
 * A pattern of words.ts, as greedy as it can be and never taking anything back: whatever it accepts up to the closing
 * quote fits the pattern; of what it refuses nothing is said. Knows classes, escapes, groups, `?`, `{n}` and `{n,m}`.
 */
function patternScan(pattern: string): PlainScan {
  const scan = new PatternReader(pattern.replace(/^\^/, "").replace(/\$$/, "")).whole();
  return scan;
}

class PatternReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): PlainScan {
    const scan = this.#choice();
    if (this.#at < this.#text.length) throw new RangeError("a pattern that is not understood");
    return scan;
  }

  #choice(): PlainScan {
    const choices = [this.#sequence()];
    while (this.#text[this.#at] === "|") {
      this.#at += 1;
      choices.push(this.#sequence());
    }
    const [only] = choices;
    return choices.length === 1 && only !== undefined ? only : firstOf(choices);
  }

  #sequence(): PlainScan {
    const scans: PlainScan[] = [];
    while (this.#at < this.#text.length && !"|)".includes(this.#text[this.#at] ?? "")) {
      scans.push(this.#repeated());
    }
    const [only] = scans;
    if (scans.length === 1 && only !== undefined) return only;
    return (bytes, from) => {
      let at = from;
      for (const scan of scans) {
        at = scan(bytes, at);
        if (at < 0) return notPlain;
      }
      return at;
    };
  }

  #repeated(): PlainScan {
    if (this.#text[this.#at] !== "(") {
      const bytes = this.#class();
      return run(bytes, ...this.#times());
    }
    this.#at += 1;
    const inner = this.#choice();
    if (this.#text[this.#at] !== ")") throw new RangeError("a group without its end");
    this.#at += 1;
    const [min, max] = this.#times();
    return min === 1 && max === 1 ? inner : repeat(inner, min, max);
  }

  /** How often: once where nothing is said. */
  #times(): readonly [number, number] {
    const told = /^(?:\?|\{(\d+)(?:,(\d+))?\})/.exec(this.#text.slice(this.#at));
    if (told === null) return [1, 1];
    const [all, from, to = from] = told;
    this.#at += all.length;
    return all === "?" ? [0, 1] : [Number(from), Number(to)];
  }

  /** Which bytes one place may have: those of a class, or one character. */
  #class(): Uint8Array {
    const told = /^(?:\[([^\]^\\]+)\]|\\([.+])|([^[\]\\^$.*+?{}|()"]))/u.exec(
      this.#text.slice(this.#at),
    );
    if (told === null) throw new RangeError("a pattern that is not understood");
    const [all, members, escaped, plain] = told;
    this.#at += all.length;
    return members === undefined ? bytesOf(escaped ?? plain ?? "") : bytesOfClass(members);
  }
}

/** Of a class only what is Latin-1 and stands in JSON as itself: the rest is the strict reader's. */
function bytesOfClass(members: string): Uint8Array {
  const known = bytesOf("");
  for (const [, low = "", high = low] of members.matchAll(/(.)(?:-(.))?/gsu)) {
    const end = Math.min(high.codePointAt(0) ?? 0, latinMax);
    for (let code = low.codePointAt(0) ?? 0; code <= end; code += 1) known[code] = 1;
  }
  known[quote] = 0;
  known[backslash] = 0;
  known.fill(0, 0, blank);
  return known;
}

function bytesOf(characters: string): Uint8Array {
  const known = new Uint8Array(256);
  for (const byte of ascii(characters)) known[byte] = 1;
  return known;
}

/** Characters of one class, as many as there are. */
function run(known: Uint8Array, min: number, max: number): PlainScan {
  if (known.indexOf(1, asciiMax + 1) >= 0) return latinRun(known, min, max);
  return (bytes, from) => {
    const end = Math.min(from + max, bytes.length);
    let at = from;
    while (at < end && known[bytes[at] ?? 0] === 1) at += 1;
    return at - from >= min ? at : notPlain;
  };
}

/** The same where the class has letters beyond ASCII: in UTF-8 two bytes, of which the first is 0xC2 or 0xC3. */
function latinRun(known: Uint8Array, min: number, max: number): PlainScan {
  return (bytes, from) => {
    let at = from;
    let count = 0;
    for (; count < max; count += 1) {
      const [byte = 0, next = 0] = [bytes[at], bytes[at + 1]];
      const isPair = (byte === 0xc2 || byte === 0xc3) && next >= 0x80 && next <= 0xbf;
      const code = isPair ? ((byte & 0x03) << 6) | (next & 0x3f) : byte;
      if (known[code] !== 1 || (!isPair && byte > asciiMax)) break;
      at += isPair ? 2 : 1;
    }
    return count >= min ? at : notPlain;
  };
}

function repeat(inner: PlainScan, min: number, max: number): PlainScan {
  return (bytes, from) => {
    let at = from;
    for (let count = 0; count < max; count += 1) {
      const end = inner(bytes, at);
      if (end < 0) return count >= min ? at : notPlain;
      at = end;
    }
    return at;
  };
}

function startsWith(bytes: Uint8Array, from: number, wanted: Uint8Array): boolean {
  // Short texts: the loop is compiled, a call into the engine's library costs more than all of it.
  for (let i = 0; i < wanted.length; i += 1) if (bytes[from + i] !== wanted[i]) return false;
  return true;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code > asciiMax) throw new RangeError("a name outside ASCII");
    return code;
  });
}

const [quote, comma, backslash, blank, zero] = [0x22, 0x2c, 0x5c, 0x20, 0x30];
const [asciiMax, latinMax] = [0x7e, 0xff];
const [bracketOpen, bracketClose, braceOpen, braceClose] = [0x5b, 0x5d, 0x7b, 0x7d];
