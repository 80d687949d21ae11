import { expect, test } from "@jest/globals";
import { componentKinds, enumTable, leaves } from "#libs/incident/catalogue";
import { fieldLabels, groupLabels, kindLabels, roleLabels } from "#libs/incident/fieldLabels";
import { languages } from "../texts.ts";

const sorted = (names: readonly string[]) => names.toSorted((a, b) => (a < b ? -1 : 1));

test("every field of the catalogue has a name that a person understands, and nothing else has", () => {
  expect(sorted(Object.keys(fieldLabels))).toEqual(sorted(leaves.map(({ path }) => path)));
  expect(sorted(Object.keys(kindLabels))).toEqual(sorted(componentKinds));
  expect(sorted(Object.keys(roleLabels))).toEqual(sorted(Object.keys(enumTable("PersonRole"))));
  expect(Object.keys(groupLabels)).toEqual(Array.from({ length: 17 }, (_, i) => `G${i + 1}`));
});

test("two fields of one kind never share a name", () => {
  for (const language of languages) {
    const names = Object.entries(fieldLabels).map(([path, label]) => {
      return `${path.split(".")[0]} ${label[language]}`;
    });
    expect(new Set(names).size).toBe(names.length);
  }
});
