import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Outcome, outcomeOf, refusalsMax, retryAfterMs, retryAfterMsMax } from "./outcome.ts";
import { isExpired, type Trouble, triedAgain, triesMin, troubleAfter } from "./trouble.ts";

const nowMs = Date.parse("2026-11-22T10:00:00.000Z");
const failed: Extract<Outcome, { kind: "failed" }> = {
  kind: "failed",
  code: "http-500",
  retryAfterMs: 0,
};
const refused = { kind: "refused", code: "http-404" } as const;
const troubled = (outcomes: readonly Parameters<typeof troubleAfter>[2][], expiresMs: number) =>
  outcomes.reduce<Trouble | undefined>(
    (before, outcome) => troubleAfter(before, "d", outcome, nowMs, expiresMs),
    undefined,
  );

describe("what an answer means", () => {
  test.each([
    [200, "delivered"],
    [204, "delivered"],
    [410, "gone"],
    [301, "refused"],
    [307, "refused"],
    [400, "refused"],
    [401, "refused"],
    [404, "refused"],
    [408, "failed"],
    [425, "failed"],
    [429, "failed"],
    [500, "failed"],
    [503, "failed"],
    [999, "failed"],
  ])("%i: %s", (status, kind) => {
    expect(outcomeOf(status, undefined, nowMs).kind).toBe(kind);
  });

  test("a pause is taken from Retry-After in seconds or as a date, and never longer than an hour", () => {
    expect(retryAfterMs("7", nowMs)).toBe(7_000);
    expect(retryAfterMs("Sun, 22 Nov 2026 10:00:09 GMT", nowMs)).toBe(9_000);
    expect(retryAfterMs("Sun, 22 Nov 2099 10:00:09 GMT", nowMs)).toBe(retryAfterMsMax);
    expect(retryAfterMs("Sun, 22 Nov 1999 10:00:09 GMT", nowMs)).toBe(0);
    expect(retryAfterMs("9".repeat(400), nowMs)).toBe(retryAfterMsMax);
    for (const absurd of [undefined, "", "-1", "1.5", "soon", "NaN", "1e9", "0x10", "Infinity"]) {
      expect(retryAfterMs(absurd, nowMs)).toBe(0);
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ms = retryAfterMs(text, nowMs);
        expect(ms >= 0 && ms <= retryAfterMsMax).toBe(true);
      }),
    );
  });
});

describe("a copy that could not be delivered", () => {
  const laterMs = nowMs + 604_800_000;

  test("is tried again after pauses that grow, but not beyond five minutes or its own time", () => {
    const many = Array.from({ length: 200 }, () => failed);
    const last = troubled(many, laterMs);
    expect(last).toMatchObject({ tries: 200, state: "retrying", code: "http-500" });
    expect((last?.dueMs ?? 0) - nowMs).toBeLessThanOrEqual(300_000);
    expect(troubled(many, nowMs + 5)?.dueMs).toBeLessThanOrEqual(nowMs + 5);
    const dues = Array.from(
      { length: 50 },
      () => troubled([failed, failed, failed], laterMs)?.dueMs,
    );
    expect(new Set(dues).size).toBeGreaterThan(10);
  });

  test("waits at least as long as its receiver asked", () => {
    const due = troubled([{ ...failed, retryAfterMs: 3_000_000 }], laterMs)?.dueMs ?? 0;
    expect(due).toBe(nowMs + 3_000_000);
  });

  test("is dead after so many refusals, and alive again when somebody asks for it", () => {
    const refusals = (count: number) =>
      troubled(
        Array.from({ length: count }, () => refused),
        laterMs,
      );
    expect(refusals(refusalsMax - 1)?.state).toBe("retrying");
    const dead = refusals(refusalsMax);
    expect(dead?.state).toBe("dead");
    expect(dead && triedAgain(dead, nowMs)).toMatchObject({ state: "retrying", dueMs: nowMs });
  });

  test("does not die of failures that are not refusals, however many", () => {
    expect(troubled([...Array(50)].fill(failed), laterMs)?.state).toBe("retrying");
  });

  test("expires only when its time is over and more than one try has failed", () => {
    const tried = (count: number) => troubled([...Array(count)].fill(failed), nowMs);
    expect(isExpired(undefined, nowMs, nowMs - 1)).toBe(false);
    expect(isExpired(tried(triesMin - 1), nowMs, nowMs)).toBe(false);
    expect(isExpired(tried(triesMin), nowMs, nowMs)).toBe(true);
    expect(isExpired(tried(triesMin), nowMs, nowMs + 1)).toBe(false);
  });
});
