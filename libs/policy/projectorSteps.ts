import type { EnumName, Leaf, LeafPath } from "#libs/incident/catalogue";
import { leavesOf } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import { pseudonymSources } from "#libs/incident/derive";
import type { Precision } from "./lattice.ts";
import type { CappedPlan } from "./project.ts";
import { areaPath, sourceOf, treat } from "./project.ts";

/** How a released value comes about: read from a leaf by its type, or made. */
export type Making =
  | { readonly make: "text" | "flag" | "count" | "point" | "points" | "texts" }
  | { readonly make: "word" | "words"; readonly of: EnumName }
  | { readonly make: "area"; readonly residentsMin: number }
  | { readonly make: "pseudonym"; readonly path: LeafPath; readonly from: string };

/** One line of a projector: the leaf that it sets, and how. Nothing of a rule's text is in it but a number. */
export type Step = Making & { readonly name: string };

/**
 * What a plan releases of a component, leaf by leaf. It depends on the component's kind and attributes only, never
 * on its values: that is why it can be worked out once.
 */
export function stepsOf(
  capped: CappedPlan,
  component: RuledComponent,
  isInCharge: boolean,
): readonly Step[] {
  return leavesOf(component.kind).flatMap((leaf) => {
    const treatment = treat(capped, component, leaf, isInCharge);
    const making = treatment.released ? makingOf(leaf, treatment.by) : undefined;
    return making === undefined ? [] : [{ name: leaf.name, ...making }];
  });
}

/** A value that means something to one receiver only: it is made for each of them. */
export function isForOneReceiver(step: Step): boolean {
  return step.make === "pseudonym";
}

/** One text for one sequence of steps. */
export function stepsKey(steps: readonly Step[]): string {
  return JSON.stringify(steps);
}

/** How one leaf comes about that is released with this precision; undefined where nothing can come of it. */
export function makingOf(leaf: Leaf, by: Precision): Making | undefined {
  if (leaf.path === areaPath) {
    const { residentsMin } = by;
    return residentsMin === undefined ? undefined : { make: "area", residentsMin };
  }
  if (pseudonymSources[leaf.path] !== undefined) {
    return { make: "pseudonym", path: leaf.path, from: sourceOf(leaf).name };
  }
  return leaf.repeated ? listOf(leaf) : itemOf(leaf);
}

function itemOf(leaf: Leaf): Making {
  if (leaf.type === "Point") return { make: "point" };
  if (leaf.type === "bool") return { make: "flag" };
  if (leaf.type === "uint32") return { make: "count" };
  return leaf.shape === "enum" ? { make: "word", of: enumOf(leaf) } : { make: "text" };
}

function listOf(leaf: Leaf): Making {
  if (leaf.type === "Point") return { make: "points" };
  return leaf.shape === "enum" ? { make: "words", of: enumOf(leaf) } : { make: "texts" };
}

/** The type of a leaf of shape `enum` is an enum's name: the catalogue is made so. */
function enumOf(leaf: Leaf): EnumName {
  return leaf.type as EnumName;
}
