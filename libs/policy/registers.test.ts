import { describe, expect, test } from "@jest/globals";
import { leaves } from "#libs/incident/catalogue";
import { agreements } from "#tests/support/agreements";
import { compiled } from "#tests/support/patto";
import { fieldInventory, processingRegister, registerTerms } from "./registers.ts";

const signed = agreements();
const live = { ruleSet: { agreements: [...signed], grants: [] }, rules: compiled(...signed) };
const everybody = () => true;
const isCremona = (room: string) => room === "pl_cremona";

describe("the register of processing", () => {
  const register = processingRegister(live, everybody);

  test("has every exchange that a rule permits, and no other one", () => {
    for (const cell of [...live.rules.cells.values()].flat()) {
      const { rule, author, receiver, category } = cell;
      const entry = register.find(
        (one) =>
          one.agreement === rule.agreement.id &&
          one.purpose === (rule.purpose ?? null) &&
          one.regime === (rule.regime ?? null),
      );
      if (rule.deliver === "forbid") expect(entry?.rules ?? []).not.toContain(rule.id);
      else {
        expect(entry?.senders).toContain(author);
        expect(entry?.recipients).toContain(receiver);
        expect(entry?.categories).toContain(category);
      }
    }
  });

  test("names for each processing its purpose, legal source, article with its words, people, data, recipients and terms", () => {
    expect(register.length).toBeGreaterThan(1);
    for (const one of register) {
      for (const list of [one.law, one.articles, one.categories, one.classes, one.recipients]) {
        expect(list.length).toBeGreaterThan(0);
      }
      expect([one.purpose, one.regime, one.title.length > 3]).toEqual([
        ...[expect.stringMatching(/^P\d$/), expect.stringMatching(/police|administrative/), true],
      ]);
      expect(one.articles.every(({ text }) => text.length > 10)).toBe(true);
      expect(one.terms).toContain("open_incident");
    }
  });

  test("of one titolare has nothing in which none of its rooms has a part", () => {
    const own = processingRegister(live, isCremona);
    expect(own.length).toBeGreaterThan(0);
    for (const one of own) {
      expect([...one.senders, ...one.recipients]).toContain("pl_cremona");
    }
  });
});

describe("the inventory for the impact assessment", () => {
  test("has every field of the contract, also those that nobody may have", () => {
    const fields = fieldInventory(live, everybody);
    expect(fields.map(({ path }) => path)).toEqual(leaves.map(({ path }) => path));
    expect(fieldInventory(live, () => false).every(({ grants }) => grants.length === 0)).toBe(true);
  });

  test("says of a field exactly the rooms that some rule gives it to", () => {
    for (const { path, grants } of fieldInventory(live, everybody)) {
      const receivers = new Set(
        [...live.rules.cells.values()]
          .flat()
          .filter(({ rule }) => rule.deliver !== "forbid" && rule.plan?.clauses.has(path))
          .map(({ receiver }) => receiver),
      );
      expect([path, new Set(grants.map(({ receiver }) => receiver))]).toEqual([path, receivers]);
      for (const { receiver, categories, rule } of grants) {
        const [category] = categories;
        const isPermitted = [...live.rules.cells.values()]
          .flat()
          .some(
            (cell) =>
              cell.receiver === receiver && cell.rule.id === rule && cell.category === category,
          );
        expect([path, isPermitted]).toEqual([path, true]);
      }
    }
  });

  test("gives health data their level and the short term, and says which data are made by the core", () => {
    const fields = new Map(fieldInventory(live, everybody).map((field) => [field.path, field]));
    expect(fields.get("person.injury")).toMatchObject({ dataClass: "health", levels: [3, 3] });
    expect(fields.get("person.injury")?.terms).toEqual(["open_incident", "sensitive"]);
    expect(fields.get("place.zone")?.isDerived).toBe(true);
  });
});

test("terms are those that were signed, else those of the law, and the register says which", () => {
  const terms = registerTerms(undefined);
  expect(terms.find(({ term }) => term === "ordinary")).toEqual({
    ...{ term: "ordinary", ms: 3 * 86_400_000, from: "close", source: null, proposal: true },
  });
});
