import type { Basis } from "#libs/incident/view";
import type { Cap } from "./ceilings.ts";
import type {
  Cell,
  CompiledAgreement,
  CompiledCeiling,
  CompiledRule,
  CompiledRules,
} from "./compiled.ts";
import { isEachDayIn } from "./days.ts";
import type { ReasonCode, Room } from "./decision.ts";
import type { Moment, PairIndex } from "./matchIndex.ts";
import { exchangeOf, holdsNow, isHere, momentOf } from "./matchIndex.ts";
import type { MatchInput } from "./matchInput.ts";
import type { Plan } from "./plan.ts";
import type { Ground } from "./vocabulary.ts";
import { groundOfCategory } from "./vocabulary.ts";

export type Verdict =
  | {
      readonly allowed: true;
      readonly rule: CompiledRule;
      readonly plan: Plan;
      readonly basis: Basis;
      readonly cap: Cap;
    }
  | { readonly allowed: false; readonly reason: ReasonCode; readonly basis?: Basis };

/**
 * Which rule lets `author`'s data reach `receiver`, or the first gate that fails, in this order: unmapped, statutory
 * ceiling, agreement, validity, prohibition, competence, territory, category, purpose, regime, mode, addressee.
 * Independent of the order of files and rules. Break-glass comes before grants, grants before agreements.
 */
export function match(
  rules: CompiledRules,
  input: MatchInput,
  author: string,
  receiver: Room,
): Verdict {
  if (input.category === "C00") return denied("UNMAPPED");
  const moment = momentOf(rules, input);
  const { law, pair, isInForce, cells } = exchangeOf(moment, author, receiver);
  const { stopped, cap } = law;
  if (stopped !== undefined) return statutory(stopped, input, author);
  if (pair.agreements.length === 0) return denied("NO_AGREEMENT");
  if (!isInForce) return denied("NOT_IN_FORCE");
  let permit: CompiledRule | undefined;
  for (const cell of cells) {
    if (!isOpen(moment, cell, receiver)) continue;
    const { rule } = cell;
    if (forbids(rule, input, receiver)) {
      return forbidden(rule, input, author);
    }
    if (permit === undefined && permits(rule, input, receiver)) permit = rule;
  }
  const ground = permit?.deliver === "break-glass" ? vitalInterest : input.ground;
  if (permit?.plan === undefined || ground === undefined) {
    return denied(firstFailingGate(moment, pair, receiver));
  }
  const basis = basisOf(permit, author, ground);
  return { allowed: true, rule: permit, plan: permit.plan, basis, cap };
}

function isOpen(moment: Moment, cell: Cell, receiver: Room): boolean {
  const { input } = moment;
  return (
    isRoomFor(cell, input) &&
    coversHere(moment, cell, receiver) &&
    coversMode(cell, input) &&
    coversAddressee(cell, input, receiver)
  );
}

/** A prohibition, or a permission that was revoked: that one denies where it would have permitted. */
function forbids(rule: CompiledRule, input: MatchInput, receiver: Room): boolean {
  if (rule.deliver === "forbid") return coversGround(rule, input);
  return rule.isRevoked === true && permits(rule, input, receiver);
}

/**
 * Of a rule that does not forbid. The ground of a break-glass rule is that of the release: the incident's own does not
 * have to be the same.
 */
function permits(rule: CompiledRule, input: MatchInput, receiver: Room): boolean {
  if (rule.deliver === "break-glass") return input.emergencies.includes(receiver.id);
  return coversGround(rule, input);
}

function firstFailingGate(moment: Moment, pair: PairIndex, receiver: Room): ReasonCode {
  const { input } = moment;
  const competent = pair.ways.filter((cell) => isReachedNow(moment, cell));
  if (competent.length === 0) return "NO_COMPETENCE";
  if (!competent.some((cell) => coversHere(moment, cell, receiver))) {
    return "OUT_OF_TERRITORY";
  }
  const same = pair
    .cellsOf(input.category)
    .filter(
      (cell) =>
        cell.rule.deliver === "allow" &&
        isReachedNow(moment, cell) &&
        coversHere(moment, cell, receiver),
    );
  if (same.length === 0) return "CATEGORY";
  const { ground } = input;
  if (ground === undefined) return "REGIME";
  const grounded = same.filter(({ rule }) => rule.purpose === ground.purpose);
  if (grounded.length === 0) return "PURPOSE";
  const lawful = grounded.filter(({ rule }) => coversGround(rule, input));
  if (lawful.length === 0) return "REGIME";
  return lawful.some((cell) => coversMode(cell, input)) ? "NOT_NAMED" : "MODE";
}

/** The rule reaches the receiver in this incident, and its title is in force. */
export function isReached(cell: Cell, input: MatchInput): boolean {
  return isRoomFor(cell, input) && isInForce(cell.rule.agreement, input);
}

/** In force on every day that it may be in Italy at that moment: in doubt, not. */
export function isInForce(
  agreement: Pick<CompiledAgreement, "periods">,
  input: Pick<MatchInput, "days">,
): boolean {
  return isEachDayIn(input.days, agreement.periods);
}

/** The incident lies where the rule holds. */
export function coversPlace(
  rules: CompiledRules,
  cell: Cell,
  input: MatchInput,
  receiver: Room,
): boolean {
  return coversHere(momentOf(rules, input), cell, receiver);
}

/** What is said of an owner is said of a room only where the incident is its own. */
function isRoomFor(cell: Cell, input: MatchInput): boolean {
  return !cell.ownerOnly || cell.receiver === input.owner;
}

function isReachedNow(moment: Moment, cell: Cell): boolean {
  return isRoomFor(cell, moment.input) && holdsNow(moment, cell.rule.agreement);
}

function coversHere(moment: Moment, { rule }: Cell, receiver: Room): boolean {
  if (rule.territory === "any") return true;
  const stated = rule.territory === "receiver" ? receiver.municipalities : rule.territory;
  return isHere(moment, stated);
}

/** The rule holds in this mode. */
export function coversMode({ rule }: Cell, { mode }: MatchInput): boolean {
  return rule.mode === undefined || rule.mode.includes(mode);
}

/** Whether the sender named the receiver is as the rule asks. */
export function coversAddressee({ rule }: Cell, input: MatchInput, receiver: Room): boolean {
  if (rule.addressee === undefined) return true;
  return input.addressees.includes(receiver.id) === (rule.addressee === "named");
}

/** A prohibition that names no purpose or regime holds whatever the sender states. */
export function coversGround(rule: CompiledRule, { ground }: MatchInput): boolean {
  const purpose = rule.purpose === undefined || rule.purpose === ground?.purpose;
  return purpose && (rule.regime === undefined || rule.regime === ground?.regime);
}

function forbidden(rule: CompiledRule, input: MatchInput, author: string): Verdict {
  const reason = rule.isRevoked === true ? "REVOKED" : "FORBIDDEN";
  const ground = input.ground ?? groundOfCategory[input.category];
  if (ground === undefined) return denied(reason);
  return { allowed: false, reason, basis: basisOf(rule, author, ground) };
}

function basisOf(rule: CompiledRule, author: string, ground: Ground): Basis {
  const { id, article, agreement } = rule;
  const { purpose, regime } = ground;
  return { author, agreement: agreement.id, rule: id, article, purpose, regime };
}

function statutory({ rule, source }: CompiledCeiling, input: MatchInput, author: string): Verdict {
  const ground = input.ground ?? groundOfCategory[input.category];
  if (ground === undefined) return denied("STATUTORY");
  const { purpose, regime } = ground;
  const { article } = rule.cites;
  const basis: Basis = { author, agreement: source.id, rule: rule.id, article, purpose, regime };
  return { allowed: false, reason: "STATUTORY", basis };
}

function denied(reason: ReasonCode): Verdict {
  return { allowed: false, reason };
}

/** What a broken glass rests on, whatever the incident is treated for (D.Lgs. 51/2018 art. 7). */
const vitalInterest: Ground = { purpose: "P1", regime: "police" };
