import type { DataClass, Leaf, LeafPath } from "#libs/incident/catalogue";
import { leafAt, leaves } from "#libs/incident/catalogue";
import { levelOf } from "#libs/incident/groups";
import type { Clause } from "./clauseSchema.ts";
import type { Cell, CompiledRule, Period } from "./compiled.ts";
import { byText } from "./order.ts";
import {
  isLive,
  type RevokedPermission,
  type RulesOfMoment,
  revokedAmong,
  type Standing,
  standingOfAll,
} from "./permissionStanding.ts";
import { lawTerms, type Retention, type TermName, termNames, termsOf } from "./retentionSchema.ts";

/** Whose data a class tells of: closed words, in the order in which they are said. */
export const subjectWords: readonly string[] = [
  ...([
    "reporter",
    "victim",
    "witness",
    "suspect",
    "offender",
    "injured",
    "missing",
    "involved",
  ] as const),
  ...(["other_person", "minor", "vehicle_keeper", "operator"] as const),
];

/** One processing: what one agreement exchanges for one purpose under one regime. */
export interface Processing {
  readonly agreement: string;
  readonly title: string;
  readonly kind: "agreement" | "grant";
  /** Invented for demonstration: nobody signed it. */
  readonly isInvented: boolean;
  readonly periods: readonly Period[];
  /** Where it stands at the moment of the register. All that follows tells what is live, or what was until it ended. */
  readonly standing: Standing;
  /** What an emergency revocation has taken out of it. */
  readonly revoked: readonly RevokedPermission[];
  readonly purpose: string | null;
  readonly regime: string | null;
  /** Legal sources that its rules cite, and the articles with their words. */
  readonly law: readonly string[];
  readonly articles: readonly { readonly article: string; readonly text: string }[];
  readonly rules: readonly string[];
  readonly categories: readonly string[];
  readonly subjects: readonly string[];
  readonly classes: readonly DataClass[];
  /** Rooms whose messages are given, and rooms that they are given to. */
  readonly senders: readonly string[];
  readonly recipients: readonly string[];
  readonly handling: readonly string[];
  readonly terms: readonly TermName[];
}

/** How long one kind of data is kept, and where that is written. */
export interface RegisterTerm {
  readonly term: TermName;
  readonly ms: number;
  readonly from: string;
  /** Null where no signed document states the term: the law's own holds. */
  readonly source: string | null;
  readonly proposal: boolean;
}

/** The terms in force with their legal sources. */
export function registerTerms(retention: Retention | undefined): readonly RegisterTerm[] {
  const inForce = termsOf(retention);
  return termNames.map((term) => {
    const signed = retention?.terms[term];
    const { source = null, proposal = true } = signed ?? {};
    return { term, ms: inForce[term], from: lawTerms[term].from, source, proposal };
  });
}

/**
 * The register of processing (GDPR art. 30, D.Lgs. 51/2018 art. 20) of these rooms, from the rules that govern at a
 * moment: what they send and what they are given. What is revoked stands as revoked, and is not left out.
 */
export function processingRegister(
  moment: RulesOfMoment,
  isOwn: (room: string) => boolean,
): readonly Processing[] {
  const cited = citations(moment.ruleSet);
  const groups = new Map<string, Cell[]>();
  for (const cell of givingCells(moment)) {
    if (!isOwn(cell.author) && !isOwn(cell.receiver)) continue;
    const { agreement, purpose, regime } = cell.rule;
    const key = [agreement.id, purpose ?? "", regime ?? ""].join("\n");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [cell]);
    else group.push(cell);
  }
  return [...groups]
    .toSorted(([a], [b]) => byText(a, b))
    .flatMap(([, cells]) => processingOf(moment, cells, cited));
}

function processingOf(
  moment: RulesOfMoment,
  all: readonly Cell[],
  cited: ReadonlyMap<string, Cited>,
): readonly Processing[] {
  const live = all.filter((cell) => isLive(moment, cell));
  const cells = live.length === 0 ? all : live;
  const rules = [...new Set(cells.map(({ rule }) => rule))];
  const [first] = rules;
  if (first === undefined) return [];
  const { agreement, purpose = null, regime = null } = first;
  const sources = rules.flatMap((rule) => cited.get(ruleKey(agreement.id, rule.id)) ?? []);
  const given = rules.flatMap(clausesOf);
  const told = new Map(sources.map(({ article, text }) => [article, { article, text }]));
  return [
    {
      ...{ agreement: agreement.id, title: sources[0]?.title ?? agreement.id },
      ...{ kind: agreement.kind, isInvented: agreement.isInvented, periods: agreement.periods },
      ...{ standing: standingOfAll(moment, all), revoked: revokedAmong(moment, all) },
      ...{ purpose, regime, law: sorted(sources.flatMap(({ law }) => law)) },
      articles: [...told.values()],
      rules: sorted(rules.map(({ id }) => id)),
      categories: sorted(cells.map(({ category }) => category)),
      subjects: subjectsOf(given),
      classes: [...new Set(given.map(({ leaf }) => leaf.dataClass))],
      senders: sorted(cells.map(({ author }) => author)),
      recipients: sorted(cells.map(({ receiver }) => receiver)),
      handling: sorted(rules.flatMap(({ handling }) => handling)),
      terms: termsNeeded(given.map(({ leaf }) => leaf)),
    },
  ];
}

/** Under what a room may have one field. */
export interface FieldGrant {
  readonly receiver: string;
  readonly agreement: string;
  readonly rule: string;
  readonly article: string;
  readonly categories: readonly string[];
  readonly transform: Clause["do"];
  readonly as: string | null;
  readonly isEmergencyOnly: boolean;
  readonly isInChargeOnly: boolean;
  /** Attributes that must hold, as `name=value`. */
  readonly conditions: readonly string[];
}

/** One field of the contract, as a data protection impact assessment lists it. */
export interface InventoryField {
  readonly path: LeafPath;
  readonly kind: string;
  readonly name: string;
  readonly dataClass: DataClass;
  /** Made by the core of other fields: no sender states it. */
  readonly isDerived: boolean;
  readonly shape: string;
  /** 0 open … 3 strictly necessary only; the lowest and the highest that its component can make it. */
  readonly levels: readonly [number, number];
  readonly grants: readonly FieldGrant[];
  readonly terms: readonly TermName[];
}

/**
 * Every field of the contract: none is left out because no rule names it. Grants are the live ones alone: what is
 * revoked or out of its days gives nothing. `moment` undefined: no rules were in force.
 */
export function fieldInventory(
  moment: RulesOfMoment | undefined,
  isOwn: (room: string) => boolean,
): readonly InventoryField[] {
  const cells = moment === undefined ? [] : liveCells(moment, isOwn);
  return leaves.map((leaf) => ({
    ...{ path: leaf.path, kind: leaf.kind, name: leaf.name, dataClass: leaf.dataClass },
    ...{ isDerived: leaf.derived, shape: leaf.type, levels: levelsOf(leaf) },
    ...{ grants: grantsOf(leaf, cells), terms: termsNeeded([leaf]) },
  }));
}

function grantsOf(leaf: Leaf, cells: readonly Cell[]): readonly FieldGrant[] {
  const grants = new Map<string, FieldGrant & { readonly seen: Set<string> }>();
  for (const { rule, receiver, category } of cells) {
    const clauses = rule.plan?.clauses.get(leaf.path) ?? [];
    for (const [at, clause] of clauses.entries()) {
      const key = [receiver, rule.agreement.id, rule.id, at].join("\n");
      const known = grants.get(key);
      if (known !== undefined) known.seen.add(category);
      else {
        grants.set(key, { ...grantOf(rule, receiver, clause), seen: new Set([category]) });
      }
    }
  }
  return [...grants]
    .toSorted(([a], [b]) => byText(a, b))
    .map(([, { seen, ...grant }]) => ({ ...grant, categories: sorted([...seen]) }));
}

const grantOf = (rule: CompiledRule, receiver: string, clause: Clause): FieldGrant => ({
  ...{ receiver, agreement: rule.agreement.id, rule: rule.id, article: rule.article },
  ...{ categories: [], transform: clause.do, as: clause.as ?? null },
  isEmergencyOnly: rule.deliver === "break-glass",
  isInChargeOnly: clause.once !== undefined,
  conditions: Object.entries(clause.if ?? {}).map(([name, value]) => `${name}=${String(value)}`),
});

function liveCells(moment: RulesOfMoment, isOwn: (room: string) => boolean): readonly Cell[] {
  const own = ({ author, receiver }: Cell) => isOwn(author) || isOwn(receiver);
  return givingCells(moment).filter((cell) => own(cell) && isLive(moment, cell));
}

/** Exchanges that were signed to give something. */
function givingCells({ rules }: RulesOfMoment): readonly Cell[] {
  return [...rules.cells.values()]
    .flat()
    .filter(({ rule }) => rule.deliver !== "forbid" && rule.plan !== undefined);
}

interface Given {
  readonly leaf: Leaf;
  readonly clause: Clause;
}

function clausesOf({ plan }: CompiledRule): readonly Given[] {
  return [...(plan?.clauses ?? [])].flatMap(([path, clauses]) => {
    const leaf = leafAt(path);
    return leaf === undefined ? [] : clauses.map((clause) => ({ leaf, clause }));
  });
}

function subjectsOf(given: readonly Given[]): readonly string[] {
  const found = new Set(given.flatMap(subjectsOfOne));
  return [...found].toSorted((a, b) => rankOf(a) - rankOf(b) || byText(a, b));
}

function rankOf(word: string): number {
  const at = subjectWords.indexOf(word);
  return at < 0 ? subjectWords.length : at;
}

function subjectsOfOne({ leaf, clause }: Given): readonly string[] {
  const { kind, dataClass } = leaf;
  if (dataClass === "minor") return ["minor"];
  if (dataClass === "vehicle_identity") return ["vehicle_keeper"];
  if (dataClass === "operator" || dataClass === "unit") return ["operator"];
  if (kind !== "person") return [];
  const { roles = [], minor } = clause.if ?? {};
  return [...(roles.length === 0 ? ["other_person"] : roles), ...(minor === true ? ["minor"] : [])];
}

function levelsOf(leaf: Leaf): readonly [number, number] {
  const unused = { basis: "assessment", source: "unstated" } as const;
  const all = (["public", "sensitive"] as const).flatMap((place) =>
    [true, false].map((minor) => levelOf(leaf, { place, minor, roles: [], ...unused })),
  );
  return [Math.min(...all), Math.max(...all)];
}

/** Terms under which these fields go: sensitive ones with the key that is destroyed first. */
function termsNeeded(some: readonly Leaf[]): readonly TermName[] {
  const needed = new Set<TermName>(["open_incident"]);
  for (const leaf of some) {
    const [lowest, highest] = levelsOf(leaf);
    if (leaf.dataClass === "risk") needed.add("operator_risk");
    else if (highest >= 3) needed.add("sensitive");
    if (leaf.dataClass === "vehicle_identity") needed.add("plate_alert");
    if (lowest < 3 && leaf.dataClass !== "risk") needed.add("ordinary");
  }
  return termNames.filter((term) => needed.has(term));
}

interface Cited {
  readonly title: string;
  readonly article: string;
  readonly law: readonly string[];
  readonly text: string;
}

const ruleKey = (agreement: string, rule: string): string => `${agreement}\n${rule}`;

function citations({ agreements, grants }: RulesOfMoment["ruleSet"]): ReadonlyMap<string, Cited> {
  const titles = [
    ...agreements.map(({ agreement, rules }) => ({ head: agreement, rules })),
    ...grants.map(({ grant, rules }) => ({ head: grant, rules })),
  ];
  return new Map(
    titles.flatMap(({ head, rules }) =>
      rules.map(({ id, cites }): [string, Cited] => [
        ruleKey(head.id, id),
        { title: head.title, ...cites },
      ]),
    ),
  );
}

const sorted = <T extends string>(words: readonly T[]): readonly T[] =>
  [...new Set(words)].toSorted(byText);
