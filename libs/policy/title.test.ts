import { describe, expect, test } from "@jest/globals";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import type { Grant } from "#libs/policy/grantSchema";
import { engineAnswer, engineInput, engineVerdict } from "#tests/support/engineAnswers";
import type { OracleSituation } from "#tests/support/oracle/sources";
import { patto, room, rooms, sourcesOf } from "#tests/support/patto";
import { compileRules } from "./compile.ts";

const theft: OracleSituation = {
  ...{ owner: "pl_cremona", author: "pl_cremona", receiver: "gdf_cremona" },
  ...{ category: "C03", territory: [], at: "2026-11-22T11:00:00.000Z", mode: "actual" },
  ...{ purposeStated: undefined, regimeStated: undefined, addressees: [] },
  ...{ isReceiverInCharge: false, emergencyAt: undefined },
};

/** The rule of the Patto on thefts, told to the Guardia di Finanza. */
function ruleForFinance(change: Partial<Rule>): Rule {
  const rule = patto().rules.find(({ id }) => id === "C03-forze");
  if (rule === undefined) throw new Error("no such rule");
  const ends = { from: ["room:pl_cremona"], to: ["room:gdf_cremona"] };
  return { ...rule, when: { ...rule.when, ...ends }, ...change };
}

const grant: Grant = {
  format: "raccordo-grant/1",
  grant: {
    ...{ id: "OPERAZIONE-1", kind: "joint-operation", agreement: "PATTO-CREMONA-2022" },
    ...{ title: "SINTETICO", reason: "SINTETICO", requested_by: "gdf_cremona" },
    in_force: { from: "2026-11-10", to: "2026-11-30" },
    approvers: [
      { role: "dpo", titolare: "SINTETICO" },
      { role: "operations", titolare: "SINTETICO" },
    ],
    synthetic: [],
  },
  rules: [ruleForFinance({ id: "C03-operazione" })],
};

function answer(
  agreement: Agreement,
  grants: readonly Grant[],
  change: Partial<OracleSituation> = {},
): string {
  const compiled = compileRules({ ...sourcesOf([agreement]), grants }, rooms);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const situation = { ...theft, ...change };
  const { author, receiver } = situation;
  return engineAnswer(
    engineVerdict(compiled.rules, engineInput(situation), author, room(receiver)),
  );
}

function pattoUntil(to: string): Agreement {
  const { agreement, ...rest } = patto();
  const in_force = { from: "2022-08-01", to };
  return { ...rest, agreement: { ...agreement, in_force, renewals: [] } };
}

describe("a grant stands under an agreement", () => {
  test("and opens what the agreement does not, on its own days", () => {
    expect(answer(patto(), [])).toBe("CATEGORY");
    expect(answer(patto(), [grant])).toBe("allow OPERAZIONE-1 C03-operazione");
    expect(answer(patto(), [grant], { at: "2026-12-01T11:00:00.000Z" })).toBe("CATEGORY");
  });

  test("and says nothing on a day on which the agreement is not in force", () => {
    expect(answer(pattoUntil("2026-11-21"), [grant])).toBe("NOT_IN_FORCE");
    expect(answer(pattoUntil("2026-11-22"), [grant])).toBe("allow OPERAZIONE-1 C03-operazione");
  });
});

describe("a rule for emergencies", () => {
  const broken = { isReceiverInCharge: true, emergencyAt: theft.at };
  const withGlass = (): Agreement => {
    const source = patto();
    const when = { ...ruleForFinance({}).when, purpose: "P1" as const };
    const rule = ruleForFinance({ id: "C03-emergenza", deliver: "break-glass", when });
    return { ...source, rules: [...source.rules, rule] };
  };

  test("asks for no ground of the incident: not the right one, and not even one that the category admits", () => {
    const allowed = "allow PATTO-CREMONA-2022 C03-emergenza";
    expect(answer(withGlass(), [], broken)).toBe(allowed);
    expect(answer(withGlass(), [], { ...broken, purposeStated: "P3" })).toBe(allowed);
    expect(answer(withGlass(), [], { ...broken, purposeStated: "P6" })).toBe(allowed);
  });

  test("asks for charge and for a declaration of less than a day ago", () => {
    const yesterday = "2026-11-21T11:00:00.000Z";
    expect(answer(withGlass(), [], { ...broken, isReceiverInCharge: false })).toBe("CATEGORY");
    expect(answer(withGlass(), [], { ...broken, emergencyAt: undefined })).toBe("CATEGORY");
    expect(answer(withGlass(), [], { ...broken, emergencyAt: yesterday })).toBe("CATEGORY");
  });
});
