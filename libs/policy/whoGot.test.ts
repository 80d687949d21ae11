import { describe, expect, test } from "@jest/globals";
import type { SlotOpening } from "#libs/seal/parts";
import { type GivingStep, whoGot } from "./whoGot.ts";

const datum = { ref: "a".repeat(32), path: "place.street" };
type Op = "add" | "replace" | "withdraw";

/** One decision by which slot 1 gets a copy that does this to the datum. */
function step(delivery: string, op: Op, notHandedOut: readonly string[] = []): GivingStep {
  const value: SlotOpening["value"] = {
    ...{ outcome: "released", reason: "RELEASED", delivery, handling: [] },
    entries: [{ ...datum, op, mac: "" }],
    ...(notHandedOut.length > 0 && { not_handed_out: notHandedOut }),
  };
  return { at: `at ${delivery}`, slots: [{ slot: 1, value }] };
}

describe("who got a datum, from the log alone", () => {
  test("is nobody, where no copy had it", () => {
    expect(whoGot([], datum)).toEqual([]);
    expect(whoGot([step("1", "add")], { ...datum, path: "place.number" })).toEqual([]);
    expect(whoGot([step("1", "withdraw")], datum)).toEqual([]);
  });

  test("names each copy with its time, and that the room has it still", () => {
    const [room] = whoGot([step("1", "add"), step("2", "replace")], datum);
    expect(room).toMatchObject({ slot: 1, given: [{ at: "at 1" }, { delivery: "2" }] });
    expect(room?.withdrawal).toBeUndefined();
  });

  test("knows what was taken away, and what was given again after it", () => {
    const taken = [step("1", "add"), step("2", "withdraw")];
    expect(whoGot(taken, datum)[0]?.withdrawal).toMatchObject({ delivery: "2", step: 1 });
    expect(whoGot([...taken, step("3", "add")], datum)[0]?.withdrawal).toBeUndefined();
  });

  test("counts a room that perhaps got it: nobody swears that a copy never left", () => {
    const [room] = whoGot([step("1", "add"), step("2", "withdraw", ["1"])], datum);
    expect(room).toMatchObject({ given: [{ delivery: "1", handedOut: false }] });
  });

  test("believes no withdrawal that never went out", () => {
    const steps = [step("1", "add"), step("2", "withdraw"), step("3", "withdraw", ["2"])];
    expect(whoGot(steps, datum)[0]?.withdrawal).toMatchObject({ delivery: "3" });
    expect(
      whoGot(steps.slice(0, 2).concat({ at: "", slots: notOut("2") }), datum)[0]?.withdrawal,
    ).toBeUndefined();
  });
});

const notOut = (delivery: string): GivingStep["slots"] => [
  {
    slot: 1,
    value: {
      ...{ outcome: "nothing_new", reason: "NOTHING_NEW", entries: [], handling: [] },
      not_handed_out: [delivery],
    },
  },
];
