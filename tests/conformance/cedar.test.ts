import { describe, expect, jest, test } from "@jest/globals";
import fc from "fast-check";
import { compileRules } from "#libs/policy/compile";
import type { CompiledRules } from "#libs/policy/compiled";
import type { Room } from "#libs/policy/decision";
import { isPermitted, objectionsTo, prepare } from "#tests/support/cedar/authorizer";
import { cedarPolicies } from "#tests/support/cedar/policies";
import { domainOf } from "#tests/support/decisionDomain";
import { engineInput, engineLeafAnswer, engineVerdict } from "#tests/support/engineAnswers";
import { asOracleReads, generatedDomain, generatedRules } from "#tests/support/generatedRules";
import type { RuleSources } from "#tests/support/oracle/sources";
import { rooms, shipped } from "#tests/support/patto";
import type { Question } from "#tests/support/questions";
import { questionsAbout } from "#tests/support/questions";
import { Tally } from "#tests/support/secondOpinion";
import { shippedSources } from "#tests/support/shippedSources";

const seed = Number(process.env["RACCORDO_SEED"] ?? 20_261_122);
const decisionsMin = 20_000;
const setsMin = 20;
const questionsPerSet = 50;
// Some twenty seconds on an idle machine.
jest.setTimeout(300_000);
const counted = (points: number) => points.toLocaleString("en");

/** A rule set as the engine has it and as Cedar gets it. */
interface Both {
  readonly name: string;
  readonly sources: RuleSources;
  readonly rules: CompiledRules;
  readonly rooms: readonly Room[];
  /** Slices that Cedar has read already. */
  readonly prepared: Set<string>;
}

describe("Cedar, given the same rules as policies of its own", () => {
  test("has nothing against them: its validator, in strict mode, finds no error and no warning", () => {
    const slices = rooms.flatMap(({ id: author }) =>
      rooms.map(({ id: receiver }) => cedarPolicies(shippedSources, { author, receiver })),
    );
    const policies = slices.flatMap((slice) => Object.keys(slice));
    expect(policies.length).toBeGreaterThan(500);
    expect(slices.flatMap(objectionsTo).slice(0, 3)).toEqual([]);
  });

  test(`lets out what the engine lets out, and nothing else: ${counted(decisionsMin)} decisions`, () => {
    const both: Both = {
      ...{ name: "shipped", sources: shippedSources, rules: shipped(), rooms },
      prepared: new Set(),
    };
    const tally = new Tally();
    const asked = questionsAbout(shippedSources, domainOf(shippedSources), decisionsMin, seed);
    for (const question of asked) compare(tally, both, question);
    expect(tally.disagreements).toEqual([]);
    expect(tally.points).toBe(decisionsMin);
    expect(tally.yes).toBeGreaterThan(decisionsMin / 10);
  });

  test(`agrees on rules that nobody would sign too: ${counted(setsMin * questionsPerSet)} decisions`, () => {
    const tally = new Tally();
    const sets = fc.sample(generatedRules, { numRuns: setsMin, seed });
    for (const [i, generated] of sets.entries()) {
      const compiled = compileRules(generated.sources, generated.rooms);
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
      const sources = asOracleReads(generated);
      const both = { sources, rules: compiled.rules, rooms: generated.rooms };
      const asked = questionsAbout(sources, generatedDomain, questionsPerSet, seed + i);
      const prepared = new Set<string>();
      for (const question of asked)
        compare(tally, { name: `set ${i}`, prepared, ...both }, question);
    }
    expect(tally.disagreements).toEqual([]);
    expect(tally.yes).toBeGreaterThan(setsMin);
  });

  test("counts a policy that errs as a refusal, though Cedar itself skips it", () => {
    const whoever = `principal == Room::"cc_cremona", action == Action::"place.point", resource`;
    const errs = `permit(${whoever}) when { context.emergencySeconds > 0 };`;
    prepare("one errs", { errs, permits: `permit(${whoever});` });
    prepare("none errs", { permits: `permit(${whoever});` });
    const [question] = questionsAbout(shippedSources, domainOf(shippedSources), 1, seed);
    if (question === undefined) throw new Error("no question");
    const { attributes } = question;
    const situation = { ...question.situation, receiver: "cc_cremona", emergencyAt: undefined };
    expect(isPermitted("one errs", situation, attributes, "place.point")).toBe(false);
    expect(isPermitted("none errs", situation, attributes, "place.point")).toBe(true);
  });
});

function compare(tally: Tally, both: Both, question: Question): void {
  const { situation, attributes, leaf } = question;
  const { author, receiver } = situation;
  const slice = `${both.name}: ${author} ${receiver}`;
  if (!both.prepared.has(slice)) {
    prepare(slice, cedarPolicies(both.sources, { author, receiver }));
    both.prepared.add(slice);
  }
  const cedar = isPermitted(slice, situation, attributes, leaf.path);
  const asked = [situation, attributes, leaf.path];
  tally.add(asked, outcome(cedar), outcome(isReleased(both, question)), cedar);
}

const outcome = (isOut: boolean) => (isOut ? "released" : "withheld");

function isReleased({ rules, rooms: known }: Both, question: Question): boolean {
  const { situation, attributes, leaf } = question;
  const receiver = known.find(({ id }) => id === situation.receiver);
  if (receiver === undefined) throw new Error("no such room");
  const verdict = engineVerdict(rules, engineInput(situation), situation.author, receiver);
  if (verdict === "OWN_EVENT" || !verdict.allowed) return false;
  const answer = engineLeafAnswer(verdict, leaf, attributes, situation.isReceiverInCharge);
  return !["UNNAMED", "CONDITION", "NOT_IN_CHARGE", "STATUTORY"].includes(answer);
}
