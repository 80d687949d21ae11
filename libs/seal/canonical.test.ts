import { describe, expect, test } from "@jest/globals";
import canonicalize from "canonicalize"; // RFC 8785 by the author of the RFC's JS reference: our oracle
import fc from "fast-check";
import {
  type CanonicalValue,
  canonicalJson,
  parseCanonical,
  parseCanonicalInSteps,
} from "#libs/seal/canonical";
import { atOnce } from "#libs/seal/steps";

describe("canonical JSON", () => {
  test("sorts keys so that one value has one form", () => {
    expect(canonicalJson({ b: 1, a: [true, "è"] })).toBe('{"a":[true,"è"],"b":1}');
  });
  test("is what the reference implementation prints, whatever the value", () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "medium" },
        fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
        fc.boolean(),
        fc.string({ unit: "binary" }),
        fc.array(tie("tree"), { maxLength: 5 }),
        fc.dictionary(fc.string({ unit: "binary" }), tie("tree"), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const text = canonicalJson(value as CanonicalValue);
        expect(text).toBe(canonicalize(value));
        expect(atOnce(parseCanonicalInSteps(Buffer.from(text, "utf8")))).toEqual(value);
      }),
      { numRuns: 2_000 },
    );
  });
  test.each([
    ["null", null],
    ["undefined", { a: undefined }],
    ["a lone surrogate", "\ud800"],
    ["a lone surrogate in a name", { "\udc00": 1 }],
    ["minus zero", -0],
    ["a number beyond 2^53", 2 ** 53],
    ["33 levels", Array.from({ length: 33 }).reduce((inner) => [inner], 1)],
  ])("refuses %s", (_name, value) => {
    expect(() => canonicalJson(value as CanonicalValue)).toThrow();
  });
  test("refuses floats, because two languages print them differently", () => {
    expect(() => canonicalJson({ lat: 45.1 })).toThrow(RangeError);
  });
  test("bytes with a blank between members are not canonical", () => {
    expect(parseCanonical(Buffer.from('{"a": 1}'))).toBeUndefined();
    expect(atOnce(parseCanonicalInSteps(Buffer.from('{"a": 1}')))).toBeUndefined();
    expect(atOnce(parseCanonicalInSteps(Buffer.from('{"b":1,"a":1}')))).toBeUndefined();
    expect(atOnce(parseCanonicalInSteps(Buffer.from('{"a":1')))).toBeUndefined();
    expect(parseCanonical(Buffer.from('{"a":1}'))).toEqual({ a: 1 });
  });
  const printedAgain = (text: string): boolean => {
    try {
      return canonicalJson(JSON.parse(text)) === text;
    } catch {
      return false;
    }
  };
  test.each([
    ...['{"b":1,"a":2}', '{"a":2,"b":1}', '{"10":1,"9":2}', '{"9":1,"10":2}', '{"a":1,"a":1}'],
    ...['"\\ud800"', '"\\u0001"', '"\\u0041"', '"\\n"', '"è"', '{"":1}', '{"__proto__":{"b":1}}'],
    ...["-0", "0", "1.5", "1e3", "9007199254740992", "null", "[null]", " 1", "[[],{}]"],
    ...[32, 33, 40].map((levels) => `${"[".repeat(levels)}${"]".repeat(levels)}`),
  ])(
    "the quick way through stored bytes takes %s only if the printer would have printed it",
    (text) => {
      expect(parseCanonical(Buffer.from(text)) !== undefined).toBe(printedAgain(text));
    },
  );
  test("no text gets through the quick way that the printer would have printed otherwise", () => {
    const texts = fc.tuple(fc.json({ depthSize: "small" }), fc.boolean()).map(([text, sorted]) => {
      const value: unknown = JSON.parse(text);
      return sorted ? (canonicalize(value) ?? text) : text;
    });
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseCanonical(Buffer.from(text)) !== undefined).toBe(printedAgain(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
