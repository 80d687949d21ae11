import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import { atOnce, type Steps } from "#libs/seal/steps";
import type { Agreement, Rule } from "./agreementSchema.ts";
import type { Ceilings } from "./ceilingsSchema.ts";
import { ceilingsHash } from "./ceilingsSchema.ts";
import type { Population, TerritoryChanges } from "./clauseSchema.ts";
import type { Cell, CompiledAgreement, CompiledRule, CompiledRules, Period } from "./compiled.ts";
import { cellKey, pairKey } from "./compiled.ts";
import type { CompileError } from "./compileErrors.ts";
import type { Room } from "./decision.ts";
import type { Grant } from "./grantSchema.ts";
import { byText } from "./order.ts";
import { compilePlan, type Plan } from "./plan.ts";
import { heightsOf, precedenceErrors } from "./precedence.ts";
import type { Title } from "./title.ts";
import { titleOfAgreement, titleOfGrant } from "./title.ts";
import { transformVersions } from "./transforms.ts";
import { groundOf, groundOfCategory } from "./vocabulary.ts";

/** Everything that decides, as files say it. */
export interface RuleSources {
  readonly ceilings: readonly Ceilings[];
  readonly agreements: readonly Agreement[];
  readonly grants: readonly Grant[];
  readonly population?: Population;
  readonly territory?: TerritoryChanges;
}

export type Compiled =
  | { readonly ok: true; readonly rules: CompiledRules }
  | { readonly ok: false; readonly errors: readonly CompileError[] };

/**
 * Compiles ceilings, agreements and grants for the configured rooms. All errors are told at once, in an order of
 * their own.
 */
export function compileRules(sources: RuleSources, rooms: readonly Room[]): Compiled {
  return atOnce(compileInSteps(sources, rooms));
}

/** {@link compileRules}, stopping after each rule and each few exchanges, so that decisions can go on. */
export function* compileInSteps(sources: RuleSources, rooms: readonly Room[]): Steps<Compiled> {
  const agreements = sources.agreements.toSorted((a, b) => byText(a.agreement.id, b.agreement.id));
  const grants = sources.grants.toSorted((a, b) => byText(a.grant.id, b.grant.id));
  const titles: Title[] = [];
  for (const agreement of agreements) {
    titles.push(titleOfAgreement(agreement));
    yield undefined;
  }
  for (const grant of grants) {
    titles.push(titleOfGrant(grant, agreements));
    yield undefined;
  }
  const parts: AgreementPart[] = [];
  const world: World = { rooms, territory: sources.territory, plans: new Map() };
  for (const title of titles) parts.push(yield* compileTitle(title, world));
  const cells = parts.flatMap((part) => part.cells);
  const ids = [
    ...titles.map(({ id }) => id),
    ...sources.ceilings.map(({ ceilings }) => ceilings.id),
  ];
  const errors = [
    ...duplicates(ids).map((agreement): CompileError => ({ code: "DUPLICATE_ID", agreement })),
    ...parts.flatMap((part) => part.errors),
    ...precedenceErrors(parts.map((part) => part.agreement)),
    ...(yield* overlaps(cells)),
  ];
  if (errors.length > 0) return { ok: false, errors };
  yield undefined;
  const titlesCompiled = parts.map((part) => part.agreement);
  return { ok: true, rules: yield* snapshot(sources, rooms, titlesCompiled, cells) };
}

/** What titles are compiled in. */
interface World {
  readonly rooms: readonly Room[];
  readonly territory: TerritoryChanges | undefined;
  /** By hash: rules with the same fields hold one plan, so that decisions need not compare hashes. */
  readonly plans: Map<string, Plan>;
}

interface AgreementPart {
  readonly agreement: CompiledAgreement;
  readonly cells: readonly Cell[];
  readonly errors: readonly CompileError[];
}

function* compileTitle(title: Title, world: World): Steps<AgreementPart> {
  const compiled: CompiledAgreement = {
    id: title.id,
    kind: title.kind,
    hash: title.hash,
    isInvented: title.isInvented,
    periods: title.periods,
    parties: new Set(title.parties),
    precedenceOver: new Set(title.precedenceOver),
  };
  const known = new Set(world.rooms.map((room) => room.id));
  const named = [...compiled.parties, ...Object.values(title.groups).flat()];
  const errors: CompileError[] = named
    .filter((room) => !known.has(room))
    .map((path) => ({ code: "UNKNOWN_ROOM", agreement: title.id, path }));
  if (compiled.periods.some(({ from, to }) => from > to)) {
    errors.push({ code: "EMPTY_PERIOD", agreement: title.id });
  }
  for (const rule of duplicates(title.rules.map(({ id }) => id))) {
    errors.push({ code: "DUPLICATE_ID", agreement: title.id, rule });
  }
  const ordered = title.rules.toSorted((a, b) => byText(a.id, b.id));
  const parts: Pick<AgreementPart, "cells" | "errors">[] = [];
  for (const rule of ordered) {
    parts.push(compileRule(rule, compiled, title, world));
    yield undefined;
  }
  return {
    agreement: compiled,
    cells: parts.flatMap((part) => part.cells),
    errors: [...errors, ...title.errors, ...parts.flatMap((part) => part.errors)],
  };
}

function compileRule(
  rule: Rule,
  agreement: CompiledAgreement,
  title: Title,
  { rooms, territory, plans }: World,
): Pick<AgreementPart, "cells" | "errors"> {
  const fields = fieldsOf(rule, title);
  const plan =
    rule.deliver === "forbid" ? undefined : compilePlan(fields ?? {}, rule.when.category);
  const codes: RuleFault[] = [
    ...conditionErrors(rule),
    ...titleErrors(rule, title, fields !== undefined),
    ...endedTerritory(rule, title.periods, territory),
  ];
  if (fields !== undefined && plan !== undefined && !("hash" in plan)) codes.push(...plan);
  const resolve = (word: string) => resolveSelector(word, title, rooms);
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
    mode: rule.when.mode,
    plan: plan !== undefined && "hash" in plan ? theOne(plans, plan) : undefined,
    handling: rule.handling.toSorted(byText),
  };
  return { errors, cells: cellsOf(rule, compiled, resolve) };
}

function theOne(plans: World["plans"], plan: Plan): Plan {
  const known = plans.get(plan.hash) ?? plan;
  plans.set(plan.hash, known);
  return known;
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
function resolveSelector(word: string, title: Title, rooms: readonly Room[]): readonly string[] {
  const { parties } = title;
  if (word === "parties") return parties;
  const [kind, name = ""] = word.split(":");
  if (kind === "room") return parties.filter((room) => room === name);
  if (kind === "group") {
    const group = Object.hasOwn(title.groups, name) ? title.groups[name] : [];
    return parties.filter((room) => group?.includes(room));
  }
  const ofKind = rooms.filter((room) => room.kind === name).map((room) => room.id);
  return parties.filter((room) => ofKind.includes(room));
}

type RuleFault = Pick<CompileError, "code"> & { readonly path?: string };

function conditionErrors(rule: Rule): readonly RuleFault[] {
  const { category, purpose, regime } = rule.when;
  const codes: RuleFault[] = [];
  if (category.some((word) => groundOfCategory[word] === undefined)) {
    codes.push({ code: "UNMAPPED_CATEGORY" });
  }
  if (rule.deliver === "forbid") {
    if (Object.keys(rule.fields).length > 0) codes.push({ code: "FORBID_WITH_FIELDS" });
    return codes;
  }
  if (purpose === undefined || regime === undefined) codes.push({ code: "GROUND_NOT_STATED" });
  else if (rule.deliver === "break-glass") {
    // Vital interest is the only ground on which the glass is broken (D.Lgs. 51/2018 art. 7).
    if (purpose !== "P1" || regime !== "police") codes.push({ code: "BREAK_GLASS_GROUND" });
  } else if (category.some((word) => groundOf(word, { purpose, regime }) === undefined)) {
    codes.push({ code: "GROUND_NOT_ADMITTED" });
  }
  return codes;
}

/** What a rule may not say because of the title that it stands in. */
function titleErrors(rule: Rule, title: Title, hasBase: boolean): readonly RuleFault[] {
  const codes: RuleFault[] = [];
  const isGrant = title.kind === "grant";
  if (rule.extends !== undefined && !isGrant && rule.deliver !== "break-glass") {
    codes.push({ code: "EXTENDS_MISPLACED" });
  } else if (!hasBase) codes.push({ code: "UNKNOWN_BASE", path: rule.extends ?? "" });
  if (isGrant && rule.deliver !== "allow") codes.push({ code: "GRANT_NOT_ALLOW" });
  const words = [...rule.when.from, ...rule.when.to];
  for (const path of isGrant ? words.filter((word) => !word.startsWith("room:")) : []) {
    codes.push({ code: "GRANT_SELECTOR", path });
  }
  return codes;
}

/** Fields of a rule, over those of the rule that it extends; undefined when that one is not there. */
function fieldsOf(rule: Rule, title: Title): Rule["fields"] | undefined {
  if (rule.extends === undefined) return rule.fields;
  const base = title.bases.find(({ id, deliver }) => id === rule.extends && deliver === "allow");
  return base && { ...base.fields, ...rule.fields };
}

/** Codes that had ended before the first day of the rule's title: nobody can have meant them. */
function endedTerritory(
  rule: Rule,
  periods: readonly Period[],
  territory: TerritoryChanges | undefined,
): readonly RuleFault[] {
  const { territory: codes } = rule.when;
  if (typeof codes === "string" || territory === undefined) return [];
  const first = periods.map(({ from }) => from).toSorted(byText)[0] ?? "";
  const ended = new Set(
    territory.changes.filter(({ until }) => until < first).map(({ code }) => code),
  );
  return codes
    .filter((code) => ended.has(code))
    .map((path): RuleFault => ({ code: "TERRITORY_ENDED", path }));
}

/**
 * One exchange has one basis: two permissions for it need a declared precedence, at every moment. What a room is
 * told as owner and what it is given as any other room are two exchanges.
 */
function* overlaps(cells: readonly Cell[]): Steps<readonly CompileError[]> {
  const errors = new Map<string, CompileError>();
  for (const [at, list] of [...groupBy(cells, keyOf).values()].entries()) {
    if (at % exchangesAtOnce === 0) yield undefined;
    const permits = list.filter((cell) => cell.rule.deliver !== "forbid");
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

/** Exchanges that are compared in one step. */
const exchangesAtOnce = 200;

function areUndecided(a: CompiledRule, b: CompiledRule): boolean {
  if (rankOf(a) !== rankOf(b)) return false;
  if (a.purpose !== b.purpose || a.regime !== b.regime) return false;
  if (a.mode && b.mode && !a.mode.some((word) => b.mode?.includes(word))) return false;
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

function* snapshot(
  sources: RuleSources,
  rooms: readonly Room[],
  agreements: readonly CompiledAgreement[],
  cells: readonly Cell[],
): Steps<CompiledRules> {
  const ranked = cells.toSorted(byPrecedence(heightsOf(agreements)));
  yield undefined;
  const byExchange = groupBy(ranked, keyOf);
  yield undefined;
  const byPair = groupBy(ranked, (cell) => pairKey(cell.author, cell.receiver));
  yield undefined;
  const plans = cells.flatMap(({ rule }) =>
    rule.plan ? [[rule.plan.hash, rule.plan] as const] : [],
  );
  const { ceilings, population, territory } = sources;
  return {
    hash: hashOf(sources, agreements),
    ceilings: ceilings
      .flatMap(({ ceilings: source, rules }) => rules.map((rule) => ({ rule, source })))
      .toSorted((a, b) => byText(a.rule.id, b.rule.id)),
    agreements,
    cells: byExchange,
    pairs: byPair,
    plans: new Map(plans),
    kinds: new Map(rooms.map(({ id, kind }) => [id, kind])),
    residents: new Map(Object.entries(population?.cells ?? {})),
    successors: new Map(
      territory?.changes.map(({ code, until, became }) => [code, { until, became }]),
    ),
  };
}

/** The name of everything that decides: sources, vocabulary and transforms. */
function hashOf(sources: RuleSources, titles: readonly CompiledAgreement[]): string {
  const { ceilings, population, territory } = sources;
  const signed = {
    format: "raccordo-ruleset/2",
    ceilings: ceilings.map(ceilingsHash).toSorted(byText),
    titles: titles.map(({ id, kind, hash }) => ({ id, kind, hash })),
    ...(population && { population: sha256Hex(canonicalBytes(population)) }),
    ...(territory && { territory: sha256Hex(canonicalBytes(territory)) }),
    vocabulary: JSON.parse(JSON.stringify(groundOfCategory)),
    transforms: transformVersions(),
  };
  return sha256Hex(canonicalBytes(signed));
}

/** Break-glass comes before grants, grants before agreements. */
function rankOf(rule: CompiledRule): number {
  if (rule.deliver === "break-glass") return 0;
  return rule.agreement.kind === "grant" ? 1 : 2;
}

/**
 * What comes first. Precedence is compared by how many steps an agreement stands above those that give way: were it
 * compared pair by pair, a third rule in between could part the two.
 */
function byPrecedence(heights: ReadonlyMap<string, number>) {
  const heightOf = ({ rule }: Cell) => heights.get(rule.agreement.id) ?? 0;
  return (a: Cell, b: Cell): number => {
    const byRank = rankOf(a.rule) - rankOf(b.rule);
    if (byRank !== 0) return byRank;
    if (a.ownerOnly !== b.ownerOnly) return a.ownerOnly ? -1 : 1;
    const byHeight = heightOf(b) - heightOf(a);
    return byHeight === 0 ? byText(a.rule.id, b.rule.id) : byHeight;
  };
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
