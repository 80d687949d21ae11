import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readAnswerIn, readMessageOf, readRequestIn } from "#libs/policy/readMessages";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { readerPseudonym } from "#libs/seal/ids";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { readerRoles, readPurposes, readScopes } from "#libs/seal/leafSchema";

const check = {
  ...{ id: "0a".repeat(16), reader: "SINTETICO", role: "privacy_officer", purpose: "lawfulness" },
  ...{ scope: "replay", entries: 12, rule_sets: ["ab".repeat(32)] },
  period: { from: "2026-01-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z" },
};
const asked = (over: object) =>
  readRequestIn(Buffer.from(JSON.stringify({ ...check, ...over }), "utf8"));

describe("who is about to read the log says", () => {
  test("who, in which role, for which purpose, how much of what and of which time", () => {
    expect(asked({})).toEqual(check);
  });

  test("a purpose that the law knows: any other use of the log is refused by name", () => {
    expect(asked({ purpose: "staff_performance" })).toBe("purpose-unknown");
    expect(asked({ purpose: undefined })).toBe("purpose-unknown");
    for (const purpose of readPurposes) expect(asked({ purpose })).toMatchObject({ purpose });
  });

  test.each([
    ["a free text beside the codes", { note: "SINTETICO" }],
    ["a free text in place of a code", { scope: "SINTETICO" }],
    ["a role that nobody has", { role: "curious" }],
    ["half a period", { period: { from: check.period.from } }],
    [
      "a period that ends before it begins",
      { period: { from: check.period.to, to: check.period.from } },
    ],
    [
      "a day that no calendar has",
      { period: { ...check.period, from: "2026-02-31T00:00:00.000Z" } },
    ],
    ["deciding again without the rules by which", { rule_sets: undefined }],
    ["an incident by anything but its pseudonym", { incident: "11".repeat(16) }],
  ])("not %s", (_what, over) => {
    expect(asked(over)).toBe("malformed");
  });

  test("nothing that the log's schema would not take, and never who it is", () => {
    const word = (words: readonly string[]) => fc.constantFrom(...words);
    const request = fc.record({
      id: fc.constant(check.id),
      reader: fc.string({ minLength: 1, maxLength: 128 }),
      ...{ role: word(readerRoles), purpose: word(readPurposes), scope: word(readScopes) },
      entries: fc.nat(),
    });
    const dates = fc.record({
      from: fc.date({ noInvalidDate: true }).map((date) => date.toJSON()),
      to: fc.date({ noInvalidDate: true }).map((date) => date.toJSON()),
    });
    fc.assert(
      fc.property(request, dates, fc.boolean(), (stated, period, isReplay) => {
        const over = isReplay ? { period, rule_sets: check.rule_sets } : {};
        const read = readRequestIn(Buffer.from(JSON.stringify({ ...stated, ...over }), "utf8"));
        if (typeof read === "string") return;
        const { id: _, reader: account, ...said } = read;
        const reader = readerPseudonym(Buffer.alloc(32, 7), account);
        const at = "2026-11-22T10:00:00.000Z";
        const leaf = { kind: "read", at, clock: "unsynced", reader, ...said } as const;
        const built = buildSystemLeaf({ leaf }, (count) => Buffer.alloc(count));
        if ("refused" in built) throw new Error("a reading has no parts");
        const parsed = parseLeaf(built.leafBytes);
        if ("problem" in parsed || isIncidentLeaf(parsed)) throw new Error("not a system leaf");
        expect(parsed).toMatchObject({ kind: "read", mode: "system", reader });
      }),
      { numRuns: 500 },
    );
  });
});

test("what is no answer of the system is none", () => {
  const recorded = { outcome: "recorded", year: 2026, seq: 9 } as const;
  expect(readAnswerIn(readMessageOf(recorded))).toEqual(recorded);
  expect(readAnswerIn(Buffer.from('{"outcome":"recorded"}'))).toBeUndefined();
  expect(readAnswerIn(Buffer.from("not JSON"))).toBeUndefined();
});
