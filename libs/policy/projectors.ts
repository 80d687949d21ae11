import { componentKinds } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import { sha256Hex } from "#libs/seal/bytes";
import { cappedPlanId } from "./cappedPlanId.ts";
import { byText } from "./order.ts";
import type { CappedPlan } from "./project.ts";
import type { Copy, ProjectorCode } from "./projectorCode.ts";
import type { Step } from "./projectorSteps.ts";
import { isForOneReceiver, stepsKey, stepsOf } from "./projectorSteps.ts";
import { allRoles, allSources } from "./vocabulary.ts";

/** What a plan does to every component of one kind with the same attributes. */
export interface Row {
  readonly copy: Copy;
  /** Nothing at all is released. */
  readonly isEmpty: boolean;
  /** Another receiver under the same plan would get other values. */
  readonly isForOneReceiver: boolean;
}

/** One plan under the ceilings of some exchanges, compiled. */
export interface Projector {
  /** Id of the capped plan: two exchanges with the same one see the same of a component. */
  readonly id: string;
  /** `index`: the component's `tableIndex`. Undefined: the interpreter serves it. */
  rowOf(component: RuledComponent, index: number, isInCharge: boolean): Row | undefined;
}

/** Projectors of one rule set. Complete before the first decision is made with them. */
export interface Projectors {
  /** SHA-256, hex, over the code of all of them: the same on every instance that compiled the same rules. */
  readonly hash: string;
  /** Undefined for a plan that was not compiled: the interpreter serves it. */
  projectorOf(capped: CappedPlan): Projector | undefined;
}

/** The function for each sequence of steps that some component under some plan can need. */
export type Copies = ReadonlyMap<string, Copy>;

/**
 * A plan as a decision table: kind, attributes and charge choose a row, which is a straight-line copy. A row is
 * worked out by the interpreter's own `treat` when it is first met, and kept.
 */
export function projectorOf(capped: CappedPlan, copies: Copies): Projector {
  const [apart, inCharge] = [
    new Map<number, Row | undefined>(),
    new Map<number, Row | undefined>(),
  ];
  return {
    id: cappedPlanId(capped.plan, capped.cap),
    rowOf(component, index, isInCharge) {
      const rows = isInCharge ? inCharge : apart;
      const known = rows.get(index);
      if (known !== undefined) return known;
      const row = rowOf(stepsOf(capped, component, isInCharge), copies);
      rows.set(index, row);
      return row;
    },
  };
}

function rowOf(steps: readonly Step[], copies: Copies): Row | undefined {
  const copy = copies.get(stepsKey(steps));
  const isEmpty = steps.length === 0;
  return copy && { copy, isEmpty, isForOneReceiver: steps.some(isForOneReceiver) };
}

/** One hash over all code, whatever the order in which it was made. */
export function hashOfCode(codes: readonly ProjectorCode[]): string {
  const hashes = codes.map(({ hash }) => hash).sort(byText);
  return sha256Hex(Buffer.from(hashes.join(" ")));
}

/**
 * Kind and attributes as one number: where a component stands in the table of every plan. Undefined where one of them
 * is not of the model: no table knows that component.
 */
export function tableIndex({ kind, attributes }: RuledComponent): number | undefined {
  const { place, minor, basis, source, roles } = attributes;
  const [ofKind, ofSource] = [componentKinds.indexOf(kind), allSources.indexOf(source)];
  if (ofKind < 0 || ofSource < 0) return undefined;
  let bits = 0;
  for (const role of roles) {
    const at = allRoles.indexOf(role);
    if (at < 0) return undefined;
    bits |= 1 << at;
  }
  const flags = Number(place === "public") + 2 * Number(minor) + 4 * Number(basis === "fact");
  return ((ofKind * allSources.length + ofSource) * (1 << allRoles.length) + bits) * 8 + flags;
}
