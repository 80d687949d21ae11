import { describe, expect, test } from "@jest/globals";
import { eventLimits } from "#libs/incident/limits";
import { syntheticReport } from "#tests/support/reports";
import { admit } from "./admit.ts";

const report = syntheticReport("X-1", { sent: "2026-11-22T10:00:00.000Z" });
const sentMs = Date.parse(report.sent);

describe("what may enter", () => {
  test("a well-formed report of now", () => {
    expect(admit(report, sentMs)).toEqual({ kind: "admitted" });
  });

  test("a message is borne for exactly thirty days, since its incident may be shredded after", () => {
    const { sentAgeMaxMs } = eventLimits;
    expect(admit(report, sentMs + sentAgeMaxMs).kind).toBe("admitted");
    expect(admit(report, sentMs + sentAgeMaxMs + 1)).toMatchObject({ code: "message-too-old" });
  });

  test("a room's clock may be ahead by five minutes and no more", () => {
    expect(admit(report, sentMs - eventLimits.sentAheadMaxMs).kind).toBe("admitted");
    const late = admit(report, sentMs - eventLimits.sentAheadMaxMs - 1);
    expect(late).toMatchObject({ code: "sent-in-future" });
  });

  test("a tax code typed as a street is told to the sender by its place, and by nothing else", () => {
    const typed = "ZZZZZZ00A00Z000Z"; // synthetic
    const place = {
      kind: "place",
      id: "p",
      fields: { sensitivity: "public", street: `Via ${typed}` },
    } as const;
    const outcome = admit({ ...report, upsert: [place] }, sentMs);
    expect(outcome).toMatchObject({
      code: "text-not-releasable",
      errors: [{ pointer: "/upsert/0/street", code: "text-not-releasable" }],
    });
    expect(JSON.stringify(outcome)).not.toContain(typed);
  });

  test("a refusal names at most 32 places, however many are wrong", () => {
    const upsert = Array.from({ length: 60 }, (_, index) => ({
      kind: "unit" as const,
      id: `u${index}`,
      fields: { call_sign: 7 },
    }));
    const outcome = admit({ ...report, upsert }, sentMs);
    expect(outcome.kind === "refused" && outcome.errors.length).toBe(32);
  });
});
