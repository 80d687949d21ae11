import { describe, expect, test } from "@jest/globals";
import type { Agreement } from "#libs/policy/agreementSchema";
import { agreementHash } from "#libs/policy/agreementSchema";
import type { Grant } from "#libs/policy/grantSchema";
import { grantHash } from "#libs/policy/grantSchema";
import { titleOfAgreement, titleOfGrant } from "#libs/policy/title";
import { invented, patto } from "#tests/support/patto";

const days = (from: string, to: string) => ({ from, to });

function grantOn(in_force: Grant["grant"]["in_force"], agreement = "PATTO-CREMONA-2022"): Grant {
  return {
    format: "raccordo-grant/1",
    grant: {
      ...{ id: "OPERAZIONE-1", kind: "joint-operation", agreement, in_force },
      ...{ title: "SINTETICO", reason: "SINTETICO", requested_by: "gdf_cremona", synthetic: [] },
      approvers: [
        { role: "dpo", titolare: "SINTETICO" },
        { role: "operations", titolare: "SINTETICO" },
      ],
    },
    rules: patto().rules.slice(0, 1),
  };
}

/** The Patto with other days. */
function pattoOn(first: ReturnType<typeof days>, ...renewals: Agreement["agreement"]["renewals"]) {
  const { agreement, ...rest } = patto();
  return { ...rest, agreement: { ...agreement, in_force: first, renewals } };
}

describe("the title of an agreement", () => {
  test("is what the agreement says of itself, with its renewals as days of their own", () => {
    const source = patto();
    const { agreement, rules } = source;
    expect(titleOfAgreement(source)).toEqual({
      ...{ id: agreement.id, kind: "agreement", hash: agreementHash(source), isInvented: false },
      periods: [days("2022-08-01", "2025-07-31"), days("2025-08-01", "2028-07-31")],
      parties: agreement.parties.map(({ room }) => room),
      ...{ groups: agreement.groups, precedenceOver: agreement.precedence_over },
      ...{ rules, bases: rules, errors: [] },
    });
  });

  test("says so where it was invented, and only where it says that itself", () => {
    expect(titleOfAgreement(invented()).isInvented).toBe(true);
    expect(titleOfAgreement(patto()).isInvented).toBe(false);
  });
});

describe("the title of a grant", () => {
  const november = days("2026-11-01", "2026-11-30");
  const onDays = (of: ReturnType<typeof days>, above: Agreement) =>
    titleOfGrant(grantOn(of), [invented(), above]).periods;

  test("has parties and bases of the agreement above it, and no groups or precedence", () => {
    const [above, grant] = [patto(), grantOn(november)];
    expect(titleOfGrant(grant, [invented(), above])).toEqual({
      ...{ id: "OPERAZIONE-1", kind: "grant", hash: grantHash(grant), isInvented: false },
      ...{ periods: [november], parties: titleOfAgreement(above).parties, groups: {} },
      ...{ precedenceOver: [], rules: grant.rules, bases: above.rules, errors: [] },
    });
    const under = grantOn(november, invented().agreement.id);
    expect(titleOfGrant(under, [above, invented()]).isInvented).toBe(true);
  });

  test("holds on the days on which the agreement does, first and last one included", () => {
    const year = days("2026-01-01", "2026-12-31");
    expect(onDays(november, pattoOn(year))).toEqual([november]);
    expect(onDays(november, pattoOn(days("2026-11-10", "2026-11-20")))).toEqual([
      days("2026-11-10", "2026-11-20"),
    ]);
    expect(onDays(november, pattoOn(days("2026-11-30", "2026-12-31")))).toEqual([
      days("2026-11-30", "2026-11-30"),
    ]);
    expect(onDays(november, pattoOn(days("2026-12-01", "2026-12-31")))).toEqual([]);
    expect(onDays(november, pattoOn(days("2026-01-01", "2026-10-31")))).toEqual([]);
    const renewed = pattoOn(days("2026-01-01", "2026-11-10"), {
      ...days("2026-11-21", "2027-01-01"),
      ...{ kind: "tacit", article: "art. 1", recorded: "2026-11-01", synthetic: true },
    });
    expect(onDays(november, renewed)).toEqual([
      days("2026-11-01", "2026-11-10"),
      days("2026-11-21", "2026-11-30"),
    ]);
  });

  test("of an agreement that is not there has no days, no parties and no bases, and says so", () => {
    expect(titleOfGrant(grantOn(november, "IGNOTO"), [patto()])).toMatchObject({
      ...{ isInvented: false, periods: [], parties: [], bases: [] },
      errors: [{ code: "UNKNOWN_AGREEMENT", agreement: "OPERAZIONE-1", path: "IGNOTO" }],
    });
  });

  test("lasts thirty days, both ends included, and not one more", () => {
    const errorsOn = (of: ReturnType<typeof days>) => titleOfGrant(grantOn(of), [patto()]).errors;
    expect(errorsOn(november)).toEqual([]);
    expect(errorsOn(days("2026-11-01", "2026-12-01"))).toEqual([
      { code: "GRANT_TOO_LONG", agreement: "OPERAZIONE-1" },
    ]);
  });
});
