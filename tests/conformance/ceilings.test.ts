import { describe, expect, test } from "@jest/globals";
import { enumTable } from "#libs/incident/catalogue";
import type { Category, Purpose, Regime } from "#libs/incident/event";
import { capOf, ceilingsFor } from "#libs/policy/ceilings";
import type { Ceiling, Ceilings } from "#libs/policy/ceilingsSchema";
import { roomKinds } from "#libs/policy/roomSchema";
import { ceilings } from "#tests/support/patto";

type RoomKind = (typeof roomKinds)[number];

const categories = Object.keys(enumTable("Category")) as readonly Category[];
const grounds = (Object.keys(enumTable("Purpose")) as Purpose[]).flatMap((purpose) =>
  (Object.keys(enumTable("Regime")) as Regime[]).map((regime) => ({ purpose, regime })),
);
const policeForces: readonly RoomKind[] = ["questura", "carabinieri", "guardia_di_finanza"];

/** What the law withholds, written by hand from law.md (b) and (c), whatever an agreement says. */
function lawOn(to: RoomKind, category: Category, ground: (typeof grounds)[number]): string {
  const isStopped =
    policeForces.includes(to) && ground.purpose === "P6" && ground.regime === "administrative";
  const isStolenVehicle = category === "C14";
  return JSON.stringify([
    isStopped,
    isStolenVehicle ? ["note", "operator"] : ["database_result", "note", "operator"],
    ["G10", "G16"],
    [],
    isStolenVehicle ? [] : ["police_database"],
  ]);
}

/** The first exchange in which these ceilings are not the law. */
function firstDeparture(files: readonly Ceilings[]): string | undefined {
  const compiled = files.flatMap(({ ceilings: source, rules }) =>
    rules.map((rule) => ({ rule, source })),
  );
  const kinds = new Map<string, RoomKind>(roomKinds.map((kind) => [kind, kind]));
  const days = ["2026-06-01", "2026-06-01"] as const;
  for (const from of roomKinds) {
    for (const kind of roomKinds) {
      for (const category of categories) {
        for (const ground of grounds) {
          const input = { category, ground, days };
          const found = ceilingsFor({ ceilings: compiled, kinds }, input, from, { kind });
          const isStopped = found.some(({ rule }) => "deliver" in rule.cap);
          const said = JSON.stringify([isStopped, ...(JSON.parse(capOf(found).key) as string[])]);
          const law = lawOn(kind, category, ground);
          // The key of a cap lists classes, groups, paths and sources.
          if (said !== law) return `${from} to ${kind}, ${category}, ${ground.purpose}: ${said}`;
        }
      }
    }
  }
  return undefined;
}

/** Every change of one place of a ceiling: gone, a condition or one of its words gone, a word of what it caps gone. */
function mutantsOf(rule: Ceiling): readonly (readonly [string, Ceiling | undefined])[] {
  const when = Object.entries(rule.when).flatMap(([name, words]) => [
    [`whatever its ${name}`, { ...rule, when: without(rule.when, name) }] as const,
    ...(words.length < 2 ? [] : words).map(
      (word) =>
        [
          `${name} without ${word}`,
          { ...rule, when: { ...rule.when, [name]: words.filter((one) => one !== word) } },
        ] as const,
    ),
  ]);
  const lists = "withhold" in rule.cap ? rule.cap.withhold : {};
  const caps = Object.entries(lists).flatMap(([name, words]) =>
    words.map((word) => {
      const list = words.filter((one) => one !== word);
      return [
        `lets ${word} pass`,
        { ...rule, cap: { withhold: { ...lists, [name]: list } } },
      ] as const;
    }),
  );
  return [["gone", undefined], ...when, ...caps];
}

function without(when: Ceiling["when"], name: string): Ceiling["when"] {
  return Object.fromEntries(Object.entries(when).filter(([other]) => other !== name));
}

describe("the ceilings as shipped", () => {
  test("are the law, in every category and on every ground, between rooms of every kind", () => {
    expect(firstDeparture(ceilings)).toBeUndefined();
  });

  const mutants = ceilings.flatMap((file, at) =>
    file.rules.flatMap((rule, index) =>
      mutantsOf(rule).map(([name, changed]) => {
        const instead = changed === undefined ? [] : [changed];
        const rules = file.rules.toSpliced(index, 1, ...instead);
        return { name: `${rule.id}: ${name}`, files: ceilings.with(at, { ...file, rules }) };
      }),
    ),
  );

  test.each(mutants)("are not, with one change: $name", ({ files }) => {
    expect(firstDeparture(files)).toBeDefined();
  });
});
