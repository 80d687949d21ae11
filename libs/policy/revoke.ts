import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import type { Cell, CompiledAgreement, CompiledRules } from "./compiled.ts";
import { byText } from "./order.ts";
import type { Revoked } from "./ruleSetLife.ts";

/** A revocation in force: what it takes away, and the SHA-256 of the document. */
export interface RevocationInForce {
  readonly digest: string;
  readonly what: Revoked;
}

/**
 * The rules with revocations applied: a revoked permission prohibits what it permitted. It is not taken out: a
 * wider rule over which it had precedence would then apply, and a revocation would have given something.
 * Prohibitions stay. The hash names the rules together with what is revoked, so that a leaf names one thing.
 */
export function withRevocations(
  rules: CompiledRules,
  revocations: readonly RevocationInForce[],
): CompiledRules {
  if (revocations.length === 0) return rules;
  const isRevoked = (cell: Cell) => revocations.some(({ what }) => revokes(what, cell));
  return {
    ...mapCells(rules, (cell) => (isRevoked(cell) ? revoked(cell) : cell)),
    hash: hashWith(rules.hash, revocations),
  };
}

/** The rules of a set that is not in force at all: no agreement is, so that every exchange says so. */
export function lapsedRules(rules: CompiledRules): CompiledRules {
  const ended = new Map(
    rules.agreements.map((one): [CompiledAgreement, CompiledAgreement] => [
      one,
      { ...one, periods: [] },
    ]),
  );
  const endedOf = (one: CompiledAgreement) => ended.get(one) ?? { ...one, periods: [] };
  const lapsed = mapCells(rules, (cell) => ({
    ...cell,
    rule: { ...cell.rule, agreement: endedOf(cell.rule.agreement) },
  }));
  return { ...lapsed, agreements: [...ended.values()] };
}

/** The cells of both indexes stay the same objects where they were, in the same order. */
function mapCells(rules: CompiledRules, change: (cell: Cell) => Cell): CompiledRules {
  const changed = new Map<Cell, Cell>();
  const mapped = (cell: Cell): Cell => {
    const known = changed.get(cell) ?? change(cell);
    changed.set(cell, known);
    return known;
  };
  const index = (cells: ReadonlyMap<string, readonly Cell[]>) =>
    new Map([...cells].map(([key, list]) => [key, list.map(mapped)] as const));
  return { ...rules, cells: index(rules.cells), pairs: index(rules.pairs) };
}

/** Whether a revocation takes this permission away: by its rule, its agreement, or a room at either end. */
export function revokes(what: Revoked, { rule, author, receiver }: Cell): boolean {
  if ("all" in what) return true;
  const { id: agreement } = rule.agreement;
  return (
    what.rooms.includes(author) ||
    what.rooms.includes(receiver) ||
    what.agreements.includes(agreement) ||
    what.rules.some((one) => one.agreement === agreement && one.rule === rule.id)
  );
}

const revoked = (cell: Cell): Cell => ({ ...cell, rule: { ...cell.rule, isRevoked: true } });

function hashWith(ruleSet: string, revocations: readonly RevocationInForce[]): string {
  const revoked = [...new Set(revocations.map(({ digest }) => digest))].toSorted(byText);
  const named = { format: "raccordo-rules-in-force/1", rule_set: ruleSet, revoked };
  return sha256Hex(canonicalBytes(named));
}
