import { createHash } from "node:crypto";
import type { DataClass, Leaf, LeafPath } from "#libs/incident/catalogue";
import { leafAt, leaves } from "#libs/incident/catalogue";
import type { Derivation } from "#libs/incident/derive";
import { derivations } from "#libs/incident/derive";
import type { Category, PersonRole } from "#libs/incident/event";
import type { CanonicalValue } from "#libs/seal/canonical";
import { canonicalBytes, canonicalJson } from "#libs/seal/canonical";
import type { Clause } from "./clauseSchema.ts";
import { byText } from "./order.ts";
import { transformOf } from "./transforms.ts";

/** Leaf paths that a receiver may have, each under disjoint conditions. What is not named is withheld. */
export interface Plan {
  /** SHA-256, hex, of the canonical field plan: two rules with the same fields share one. */
  readonly hash: string;
  readonly clauses: ReadonlyMap<LeafPath, readonly Clause[]>;
  /** True when taking charge opens something: only then does a charge change anything for the room. */
  readonly opensOnCharge: boolean;
}

export type PlanErrorCode =
  | "UNKNOWN_PATH"
  | "HARD_STOP"
  | "NOT_DERIVED_SO"
  | "UNKNOWN_TRANSFORM"
  | "PARAMETER_MISSING"
  | "PARAMETER_NOT_TAKEN"
  | "ATTRIBUTE_OF_ANOTHER_KIND"
  | "ATTRIBUTE_NOT_STATED"
  | "OVERLAPPING_CLAUSES"
  | "HEADER_NOT_NAMED";

export interface PlanError {
  readonly code: PlanErrorCode;
  readonly path: string;
}

/** Every row delivers these, unconditionally: without them a copy has no head. */
const mandatoryPaths: readonly LeafPath[] = ["incident.category", "incident.status"];

/** Compiles the `fields` of a rule, or says what is wrong with them. */
export function compilePlan(
  fields: Readonly<Record<string, readonly Clause[]>>,
  categories: readonly Category[],
): Plan | readonly PlanError[] {
  const entries = Object.entries(fields);
  const errors = [
    ...entries.flatMap(([path, clauses]) => errorsOf(path, clauses, categories)),
    ...mandatoryPaths
      .filter((path) => !isUnconditional(fields[path]))
      .map((path): PlanError => ({ code: "HEADER_NOT_NAMED", path })),
  ];
  if (errors.length > 0) return errors;
  const clauses = new Map(
    leaves.flatMap(({ path }) => {
      const list = fields[path];
      return list === undefined ? [] : [[path, inOrder(list)] as const];
    }),
  );
  return {
    hash: sha256(canonicalBytes(planDescription(clauses))),
    clauses,
    opensOnCharge: entries.some(([, list]) => list.some((clause) => clause.once === "in-charge")),
  };
}

/** A plan in canonical form: its clauses, and the version of every transform that they ask for. */
export function planDescription(clauses: Plan["clauses"]): CanonicalValue {
  const transforms = [...clauses.keys()].flatMap((path) => {
    const transform = transformOf(path);
    return transform === undefined ? [] : [[transform.id, transform.version] as const];
  });
  // Clauses are what zod read of a file: strings, lists, flags and whole numbers, hence canonical.
  const fields = Object.fromEntries(clauses) as unknown as CanonicalValue;
  return { fields, transforms: Object.fromEntries(transforms) };
}

/** The person's side on which a clause about roles decides: as reporter, or in every other role together. */
export type Facet =
  | { readonly as: "reporter" }
  | { readonly as: "party"; readonly roles: readonly PersonRole[] };

/** A reporter who is also a victim has two facets: what it may show is the meet of both. */
export function facetsOf(roles: readonly PersonRole[]): readonly Facet[] {
  const others = roles.filter((role) => role !== "reporter");
  const party: Facet = { as: "party", roles: others };
  const reporter: Facet = { as: "reporter" };
  if (others.length === roles.length) return [party];
  return others.length === 0 ? [reporter] : [reporter, party];
}

/** True when the clause speaks of this facet. A person without any known role matches no list of roles. */
export function speaksOf(clause: Clause, facet: Facet): boolean {
  const roles = clause.if?.roles;
  if (roles === undefined) return true;
  if (facet.as === "reporter") return roles.includes("reporter");
  return facet.roles.length > 0 && facet.roles.every((role) => roles.includes(role));
}

function errorsOf(
  path: string,
  clauses: readonly Clause[],
  categories: readonly Category[],
): readonly PlanError[] {
  const leaf = leafAt(path);
  if (leaf === undefined) return [{ code: "UNKNOWN_PATH", path }];
  const codes = new Set(clauses.flatMap((clause) => clauseErrors(leaf, clause)));
  // G14: what a police database answered never leaves, but for the flag of a stolen vehicle in C14.
  if (leaf.dataClass === "database_result" && categories.some((category) => category !== "C14")) {
    codes.add("HARD_STOP");
  }
  if (hasOverlap(clauses)) codes.add("OVERLAPPING_CLAUSES");
  return [...codes].map((code) => ({ code, path }));
}

function clauseErrors(leaf: Leaf, clause: Clause): readonly PlanErrorCode[] {
  const codes: PlanErrorCode[] = [];
  if (closedClasses.has(leaf.dataClass)) codes.push("HARD_STOP");
  if (!isKnownTreatment(leaf, clause)) {
    codes.push(leaf.derived ? "NOT_DERIVED_SO" : "UNKNOWN_TRANSFORM");
  }
  const { place, roles, minor } = clause.if ?? {};
  if (asksOtherKind(leaf, clause)) codes.push("ATTRIBUTE_OF_ANOTHER_KIND");
  const takesResidents = clause.as === "area-by-residents";
  if (takesResidents && clause.residents_min === undefined) codes.push("PARAMETER_MISSING");
  if (!takesResidents && clause.residents_min !== undefined) codes.push("PARAMETER_NOT_TAKEN");
  // Who signs must see that a rule reaches homes, minors and persons in other roles.
  if (leaf.dataClass === "place" && place === undefined) codes.push("ATTRIBUTE_NOT_STATED");
  const isIdentity = leaf.dataClass === "person_identity" || leaf.dataClass === "person_contact";
  if (isIdentity && (roles === undefined || minor === undefined))
    codes.push("ATTRIBUTE_NOT_STATED");
  return codes;
}

/** Free text and operators (G12, G13 but the call-sign): no signature opens them. */
const closedClasses: ReadonlySet<DataClass> = new Set(["note", "operator"]);

const kindsWithBasis: ReadonlySet<string> = new Set(["person", "risk"]);
const kindsWithSource: ReadonlySet<string> = new Set(["place", "person", "vehicle", "risk"]);

/** An attribute that components of this kind do not have would never, or always, hold. */
function asksOtherKind({ kind }: Leaf, { if: asked = {} }: Clause): boolean {
  return (
    (asked.place !== undefined && kind !== "place") ||
    ((asked.roles ?? asked.minor) !== undefined && kind !== "person") ||
    (asked.basis !== undefined && !kindsWithBasis.has(kind)) ||
    (asked.source !== undefined && !kindsWithSource.has(kind))
  );
}

function isKnownTreatment(leaf: Leaf, clause: Clause): boolean {
  const made: Partial<Derivation> = leaf.derived ? (derivations[leaf.path] ?? {}) : { do: "keep" };
  return made.do === clause.do && made.as === clause.as;
}

/** Two clauses that can hold of one component: nothing but their order would decide, so neither may. */
function hasOverlap(clauses: readonly Clause[]): boolean {
  return clauses.some((a, i) => clauses.slice(i + 1).some((b) => canBothHold(a, b)));
}

function canBothHold(a: Clause, b: Clause): boolean {
  const samePlace = agree(a.if?.place, b.if?.place);
  const sameAge = agree(a.if?.minor, b.if?.minor);
  const roles = b.if?.roles;
  const sameRoles = a.if?.roles?.some((role) => roles?.includes(role) ?? true) ?? true;
  const sources = b.if?.source;
  const sameSource = a.if?.source?.some((word) => sources?.includes(word) ?? true) ?? true;
  return samePlace && sameAge && sameRoles && sameSource && agree(a.if?.basis, b.if?.basis);
}

function agree<T>(a: T | undefined, b: T | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Another clause beside an unconditional one is an error of its own: the two overlap. */
function isUnconditional(clauses: readonly Clause[] | undefined): boolean {
  return clauses?.some((clause) => clause.if === undefined && clause.once === undefined) ?? false;
}

/** Disjoint clauses have no order of their own: one is given, so that the hash has none either. */
function inOrder(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.toSorted((a, b) => byText(canonicalJson(a), canonicalJson(b)));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
