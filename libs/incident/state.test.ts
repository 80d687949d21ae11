import { describe, expect, test } from "@jest/globals";
import type { IncidentEvent } from "#libs/incident/event";
import { foldAll, inCharge, type PlacedEvent } from "#libs/incident/state";

const report: IncidentEvent = {
  message_id: "M-1",
  sent: "2026-11-22T10:00:00.000Z",
  mode: "actual",
  kind: "report",
  incident: { id: "X-1" },
  category: "C03",
  territory: ["istat:019036"],
  format: "raccordo-native/1",
  notes: [],
  upsert: [
    { kind: "place", id: "p", fields: { sensitivity: "public", street: "Via Sintetica" } },
    { kind: "person", id: "a", fields: { roles: ["victim"], family_name: "SINTETICO" } },
  ],
  remove: [],
};
const placed = (author: string, event: Partial<IncidentEvent>): PlacedEvent => ({
  author,
  storedAt: "2026-11-22T10:00:01.234Z",
  event: { ...report, upsert: [], ...event },
});
const answer = (author: string, kind: IncidentEvent["kind"]) => placed(author, { kind });

describe("the state of an incident", () => {
  test("a named component is replaced whole: a leaf absent from it is gone", () => {
    const state = foldAll([
      placed("pl_a", report),
      placed("pl_a", {
        kind: "update",
        upsert: [{ kind: "place", id: "p", fields: { sensitivity: "public" } }],
      }),
    ]);
    const place = [...(state?.components.values() ?? [])].find(({ kind }) => kind === "place");
    expect(place?.fields).toEqual({ sensitivity: "public" });
  });

  test("a removed component stays as a tombstone, so that it can be withdrawn by name", () => {
    const state = foldAll([
      placed("pl_a", report),
      placed("pl_a", { kind: "update", remove: [{ kind: "person", id: "a" }] }),
    ]);
    const person = [...(state?.components.values() ?? [])].find(({ kind }) => kind === "person");
    expect(person).toEqual({ author: "pl_a", kind: "person", id: "a", fields: {} });
  });

  test("two rooms may have the same incident in charge, and each ends only its own", () => {
    const taken = [
      placed("pl_a", report),
      answer("q", "charge_taken"),
      answer("cc", "charge_taken"),
    ];
    const both = foldAll(taken);
    expect(both && inCharge(both)).toEqual(["cc", "q"]);
    const one = foldAll([...taken, answer("q", "charge_ended")]);
    expect(one && inCharge(one)).toEqual(["cc"]);
  });

  test("the sender may end every charge on its incident", () => {
    const state = foldAll([
      placed("pl_a", report),
      answer("q", "charge_taken"),
      answer("pl_a", "charge_ended"),
    ]);
    expect(state && inCharge(state)).toEqual([]);
  });

  test("a message of a room that does not own the incident changes no component", () => {
    const intruded = foldAll([
      placed("pl_a", report),
      placed("q", { kind: "update", category: "C01" }),
    ]);
    expect(intruded?.category).toBe("C03");
    expect(intruded?.events).toBe(2);
  });

  test("an answer to an incident that nobody sent makes no incident", () => {
    expect(foldAll([answer("q", "charge_taken")])).toBeUndefined();
  });
});
