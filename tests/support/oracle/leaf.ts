import { leafAt } from "#libs/incident/catalogue";
import type { AllowedExchange } from "./exchange.ts";
import type {
  OracleAttributes,
  OracleCeilingRule,
  OracleClause,
  OracleConditions,
  OracleFields,
  OracleSituation,
  OracleWithheld,
} from "./sources.ts";

/** How a leaf leaves: as it is, or in a coarser form. */
export interface OracleTransform {
  readonly do: string;
  readonly as?: string;
  readonly residents_min?: number;
}

export type LeafVerdict =
  | { readonly released: true; readonly transform: OracleTransform }
  | { readonly released: false; readonly reason: string };

const withheld = (reason: string): LeafVerdict => ({ released: false, reason });

/**
 * What becomes of one leaf of one component in an exchange that is allowed, under the ceilings that speak of it.
 * Reasons: `UNNAMED` (no clause at that path), `STATUTORY` (a ceiling withholds it), `CONDITION` (no clause for what
 * the component is), `NOT_IN_CHARGE`, `INCOMPARABLE`.
 */
export function leafUnder(
  exchange: AllowedExchange,
  ceilings: readonly OracleCeilingRule[],
  situation: OracleSituation,
  attributes: OracleAttributes,
  path: string,
): LeafVerdict {
  const clauses = fieldsUnder(exchange)[path];
  if (clauses === undefined) return withheld("UNNAMED");
  if (ceilings.some((rule) => isCapped(rule, attributes, path))) return withheld("STATUTORY");
  const chosen = sidesOf(path, attributes).map((side) => clauseFor(clauses, side));
  const found = chosen.filter((clause) => clause !== undefined);
  if (found.length < chosen.length) return withheld("CONDITION");
  const isWaiting = found.some((clause) => clause.once === "in-charge");
  if (isWaiting && !situation.isReceiverInCharge) return withheld("NOT_IN_CHARGE");
  return found.map(toTransform).map(releasedAs).reduce(meet);
}

/** Fields of the rule itself over those of the rule that it extends, path by path. */
export function fieldsUnder({ rule, source }: AllowedExchange): OracleFields {
  if (rule.extends === undefined) return rule.fields;
  const base = source.rules.find(({ id }) => id === rule.extends);
  if (base === undefined) throw new Error(`${rule.id} extends ${rule.extends}, which is not there`);
  return { ...base.fields, ...rule.fields };
}

/**
 * A person who reported is two things: the one who called, and whatever else that person is. A datum leaves only if
 * it may leave for both. Anything that is no person has one side.
 */
interface Side {
  readonly attributes: OracleAttributes;
  readonly isReporter: boolean;
}

function sidesOf(path: string, attributes: OracleAttributes): readonly Side[] {
  if (!path.startsWith("person.")) return [{ attributes, isReporter: false }];
  const others = attributes.roles.filter((role) => role !== "reporter");
  const called = attributes.roles.includes("reporter");
  const sides: Side[] = [];
  if (called) sides.push({ attributes, isReporter: true });
  if (others.length > 0 || !called) sides.push({ attributes, isReporter: false });
  return sides;
}

function clauseFor(clauses: readonly OracleClause[], side: Side): OracleClause | undefined {
  const fitting = clauses.filter((clause) => clause.if === undefined || holds(clause.if, side));
  if (fitting.length > 1) throw new Error("two clauses fit");
  return fitting[0];
}

function holds(conditions: OracleConditions, { attributes, isReporter }: Side): boolean {
  const { place, minor, basis, source, roles } = conditions;
  if (place !== undefined && place !== attributes.place) return false;
  if (minor !== undefined && minor !== attributes.minor) return false;
  if (basis !== undefined && basis !== attributes.basis) return false;
  if (source !== undefined && !source.includes(attributes.source)) return false;
  if (roles === undefined) return true;
  if (isReporter) return roles.includes("reporter");
  const others = attributes.roles.filter((role) => role !== "reporter");
  // Of a person without a stated role nothing is known that the list could hold of.
  return others.length > 0 && others.every((role) => roles.includes(role));
}

function toTransform({ do: act, as, residents_min }: OracleClause): OracleTransform {
  return {
    do: act,
    ...(as === undefined ? {} : { as }),
    ...(residents_min === undefined ? {} : { residents_min }),
  };
}

function releasedAs(transform: OracleTransform): LeafVerdict {
  return { released: true, transform };
}

/** The more restrictive of two; where neither is, nothing. */
function meet(one: LeafVerdict, other: LeafVerdict): LeafVerdict {
  if (!one.released) return one;
  if (!other.released) return other;
  const [a, b] = [one.transform, other.transform];
  if (a.do === "keep") return other;
  if (b.do === "keep") return one;
  if (a.do !== b.do || a.as !== b.as) return withheld("INCOMPARABLE");
  return (a.residents_min ?? 0) >= (b.residents_min ?? 0) ? one : other;
}

function isCapped({ cap }: OracleCeilingRule, attributes: OracleAttributes, path: string): boolean {
  if (cap.deliver !== undefined) return true;
  const { classes = [], groups = [], paths = [], sources = [] }: OracleWithheld = cap.withhold;
  const dataClass = leafAt(path)?.dataClass ?? "";
  return (
    classes.includes(dataClass) ||
    paths.includes(path) ||
    sources.includes(attributes.source) ||
    groupsOfLeaf(dataClass, attributes).some((group) => groups.includes(group))
  );
}

const groupOfClass: Readonly<Record<string, string>> = {
  core: "G1",
  person_role: "G6",
  vehicle_identity: "G7",
  vehicle_description: "G7",
  health: "G8",
  minor: "G9",
  image: "G11",
  note: "G12",
  unit: "G13",
  operator: "G13",
  database_result: "G14",
  risk: "G15",
  legal: "G17",
};

/** Groups of law.md (b), as clarification 5 has them. */
function groupsOfLeaf(dataClass: string, attributes: OracleAttributes): readonly string[] {
  if (dataClass === "place") return [attributes.place === "public" ? "G2" : "G3"];
  if (dataClass !== "person_identity" && dataClass !== "person_contact") {
    const group = groupOfClass[dataClass];
    if (group === undefined) throw new Error(`no group for the class ${dataClass}`);
    return [group];
  }
  const sides = sidesOf("person.", attributes);
  const bySide = sides.map(({ isReporter }) => (isReporter ? "G4" : "G5"));
  return attributes.minor ? [...bySide, "G9"] : bySide;
}
