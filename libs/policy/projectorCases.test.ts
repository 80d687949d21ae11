import { describe, expect, test } from "@jest/globals";
import type { LeafPath } from "#libs/incident/catalogue";
import { enumTable } from "#libs/incident/catalogue";
import type { DatumSource } from "#libs/incident/event";
import { capOf } from "#libs/policy/ceilings";
import type { Clause, ClauseSource } from "#libs/policy/clauseSchema";
import type { CappedPlan } from "#libs/policy/project";
import { attributesFor, fieldsFor } from "#libs/policy/projectorCases";

const sources = Object.keys(enumTable("Source")) as readonly DatumSource[];

/** A plan with an unconditional clause and these conditions at one leaf. */
function planIf(path: LeafPath, ...ifs: readonly NonNullable<Clause["if"]>[]): CappedPlan {
  const clauses = [{ do: "keep" as const }, ...ifs.map((of): Clause => ({ if: of, do: "keep" }))];
  return {
    plan: { hash: "", opensOnCharge: false, clauses: new Map([[path, clauses]]) },
    cap: capOf([]),
  };
}

const capped = (plan: CappedPlan, ...named: readonly DatumSource[]): CappedPlan => ({
  ...plan,
  cap: { ...plan.cap, sources: new Set(named) },
});

const nothing = planIf("vehicle.plate");
const one = { place: "sensitive", basis: "assessment", source: "unstated" } as const;

describe("the attributes that a plan can tell apart", () => {
  test("of a component about which nothing is asked are one of each", () => {
    expect(attributesFor(nothing, "vehicle")).toEqual([{ ...one, roles: [], minor: true }]);
  });

  test("of a place are always both kinds: the groups of the law tell them apart", () => {
    expect(attributesFor(nothing, "place").map(({ place }) => place)).toEqual([
      ...["public", "sensitive"],
    ]);
  });

  test("are fact and assessment where a clause of that kind of component asks", () => {
    const plan = planIf("risk.risk_type", { basis: "fact" });
    const bases = (kind: "risk" | "vehicle") => attributesFor(plan, kind).map(({ basis }) => basis);
    expect(bases("risk")).toEqual(["fact", "assessment"]);
    expect(bases("vehicle")).toEqual(["assessment"]);
  });

  test("are the sources that a clause or a ceiling names, and one that none does", () => {
    const named = (plan: CappedPlan) =>
      attributesFor(plan, "vehicle").map(({ source }): ClauseSource => source);
    const device = planIf("vehicle.plate", { source: ["device"] });
    expect(named(device)).toEqual(["unstated", "device"]);
    expect(named(capped(nothing, "police_database"))).toEqual(["unstated", "police_database"]);
    expect(named(capped(device, "police_database"))).toEqual([
      ...["unstated", "device", "police_database"],
    ]);
    const unstated = planIf("vehicle.plate", { source: ["unstated"] });
    expect(named(unstated)).toEqual(["observed", "unstated"]);
    const every = planIf("vehicle.plate", { source: ["unstated", ...sources] });
    expect(named(every)).toEqual(["unstated", ...sources]);
  });

  test("of a person are both ages, with every set of roles, one role for all that go together", () => {
    const persons = (...ifs: readonly NonNullable<Clause["if"]>[]) =>
      attributesFor(planIf("person.phone", ...ifs), "person").map(
        ({ roles, minor }) => `${roles.join()} ${minor}`,
      );
    expect(persons()).toEqual([
      ...[" true", " false", "suspect true", "suspect false"],
      ...["reporter true", "reporter false", "suspect,reporter true", "suspect,reporter false"],
    ]);
    const sets = (...ifs: readonly NonNullable<Clause["if"]>[]) =>
      persons(...ifs).flatMap((of) => (of.endsWith(" true") ? [of.replace(" true", "")] : []));
    const subsets = [
      ...["", "suspect", "victim", "suspect,victim"],
      ...["reporter", "suspect,reporter", "victim,reporter", "suspect,victim,reporter"],
    ];
    expect(sets({ minor: false }, { roles: ["victim"] })).toEqual(subsets);
    expect(sets({ roles: ["victim", "injured"] })).toEqual(subsets);
    expect(sets({ roles: ["victim", "reporter"] })).toEqual(subsets);
    const apart = sets({ roles: ["victim"] }, { roles: ["victim", "injured"] });
    expect(apart).toHaveLength(16);
    expect(apart).toContain("suspect,victim,injured,reporter");
  });
});

describe("the fields by which two ways of projecting are compared", () => {
  const whole = { lat_e7: 1, lon_e7: -2 };
  const wrong = ["\u0000", 1.5, -1, true, null, {}, [], { lat_e7: 1 }, [null]];
  const words = Object.keys(enumTable("Colour"));
  const colours = [words[0], words.at(-1), "toString"];
  const roleWords = Object.keys(enumTable("PersonRole"));
  const roles = [roleWords[0], roleWords.at(-1), "toString"];
  const points = [whole, { lat_e7: 0, lon_e7: -2 }];
  const plates = ["SINTETICO plate", ""];

  test("are first whole ones, then none", () => {
    const [full, empty] = fieldsFor("vehicle");
    expect(full).toMatchObject({ plate: "SINTETICO plate", colour: words[0], listed_stolen: true });
    expect(empty).toEqual({});
    expect(fieldsFor("unit")[0]).toEqual({
      call_sign: "SINTETICO call_sign",
      unit_status: Object.keys(enumTable("UnitStatus"))[0],
    });
  });

  test.each<readonly ["vehicle" | "place" | "person", string, readonly unknown[]]>([
    ["vehicle", "plate", [...plates, plates, ...wrong]],
    ["vehicle", "listed_stolen", [true, false, [true, false], ...wrong]],
    ["vehicle", "colour", [...colours, colours, ...wrong]],
    ["place", "accuracy_m", [7, 0, [7, 0], ...wrong]],
    ["place", "point", [...points, points, ...wrong]],
    ["place", "polygon", [points, points.slice(0, 1), [...points, 0], points[0], ...wrong]],
    ["person", "roles", [roles, roles.slice(0, 1), [...roles, 0], roles[0], ...wrong]],
  ])("in which %s.%s is in turn all that it may and may not be", (kind, name, expected) => {
    const met = fieldsFor(kind).map((fields) => String(JSON.stringify(fields[name])));
    const texts = expected.map((value) => JSON.stringify(value));
    expect(new Set(met)).toEqual(new Set([...texts, "undefined"]));
  });

  test("in which not all leaves are wrong in the same way at once", () => {
    const rows = fieldsFor("vehicle").slice(2);
    expect(rows.every((row) => Object.keys(row).length === Object.keys(rows[0] ?? {}).length)).toBe(
      true,
    );
    expect(rows.some(({ plate, make }) => plate === "\u0000" && make !== "\u0000")).toBe(true);
  });

  test("are none for a kind without leaves", () => {
    expect(fieldsFor("SINTETICO" as never)).toEqual([{}, {}]);
  });
});
