import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { difference } from "#libs/policy/difference";
import { foldHoldings, holdingKey, holdingsAfter } from "#libs/policy/holdings";

const paths = ["vehicle.plate", "vehicle.colour", "place.street", "incident.status"] as const;
const values = fc
  .array(
    fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom(...paths), fc.constantFrom("1", "2", "3")),
  )
  .map((items) => new Map(items.map(([ref, path, mac]) => [holdingKey(ref, path), mac])));

/** Copies that lead a room through these values, one after another. */
function copiesThrough(states: readonly ReadonlyMap<string, string>[]) {
  let held = foldHoldings([], new Set());
  return states.map((state, i) => {
    const entries = difference(held, state);
    held = holdingsAfter(held, entries);
    return { delivery: `d${i}`, entries };
  });
}

describe("what a room holds", () => {
  test("is what the differences led it to", () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1 }), (states) => {
        const held = foldHoldings(copiesThrough(states), new Set());
        expect(held.values).toEqual(states.at(-1));
      }),
    );
  });

  test("a difference to what is held already is empty", () => {
    fc.assert(
      fc.property(values, (state) => {
        const held = foldHoldings(copiesThrough([state]), new Set());
        expect(difference(held, state)).toEqual([]);
      }),
    );
  });

  test("copies that were not handed out leave neither values nor revisions", () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 2 }), fc.nat(), (states, cut) => {
        const copies = copiesThrough(states);
        const kept = (cut % copies.length) + 1;
        const lost = new Set(copies.slice(kept).map(({ delivery }) => delivery));
        expect(foldHoldings(copies, lost)).toEqual(foldHoldings(copies.slice(0, kept), new Set()));
      }),
    );
  });

  test("a revision counts the copies that carried the component, not those that only withdrew it or changed the head", () => {
    const state = (entries: Record<string, string>) => new Map(Object.entries(entries));
    const copies = copiesThrough([
      state({ "a vehicle.plate": "1", "a vehicle.colour": "1", "i incident.status": "1" }),
      state({ "a vehicle.plate": "1", "i incident.status": "2" }),
      state({ "a vehicle.plate": "1", "i incident.status": "3" }),
      state({ "i incident.status": "3" }),
    ]);
    const held = foldHoldings(copies, new Set());
    expect([...held.revisions]).toEqual([["a", 2]]);
  });
});
