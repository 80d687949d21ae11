import { describe, expect, jest, test } from "@jest/globals";
import fc from "fast-check";
import { leaves } from "#libs/incident/catalogue";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import type { Room } from "#libs/policy/decision";
import { casesOf } from "#tests/support/cases";
import {
  engineAnswer,
  engineInput,
  engineLeafAnswer,
  engineVerdict,
} from "#tests/support/engineAnswers";
import type { GeneratedRules } from "#tests/support/generatedRules";
import { asOracleReads, generatedDomain, generatedRules } from "#tests/support/generatedRules";
import { ceilingsSpeaking, exchangeOf } from "#tests/support/oracle/exchange";
import { leafUnder } from "#tests/support/oracle/leaf";
import type { OracleSituation, RuleSources } from "#tests/support/oracle/sources";
import { oversights } from "#tests/support/oversights";
import type { Question } from "#tests/support/questions";
import { questionsAbout } from "#tests/support/questions";
import { exchangeAnswer, leafAnswer, Tally } from "#tests/support/secondOpinion";
import type { RuledLeaf } from "#tests/support/wholeDecision";
import { decisionsOn, releasedBy, roomsInCharge, ruledLeaves } from "#tests/support/wholeDecision";

const seed = Number(process.env["RACCORDO_SEED"] ?? 20_261_122);
jest.setTimeout(300_000);
const setsMin = casesOf(180, 300);
const questionsPerSet = 40;
const decisionsPerSet = 3;

/** A generated rule set as each of the two reads it. */
interface Both {
  readonly sources: RuleSources;
  readonly rules: CompiledRules;
  readonly rooms: ReadonlyMap<string, Room>;
}

describe("the engine and a naive reader of the same files agree, on rules that nobody would sign", () => {
  test(`on ${(setsMin * questionsPerSet).toLocaleString("en")} exchanges, and on every leaf of those allowed`, () => {
    const tally = { exchanges: new Tally(), leaves: new Tally() };
    for (const [i, generated] of setsOf(setsMin).entries()) {
      const both = bothOf(generated);
      const asked = questionsAbout(both.sources, generatedDomain, questionsPerSet, seed + i);
      for (const question of asked) compare(tally, both, question);
    }
    expect(tally.exchanges.disagreements).toEqual([]);
    expect(tally.leaves.disagreements).toEqual([]);
    expect(seldom(tally.exchanges, everyAnswer)).toEqual([]);
    expect(seldom(tally.leaves, everyLeafAnswer)).toEqual([]);
  });

  test(`on whole decisions: ${(setsMin * decisionsPerSet).toLocaleString("en")} incidents with one of everything, leaf by leaf, for every room`, () => {
    const tally = new Tally();
    for (const [i, generated] of setsOf(setsMin).entries()) {
      const both = bothOf(generated);
      const asked = questionsAbout(both.sources, generatedDomain, decisionsPerSet, seed - i);
      for (const { situation } of asked) compareDecision(tally, both, situation);
    }
    expect(tally.disagreements).toEqual([]);
    expect(tally.yes).toBeGreaterThan(setsMin / 3);
  });
});

describe("an engine that overlooks something of the rules is noticed:", () => {
  test.each(Object.entries(oversights))("%s", (_, overlook) => {
    const tally = { exchanges: new Tally(), leaves: new Tally() };
    for (const [i, generated] of setsOf(setsMin / 3).entries()) {
      const compiled = compileRules(overlook(generated.sources), generated.rooms);
      if (!compiled.ok) continue;
      const both = { ...bothOf(generated), rules: compiled.rules };
      const asked = questionsAbout(both.sources, generatedDomain, questionsPerSet, seed + i);
      for (const question of asked) compare(tally, both, question);
    }
    const noticed = [...tally.exchanges.disagreements, ...tally.leaves.disagreements];
    expect(noticed.length).toBeGreaterThan(0);
  });
});

const everyAnswer = [
  ...["break-glass", "grant", "agreement", "OWN_EVENT", "UNMAPPED", "STATUTORY", "NO_AGREEMENT"],
  ...["NOT_IN_FORCE", "FORBIDDEN", "NO_COMPETENCE", "OUT_OF_TERRITORY", "CATEGORY", "PURPOSE"],
  ...["REGIME", "MODE", "NOT_NAMED"],
];
const everyLeafAnswer = [
  ...["keep", "generalise", "count", "pseudonymise"],
  ...["STATUTORY", "UNNAMED", "CONDITION", "NOT_IN_CHARGE"],
];

/** Answers that hardly came up: about them nothing was compared. */
function seldom({ answers }: Tally, expected: readonly string[]): readonly string[] {
  return expected.filter((answer) => (answers.get(answer) ?? 0) < 20);
}

function setsOf(count: number): readonly GeneratedRules[] {
  return fc.sample(generatedRules, { numRuns: count, seed });
}

function bothOf(generated: GeneratedRules): Both {
  const compiled = compileRules(generated.sources, generated.rooms);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const rooms = new Map(generated.rooms.map((room) => [room.id, room]));
  return { sources: asOracleReads(generated), rules: compiled.rules, rooms };
}

function compare(
  tally: { readonly exchanges: Tally; readonly leaves: Tally },
  { sources, rules, rooms }: Both,
  question: Question,
): void {
  const { situation } = question;
  const exchange = exchangeOf(sources, situation);
  const receiver = rooms.get(situation.receiver);
  if (receiver === undefined) throw new Error("no such room");
  const verdict = engineVerdict(rules, engineInput(situation), situation.author, receiver);
  const answer = exchangeAnswer(exchange);
  tally.exchanges.count(exchange.allowed ? exchange.rank : exchange.reason);
  tally.exchanges.add(situation, answer, engineAnswer(verdict), exchange.allowed);
  if (!exchange.allowed || verdict === "OWN_EVENT" || !verdict.allowed) return;
  const ceilings = ceilingsSpeaking(sources, situation);
  for (const leaf of leaves) {
    const { attributes } = question;
    const naive = leafUnder(exchange, ceilings, situation, attributes, leaf.path);
    const engine = engineLeafAnswer(verdict, leaf, attributes, situation.isReceiverInCharge);
    tally.leaves.count(naive.released ? naive.transform.do : naive.reason);
    const asked = [answer, situation.isReceiverInCharge, leaf.path, attributes];
    tally.leaves.add(asked, leafAnswer(naive), engine, naive.released);
  }
}

/** What each room is sent of the incident, against what the oracle says of each leaf that there is. */
function compareDecision(
  tally: Tally,
  { sources, rules, rooms }: Both,
  situation: OracleSituation,
): void {
  const released = releasedBy(decisionsOn(rules, [...rooms.values()], situation));
  const written = ruledLeaves(situation);
  const charged = roomsInCharge(situation);
  for (const receiver of rooms.keys()) {
    const seen = {
      ...{ ...situation, receiver, isReceiverInCharge: charged.has(receiver) },
      emergencyAt: receiver === situation.receiver ? situation.emergencyAt : undefined,
    };
    const expected = expectedOf(sources, seen, written);
    const got = new Set(released.get(receiver)?.keys());
    const oracleOnly = [...expected].filter((key) => !got.has(key)).join();
    const engineOnly = [...got].filter((key) => !expected.has(key)).join();
    tally.add(seen, `alone: ${oracleOnly}`, `alone: ${engineOnly}`, expected.size > 0);
  }
}

/** Keys of the leaves that the oracle would send, whoever wrote them. */
function expectedOf(
  sources: RuleSources,
  situation: OracleSituation,
  written: readonly RuledLeaf[],
): ReadonlySet<string> {
  const byAuthor = Map.groupBy(written, ({ component }) => component.author);
  const expected = [...byAuthor].flatMap(([author, own]) => {
    const asked = { ...situation, author };
    const exchange = exchangeOf(sources, asked);
    if (!exchange.allowed) return [];
    const ceilings = ceilingsSpeaking(sources, asked);
    return own.filter(
      ({ component: { attributes }, path }) =>
        leafUnder(exchange, ceilings, asked, attributes, path).released,
    );
  });
  return new Set(expected.map(({ key }) => key));
}
