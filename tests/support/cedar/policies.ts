import { leafAt, leaves } from "#libs/incident/catalogue";
import { fieldsUnder } from "#tests/support/oracle/leaf";
import type {
  Days,
  OracleAgreement,
  OracleCeilingRule,
  OracleClause,
  OracleRule,
  OracleWithheld,
  RuleSources,
} from "#tests/support/oracle/sources";
import {
  all,
  any,
  fromSources,
  inCode,
  inGroups,
  leafOpen,
  never,
  ofCategories,
  ofCategoriesAlone,
  ofModeAndAddressee,
  onDaysOf,
  underCeiling,
} from "./expressions.ts";

/** Cedar policies by id. */
export type CedarPolicies = Readonly<Record<string, string>>;

/** Whose data, for whom: one slice of the rules. */
export interface Pair {
  readonly author: string;
  readonly receiver: string;
}

interface Standing {
  readonly rank: "break-glass" | "grant" | "agreement";
  readonly source: OracleAgreement;
  readonly rule: OracleRule;
  /** Periods that must all hold: of the agreement, and of the grant that the rule stands in. */
  readonly periods: readonly (readonly Days[])[];
  /** As what the rule reaches this receiver: as owner of the incident, or as any room. */
  readonly isOwnerOnly: boolean;
}

/**
 * The rules between two rooms in Cedar: a permit for each rule and each list of clauses, a forbid for each
 * prohibition and ceiling. Cedar joins permits; so a permit is silent where a rule that comes before its own speaks.
 */
export function cedarPolicies(sources: RuleSources, pair: Pair): CedarPolicies {
  const standing = standingBetween(sources, pair);
  const condition = (one: Standing) => speaks(sources, one, pair.receiver);
  const permits = standing.filter(({ rule }) => rule.deliver !== "forbid");
  const texts = [
    ...standing
      .filter(({ rule }) => rule.deliver === "forbid")
      .map((one) => forbid(pair.receiver, "action", condition(one))),
    ...permits.flatMap((one) => {
      const before = permits.filter((other) => outranks(other, one)).map(condition);
      return permitsOf(one, pair.receiver, condition(one), before);
    }),
    ...sources.ceilings.flatMap((file) =>
      file.rules
        .filter((rule) => isBetweenKinds(sources, rule, pair))
        .flatMap((rule) => caps(rule, file.ceilings.in_force, pair.receiver)),
    ),
  ];
  return Object.fromEntries(texts.map((policy, i) => [`policy${i}`, policy]));
}

function standingBetween(sources: RuleSources, pair: Pair): readonly Standing[] {
  // Nobody is sent its own data: no rule has two ends in one room.
  if (pair.author === pair.receiver) return [];
  return sources.agreements.flatMap((source) => {
    const { agreement } = source;
    const isParty = (room: string) => agreement.parties.some((party) => party.room === room);
    if (!isParty(pair.author) || !isParty(pair.receiver)) return [];
    const own = [agreement.in_force, ...agreement.renewals];
    const granted = sources.grants.filter(({ grant }) => grant.agreement === agreement.id);
    return [
      ...source.rules.map((rule) => ({
        rank: rule.deliver === "break-glass" ? ("break-glass" as const) : ("agreement" as const),
        ...{ source, rule, periods: [own] },
      })),
      ...granted.flatMap(({ grant, rules }) =>
        rules.map((rule) => ({
          ...{ rank: "grant" as const, source, rule, periods: [own, [grant.in_force]] },
        })),
      ),
    ].flatMap((one) => reaching(sources, one, pair));
  });
}

function reaching(
  sources: RuleSources,
  one: Omit<Standing, "isOwnerOnly">,
  { author, receiver }: Pair,
): readonly Standing[] {
  const { from, to } = one.rule.when;
  const means = (word: string, room: string) => wordsFor(sources, one.source, room).has(word);
  const plain = to.some((word) => means(word, receiver));
  const ofOwners = to.filter((word) => word.startsWith("owner"));
  const asOwner = ofOwners.some(
    (word) => word === "owner" || means(word.slice("owner:".length), receiver),
  );
  if (!from.some((word) => means(word, author))) return [];
  // A list may do both: what a room is told as owner comes before what it is given as any room.
  return [
    ...(plain ? [{ ...one, isOwnerOnly: false }] : []),
    ...(asOwner ? [{ ...one, isOwnerOnly: true }] : []),
  ];
}

/** Every word by which this agreement may mean the room. */
function wordsFor(
  sources: RuleSources,
  { agreement }: OracleAgreement,
  room: string,
): ReadonlySet<string> {
  const groups = Object.entries(agreement.groups).filter(([, members]) => members.includes(room));
  const kinds = sources.rooms.filter(({ id }) => id === room).map(({ kind }) => `kind:${kind}`);
  return new Set([`room:${room}`, ...kinds, ...groups.map(([name]) => `group:${name}`)]);
}

function speaks(
  sources: RuleSources,
  { rank, rule, periods, isOwnerOnly }: Standing,
  receiver: string,
): string {
  const { when } = rule;
  const isPlaceless = when.territory === "any";
  const isAnyGround = when.purpose === undefined && when.regime === undefined;
  return all([
    ...periods.map(onDaysOf),
    ...(isOwnerOnly ? ["context.isOwner"] : []),
    ...(isPlaceless ? [] : [inPlaces(sources, when.territory, receiver)]),
    ...(rank === "break-glass" ? [emergency] : []),
    rank === "break-glass" || isAnyGround
      ? ofCategoriesAlone(when.category)
      : ofCategories(
          when.category,
          ({ purpose, regime }) =>
            (when.purpose ?? purpose) === purpose && (when.regime ?? regime) === regime,
        ),
    ...ofModeAndAddressee(when),
  ]);
}

function inPlaces(
  sources: RuleSources,
  territory: string | readonly string[],
  receiver: string,
): string {
  const own = sources.rooms.find(({ id }) => id === receiver)?.municipalities ?? [];
  const listed = typeof territory === "string" ? [] : territory;
  const codes = territory === "receiver" ? own : listed;
  return any(codes.map((code) => inCode(code, sources.territoryChanges)));
}

const emergency =
  "context.isInCharge && context has emergencySeconds && context.emergencySeconds >= 0 && context.emergencySeconds < 86400";

const ranks = ["break-glass", "grant", "agreement"] as const;

/** The one comes before the other wherever both speak, as they may. */
function outranks(one: Standing, other: Standing): boolean {
  const both = one.rule.when.category.filter((word) => other.rule.when.category.includes(word));
  if (both.length === 0) return false;
  if (one.rank !== other.rank) return ranks.indexOf(one.rank) < ranks.indexOf(other.rank);
  if (one.isOwnerOnly !== other.isOwnerOnly) return one.isOwnerOnly;
  return one.source.agreement.precedence_over.includes(other.source.agreement.id);
}

function permitsOf(
  { rule, source, rank }: Standing,
  receiver: string,
  condition: string,
  before: readonly string[],
): readonly string[] {
  const agreement = source.agreement.id;
  const fields = fieldsUnder({ allowed: true, rank, agreement, rule, source });
  const byClauses = Map.groupBy(Object.entries(fields), ([path, clauses]) =>
    JSON.stringify([
      path.startsWith("person."),
      clauses.map(({ if: asked, once }) => [asked, once]),
    ]),
  );
  return [...byClauses.values()].map((entries) => {
    const [[first, clauses] = ["", []]] = entries;
    const open = leafOpen(oneTransform(clauses), first.startsWith("person."));
    const except = before.length === 0 ? "" : ` unless { ${any(before)} }`;
    const paths = actionIn(entries.map(([path]) => path));
    const whom = `${principalIs(receiver)}, ${paths}, resource`;
    return `permit(${whom}) when { ${condition} } when { ${open} }${except};`;
  });
}

/** Cedar says whether, not how: clauses of one leaf that differ in how are beyond it. */
function oneTransform(clauses: readonly OracleClause[]): readonly OracleClause[] {
  const ways = new Set(clauses.map((clause) => `${clause.do} ${clause.as}`));
  if (ways.size > 1) throw new Error("two transforms of one leaf");
  return clauses;
}

function caps(rule: OracleCeilingRule, days: Days, receiver: string): readonly string[] {
  const spoken = all([onDaysOf([days]), underCeiling(rule)]);
  if (rule.cap.deliver !== undefined) return [forbid(receiver, "action", spoken)];
  const { classes = [], groups = [], paths = [], sources = [] }: OracleWithheld = rule.cap.withhold;
  const capped = leaves.filter(
    (leaf) => classes.includes(leaf.dataClass) || paths.includes(leaf.path),
  );
  const outright = capped.length === 0 ? [] : [actionIn(capped.map(({ path }) => path))];
  return [
    ...outright.map((action) => forbid(receiver, action, spoken)),
    ...(groups.length === 0 ? [] : groupCaps(groups, spoken, receiver)),
    ...(sources.length === 0
      ? []
      : [forbid(receiver, "action", all([spoken, fromSources(sources)]))]),
  ];
}

function groupCaps(groups: readonly string[], spoken: string, receiver: string): readonly string[] {
  const byClass = Map.groupBy(leaves, ({ dataClass }) => dataClass);
  return [...byClass].flatMap(([dataClass, some]) => {
    const belongs = inGroups(dataClass, groups);
    if (belongs === never) return [];
    return [forbid(receiver, actionIn(some.map(({ path }) => path)), all([spoken, belongs]))];
  });
}

function isBetweenKinds(sources: RuleSources, { when }: OracleCeilingRule, pair: Pair): boolean {
  const kindOf = (room: string) => sources.rooms.find(({ id }) => id === room)?.kind ?? "";
  return (
    (when.from_kind?.includes(kindOf(pair.author)) ?? true) &&
    (when.to_kind?.includes(kindOf(pair.receiver)) ?? true)
  );
}

function forbid(receiver: string, action: string, condition: string): string {
  return `forbid(${principalIs(receiver)}, ${action}, resource) when { ${condition} };`;
}

const principalIs = (receiver: string) => `principal == Room::${JSON.stringify(receiver)}`;

function actionIn(paths: readonly string[]): string {
  const known = paths.filter((path) => leafAt(path) !== undefined);
  return `action in [${known.map((path) => `Action::${JSON.stringify(path)}`).join(", ")}]`;
}
