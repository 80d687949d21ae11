import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { leaves } from "#libs/incident/catalogue";
import { degreesFromE7, degreesToE7 } from "#libs/incident/degrees";
import type { Component, IncidentEvent } from "#libs/incident/event";
import { adapterContract } from "#tests/conformance/adapterContract";
import { arbitraryEvent } from "#tests/support/arbitraryEvent";
import { projectRoot } from "#tests/support/project";
import { nativeAdapter } from "./adapter.ts";
import { messageJsonSchema } from "./jsonSchema.ts";
import { nativeLimits } from "./limits.ts";
import { printEvent } from "./print.ts";
import { schemaNames } from "./schema.ts";

const folder = join(projectRoot, "libs/adapters/native");
const context = {
  contentType: "application/json",
  receivedAt: "2026-11-22T09:02:01.000Z",
  territory: ["istat:019036"],
};

adapterContract(nativeAdapter, {
  examples: join(folder, "examples"),
  contentType: "application/vnd.raccordo.message+json; version=1",
  tooLarge: { bytes: nativeLimits.bytesMax, code: "too-large" },
});

const report: IncidentEvent = {
  message_id: "M-1",
  sent: "2026-11-22T09:02:00.000Z",
  mode: "actual",
  kind: "report",
  incident: { id: "CR-1" },
  category: "C03",
  territory: ["istat:019036"],
  format: "raccordo-native/1",
  notes: [],
  upsert: [],
  remove: [],
};

function decoded(message: object): IncidentEvent {
  const result = nativeAdapter.decode(Buffer.from(JSON.stringify(message)), context);
  if (result.kind !== "event") throw new Error(JSON.stringify(result));
  return result.event;
}

function refusal(text: string): unknown {
  const result = nativeAdapter.decode(Buffer.from(text), context);
  return result.kind === "refused" ? result.errors[0] : result;
}

const withUpsert = (...upsert: readonly object[]): object => ({
  ...JSON.parse(Buffer.from(printEvent(report)).toString()),
  upsert,
});

describe("native JSON", () => {
  test("a printed event reads as the same event", () => {
    fc.assert(
      fc.property(arbitraryEvent(), (event) => {
        const printed = printEvent(event);
        expect(nativeAdapter.decode(printed, context)).toEqual({ kind: "event", event });
      }),
      { numRuns: 400 },
    );
  });

  test("degrees keep every digit, whatever the float between them", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }), (e7) => {
        expect(degreesToE7(JSON.stringify(degreesFromE7(e7)))).toBe(e7);
      }),
      { numRuns: 2_000 },
    );
    expect(degreesToE7("45.1300000000")).toBe(451_300_000);
    expect(degreesToE7("4.513e1")).toBe(451_300_000);
    expect(degreesToE7("-0.0")).toBe(0);
    expect(degreesToE7("45.13000001")).toBeUndefined();
  });

  test("an offset becomes UTC, and what is below a millisecond is cut with a note", () => {
    const event = decoded({ ...withUpsert(), sent: "2026-11-22T10:02:00.0009+01:00" });
    expect(event.sent).toBe("2026-11-22T09:02:00.000Z");
    expect(event.notes).toEqual([{ code: "time-cut-to-milliseconds", pointer: "/sent" }]);
  });

  test("an unknown member is dropped; the note names its parent, because a name may be a person's", () => {
    const event = decoded(withUpsert({ kind: "person", id: "a", SINTETICO: "x", minor: true }));
    expect(event.upsert).toEqual([{ kind: "person", id: "a", fields: { minor: true } }]);
    expect(event.notes).toEqual([{ code: "member-unknown", pointer: "/upsert/0" }]);
  });

  test("an unknown category goes to nobody: C00", () => {
    const event = decoded({ ...withUpsert(), category: "C77" });
    expect(event).toMatchObject({
      category: "C00",
      notes: [{ code: "value-unknown", pointer: "" }],
    });
  });

  test("a person of an unknown role is not taken for a mere reporter", () => {
    const event = decoded(withUpsert({ kind: "person", id: "a", roles: ["reporter", "x"] }));
    expect(event.upsert[0]?.fields["roles"]).toEqual(["reporter", "involved"]);
  });

  test("what is wrong is pointed to where it stands, although unknown items before it were dropped", () => {
    const message = withUpsert({ kind: "drone", id: "d" }, { kind: "note", id: "n", text: 7 });
    expect(refusal(JSON.stringify(message))).toEqual({
      pointer: "/upsert/1/text",
      code: "member-mistyped",
    });
  });

  test("a name that is not ours never stands in a pointer, at any depth", () => {
    expect(refusal('{"upsert":[{"Sintetico":{"mode":{"__proto__":1}}}]}')).toEqual({
      pointer: "/upsert/0",
      code: "forbidden-key",
    });
  });

  test("a report that names no comune is taken to be of the room's own; an update leaves it as it is", () => {
    const { territory: _, ...message } = JSON.parse(Buffer.from(printEvent(report)).toString());
    expect(decoded(message)).toMatchObject({ territory: ["istat:019036"] });
    expect(decoded({ ...message, kind: "update" })).toMatchObject({ territory: [], notes: [] });
    const ofNowhere = nativeAdapter.decode(Buffer.from(JSON.stringify(message)), {
      ...context,
      territory: [],
    });
    expect(ofNowhere).toMatchObject({
      event: { territory: [], notes: [{ code: "territory-missing", pointer: "" }] },
    });
  });

  test("every leaf of the catalogue has a name in native JSON", () => {
    const named = leaves.map(({ name }) => (name === "point" ? "lat" : name));
    expect(named.filter((name) => !schemaNames.has(name))).toEqual([]);
  });
});

describe("JSON Schema of a message", () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    messageJsonSchema(),
  );

  test("the committed file is what the code says", () => {
    const committed: unknown = JSON.parse(
      readFileSync(join(folder, "message.schema.json"), "utf8"),
    );
    expect(committed).toEqual(JSON.parse(JSON.stringify(messageJsonSchema())));
  });

  test("whatever this project prints is valid under it", () => {
    fc.assert(
      fc.property(arbitraryEvent(), (event) => {
        expect(validate(JSON.parse(Buffer.from(printEvent(event)).toString()))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test("it refuses a missing member, a wrong word, half a point and a derived leaf's kind", () => {
    const broken = (component: object): Component | object => withUpsert(component);
    expect(validate({ ...withUpsert(), mode: undefined })).toBe(false);
    expect(validate(broken({ kind: "place", id: "p", sensitivity: "secret" }))).toBe(false);
    expect(validate(broken({ kind: "place", id: "p", lat: 45.1 }))).toBe(false);
    expect(validate(broken({ kind: "minors", id: "m", present: true }))).toBe(false);
  });
});
