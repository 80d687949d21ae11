import type { Category } from "#libs/incident/event";
import type { IncidentState } from "#libs/incident/state";
import type { Basis } from "#libs/incident/view";
import type { Cell, CompiledAgreement, CompiledRule, CompiledRules } from "./compile.ts";
import { cellKey, pairKey } from "./compile.ts";
import type { ReasonCode, Room } from "./decision.ts";
import type { Plan } from "./plan.ts";
import type { Ground } from "./vocabulary.ts";
import { groundOf, groundOfCategory } from "./vocabulary.ts";

/** What of an incident decides which rule matches: the declared inputs of every rule's `when`. */
export interface MatchInput {
  readonly owner: string;
  readonly category: Category;
  readonly territory: readonly string[];
  /** Rooms that the owner named as the competent ones. */
  readonly addressees: readonly string[];
  /** Undefined when the sender stated a purpose or regime that its category does not admit. */
  readonly ground: Ground | undefined;
  /** The days of the event's store time in UTC and in UTC+2: Italy's day is one of them. */
  readonly days: readonly [string, string];
}

export type Verdict =
  | {
      readonly allowed: true;
      readonly rule: CompiledRule;
      readonly plan: Plan;
      readonly basis: Basis;
    }
  | { readonly allowed: false; readonly reason: ReasonCode; readonly basis?: Basis };

/** Declared inputs of an incident at the store time of the event (RFC 3339 UTC). */
export function matchInputOf(state: IncidentState, storedAt: string): MatchInput {
  const { owner, category, territory, addressees } = state;
  const [ground, days] = [groundOf(category, state), daysOf(storedAt)];
  return { owner, category, territory, addressees, ground, days };
}

/**
 * Which rule lets `author`'s data reach `receiver`, or the first gate that fails, in this order: unmapped,
 * agreement, validity, prohibition, competence, territory, category, purpose, regime, addressee. Independent of
 * the order of files and rules.
 */
export function match(
  rules: CompiledRules,
  input: MatchInput,
  author: string,
  receiver: Room,
): Verdict {
  if (input.category === "C00") return denied("UNMAPPED");
  const shared = rules.agreements.filter(
    ({ parties }) => parties.has(author) && parties.has(receiver.id),
  );
  if (shared.length === 0) return denied("NO_AGREEMENT");
  if (!shared.some((agreement) => isInForce(agreement, input))) return denied("NOT_IN_FORCE");
  const cells = rules.cells.get(cellKey(author, receiver.id, input.category)) ?? [];
  const open = cells.filter(
    (cell) =>
      isReached(cell, input) &&
      coversPlace(cell, input, receiver) &&
      coversAddressee(cell, input, receiver),
  );
  const forbidding = open.find(
    ({ rule }) => rule.deliver === "forbid" && coversGround(rule, input),
  );
  if (forbidding !== undefined) return forbidden(forbidding.rule, input, author);
  const permit = open.find(({ rule }) => rule.deliver === "allow" && coversGround(rule, input));
  const plan = permit?.rule.plan;
  if (permit === undefined || plan === undefined || input.ground === undefined) {
    return denied(firstFailingGate(rules, input, author, receiver));
  }
  return {
    allowed: true,
    rule: permit.rule,
    plan,
    basis: basisOf(permit.rule, author, input.ground),
  };
}

function firstFailingGate(
  rules: CompiledRules,
  input: MatchInput,
  author: string,
  receiver: Room,
): ReasonCode {
  const permits = (rules.pairs.get(pairKey(author, receiver.id)) ?? []).filter(
    (cell) => cell.rule.deliver === "allow",
  );
  const competent = permits.filter((cell) => isReached(cell, input));
  if (competent.length === 0) return "NO_COMPETENCE";
  const here = competent.filter((cell) => coversPlace(cell, input, receiver));
  if (here.length === 0) return "OUT_OF_TERRITORY";
  const same = here.filter((cell) => cell.category === input.category);
  if (same.length === 0) return "CATEGORY";
  const { ground } = input;
  if (ground === undefined) return "REGIME";
  const grounded = same.filter(({ rule }) => rule.purpose === ground.purpose);
  if (grounded.length === 0) return "PURPOSE";
  return grounded.some(({ rule }) => coversGround(rule, input)) ? "NOT_NAMED" : "REGIME";
}

function isReached(cell: Cell, input: MatchInput): boolean {
  if (cell.ownerOnly && cell.receiver !== input.owner) return false;
  return isInForce(cell.rule.agreement, input);
}

/** In force on every day that it may be in Italy at that moment: in doubt, not. */
function isInForce(agreement: CompiledAgreement, input: MatchInput): boolean {
  return input.days.every((day) =>
    agreement.periods.some(({ from, to }) => from <= day && day <= to),
  );
}

function coversPlace({ rule }: Cell, input: MatchInput, receiver: Room): boolean {
  if (rule.territory === "any") return true;
  const codes = rule.territory === "receiver" ? receiver.municipalities : rule.territory;
  return input.territory.some((code) => codes.includes(code));
}

function coversAddressee({ rule }: Cell, input: MatchInput, receiver: Room): boolean {
  if (rule.addressee === undefined) return true;
  return input.addressees.includes(receiver.id) === (rule.addressee === "named");
}

/** A prohibition that names no purpose or regime holds whatever the sender states. */
function coversGround(rule: CompiledRule, { ground }: MatchInput): boolean {
  const purpose = rule.purpose === undefined || rule.purpose === ground?.purpose;
  return purpose && (rule.regime === undefined || rule.regime === ground?.regime);
}

function forbidden(rule: CompiledRule, input: MatchInput, author: string): Verdict {
  const ground = input.ground ?? groundOfCategory[input.category];
  if (ground === undefined) return denied("FORBIDDEN");
  return { allowed: false, reason: "FORBIDDEN", basis: basisOf(rule, author, ground) };
}

function basisOf(rule: CompiledRule, author: string, ground: Ground): Basis {
  const { id, article, agreement } = rule;
  const { purpose, regime } = ground;
  return { author, agreement: agreement.id, rule: id, article, purpose, regime };
}

function denied(reason: ReasonCode): Verdict {
  return { allowed: false, reason };
}

const twoHoursMs = 7_200_000;

function daysOf(time: string): readonly [string, string] {
  const later = new Date(Date.parse(time) + twoHoursMs);
  return [time.slice(0, 10), later.toISOString().slice(0, 10)];
}
