import { isCanonicalTime } from "#libs/incident/formats";
import type { ProblemCode } from "#libs/incident/problems";
import type { CapVersion } from "./grammar.ts";

/** CAP 1.2 section 3.3.2: offset mandatory, no `Z`, no fraction; `-00:00` is UTC. */
const strict = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)()([-+])(\d\d):(\d\d)$/;
/** The XSD of CAP 1.1 takes any xs:dateTime; a time without offset names no instant and is refused. */
const wide = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([-+])(\d\d):(\d\d))$/;
const zoneless = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?$/;

export type CapTime =
  | { readonly kind: "time"; readonly utc: string; readonly asWritten: boolean }
  | { readonly kind: "refused"; readonly code: ProblemCode };

/** A CAP time as canonical time (UTC, milliseconds); `asWritten` is false where digits were cut. */
export function readTime(text: string, version: CapVersion): CapTime {
  const found = (version === "1.2" ? strict : wide).exec(text);
  if (found === null) {
    return { kind: "refused", code: zoneless.test(text) ? "time-without-zone" : "time-malformed" };
  }
  const [, local = "", fraction = "", sign = "+", hours = "00", minutes = "00"] = found;
  const whole = `${local}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
  const offsetMinutes = Number(hours) * 60 + Number(minutes);
  if (!isCanonicalTime(whole) || local.startsWith("0000") || !validOffset(hours, minutes)) {
    return { kind: "refused", code: "time-malformed" };
  }
  const signedMs = (sign === "-" ? 1 : -1) * offsetMinutes * 60_000;
  const utc = new Date(Date.parse(whole) + signedMs).toISOString();
  if (!isCanonicalTime(utc)) return { kind: "refused", code: "time-malformed" };
  return { kind: "time", utc, asWritten: fraction.length <= 3 };
}

/** xs:dateTime ends at 14:00. */
const validOffset = (hours: string, minutes: string): boolean =>
  Number(minutes) < 60 && Number(hours) * 60 + Number(minutes) <= 14 * 60;
