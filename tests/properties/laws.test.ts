import { describe, expect, jest, test } from "@jest/globals";
import fc from "fast-check";
import type { RuleSources } from "#libs/policy/compile";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import type { RoomDecision } from "#libs/policy/decision";
import type { Precision } from "#libs/policy/lattice";
import { keep, meet, withhold } from "#libs/policy/lattice";
import type { GeneratedRules } from "#tests/support/generatedRules";
import {
  asOracleReads,
  forbidding,
  generatedCeilings,
  generatedDomain,
  generatedRules,
} from "#tests/support/generatedRules";
import type { OracleSituation } from "#tests/support/oracle/sources";
import { questionsAbout } from "#tests/support/questions";
import {
  later,
  renamed,
  splitByCategory,
  splitByRoom,
  turnedRound,
  withCeilings,
  withCoarserCeilings,
  withExpiredGrants,
  withoutBreakGlass,
  withoutFirstAgreement,
  withoutGrants,
  withProhibition,
} from "#tests/support/ruleChanges";
import { decisionsOn, isWithin, printed, releasedBy } from "#tests/support/wholeDecision";

jest.setTimeout(300_000);
const seed = Number(process.env["RACCORDO_SEED"] ?? 20_261_122);
const setsMin = 150;
const incidentsPerSet = 6;

const sets = fc.sample(generatedRules, { numRuns: setsMin, seed });
const prohibitions = fc.sample(forbidding, { numRuns: setsMin, seed });
const ceilings = fc.sample(generatedCeilings, { numRuns: setsMin, seed: seed + 1 });

/** One incident decided under a rule set and under the changed one. */
interface Pair {
  readonly before: readonly RoomDecision[];
  readonly after: readonly RoomDecision[];
}

type Change = (sources: RuleSources, generated: GeneratedRules, i: number) => RuleSources;

const unchanged: Change = (sources) => sources;
const same = (situation: OracleSituation) => situation;

/** Every incident of every set, before and after; changes that the compiler refuses are passed over, and counted. */
function pairsOf(from: Change, to: Change, moved = same): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [i, generated] of sets.entries()) {
    const { rooms, sources } = generated;
    const before = compiledOrNot(from(sources, generated, i), generated);
    const after = compiledOrNot(to(sources, generated, i), generated);
    if (before === undefined || after === undefined) continue;
    for (const situation of incidentsOf(generated, i)) {
      pairs.push({
        before: decisionsOn(before, rooms, situation),
        after: decisionsOn(after, rooms, moved(situation)),
      });
    }
  }
  expect(pairs.length).toBeGreaterThan((setsMin * incidentsPerSet) / 2);
  return pairs;
}

function compiledOrNot(sources: RuleSources, { rooms }: GeneratedRules): CompiledRules | undefined {
  const result = compileRules(sources, rooms);
  return result.ok ? result.rules : undefined;
}

function incidentsOf(generated: GeneratedRules, i: number): readonly OracleSituation[] {
  const sources = asOracleReads(generated);
  const asked = questionsAbout(sources, generatedDomain, incidentsPerSet, seed + i);
  // The author writes most as owner; where the receiver is that, the author answers.
  return asked.map(({ situation }) => {
    const { owner, author, receiver } = situation;
    return { ...situation, owner: owner === receiver ? owner : author };
  });
}

const releases = (decisions: readonly RoomDecision[]) => printed(releasedBy(decisions));
const isSame = ({ before, after }: Pair) => releases(before) === releases(after);
const isLess = ({ before, after }: Pair) => isWithin(releasedBy(after), releasedBy(before));
const reasons = (decisions: readonly RoomDecision[]) =>
  decisions.map(({ reason }) => reason).join();
const isSameWithReasons = (pair: Pair) =>
  isSame(pair) && reasons(pair.before) === reasons(pair.after);

/** So often, at least, the change made a difference: else a law says nothing. */
function expectDifferences(pairs: readonly Pair[], least: number): void {
  expect(pairs.filter((pair) => !isSame(pair)).length).toBeGreaterThanOrEqual(least);
}

describe("whatever the rules, what rooms are sent only shrinks, leaf by leaf,", () => {
  test("by one more prohibition", () => {
    const change: Change = (sources, _, i) => withProhibition(nth(prohibitions, i))(sources);
    const pairs = pairsOf(unchanged, change);
    expect(pairs.filter((pair) => !isLess(pair))).toEqual([]);
    expectDifferences(pairs, 10);
  });

  test("by one more file of ceilings", () => {
    const pairs = pairsOf(unchanged, (sources, _, i) => withCeilings(nth(ceilings, i))(sources));
    expect(pairs.filter((pair) => !isLess(pair))).toEqual([]);
    expectDifferences(pairs, 10);
  });

  test("by ceilings that withhold more", () => {
    const pairs = pairsOf(unchanged, withCoarserCeilings);
    expect(pairs.filter((pair) => !isLess(pair))).toEqual([]);
    expectDifferences(pairs, 5);
  });

  test("by an agreement that is gone: nothing rests on it any more", () => {
    const gone = "AGREEMENT-B";
    const pairs = pairsOf(unchanged, withoutFirstAgreement);
    const based = (decisions: readonly RoomDecision[]) =>
      decisions.filter(({ outcome, basis }) => {
        return outcome === "released" && basis.some(({ agreement }) => agreement === gone);
      });
    expect(pairs.flatMap(({ after }) => based(after))).toEqual([]);
    expect(pairs.flatMap(({ before }) => based(before)).length).toBeGreaterThan(20);
  });
});

describe("whatever the rules, decisions do not depend on", () => {
  test("the order of files, rules, parties and clauses; nor does the hash", () => {
    const pairs = pairsOf(unchanged, turnedRound);
    expect(
      pairs.filter((pair) => JSON.stringify(pair.before) !== JSON.stringify(pair.after)),
    ).toEqual([]);
    for (const { sources, rooms } of sets) {
      const [one, other] = [
        compileRules(sources, rooms),
        compileRules(turnedRound(sources), rooms),
      ];
      expect(one.ok && other.ok && one.rules.hash === other.rules.hash).toBe(true);
    }
  });

  test("the names of rules; nor do the plans", () => {
    expect(pairsOf(unchanged, renamed).filter((pair) => !isSameWithReasons(pair))).toEqual([]);
    for (const { sources, rooms } of sets) {
      const [one, other] = [compileRules(sources, rooms), compileRules(renamed(sources), rooms)];
      if (!one.ok || !other.ok) throw new Error("renamed rules do not compile");
      expect(new Set(one.rules.plans.keys())).toEqual(new Set(other.rules.plans.keys()));
    }
  });

  test("the calendar: all days of the rules and the event's moved together", () => {
    const days = 1_000;
    const ms = days * 86_400_000;
    const moved = (at: string) => new Date(Date.parse(at) + ms).toISOString();
    const pairs = pairsOf(unchanged, later(days), (situation) => ({
      ...situation,
      at: moved(situation.at),
      emergencyAt: situation.emergencyAt && moved(situation.emergencyAt),
    }));
    // When a charge was taken is itself a day that moves.
    const keys = (decisions: readonly RoomDecision[]) =>
      [...releasedBy(decisions)].map(([room, leaves]) => [room, ...leaves.keys()].join()).join();
    expect(pairs.filter(({ before, after }) => keys(before) !== keys(after))).toEqual([]);
    expect(pairs.filter(({ before, after }) => reasons(before) !== reasons(after))).toEqual([]);
  });

  test("whether a rule names several categories, or several rules one each", () => {
    const pairs = pairsOf(unchanged, splitByCategory);
    expect(pairs.filter((pair) => !isSameWithReasons(pair))).toEqual([]);
  });

  test("whether a rule names several rooms, or several rules one each", () => {
    const split: Change = (sources, { rooms }) => splitByRoom(rooms)(sources);
    expect(pairsOf(unchanged, split).filter((pair) => !isSameWithReasons(pair))).toEqual([]);
  });

  test("a grant that has run out: it is as if it were not there", () => {
    const pairs = pairsOf(withoutGrants, withExpiredGrants);
    expect(pairs.filter((pair) => !isSameWithReasons(pair))).toEqual([]);
    expectDifferences(pairsOf(unchanged, withoutGrants), 10);
  });

  test("an emergency rule while nobody declares an emergency: it is as if it were not there", () => {
    const calm = (situation: OracleSituation) => ({ ...situation, emergencyAt: undefined });
    for (const [i, generated] of sets.entries()) {
      const { sources, rooms } = generated;
      const ruled = compiledOrNot(sources, generated);
      const unruled = compiledOrNot(withoutBreakGlass(sources), generated);
      if (ruled === undefined || unruled === undefined) throw new Error("no rules");
      for (const situation of incidentsOf(generated, i).map(calm)) {
        const after = decisionsOn(ruled, rooms, situation);
        expect(isSameWithReasons({ before: decisionsOn(unruled, rooms, situation), after })).toBe(
          true,
        );
      }
    }
    expectDifferences(pairsOf(unchanged, withoutBreakGlass), 5);
  });
});

describe("whatever the rules, neither a grant nor an emergency", () => {
  test("opens what the law or a prohibition shuts", () => {
    const ordinary: Change = (sources) => withoutGrants(withoutBreakGlass(sources));
    const pairs = pairsOf(ordinary, unchanged);
    const shut = pairs.flatMap(({ before, after }) =>
      before.flatMap(({ reason }, i) =>
        reason === "FORBIDDEN" || reason === "STATUTORY" ? [[reason, after[i]?.reason]] : [],
      ),
    );
    expect(shut.filter(([one, other]) => one !== other)).toEqual([]);
    expect(shut.length).toBeGreaterThan(20);
  });
});

describe("the more restrictive of two treatments", () => {
  const points: readonly Precision[] = [
    ...[withhold, keep],
    ...[undefined, 2, 5, 50].map((residentsMin) => {
      return { do: "generalise" as const, as: "area-by-residents", residentsMin };
    }),
    { do: "generalise", as: "zone-eu-1km", residentsMin: undefined },
    { do: "pseudonymise", as: "hmac-receiver", residentsMin: undefined },
    { do: "count", as: undefined, residentsMin: undefined },
    { do: "mask", as: undefined, residentsMin: undefined },
  ];

  test("is the same whichever comes first, however three are put together, and of one with itself", () => {
    for (const a of points) {
      expect(meet(a, a)).toEqual(a);
      for (const b of points) {
        expect(meet(a, b)).toEqual(meet(b, a));
        for (const c of points) expect(meet(meet(a, b), c)).toEqual(meet(a, meet(b, c)));
      }
    }
  });

  test("is nothing where one of them is nothing, and the other where one keeps all", () => {
    for (const a of points) {
      expect(meet(a, withhold)).toEqual(withhold);
      expect(meet(a, keep)).toEqual(a);
    }
  });
});

function nth<T>(items: readonly T[], i: number): T {
  const item = items[i];
  if (item === undefined) throw new Error("one for each set");
  return item;
}
