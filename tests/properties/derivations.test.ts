import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { leaves, leavesOf } from "#libs/incident/catalogue";
import { ruledComponents } from "#libs/incident/derive";
import type { Component, Fields, IncidentEvent } from "#libs/incident/event";
import { foldAll } from "#libs/incident/state";
import { canonicalJson } from "#libs/seal/canonical";
import { arbitraryComponent, arbitraryTime, statableKinds } from "#tests/support/arbitraries";
import { eventAt } from "#tests/support/fullIncident";
import { dependences } from "#tests/support/pairs/dependences";
import { drawOf } from "#tests/support/pairs/draw";
import { drawnLeaf, statableLeaves } from "#tests/support/pairs/values";

const runs = 2_000;
const noWorld = { residents: new Map<string, number>(), residentsMin: [] };

const derivedPaths = new Set(
  leaves.filter(({ derived }) => derived).map(({ path }) => String(path)),
);

/** Every derived leaf that rules may see of an incident of one component, by path. */
function derivedOf(component: Component, observed: string): ReadonlyMap<string, string> {
  const event: Partial<IncidentEvent> = { kind: "report", category: "C03", observed };
  const state = foldAll([eventAt(0, { ...event, upsert: [component] })]);
  if (state === undefined) throw new Error("a report opens an incident");
  const values = ruledComponents(state).flatMap(({ kind, fields }) =>
    Object.entries(fields).map(
      ([name, value]) => [`${kind}.${name}`, canonicalJson(value)] as const,
    ),
  );
  return new Map(values.filter(([path]) => derivedPaths.has(path)));
}

const known = fc.oneof(...statableKinds.map((kind) => arbitraryComponent(kind)));
const told = fc.record({ component: known, observed: arbitraryTime(), salt: fc.nat() });

/** Components of whose leaves rules make others. */
const sourced = Object.entries(dependences).flatMap(([kind, list]) =>
  list
    .filter(({ of }) => derivedPaths.has(of) && of !== "place.area" && !of.endsWith("plate_token"))
    .map((dependence) => ({ kind, dependence })),
);

describe("a derived leaf", () => {
  test.each(sourced.map((each) => [each.dependence.of, each] as const))(
    "%s is the same for two components of one class, whatever else differs",
    (_, { kind, dependence }) => {
      const word = statableKinds.find((each) => each === kind);
      if (word === undefined) throw new Error(`no kind ${kind}`);
      const { of, sources, classOf, nudge } = dependence;
      let same = 0;
      const cases = fc.record({
        component: arbitraryComponent(word),
        observed: arbitraryTime(),
        salt: fc.nat(),
      });
      const property = fc.property(cases, ({ component, observed, salt }) => {
        const draw = drawOf(salt);
        const others = statableLeaves(word).filter(
          ({ name }) => !sources.includes(name) && draw.chance(60),
        );
        const changed = Object.fromEntries(
          others.map((leaf) => [leaf.name, drawnLeaf(leaf, draw)]),
        );
        const fields: Fields = {
          ...component.fields,
          ...changed,
          ...nudge?.(component.fields, draw),
        };
        const isSame =
          classOf(component.fields, observed, noWorld) === classOf(fields, observed, noWorld);
        if (!isSame || Object.keys(component.fields).length === 0) return;
        same += 1;
        const [left, right] = [component, { ...component, fields }];
        expect(derivedOf(right, observed).get(of)).toBe(derivedOf(left, observed).get(of));
      });
      fc.assert(property, { numRuns: runs, seed: 51 });
      expect(same).toBeGreaterThan(runs / 4);
    },
  );

  test("is made the same way each time, and always: no component and no time makes it fail", () => {
    const property = fc.property(told, ({ component, observed }) => {
      expect(derivedOf(component, observed)).toEqual(derivedOf(component, observed));
    });
    fc.assert(property, { numRuns: runs, seed: 52 });
  });

  test("does not change when what it was made into is told again: derived once, or of what was derived", () => {
    const property = fc.property(told, ({ component, observed }) => {
      const once = derivedOf(component, observed);
      const own = leavesOf(component.kind).flatMap(({ name, path }) => {
        const value = once.get(path);
        return value === undefined ? [] : [[name, JSON.parse(value)] as const];
      });
      const again = { ...component, fields: { ...component.fields, ...Object.fromEntries(own) } };
      expect(derivedOf(again, observed)).toEqual(once);
    });
    fc.assert(property, { numRuns: runs, seed: 53 });
  });

  test("cannot be stated: what a sender writes in its place is not what is told", () => {
    const property = fc.property(told, ({ component, observed, salt }) => {
      const forged = leavesOf(component.kind).filter(
        ({ derived, statable }) => derived && !statable,
      );
      const draw = drawOf(salt);
      const lies = Object.fromEntries(forged.map(({ name }) => [name, `ZZ0-${draw.below(999)}`]));
      if (Object.keys(component.fields).length === 0) return;
      const lying = { ...component, fields: { ...component.fields, ...lies } };
      expect(derivedOf(lying, observed)).toEqual(derivedOf(component, observed));
    });
    fc.assert(property, { numRuns: runs, seed: 54 });
  });
});
