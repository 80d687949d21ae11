const quote = 0x22;

/** Passes what it matches of ASCII bytes from `at` on; the place behind it, or −1. */
export type Match = (bytes: Uint8Array, at: number) => number;

/**
 * A matcher of whole strings for a pattern of our words: classes, groups, alternatives, bounded repetition. It takes as
 * much as it can and gives nothing back: what it passes matches the pattern; what it refuses may match all the same, and
 * the caller then asks the expression itself. Undefined for a pattern with anything else in it.
 */
export function matchOf(pattern: string): Match | undefined {
  if (!/^\^.*\$$/u.test(pattern)) return undefined;
  const source = { text: pattern.slice(1, -1), at: 0 };
  const match = alternatives(source);
  return source.at === source.text.length ? match : undefined;
}

interface Source {
  readonly text: string;
  at: number;
}

function alternatives(source: Source): Match | undefined {
  const all: Match[] = [];
  do {
    const one = sequence(source);
    if (one === undefined) return undefined;
    all.push(one);
  } while (taken(source, "|"));
  const [only] = all;
  return all.length === 1 ? only : firstOf(all);
}

const firstOf =
  (all: readonly Match[]): Match =>
  (bytes, at) => {
    for (const match of all) {
      const end = match(bytes, at);
      if (end >= 0) return end;
    }
    return -1;
  };

function sequence(source: Source): Match | undefined {
  const row: Match[] = [];
  while (source.at < source.text.length && !"|)".includes(source.text.charAt(source.at))) {
    const one = repeated(source);
    if (one === undefined) return undefined;
    row.push(one);
  }
  const [only] = row;
  if (row.length === 1) return only;
  return (bytes, begin) => {
    let at = begin;
    for (const match of row) {
      at = match(bytes, at);
      if (at < 0) return -1;
    }
    return at;
  };
}

function repeated(source: Source): Match | undefined {
  const group = taken(source, "(");
  const of = group ? alternatives(source) : byteClass(source);
  if (of === undefined || (group && !taken(source, ")"))) return undefined;
  const { least, most } = times(source);
  if (of instanceof Uint8Array) return run(of, least, most);
  return least === 1 && most === 1 ? of : again(of, least, most);
}

/** Once, where nothing else is said. */
function times(source: Source): { readonly least: number; readonly most: number } {
  if (taken(source, "?")) return { least: 0, most: 1 };
  const found = /^\{(\d+)(?:,(\d+))?\}/.exec(source.text.slice(source.at));
  const [whole = "", least = "1", most = least] = found ?? [];
  source.at += whole.length;
  return { least: Number(least), most: Number(most) };
}

const run =
  (of: Uint8Array, least: number, most: number): Match =>
  (bytes, begin) => {
    let at = begin;
    const end = begin + most;
    while (at < end && of[bytes[at] ?? 0] === 1) at += 1;
    return at - begin >= least ? at : -1;
  };

const again =
  (of: Match, least: number, most: number): Match =>
  (bytes, begin) => {
    let at = begin;
    for (let count = 0; count < most; count += 1) {
      const end = of(bytes, at);
      if (end < 0) return count >= least ? at : -1;
      at = end;
    }
    return at;
  };

/** One character, an escaped one, or a class: 1 for each byte in it that a string may hold as it is. */
function byteClass(source: Source): Uint8Array | undefined {
  const found = /^(?:\[[^\]\\^]+\]|\\[.+/-]|[A-Za-z0-9_:/=-])/.exec(source.text.slice(source.at));
  if (found === null) return undefined;
  const [one] = found;
  source.at += one.length;
  const expression = new RegExp(`^${one}$`, "u");
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== quote && expression.test(String.fromCharCode(byte))
      ? 1
      : 0,
  );
}

function taken(source: Source, character: string): boolean {
  const isThere = source.text.charAt(source.at) === character;
  if (isThere) source.at += 1;
  return isThere;
}
