import { describe, expect, test } from "@jest/globals";
import { foldAll } from "#libs/incident/state";
import { emergencyHoursMax, matchInputOf } from "#libs/policy/matchInput";
import { eventAt } from "#tests/support/fullIncident";

const answer = { incident: { alias: "x" } } as const;
const report = (changes: object = {}) =>
  eventAt(0, { kind: "report", category: "C03", territory: ["istat:999001"], ...changes });

function inputAt(storedAt: string, ...history: readonly ReturnType<typeof eventAt>[]) {
  const state = foldAll(history);
  if (state === undefined) throw new Error("no incident");
  return matchInputOf(state, storedAt);
}

const noon = "2026-11-22T12:00:00.000Z";

describe("the declared inputs of an incident", () => {
  test("are those that rules may ask for", () => {
    const told = report({ addressees: ["cc_cremona"], mode: "exercise" });
    expect(inputAt(noon, told)).toEqual({
      owner: "pl_cremona",
      mode: "exercise",
      category: "C03",
      territory: ["istat:999001"],
      addressees: ["cc_cremona"],
      ground: { purpose: "P2", regime: "police" },
      emergencies: [],
      days: ["2026-11-22", "2026-11-22"],
    });
  });

  test("have no ground where the stated one is not admitted", () => {
    expect(inputAt(noon, report({ purpose: "P6" })).ground).toBeUndefined();
  });

  test.each([
    ["2026-11-22T21:59:59.999Z", ["2026-11-22", "2026-11-22"]],
    ["2026-11-22T22:00:00.000Z", ["2026-11-22", "2026-11-23"]],
    ["2026-12-31T23:00:00.000Z", ["2026-12-31", "2027-01-01"]],
  ])("at %s are of each day that it may be in Italy", (time, days) => {
    expect(inputAt(time, report()).days).toEqual(days);
  });
});

describe("a declared emergency", () => {
  const taken = (room: string) => eventAt(10, { kind: "charge_taken", ...answer }, room);
  const declared = (room: string) =>
    eventAt(20, { kind: "break_glass", emergency: "life_at_risk", ...answer }, room);
  const room = "cc_cremona";
  const other = "questura_cremona";

  test("opens for the room that declared it while it had the incident in charge", () => {
    const history = [report(), taken(room), taken(other), declared(room)];
    expect(inputAt(noon, ...history).emergencies).toEqual([room]);
  });

  test("is over with the charge", () => {
    const ended = eventAt(30, { kind: "charge_ended", ...answer }, room);
    expect(inputAt(noon, report(), taken(room), declared(room), ended).emergencies).toEqual([]);
  });

  test("does not count for a room that has no charge, were it in the state all the same", () => {
    const state = foldAll([report(), taken(room), declared(room)]);
    if (state === undefined) throw new Error("no incident");
    const emergencies = new Map([[other, { reason: "life_at_risk" as const, at: noon }]]);
    expect(matchInputOf({ ...state, emergencies }, noon).emergencies).toEqual([]);
  });

  test("runs out after twenty-four hours, to the millisecond", () => {
    expect(emergencyHoursMax).toBe(24);
    const history = [report(), taken(room), declared(room)];
    expect(inputAt("2026-11-23T09:00:19.999Z", ...history).emergencies).toEqual([room]);
    expect(inputAt("2026-11-23T09:00:20.000Z", ...history).emergencies).toEqual([]);
  });
});
