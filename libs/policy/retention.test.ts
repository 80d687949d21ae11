import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  dueTimes,
  type IncidentLife,
  type KeyPart,
  keyParts,
  lifeAfter,
  nextDueMs,
  type RetentionState,
  stepsDue,
} from "./retention.ts";
import { termsOf } from "./retentionSchema.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const terms = termsOf(undefined);
const openedMs = Date.parse("2026-11-22T10:00:00.000Z");

const life = fc
  .record({
    openedMs: fc.integer({ min: openedMs, max: openedMs + dayMs }),
    openForMs: fc.option(fc.integer({ min: 0, max: 60 * dayMs }), { nil: undefined }),
    isClosedByAge: fc.boolean(),
    hasRisk: fc.constant(false),
    alertMs: fc.constant(undefined),
  })
  .map(({ openForMs, ...rest }): IncidentLife => {
    return { ...rest, closedMs: openForMs === undefined ? undefined : rest.openedMs + openForMs };
  });
const destroyed = fc.subarray([...keyParts]).map((parts): ReadonlySet<KeyPart> => new Set(parts));
const state = fc.record({ destroyed, isHeld: fc.boolean() });
const free: RetentionState = { destroyed: new Set(), isHeld: false };
const sinceOpening = fc.integer({ min: -dayMs, max: 90 * dayMs });

const leaf = (kind: "exchange" | "close_by_age", hours: number) => ({
  kind,
  at: new Date(openedMs + hours * hourMs).toISOString(),
});
const said = (kind: string, sender = "pl_cremona") => ({
  event_kind: kind,
  sender,
  owner: "pl_cremona",
});

describe("the data of an incident", () => {
  test("are never due before their term, whatever happened to the incident", () => {
    fc.assert(
      fc.property(life, state, sinceOpening, (one, known, ms) => {
        const nowMs = one.openedMs + ms;
        const endMs = Math.min(one.closedMs ?? Number.POSITIVE_INFINITY, one.openedMs + 30 * dayMs);
        const steps = stepsDue(one, terms, known, nowMs);
        if (nowMs < endMs + dayMs) expect(steps).not.toContain("sensitive");
        if (nowMs < endMs + 3 * dayMs) expect(steps).not.toContain("both");
        if (nowMs < one.openedMs + 30 * dayMs) expect(steps).not.toContain("close-by-age");
      }),
    );
  });

  test("are all gone 33 days after the opening at the latest, closed or not, unless somebody holds them", () => {
    fc.assert(
      fc.property(life, (one) => {
        const steps = stepsDue(one, terms, free, one.openedMs + 33 * dayMs);
        expect(steps).toEqual(expect.arrayContaining(["sensitive", "both"]));
      }),
    );
  });

  test("stay due when time goes on, and nothing is due that was done", () => {
    fc.assert(
      fc.property(life, state, sinceOpening, fc.nat(90 * dayMs), (one, known, ms, more) => {
        const nowMs = one.openedMs + ms;
        const now = stepsDue(one, terms, known, nowMs);
        const later = stepsDue(one, terms, known, nowMs + more);
        expect(later).toEqual(expect.arrayContaining([...now]));
        for (const part of known.destroyed) expect(later).not.toContain(part);
      }),
    );
  });

  test("are not destroyed while a legal hold stands, and at once when it is released after their term", () => {
    fc.assert(
      fc.property(life, destroyed, sinceOpening, (one, done, ms) => {
        const nowMs = one.openedMs + ms;
        const held = stepsDue(one, terms, { destroyed: done, isHeld: true }, nowMs);
        expect(held.filter((step) => step !== "close-by-age")).toEqual([]);
        const released = stepsDue(one, terms, { destroyed: done, isHeld: false }, 1e15);
        const left = keyParts.filter((part) => !done.has(part));
        expect(released.filter((step) => step !== "close-by-age")).toEqual(left);
      }),
    );
  });

  test("of the sensitive kind never outlive the others", () => {
    fc.assert(
      fc.property(life, fc.nat(60 * dayMs), fc.nat(60 * dayMs), (one, sensitive, ordinary) => {
        const due = dueTimes(one, { ...terms, sensitive, ordinary });
        expect(due.sensitiveMs).toBeLessThanOrEqual(due.ordinaryMs);
      }),
    );
  });

  test("are looked at again when the next of them is due, and not before", () => {
    fc.assert(
      fc.property(life, state, (one, known) => {
        const next = nextDueMs(one, terms, known);
        if (next === undefined) {
          expect(stepsDue(one, terms, known, 1e15)).toEqual([]);
          return;
        }
        expect(stepsDue(one, terms, known, next - 1)).toEqual([]);
        expect(stepsDue(one, terms, known, next)).not.toEqual([]);
      }),
    );
  });
});

describe("what has a shorter term than the incident it belongs to", () => {
  const short = fc.record({ life, hasRisk: fc.boolean(), alertFor: fc.option(fc.nat(60 * dayMs)) });

  test("takes the sensitive key with it at that term, and nothing is kept longer because of it", () => {
    fc.assert(
      fc.property(short, ({ life: one, hasRisk, alertFor }) => {
        const alertMs = alertFor === null ? undefined : one.openedMs + alertFor;
        const plain = dueTimes(one, terms);
        const due = dueTimes({ ...one, hasRisk, alertMs }, { ...terms, operator_risk: hourMs });
        expect(due.sensitiveMs).toBeLessThanOrEqual(plain.sensitiveMs);
        expect(due.ordinaryMs).toBeLessThanOrEqual(plain.ordinaryMs);
        if (due.riskMs !== undefined) expect(due.sensitiveMs).toBeLessThanOrEqual(due.riskMs);
        if (due.plateMs !== undefined) expect(due.sensitiveMs).toBeLessThanOrEqual(due.plateMs);
      }),
    );
  });

  test("is not kept by a copy that waits for its room, as the rest is", () => {
    const closed = { openedMs, closedMs: openedMs, isClosedByAge: false, alertMs: undefined };
    const copiesMs = openedMs + 7 * dayMs;
    const nextOf = (hasRisk: boolean) =>
      nextDueMs({ ...closed, hasRisk }, terms, { ...free, copiesMs });
    expect(nextOf(false)).toBe(copiesMs);
    expect(nextOf(true)).toBe(openedMs + dayMs);
  });

  test("is the plate of an alert, for a day from the last message that states it: then the alert is over", () => {
    const alert = { ...said("report"), category: "C14", fields: [] };
    const opened = lifeAfter(undefined, leaf("exchange", 0), alert, ["vehicle.plate"]);
    const spoken = lifeAfter(opened, leaf("exchange", 5), alert, ["vehicle.colour"]);
    const renewed = lifeAfter(spoken, leaf("exchange", 20), alert, ["vehicle.plate"]);
    for (const [one, hours] of [
      [opened, 24],
      [spoken, 24],
      [renewed, 44],
    ] as const) {
      expect(stepsDue(one, terms, free, openedMs + hours * hourMs - 1)).toEqual([]);
      expect(stepsDue(one, terms, free, openedMs + hours * hourMs)).toEqual([
        "close-by-age",
        "sensitive",
      ]);
    }
  });

  test("has no clock where the incident is no alert, or is none any more", () => {
    const said14 = { ...said("report"), category: "C14", fields: [] };
    const alert = lifeAfter(undefined, leaf("exchange", 0), said14, ["vehicle.plate"]);
    const moved = lifeAfter(alert, leaf("exchange", 1), { ...said14, category: "C01" });
    expect(moved.alertMs).toBeUndefined();
    const known = [{ ref: "", paths: ["vehicle.plate"] }];
    const back = lifeAfter(moved, leaf("exchange", 2), { ...said14, fields: known });
    expect(back.alertMs).toBe(openedMs + 2 * hourMs);
  });

  test("is a risk for operators, for a day from the closing", () => {
    const opened = lifeAfter(undefined, leaf("exchange", 0), said("report"), ["risk.risk_type"]);
    expect(dueTimes(opened, terms).riskMs).toBe(openedMs + 31 * dayMs);
    const closed = lifeAfter(opened, leaf("exchange", 2), said("close"));
    expect(dueTimes(closed, terms).riskMs).toBe(openedMs + 26 * hourMs);
  });
});

describe("an incident's life, as the log tells it", () => {
  test("ends with its owner's closing or cancelling", () => {
    for (const kind of ["close", "cancel"]) {
      const opened = lifeAfter(undefined, leaf("exchange", 0), said("report"));
      const closed = lifeAfter(opened, leaf("exchange", 5), said(kind));
      expect(closed.closedMs).toBe(openedMs + 5 * hourMs);
    }
  });

  test("goes on when another room says that it is over, or when nobody could read the message", () => {
    const opened = lifeAfter(undefined, leaf("exchange", 0), said("report"));
    for (const facts of [said("close", "questura_cremona"), said("unreadable")]) {
      expect(lifeAfter(opened, leaf("exchange", 5), facts).closedMs).toBeUndefined();
    }
  });

  test("does not begin again with a message after its end: the terms run from the first closing", () => {
    const opened = lifeAfter(undefined, leaf("exchange", 0), said("report"));
    const closed = lifeAfter(opened, leaf("exchange", 5), said("close"));
    for (const kind of ["update", "report", "close"]) {
      const after = lifeAfter(closed, leaf("exchange", 20), said(kind));
      expect(after.closedMs).toBe(openedMs + 5 * hourMs);
    }
  });

  test("is ended by policy after thirty days, and that is one closing", () => {
    const opened = lifeAfter(undefined, leaf("exchange", 0), said("report"));
    expect(stepsDue(opened, terms, free, openedMs + 30 * dayMs - 1)).toEqual([]);
    expect(stepsDue(opened, terms, free, openedMs + 30 * dayMs)).toEqual(["close-by-age"]);
    const closed = lifeAfter(opened, leaf("close_by_age", 720), said("close_by_age", "_core"));
    expect(closed).toMatchObject({ closedMs: openedMs + 30 * dayMs, isClosedByAge: true });
    expect(stepsDue(closed, terms, free, openedMs + 30 * dayMs)).toEqual([]);
  });
});
