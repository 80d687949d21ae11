import type { ComponentKind, FieldSpec } from "#libs/incident/catalogue";
import {
  componentKinds,
  enumTable,
  fieldsOf,
  isComponentKind,
  messageOf,
} from "#libs/incident/catalogue";
import type {
  Component,
  ComponentName,
  ConversionNote,
  IncidentEvent,
  IncidentName,
} from "#libs/incident/event";
import { decodeWire, encodeWire, type Wire } from "./wire.ts";

type Values = Readonly<Record<string, unknown>>;

/** Members of an event that are not plain values of the catalogue, and are converted by name here. */
const structured = ["incident_id", "incident_alias", "notes", "upsert", "remove"];

/** protobuf bytes of a canonical event. Throws when it holds what the catalogue does not name. */
export function encodeEvent(event: IncidentEvent): Uint8Array {
  return encodeWire("Event", eventToWire(event));
}

/** The canonical event in `bytes`; see {@link eventFromWire}. */
export function decodeEvent(bytes: Uint8Array): IncidentEvent | undefined {
  const wire = decodeWire("Event", bytes);
  return wire && eventFromWire(wire);
}

/**
 * A canonical event as the message `Event`, for requests that carry one. Canonical lists are never
 * empty within a component: protobuf cannot tell an empty list from none.
 */
export function eventToWire(event: IncidentEvent): Wire<"Event"> {
  const { incident, notes, upsert, remove, addressees = [], ...header } = event;
  const wire: Values = {
    ...toNumbers("Event", header),
    addressees,
    ...("id" in incident ? { incident_id: incident.id } : { incident_alias: incident.alias }),
    notes,
    upsert: upsert.map(({ kind, id, fields }) => ({
      id,
      [kind]: toNumbers(messageOf(kind), fields),
    })),
    remove,
  };
  // Checked by the property that decoding gives the event back, field by field of the catalogue.
  return wire as Wire<"Event">;
}

/**
 * The canonical event of a message: undefined when a member is missing without which it is none.
 * Enum numbers and kinds of component that this catalogue does not know are dropped, never passed.
 * What it holds is not yet validated: see validateEvent.
 */
export function eventFromWire(wire: Wire<"Event">): IncidentEvent | undefined {
  const header = fromNumbers("Event", wire);
  const incident = incidentName(wire);
  const upsert = wire.upsert.map(componentFrom);
  const remove = wire.remove.map(nameFrom);
  const required = ["message_id", "sent", "mode", "kind", "format"];
  if (incident === undefined || required.some((name) => header[name] === undefined)) return;
  if (upsert.includes("malformed") || remove.includes("malformed")) return;
  const { addressees, ...facts } = header;
  const event: Values = {
    ...facts,
    // No list and an empty one are the same in protobuf; here only the first is written.
    ...(Array.isArray(addressees) && addressees.length > 0 && { addressees }),
    incident,
    notes: wire.notes.map(noteFrom),
    upsert: upsert.filter((component) => typeof component === "object"),
    remove: remove.filter((name) => typeof name === "object"),
  };
  // Every member comes from the catalogue, from which the type is derived.
  return event as unknown as IncidentEvent;
}

function incidentName(wire: Wire<"Event">): IncidentName | undefined {
  if (wire.incident_id !== undefined) return { id: wire.incident_id };
  return wire.incident_alias === undefined ? undefined : { alias: wire.incident_alias };
}

function componentFrom(wire: Wire<"Component">): Component | "malformed" | "unknown" {
  const kind = componentKinds.find((word) => wire[word] !== undefined);
  if (kind === undefined) return "unknown";
  if (wire.id === undefined) return "malformed";
  return { kind, id: wire.id, fields: componentFields(kind, wire[kind]) };
}

function componentFields(kind: ComponentKind, body: object | undefined): Component["fields"] {
  const entries = Object.entries(fromNumbers(messageOf(kind), { ...body }));
  const kept = entries.filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return Object.fromEntries(kept) as Component["fields"];
}

function nameFrom(wire: Wire<"ComponentName">): ComponentName | "malformed" | "unknown" {
  if (wire.kind === undefined || wire.id === undefined) return "malformed";
  return isComponentKind(wire.kind) ? { kind: wire.kind, id: wire.id } : "unknown";
}

const noteFrom = (wire: Wire<"ConversionNote">): ConversionNote => ({
  code: wire.code ?? "",
  pointer: wire.pointer ?? "",
});

/** Enum words to wire numbers; everything else as it stands. */
function toNumbers(message: string, values: Values): Values {
  const specs = fieldsOf(message);
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const spec = specs[name];
      if (spec === undefined) throw new Error(`${message} has no field of that name`);
      return [name, each(spec, value, (item) => numberOf(spec, item))];
    }),
  );
}

/** Wire numbers to enum words; fields with unknown numbers or with points that are not whole are dropped. */
function fromNumbers(message: string, values: Values): Values {
  const entries = Object.entries(fieldsOf(message)).flatMap(([name, spec]) => {
    if (structured.includes(name) && message === "Event") return [];
    const value = values[name];
    const word = value === undefined ? undefined : each(spec, value, (item) => wordOf(spec, item));
    return word === undefined ? [] : [[name, word] as const];
  });
  return Object.fromEntries(entries);
}

function each(spec: FieldSpec, value: unknown, convert: (item: unknown) => unknown): unknown {
  if (!spec.repeated) return convert(value);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const converted = items.map(convert);
  // A list with one unknown item goes whole: [reporter, unknown] must not be read as a mere reporter.
  return converted.includes(undefined) ? undefined : converted;
}

function numberOf(spec: FieldSpec, value: unknown): unknown {
  if (spec.shape !== "enum") return value;
  const table = enumTable(spec.type);
  if (typeof value !== "string" || !Object.hasOwn(table, value)) {
    throw new Error(`${spec.type} has no such value`);
  }
  return table[value];
}

function wordOf(spec: FieldSpec, value: unknown): unknown {
  if (spec.type === "Point") return isWholePoint(value) ? value : undefined;
  if (spec.shape !== "enum") return value;
  return Object.entries(enumTable(spec.type)).find(([, number]) => number === value)?.[0];
}

function isWholePoint(value: unknown): boolean {
  return typeof value === "object" && value !== null && "lat_e7" in value && "lon_e7" in value;
}
