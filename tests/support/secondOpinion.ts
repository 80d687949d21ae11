import type { EnumName, EnumValue, Leaf } from "#libs/incident/catalogue";
import { enumTable } from "#libs/incident/catalogue";
import type { Attributes } from "#libs/incident/groups";
import { wordOf } from "./engineAnswers.ts";
import type { AllowedExchange, RefusedExchange } from "./oracle/exchange.ts";
import type { LeafVerdict } from "./oracle/leaf.ts";

/** Answers of both on one question, as one reads them in a failing test. */
export interface Disagreement {
  readonly asked: unknown;
  readonly oracle: string;
  readonly engine: string;
}

const disagreementsMax = 3;

/** Counts questions and the oracle's answers, and keeps the first disagreements. */
export class Tally {
  points = 0;
  yes = 0;
  readonly disagreements: Disagreement[] = [];
  /** How often the oracle said what: a comparison proves nothing about answers that never came. */
  readonly answers = new Map<string, number>();

  count(answer: string): void {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
  }

  add(asked: unknown, oracle: string, engine: string, isYes: boolean): void {
    this.points += 1;
    if (isYes) this.yes += 1;
    if (oracle === engine || this.disagreements.length >= disagreementsMax) return;
    this.disagreements.push({ asked, oracle, engine });
  }
}

/** The oracle's answer on an exchange in the words of `engineAnswer`. */
export function exchangeAnswer(exchange: AllowedExchange | RefusedExchange): string {
  return exchange.allowed ? `allow ${exchange.agreement} ${exchange.rule.id}` : exchange.reason;
}

/** The oracle's answer on a leaf in the words of `engineLeafAnswer`. */
export function leafAnswer(verdict: LeafVerdict): string {
  if (!verdict.released) return verdict.reason;
  const { transform } = verdict;
  if (transform.do === "keep") return "keep";
  return [transform.do, transform.as, transform.residents_min].join(" ");
}

/** What a component with this leaf may be, as far as rules may ask: every combination. */
export function attributesAt({ kind }: Leaf): readonly Attributes[] {
  return attributesByKind.get(kind) ?? attributesOfOthers;
}

const wordsOf = <N extends EnumName>(name: N): readonly EnumValue<N>[] =>
  Object.keys(enumTable(name)).map((word) => wordOf(name, word));

const roleSets = wordsOf("PersonRole").reduce<readonly Attributes["roles"][]>(
  (all, role) => all.concat(all.map((some) => some.concat([role]))),
  [[]],
);
const sources = ["unstated" as const, ...wordsOf("Source")];
const bases = wordsOf("Basis");
const attributesOfOthers: readonly Attributes[] = [
  { place: "sensitive", roles: [], minor: true, basis: "assessment", source: "unstated" },
];
const ofPlaces = across(attributesOfOthers, (one) =>
  sources.flatMap((source) => [
    { ...one, source },
    { ...one, source, place: "public" },
  ]),
);
const ofVehicles = across(attributesOfOthers, (one) =>
  sources.map((source) => ({ ...one, source })),
);
const ofRisks = across(ofVehicles, (one) => bases.map((basis) => ({ ...one, basis })));
const ofPersons = across(ofRisks, (one) =>
  roleSets.flatMap((roles) => [false, true].map((minor) => ({ ...one, roles, minor }))),
);
const attributesByKind: ReadonlyMap<string, readonly Attributes[]> = new Map([
  ["place", ofPlaces],
  ["vehicle", ofVehicles],
  ["risk", ofRisks],
  ["person", ofPersons],
]);

function across(
  all: readonly Attributes[],
  variants: (one: Attributes) => readonly Attributes[],
): readonly Attributes[] {
  return all.flatMap(variants);
}
