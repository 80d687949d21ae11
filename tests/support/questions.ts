import fc from "fast-check";
import type { Leaf } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import type { Attributes } from "#libs/incident/groups";
import type { Domain } from "./decisionDomain.ts";
import type { Days, OracleRule, OracleSituation, RuleSources } from "./oracle/sources.ts";

/** A question that both engines can be asked: may this leaf of such a component go to that room? */
export interface Question {
  readonly situation: OracleSituation;
  readonly attributes: Attributes;
  readonly leaf: Leaf;
}

const orNot = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const stated = (words: readonly (string | undefined)[]) =>
  orNot(fc.constantFrom(...words.filter((word) => word !== undefined)));

/** Seconds between a declared emergency and the event: within a day, on its edge, and after it. */
const emergencySeconds = [0, 3_600, 86_399, 86_400, 90_000] as const;

function situationIn(domain: Domain): fc.Arbitrary<OracleSituation> {
  const rooms = [...new Set(domain.who.map(({ owner }) => owner))];
  return fc
    .record({
      owner: fc.constantFrom(...rooms),
      author: fc.constantFrom(...rooms),
      receiver: fc.constantFrom(...rooms),
      category: fc.constantFrom(...domain.categories),
      territory: fc.constantFrom(...domain.territories),
      at: fc.constantFrom(...domain.instants),
      purposeStated: stated(domain.purposes),
      regimeStated: stated(domain.regimes),
      mode: fc.constantFrom(...domain.modes),
      addressees: fc.subarray(rooms),
      isReceiverInCharge: fc.boolean(),
      emergency: orNot(fc.constantFrom(...emergencySeconds)),
    })
    .map(({ emergency, ...situation }) => ({
      ...situation,
      emergencyAt: emergency === undefined ? undefined : earlier(situation.at, emergency),
    }));
}

function earlier(at: string, seconds: number): string {
  return new Date(Date.parse(at) - seconds * 1_000).toISOString();
}

const attributes: fc.Arbitrary<Attributes> = fc.record({
  place: fc.constantFrom("public", "sensitive"),
  roles: fc.subarray(["suspect", "victim", "reporter", "missing", "offender", "witness"], {
    maxLength: 3,
  }),
  minor: fc.boolean(),
  basis: fc.constantFrom("fact", "assessment"),
  source: fc.constantFrom("unstated", "observed", "reported", "police_database"),
});

const draft = (domain: Domain) =>
  fc.record({
    ...{ situation: situationIn(domain), attributes, leaf: fc.constantFrom(...leaves) },
    ...{ aim: fc.nat(100_000), pick: fc.nat(100_000), isAimed: fc.nat(7).map((n) => n > 0) },
  });

/** So many questions about a rule set, always the same for a seed; three of four are aimed at one of its rules. */
export function questionsAbout(
  sources: RuleSources,
  domain: Domain,
  count: number,
  seed: number,
): readonly Question[] {
  const targets = sources.agreements.flatMap(({ agreement, rules }) => {
    const parties = agreement.parties.map(({ room }) => room);
    const grants = sources.grants.filter(({ grant }) => grant.agreement === agreement.id);
    return [
      ...rules.map((rule) => ({ parties, days: agreement.in_force, rule })),
      ...grants.flatMap((source) =>
        source.rules.map((rule) => ({ parties, days: source.grant.in_force, rule })),
      ),
    ];
  });
  return fc
    .sample(draft(domain), { numRuns: count, seed })
    .map(({ aim, pick, isAimed, ...question }) => {
      const target = targets[aim % targets.length];
      return isAimed && target !== undefined ? aimed(question, { ...target, pick }) : question;
    });
}

interface Target {
  readonly parties: readonly string[];
  readonly days: Days;
  readonly rule: OracleRule;
  /** Which of the target's words to take. */
  readonly pick: number;
}

/** Questions at random seldom meet a rule; these do, in all but what `question` happens to differ in. */
function aimed(question: Question, { parties, days, rule, pick }: Target): Question {
  const { situation } = question;
  const one = <T>(items: readonly T[], other: T, turn = 1): T =>
    items[Math.floor(pick / turn) % items.length] ?? other;
  const named = (words: readonly string[]) =>
    words.map((word) => word.replace(/^(owner:)?room:/, "")).filter((id) => parties.includes(id));
  const { category, territory, mode } = rule.when;
  const isGroundStated = pick % 5 === 0;
  const leaf = leaves.find(({ path }) => path === one(Object.keys(rule.fields), "", 7));
  const at =
    pick % 4 === 0 ? situation.at : `${pick % 9 === 0 ? days.to : days.from}T11:00:00.000Z`;
  const receiver = one(named(rule.when.to), one(parties, situation.receiver, 11), 3);
  const isOwners = rule.when.to.every((word) => word.startsWith("owner"));
  const later = Date.parse(at) - Date.parse(situation.at);
  const { emergencyAt } = situation;
  return {
    attributes: question.attributes,
    leaf: pick % 3 === 0 || leaf === undefined ? question.leaf : leaf,
    situation: {
      ...situation,
      at,
      mode: mode?.[0] ?? situation.mode,
      emergencyAt: emergencyAt && earlier(emergencyAt, -later / 1_000),
      category: one(category, "C00"),
      territory: Array.isArray(territory) ? territory : situation.territory,
      author: one(named(rule.when.from), one(parties, situation.author)),
      receiver,
      ...(rule.when.addressee === "named" ? { addressees: [receiver] } : {}),
      ...(isOwners ? { owner: receiver } : {}),
      ...(isGroundStated ? {} : { purposeStated: undefined, regimeStated: undefined }),
    },
  };
}
