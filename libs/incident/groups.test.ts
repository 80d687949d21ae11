import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "@jest/globals";
import type { Leaf } from "#libs/incident/catalogue";
import { enumTable, leafAt, leaves } from "#libs/incident/catalogue";
import type { PersonRole } from "#libs/incident/event";
import type { Attributes } from "#libs/incident/groups";
import { groupsOf, isSensitive, levelOf } from "#libs/incident/groups";

const roleSets = Object.keys(enumTable("PersonRole"))
  .flatMap((role) => [[role], [role, "reporter"], [role, "suspect"]])
  .concat([[]]) as readonly (readonly PersonRole[])[];

const allAttributes: readonly Attributes[] = (["public", "sensitive"] as const).flatMap((place) =>
  [true, false].flatMap((minor) =>
    roleSets.map((roles) => ({ place, minor, roles, basis: "fact", source: "unstated" })),
  ),
);

function leaf(path: string): Leaf {
  const found = leafAt(path);
  if (found === undefined) throw new Error(`no leaf ${path}`);
  return found;
}

describe("every leaf belongs to groups that a privacy officer knows", () => {
  test("each class has at least one group and a level, whatever the attributes", () => {
    for (const { dataClass, path } of leaves) {
      for (const attributes of allAttributes) {
        expect(groupsOf(dataClass, attributes).length).toBeGreaterThan(0);
        expect(levelOf(leaf(path), attributes)).toBeGreaterThanOrEqual(0);
      }
    }
  });
  const publicAdult = {
    place: "public",
    roles: [],
    minor: false,
    basis: "fact",
    source: "unstated",
  } as const;
  test("no leaf belongs to a group that may never leave (G10, G16), and one flag alone to G14", () => {
    const groups = leaves.flatMap(({ dataClass }) =>
      allAttributes.flatMap((attributes) => groupsOf(dataClass, attributes)),
    );
    expect(groups.filter((group) => ["G10", "G16"].includes(group))).toEqual([]);
    const databaseResults = leaves.filter(({ dataClass }) =>
      groupsOf(dataClass, publicAdult).includes("G14"),
    );
    expect(databaseResults.map(({ path }) => path)).toEqual(["vehicle.listed_stolen"]);
  });
  test("what is not known is sensitive: a place, and a person of unknown age or role", () => {
    const observed = "2026-11-22T09:00:00.000Z";
    const place = { kind: "place", id: "p", fields: { street: "VIA SINTETICA" } } as const;
    expect(isSensitive(leaf("place.street"), place, { sent: observed })).toBe(true);
    const open = { ...place, fields: { ...place.fields, sensitivity: "public" } };
    expect(isSensitive(leaf("place.street"), open, { sent: observed })).toBe(false);
    const person = { kind: "person", id: "a", fields: { roles: ["reporter"] } } as const;
    expect(isSensitive(leaf("person.phone"), person, { sent: observed })).toBe(true);
    const adult = { ...person, fields: { roles: ["reporter"], birth_date: "1980-01-01" } };
    expect(isSensitive(leaf("person.phone"), adult, { sent: observed })).toBe(false);
  });
});

describe("the generator of the catalogue", () => {
  const script = join(import.meta.dirname, "../../../scripts/catalogue.mjs");
  const modelWith = (options: object) => ({
    nested: {
      raccordo: {
        nested: {
          v1: { nested: { Event: { fields: { phone: { type: "string", id: 1, options } } } } },
        },
      },
    },
  });
  test("stops at a field without a data class, and names it", async () => {
    const loaded: { catalogueSource(model: unknown): string } = await import(
      pathToFileURL(script).href
    );
    expect(() => loaded.catalogueSource(modelWith({}))).toThrow("Event.phone has no data class");
    const classed = modelWith({ "(data_class)": "DATA_CLASS_PERSON_CONTACT" });
    expect(loaded.catalogueSource(classed)).toContain('"person_contact"');
  });
});
