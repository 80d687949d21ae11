import type { Rule } from "./agreementSchema.ts";

/** What a decision under a rule may depend on, beyond the values that it releases. */
export type DeclaredInput =
  | "category"
  | "territory"
  | "purpose"
  | "regime"
  | "ownership"
  | "addressees"
  | "mode"
  | "emergency"
  | "place-sensitivity"
  | "person-roles"
  | "person-minority"
  | "datum-basis"
  | "datum-source"
  | "charge";

/**
 * Declared decision inputs of a rule: what a receiver may infer from getting a field or not, in one order.
 * Shown to the signers; everything else of an incident leaves no trace in what the receiver gets.
 */
export function declaredInputs(rule: Rule): readonly DeclaredInput[] {
  const clauses = Object.values(rule.fields).flat();
  const isDeclared: Readonly<Record<DeclaredInput, boolean>> = {
    category: true,
    territory: rule.when.territory !== "any",
    purpose: rule.when.purpose !== undefined,
    regime: rule.when.regime !== undefined,
    ownership: rule.when.to.some((word) => word === "owner" || word.startsWith("owner:")),
    addressees: rule.when.addressee !== undefined,
    mode: rule.when.mode !== undefined,
    emergency: rule.deliver === "break-glass",
    "place-sensitivity": clauses.some((clause) => clause.if?.place !== undefined),
    "person-roles": clauses.some((clause) => clause.if?.roles !== undefined),
    "person-minority": clauses.some((clause) => clause.if?.minor !== undefined),
    "datum-basis": clauses.some((clause) => clause.if?.basis !== undefined),
    "datum-source": clauses.some((clause) => clause.if?.source !== undefined),
    charge: rule.deliver === "break-glass" || clauses.some((clause) => clause.once === "in-charge"),
  };
  return declaredOrder.filter((input) => isDeclared[input]);
}

const declaredOrder: readonly DeclaredInput[] = [
  "category",
  "territory",
  "purpose",
  "regime",
  "ownership",
  "addressees",
  "mode",
  "emergency",
  "place-sensitivity",
  "person-roles",
  "person-minority",
  "datum-basis",
  "datum-source",
  "charge",
];
