import type { ProblemCode } from "#libs/incident/problems";
import { capLimits } from "./limits.ts";

/** Text of an XML document without byte order mark and declaration, or why it is not read. */
export type XmlText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refused"; readonly code: ProblemCode };

/**
 * The characters of an XML document. They are decoded here and nowhere else: the parser gets exactly
 * the characters in which a DOCTYPE was looked for, so no encoding hides one. Byte order mark,
 * charset parameter (RFC 7303) and XML declaration must agree; a contradiction is never guessed away.
 */
export function readText(bytes: Uint8Array, contentType: string): XmlText {
  if (bytes.length > capLimits.bytesMax) return refused("xml-too-large");
  const mark = byteOrderMark(bytes);
  const wide = mark === undefined ? bareUtf16(bytes) : undefined;
  const body = bytes.subarray(mark?.length ?? 0);
  const declared = declaredEncoding(body, mark?.encoding ?? wide);
  const stated = [mark?.encoding ?? wide, charsetOf(contentType), declared];
  const families = stated.flatMap((name) => (name === undefined ? [] : [familyOf(name)]));
  const [family] = families;
  if (families.includes("other")) return refused("xml-encoding-unsupported");
  if (new Set(families).size > 1) return refused("xml-encoding-contradictory");
  // A declaration that says UTF-16 and can be read as ASCII is a lie: the bytes are not UTF-16.
  const guessed = family === "utf-16" ? (mark?.encoding ?? wide) : (family ?? "utf-8");
  if (guessed === undefined) return refused("xml-encoding-contradictory");
  const text = decoded(body, guessed);
  return text === undefined ? refused("xml-malformed") : checkedText(text);
}

const refused = (code: ProblemCode): XmlText => ({ kind: "refused", code });

interface Mark {
  readonly encoding: string;
  readonly length: number;
}

/** UTF-32 shares its little-endian mark with UTF-16: it is told apart by the two zeros that follow. */
function byteOrderMark(bytes: Uint8Array): Mark | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { encoding: "utf-32", length: 4 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", length: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", length: 2 };
  return undefined;
}

/** UTF-16 without its mark shows as `<` beside a zero (XML 1.0, appendix F). */
function bareUtf16(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes;
  if (a === 0x3c && b === 0) return "utf-16le";
  return a === 0 && b === 0x3c ? "utf-16be" : undefined;
}

const charsetParameter = /;\s*charset\s*=\s*"?([\w.:+-]{1,40})"?/;

const charsetOf = (contentType: string): string | undefined =>
  charsetParameter.exec(contentType.toLowerCase())?.[1];

const declaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.\d{1,3}"|'1\.\d{1,3}')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([\w.:-]{1,40})"|'([\w.:-]{1,40})'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

function declaredEncoding(body: Uint8Array, wide: string | undefined): string | undefined {
  const head = decoded(body.subarray(0, 400), wide?.startsWith("utf-16") ? wide : "latin1");
  const found = declaration.exec(head ?? "");
  return (found?.[1] ?? found?.[2])?.toLowerCase();
}

/** ISO-8859-1 is read as Windows-1252, as everywhere else: the codes between differ in controls only. */
function familyOf(name: string): string {
  if (name === "utf-8" || name === "utf8" || name === "us-ascii" || name === "ascii") {
    return "utf-8";
  }
  if (["iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252"].includes(name)) {
    return "windows-1252";
  }
  return ["utf-16", "utf-16le", "utf-16be"].includes(name) ? "utf-16" : "other";
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  const fatal = encoding !== "latin1";
  try {
    return new TextDecoder(encoding, { fatal, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Characters that XML 1.0 forbids, even when they are written as they are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** Written in any case, and in a comment too: a message of a room has no use for these words. */
const doctype = /<!\s*(?:doctype|entity|element|attlist|notation)/i;

function checkedText(text: string): XmlText {
  if (forbidden.test(text)) return refused("xml-malformed");
  if (doctype.test(text)) return refused("xml-doctype-refused");
  if (!text.startsWith("<?xml ") && !/^<\?xml[\t\r\n]/.test(text)) return { kind: "text", text };
  const found = declaration.exec(text);
  if (found === null) return refused("xml-malformed");
  return { kind: "text", text: text.slice(found[0].length) };
}
