import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodeEvent, encodeEvent, eventFromWire, eventToWire } from "#libs/contracts/eventCodec";
import { componentKinds, fieldsOf, leavesOf } from "#libs/incident/catalogue";
import type { IncidentEvent } from "#libs/incident/event";
import { validateEvent } from "#libs/incident/validate";
import { arbitraryComponent, arbitraryEvent } from "#tests/support/arbitraries";

const report: IncidentEvent = {
  message_id: "M-1",
  sent: "2026-11-22T09:02:00.000Z",
  mode: "exercise",
  kind: "report",
  incident: { id: "ZZ-1" },
  category: "C01",
  territory: ["istat:999001"],
  format: "raccordo-native/1",
  notes: [],
  upsert: [{ kind: "person", id: "a", fields: { roles: ["reporter", "victim"], minor: false } }],
  remove: [],
};

/** A number that no enum of the model has. */
const laterNumber: number = 999;

describe("an event on the wire", () => {
  test("what is sent is what arrives, for every field of the catalogue", () => {
    fc.assert(
      fc.property(arbitraryEvent({ derived: true }), (event) => {
        expect(decodeEvent(encodeEvent(event))).toEqual(event);
      }),
    );
  });

  test.each(componentKinds)("every leaf of a %s survives the journey", (kind) => {
    const complete = arbitraryComponent(kind, { derived: true, complete: true });
    const [component] = fc.sample(complete, { numRuns: 1, seed: 1 });
    const event = { ...report, upsert: component === undefined ? [] : [component] };
    const arrived = decodeEvent(encodeEvent(event));
    const leaves = leavesOf(kind).map((leaf) => leaf.name);
    expect(new Set(Object.keys(arrived?.upsert[0]?.fields ?? {}))).toEqual(new Set(leaves));
    expect(arrived).toEqual(event);
  });

  test("the generated events are well formed, so the properties speak of real messages", () => {
    fc.assert(fc.property(arbitraryEvent(), (event) => validateEvent(event).length === 0));
  });

  test("an enum number of a later version is dropped, never passed on", () => {
    const wire = eventToWire(report);
    const later = { ...wire, category: laterNumber, purpose: laterNumber };
    const event = eventFromWire(later);
    expect(event).toBeDefined();
    expect(event).not.toHaveProperty("category");
    expect(event).not.toHaveProperty("purpose");
  });

  test("one unknown role takes the whole list with it, so that nobody becomes a mere reporter", () => {
    const wire = eventToWire(report);
    const upsert = [{ id: "a", person: { roles: [5, 99], minor: false } }];
    expect(eventFromWire({ ...wire, upsert })?.upsert).toEqual([
      { kind: "person", id: "a", fields: { minor: false } },
    ]);
  });

  test("a component of an unknown kind is dropped, and so is its removal", () => {
    const wire = eventToWire(report);
    const event = eventFromWire({
      ...wire,
      upsert: [{ id: "a" }],
      remove: [{ kind: "drone", id: "d" }],
    });
    expect(event?.upsert).toEqual([]);
    expect(event?.remove).toEqual([]);
  });

  test.each(["message_id", "sent", "mode", "kind", "format", "incident_id"])(
    "without %s it is no event",
    (member) => {
      const { [member]: _, ...rest }: Record<string, unknown> = eventToWire(report);
      expect(
        eventFromWire({
          notes: [],
          upsert: [],
          remove: [],
          territory: [],
          addressees: [],
          ...rest,
        }),
      ).toBeUndefined();
    },
  );

  test("a mode of a later version makes it no event: exercise is never guessed", () => {
    expect(eventFromWire({ ...eventToWire(report), mode: laterNumber })).toBeUndefined();
  });

  test("bytes that are no message are refused as a value, never by a crash", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const event = decodeEvent(bytes);
        return event === undefined || Object.keys(fieldsOf("Event")).length > 0;
      }),
    );
  });

  test("what the catalogue does not name is not encoded", () => {
    const broken = { ...report, upsert: [{ kind: "note", id: "n", fields: { smuggled: "x" } }] };
    expect(() => encodeEvent(broken as IncidentEvent)).toThrow("no field of that name");
  });
});
