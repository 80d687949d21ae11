import type { FieldSpec, Leaf } from "./catalogue.ts";
import { enumTable, fieldsOf, isComponentKind, leafAt, leavesOf } from "./catalogue.ts";
import type { Component, Fields, IncidentEvent, LeafValue, Point } from "./event.ts";
import { answerKinds } from "./event.ts";
import { hasFormat } from "./formats.ts";
import { eventLimits } from "./limits.ts";
import type { ProblemCode } from "./problems.ts";

/** What is wrong, and where: `pointer` holds only names of our schema and indexes. */
export interface Finding {
  readonly pointer: string;
  readonly code: ProblemCode;
}

/**
 * Everything that is wrong with a canonical event, in document order; empty means it is well formed.
 * Asks nothing of clocks or of other events. A value is never part of a finding.
 */
export function validateEvent(event: IncidentEvent): readonly Finding[] {
  return [
    ...headerFindings(event),
    ...(answerKinds.includes(event.kind) ? answerFindings(event) : reportFindings(event)),
    ...emergencyFindings(event),
    ...sizeFindings(event),
    ...event.upsert.flatMap((component, index) => componentFindings(component, `/upsert/${index}`)),
    ...duplicateFindings(event),
  ];
}

function headerFindings(event: IncidentEvent): readonly Finding[] {
  const header: Readonly<Record<string, LeafValue | undefined>> = {
    message_id: event.message_id,
    sent: event.sent,
    observed: event.observed,
    mode: event.mode,
    kind: event.kind,
    category: event.category,
    territory: event.territory,
    purpose: event.purpose,
    regime: event.regime,
    operator_ref: event.operator_ref,
    format: event.format,
    sender: event.sender,
    addressees: event.addressees,
    same_as: event.same_as,
    emergency: event.emergency,
    ...("id" in event.incident
      ? { incident_id: event.incident.id }
      : { incident_alias: event.incident.alias }),
  };
  const specs = fieldsOf("Event");
  return Object.entries(header).flatMap(([name, value]) => {
    const spec = specs[name];
    if (value === undefined || spec === undefined) return [];
    return valueFindings(value, spec, `/${name.replace("incident_", "incident/")}`);
  });
}

function answerFindings(event: IncidentEvent): readonly Finding[] {
  const carriesData = event.upsert.length > 0 || event.remove.length > 0;
  return carriesData ? [{ pointer: "/upsert", code: "answer-with-components" }] : [];
}

function reportFindings(event: IncidentEvent): readonly Finding[] {
  const findings: Finding[] = [];
  if ("alias" in event.incident)
    findings.push({ pointer: "/incident/alias", code: "not-your-incident" });
  if (event.kind === "report" && event.category === undefined) {
    findings.push({ pointer: "/category", code: "member-missing" });
  }
  return findings;
}

/**
 * The glass is broken for a stated reason, and by a message of its own: a reason in another message would look like a
 * declaration that counts, and is refused rather than dropped.
 */
function emergencyFindings({ kind, emergency }: IncidentEvent): readonly Finding[] {
  const pointer = "/emergency";
  if (kind === "break_glass") {
    return emergency === undefined ? [{ pointer, code: "member-missing" }] : [];
  }
  return emergency === undefined ? [] : [{ pointer, code: "emergency-misplaced" }];
}

function sizeFindings(event: IncidentEvent): readonly Finding[] {
  const findings: Finding[] = [];
  if (event.upsert.length > eventLimits.componentsMax) {
    findings.push({ pointer: "/upsert", code: "too-many-components" });
  }
  if (event.remove.length > eventLimits.removalsMax) {
    findings.push({ pointer: "/remove", code: "too-many-components" });
  }
  const vertices = event.upsert.reduce((sum, { fields }) => sum + lengthOf(fields["polygon"]), 0);
  if (vertices > eventLimits.verticesMax)
    findings.push({ pointer: "/upsert", code: "too-many-vertices" });
  return findings;
}

const lengthOf = (value: LeafValue | undefined): number =>
  Array.isArray(value) ? value.length : 0;

function componentFindings(component: Component, pointer: string): readonly Finding[] {
  if (!hasFormat(component.id, "token") || component.id.length > 64) {
    return [{ pointer: `${pointer}/id`, code: "member-mistyped" }];
  }
  if (leavesOf(component.kind).every((leaf) => leaf.derived && !leaf.statable)) {
    return [{ pointer: `${pointer}/kind`, code: "derived-field-stated" }];
  }
  return fieldFindings(component.kind, component.fields, pointer);
}

function fieldFindings(kind: string, fields: Fields, pointer: string): readonly Finding[] {
  return Object.entries(fields).flatMap(([name, value]): readonly Finding[] => {
    const leaf = leafAt(`${kind}.${name}`);
    // The name itself may be a person's: the pointer stops at the parent.
    if (leaf === undefined) return [{ pointer, code: "member-unknown" }];
    return leafFindings(leaf, value, `${pointer}/${name}`);
  });
}

function leafFindings(leaf: Leaf, value: LeafValue, pointer: string): readonly Finding[] {
  if (leaf.derived && !leaf.statable) return [{ pointer, code: "derived-field-stated" }];
  return valueFindings(value, leaf, pointer);
}

function valueFindings(value: LeafValue, spec: FieldSpec, pointer: string): readonly Finding[] {
  if (!spec.repeated) return scalarFindings(value, spec, pointer);
  if (!Array.isArray(value)) return [{ pointer, code: "member-mistyped" }];
  if (spec.max !== undefined && value.length > spec.max) {
    return [{ pointer, code: spec.type === "Point" ? "too-many-vertices" : "value-out-of-range" }];
  }
  const itemSpec = spec.type === "string" ? { ...spec, max: itemCharsMax } : spec;
  return value.flatMap((item: LeafValue, index) =>
    scalarFindings(item, itemSpec, `${pointer}/${index}`),
  );
}

function scalarFindings(value: LeafValue, spec: FieldSpec, pointer: string): readonly Finding[] {
  if (spec.shape === "enum") {
    const known = typeof value === "string" && Object.hasOwn(enumTable(spec.type), value);
    return known ? [] : [{ pointer, code: "value-unknown" }];
  }
  if (spec.type === "Point") return pointFindings(value, pointer);
  if (spec.type === "bool") return typeof value === "boolean" ? [] : [mistyped(pointer)];
  if (spec.type === "string") return textFindings(value, spec, pointer);
  return numberFindings(value, spec, pointer);
}

/** `max` of a list counts its items; a text among them is a code or the id of a room. */
const itemCharsMax = 64;

const mistyped = (pointer: string): Finding => ({ pointer, code: "member-mistyped" });

function textFindings(value: LeafValue, spec: FieldSpec, pointer: string): readonly Finding[] {
  if (typeof value !== "string") return [mistyped(pointer)];
  if (spec.max !== undefined && [...value].length > spec.max) {
    return [{ pointer, code: "value-out-of-range" }];
  }
  if (hasFormat(value, spec.textFormat)) return [];
  return [{ pointer, code: spec.textFormat === "time" ? "time-malformed" : "member-mistyped" }];
}

function numberFindings(value: LeafValue, spec: FieldSpec, pointer: string): readonly Finding[] {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return [mistyped(pointer)];
  const inRange = value >= 0 && value <= (spec.max ?? 0xffffffff);
  return inRange ? [] : [{ pointer, code: "value-out-of-range" }];
}

function isPoint(value: LeafValue): value is Point {
  return (
    typeof value === "object" && !Array.isArray(value) && "lat_e7" in value && "lon_e7" in value
  );
}

function pointFindings(value: LeafValue, pointer: string): readonly Finding[] {
  if (!isPoint(value)) return [mistyped(pointer)];
  const { lat_e7, lon_e7 } = value;
  if (!Number.isSafeInteger(lat_e7) || !Number.isSafeInteger(lon_e7)) return [mistyped(pointer)];
  if (
    Math.abs(lat_e7) > 900_000_000 ||
    Math.abs(lon_e7) > 1_800_000_000 ||
    (lat_e7 === 0 && lon_e7 === 0)
  ) {
    return [{ pointer, code: "coordinates-out-of-range" }];
  }
  const swapped = inItaly(lon_e7, lat_e7) && !inItaly(lat_e7, lon_e7);
  return swapped ? [{ pointer, code: "coordinates-swapped" }] : [];
}

/** Bounding box of Italy: latitude 35–47.5, longitude 6–19. */
function inItaly(lat_e7: number, lon_e7: number): boolean {
  return (
    lat_e7 >= 350_000_000 && lat_e7 <= 475_000_000 && lon_e7 >= 60_000_000 && lon_e7 <= 190_000_000
  );
}

function duplicateFindings(event: IncidentEvent): readonly Finding[] {
  const seen = new Set<string>();
  const named = [
    ...event.upsert.map((name, index) => ({ name, pointer: `/upsert/${index}` })),
    ...event.remove.map((name, index) => ({ name, pointer: `/remove/${index}` })),
  ];
  return named.flatMap(({ name, pointer }): readonly Finding[] => {
    if (!isComponentKind(name.kind)) return [{ pointer: `${pointer}/kind`, code: "value-unknown" }];
    const key = `${name.kind}\u0000${name.id}`;
    if (seen.has(key)) return [{ pointer, code: "component-twice" }];
    seen.add(key);
    return [];
  });
}
