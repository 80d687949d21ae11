import { type Leaf, leavesOf } from "#libs/incident/catalogue";
import { degreesToE7 } from "#libs/incident/degrees";
import type {
  Component,
  ConversionNote,
  Fields,
  IncidentEvent,
  LeafValue,
  Point,
} from "#libs/incident/event";
import { answerKinds } from "#libs/incident/event";
import { readRfc3339 } from "#libs/incident/rfc3339";
import type { Finding } from "#libs/incident/validate";
import type { NativeMessage } from "./schema.ts";

/** `format` of events that came as native JSON; part of their ids. */
export const nativeFormat = "raccordo-native/1";

interface Notebook {
  readonly notes: ConversionNote[];
  readonly findings: Finding[];
}

/** A message that the schema accepted as a canonical event; findings where a value has no such form. */
export function toEvent(
  message: NativeMessage,
  territory: readonly string[],
): Notebook & { readonly event: IncidentEvent } {
  const book: Notebook = { notes: [], findings: [] };
  const { sent, observed, territory: stated, upsert, remove, addressees, ...header } = message;
  const fromRoom = stated === undefined && message.kind === "report";
  if (fromRoom) {
    const code = territory.length === 0 ? "territory-missing" : "territory-of-the-room";
    book.notes.push({ code, pointer: "" });
  }
  const event: IncidentEvent = {
    ...withoutAbsent(header),
    sent: canonicalTime(sent, "/sent", book),
    ...(observed === undefined ? {} : { observed: canonicalTime(observed, "/observed", book) }),
    ...(addressees !== undefined && addressees.length > 0 && { addressees }),
    territory: stated ?? (fromRoom ? territory : []),
    format: nativeFormat,
    upsert: (upsert ?? []).map((one, index) => toComponent(one, `/upsert/${index}`, book)),
    remove: (remove ?? []).map(({ kind, id }) => ({ kind, id })),
    notes: [],
  };
  if (answerKinds.includes(event.kind) && stated !== undefined) {
    book.notes.push({ code: "territory-not-read", pointer: "/territory" });
    return { ...book, event: { ...event, territory: [] } };
  }
  return { ...book, event };
}

/** Members that were not stated are not there: canonical JSON has no undefined. */
type Stated<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function withoutAbsent<T extends object>(members: T): Stated<T> {
  const stated = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(stated) as Stated<T>;
}

function canonicalTime(text: string, pointer: string, book: Notebook): string {
  const time = readRfc3339(text);
  if (time.kind === "refused") {
    book.findings.push({ pointer, code: time.code });
    return text;
  }
  if (time.cut) book.notes.push({ code: "time-cut-to-milliseconds", pointer });
  return time.utc;
}

type NativeComponent = NonNullable<NativeMessage["upsert"]>[number];

function toComponent(component: NativeComponent, pointer: string, book: Notebook): Component {
  const { kind, id, ...members } = component;
  const fields: Record<string, LeafValue> = {};
  for (const leaf of leavesOf(kind)) {
    const value = toLeaf(leaf, members, pointer, book);
    if (value !== undefined) fields[leaf.name] = value;
  }
  return { kind, id, fields: fields satisfies Fields };
}

function toLeaf(
  leaf: Leaf,
  members: Readonly<Record<string, unknown>>,
  pointer: string,
  book: Notebook,
): LeafValue | undefined {
  if (leaf.type === "Point" && !leaf.repeated) {
    return toPoint(members["lat"], members["lon"], pointer, book);
  }
  const value = members[leaf.name];
  if (Array.isArray(value)) return toList(leaf, value);
  if (typeof value === "string" && leaf.textFormat === "time") {
    return canonicalTime(value, `${pointer}/${leaf.name}`, book);
  }
  const isScalar =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isScalar ? value : undefined;
}

/** An empty list is no value: protobuf cannot tell the two apart, and the model does not. */
function toList(leaf: Leaf, items: readonly unknown[]): LeafValue | undefined {
  if (items.length === 0) return undefined;
  if (leaf.type !== "Point") return items.filter((item) => typeof item === "string");
  return items.map((pair): Point => {
    const [lat, lon]: readonly unknown[] = Array.isArray(pair) ? pair : [];
    return { lat_e7: e7Of(lat), lon_e7: e7Of(lon) };
  });
}

function toPoint(lat: unknown, lon: unknown, pointer: string, book: Notebook): Point | undefined {
  if (lat === undefined && lon === undefined) return undefined;
  if (lat === undefined || lon === undefined) {
    const name = lat === undefined ? "lat" : "lon";
    book.findings.push({ pointer: `${pointer}/${name}`, code: "member-missing" });
    return undefined;
  }
  return { lat_e7: e7Of(lat), lon_e7: e7Of(lon) };
}

/** The shortest form of a double that was read from at most 15 digits is these digits. */
function e7Of(degrees: unknown): number {
  const value = degreesToE7(String(degrees));
  if (value === undefined) throw new Error("the schema was not applied");
  return value;
}
