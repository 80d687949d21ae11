import type { TextFormat } from "./catalogue.ts";

/** Canonical time: RFC 3339 UTC with milliseconds, as `toISOString` prints it. */
const canonicalTime =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const calendarDate = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** One pattern per text format; all are anchored and without nested quantifiers (linear time). */
const patterns: Readonly<Record<Exclude<TextFormat, "time" | "date" | "name" | "text">, RegExp>> = {
  istat: /^istat:\d{6}$/,
  token: /^[\p{L}\p{N}._:/+@#-][\p{L}\p{N} ._:/+@#,-]*$/u,
  phone: /^\+?[\d ()./-]{3,32}$/,
  email: /^[^\s@]{1,64}@[^\s@]{1,120}$/,
  reference: /^[\w.:/?=&%+~#-]+$/,
  country: /^[A-Za-z]{2,3}$/,
  grid: /^(?:1kmN\d{1,4}E\d{1,4}|100mN\d{1,5}E\d{1,5})$/,
};

/** Controls, line separators and bidirectional overrides never enter a name or a text. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Regular expression of a format, for schemas that are handed out; undefined where it is not one. */
export function patternOf(format: TextFormat): string | undefined {
  if (format === "time" || format === "date" || format === "name" || format === "text") return;
  return patterns[format].source;
}

/** True if `text` is of the format; `undefined` accepts any printable text. */
export function hasFormat(text: string, format: TextFormat | undefined): boolean {
  if (unprintable.test(text) || text.trim() === "" || !text.isWellFormed()) return false;
  if (format === undefined || format === "name" || format === "text") return true;
  if (format === "time") return isCanonicalTime(text);
  if (format === "date") return isCalendarDate(text);
  return patterns[format].test(text);
}

/** True for a canonical time that exists (no 30 February). */
export function isCanonicalTime(text: string): boolean {
  if (!canonicalTime.test(text)) return false;
  const parsed = Date.parse(text);
  return Number.isFinite(parsed) && new Date(parsed).toISOString() === text;
}

function isCalendarDate(text: string): boolean {
  return calendarDate.test(text) && isCanonicalTime(`${text}T00:00:00.000Z`);
}
