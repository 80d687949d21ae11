import { degreesToE7 } from "#libs/incident/degrees";
import type { ConversionNote, LeafValue, Point } from "#libs/incident/event";
import { readRfc3339 } from "#libs/incident/rfc3339";
import type { Finding } from "#libs/incident/validate";
import { readAml } from "./aml.ts";
import type { CardPosition } from "./schema.ts";

interface Notebook {
  readonly notes: ConversionNote[];
  readonly findings: Finding[];
}

/** Id of the component of a position, which is its place in the card. */
export const positionId = (index: number): string => `position-${index + 1}`;

interface Measured {
  readonly point?: Point;
  readonly accuracyM?: number | undefined;
  readonly confidencePct?: number | undefined;
  readonly method?: string;
  /** Where in the position these were read. */
  readonly pointers: Readonly<Record<"point" | "accuracy" | "confidence", string>>;
}

/**
 * One position of a card as a place: where the phone was measured, or what the caller declared, each
 * apart, because they need not agree. Without a word on it, a place counts as sensitive.
 */
export function readPosition(position: CardPosition, index: number, book: Notebook) {
  const at = `/positions/${index}`;
  const { point, accuracyM, confidencePct, method, pointers } = measured(position, at, book);
  if (position.at !== undefined) checkTime(position.at, `${at}/at`, book);
  const stated: Readonly<Record<string, readonly [LeafValue | undefined, string]>> = {
    sensitivity: [position.sensitivity, `${at}/sensitivity`],
    place_type: [position.place_type, `${at}/place_type`],
    point: [point, pointers.point],
    accuracy_m: [accuracyM, pointers.accuracy],
    confidence_pct: [confidencePct, pointers.confidence],
    method: [method, `${at}/method`],
    street: [position.street, `${at}/street`],
    number: [position.number, `${at}/number`],
    municipality: [position.municipality, `${at}/municipality`],
  };
  return stated;
}

function measured(position: CardPosition, at: string, book: Notebook): Measured {
  const { lat, lon, radius_m, confidence_pct, method, aml_sms } = position;
  if (aml_sms !== undefined) return measuredByAml(position, aml_sms, at, book);
  const pointers = {
    point: `${at}/lat`,
    accuracy: `${at}/radius_m`,
    confidence: `${at}/confidence_pct`,
  };
  if (method === "aml") book.findings.push({ pointer: `${at}/aml_sms`, code: "member-missing" });
  if ((lat === undefined) !== (lon === undefined)) {
    const missing = lat === undefined ? "lat" : "lon";
    book.findings.push({ pointer: `${at}/${missing}`, code: "member-missing" });
  }
  return {
    ...(lat === undefined || lon === undefined ? {} : { point: pointOf(lat, lon) }),
    accuracyM: radius_m,
    confidencePct: confidence_pct,
    ...(method === undefined || method === "aml" ? {} : { method }),
    pointers,
  };
}

function measuredByAml(position: CardPosition, text: string, at: string, book: Notebook): Measured {
  const pointer = `${at}/aml_sms`;
  const pointers = { point: pointer, accuracy: pointer, confidence: pointer };
  const { lat, lon, radius_m, confidence_pct, method } = position;
  const twice = [lat, lon, radius_m, confidence_pct].some((member) => member !== undefined);
  if (twice || (method !== undefined && method !== "aml")) {
    book.findings.push({ pointer, code: "card-position-contradictory" });
    return { pointers };
  }
  const read = readAml(text);
  if (read.kind === "refused") {
    book.findings.push({ pointer, code: read.code });
    return { pointers };
  }
  const { notes, takenAt, ...found } = read.position;
  book.notes.push(...notes.map((code) => ({ code, pointer })));
  if (takenAt !== undefined) book.notes.push({ code: "position-time-dropped", pointer });
  return { ...found, pointers };
}

/** The model has no time of a position; a wrong one still tells that something is wrong. */
function checkTime(text: string, pointer: string, book: Notebook): void {
  const time = readRfc3339(text);
  if (time.kind === "refused") book.findings.push({ pointer, code: time.code });
  else book.notes.push({ code: "position-time-dropped", pointer });
}

const pointOf = (lat: number, lon: number): Point => ({ lat_e7: e7Of(lat), lon_e7: e7Of(lon) });

/** The shortest form of a double that was read from at most 15 digits is these digits. */
function e7Of(degrees: number): number {
  const value = degreesToE7(String(degrees));
  if (value === undefined) throw new Error("the schema was not applied");
  return value;
}
