import { describe, expect, test } from "@jest/globals";
import type { LeafPath } from "#libs/incident/catalogue";
import { leafAt } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import { capOf } from "#libs/policy/ceilings";
import type { Clause } from "#libs/policy/clauseSchema";
import { keep } from "#libs/policy/lattice";
import { isForOneReceiver, makingOf, stepsKey, stepsOf } from "#libs/policy/projectorSteps";

const component = (kind: RuledComponent["kind"]): RuledComponent => ({
  ...{ author: "pl_sintetica", kind, id: "x", fields: {} },
  attributes: { place: "public", roles: [], minor: false, basis: "fact", source: "unstated" },
});

/** Steps of a plan that makes one leaf by one clause. */
function stepsAt(path: LeafPath, clause: Clause, isInCharge = false) {
  const plan = { hash: "", opensOnCharge: false, clauses: new Map([[path, [clause]]]) };
  const kind = leafAt(path)?.kind ?? "note";
  return stepsOf({ plan, cap: capOf([]) }, component(kind), isInCharge);
}

describe("the step of a leaf", () => {
  test.each<readonly [LeafPath, object]>([
    ["vehicle.plate", { make: "text" }],
    ["person.minor", { make: "flag" }],
    ["place.accuracy_m", { make: "count" }],
    ["place.point", { make: "point" }],
    ["place.polygon", { make: "points" }],
    ["vehicle.colour", { make: "word", of: "Colour" }],
    ["person.roles", { make: "words", of: "PersonRole" }],
  ])("%s is read by its type", (path, making) => {
    const name = leafAt(path)?.name;
    expect(stepsAt(path, { do: "keep" })).toEqual([{ name, ...making }]);
  });

  test("that is a list of texts is read as one, though the contract has none today", () => {
    const plate = leafAt("vehicle.plate");
    if (plate === undefined) throw new Error("no plate");
    expect(makingOf({ ...plate, repeated: true }, keep)).toEqual({ make: "texts" });
  });

  test("that is an area is made with the residents of its clause, and not at all without", () => {
    const clause = { do: "generalise", as: "area-by-residents" } as const;
    expect(stepsAt("place.area", { ...clause, residents_min: 50 })).toEqual([
      { name: "area", make: "area", residentsMin: 50 },
    ]);
    expect(stepsAt("place.area", clause)).toEqual([]);
    expect(stepsAt("place.area", { do: "keep" })).toEqual([]);
  });

  test("that is a pseudonym is made of its source, for one receiver", () => {
    const steps = stepsAt("vehicle.plate_token", { do: "pseudonymise", as: "hmac-receiver" });
    expect(steps).toEqual([
      { name: "plate_token", make: "pseudonym", path: "vehicle.plate_token", from: "plate" },
    ]);
    expect(steps.map(isForOneReceiver)).toEqual([true]);
    expect(stepsAt("vehicle.plate", { do: "keep" }).map(isForOneReceiver)).toEqual([false]);
  });

  test("that is withheld is none, and opens with the charge where the clause says so", () => {
    const inCharge: Clause = { once: "in-charge", do: "keep" };
    expect(stepsAt("vehicle.plate", inCharge)).toEqual([]);
    expect(stepsAt("vehicle.plate", inCharge, true)).toHaveLength(1);
    expect(stepsAt("vehicle.plate", { if: { basis: "assessment" }, do: "keep" })).toEqual([]);
  });
});

test("two sequences of steps have one text only if they are the same", () => {
  const [plate, colour] = [
    stepsAt("vehicle.plate", { do: "keep" }),
    stepsAt("vehicle.colour", { do: "keep" }),
  ];
  expect(stepsKey(plate)).toBe(stepsKey(stepsAt("vehicle.plate", { do: "keep" })));
  expect(new Set([plate, colour, [...plate, ...colour], []].map(stepsKey)).size).toBe(4);
});
