import fc from "fast-check";
import type { Leaf } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import { derivations } from "#libs/incident/derive";
import type { Category, PersonRole } from "#libs/incident/event";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import type { Ceiling, Ceilings } from "#libs/policy/ceilingsSchema";
import type { Clause, TerritoryChanges } from "#libs/policy/clauseSchema";
import type { RuleSources } from "#libs/policy/compile";
import { compileRules } from "#libs/policy/compile";
import type { Room, RoomKind } from "#libs/policy/decision";
import type { Grant } from "#libs/policy/grantSchema";
import type { Ground } from "#libs/policy/vocabulary";
import { groundOfCategory } from "#libs/policy/vocabulary";
import type { Domain } from "./decisionDomain.ts";
import { shifted } from "./decisionDomain.ts";
import type { RuleSources as OracleSources } from "./oracle/sources.ts";

/** Rules that nobody would sign, and the rooms that they speak of. They compile. */
export interface GeneratedRules {
  readonly sources: RuleSources;
  readonly rooms: readonly Room[];
}

const roomIds = ["a_room", "b_room", "c_room", "d_room", "e_room"] as const;
const roomKinds: readonly RoomKind[] = ["polizia_locale", "questura", "carabinieri"];
const groups = ["near", "far"] as const;
const codes = ["istat:000001", "istat:000002", "istat:000003"] as const;
/** Few categories, so that rules meet: they differ in the grounds that they admit. */
const categoriesUsed: readonly Category[] = ["C01", "C02", "C03", "C12", "C14", "C17"];
const periods = [
  { from: "2025-01-01", to: "2025-06-30" },
  { from: "2025-07-01", to: "2025-12-31" },
  { from: "2025-03-01", to: "2025-09-30" },
] as const;

/** At most thirty days; some go on when the agreement above them has ended. */
const grantPeriods = [
  { from: "2025-04-01", to: "2025-04-30" },
  { from: "2025-06-15", to: "2025-07-14" },
  { from: "2025-12-15", to: "2026-01-10" },
] as const;

const some = <T>(items: readonly T[], maxLength = items.length) =>
  fc.subarray([...items], { minLength: 1, maxLength: Math.min(maxLength, items.length) });

const room = fc.record({
  kind: fc.constantFrom(...roomKinds),
  municipalities: fc.subarray([...codes], { maxLength: 2 }),
});

const rooms: fc.Arbitrary<readonly Room[]> = fc
  .tuple(room, room, room, room, room)
  .map((list) =>
    list.map((made, slot) => ({ id: roomIds[slot] ?? "", slot, titolare: "SINTETICO", ...made })),
  );

const selectors = [
  ...roomIds.map((id) => `room:${id}`),
  ...roomKinds.map((kind) => `kind:${kind}`),
  ...groups.map((group) => `group:${group}`),
];

interface GroundedCategories {
  readonly category: readonly Category[];
  readonly ground: Ground;
}

const groundedCategories: fc.Arbitrary<GroundedCategories> = fc
  .constantFrom(...categoriesUsed)
  .chain((first) => fc.constantFrom(...admittedBy(first)))
  .chain((ground) =>
    some(categoriesUsed.filter((word) => admits(word, ground))).map((category) => ({
      category,
      ground,
    })),
  );

function admittedBy(category: Category): readonly Ground[] {
  const own = groundOfCategory[category];
  return own === undefined ? [] : [own, ...own.mayState];
}

function admits(category: Category, { purpose, regime }: Ground): boolean {
  return admittedBy(category).some((own) => own.purpose === purpose && own.regime === regime);
}

const roleLists = fc.subarray<PersonRole>(["suspect", "victim", "reporter", "missing"], {
  minLength: 1,
});
const once = fc.constantFrom<{ once?: "in-charge" }>({}, {}, { once: "in-charge" });
const orNot = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
type Conditions = Clause["if"];

type Treatment = Pick<Clause, "do" | "as" | "residents_min">;

/** Clauses that may stand at a leaf: disjoint, and with the conditions that its class asks for. */
function clausesAt(leaf: Leaf): fc.Arbitrary<Clause[]> {
  return conditionsAt(leaf).chain((list) =>
    fc.tuple(...list.map((one) => fc.tuple(once, treatmentAt(leaf)).map(clauseOf(one)))),
  );
}

const clauseOf =
  (conditions: Conditions) =>
  ([waits, treatment]: readonly [{ once?: "in-charge" }, Treatment]): Clause => ({
    ...(conditions === undefined ? {} : { if: conditions }),
    ...waits,
    ...treatment,
  });

function treatmentAt(leaf: Leaf): fc.Arbitrary<Treatment> {
  const derivation = leaf.derived ? derivations[leaf.path] : undefined;
  if (derivation === undefined) return fc.constant({ do: "keep" });
  const { do: act, as } = derivation;
  if (as === undefined) return fc.constant({ do: act });
  if (as !== "area-by-residents") return fc.constant({ do: act, as });
  return fc.constantFrom(5, 50).map((residents_min) => ({ do: act, as, residents_min }));
}

const sources = ["unstated", "observed", "reported", "police_database"] as const;
const bases = ["fact", "assessment"] as const;

function conditionsAt(leaf: Leaf): fc.Arbitrary<readonly Conditions[]> {
  const whatever = fc.constant([undefined]);
  if (leaf.dataClass === "place") {
    return fc
      .tuple(some(["public", "sensitive"] as const), orNot(some(sources)))
      .map(([places, source]) =>
        places.map((place) => ({ place, ...(source === undefined ? {} : { source }) })),
      );
  }
  if (leaf.kind === "vehicle") return fc.oneof(whatever, splitBySource);
  if (leaf.kind === "risk") return fc.oneof(whatever, splitBySource, splitByBasis);
  if (leaf.kind !== "person") return whatever;
  const isIdentity = leaf.dataClass === "person_identity" || leaf.dataClass === "person_contact";
  return isIdentity ? ofPersons : fc.oneof(ofPersons, whatever, splitBySource, splitByBasis);
}

const splitBySource: fc.Arbitrary<readonly Conditions[]> = some(sources).map((chosen) => {
  const rest = sources.filter((word) => !chosen.includes(word));
  return [{ source: chosen }, ...(rest.length === 0 ? [] : [{ source: rest }])];
});
const splitByBasis: fc.Arbitrary<readonly Conditions[]> = some(bases).map((chosen) =>
  chosen.map((basis) => ({ basis })),
);

const ofPersons: fc.Arbitrary<readonly Conditions[]> = fc
  .tuple(roleLists, roleLists, fc.boolean(), orNot(fc.constantFrom(...bases)))
  .map(([one, two, minor, basis]) => {
    const rest = two.filter((role) => !one.includes(role));
    const more = { minor, ...(basis === undefined ? {} : { basis }) };
    const first = { roles: one, ...more };
    return rest.length === 0 ? [first] : [first, { roles: rest, ...more }];
  });

const head: Rule["fields"] = {
  "incident.category": [{ do: "keep" }],
  "incident.status": [{ do: "keep" }],
};
const closed: ReadonlySet<string> = new Set(["note", "operator", "database_result"]);
const nameable = leaves.filter(
  (leaf) =>
    !closed.has(leaf.dataClass) &&
    !Object.hasOwn(head, leaf.path) &&
    (!leaf.derived || derivations[leaf.path] !== undefined),
);

const fields: fc.Arbitrary<Rule["fields"]> = fc
  .subarray(nameable, { maxLength: 12 })
  .chain((named) =>
    fc.tuple(...named.map((leaf) => fc.tuple(fc.constant(leaf.path), clausesAt(leaf)))),
  )
  .map((entries) => ({ ...head, ...Object.fromEntries(entries) }));

type Drafted = Omit<Rule, "id">;

const spoken = fc.record({
  grounded: groundedCategories,
  territory: fc.oneof(
    fc.constantFrom("any" as const, "any" as const, "receiver" as const),
    some(codes, 2),
  ),
  addressee: fc.constantFrom<Pick<Rule["when"], "addressee">>(
    ...[{}, {}, { addressee: "named" as const }, { addressee: "not-named" as const }],
  ),
  mode: fc.constantFrom<Pick<Rule["when"], "mode">>(
    {},
    {},
    { mode: ["actual"] },
    { mode: ["exercise"] },
  ),
});
const ends = fc.record({
  from: some(selectors),
  to: some([...selectors, "owner", ...selectors.map((word) => `owner:${word}`)]),
});
const titles = {
  cites: { article: "art. 1", law: [], text: "SINTETICO" },
  handling: ["no-onward" as const],
  review: { by: "2027-01-01", owner: "dpo" as const },
};

const allowing: fc.Arbitrary<Drafted> = fc
  .tuple(spoken, ends, fields)
  .map(([{ grounded, territory, addressee, mode }, { from, to }, named]) => ({
    ...{ ...titles, deliver: "allow", fields: named },
    when: {
      ...{ from, to, territory, ...addressee, ...mode },
      ...{ category: [...grounded.category], ...pairOf(grounded.ground) },
    },
  }));

/** A prohibition, without an id. */
export const forbidding: fc.Arbitrary<Drafted> = fc
  .tuple(allowing, fc.boolean())
  .map(([rule, isGroundNamed]) => {
    const { purpose: _purpose, regime: _regime, ...groundless } = rule.when;
    return { ...rule, deliver: "forbid", fields: {}, when: isGroundNamed ? rule.when : groundless };
  });

const breakingGlass: fc.Arbitrary<Drafted> = allowing.map((rule) => ({
  ...{ ...rule, deliver: "break-glass" },
  when: { ...rule.when, purpose: "P1", regime: "police" },
}));

const rule = fc.oneof(
  { weight: 10, arbitrary: allowing },
  { weight: 1, arbitrary: forbidding },
  { weight: 3, arbitrary: breakingGlass },
);

function pairOf({ purpose, regime }: Ground): Ground {
  return { purpose, regime };
}

const agreementIds = ["AGREEMENT-B", "AGREEMENT-C", "AGREEMENT-A"] as const;

const agreement = fc
  .record({
    parties: fc.subarray([...roomIds], { minLength: 3 }),
    near: some(roomIds),
    far: some(roomIds),
    in_force: fc.constantFrom(...periods),
    renewals: fc.subarray([...periods], { maxLength: 1 }),
    precedence_over: fc.subarray([...agreementIds]),
    rules: fc.array(rule, { minLength: 3, maxLength: 10 }),
  })
  .map(({ parties, near, far, in_force, renewals, precedence_over, rules }) => ({
    rules,
    agreement: {
      ...{ title: "SINTETICO", signed: "unknown" as const, document_sha256: "unknown" as const },
      ...{ in_force, precedence_over, synthetic: [] },
      groups: { near, far },
      renewals: renewals.map((days) => ({
        ...{ ...days, kind: "tacit" as const, article: "art. 2" },
        ...{ recorded: days.from, synthetic: true },
      })),
      parties: parties.map((id) => ({ room: id, by: "SINTETICO", synthetic: true })),
    },
  }));

const granted = fc.record({
  under: fc.nat(2),
  in_force: fc.constantFrom(...grantPeriods),
  rules: fc.array(
    fc.tuple(allowing, some(roomIds), some(roomIds)).map(([rule, from, to]): Drafted => {
      const rooms = (ids: readonly string[]) => ids.map((id) => `room:${id}`);
      return { ...rule, when: { ...rule.when, from: rooms(from), to: rooms(to) } };
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const words = <T>(items: readonly T[]) => orNot(some(items));
const ceilingWhen: fc.Arbitrary<Ceiling["when"]> = fc
  .record({
    ...{ from_kind: words(roomKinds), to_kind: words(roomKinds), category: words(categoriesUsed) },
    ...{ not_category: words(categoriesUsed), purpose: words(["P1", "P2", "P6"] as const) },
    regime: words(["police", "administrative"] as const),
  })
  .map((lists) => JSON.parse(JSON.stringify(lists)));

const withheld: fc.Arbitrary<Ceiling["cap"]> = fc.oneof(
  some(["place", "risk", "vehicle_identity", "person_contact"] as const).map((classes) => ({
    withhold: { classes },
  })),
  some(["G2", "G3", "G4", "G5", "G9", "G15"] as const).map((groups) => ({ withhold: { groups } })),
  some(
    nameable.map(({ path }) => path),
    5,
  ).map((paths) => ({ withhold: { paths } })),
  fc.constantFrom<Ceiling["cap"]>(
    { withhold: { sources: ["police_database"] } },
    { withhold: { sources: ["reported"], groups: ["G7"] } },
  ),
);

const ceilingRule = fc.record({
  when: ceilingWhen,
  cap: fc.oneof(
    { weight: 5, arbitrary: withheld },
    { weight: 1, arbitrary: fc.constant({ deliver: "forbid" as const }) },
  ),
});

/** A file of ceilings: up to three statutory rules. */
export const generatedCeilings: fc.Arbitrary<Ceilings> = fc
  .record({
    in_force: fc.constantFrom(...periods, { from: "2020-01-01", to: "2099-12-31" }),
    rules: fc.array(ceilingRule, { minLength: 1, maxLength: 3 }),
  })
  .map(({ in_force, rules }) => ({
    format: "raccordo-ceilings/1",
    ceilings: { id: "LIMITI", title: "SINTETICO", in_force, synthetic: [] },
    rules: rules.map((made, i) => ({ id: `L${i}`, cites: titles.cites, ...made })),
  }));

const changes: TerritoryChanges["changes"] = [
  { code: codes[2], until: "2025-05-31", became: [codes[1]] },
  { code: codes[1], until: "2025-08-31", became: ["istat:000004", "istat:000005"] },
];
const territory = orNot(fc.constant({ changes }));

/** Up to three agreements between five rooms, grants and ceilings, less the rules that the compiler refuses. */
export const generatedRules: fc.Arbitrary<GeneratedRules> = fc
  .tuple(
    ...([rooms, fc.array(agreement, { minLength: 1, maxLength: 3 })] as const),
    ...([fc.array(granted, { maxLength: 2 }), generatedCeilings, territory] as const),
  )
  .map(([known, drafts, grants, ceilings, changed]) => {
    const agreements = drafts.map(
      (draft, i): Agreement => ({
        format: "raccordo-agreement/1",
        agreement: withId(draft.agreement, i),
        rules: numbered(draft.rules, draft.rules),
      }),
    );
    const sources = {
      agreements,
      grants: grants.map((grant, i) => grantOf(grant, agreements, `GRANT-${i}`)),
      ceilings: [ceilings],
      ...(changed === undefined ? {} : { territory: changed }),
    };
    return { rooms: known, sources: pruned(sources, known) };
  });

/** Rules with ids; every other one that may start from another does: from the first that allows. */
function numbered(drafts: readonly Drafted[], bases: readonly Drafted[], isGrant = false): Rule[] {
  const base = bases.findIndex(({ deliver }) => deliver === "allow");
  return drafts.map((made, i) => {
    const mayExtend = (isGrant || made.deliver === "break-glass") && base >= 0 && i % 2 === 0;
    return { ...made, id: `R${i}`, ...(mayExtend ? { extends: `R${base}` } : {}) };
  });
}

interface GrantDraft {
  readonly under: number;
  readonly in_force: Grant["grant"]["in_force"];
  readonly rules: readonly Drafted[];
}

function grantOf(draft: GrantDraft, agreements: readonly Agreement[], id: string): Grant {
  const under = agreements[draft.under % agreements.length];
  const approver = { titolare: "SINTETICO" };
  return {
    format: "raccordo-grant/1",
    grant: {
      ...{ id, kind: "joint-operation", agreement: under?.agreement.id ?? "", title: "SINTETICO" },
      ...{ reason: "SINTETICO", requested_by: roomIds[0], in_force: draft.in_force },
      approvers: [
        { role: "dpo", ...approver },
        { role: "operations", ...approver },
      ],
      synthetic: [],
    },
    rules: numbered(draft.rules, under?.rules ?? [], true),
  };
}

/** Precedence runs one way: over agreements that there are, and that stand earlier in the list. */
function withId(drafted: Omit<Agreement["agreement"], "id">, i: number): Agreement["agreement"] {
  const earlier: readonly string[] = agreementIds.slice(0, i);
  const over = drafted.precedence_over.filter((other) => earlier.includes(other));
  return { ...drafted, id: agreementIds[i] ?? "", precedence_over: over };
}

/** Without the rules that the compiler names in its errors, until it names none. */
function pruned(sources: RuleSources, known: readonly Room[]): RuleSources {
  const result = compileRules(sources, known);
  if (result.ok) return sources;
  const blamed = new Set(result.errors.map((error) => `${error.agreement} ${error.rule}`));
  const left = (title: string, rules: readonly Rule[]) =>
    rules.filter(({ id }) => !blamed.has(`${title} ${id}`));
  const less: RuleSources = {
    ...sources,
    agreements: sources.agreements.map((source) => ({
      ...source,
      rules: left(source.agreement.id, source.rules),
    })),
    grants: sources.grants.map((source) => ({
      ...source,
      rules: left(source.grant.id, source.rules),
    })),
  };
  if (rulesIn(less) === rulesIn(sources)) {
    throw new Error(`generated rules that do not compile: ${JSON.stringify(result.errors)}`);
  }
  return pruned(less, known);
}

function rulesIn({ agreements, grants }: RuleSources): number {
  return [...agreements, ...grants].reduce((sum, { rules }) => sum + rules.length, 0);
}

/** What one can ask about generated rules. */
export const generatedDomain: Domain = {
  who: roomIds.flatMap((owner) =>
    roomIds.map((receiver) => ({ owner, receiver, authors: roomIds })),
  ),
  instants: [...periods, ...grantPeriods].flatMap(({ from, to }) =>
    [shifted(from, -1), from, to, shifted(to, 1)].map((day) => `${day}T11:00:00.000Z`),
  ),
  categories: [...categoriesUsed, "C00", "C18"],
  purposes: [undefined, "P1", "P2", "P3", "P4", "P5", "P6"],
  regimes: [undefined, "police", "administrative"],
  territories: [...codes, "istat:000004", "istat:999999"]
    .map((code) => [code])
    .concat([[...codes]]),
  modes: ["actual", "exercise"],
  named: [false, true],
};

/** Generated rules as the oracle reads them. */
export function asOracleReads({ sources, rooms: known }: GeneratedRules): OracleSources {
  const { agreements, grants, ceilings, territory: changed } = sources;
  return {
    ...{ agreements, grants, ceilings, rooms: known },
    territoryChanges: changed?.changes ?? [],
  };
}
