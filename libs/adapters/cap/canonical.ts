import { enumTable } from "#libs/incident/catalogue";
import type {
  Category,
  Component,
  ComponentName,
  ConversionNote,
  EventKind,
  Fields,
  IncidentEvent,
  Mode,
} from "#libs/incident/event";
import type { Finding } from "#libs/incident/validate";
import { dropNotes } from "./dropped.ts";
import { capLimits } from "./limits.ts";
import type { ReadPlace } from "./places.ts";
import { placeId, readPlaces } from "./places.ts";
import { earliest, readIncidents, readReferences, tripleName } from "./references.ts";
import { categoryName } from "./rules.ts";
import type { CapDocument, CapElement } from "./structure.ts";
import { all, one } from "./structure.ts";
import { readTime } from "./time.ts";

/** An event, and for each of its components the element of the message that it was read from. */
export interface Canonical {
  readonly event: IncidentEvent;
  readonly sources: readonly string[];
}

const modes: Readonly<Record<string, Mode>> = { Actual: "actual", Exercise: "exercise" };
const kinds: Readonly<Record<string, EventKind>> = {
  Alert: "report",
  Update: "update",
  Cancel: "cancel",
};
const priorities: Readonly<Record<string, number>> = {
  Extreme: 1,
  Severe: 2,
  Moderate: 3,
  Minor: 4,
};
const reliabilities: Readonly<Record<string, string>> = {
  Observed: "confirmed",
  Likely: "likely",
  Possible: "unverified",
  Unlikely: "unverified",
};

/**
 * The canonical event of a message that obeys grammar and rules; `territory` is the room's own, for
 * messages that name no comune.
 *
 * - A CAP update replaces the whole of what it references: places and facts that it does not name are
 *   removed. A cancel ends the incident and changes nothing else: its `info` is not read.
 * - Without `incidents` the incident is the earliest message that `references` names, else the message
 *   itself. A chain stays one incident as long as each update still names the first message; one that
 *   names its predecessor only would open an incident of its own after the second step. Rooms avoid
 *   that by `incidents`.
 */
export function canonical(document: CapDocument, territory: readonly string[]): Canonical {
  const { alert, version } = document;
  const kind = kinds[one(alert, "msgType") ?? ""];
  const mode = modeOf(alert);
  if (kind === undefined) throw new Error("rules were not applied");
  const name = incidentName(document);
  const content = kind === "cancel" ? cancelled(alert) : stated(document, territory);
  const notes = [...document.notes, ...name.notes, ...content.notes, ...dropNotes(alert, kind)];
  const upsert = [...content.facts, ...content.places.map(({ component }) => component)];
  const event: IncidentEvent = {
    message_id: one(alert, "identifier") ?? "",
    sent: utc(alert, "sent", document) ?? "",
    mode,
    kind,
    incident: { id: name.id },
    ...(content.category === undefined ? {} : { category: content.category }),
    territory: content.territory,
    format: `cap/${version}`,
    sender: one(alert, "sender") ?? "",
    notes: boundedNotes(notes),
    upsert,
    remove: kind === "update" ? others(upsert) : [],
  };
  const sources = [
    ...content.facts.map(() => "/alert/info"),
    ...content.places.map(({ pointer }) => pointer),
  ];
  return { event, sources };
}

/** Mode of a message that obeys the rules. */
export function modeOf(alert: CapElement): Mode {
  const mode = modes[one(alert, "status") ?? ""];
  if (mode === undefined) throw new Error("rules were not applied");
  return mode;
}

/** Findings on the canonical event, told by the elements of the message. */
export function toldByMessage(
  findings: readonly Finding[],
  sources: readonly string[],
): readonly Finding[] {
  return findings.map(({ pointer, code }) => {
    const [, index = "", field = "", rest = ""] =
      /^\/upsert\/(\d+)(?:\/([a-z_]+))?((?:\/\d+)*)/.exec(pointer) ?? [];
    const source = index === "" ? undefined : sources[Number(index)];
    if (source === undefined) return { pointer: elementOf[pointer] ?? "/alert", code };
    return { pointer: `${source}${field === "polygon" ? rest : ""}`, code };
  });
}

const elementOf: Readonly<Record<string, string>> = {
  "/message_id": "/alert/identifier",
  "/sender": "/alert/sender",
  "/sent": "/alert/sent",
  "/territory": "/alert/info",
  "/upsert": "/alert/info",
  "/incident/id": "/alert/incidents",
};

interface Content {
  readonly facts: readonly Component[];
  readonly places: readonly ReadPlace[];
  readonly territory: readonly string[];
  readonly category?: Category;
  readonly notes: readonly ConversionNote[];
}

const pointerOfInfo = "/alert/info";

function cancelled(alert: CapElement): Content {
  const category = statedCategories(all(alert, "info"));
  const [only, ...more] = category;
  return {
    facts: [],
    places: [],
    territory: [],
    ...(only !== undefined && more.length === 0 ? { category: only } : {}),
    notes: all(alert, "info").length > 0 ? [{ code: "info-not-read", pointer: pointerOfInfo }] : [],
  };
}

function stated(document: CapDocument, territory: readonly string[]): Content {
  const infos = all(document.alert, "info");
  const places = readPlaces(infos);
  const category = categoryOf(infos);
  const facts = incidentFields(infos, document);
  const fromRoom = places.territory.length === 0;
  return {
    facts: Object.keys(facts).length > 0 ? [{ ...incidentComponent, fields: facts }] : [],
    places: places.places,
    territory: fromRoom ? territory : places.territory,
    category: category.category,
    notes: [
      ...category.notes,
      ...places.notes,
      ...(fromRoom ? [{ code: "territory-of-the-room", pointer: pointerOfInfo }] : []),
    ],
  };
}

const incidentComponent: ComponentName = { kind: "incident", id: "incident" };

/** Facts of the model that CAP has: the gravest severity, the first onset, a certainty all agree on. */
function incidentFields(infos: readonly CapElement[], document: CapDocument): Fields {
  const graded = infos.flatMap((info) => priorities[one(info, "severity") ?? ""] ?? []);
  const onsets = infos.flatMap((info) => utc(info, "onset", document) ?? []).sort();
  const certainties = [
    ...new Set(infos.map((info) => reliabilities[one(info, "certainty") ?? ""])),
  ];
  const [reliability] = certainties;
  const [started_at] = onsets;
  return {
    ...(graded.length > 0 ? { priority: Math.min(...graded) } : {}),
    ...(reliability !== undefined && certainties.length === 1 ? { reliability } : {}),
    ...(started_at !== undefined ? { started_at } : {}),
  };
}

function categoryOf(infos: readonly CapElement[]): {
  readonly category: Category;
  readonly notes: readonly ConversionNote[];
} {
  const [first, ...more] = statedCategories(infos);
  if (first !== undefined && more.length === 0) return { category: first, notes: [] };
  // Two categories would be two legal titles: none is chosen, and nobody receives the event.
  const code = first === undefined ? "category-unmapped" : "category-ambiguous";
  return { category: "C00", notes: [{ code, pointer: `${pointerOfInfo}/eventCode` }] };
}

function statedCategories(infos: readonly CapElement[]): readonly Category[] {
  const codes = infos
    .flatMap((info) => all(info, "eventCode"))
    .filter((code) => one(code, "valueName") === categoryName)
    .map((code) => one(code, "value") ?? "");
  return [...new Set(codes)].map((code) => (isCategory(code) ? code : "C00"));
}

const isCategory = (code: string): code is Category => Object.hasOwn(enumTable("Category"), code);

function incidentName(document: CapDocument): {
  readonly id: string;
  readonly notes: readonly ConversionNote[];
} {
  const { alert, version } = document;
  const [named, ...more] = readIncidents(one(alert, "incidents") ?? "");
  const ignored = { code: "other-incidents-not-read", pointer: "/alert/incidents" };
  if (named !== undefined) return { id: named, notes: more.length > 0 ? [ignored] : [] };
  const own = {
    sender: one(alert, "sender") ?? "",
    identifier: one(alert, "identifier") ?? "",
    sent: utc(alert, "sent", document) ?? "",
  };
  if (one(alert, "msgType") === "Alert") return { id: tripleName(own), notes: [] };
  const first = earliest(readReferences(one(alert, "references") ?? "", version) ?? []);
  const note = { code: "incident-named-by-reference", pointer: "/alert/references" };
  return { id: tripleName(first ?? own), notes: [note] };
}

function utc(element: CapElement, name: string, document: CapDocument): string | undefined {
  const text = one(element, name);
  const time = text === undefined ? undefined : readTime(text, document.version);
  return time?.kind === "time" ? time.utc : undefined;
}

/** Every component that an earlier message of this format may have set and this one does not. */
function others(upsert: readonly Component[]): readonly ComponentName[] {
  const kept = new Set(upsert.map(({ id }) => id));
  const places = Array.from({ length: capLimits.placesMax }, (_, index) => ({
    kind: "place" as const,
    id: placeId(index),
  }));
  return [incidentComponent, ...places].filter(({ id }) => !kept.has(id));
}

/** Each note once, and no more of them than an event may have. */
export function boundedNotes(notes: readonly ConversionNote[]): readonly ConversionNote[] {
  const byKey = new Map(notes.map((note) => [`${note.code} ${note.pointer}`, note]));
  const unique = [...byKey.values()];
  if (unique.length <= capLimits.notesMax) return unique;
  return [...unique.slice(0, capLimits.notesMax - 1), { code: "notes-cut", pointer: "/alert" }];
}
