import { degreesToE7 } from "#libs/incident/degrees";
import type { Point } from "#libs/incident/event";
import { isCanonicalTime } from "#libs/incident/formats";
import type { ProblemCode } from "#libs/incident/problems";
import { cardLimits } from "./limits.ts";

/** What an AML text says of where the caller's phone is. */
interface AmlPosition {
  /** Absent when the phone found no position: that is not latitude 0, longitude 0. */
  readonly point?: Point;
  /** Metres within which the phone is with `confidencePct`. */
  readonly accuracyM?: number;
  readonly confidencePct?: number;
  readonly method?: "gnss" | "wifi" | "cell";
  /** When the position was taken, canonical time; `top` has no offset and is UTC by definition. */
  readonly takenAt?: string;
  /** Codes of notes: what was dropped, never its value. */
  readonly notes: readonly string[];
}

export type ReadAml =
  | { readonly kind: "read"; readonly position: AmlPosition }
  | { readonly kind: "refused"; readonly code: ProblemCode };

/**
 * Reads an Advanced Mobile Location SMS of version 1 (ETSI TS 103 625): `A"ML=1;lt=…;lg=…;rd=…;…;ml=…`.
 * `ml` is the length of the whole text in characters, so that a cut SMS is noticed. IMSI (`si`) and IMEI
 * (`ei`) tell a device and its owner apart for ever: they end here.
 */
export function readAml(text: string): ReadAml {
  const pairs = pairsOf(text);
  if (pairs === undefined) return refused("aml-malformed");
  const length = pairs.get("ml");
  if (length === undefined || !/^\d{1,4}$/.test(length)) return refused("aml-malformed");
  if (Number(length) !== text.length) return refused("aml-length-mismatch");
  const forms = Object.entries(patterns).every(([key, { pattern, required }]) => {
    const value = pairs.get(key);
    return value === undefined ? !required : pattern.test(value);
  });
  return forms ? positionOf(pairs) : refused("aml-malformed");
}

const refused = (code: ProblemCode): ReadAml => ({ kind: "refused", code });

const header = /^A"ML=1;/;
const pairPattern = /^([a-z]{2,3})=([\x21-\x3a\x3c-\x7e]{0,32})$/;

/** Values by key; undefined when the text is no AML, or says a thing twice. */
function pairsOf(text: string): ReadonlyMap<string, string> | undefined {
  if (text.length > cardLimits.amlCharactersMax || !header.test(text)) return undefined;
  const pairs = new Map<string, string>();
  for (const part of text.replace(header, "").replace(/;$/, "").split(";")) {
    const [, key, value] = pairPattern.exec(part) ?? [];
    if (key === undefined || value === undefined || pairs.has(key)) return undefined;
    pairs.set(key, value);
  }
  return pairs;
}

const degrees = /^[+-]?\d{1,3}(?:\.\d{1,18})?$/;
const patterns: Readonly<Record<string, { readonly pattern: RegExp; readonly required: boolean }>> =
  {
    lt: { pattern: degrees, required: true },
    lg: { pattern: degrees, required: true },
    rd: { pattern: /^(?:\d{1,7}(?:\.\d{1,3})?|N)$/, required: true },
    lc: { pattern: /^(?:\d{1,3}|N)$/, required: false },
    pm: { pattern: /^[A-Z]$/, required: true },
    top: { pattern: /^(?:\d{14}|N)$/, required: false },
  };
/** What the text may also hold, and the note that tells that it was dropped. */
const droppedKeys: Readonly<Record<string, string>> = {
  si: "device-identifiers-dropped",
  ei: "device-identifiers-dropped",
  mcc: "network-dropped",
  mnc: "network-dropped",
};
const methods: Readonly<Record<string, "gnss" | "wifi" | "cell">> = {
  G: "gnss",
  W: "wifi",
  C: "cell",
};

function positionOf(pairs: ReadonlyMap<string, string>): ReadAml {
  const takenAt = timeOf(pairs.get("top"));
  if (takenAt === "malformed") return refused("time-malformed");
  const lat_e7 = e7Of(pairs.get("lt"));
  const lon_e7 = e7Of(pairs.get("lg"));
  if (lat_e7 === undefined || lon_e7 === undefined) return refused("coordinates-too-precise");
  const notes = notesOf(pairs);
  const time = takenAt === undefined ? {} : { takenAt };
  const isNowhere = lat_e7 === 0 && lon_e7 === 0 && pairs.get("rd") === "N";
  if (isNowhere || pairs.get("pm") === "N") {
    return { kind: "read", position: { ...time, notes: [...notes, "aml-no-fix"] } };
  }
  const point = { lat_e7, lon_e7 };
  return { kind: "read", position: { point, ...time, ...qualityOf(pairs), notes } };
}

function qualityOf(pairs: ReadonlyMap<string, string>) {
  const radius = numberOf(pairs.get("rd"));
  const confidence = numberOf(pairs.get("lc"));
  const method = methods[pairs.get("pm") ?? ""];
  return {
    // Upwards: a circle that is a little too large is still true.
    ...(radius === undefined ? {} : { accuracyM: Math.ceil(radius) }),
    ...(confidence === undefined ? {} : { confidencePct: confidence }),
    ...(method === undefined ? {} : { method }),
  };
}

function notesOf(pairs: ReadonlyMap<string, string>): readonly string[] {
  const unknown = [...pairs.keys()].filter(
    (key) => key !== "ml" && !Object.hasOwn(patterns, key) && !Object.hasOwn(droppedKeys, key),
  );
  const method = pairs.get("pm") ?? "";
  const codes = [
    ...[...pairs.keys()].flatMap((key) =>
      Object.hasOwn(droppedKeys, key) ? (droppedKeys[key] ?? []) : [],
    ),
    ...(unknown.length > 0 ? ["member-unknown"] : []),
    ...(method !== "N" && !Object.hasOwn(methods, method) ? ["value-unknown"] : []),
  ];
  return [...new Set(codes)];
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || text === "N" ? undefined : Number(text);

const e7Of = (text: string | undefined): number | undefined =>
  degreesToE7((text ?? "").replace("+", ""));

function timeOf(text: string | undefined): string | "malformed" | undefined {
  if (text === undefined || text === "N") return undefined;
  const time = text.replace(/^(....)(..)(..)(..)(..)(..)$/, "$1-$2-$3T$4:$5:$6.000Z");
  return isCanonicalTime(time) ? time : "malformed";
}
