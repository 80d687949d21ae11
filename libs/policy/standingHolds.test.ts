import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { LegalHoldLeaf } from "#libs/seal/leaf";
import {
  lapseWarningMs,
  StandingHolds,
  unsignedDays,
  unsignedDaysMax,
  unsignedUntilMs,
} from "./standingHolds.ts";

const dayMs = 86_400_000;
const nowMs = Date.parse("2026-11-22T10:00:00.000Z");
const incident = "0123456789ab8cde8123456789abcdef";
const about = { of: "actual", incident } as const;
const leaf = (more: Partial<LegalHoldLeaf>): LegalHoldLeaf => ({
  ...{ v: 1, mode: "system", kind: "legal_hold", clock: "unsynced", ...about, state: "placed" },
  ...{ at: new Date(nowMs).toISOString(), reason: "judicial_request", by: incident },
  ...{ role: "privacy_officer", ...more },
});
const year = 2026;

/** Titolari place and end in any order; an end names one of the holds of before. */
const step = fc.record({ slot: fc.nat(3), ends: fc.option(fc.nat(20), { nil: undefined }) });

describe("the holds of a log", () => {
  test("stand each until an end names it, whoever else places and ends in between", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const holds = new StandingHolds();
        const left = new Set<number>();
        for (const [index, { slot, ends }] of steps.entries()) {
          const seq = index + 1;
          if (ends === undefined) left.add(seq);
          else left.delete(ends);
          const said =
            ends === undefined
              ? { slot }
              : { state: "released" as const, hold: { year, seq: ends } };
          holds.said(leaf(said), { year, seq });
          const standing = holds.standing(nowMs, about).map(({ place }) => place.seq);
          expect(new Set(standing)).toEqual(left);
          expect(holds.isHeld(about, nowMs)).toBe(left.size > 0);
          expect(holds.incidents(nowMs)).toEqual(left.size > 0 ? [about] : []);
        }
      }),
    );
  });

  test("are told three days before nothing holds an incident any more, unless somebody signs", () => {
    const until = new Date(nowMs + unsignedDays * dayMs).toISOString();
    const holds = new StandingHolds();
    holds.said(leaf({ slot: 1, until }), { year, seq: 1 });
    const lapsingAfter = (days: number) =>
      holds.lapsing(nowMs + days * dayMs, lapseWarningMs).length;
    const days = [0, unsignedDays - 4, unsignedDays - 3, unsignedDays - 0.01, unsignedDays];
    expect(days.map(lapsingAfter)).toEqual([0, 0, 1, 1, 0]);
    expect(holds.lapsing(Number.NaN, lapseWarningMs)).toEqual([]);
    // Another titolare holds it with a signature: nothing is about to be lost.
    holds.said(leaf({ slot: 2 }), { year, seq: 2 });
    expect(days.map(lapsingAfter)).toEqual([0, 0, 0, 0, 0]);
    holds.said(leaf({ state: "released", hold: { year, seq: 2 } }), { year, seq: 3 });
    expect(lapsingAfter(unsignedDays - 1)).toBe(1);
    holds.said(leaf({ state: "confirmed", hold: { year, seq: 1 } }), { year, seq: 4 });
    expect(days.map(lapsingAfter)).toEqual([0, 0, 0, 0, 0]);
  });

  test("say nothing about another incident, or the same in exercise", () => {
    const holds = new StandingHolds();
    holds.said(leaf({ slot: 1 }), { year, seq: 1 });
    const elsewhere = { state: "released", hold: { year, seq: 1 } } as const;
    holds.said(leaf({ ...elsewhere, of: "exercise" }), { year, seq: 2 });
    holds.said(leaf({ ...elsewhere, incident: `f${incident.slice(1)}` }), { year, seq: 3 });
    expect(holds.standing(nowMs).map(({ leaf: { of } }) => of)).toEqual(["actual"]);
  });

  test("of before ends were signed are read as they were: one hold in nobody's name, and its end", () => {
    const holds = new StandingHolds();
    holds.said(leaf({}), { year, seq: 1 });
    expect(holds.isHeld(about, nowMs + 4_000 * dayMs)).toBe(true);
    holds.said(leaf({ state: "released" }), { year, seq: 2 });
    expect(holds.isHeld(about, nowMs)).toBe(false);
    holds.said(leaf({ slot: 1 }), { year, seq: 3 });
    holds.said(leaf({ state: "released" }), { year, seq: 4 });
    expect(holds.isHeld(about, nowMs)).toBe(true);
  });

  test("that nobody signed for count until their time, and where the time is not known", () => {
    const until = new Date(nowMs + dayMs).toISOString();
    const holds = new StandingHolds();
    holds.said(leaf({ slot: 1, until }), { year, seq: 1 });
    const heldAt = [dayMs - 1, dayMs, Number.NaN].map((ms) => holds.isHeld(about, nowMs + ms));
    expect(heldAt).toEqual([true, false, true]);
    holds.said(leaf({ state: "confirmed", slot: 1, hold: { year, seq: 1 } }), { year, seq: 2 });
    expect(holds.isHeld(about, nowMs + 4_000 * dayMs)).toBe(true);
    holds.said(leaf({ state: "released", hold: { year, seq: 1 } }), { year, seq: 3 });
    holds.said(leaf({ state: "confirmed", slot: 1, hold: { year, seq: 1 } }), { year, seq: 4 });
    expect(holds.isHeld(about, nowMs)).toBe(false);
  });
});

test("unsigned holds keep an incident for days that are counted from the first of them", () => {
  const days = (day: number, first?: number) => {
    const firstMs = first === undefined ? undefined : nowMs + first * dayMs;
    const untilMs = unsignedUntilMs(nowMs + day * dayMs, firstMs);
    return untilMs === undefined ? undefined : (untilMs - nowMs) / dayMs;
  };
  expect(days(0)).toBe(unsignedDays);
  expect(days(10, 0)).toBe(10 + unsignedDays);
  expect(days(20, 0)).toBe(unsignedDaysMax);
  expect(days(unsignedDaysMax, 0)).toBeUndefined();
});
