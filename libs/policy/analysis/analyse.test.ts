import { describe, expect, test } from "@jest/globals";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import { analyse } from "#libs/policy/analysis/analyse";
import { articleNumbers } from "#libs/policy/analysis/citations";
import type { TrafficCell } from "#libs/policy/analysis/coverage";
import type { FindingCode } from "#libs/policy/analysis/finding";
import type { Situation } from "#libs/policy/analysis/situations";
import { deciderOf, ruleKey, verdictOf } from "#libs/policy/analysis/situations";
import type { RuleSources } from "#libs/policy/compile";
import { compileRules } from "#libs/policy/compile";
import type { Grant } from "#libs/policy/grantSchema";
import { matrixRows } from "#libs/policy/matrixTable";
import { manyRooms, manyRules } from "#tests/support/manyRules";
import { invented, patto, room, rooms, shipped, sourcesOf } from "#tests/support/patto";

const day = "2026-11-22";

function findings(sources: RuleSources, more: { day?: string; traffic?: TrafficCell[] } = {}) {
  const compiled = compileRules(sources, rooms);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return analyse({ rules: compiled.rules, sources, rooms, day, ...more });
}

const codes = (sources: RuleSources, more = {}) =>
  new Set(findings(sources, more).map(({ code }) => code));

const only = (code: FindingCode, sources: RuleSources, more = {}) =>
  findings(sources, more).filter((finding) => finding.code === code);

/** The Patto with one rule changed. */
function withRule(id: string, change: (rule: Rule) => Partial<Rule>): Agreement {
  const source = patto();
  source.rules = source.rules.map((rule) => (rule.id === id ? { ...rule, ...change(rule) } : rule));
  return source;
}

const withFields = (id: string, fields: Rule["fields"]) =>
  sourcesOf([withRule(id, (rule) => ({ fields: { ...rule.fields, ...fields } }))]);

const withWhen = (id: string, when: Partial<Rule["when"]>) =>
  sourcesOf([withRule(id, (rule) => ({ when: { ...rule.when, ...when } }))]);

function withHead(change: Partial<Agreement["agreement"]>): RuleSources {
  const source = patto();
  return sourcesOf([{ ...source, agreement: { ...source.agreement, ...change } }]);
}

const clean = sourcesOf([patto(), invented()]);

describe("the rules that the installation ships", () => {
  test("have no error and no warning; what is said of them is for information", () => {
    const said = findings(clean);
    expect(said.filter(({ severity }) => severity !== "information")).toEqual([]);
    const informed = ["ONWARD_FORBIDDEN_MORE", "UNDECIDED_FIELDS"];
    // Explained in docs/rules.md: what a category and being named as competent open, on purpose.
    informed.push("PRECISION_BY_CATEGORY", "PRECISION_BY_NAMING");
    expect(codes(clean)).toEqual(new Set(informed));
  });
});

describe("the analysis finds, and only where it is", () => {
  test("a rule whose conditions can never hold together", () => {
    const sources = withWhen("C01-forze", { territory: "receiver" });
    expect(only("UNREACHABLE_RULE", sources)).toMatchObject([
      { rule: "C01-forze", severity: "error", values: { lacks: "territory" } },
    ]);
  });

  test("a rule that another one always comes before, with a situation that shows it", () => {
    const source = patto();
    const first = source.rules.find(({ id }) => id === "C01-forze");
    if (first === undefined) throw new Error("the rule is there");
    const { purpose, regime, ...when } = first.when;
    const forbid: Rule = { ...first, id: "C01-mai", when, deliver: "forbid", fields: {} };
    const sources = sourcesOf([{ ...source, rules: [...source.rules, forbid] }]);
    expect(only("SHADOWED_RULE", sources)).toMatchObject([
      {
        rule: "C01-forze",
        values: { by: ["PATTO-CREMONA-2022 C01-mai"] },
        example: { author: "pl_cremona", input: { category: "C01" } },
      },
    ]);
    expect([purpose, regime]).toEqual(["P1", "police"]);
  });

  test("an agreement whose periods leave a gap", () => {
    const renewals = patto().agreement.renewals.map((one) => ({ ...one, from: "2025-09-01" }));
    expect(only("PERIOD_GAP", withHead({ renewals }))).toMatchObject([
      { values: { from: "2025-08-01", to: "2025-08-31" } },
    ]);
  });

  test("an agreement that is not in force on the day, and one that soon will not be", () => {
    expect([...codes(clean, { day: "2031-01-01" })]).toContain("NOT_IN_FORCE");
    expect([...codes(sourcesOf([patto()]), { day: "2028-06-15" })]).toContain("SUNSET");
    expect([...codes(sourcesOf([patto()]), { day: "2028-05-15" })]).not.toContain("SUNSET");
  });

  test("a review that falls due", () => {
    expect(only("REVIEW_DUE", clean, { day: "2027-03-15" }).length).toBe(2);
  });

  test("an agreement in force that only forbids", () => {
    const source = patto();
    source.rules = source.rules.filter(({ deliver }) => deliver === "forbid");
    expect([...codes(sourcesOf([source]))]).toContain("NO_RULE_SPEAKS");
  });

  test("a grant for days on which its agreement is not in force", () => {
    const grant = grantOf("2028-07-20", "2028-08-10");
    expect(only("GRANT_OUTSIDE_AGREEMENT", { ...clean, grants: [grant] })).toMatchObject([
      { agreement: "AUT-SINTETICA", severity: "error" },
    ]);
    const inside = { ...clean, grants: [grantOf("2026-12-01", "2026-12-20")] };
    expect([...codes(inside)]).not.toContain("GRANT_OUTSIDE_AGREEMENT");
  });

  test("an article that the document's register does not know, that is no article, or that is invented", () => {
    const citing = (article: string) =>
      sourcesOf([withRule("C01-forze", ({ cites }) => ({ cites: { ...cites, article } }))]);
    expect(only("ARTICLE_NOT_IN_REGISTER", citing("artt. 6 e 66"))).toMatchObject([
      { rule: "C01-forze", values: { missing: ["art. 66"] } },
    ]);
    expect([...codes(citing("come d'uso"))]).toContain("ARTICLE_NOT_NAMED");
    expect([...codes(citing("INVENTATO"))]).toContain("ARTICLE_INVENTED");
    const { articles: _, ...head } = patto().agreement;
    const source = { ...patto(), agreement: head };
    expect([...codes(sourcesOf([source]))]).not.toContain("ARTICLE_NOT_IN_REGISTER");
  });

  test("health data under a rule that cites no law by which they are necessary", () => {
    const law = ["D.Lgs. 51/2018 art. 3"];
    const change = ({ cites }: Rule) => ({ cites: { ...cites, law } });
    expect(only("NECESSITY_NOT_CITED", sourcesOf([withRule("C01-forze", change)]))).toMatchObject([
      { rule: "C01-forze", values: { needed: "D.Lgs. 51/2018 art. 7" } },
    ]);
  });

  test("a field that the law withholds whatever a rule says", () => {
    const capped = withFields("C14-forze", {});
    expect(capped.agreements.length).toBe(1);
    const when = patto().rules.find(({ id }) => id === "C16-forze")?.when;
    if (when === undefined) throw new Error("the rule is there");
    const sources = withFields("C16-forze", {
      "place.area": [
        {
          ...{ if: { place: "sensitive", source: ["police_database"] } },
          ...{ do: "generalise", as: "area-by-residents", residents_min: 10 },
        },
      ],
    });
    expect(only("CAPPED_FIELD", sources)).toMatchObject([
      { rule: "C16-forze", path: "place.area" },
    ]);
  });

  test("the same datum finely and coarsely at once, but not what taking charge adds", () => {
    const zone = { do: "generalise", as: "zone-eu-1km" } as const;
    const twice = withFields("C01-forze", {
      "place.zone": [
        { if: { place: "public" }, ...zone },
        { if: { place: "sensitive" }, ...zone },
      ],
    });
    expect(only("TWO_PRECISIONS", twice)).toMatchObject([
      { rule: "C01-forze", values: { coarse: "place.zone", place: "public" } },
    ]);
    const staged = withFields("C01-forze", {
      "place.zone": [{ if: { place: "sensitive" }, ...zone }],
      "place.point": [{ if: { place: "sensitive" }, once: "in-charge", do: "keep" }],
    });
    expect([...codes(staged)]).not.toContain("TWO_PRECISIONS");
  });

  /** A second agreement that goes before the Patto where the room is named, or is not, and gives the zone only. */
  function besideThePatto(addressee: "named" | "not-named"): RuleSources {
    const source = patto();
    const zone = { do: "generalise", as: "zone-eu-1km" } as const;
    const [first] = source.rules.filter(({ id }) => id === "C01-forze");
    if (first === undefined) throw new Error("the rule is there");
    const { "place.point": _, ...fields } = first.fields;
    const rule: Rule = {
      ...{ ...first, id: "C01-zona", when: { ...first.when, addressee } },
      fields: { ...fields, "place.zone": [{ if: { place: "public" }, ...zone }] },
    };
    const precedence = { id: "ALTRO", precedence_over: ["PATTO-CREMONA-2022"] };
    const agreement = { ...source.agreement, ...precedence };
    return sourcesOf([source, { ...source, agreement, rules: [rule] }]);
  }

  test("the same datum finely by one rule and coarsely by another, with two situations that show it", () => {
    const sources = besideThePatto("named");
    const found = only("TWO_PRECISIONS_ACROSS", sources);
    const about = { coarse: "place.zone", other: "PATTO-CREMONA-2022 C01-forze", place: "public" };
    expect(found).toMatchObject([
      { agreement: "ALTRO", rule: "C01-zona", severity: "warning", values: about },
    ]);
    const compiled = compileRules(sources, rooms);
    if (!compiled.ok) throw new Error("the rules compile");
    for (const { agreement, rule = "", values, example, contrast } of found) {
      if (example === undefined || contrast === undefined) throw new Error("it is not shown");
      const decides = (situation: Situation) =>
        deciderOf(verdictOf(compiled.rules, situation, room(situation.receiver)));
      expect([decides(example), decides(contrast)]).toEqual([
        ruleKey(agreement, rule),
        values["other"],
      ]);
      const { addressees, ...same } = example.input;
      expect({ ...contrast.input, addressees: [] }).toEqual({ ...same, addressees: [] });
      expect(addressees).not.toEqual(contrast.input.addressees);
    }
  });

  test("that naming a room as competent opens the fine form is told, and is no slip", () => {
    const sources = besideThePatto("not-named");
    expect([...codes(sources)]).toContain("TWO_PRECISIONS_ACROSS");
    const source = patto();
    source.rules = source.rules.map((rule) =>
      rule.id === "C01-forze" ? { ...rule, when: { ...rule.when, addressee: "named" } } : rule,
    );
    const [, other] = sources.agreements;
    if (other === undefined) throw new Error("two agreements");
    const meant = sourcesOf([source, other]);
    expect([...codes(meant)]).not.toContain("TWO_PRECISIONS_ACROSS");
    expect(only("PRECISION_BY_NAMING", meant)).toEqual(
      expect.arrayContaining([expect.objectContaining({ agreement: "ALTRO" })]),
    );
  });

  test("a rule that reaches more rooms than anybody would sign for one by one", () => {
    const many = manyRooms(40);
    const sources = manyRules(50, many);
    const wide = sources.agreements.map((one) => ({
      ...one,
      rules: one.rules.slice(0, 1).map((rule) => ({
        ...rule,
        when: { ...rule.when, from: ["room:sala_0"], to: ["kind:carabinieri", "kind:questura"] },
      })),
    }));
    const compiled = compileRules({ ...sources, agreements: wide }, many);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    const said = analyse({
      ...{ rules: compiled.rules, sources: { ...sources, agreements: wide }, rooms: many, day },
    });
    expect(said.filter(({ code }) => code === "MANY_RECEIVERS")).toMatchObject([
      { rule: "R0", values: { count: 20, max: 16 } },
    ]);
  });

  test("a path by which C gets more of A through B, and says whether the first step forbids it", () => {
    const free = patto();
    free.rules = free.rules.map((rule) => ({
      ...rule,
      handling: rule.handling.filter((code) => code !== "no-onward"),
    }));
    const sources = sourcesOf([free]);
    const [first] = only("ONWARD_MORE", sources);
    expect(first).toMatchObject({ severity: "warning", values: { from: expect.any(String) } });
    expect([...codes(sources)]).not.toContain("ONWARD_FORBIDDEN_MORE");
    const source = patto();
    source.rules = source.rules.filter(({ when }) => when.from.includes("room:pl_cremona"));
    const star = codes(sourcesOf([source]));
    expect([...star].filter((code) => code.startsWith("ONWARD"))).toEqual([]);
  });

  test("areas by residents without a table, with one that never reaches k, and with one that contradicts itself", () => {
    const area = { do: "generalise", as: "area-by-residents", residents_min: 10 } as const;
    const sources = withFields("C11-forze", {
      "place.area": [{ if: { place: "sensitive" }, ...area }],
    });
    expect([...codes(sources)]).toContain("NO_POPULATION");
    const living = (cells: Record<string, number>) => ({
      ...sources,
      population: { source: "SINTETICA", reference_date: "2021-12-31", cells },
    });
    expect([...codes(living({ "100mN1E1": 3, "1kmN0E0": 8 }))]).toContain("AREA_NEVER_A_CELL");
    const wrong = living({ "100mN12345E67890": 30, "1kmN1234E6789": 20 });
    expect(only("POPULATION_INCONSISTENT", wrong)).toMatchObject([{ values: { inside: 30 } }]);
    const good = living({ "100mN12345E67890": 30, "1kmN1234E6789": 90 });
    const aboutResidents = ["NO_POPULATION", "AREA_NEVER_A_CELL", "POPULATION_INCONSISTENT"];
    expect(findings(good).filter(({ code }) => aboutResidents.includes(code))).toEqual([]);
    const empty = living({ "100mN12345E67890": 30, "1kmN1234E6789": 90, "1kmN1E1": 2 });
    expect(only("CELL_BELOW_RESIDENTS", empty)[0]).toMatchObject({
      path: "place.zone",
      values: { example: "1kmN1E1", living: 2, residents: 10 },
    });
  });

  test("what a rule opens and the recorded traffic never used", () => {
    const all = matrixRows(shipped()).map(({ from, to, category }) => ({
      ...{ from, to, category, count: 1 },
    }));
    expect([...codes(clean, { traffic: all })]).not.toContain("UNUSED_RULE");
    const some = all.filter(({ category, to }) => category !== "C01" && to !== "gdf_cremona");
    const unused = only("UNUSED_RULE", clean, { traffic: some }).map(({ rule }) => rule);
    expect(unused).toEqual(expect.arrayContaining(["C01-forze", "C12-gdf"]));
    expect([...codes(clean, { traffic: some })]).toContain("UNUSED_EXCHANGE");
  });

  test("how many fields of each pair nobody decided", () => {
    const [first] = only("UNDECIDED_FIELDS", clean);
    expect(first).toMatchObject({ severity: "information", values: { of: expect.any(Number) } });
  });
});

test("a thousand rules of forty rooms are gone through, and each of them is reached", () => {
  const many = manyRooms(40);
  const sources = manyRules(1_000, many);
  const compiled = compileRules(sources, many);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const said = analyse({ rules: compiled.rules, sources, rooms: many, day });
  expect(said.filter(({ severity }) => severity !== "information")).toEqual([]);
});

test("articles are read from citations as lawyers write them", () => {
  expect(articleNumbers("art. 3/bis, comma 2")).toEqual(["3/bis"]);
  expect(articleNumbers("artt. 9 e 12")).toEqual(["9", "12"]);
  expect(articleNumbers("secondo prassi")).toEqual([]);
});

function grantOf(from: string, to: string): Grant {
  const base = patto().rules.find(({ id }) => id === "C01-forze");
  if (base === undefined) throw new Error("the rule is there");
  return {
    format: "raccordo-grant/1",
    grant: {
      ...{ id: "AUT-SINTETICA", kind: "joint-operation", agreement: "PATTO-CREMONA-2022" },
      ...{ title: "SINTETICA", reason: "SINTETICO", requested_by: "cc_cremona" },
      in_force: { from, to },
      approvers: [
        { role: "dpo", titolare: "SINTETICO" },
        { role: "operations", titolare: "SINTETICO" },
      ],
      synthetic: [],
    },
    rules: [{ ...base, id: "G1", when: { ...base.when, to: ["room:cc_cremona"] } }],
  };
}
