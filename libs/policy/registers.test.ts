import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { leaves } from "#libs/incident/catalogue";
import { agreements } from "#tests/support/agreements";
import { compiled } from "#tests/support/patto";
import type { Cell } from "./compiled.ts";
import type { RulesOfMoment, StandingRevocation } from "./permissionStanding.ts";
import { fieldInventory, processingRegister, registerTerms } from "./registers.ts";
import { revokes } from "./revoke.ts";
import type { Revoked } from "./ruleSetLife.ts";

const signed = agreements();
const live: RulesOfMoment = {
  ...{ at: "2026-11-22T10:00:00.000Z", revocations: [], lapsed: false },
  ...{ ruleSet: { agreements: [...signed], grants: [] }, rules: compiled(...signed) },
};
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

const revocation = (what: StandingRevocation["what"], since: string): StandingRevocation => ({
  ...{ what, since, digest: since, reason: "wrong_rule" },
});
const nothing = { agreements: [], rules: [], rooms: [] };
const [march, april] = ["2026-03-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"];

/** Who gives whom, by which rule of which agreement. */
interface Exchange {
  readonly agreement: string;
  readonly rule: string;
  readonly author: string;
  readonly receiver: string;
}
const exchangeOf = ({ rule, author, receiver }: Cell): Exchange => ({
  ...{ agreement: rule.agreement.id, rule: rule.id, author, receiver },
});
const giving = [...live.rules.cells.values()].flat().filter(({ rule }) => rule.plan !== undefined);

describe("what an emergency revocation took away", () => {
  const named = fc
    .constantFrom(...giving)
    .chain(({ rule, receiver }) =>
      fc.constantFrom<Revoked>(
        { ...nothing, rooms: [receiver] },
        { ...nothing, agreements: [rule.agreement.id] },
        { ...nothing, rules: [{ agreement: rule.agreement.id, rule: rule.id }] },
        { all: true },
      ),
    );
  const namesOf = (exchanges: readonly Exchange[]) =>
    new Set(exchanges.map(({ agreement, rule }) => `${agreement} ${rule}`));

  test("stands in the register as revoked since then, whatever it was, and nothing else does", () => {
    fc.assert(
      fc.property(named, (what) => {
        const moment = { ...live, revocations: [revocation(what, march)] };
        const taken = giving.filter((cell) => revokes(what, cell)).map(exchangeOf);
        const left = namesOf(giving.filter((cell) => !revokes(what, cell)).map(exchangeOf));
        const register = processingRegister(moment, everybody);
        const told = register.flatMap(({ agreement, revoked }) =>
          revoked.map((one) => ({ ...one, agreement })),
        );
        expect(namesOf(told.map((one) => ({ ...one, author: "", receiver: "" })))).toEqual(
          namesOf(taken),
        );
        for (const { since, agreement, rule, senders, recipients } of told) {
          const of = taken.filter((one) => one.agreement === agreement && one.rule === rule);
          expect([since, new Set(senders), new Set(recipients)]).toEqual([
            ...[march, new Set(of.map(({ author }) => author))],
            new Set(of.map(({ receiver }) => receiver)),
          ]);
        }
        for (const { agreement, rules, standing } of register) {
          const isLeft = rules.every((rule) => left.has(`${agreement} ${rule}`));
          expect(standing === "revoked" || isLeft).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  test("is in no grant of the inventory", () => {
    fc.assert(
      fc.property(named, (what) => {
        const moment = { ...live, revocations: [revocation(what, march)] };
        const left = giving.filter((cell) => !revokes(what, cell)).map(exchangeOf);
        const pairs = new Set(left.map((one) => `${one.agreement} ${one.rule} ${one.receiver}`));
        for (const { grants } of fieldInventory(moment, everybody)) {
          for (const { agreement, rule, receiver } of grants) {
            expect(pairs).toContain(`${agreement} ${rule} ${receiver}`);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test("leaves no processing out: all that is revoked is still listed, with its law and its data", () => {
    const all = { ...live, revocations: [revocation({ all: true }, march)] };
    const register = processingRegister(all, everybody);
    const before = processingRegister(live, everybody);
    expect(register.map(({ standing }) => standing)).toEqual(before.map(() => "revoked"));
    expect(register.map(({ revoked: _, standing: __, ...rest }) => rest)).toEqual(
      before.map(({ revoked: _, standing: __, ...rest }) => rest),
    );
    expect(fieldInventory(all, everybody).every(({ grants }) => grants.length === 0)).toBe(true);
  });

  test("counts from the first of two revocations that take the same", () => {
    const [cell] = giving;
    const rooms = [cell?.receiver ?? ""];
    const revocations = [
      revocation({ ...nothing, rooms }, april),
      revocation({ all: true }, march),
    ];
    const told = processingRegister({ ...live, revocations }, everybody);
    expect(new Set(told.flatMap(({ revoked }) => revoked.map(({ since }) => since)))).toEqual(
      new Set([march]),
    );
  });
});

describe("a moment at which rules gave nothing", () => {
  test("after the last day of an agreement, or when the set has expired, says which it is", () => {
    const ended = { ...live, at: "2090-01-01T00:00:00.000Z" };
    const cases = [
      [ended, "out_of_days"],
      [{ ...live, lapsed: true }, "lapsed"],
    ] as const;
    for (const [moment, standing] of cases) {
      expect(new Set(processingRegister(moment, everybody).map((one) => one.standing))).toEqual(
        new Set([standing]),
      );
      const fields = fieldInventory(moment, everybody);
      expect(fields.every(({ grants }) => grants.length === 0)).toBe(true);
    }
    expect(fieldInventory(undefined, everybody).map(({ path }) => path)).toEqual(
      leaves.map(({ path }) => path),
    );
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
