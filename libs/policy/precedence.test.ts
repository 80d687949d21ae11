import { expect, test } from "@jest/globals";
import { heightsOf, precedenceErrors } from "#libs/policy/precedence";

/** Agreements by id, each with those over which it takes precedence. */
const agreements = (over: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(over).map(([id, others]) => ({ id, precedenceOver: new Set(others) }));

test("an agreement is as high as the number of those that give way to it, by however many steps", () => {
  const chain = agreements({ TERZO: [], PRIMO: ["SECONDO"], SECONDO: ["TERZO"], SOLO: [] });
  expect([...heightsOf(chain)]).toEqual([
    ["TERZO", 0],
    ["PRIMO", 2],
    ["SECONDO", 1],
    ["SOLO", 0],
  ]);
  const twice = agreements({ PRIMO: ["SECONDO", "TERZO"], SECONDO: ["TERZO"], TERZO: [] });
  expect([...heightsOf(twice).values()]).toEqual([2, 1, 0]);
  expect(precedenceErrors([...chain, ...twice])).toEqual([]);
  expect([...heightsOf(agreements({ PRIMO: ["IGNOTO"] })).values()]).toEqual([1]);
});

test("precedence over an agreement that is not there is an error, named by both", () => {
  expect(precedenceErrors(agreements({ PRIMO: ["SECONDO", "IGNOTO"], SECONDO: [] }))).toEqual([
    { code: "UNKNOWN_AGREEMENT", agreement: "PRIMO", path: "IGNOTO" },
  ]);
});

test("precedence over itself is a circle, by one step or several, and only for those in it", () => {
  const circle = (agreement: string) => ({ code: "PRECEDENCE_CIRCLE", agreement });
  expect(precedenceErrors(agreements({ PRIMO: ["PRIMO"] }))).toEqual([circle("PRIMO")]);
  const three = { PRIMO: ["SECONDO"], SECONDO: ["TERZO"], TERZO: ["PRIMO"], SOLO: ["PRIMO"] };
  expect(precedenceErrors(agreements(three))).toEqual(["PRIMO", "SECONDO", "TERZO"].map(circle));
  expect(precedenceErrors(agreements({ PRIMO: ["PRIMO", "IGNOTO"] }))).toEqual([
    { code: "UNKNOWN_AGREEMENT", agreement: "PRIMO", path: "IGNOTO" },
    circle("PRIMO"),
  ]);
});
