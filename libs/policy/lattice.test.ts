import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Precision } from "#libs/policy/lattice";
import { keep, meet, precisionOf, withhold } from "#libs/policy/lattice";

const transform = (as: string | undefined, residentsMin?: number): Precision => {
  return { do: "generalise", as, residentsMin };
};

const precision: fc.Arbitrary<Precision> = fc.oneof(
  fc.constantFrom(withhold, keep),
  fc.record({
    do: fc.constantFrom("generalise" as const, "pseudonymise" as const),
    as: fc.constantFrom("a", "b", undefined),
    residentsMin: fc.constantFrom(undefined, 50, 500),
  }),
);

describe("the most restrictive of two treatments", () => {
  test("does not depend on their order or grouping, and is a treatment itself where both are the same", () => {
    fc.assert(
      fc.property(precision, precision, precision, (a, b, c) => {
        expect(meet(a, b)).toEqual(meet(b, a));
        expect(meet(meet(a, b), c)).toEqual(meet(a, meet(b, c)));
        expect(meet(a, a)).toEqual(a);
      }),
    );
  });

  test("withholds where one of them does, and is the other where one keeps", () => {
    fc.assert(
      fc.property(precision, (a) => {
        expect(meet(a, withhold)).toEqual(withhold);
        expect(meet(withhold, a)).toEqual(withhold);
        expect(meet(a, keep)).toEqual(a);
        expect(meet(keep, a)).toEqual(a);
      }),
    );
  });

  test("of two areas is the one with more residents, whichever comes first", () => {
    const [fine, coarse] = [transform("area", 50), transform("area", 500)];
    expect(meet(fine, coarse)).toEqual(coarse);
    expect(meet(coarse, fine)).toEqual(coarse);
  });

  test.each([
    ["of another name", transform("zone"), transform("cell")],
    ["of another kind", transform("a"), { do: "count", as: "a", residentsMin: undefined } as const],
    ["without the other's parameter", transform("area", 50), transform("area")],
  ])("of transforms %s says nothing in common: withheld", (_what, a, b) => {
    expect(meet(a, b)).toEqual(withhold);
    expect(meet(b, a)).toEqual(withhold);
  });

  test("of the same transform without a parameter is that transform", () => {
    expect(meet(transform("zone"), transform("zone"))).toEqual(transform("zone"));
  });
});

test("a clause is a point of the lattice: its transform, name and parameter, and nothing else of it", () => {
  expect(precisionOf({ do: "keep" })).toBe(keep);
  expect(
    precisionOf({ if: { minor: true }, do: "generalise", as: "area", residents_min: 50 }),
  ).toEqual(transform("area", 50));
  expect(precisionOf({ do: "count" })).toEqual({
    do: "count",
    as: undefined,
    residentsMin: undefined,
  });
});

test("withholding and keeping are what they are called", () => {
  expect([withhold, keep]).toEqual([{ do: "withhold" }, { do: "keep" }]);
});
