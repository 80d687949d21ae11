import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { IncidentEvent } from "#libs/incident/event";
import { foldAll } from "#libs/incident/state";
import {
  cap11,
  capArea,
  capFollowing,
  capHead,
  capInfo,
  capMessage,
  istat,
  namedValue,
} from "#tests/support/capMessage";
import { capAdapter } from "./adapter.ts";
import { boundedNotes } from "./canonical.ts";

const context = {
  contentType: "application/cap+xml",
  receivedAt: "2026-11-22T09:02:01.000Z",
  territory: ["istat:019036"],
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function eventOf(message: string): IncidentEvent {
  const decoded = capAdapter.decode(bytes(message), context);
  if (decoded.kind !== "event") throw new Error(JSON.stringify(decoded));
  return decoded.event;
}
const codeOf = (message: string): string => {
  const decoded = capAdapter.decode(bytes(message), context);
  return decoded.kind === "refused" ? decoded.code : "accepted";
};
const notesOf = (message: string) => eventOf(message).notes.map(({ code }) => code);
const category = (code: string): string => namedValue("eventCode", "raccordo:category", code);
const circle = (text: string): string => `<circle>${text}</circle>`;
const reference = "sala@sintetico.example,SINTETICO-1,2026-11-22T10:02:00+01:00";

describe("an answer in CAP", () => {
  const delivery = `${"0".repeat(12)}8${"0".repeat(3)}8${"0".repeat(15)}`;
  const ack = (references: string, type = "Ack") =>
    capAdapter.decode(
      bytes(capMessage({ head: capFollowing(type, `<references>${references}</references>`) })),
      context,
    );
  const copy = `questura,${delivery},2026-11-22T10:02:00+01:00`;

  test("of type Ack to one copy confirms what that copy withdrew, and is no event", () => {
    expect(ack(copy)).toEqual({ kind: "confirmation", mode: "actual", delivery });
  });

  test("of type Error, or to anything but one copy, is not taken", () => {
    const told = [ack(copy, "Error"), ack(reference), ack(`${copy} ${copy}`)];
    for (const one of told) expect(one).toMatchObject({ code: "cap-answer-not-taken" });
  });
});

describe("who a CAP message is from, and which incident it is about", () => {
  test("its identity is sender, identifier and the instant it was sent", () => {
    expect(eventOf(capMessage())).toMatchObject({
      sender: "sala@sintetico.example",
      message_id: "SINTETICO-1",
      sent: "2026-11-22T09:02:00.000Z",
      format: "cap/1.2",
      incident: { id: "sala@sintetico.example,SINTETICO-1,2026-11-22T09:02:00.000Z" },
    });
  });

  test("an update and a cancel belong to the incident of the message they reference", () => {
    const first = eventOf(capMessage());
    for (const msgType of ["Update", "Cancel"]) {
      const head = capFollowing(msgType, `<references>${reference}</references>`);
      expect(eventOf(capMessage({ head })).incident).toEqual(first.incident);
    }
  });

  test("the offset in which a reference writes its time does not matter", () => {
    const elsewhere = reference.replace("10:02:00+01:00", "09:02:00-00:00");
    const head = capFollowing("Update", `<references>${elsewhere}</references>`);
    expect(eventOf(capMessage({ head })).incident).toEqual(eventOf(capMessage()).incident);
  });

  test("of several references the earliest names the incident, in whatever order they stand", () => {
    const later = reference.replace("SINTETICO-1", "SINTETICO-2").replace("10:02", "10:12");
    const last = reference.replace("SINTETICO-1", "SINTETICO-3").replace("10:02", "10:22");
    fc.assert(
      fc.property(fc.shuffledSubarray([reference, later, last], { minLength: 3 }), (order) => {
        const head = capFollowing("Update", `<references>${order.join("\n ")}</references>`);
        expect(eventOf(capMessage({ head })).incident).toEqual(eventOf(capMessage()).incident);
      }),
    );
  });

  test("the first name in `incidents` goes before references, and may hold blanks", () => {
    const after = `<references>${reference}</references><incidents>"CR 2026 881" altro</incidents>`;
    const message = capMessage({ head: capFollowing("Update", after) });
    expect(eventOf(message).incident).toEqual({ id: "CR 2026 881" });
    expect(notesOf(message)).toContain("other-incidents-not-read");
  });

  test("an incident whose updates name only their predecessor is told that it was named so", () => {
    const head = capFollowing("Update", `<references>${reference}</references>`);
    expect(notesOf(capMessage({ head }))).toContain("incident-named-by-reference");
  });
});

describe("what a CAP message is", () => {
  test("an exercise stays an exercise", () => {
    const head = capHead.replace("Actual", "Exercise");
    expect(eventOf(capMessage({ head })).mode).toBe("exercise");
  });

  test("a category of the Patto is taken from its event code", () => {
    expect(eventOf(capMessage({ details: category("C03") })).category).toBe("C03");
  });

  test.each([
    ["no code", "", "category-unmapped"],
    ["a code of another list", namedValue("eventCode", "SAME", "C03"), "category-unmapped"],
    [
      "value and name exchanged",
      namedValue("eventCode", "C03", "raccordo:category"),
      "category-unmapped",
    ],
    ["two categories", category("C03") + category("C12"), "category-ambiguous"],
  ])("with %s it is C00, delivered to nobody", (_, details, note) => {
    expect(eventOf(capMessage({ details })).category).toBe("C00");
    expect(notesOf(capMessage({ details }))).toContain(note);
  });

  test("a category that the Patto does not have is C00", () => {
    expect(eventOf(capMessage({ details: category("C99") })).category).toBe("C00");
  });

  test("a cancel leaves the category and the territory of its incident as they are", () => {
    const head = capFollowing("Cancel", `<references>${reference}</references>`);
    const cancel = eventOf(capMessage({ head, area: capArea(istat("019035")) }));
    expect(cancel).toMatchObject({ kind: "cancel", territory: [], upsert: [], remove: [] });
    expect(cancel.category).toBeUndefined();
  });

  test("severity becomes priority, certainty reliability, and onset the start", () => {
    const details = "<onset>2026-11-22T09:50:00+01:00</onset>";
    expect(eventOf(capMessage({ details })).upsert).toEqual([
      {
        kind: "incident",
        id: "incident",
        fields: { priority: 2, reliability: "confirmed", started_at: "2026-11-22T08:50:00.000Z" },
      },
    ]);
  });

  test("of several blocks the gravest severity counts, and a disputed certainty is not carried", () => {
    const second = capInfo({}).replace("Severe", "Extreme").replace("Observed", "Likely");
    const { upsert } = eventOf(capMessage({ info: capInfo({}) + second }));
    expect(upsert).toEqual([{ kind: "incident", id: "incident", fields: { priority: 1 } }]);
  });
});

describe("where a CAP message is about", () => {
  const places = (area: string) =>
    eventOf(capMessage({ area })).upsert.filter(({ kind }) => kind === "place");

  test("the comune of an area is its territory and that of its shapes", () => {
    const area = capArea(circle("45.1332,10.0227 0.25"), istat("019035"));
    expect(eventOf(capMessage({ area })).territory).toEqual(["istat:019035"]);
    expect(places(area).map(({ fields }) => fields)).toEqual([
      {
        point: { lat_e7: 451_332_000, lon_e7: 100_227_000 },
        radius_m: 250,
        municipality: "istat:019035",
      },
    ]);
  });

  test("without a comune the territory is the room's, and a note says so", () => {
    expect(eventOf(capMessage()).territory).toEqual(["istat:019036"]);
    expect(notesOf(capMessage())).toContain("territory-of-the-room");
  });

  test("an area of two comuni names both, and claims neither for its shape", () => {
    const area = capArea(circle("45.1,10 1"), istat("019035"), istat("019036"));
    expect(places(area).map(({ fields }) => fields["municipality"])).toEqual([
      undefined,
      "istat:019035",
      "istat:019036",
    ]);
  });

  test("no place claims to be public: what is not stated counts as sensitive", () => {
    const area = capArea(circle("45.1,10 1"), istat("019035"));
    expect(places(area).every(({ fields }) => !("sensitivity" in fields))).toBe(true);
  });

  test("the finding on one of many shapes points at that shape", () => {
    const good = "<polygon>45.1,10 45.1,10.1 45.2,10.1 45.1,10</polygon>";
    const bad = "<polygon>45.1,10 45.1,10.1 10.1,45.2 45.1,10</polygon>";
    const decoded = capAdapter.decode(
      bytes(capMessage({ area: capArea(good) + capArea(good, bad) })),
      context,
    );
    expect(decoded).toEqual({
      kind: "refused",
      code: "coordinates-swapped",
      errors: [{ pointer: "/alert/info/0/area/1/polygon/1/2", code: "coordinates-swapped" }],
    });
  });

  test("coordinates become whole ten-millionths of a degree, nearest, whatever their digits", () => {
    const degrees = fc.record({
      lat: fc.integer({ min: 350_000_000, max: 475_000_000 }),
      lon: fc.integer({ min: 60_000_000, max: 190_000_000 }),
      tail: fc.integer({ min: 0, max: 499_999 }),
    });
    fc.assert(
      fc.property(degrees, ({ lat, lon, tail }) => {
        const written = (e7: number) =>
          `${Math.floor(e7 / 1e7)}.${String(e7 % 1e7).padStart(7, "0")}${String(tail).padStart(6, "0")}`;
        const [place] = places(capArea(circle(`${written(lat)},${written(lon)} 1`)));
        expect(place?.fields["point"]).toEqual({ lat_e7: lat, lon_e7: lon });
      }),
    );
  });
});

describe("an update replaces the whole of what it references", () => {
  const head = capFollowing("Update", `<references>${reference}</references>`);
  const at = (storedAt: string, event: IncidentEvent) => ({
    author: "pl-sintetica",
    storedAt,
    event,
  });

  test("a place that it no longer names is gone from the state", () => {
    const before = capArea(circle("45.1,10 1"), circle("45.2,10 1"), circle("45.3,10 1"));
    const state = foldAll([
      at("2026-11-22T09:02:00.000Z", eventOf(capMessage({ area: before }))),
      at(
        "2026-11-22T09:03:00.000Z",
        eventOf(capMessage({ head, area: capArea(circle("45.4,10 1")) })),
      ),
    ]);
    const left = [...(state?.components.values() ?? [])]
      .filter(({ kind, fields }) => kind === "place" && Object.keys(fields).length > 0)
      .map(({ id, fields }) => [id, fields["point"]]);
    expect(left).toEqual([["place-1", { lat_e7: 454_000_000, lon_e7: 100_000_000 }]]);
  });

  test("a category that it no longer states falls back to C00", () => {
    const state = foldAll([
      at("2026-11-22T09:02:00.000Z", eventOf(capMessage({ details: category("C03") }))),
      at("2026-11-22T09:03:00.000Z", eventOf(capMessage({ head }))),
    ]);
    expect(state?.category).toBe("C00");
  });
});

describe("free text and addresses on the web", () => {
  const token = "SINTETICO-SEGRETO-4711";
  const textual = [
    `<headline>${token}</headline>`,
    `<description>${token}</description>`,
    `<instruction><![CDATA[${token}]]></instruction>`,
    `<contact>${token}</contact>`,
    `<senderName>${token}</senderName>`,
    `<audience>${token}</audience>`,
    `<web>https://sintetico.example/${token}</web>`,
    namedValue("parameter", token, token),
    namedValue("eventCode", token, token),
    `<resource><resourceDesc>${token}</resourceDesc><mimeType>image/jpeg</mimeType>
     <uri>https://sintetico.example/${token}</uri><derefUri>${token}</derefUri></resource>`,
    `<area><areaDesc>${token}</areaDesc>${namedValue("geocode", token, token)}</area>`,
    `<!-- ${token} -->`,
  ];

  test.each(textual)("never reach the event: %s", (details) => {
    expect(JSON.stringify(eventOf(capMessage({ details })))).not.toContain(token);
  });

  test("and a note says what was dropped, by the element's name", () => {
    const details = `<headline>${token}</headline>`;
    expect(eventOf(capMessage({ details })).notes).toContainEqual({
      code: "text-dropped",
      pointer: "/alert/info/headline",
    });
  });

  test("notes are not repeated, stay within their limit, and say when they were cut", () => {
    const kinds = Array.from({ length: 100 }, (_, index) => ({ code: `n${index}`, pointer: "/" }));
    expect(boundedNotes([...kinds.slice(0, 64), ...kinds.slice(0, 64)])).toEqual(
      kinds.slice(0, 64),
    );
    expect(boundedNotes(kinds)).toHaveLength(64);
    expect(boundedNotes(kinds).at(-1)).toEqual({ code: "notes-cut", pointer: "/alert" });
  });
});

describe("times", () => {
  const sentAs = (sent: string, namespace?: string): string =>
    capMessage({
      head: capHead.replace("2026-11-22T10:02:00+01:00", sent),
      ...(namespace === undefined ? {} : { namespace }),
    });

  test("every instant in every offset of CAP is read to the second", () => {
    const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const instants = fc.date({
      min: new Date("1970-01-02T00:00:00Z"),
      max: new Date("2100-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, offsets, (instant, offsetMin) => {
        const whole = new Date(Math.floor(instant.getTime() / 1_000) * 1_000);
        const local = new Date(whole.getTime() + offsetMin * 60_000).toISOString().slice(0, 19);
        const size = Math.abs(offsetMin);
        const two = (value: number) => String(value).padStart(2, "0");
        const zone = `${offsetMin < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(eventOf(sentAs(`${local}${zone}`)).sent).toBe(whole.toISOString());
      }),
    );
  });

  test("what JavaScript prints is no time of CAP 1.2", () => {
    expect(codeOf(sentAs("2026-11-22T09:02:00.000Z"))).toBe("time-malformed");
  });

  test("CAP 1.1 may write Z and fractions, and digits below a millisecond are cut with a note", () => {
    const message = sentAs("2026-11-22T09:02:00.1239Z", cap11);
    expect(eventOf(message)).toMatchObject({ sent: "2026-11-22T09:02:00.123Z", format: "cap/1.1" });
    expect(notesOf(message)).toContain("time-cut-to-milliseconds");
  });

  test("a time without offset names no instant, in either version", () => {
    expect(codeOf(sentAs("2026-11-22T10:02:00"))).toBe("time-without-zone");
    expect(codeOf(sentAs("2026-11-22T10:02:00", cap11))).toBe("time-without-zone");
  });
});
