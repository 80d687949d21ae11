import { isCanonicalTime } from "./formats.ts";

/** What a text says of an instant; `cut` when digits below milliseconds were dropped. */
export type ReadTime =
  | { readonly kind: "time"; readonly utc: string; readonly cut: boolean }
  | { readonly kind: "refused"; readonly code: "time-malformed" | "time-without-zone" };

const withZone =
  /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([-+])(\d\d):(\d\d))$/;
const withoutZone = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?$/;

/**
 * An RFC 3339 time with any offset as canonical time (UTC, milliseconds). A time without zone names no
 * instant: it is refused, never taken as local. Offsets end at 23:59 as in the RFC.
 */
export function readRfc3339(text: string): ReadTime {
  const found = withZone.exec(text);
  if (found === null) {
    return {
      kind: "refused",
      code: withoutZone.test(text) ? "time-without-zone" : "time-malformed",
    };
  }
  const [, date = "", clock = "", fraction = "", sign = "+", hours = "00", minutes = "00"] = found;
  const local = `${date}T${clock}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
  const validOffset = Number(hours) < 24 && Number(minutes) < 60;
  if (!isCanonicalTime(local) || !validOffset) return malformed;
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const utc = new Date(Date.parse(local) + (sign === "-" ? offsetMs : -offsetMs)).toISOString();
  // The year 0000 with an offset may leave the four digits of a year.
  if (!isCanonicalTime(utc)) return malformed;
  return { kind: "time", utc, cut: /[1-9]/.test(fraction.slice(3)) };
}

const malformed: ReadTime = { kind: "refused", code: "time-malformed" };
