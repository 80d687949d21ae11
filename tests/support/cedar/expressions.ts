import { groundOfCategory } from "#libs/policy/vocabulary";
import type {
  Days,
  OracleCeilingRule,
  OracleClause,
  OracleConditions,
  OracleWhen,
  TerritoryChange,
} from "#tests/support/oracle/sources";

/** Parts of policies in Cedar's language. `never` is written so that its validator sees a condition, not a constant. */
export const never = "context.isOwner && !context.isOwner";
const always = "true";

export function all(conditions: readonly string[]): string {
  const said = conditions.filter((condition) => condition !== always);
  return said.length === 0 ? always : said.map((condition) => `(${condition})`).join(" && ");
}

export function any(conditions: readonly string[]): string {
  if (conditions.includes(always)) return always;
  return conditions.length === 0 ? never : conditions.map((one) => `(${one})`).join(" || ");
}

const not = (condition: string) => `!(${condition})`;
const text = (word: string) => JSON.stringify(word);
const list = (words: readonly string[]) => `[${words.map(text).join(", ")}]`;
const oneOf = (words: readonly string[], what: string) =>
  words.length === 0 ? never : `${list(words)}.contains(${what})`;

/** A day as Cedar counts here: 20261122. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll("-", ""));
}

export function onDaysOf(periods: readonly Days[]): string {
  return any(
    periods.map(
      ({ from, to }) => `context.day >= ${dayNumber(from)} && context.day <= ${dayNumber(to)}`,
    ),
  );
}

/** The incident lies in what the code's ground is called on its day. */
export function inCode(code: string, changes: readonly TerritoryChange[]): string {
  const here = `context.territory.contains(${text(code)})`;
  const change = changes.find((one) => one.code === code);
  if (change === undefined) return here;
  const until = dayNumber(change.until);
  const since = any(change.became.map((next) => inCode(next, changes)));
  return any([all([`context.day <= ${until}`, here]), all([`context.day > ${until}`, since])]);
}

interface Ground {
  readonly purpose: string;
  readonly regime: string;
}

const groundTable: Readonly<
  Record<string, (Ground & { mayState: readonly Ground[] }) | undefined>
> = groundOfCategory;

/** The incident is of one of these categories, and its ground passes: the first admitted one that agrees with what was stated. */
export function ofCategories(
  categories: readonly string[],
  passes: (ground: Ground) => boolean,
): string {
  return any(
    categories.map((category) => {
      const own = groundTable[category];
      const admitted = own === undefined ? [] : [own, ...own.mayState];
      const grounds = admitted.flatMap((ground, i) =>
        passes(ground) ? [all([agrees(ground), ...admitted.slice(0, i).map(differs)])] : [],
      );
      return all([`context.category == ${text(category)}`, any(grounds)]);
    }),
  );
}

/** The incident is of one of these categories, whatever was stated. */
export function ofCategoriesAlone(categories: readonly string[]): string {
  return oneOf(categories, "context.category");
}

function agrees({ purpose, regime }: Ground): string {
  return all([unstatedOr("purpose", purpose), unstatedOr("regime", regime)]);
}

/** Written with `if`: the validator sees that an optional member is read only where it is. */
function unstatedOr(member: string, word: string): string {
  return `if context has ${member} then context.${member} == ${text(word)} else true`;
}

const differs = (ground: Ground) => not(agrees(ground));

export function ofModeAndAddressee({ mode, addressee }: OracleWhen): readonly string[] {
  const named = { named: "context.isNamed", "not-named": "!context.isNamed" };
  return [
    ...(mode === undefined ? [] : [oneOf(mode, "context.mode")]),
    ...(addressee === "named" || addressee === "not-named" ? [named[addressee]] : []),
  ];
}

/** Under this clause list the leaf may leave: for the person as caller, and for the person as all else. */
export function leafOpen(clauses: readonly OracleClause[], isPerson: boolean): string {
  if (!isPerson) return any(clauses.map((clause) => fits(clause, always)));
  const isCaller = `resource.roles.contains("reporter")`;
  const isOther = `resource.roles.isEmpty() || ${hasOtherRole}`;
  const asCaller = any(clauses.map((clause) => fits(clause, callerIn(clause.if))));
  const asOther = any(clauses.map((clause) => fits(clause, othersIn(clause.if))));
  return all([any([not(isCaller), asCaller]), any([not(isOther), asOther])]);
}

const hasOtherRole = `!["reporter"].containsAll(resource.roles)`;

function callerIn(conditions: OracleConditions | undefined): string {
  return conditions?.roles?.includes("reporter") === false ? never : always;
}

function othersIn(conditions: OracleConditions | undefined): string {
  if (conditions?.roles === undefined) return always;
  const listed = list([...new Set([...conditions.roles, "reporter"])]);
  return `${hasOtherRole} && ${listed}.containsAll(resource.roles)`;
}

function fits(clause: OracleClause, roles: string): string {
  const { place, minor, basis, source } = clause.if ?? {};
  return all([
    roles,
    ...(clause.once === "in-charge" ? ["context.isInCharge"] : []),
    ...(place === undefined ? [] : [`resource.place == ${text(place)}`]),
    ...(minor === undefined ? [] : [minor ? "resource.minor" : "!resource.minor"]),
    ...(basis === undefined ? [] : [`resource.basis == ${text(basis)}`]),
    ...(source === undefined ? [] : [oneOf(source, "resource.source")]),
  ]);
}

/** The exchange is one of which a ceiling speaks, but for the kinds of its two rooms. */
export function underCeiling({ when }: OracleCeilingRule): string {
  const mapped = Object.keys(groundOfCategory);
  const categories = (when.category ?? mapped).filter(
    (word) => !(when.not_category ?? []).includes(word),
  );
  if (when.purpose === undefined && when.regime === undefined) return ofCategoriesAlone(categories);
  const passes = ({ purpose, regime }: Ground) =>
    (when.purpose?.includes(purpose) ?? true) && (when.regime?.includes(regime) ?? true);
  const ofUnadmitted = categories.filter((word) => {
    const own = groundTable[word];
    return own !== undefined && passes(own);
  });
  return any([ofCategories(categories, passes), any(ofUnadmitted.map(isOfUnadmittedGround))]);
}

/** What was stated is no pair that the category admits. */
function isOfUnadmittedGround(category: string): string {
  const own = groundTable[category];
  const admitted = own === undefined ? [] : [own, ...own.mayState];
  return all([`context.category == ${text(category)}`, ...admitted.map(differs)]);
}

/** The component is such that a leaf of this class belongs to one of these groups of law.md (b). */
export function inGroups(dataClass: string, groups: readonly string[]): string {
  const has = (group: string, condition: string) => (groups.includes(group) ? [condition] : []);
  if (dataClass === "place") {
    return any([
      ...has("G2", `resource.place == "public"`),
      ...has("G3", `resource.place != "public"`),
    ]);
  }
  if (dataClass !== "person_identity" && dataClass !== "person_contact") {
    return groups.some((group) => classesOfGroup[group]?.includes(dataClass)) ? always : never;
  }
  return any([
    ...has("G4", `resource.roles.contains("reporter")`),
    ...has("G5", `resource.roles.isEmpty() || ${hasOtherRole}`),
    ...has("G9", "resource.minor"),
  ]);
}

const classesOfGroup: Readonly<Record<string, readonly string[]>> = {
  G1: ["core"],
  G6: ["person_role"],
  G7: ["vehicle_identity", "vehicle_description"],
  G8: ["health"],
  G9: ["minor"],
  G11: ["image"],
  G12: ["note"],
  G13: ["unit", "operator"],
  G14: ["database_result"],
  G15: ["risk"],
  G17: ["legal"],
};

/** The component's datum comes from one of these sources. */
export function fromSources(sources: readonly string[]): string {
  return oneOf(sources, "resource.source");
}
