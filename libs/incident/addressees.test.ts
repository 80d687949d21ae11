import { describe, expect, test } from "@jest/globals";
import { addresseeNotes, categoriesByAddressee } from "#libs/incident/addressees";
import type { EventKind, IncidentEvent } from "#libs/incident/event";
import { eventAt } from "#tests/support/fullIncident";
import { invented, patto } from "#tests/support/patto";

const rooms = ["pl_cremona", "questura_cremona"];

function message(event: Partial<IncidentEvent>): IncidentEvent {
  const { event: made } = eventAt(0, { kind: "report", ...event });
  if (!("upsert" in made)) throw new Error("a message of a room");
  return made;
}

const missing = [{ code: "addressee-missing", pointer: "/addressees" }];

describe("a sender is told of the rooms that it names", () => {
  test.each(["report", "update", "cancel", "close"] as const)(
    "that none is named, in a %s of a category that goes to named rooms only",
    (kind) => {
      expect(addresseeNotes(message({ kind, category: "C05" }), rooms)).toEqual(missing);
      expect(addresseeNotes(message({ kind, category: "C08" }), rooms)).toEqual(missing);
      expect(addresseeNotes(message({ kind, category: "C01" }), rooms)).toEqual([]);
    },
  );
  test("nothing, where a message does not state its category: rooms named before stay named", () => {
    expect(addresseeNotes(message({ kind: "update" }), rooms)).toEqual([]);
  });
  test.each<EventKind>(["charge_taken", "charge_ended", "refused"])(
    "nothing, in a %s: an answer names nobody",
    (kind) => {
      expect(addresseeNotes(message({ kind, category: "C05" }), rooms)).toEqual([]);
    },
  );
  test("which name no room has, by its place and never by the name", () => {
    const event = message({ category: "C05", addressees: ["questura_cremona", "SINTETICO"] });
    expect(addresseeNotes(event, rooms)).toEqual([
      { code: "addressee-unknown", pointer: "/addressees/1" },
    ]);
  });
  test("nothing of unknown names, where the rooms are not known", () => {
    expect(addresseeNotes(message({ addressees: ["SINTETICO"] }), [])).toEqual([]);
  });
});

test("the rules ask for a named room wherever the sender is told to name one, and Polizia locale nowhere else", () => {
  const allows = [patto(), invented()]
    .flatMap(({ rules }) => rules)
    .filter(({ deliver, when }) => deliver === "allow" && !when.to[0]?.startsWith("owner"));
  const ofC05 = allows.filter(({ when }) => when.category.includes("C05"));
  expect(ofC05.length).toBeGreaterThan(2);
  expect(ofC05.filter(({ when }) => when.addressee !== "named")).toEqual([]);
  const named = allows.filter(
    ({ when }) => when.addressee === "named" && when.from.includes("room:pl_cremona"),
  );
  expect(new Set(named.flatMap(({ when }) => when.category))).toEqual(categoriesByAddressee);
});
