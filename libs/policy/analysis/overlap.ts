import type { Agreement, Rule } from "../agreementSchema.ts";
import type { RuleSources } from "../compile.ts";
import { compileRules } from "../compile.ts";
import type { Cell, CompiledRules } from "../compiled.ts";
import type { CompileError } from "../compileErrors.ts";
import type { Room } from "../decision.ts";
import type { Situation } from "./situations.ts";
import { combinations, deciderOf, dimensionsOf, ruleKey, verdictOf, within } from "./situations.ts";

/**
 * A situation of which both rules of an undeclared overlap speak: each alone, it would be the basis. Undefined when
 * the error is another one.
 */
export function overlapExample(
  sources: RuleSources,
  rooms: readonly Room[],
  { code, agreement, rule = "", path = "" }: CompileError,
): Situation | undefined {
  const [otherTitle = "", other = ""] = path.split(" ");
  if (code !== "OVERLAPPING_RULES") return undefined;
  const a = alone(sources, rooms, agreement, rule);
  const b = alone(sources, rooms, otherTitle, other);
  if (a === undefined || b === undefined) return undefined;
  const cellsOfB = [...b.cells.values()].flat();
  for (const cell of [...a.cells.values()].flat()) {
    const twin = cellsOfB.find((one) => isSameExchange(one, cell));
    const receiver = rooms.find(({ id }) => id === cell.receiver);
    if (twin === undefined || receiver === undefined) continue;
    const found = commonSituation([a, b], [cell, twin], receiver);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isSameExchange(a: Cell, b: Cell): boolean {
  return (
    a.author === b.author &&
    a.receiver === b.receiver &&
    a.category === b.category &&
    a.ownerOnly === b.ownerOnly
  );
}

/** The rule set with one rule only, and without prohibitions of law: what that rule alone would do. */
function alone(
  sources: RuleSources,
  rooms: readonly Room[],
  title: string,
  rule: string,
): CompiledRules | undefined {
  const only = <S extends Pick<Agreement, "rules">>(source: S): S => ({
    ...source,
    rules: source.rules
      .filter(({ id }) => id === rule)
      .slice(0, 1)
      .map(bare),
  });
  const agreements = sources.agreements
    .map((one) => (one.agreement.id === title ? only(one) : { ...one, rules: [] }))
    .map((one) => ({ ...one, agreement: { ...one.agreement, precedence_over: [] } }));
  const grants = sources.grants.filter(({ grant }) => grant.id === title).map(only);
  const compiled = compileRules({ ...sources, agreements, grants, ceilings: [] }, rooms);
  return compiled.ok ? compiled.rules : undefined;
}

/** Only when a rule speaks is asked here: fields, and the rule that they are taken from, stay out. */
function bare({ extends: _, ...rule }: Rule): Rule {
  const keep: Rule["fields"][string] = [{ do: "keep" }];
  const head = { "incident.category": keep, "incident.status": keep };
  return { ...rule, fields: rule.deliver === "forbid" ? {} : head };
}

/** An incident may lie in a comune of the one rule and in one of the other. */
function commonSituation(
  [a, b]: readonly [CompiledRules, CompiledRules],
  [cell, twin]: readonly [Cell, Cell],
  receiver: Room,
): Situation | undefined {
  const { author, category } = cell;
  const dims = dimensionsOf(a, { author, receiver, category }, [cell, twin]);
  const days = dimensionsOf(b, { author, receiver, category }, [cell, twin]).days;
  const all = { ...dims, days: [...dims.days, ...days] };
  const [mine, other] = [within(a, cell, receiver, all), within(b, twin, receiver, all)];
  const places = mine.territory.flatMap((x) =>
    other.territory.map((y) => [...new Set([...x, ...y])]),
  );
  for (const input of combinations(category, { ...mine, territory: places })) {
    const situation = { input, author, receiver: receiver.id };
    const isDecidedBy = (rules: CompiledRules, { rule }: Cell) =>
      deciderOf(verdictOf(rules, situation, receiver)) === ruleKey(rule.agreement.id, rule.id);
    if (isDecidedBy(a, cell) && isDecidedBy(b, twin)) return situation;
  }
  return undefined;
}
