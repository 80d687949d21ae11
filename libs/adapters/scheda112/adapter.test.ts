import { describe, expect, test } from "@jest/globals";
import type { Decoded } from "#libs/incident/adapter";
import { enumTable } from "#libs/incident/catalogue";
import type { Fields, IncidentEvent } from "#libs/incident/event";
import { hasFormat } from "#libs/incident/formats";
import { amlText } from "#tests/support/amlText";
import { scheda112Adapter } from "./adapter.ts";
import { helpTypes } from "./helpTypes.ts";
import { cardSchemaName } from "./schema.ts";

const small = {
  schema: cardSchemaName,
  message_id: "SINTETICA-1/1",
  card_id: "SINTETICA-1",
  centre: "CUR-SINTETICO",
  action: "open",
  exercise: false,
  forwarded_at: "2026-11-22T10:02:00+01:00",
  help_type: "lite-o-aggressione",
};

function decode(members: object): Decoded {
  return scheda112Adapter.decode(
    new TextEncoder().encode(JSON.stringify({ ...small, ...members })),
    {
      contentType: "application/vnd.raccordo.scheda112+json; version=1",
      receivedAt: "2026-11-22T09:02:01.000Z",
      territory: ["istat:019036", "istat:017029"],
    },
  );
}

function eventOf(members: object): IncidentEvent {
  const decoded = decode(members);
  if (decoded.kind !== "event") throw new Error(JSON.stringify(decoded));
  return decoded.event;
}

const fieldsOf = (event: IncidentEvent, id: string): Fields | undefined =>
  event.upsert.find((component) => component.id === id)?.fields;
const notesOf = (event: IncidentEvent) =>
  event.notes.map(({ code, pointer }) => `${code} ${pointer}`);

describe("a card of a 112 centre", () => {
  test("becomes an event: the call's times, the filter, the help asked for, the injured", () => {
    const event = eventOf({
      answered_at: "2026-11-22T10:01:20+01:00",
      filter: "not_urgent",
      priority: 3,
      injured_count: 2,
      worst_severity: "serious",
    });
    expect(event).toMatchObject({
      message_id: "SINTETICA-1/1",
      sent: "2026-11-22T09:02:00.000Z",
      mode: "actual",
      kind: "report",
      incident: { id: "SINTETICA-1" },
      sender: "CUR-SINTETICO",
      category: "C04",
      format: "scheda112/1",
    });
    expect(fieldsOf(event, "card")).toEqual({
      call_filter: "not_urgent",
      priority: 3,
      reported_at: "2026-11-22T09:01:20.000Z",
    });
    expect(fieldsOf(event, "injured")).toEqual({ injured_count: 2, worst_severity: "serious" });
  });

  test("makes the line it was called from the number of a reporter, and of nobody else", () => {
    const caller = { number: "+39 000 0000000", language: "it", minor: false };
    expect(fieldsOf(eventOf({ caller }), "caller")).toEqual({
      roles: ["reporter"],
      phone: "+39 000 0000000",
      language: "it",
      minor: false,
    });
  });

  test("warns that a caller of unstated age counts as a minor", () => {
    const event = eventOf({ caller: { number: "+39 000 0000000" } });
    expect(notesOf(event)).toContain("caller-counts-as-minor /caller");
    expect(fieldsOf(event, "caller")).not.toHaveProperty("minor");
  });

  test("keeps what a phone measured apart from what the caller declared", () => {
    const event = eventOf({
      positions: [
        { method: "aml", aml_sms: amlText("lt=+45.13360;lg=+10.02340;rd=50;lc=90;pm=G") },
        { method: "declared", street: "VIA SINTETICA", municipality: "istat:019036" },
      ],
    });
    expect(fieldsOf(event, "position-1")).toEqual({
      point: { lat_e7: 451_336_000, lon_e7: 100_234_000 },
      accuracy_m: 50,
      confidence_pct: 90,
      method: "gnss",
    });
    expect(fieldsOf(event, "position-2")).toEqual({
      method: "declared",
      street: "VIA SINTETICA",
      municipality: "istat:019036",
    });
    expect(event.territory).toEqual(["istat:019036"]);
  });

  test("takes cell, app, eCall and declared positions with radius and confidence", () => {
    for (const method of ["cell", "app", "ecall", "declared"]) {
      const position = { method, lat: 45.1300001, lon: 10.02, radius_m: 1500, confidence_pct: 67 };
      expect(fieldsOf(eventOf({ positions: [position] }), "position-1")).toEqual({
        point: { lat_e7: 451_300_001, lon_e7: 100_200_000 },
        accuracy_m: 1500,
        confidence_pct: 67,
        method,
      });
    }
  });

  test("of a phone without a fix has no place at all", () => {
    const sms = amlText("lt=+00.00000;lg=+000.00000;rd=N;pm=N;si=000000000000001");
    const event = eventOf({ positions: [{ method: "aml", aml_sms: sms }] });
    expect(event.upsert).toEqual([]);
    expect(notesOf(event)).toEqual(
      expect.arrayContaining([
        "aml-no-fix /positions/0/aml_sms",
        "device-identifiers-dropped /positions/0/aml_sms",
      ]),
    );
  });

  test("without a comune has no territory: the district of a centre is not where it happened", () => {
    const event = eventOf({});
    expect(event.territory).toEqual([]);
    expect(notesOf(event)).toContain("territory-unstated ");
  });

  test("names the rooms that it was forwarded to; others are dropped and told", () => {
    const event = eventOf({ forwarded_to: ["pl_cremona", "SOREU SINTETICA", "pl_cremona"] });
    expect(event.addressees).toEqual(["pl_cremona"]);
    expect(notesOf(event)).toContain("addressee-not-a-room /forwarded_to");
    expect(eventOf({ forwarded_to: ["SOREU SINTETICA"] })).not.toHaveProperty("addressees");
  });

  test("is whole: an update removes what an earlier version may have said and this one does not", () => {
    const event = eventOf({ action: "update", positions: [{ lat: 45.13, lon: 10.02 }] });
    expect(event.kind).toBe("update");
    const removed = event.remove.map(({ id }) => id);
    expect(removed).toEqual(expect.arrayContaining(["card", "caller", "injured", "position-2"]));
    expect(removed).not.toContain("position-1");
    expect(removed).toContain("position-32");
  });

  test("that is cancelled carries nothing but that", () => {
    const event = eventOf({ action: "cancel", priority: 1 });
    expect(event).toMatchObject({ kind: "cancel", upsert: [], remove: [] });
    expect(notesOf(event)).toContain("content-not-read ");
  });

  test("answers a copy by the id under which the room was given the incident", () => {
    const card_id = "0123456789abcdef0123456789abcdef";
    for (const action of ["charge_taken", "charge_ended", "refused"]) {
      const event = eventOf({ action, card_id, forwarded_to: ["pl_cremona"], same_as: card_id });
      expect(event).toMatchObject({ kind: action, incident: { alias: card_id }, upsert: [] });
      expect(event).not.toHaveProperty("addressees");
      expect(event).not.toHaveProperty("category");
    }
  });

  test("says that an incident of another room is the same", () => {
    const same_as = "0123456789abcdef0123456789abcdef";
    expect(eventOf({ same_as }).same_as).toBe(same_as);
  });

  test("never carries a free text on", () => {
    const event = eventOf({ note: "NOTA SINTETICA", caller: { deaf: true } });
    expect(JSON.stringify(event)).not.toContain('SINTETICA"');
    expect(notesOf(event)).toEqual(
      expect.arrayContaining(["text-dropped /note", "value-dropped /caller/deaf"]),
    );
  });

  test("points a refusal at the member of the card", () => {
    const wrong: readonly (readonly [object, string])[] = [
      [{ positions: [{ lat: 10.02, lon: 45.13 }] }, "/positions/0/lat"],
      [{ positions: [{}, { radius_m: 9e9 }] }, "/positions/1/radius_m"],
      [{ caller: { number: "SINTETICO" } }, "/caller/number"],
      [{ card_id: "" }, "/card_id"],
      [{ centre: "" }, "/centre"],
      [{ forwarded_at: "ieri" }, "/forwarded_at"],
      [{ help_type: undefined }, "/help_type"],
    ];
    for (const [members, pointer] of wrong) {
      expect(decode(members)).toMatchObject({ kind: "refused", errors: [{ pointer }] });
    }
  });
});

describe("the table of types of help", () => {
  test("reaches every category of the Patto, and C00 by what it does not name", () => {
    const reached = new Set<string>(helpTypes.map(([, category]) => category));
    const all = Object.keys(enumTable("Category")).filter((category) => category !== "C00");
    expect(reached).toEqual(new Set(all));
    expect(eventOf({ help_type: "tipo sconosciuto" })).toMatchObject({ category: "C00" });
    expect(eventOf({ help_type: "constructor" })).toMatchObject({ category: "C00" });
  });

  test("names each type once, in a form that can stand in any message", () => {
    const types = helpTypes.map(([type]) => type);
    expect(new Set(types).size).toBe(types.length);
    for (const type of types) expect(hasFormat(type, "token")).toBe(true);
  });
});
