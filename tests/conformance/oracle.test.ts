import { describe, expect, jest, test } from "@jest/globals";
import { leaves } from "#libs/incident/catalogue";
import type { Verdict } from "#libs/policy/match";
import type { Domain, Who } from "#tests/support/decisionDomain";
import {
  covering,
  domainOf,
  everyInstant,
  incidentsOf,
  instantsInTurn,
  pointsOf,
} from "#tests/support/decisionDomain";
import {
  engineAnswer,
  engineInput,
  engineLeafAnswer,
  engineVerdict,
} from "#tests/support/engineAnswers";
import type { AllowedExchange, RulesBetween } from "#tests/support/oracle/exchange";
import {
  ceilingsSpeaking,
  exchangeAmong,
  exchangeOf,
  rulesBetween,
} from "#tests/support/oracle/exchange";
import { leafUnder } from "#tests/support/oracle/leaf";
import type { OracleCeilingRule, OracleSituation } from "#tests/support/oracle/sources";
import { room, shipped } from "#tests/support/patto";
import { attributesAt, exchangeAnswer, leafAnswer, Tally } from "#tests/support/secondOpinion";
import { shippedSources } from "#tests/support/shippedSources";

const rules = shipped();
const whole = domainOf(shippedSources);
// `npm run prove` takes the whole domain: some minutes.
jest.setTimeout(900_000);
const isWhole = process.env["RACCORDO_DOMAIN"] === "whole";
const domain = isWhole ? whole : covering(whole);
const instantsOf = isWhole ? everyInstant(whole) : instantsInTurn(whole, 6);
const points = pointsOf(domain, instantsOf);
const counted = (points: number) => points.toLocaleString("en");
const attributeCount = leaves.reduce((sum, leaf) => sum + attributesAt(leaf).length, 0);

/** A permission as each of the two has it, under the ceilings that speak where it does. */
interface Permission {
  readonly situation: OracleSituation;
  readonly exchange: AllowedExchange;
  readonly ceilings: readonly OracleCeilingRule[];
  readonly verdict: Extract<Verdict, { allowed: true }>;
}

interface Survey {
  readonly tally: Tally;
  /** One of each rule and set of ceilings: nothing else of an exchange decides about leaves, but the charge. */
  readonly permissions: Map<string, Permission>;
}

describe("the engine and a naive reader of the same files agree, on the shipped rules", () => {
  const survey: Survey = { tally: new Tally(), permissions: new Map() };

  test(`on every exchange that there can be: ${counted(points)} points of ${counted(pointsOf(whole, everyInstant(whole)))}`, () => {
    for (const [position, who] of domain.who.entries())
      for (const at of instantsOf(position)) compareExchanges(survey, who, at);
    const { tally } = survey;
    expect(tally.disagreements).toEqual([]);
    expect(tally.points).toBe(points);
    expect(tally.yes).toBeGreaterThan(points / 100);
  });

  test(`on every leaf of every component, ${counted(attributeCount)} for each permission, in charge or not`, () => {
    const tally = new Tally();
    for (const permission of survey.permissions.values()) compareLeaves(tally, permission);
    expect(tally.disagreements).toEqual([]);
    const permits = shippedSources.agreements.flatMap((source) =>
      source.rules.filter(({ deliver }) => deliver === "allow"),
    );
    expect(survey.permissions.size).toBeGreaterThanOrEqual(permits.length);
    expect(tally.points).toBe(survey.permissions.size * 2 * attributeCount);
    expect(tally.yes).toBeGreaterThan(10_000);
  });
});

describe("in the hours around midnight, when it is another day in Italy than in Greenwich,", () => {
  test("the engine never allows what the naive reader, who knows Italy's hour, refuses", () => {
    const hours = ["21:59", "22:00", "22:30", "23:00", "23:59"].map((hour) => `${hour}:00.000Z`);
    const days = [...new Set(whole.instants.map((at) => at.slice(0, 10)))];
    const instants = days.flatMap((day) => hours.map((hour) => `${day}T${hour}`));
    const narrow = { ...whole, instants, purposes: [undefined], regimes: [undefined] };
    const asked = isWhole ? everyInstant(narrow) : instantsInTurn(narrow, 3);
    const answers = narrow.who.flatMap((who, position) =>
      asked(position).flatMap((at) => answersOf(narrow, who, at)),
    );
    expect(answers.filter(([oracle, engine]) => engine && !oracle)).toEqual([]);
    expect(answers.filter(([oracle, engine]) => engine && oracle).length).toBeGreaterThan(1_000);
  });
});

/** Whether the oracle and whether the engine allows, for what the owner itself wrote. */
function answersOf(some: Domain, who: Who, at: string): readonly (readonly [boolean, boolean])[] {
  return incidentsOf(some, who, at).map((incident) => {
    const situation: OracleSituation = { ...incident, author: who.owner };
    const verdict = engineVerdict(rules, engineInput(incident), who.owner, room(who.receiver));
    const isAllowed = verdict !== "OWN_EVENT" && verdict.allowed;
    return [exchangeOf(shippedSources, situation).allowed, isAllowed];
  });
}

function compareExchanges(survey: Survey, who: Who, at: string): void {
  const to = room(who.receiver);
  const asked = incidentsOf(domain, who, at).map((incident) => ({
    incident,
    input: engineInput(incident),
  }));
  for (const author of who.authors) {
    let between: RulesBetween | undefined;
    for (const { incident, input } of asked) {
      const situation: OracleSituation = { ...incident, author };
      // Depends on the rooms and the instant only.
      between ??= rulesBetween(shippedSources, situation);
      const exchange = exchangeAmong(shippedSources, between, situation);
      const verdict = engineVerdict(rules, input, author, to);
      const answer = exchangeAnswer(exchange);
      survey.tally.add(situation, answer, engineAnswer(verdict), exchange.allowed);
      if (exchange.allowed) note(survey, situation, exchange, verdict);
    }
  }
}

function note(
  { permissions }: Survey,
  situation: OracleSituation,
  exchange: AllowedExchange,
  verdict: Verdict | "OWN_EVENT",
): void {
  if (verdict === "OWN_EVENT" || !verdict.allowed) return;
  const ceilings = ceilingsSpeaking(shippedSources, situation);
  const name = [exchangeAnswer(exchange), ...ceilings.map(({ id }) => id)].join(" ");
  if (!permissions.has(name)) permissions.set(name, { situation, exchange, ceilings, verdict });
}

function compareLeaves(tally: Tally, permission: Permission): void {
  const { exchange, ceilings, verdict } = permission;
  for (const isReceiverInCharge of [false, true]) {
    const situation = { ...permission.situation, isReceiverInCharge };
    for (const leaf of leaves) {
      for (const attributes of attributesAt(leaf)) {
        const naive = leafUnder(exchange, ceilings, situation, attributes, leaf.path);
        const engine = engineLeafAnswer(verdict, leaf, attributes, isReceiverInCharge);
        const asked = [exchangeAnswer(exchange), isReceiverInCharge, leaf.path, attributes];
        tally.add(asked, leafAnswer(naive), engine, naive.released);
      }
    }
  }
}
