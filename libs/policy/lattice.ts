import type { Clause } from "./clauseSchema.ts";

/** What is done to a leaf: nothing of it leaves, or its value as stated, or what a transform makes of it. */
export type Precision =
  | { readonly do: "withhold"; readonly as?: never; readonly residentsMin?: never }
  | { readonly do: "keep"; readonly as?: never; readonly residentsMin?: never }
  | {
      readonly do: Exclude<Clause["do"], "keep">;
      readonly as: string | undefined;
      /** Parameter of `area-by-residents`: the larger, the coarser. */
      readonly residentsMin: number | undefined;
    };

export const withhold: Precision = { do: "withhold" };
export const keep: Precision = { do: "keep" };

/** What a clause does, as a point of the lattice. */
export function precisionOf({ do: what, as, residents_min }: Clause): Precision {
  return what === "keep" ? keep : { do: what, as, residentsMin: residents_min };
}

/**
 * The most restrictive of two: `withhold` < coarser < finer < `keep`. Two transforms that cannot be compared say
 * nothing in common: withheld. Associative, commutative, idempotent.
 */
export function meet(a: Precision, b: Precision): Precision {
  if (b.do === "keep") return a;
  if (a.do === "keep") return b;
  if (a.do !== b.do || a.as !== b.as) return withhold;
  if (a.residentsMin === undefined || b.residentsMin === undefined) {
    return a.residentsMin === b.residentsMin ? a : withhold;
  }
  return { ...a, residentsMin: Math.max(a.residentsMin, b.residentsMin) };
}
