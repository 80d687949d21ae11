/** What whoever checks brings along: a browser's or a server's own cryptography. */
export interface CheckTools {
  sha256(bytes: Uint8Array): Promise<Uint8Array>;
  ed25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** Told now and then how many bytes of the pack were looked at. */
  progress?(done: number, total: number): void;
}

/** UTF-8 of a text. */
export const utf8Of = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The text in `bytes`; undefined where they are no UTF-8. */
export function textIn(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

export const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const base64Of = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

export const base64urlOf = (bytes: Uint8Array): string =>
  base64Of(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** Bytes of base64; undefined unless `text` is their one encoding. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return base64Of(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** Each part behind its length (u32, big-endian), as digests of Raccordo are taken over. */
export function prefixed(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const pieces = parts.flatMap((part) => {
    const bytes = typeof part === "string" ? utf8Of(part) : part;
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length);
    return [length, bytes];
  });
  return joined(...pieces);
}

/** RFC 8785 in the narrow profile of the log: keys in order, no floats. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonicalText(one)}`).join(",")}}`;
}

/** A member of something that was parsed; undefined where there is none. */
export function memberIn(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
