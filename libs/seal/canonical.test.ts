import { describe, expect, test } from "@jest/globals";
import { canonicalJson, parseCanonical } from "#libs/seal/canonical";

describe("canonical JSON", () => {
  test("sorts keys so that one value has one form", () => {
    expect(canonicalJson({ b: 1, a: [true, "è"] })).toBe('{"a":[true,"è"],"b":1}');
  });
  test("refuses floats, because two languages print them differently", () => {
    expect(() => canonicalJson({ lat: 45.1 })).toThrow(RangeError);
  });
  test("bytes with a blank between members are not canonical", () => {
    expect(parseCanonical(Buffer.from('{"a": 1}'))).toBeUndefined();
    expect(parseCanonical(Buffer.from('{"a":1}'))).toEqual({ a: 1 });
  });
});
