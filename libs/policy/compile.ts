import { createHash } from "node:crypto";
import type { Category, Purpose, Regime } from "#libs/incident/event";
import { canonicalBytes } from "#libs/seal/canonical";
import type { Agreement, Rule } from "./agreementSchema.ts";
import { agreementHash } from "./agreementSchema.ts";
import type { Room } from "./decision.ts";
import { byText } from "./order.ts";
import type { Plan, PlanErrorCode } from "./plan.ts";
import { compilePlan } from "./plan.ts";
import { groundOf, groundOfCategory } from "./vocabulary.ts";

export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface CompiledAgreement {
  readonly id: string;
  readonly hash: string;
  /** Nobody signed it: it was invented for demonstration, and says so. */
  readonly isInvented: boolean;
  readonly periods: readonly Period[];
  readonly parties: ReadonlySet<string>;
  readonly precedenceOver: ReadonlySet<string>;
}

export interface CompiledRule {
  readonly id: string;
  readonly agreement: CompiledAgreement;
  readonly article: string;
  readonly deliver: "allow" | "forbid";
  readonly territory: "any" | "receiver" | readonly string[];
  readonly purpose: Purpose | undefined;
  readonly regime: Regime | undefined;
  readonly addressee: "named" | "not-named" | undefined;
  /** Absent in a prohibition. */
  readonly plan: Plan | undefined;
  readonly handling: readonly string[];
}

/** One rule for one exchange. `ownerOnly`: the rule reaches this receiver as owner of the incident, not by name. */
export interface Cell {
  readonly rule: CompiledRule;
  readonly author: string;
  readonly receiver: string;
  readonly category: Category;
  readonly ownerOnly: boolean;
}

/** Immutable snapshot of signed rules. No order of files or of rules is left in it. */
export interface CompiledRules {
  /** SHA-256, hex, over the agreements and the vocabulary: the rule set's name in every leaf. */
  readonly hash: string;
  readonly agreements: readonly CompiledAgreement[];
  /** `cellKey` → rules for the exchange, the one that takes precedence first. */
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
  /** `pairKey` → cells of all categories: for the reason of a refusal. */
  readonly pairs: ReadonlyMap<string, readonly Cell[]>;
  readonly plans: ReadonlyMap<string, Plan>;
}

export type CompileErrorCode =
  | PlanErrorCode
  | "DUPLICATE_ID"
  | "UNKNOWN_ROOM"
  | "UNKNOWN_SELECTOR"
  | "EMPTY_PERIOD"
  | "UNMAPPED_CATEGORY"
  | "GROUND_NOT_STATED"
  | "GROUND_NOT_ADMITTED"
  | "FORBID_WITH_FIELDS"
  | "OVERLAPPING_RULES";

export interface CompileError {
  readonly code: CompileErrorCode;
  readonly agreement: string;
  readonly rule?: string;
  readonly path?: string;
}

export type Compiled =
  | { readonly ok: true; readonly rules: CompiledRules }
  | { readonly ok: false; readonly errors: readonly CompileError[] };

export const pairKey = (author: string, receiver: string) => `${author} ${receiver}`;
export const cellKey = (author: string, receiver: string, category: Category) =>
  `${author} ${receiver} ${category}`;

/** Compiles agreements for the configured rooms. All errors are told at once, in an order of their own. */
export function compileRules(agreements: readonly Agreement[], rooms: readonly Room[]): Compiled {
  const sorted = agreements.toSorted((a, b) => byText(a.agreement.id, b.agreement.id));
  const parts = sorted.map((agreement) => compileAgreement(agreement, rooms));
  const cells = parts.flatMap((part) => part.cells);
  const errors = [
    ...duplicates(sorted.map((agreement) => agreement.agreement.id)).map(
      (agreement): CompileError => ({ code: "DUPLICATE_ID", agreement }),
    ),
    ...parts.flatMap((part) => part.errors),
    ...overlaps(cells),
  ];
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    rules: snapshot(
      parts.map((part) => part.agreement),
      cells,
    ),
  };
}

interface AgreementPart {
  readonly agreement: CompiledAgreement;
  readonly cells: readonly Cell[];
  readonly errors: readonly CompileError[];
}

function compileAgreement(source: Agreement, rooms: readonly Room[]): AgreementPart {
  const { agreement } = source;
  const compiled: CompiledAgreement = {
    id: agreement.id,
    hash: agreementHash(source),
    isInvented: agreement.invented === true,
    periods: [agreement.in_force, ...agreement.renewals].map(({ from, to }) => ({ from, to })),
    parties: new Set(agreement.parties.map((party) => party.room)),
    precedenceOver: new Set(agreement.precedence_over),
  };
  const known = new Set(rooms.map((room) => room.id));
  const named = [...compiled.parties, ...Object.values(agreement.groups).flat()];
  const errors: CompileError[] = named
    .filter((room) => !known.has(room))
    .map((path) => ({ code: "UNKNOWN_ROOM", agreement: agreement.id, path }));
  if (compiled.periods.some(({ from, to }) => from > to)) {
    errors.push({ code: "EMPTY_PERIOD", agreement: agreement.id });
  }
  for (const rule of duplicates(source.rules.map(({ id }) => id))) {
    errors.push({ code: "DUPLICATE_ID", agreement: agreement.id, rule });
  }
  const ordered = source.rules.toSorted((a, b) => byText(a.id, b.id));
  const parts = ordered.map((rule) => compileRule(rule, compiled, source, rooms));
  return {
    agreement: compiled,
    cells: parts.flatMap((part) => part.cells),
    errors: [...errors, ...parts.flatMap((part) => part.errors)],
  };
}

function compileRule(
  rule: Rule,
  agreement: CompiledAgreement,
  source: Agreement,
  rooms: readonly Room[],
): Pick<AgreementPart, "cells" | "errors"> {
  const plan = rule.deliver === "allow" ? compilePlan(rule.fields, rule.when.category) : undefined;
  const codes: (Pick<CompileError, "code"> & { path?: string })[] = conditionErrors(rule);
  if (plan !== undefined && !("hash" in plan)) codes.push(...plan);
  const resolve = (word: string) => resolveSelector(word, source, rooms);
  for (const path of [...rule.when.from, ...rule.when.to]) {
    if (resolve(withoutOwner(path)).length === 0) codes.push({ code: "UNKNOWN_SELECTOR", path });
  }
  const errors = codes.map((error) => ({ ...error, agreement: agreement.id, rule: rule.id }));
  const compiled: CompiledRule = {
    id: rule.id,
    agreement,
    article: rule.cites.article,
    deliver: rule.deliver,
    territory: rule.when.territory,
    purpose: rule.when.purpose,
    regime: rule.when.regime,
    addressee: rule.when.addressee,
    plan: plan !== undefined && "hash" in plan ? plan : undefined,
    handling: rule.handling.toSorted(byText),
  };
  return { errors, cells: cellsOf(rule, compiled, resolve) };
}

function cellsOf(
  rule: Rule,
  compiled: CompiledRule,
  resolve: (word: string) => readonly string[],
): readonly Cell[] {
  const authors = new Set(rule.when.from.flatMap(resolve));
  const reached = [false, true].flatMap((ownerOnly) => {
    const words = rule.when.to.filter((word) => isOwnerWord(word) === ownerOnly);
    const receivers = new Set(words.map(withoutOwner).flatMap(resolve));
    return [...receivers].map((receiver) => ({ receiver, ownerOnly }));
  });
  return [...authors].flatMap((author) =>
    reached
      .filter(({ receiver }) => receiver !== author)
      .flatMap(({ receiver, ownerOnly }) =>
        [...new Set(rule.when.category)].map((category) => ({
          ...{ rule: compiled, author, receiver, category, ownerOnly },
        })),
      ),
  );
}

const isOwnerWord = (word: string) => word === "owner" || word.startsWith("owner:");

/** `owner` alone means every party, as owner; `owner:room:x` means room x, as owner. */
function withoutOwner(word: string): string {
  return word === "owner" ? "parties" : word.replace(/^owner:/, "");
}

/** Rooms that a selector names among the agreement's parties: a kind never reaches beyond who has signed. */
function resolveSelector(
  word: string,
  source: Agreement,
  rooms: readonly Room[],
): readonly string[] {
  const parties = source.agreement.parties.map((party) => party.room);
  if (word === "parties") return parties;
  const [kind, name = ""] = word.split(":");
  if (kind === "room") return parties.filter((room) => room === name);
  if (kind === "group") {
    const group = Object.hasOwn(source.agreement.groups, name) ? source.agreement.groups[name] : [];
    return parties.filter((room) => group?.includes(room));
  }
  const ofKind = rooms.filter((room) => room.kind === name).map((room) => room.id);
  return parties.filter((room) => ofKind.includes(room));
}

function conditionErrors(rule: Rule): { code: CompileErrorCode }[] {
  const { category, purpose, regime } = rule.when;
  const codes: { code: CompileErrorCode }[] = [];
  if (category.some((word) => groundOfCategory[word] === undefined)) {
    codes.push({ code: "UNMAPPED_CATEGORY" });
  }
  if (rule.deliver === "forbid") {
    if (Object.keys(rule.fields).length > 0) codes.push({ code: "FORBID_WITH_FIELDS" });
    return codes;
  }
  if (purpose === undefined || regime === undefined) codes.push({ code: "GROUND_NOT_STATED" });
  else if (category.some((word) => groundOf(word, { purpose, regime }) === undefined)) {
    codes.push({ code: "GROUND_NOT_ADMITTED" });
  }
  return codes;
}

/**
 * One exchange has one basis: two permissions for it need a declared precedence, at every moment. What a room is
 * told as owner and what it is given as any other room are two exchanges.
 */
function overlaps(cells: readonly Cell[]): readonly CompileError[] {
  const errors = new Map<string, CompileError>();
  for (const list of groupBy(cells, keyOf).values()) {
    const permits = list.filter((cell) => cell.rule.deliver === "allow");
    for (const [i, a] of permits.entries()) {
      const clash = permits
        .slice(i + 1)
        .find((b) => a.ownerOnly === b.ownerOnly && areUndecided(a.rule, b.rule));
      if (clash === undefined) continue;
      const path = `${clash.rule.agreement.id} ${clash.rule.id}`;
      const { agreement, id: rule } = a.rule;
      errors.set(`${agreement.id} ${rule} ${path}`, {
        code: "OVERLAPPING_RULES",
        agreement: agreement.id,
        rule,
        path,
      });
    }
  }
  return [...errors.values()];
}

function areUndecided(a: CompiledRule, b: CompiledRule): boolean {
  if (a.purpose !== b.purpose || a.regime !== b.regime) return false;
  const areBothStated = a.addressee !== undefined && b.addressee !== undefined;
  if (areBothStated && a.addressee !== b.addressee) return false;
  if (a.agreement.id === b.agreement.id) return true;
  const over = a.agreement.precedenceOver.has(b.agreement.id);
  const under = b.agreement.precedenceOver.has(a.agreement.id);
  return over === under && haveCommonDay(a.agreement.periods, b.agreement.periods);
}

function haveCommonDay(a: readonly Period[], b: readonly Period[]): boolean {
  return a.some((p) => b.some((q) => p.from <= q.to && q.from <= p.to));
}

function snapshot(agreements: readonly CompiledAgreement[], cells: readonly Cell[]): CompiledRules {
  const ranked = cells.toSorted(byPrecedence);
  const plans = cells.flatMap(({ rule }) =>
    rule.plan ? [[rule.plan.hash, rule.plan] as const] : [],
  );
  const signed = {
    format: "raccordo-ruleset/1",
    agreements: agreements.map(({ id, hash }) => ({ id, hash })),
    vocabulary: JSON.parse(JSON.stringify(groundOfCategory)),
  };
  return {
    hash: createHash("sha256").update(canonicalBytes(signed)).digest("hex"),
    agreements,
    cells: groupBy(ranked, keyOf),
    pairs: groupBy(ranked, (cell) => pairKey(cell.author, cell.receiver)),
    plans: new Map(plans),
  };
}

function byPrecedence(a: Cell, b: Cell): number {
  if (a.ownerOnly !== b.ownerOnly) return a.ownerOnly ? -1 : 1;
  if (a.rule.agreement.precedenceOver.has(b.rule.agreement.id)) return -1;
  if (b.rule.agreement.precedenceOver.has(a.rule.agreement.id)) return 1;
  return byText(a.rule.id, b.rule.id);
}

function keyOf(cell: Cell): string {
  return cellKey(cell.author, cell.receiver, cell.category);
}

function groupBy<T>(
  items: readonly T[],
  key: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(items, key);
}

function duplicates(words: readonly string[]): readonly string[] {
  return [...new Set(words.filter((word, i) => words.indexOf(word) !== i))];
}
