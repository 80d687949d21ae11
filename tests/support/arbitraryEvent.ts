import fc from "fast-check";
import { enumTable, type Leaf, leavesOf, type TextFormat } from "#libs/incident/catalogue";
import type { Component, IncidentEvent, LeafValue, Point } from "#libs/incident/event";
import { validateEvent } from "#libs/incident/validate";

/** Valid canonical events in native format, with every leaf of the catalogue that may be stated. */
export function arbitraryEvent(): fc.Arbitrary<IncidentEvent> {
  return fc
    .record(
      {
        message_id: text("token"),
        sent: time,
        observed: time,
        mode: fc.constantFrom("actual", "exercise"),
        kind: fc.constantFrom("report", "update", "cancel", "close"),
        incident: fc.record({ id: text("token") }),
        category: fc.constantFrom("C00", "C01", "C03", "C17"),
        territory: fc.array(text("istat"), { maxLength: 3 }),
        purpose: fc.constantFrom("P1", "P6"),
        regime: fc.constantFrom("police", "administrative"),
        operator_ref: text("token"),
        sender: text("token"),
        format: fc.constant("raccordo-native/1"),
        notes: fc.constant([]),
        upsert: fc.uniqueArray(component, { maxLength: 5, selector: ({ kind, id }) => kind + id }),
        remove: fc.constant([]),
      },
      {
        requiredKeys: [
          ...(["message_id", "sent", "mode", "kind", "incident", "category", "territory"] as const),
          ...(["format", "notes", "upsert", "remove"] as const),
        ],
      },
    )
    .filter((event) => validateEvent(event).length === 0);
}

const time = fc
  .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
  .map((date) => date.toISOString());

const samples: Readonly<Record<TextFormat, fc.Arbitrary<string>>> = {
  time,
  date: time.map((text) => text.slice(0, 10)),
  istat: fc.integer({ min: 0, max: 999_999 }).map((n) => `istat:${String(n).padStart(6, "0")}`),
  token: fc.integer({ min: 0, max: 99 }).map((n) => `T-${n}`),
  name: fc.constantFrom("SINTETICO", "Sintetica È", "l'\"inventato\\"),
  text: fc.constantFrom("testo SINTETICO", "😀"),
  phone: fc.constant("000 0000"),
  email: fc.constant("sintetico@example.org"),
  reference: fc.constant("ref:1"),
  country: fc.constantFrom("IT", "fra"),
  grid: fc.constant("1kmN1E1"),
};

const text = (format: TextFormat): fc.Arbitrary<string> => samples[format];

const kinds = [
  ...(["incident", "place", "person", "vehicle", "unit"] as const),
  ...(["casualties", "risk", "image", "note"] as const),
];

const component: fc.Arbitrary<Component> = fc.constantFrom(...kinds).chain((kind) => {
  const statable = leavesOf(kind).filter(({ derived, statable }) => !derived || statable);
  const values = Object.fromEntries(statable.map((leaf) => [leaf.name, leafValue(leaf)]));
  const fields = fc.record(values, { requiredKeys: [] }).map(present);
  return fc.record({ kind: fc.constant(kind), id: samples.token, fields });
});

/** fast-check leaves optional keys out; its types say that they may be undefined. */
function present(fields: Readonly<Record<string, LeafValue | undefined>>): Component["fields"] {
  const entries = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

function leafValue(leaf: Leaf): fc.Arbitrary<LeafValue> {
  if (leaf.type === "Point" && leaf.repeated)
    return fc.array(point, { minLength: 1, maxLength: 4 });
  if (leaf.repeated) {
    return fc.uniqueArray(fc.constantFrom(...Object.keys(enumTable(leaf.type))), { minLength: 1 });
  }
  return scalar(leaf);
}

function scalar(leaf: Leaf): fc.Arbitrary<LeafValue> {
  if (leaf.type === "Point") return point;
  if (leaf.type === "bool") return fc.boolean();
  if (leaf.shape === "enum") return fc.constantFrom(...Object.keys(enumTable(leaf.type)));
  if (leaf.type === "uint32") return fc.integer({ min: 0, max: leaf.max ?? 100 });
  return text(leaf.textFormat ?? "token");
}

const point: fc.Arbitrary<Point> = fc.record({
  lat_e7: fc.integer({ min: -900_000_000, max: 900_000_000 }),
  lon_e7: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
});
