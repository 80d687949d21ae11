import type { EnumName, EnumValue, Leaf } from "#libs/incident/catalogue";
import { enumTable } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { Attributes } from "#libs/incident/groups";
import type { IncidentState, StateComponent } from "#libs/incident/state";
import type { CompiledRules } from "#libs/policy/compiled";
import type { Room } from "#libs/policy/decision";
import type { Verdict } from "#libs/policy/match";
import { match } from "#libs/policy/match";
import type { MatchInput } from "#libs/policy/matchInput";
import { matchInputOf } from "#libs/policy/matchInput";
import type { CappedPlan } from "#libs/policy/project";
import { treat } from "#libs/policy/project";
import type { OracleSituation } from "./oracle/sources.ts";

/** An incident and its receiver, whoever wrote the data. */
export type AuthorlessSituation = Omit<OracleSituation, "author">;

/** What the engine makes of an incident in the oracle's situation: the input of its every match. */
export function engineInput(situation: AuthorlessSituation): MatchInput {
  return matchInputOf(stateIn(situation), situation.at);
}

/** The engine's verdict; of its own data a room is never asked. */
export function engineVerdict(
  rules: CompiledRules,
  input: MatchInput,
  author: string,
  receiver: Room,
): Verdict | "OWN_EVENT" {
  return author === receiver.id ? "OWN_EVENT" : match(rules, input, author, receiver);
}

/** The verdict in the words of `exchangeAnswer`: the rule that allows, or the reason of the refusal. */
export function engineAnswer(verdict: Verdict | "OWN_EVENT"): string {
  if (verdict === "OWN_EVENT") return verdict;
  return verdict.allowed
    ? `allow ${verdict.basis.agreement} ${verdict.basis.rule}`
    : verdict.reason;
}

const withheldAs = {
  ceiling: "STATUTORY",
  "not-named": "UNNAMED",
  "no-clause": "CONDITION",
  "not-in-charge": "NOT_IN_CHARGE",
} as const;

/** What the engine makes of a leaf, in the words of `leafAnswer`: the treatment, or why it is withheld. */
export function engineLeafAnswer(
  capped: CappedPlan,
  leaf: Leaf,
  attributes: Attributes,
  isInCharge: boolean,
): string {
  const component: RuledComponent = {
    ...{ author: "somebody", kind: leaf.kind, id: "x", fields: {} },
    attributes,
  };
  const treatment = treat(capped, component, leaf, isInCharge);
  if (!treatment.released) return withheldAs[treatment.why];
  const { by } = treatment;
  return by.do === "keep" ? "keep" : [by.do, by.as, by.residentsMin].join(" ");
}

function stateIn(situation: AuthorlessSituation): IncidentState {
  const { owner, territory, addressees, purposeStated, regimeStated, at } = situation;
  return {
    ...{ owner, territory, addressees },
    mode: wordOf("Mode", situation.mode),
    externalId: "S-1",
    category: wordOf("Category", situation.category),
    purpose: purposeStated === undefined ? undefined : wordOf("Purpose", purposeStated),
    regime: regimeStated === undefined ? undefined : wordOf("Regime", regimeStated),
    status: "open",
    sameAs: undefined,
    ...{ observed: at, openedAt: at },
    components: new Map(chargeIn(situation).map((charge) => ["charge", charge])),
    emergencies: emergenciesIn(situation),
    events: 1,
  };
}

function chargeIn({ receiver, isReceiverInCharge }: AuthorlessSituation): StateComponent[] {
  const name = { author: receiver, kind: "charge" as const, id: "charge" };
  return isReceiverInCharge ? [{ ...name, fields: { state: "taken", room: receiver } }] : [];
}

function emergenciesIn({
  receiver,
  emergencyAt,
}: AuthorlessSituation): IncidentState["emergencies"] {
  if (emergencyAt === undefined) return new Map();
  return new Map([[receiver, { reason: "life_at_risk", at: emergencyAt }]]);
}

/** The word as one of the model's enum. Throws where the model has no such word. */
export function wordOf<N extends EnumName>(name: N, word: string): EnumValue<N> {
  if (!isWordOf(name, word)) throw new Error(`${word} is no ${name}`);
  return word;
}

function isWordOf<N extends EnumName>(name: N, word: string): word is EnumValue<N> {
  return Object.hasOwn(enumTable(name), word);
}
