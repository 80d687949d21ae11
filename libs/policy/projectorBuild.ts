import type { ComponentKind } from "#libs/incident/catalogue";
import { componentKinds } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { Fields } from "#libs/incident/event";
import type { Attributes } from "#libs/incident/groups";
import { atOnce, type Steps } from "#libs/seal/steps";
import { cappedPlansOf } from "./cappedPlans.ts";
import type { CompiledRules } from "./compiled.ts";
import type { CappedPlan, Makers } from "./project.ts";
import { project } from "./project.ts";
import { attributesFor, fieldsFor } from "./projectorCases.ts";
import type { Copy, ProjectorCode } from "./projectorCode.ts";
import { codeOf, functionOf } from "./projectorCode.ts";
import type { Step } from "./projectorSteps.ts";
import { stepsKey, stepsOf } from "./projectorSteps.ts";
import type { Projector, Projectors } from "./projectors.ts";
import { hashOfCode, projectorOf, tableIndex } from "./projectors.ts";

/**
 * The projectors of a rule set, or why there are none: the runtime makes no code of text, or one of them did not do
 * what the interpreter does. Then the interpreter decides alone; nothing else changes.
 */
export type BuiltProjectors =
  | { readonly kind: "generated"; readonly projectors: Projectors; readonly plans: number }
  | { readonly kind: "interpreted"; readonly why: ProjectorRefusal };

export const projectorRefusals = ["code-forbidden", "differs-from-interpreter"] as const;
export type ProjectorRefusal = (typeof projectorRefusals)[number];

export type MakeFunction = (code: ProjectorCode) => Copy | undefined;

/** {@link projectorsInSteps} at one go. */
export function buildProjectors(rules: CompiledRules, make?: MakeFunction): BuiltProjectors {
  return atOnce(projectorsInSteps(rules, make));
}

/**
 * Generates every projector of a rule set and holds each against the interpreter, on components with every
 * combination of attributes that the plan can tell apart, with and without charge. Stops after each few of them, so
 * that who drives it can let decisions go before it goes on.
 */
export function* projectorsInSteps(
  rules: CompiledRules,
  make: MakeFunction = functionOf,
): Steps<BuiltProjectors> {
  const plans = cappedPlansOf(rules);
  const workshop = new Workshop(make);
  const made = new Map<string, Map<string, Projector>>();
  for (const capped of plans.values()) {
    const projector = projectorOf(capped, workshop.copies);
    for (const kind of componentKinds) {
      yield undefined;
      if (!(yield* workshop.equip(capped, kind))) {
        return { kind: "interpreted", why: "code-forbidden" };
      }
      if (!(yield* isSame(capped, kind, projector))) {
        return { kind: "interpreted", why: "differs-from-interpreter" };
      }
    }
    const ofPlan = made.get(capped.plan.hash) ?? new Map<string, Projector>();
    made.set(capped.plan.hash, ofPlan.set(capped.cap.key, projector));
  }
  const projectors: Projectors = {
    hash: hashOfCode(workshop.codes),
    projectorOf: ({ plan, cap }) => made.get(plan.hash)?.get(cap.key),
  };
  return { kind: "generated", projectors, plans: plans.size };
}

/** Components that are compared in one step. */
const casesAtOnce = 16;

/** Makes each function once, whatever number of plans needs it. */
class Workshop {
  readonly copies = new Map<string, Copy>();
  readonly codes: ProjectorCode[] = [];
  private readonly make: MakeFunction;

  constructor(make: MakeFunction) {
    this.make = make;
  }

  /** Makes what a plan needs for components of a kind. False when no code can be made. */
  *equip(capped: CappedPlan, kind: ComponentKind): Steps<boolean> {
    let done = 0;
    for (const { component, isInCharge } of cases(capped, kind)) {
      done += 1;
      if (done % casesAtOnce === 0) yield undefined;
      const steps = stepsOf(capped, component, isInCharge);
      const key = stepsKey(steps);
      if (this.copies.has(key)) continue;
      const code = codeOf(steps);
      const copy = this.make(code);
      if (copy === undefined) return false;
      this.codes.push(code);
      this.copies.set(key, copy);
    }
    return true;
  }
}

interface Case {
  readonly component: RuledComponent;
  readonly isInCharge: boolean;
}

function* cases(capped: CappedPlan, kind: ComponentKind, fields: Fields = {}): Generator<Case> {
  for (const attributes of attributesFor(capped, kind)) {
    const component = componentWith(kind, attributes, fields);
    for (const isInCharge of capped.plan.opensOnCharge ? [false, true] : [false]) {
      yield { component, isInCharge };
    }
  }
}

function componentWith(kind: ComponentKind, attributes: Attributes, fields: Fields) {
  return { author: "", id: "", kind, attributes, fields };
}

/** Of two areas in which that many people live and one less, a projector with another number takes another one. */
function makersFor(steps: readonly Step[]): Makers {
  const [residentsMin = 0] = steps.flatMap((step) =>
    step.make === "area" ? [step.residentsMin] : [],
  );
  return {
    pseudonym: (path, value) => `${path} of ${value}`,
    residents: (cell) => residentsMin - Number(cell.endsWith("cell")),
  };
}

/** Whole components under all attributes; once for each sequence of steps also malformed and empty ones. */
function* isSame(capped: CappedPlan, kind: ComponentKind, projector: Projector): Steps<boolean> {
  const [whole = {}, ...others] = wordsOfKind(kind);
  const seen = new Set<string>();
  let done = 0;
  for (const { component, isInCharge } of cases(capped, kind, whole)) {
    done += 1;
    if (done % casesAtOnce === 0) yield undefined;
    const steps = stepsOf(capped, component, isInCharge);
    const [key, makers] = [stepsKey(steps), makersFor(steps)];
    const variants = seen.has(key) ? [] : others.map((fields) => ({ ...component, fields }));
    seen.add(key);
    const differs = [component, ...variants].some((variant) => {
      const row = projector.rowOf(variant, tableIndex(variant) ?? 0, isInCharge);
      const made = row?.copy(variant.fields, makers);
      const asked = project(capped, variant, isInCharge, makers);
      return JSON.stringify(made) !== JSON.stringify(asked);
    });
    if (differs) return false;
  }
  return true;
}

/** Malformed fields are what no state holds: typed as fields, so that both ways of projecting can be asked. */
function wordsOfKind(kind: ComponentKind): readonly Fields[] {
  return fieldsFor(kind) as readonly Fields[];
}
