import fc from "fast-check";
import type { Category } from "#libs/incident/event";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import { groundsOf } from "#libs/policy/analysis/situations";
import type { RuleSources } from "#libs/policy/compile";
import type { Grant } from "#libs/policy/grantSchema";
import type { MatchInput } from "#libs/policy/matchInput";
import { ceilings } from "./patto.ts";

/** Rule sets that compile more often than not, made to meet: few rooms, few categories, few days, few comuni. */

export const fewRooms = ["pl_cremona", "questura_cremona", "pl_limitrofo"] as const;
const fewCategories = ["C03", "C12", "C17"] as const satisfies readonly Category[];
const fewCodes = ["istat:019036", "istat:999001", "istat:999002"] as const;
const fewDays = ["2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31", "2027-06-30"] as const;

const head: Rule["fields"] = {
  "incident.category": [{ do: "keep" }],
  "incident.status": [{ do: "keep" }],
};
const cites = { article: "art. 6", law: [], text: "parole SINTETICHE" };
const some = <T>(words: readonly T[]) =>
  fc.subarray([...words], { minLength: 1, maxLength: words.length });
const maybe = <T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | object> =>
  fc.oneof(fc.constant({}), arbitrary);

const arbitraryWhen = (deliver: Rule["deliver"]): fc.Arbitrary<Rule["when"]> =>
  fc
    .tuple(
      fc.constantFrom(...fewRooms),
      fc.constantFrom(...fewRooms),
      fc.boolean(),
      fc.constantFrom(...fewCategories),
      fc.nat(2),
      fc.oneof(fc.constantFrom("any" as const, "receiver" as const), some(fewCodes)),
      maybe(fc.record({ addressee: fc.constantFrom("named" as const, "not-named" as const) })),
      maybe(fc.record({ mode: some(["actual", "exercise"] as const) })),
    )
    .map(([from, to, asOwner, category, nth, territory, addressee, mode]) => {
      const grounds = groundsOf(category);
      const own = deliver === "break-glass" ? vital : (grounds[nth] ?? grounds[0]);
      const ground = deliver === "forbid" && nth === 0 ? {} : own;
      const word = `${asOwner ? "owner:" : ""}room:${to}`;
      return {
        ...{ from: [`room:${from}`], to: [word], category: [category], territory },
        ...ground,
        ...addressee,
        ...mode,
      };
    });

const vital = { purpose: "P1", regime: "police" } as const;

const arbitraryRule = (id: string): fc.Arbitrary<Rule> =>
  fc
    .constantFrom<Rule["deliver"]>("allow", "allow", "allow", "forbid", "break-glass")
    .chain((deliver) =>
      arbitraryWhen(deliver).map((when) => ({
        ...{ id, cites, when, deliver },
        fields: deliver === "forbid" ? {} : head,
        handling: [],
        review: { by: "2030-01-01", owner: "dpo" as const },
      })),
    );

const arbitraryPeriod = fc
  .tuple(fc.constantFrom(...fewDays), fc.constantFrom(...fewDays))
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));

const arbitraryAgreement = (id: string, over: readonly string[]): fc.Arbitrary<Agreement> =>
  fc
    .tuple(
      arbitraryPeriod,
      fc.array(arbitraryPeriod, { maxLength: 1 }),
      fc.integer({ min: 1, max: 4 }).chain((count) => {
        return fc.tuple(...Array.from({ length: count }, (_, n) => arbitraryRule(`R${n + 1}`)));
      }),
    )
    .map(([in_force, more, rules]) => ({
      format: "raccordo-agreement/1" as const,
      agreement: {
        ...{ id, title: "SINTETICO", signed: "unknown" as const },
        ...{ document_sha256: "unknown" as const, in_force },
        renewals: more.map((period) => ({
          ...{ ...period, kind: "express" as const, article: "art. 20" },
          ...{ recorded: "2026-01-01", synthetic: true },
        })),
        parties: fewRooms.map((room) => ({ room, by: "SINTETICO", synthetic: true })),
        groups: {},
        precedence_over: [...over],
        synthetic: [],
      },
      rules,
    }));

const arbitraryGrant: fc.Arbitrary<Grant> = arbitraryWhen("allow").map((when) => ({
  format: "raccordo-grant/1" as const,
  grant: {
    ...{ id: "AUT-SINTETICA", kind: "joint-operation" as const, agreement: "A-SINTETICO" },
    ...{ title: "SINTETICA", reason: "SINTETICO", requested_by: "pl_cremona" },
    in_force: { from: "2026-06-20", to: "2026-07-05" },
    approvers: [
      { role: "dpo" as const, titolare: "SINTETICO" },
      { role: "operations" as const, titolare: "SINTETICO" },
    ],
    synthetic: [],
  },
  rules: [
    {
      ...{ id: "G1", cites, when: { ...when, to: when.to.map((to) => to.replace("owner:", "")) } },
      ...{ deliver: "allow" as const, fields: head, handling: [] },
      review: { by: "2030-01-01", owner: "dpo" as const },
    },
  ],
}));

/** Two agreements of which the first comes before the second, and sometimes a grant. */
export const arbitrarySources: fc.Arbitrary<RuleSources> = fc
  .tuple(
    arbitraryAgreement("A-SINTETICO", ["B-SINTETICO"]),
    arbitraryAgreement("B-SINTETICO", []),
    fc.array(arbitraryGrant, { maxLength: 1 }),
    fc.constantFrom<Pick<RuleSources, "territory">>(
      {},
      {
        territory: {
          changes: [{ code: "istat:999001", until: "2026-07-15", became: ["istat:999002"] }],
        },
      },
    ),
  )
  .map(([a, b, grants, more]) => ({ ceilings, agreements: [a, b], grants, ...more }));

const someDays = [...fewDays, "2025-12-31", "2026-06-25", "2026-07-15", "2026-07-16", "2028-01-01"];

/** Any situation among the few rooms, drawn without looking at any rule. */
export const arbitrarySituation = fc
  .tuple(
    fc.constantFrom(...fewRooms),
    fc.constantFrom(...fewRooms),
    fc.constantFrom(...fewRooms),
    fc.constantFrom(...fewCategories),
    fc.subarray([...fewCodes, "istat:999003"]),
    fc.subarray([...fewRooms]),
    fc.constantFrom("actual" as const, "exercise" as const),
    fc.subarray([...fewRooms]),
    fc.constantFrom(...someDays),
    fc.tuple(fc.nat(3), fc.boolean()),
  )
  .filter(([author, receiver]) => author !== receiver)
  .map(
    ([author, receiver, owner, category, territory, addressees, mode, emergencies, day, rest]) => {
      const [nth, isLate] = rest;
      const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
      const input: MatchInput = {
        ...{ owner, mode, category, territory, addressees, emergencies },
        ground: groundsOf(category)[nth],
        days: [day, isLate ? next : day],
      };
      return { input, author, receiver };
    },
  );
