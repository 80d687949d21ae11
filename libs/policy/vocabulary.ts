import { enumTable } from "#libs/incident/catalogue";
import type { Category, PersonRole, Purpose, Regime } from "#libs/incident/event";
import type { Attributes } from "#libs/incident/groups";

/** Every role that a person can have. */
export const allRoles = Object.keys(enumTable("PersonRole")) as readonly PersonRole[];

/** Every source that a datum can have, first that nobody stated one. */
export const allSources = [
  "unstated",
  ...Object.keys(enumTable("Source")),
] as readonly Attributes["source"][];

/** For what an incident is treated, and under which law: D.Lgs. 51/2018 (police) or GDPR (administrative). */
export interface Ground {
  readonly purpose: Purpose;
  readonly regime: Regime;
}

interface CategoryGround extends Ground {
  /** Other grounds that a sender may state for this category. */
  readonly mayState: readonly Ground[];
}

const ground = (
  purpose: Purpose,
  regime: Regime,
  ...mayState: readonly Ground[]
): CategoryGround => ({
  purpose,
  regime,
  mayState,
});
const road: Ground = { purpose: "P5", regime: "administrative" };
const judicial: Ground = { purpose: "P3", regime: "police" };
const rescue: Ground = { purpose: "P1", regime: "police" };

/**
 * Purpose and regime of each category of law.md (a), and what a sender may state instead.
 * [P]: all of it is our proposal, to be confirmed by the controllers; it is signed with the rules.
 */
export const groundOfCategory: Readonly<Partial<Record<Category, CategoryGround>>> = {
  C01: ground("P1", "police", road),
  C02: ground("P5", "administrative", rescue),
  C03: ground("P2", "police", judicial),
  C04: ground("P2", "police", judicial, rescue),
  C05: ground("P2", "police", judicial, rescue),
  C06: ground("P2", "police", rescue),
  C07: ground("P1", "police"),
  C08: ground("P1", "police"),
  C09: ground("P2", "police", judicial),
  C10: ground("P4", "police"),
  C11: ground("P4", "police"),
  C12: ground("P4", "police", judicial),
  C13: ground("P4", "police", judicial),
  C14: ground("P2", "police", judicial),
  C15: ground("P2", "police", judicial),
  C16: ground("P2", "police", judicial),
  C17: ground("P6", "administrative"),
  C18: ground("P2", "police", rescue),
};

/**
 * The ground of an incident: the first admitted one that agrees with what the sender stated, if anything.
 * Undefined when the sender stated a pair that its category does not admit, or when there is no category.
 */
export function groundOf(
  category: Category,
  stated: { readonly purpose: Purpose | undefined; readonly regime: Regime | undefined },
): Ground | undefined {
  const own = groundOfCategory[category];
  if (own === undefined) return undefined;
  const admitted = [{ purpose: own.purpose, regime: own.regime }, ...own.mayState];
  return admitted.find(
    ({ purpose, regime }) =>
      (stated.purpose === undefined || stated.purpose === purpose) &&
      (stated.regime === undefined || stated.regime === regime),
  );
}

/**
 * Conditions under which a receiver holds a copy (D.Lgs. 51/2018 art. 6(3)), by code. A code that is not
 * here stops the rule set: a condition that nobody understands cannot be accepted.
 */
export const handlingCodes = [
  "no-onward",
  "operational-use-only",
  "delete-on-withdrawal",
  "retain-p30d",
  "retain-p7d",
  "review-p7d",
  "not-for-individual-profiling",
] as const;
export type HandlingCode = (typeof handlingCodes)[number];
