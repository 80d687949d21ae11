import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { overlapExample } from "#libs/policy/analysis/overlap";
import { reachOf } from "#libs/policy/analysis/reachability";
import { deciderOf, ruleKey, verdictOf } from "#libs/policy/analysis/situations";
import type { RuleSources } from "#libs/policy/compile";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import type { CompileError } from "#libs/policy/compileErrors";
import { arbitrarySituation, arbitrarySources } from "#tests/support/arbitraryRules";
import { patto, room, rooms, shipped, sourcesOf } from "#tests/support/patto";

function known({ agreements, grants }: RuleSources) {
  return [
    ...agreements.map(({ agreement: { id }, rules }) => ({ id, rules })),
    ...grants.map(({ grant: { id }, rules }) => ({ id, rules })),
  ].flatMap(({ id, rules }) => rules.map((rule) => ({ agreement: id, rule: rule.id })));
}

function speakOfNoPlace(
  { agreements, grants }: RuleSources,
  { agreement, rule, path }: CompileError,
) {
  const [other, otherRule] = path?.split(" ") ?? [];
  const all = [
    ...agreements.map((one) => ({ id: one.agreement.id, rules: one.rules })),
    ...grants.map((one) => ({ id: one.grant.id, rules: one.rules })),
  ];
  const named = (title = "", id = "") =>
    all.find((one) => one.id === title)?.rules.find((one) => one.id === id);
  return [named(agreement, rule), named(other, otherRule)].some(
    (one) =>
      one?.when.territory === "receiver" && one.when.to.some((to) => to.includes("questura")),
  );
}

const reached = (rules: CompiledRules, sources: RuleSources) =>
  reachOf(rules, rooms, known(sources));

describe("what a rule can ever decide", () => {
  test("agrees with situations drawn at random: none is decided by a rule that is called unreachable", () => {
    const seen = { sets: 0, unreachable: 0, shadowed: 0, decided: 0 };
    const property = fc.property(
      arbitrarySources,
      fc.array(arbitrarySituation, { minLength: 150, maxLength: 150 }),
      (sources, situations) => {
        const compiled = compileRules(sources, rooms);
        if (!compiled.ok) return;
        seen.sets += 1;
        const reach = reached(compiled.rules, sources);
        for (const { kind } of reach.values()) if (kind !== "reached") seen[kind] += 1;
        for (const situation of situations) {
          const verdict = verdictOf(compiled.rules, situation, room(situation.receiver));
          const decider = deciderOf(verdict);
          if (decider === undefined || !reach.has(decider)) continue;
          seen.decided += 1;
          expect({ decider, ...reach.get(decider) }).toMatchObject({ kind: "reached" });
        }
      },
    );
    fc.assert(property, { numRuns: 600, seed: 4 });
    expect(seen.sets).toBeGreaterThan(100);
    expect(seen.unreachable).toBeGreaterThan(50);
    expect(seen.shadowed).toBeGreaterThan(20);
    expect(seen.decided).toBeGreaterThan(300);
  });

  test("is shown by a situation that `match` confirms, for each rule that is called reachable", () => {
    const property = fc.property(arbitrarySources, (sources) => {
      const compiled = compileRules(sources, rooms);
      if (!compiled.ok) return;
      for (const [key, reach] of reached(compiled.rules, sources)) {
        if (reach.kind === "unreachable") continue;
        const situation = reach.kind === "reached" ? reach.witness : reach.example;
        const verdict = verdictOf(compiled.rules, situation, room(situation.receiver));
        expect([reach.kind, deciderOf(verdict) === key]).toEqual([
          reach.kind,
          reach.kind === "reached",
        ]);
      }
    });
    fc.assert(property, { numRuns: 600, seed: 5 });
  });

  test("is something, for every rule that the installation ships", () => {
    const sources = sourcesOf([patto()]);
    const found = [...reachOf(shipped(), rooms, known(sources)).values()];
    expect(found.filter(({ kind }) => kind !== "reached")).toEqual([]);
  });

  test("is nothing for a rule under a prohibition of law: the ceiling is named", () => {
    const source = patto();
    const c12 = source.rules.find(({ id }) => id === "C12-gdf");
    if (c12 === undefined) throw new Error("the rule is there");
    const when = { ...c12.when, category: ["C17" as const], purpose: "P6" as const };
    const bare = { "incident.category": [{ do: "keep" as const }] };
    const fields = { ...bare, "incident.status": [{ do: "keep" as const }] };
    source.rules = [{ ...c12, fields, when: { ...when, regime: "administrative" } }];
    const sources = sourcesOf([source]);
    const compiled = compileRules(sources, rooms);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    const reach = reached(compiled.rules, sources).get(ruleKey("PATTO-CREMONA-2022", "C12-gdf"));
    expect(reach).toMatchObject({
      kind: "shadowed",
      by: ["LIMITI-DI-LEGGE-IT P6-polizia-amministrativa"],
    });
  });
});

describe("an undeclared overlap", () => {
  test("comes with a situation of which both rules speak", () => {
    let overlapped = 0;
    const property = fc.property(arbitrarySources, (sources) => {
      const { territory: _, ...still } = sources;
      const apart = {
        ...still,
        agreements: sources.agreements.map((one) => ({
          ...one,
          agreement: { ...one.agreement, precedence_over: [] },
        })),
      };
      const compiled = compileRules(apart, rooms);
      // A rule that is wrong otherwise too has no situation of its own.
      if (compiled.ok || compiled.errors.some(({ code }) => code !== "OVERLAPPING_RULES")) return;
      for (const error of compiled.errors) {
        overlapped += 1;
        const example = overlapExample(apart, rooms, error);
        // A room without comuni is never in the territory of a rule that asks for its own.
        const isNowhere = speakOfNoPlace(apart, error);
        expect({ error, isShown: isNowhere || example !== undefined }).toEqual({
          error,
          isShown: true,
        });
      }
    });
    fc.assert(property, { numRuns: 1500, seed: 6 });
    expect(overlapped).toBeGreaterThan(30);
  });
});
