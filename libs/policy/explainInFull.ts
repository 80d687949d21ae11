import type { LeafPath } from "#libs/incident/catalogue";
import { leavesOf } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { Group } from "#libs/incident/groups";
import { groupsOf } from "#libs/incident/groups";
import { inCharge } from "#libs/incident/state";
import type { Basis } from "#libs/incident/view";
import type { Atoms } from "./analysis/released.ts";
import { atomsOf } from "./analysis/released.ts";
import { capOf, ceilingsFor, isCapped } from "./ceilings.ts";
import type { CompiledRules } from "./compiled.ts";
import type { DecisionInput, ReasonCode, Room } from "./decision.ts";
import type { Gate } from "./gates.ts";
import { gatesOf } from "./gates.ts";
import type { Precision } from "./lattice.ts";
import type { Verdict } from "./match.ts";
import type { Allowance, Change } from "./nearest.ts";
import { allowances, nearest, nearestLeaf } from "./nearest.ts";
import { byText } from "./order.ts";
import type { Treatment } from "./project.ts";
import { hasSource, treat } from "./project.ts";
import type { Incident } from "./situation.ts";
import { incidentOf, verdictsFor } from "./situation.ts";
import type { Transform } from "./transforms.ts";
import { transformOf } from "./transforms.ts";

/** A rule that would have given more, and what about the incident would have to be otherwise. */
export interface NearMiss {
  readonly agreement: string;
  readonly rule: string;
  readonly article: string;
  readonly changes: readonly Change[];
}

/** What happened to the leaves of one path that were treated alike. Names and counts; never a value. */
export interface FieldExplanation {
  readonly path: LeafPath;
  readonly groups: readonly Group[];
  readonly count: number;
  /** How it left; absent where it did not. */
  readonly given?: Exclude<Precision, { readonly do: "withhold" }>;
  readonly transform?: Transform;
  /** Why it did not leave. */
  readonly why?: ReasonCode | Exclude<Treatment, { readonly released: true }>["why"];
  /** The statutory ceiling that keeps it. */
  readonly ceiling?: { readonly id: string; readonly article: string };
  readonly nearest?: NearMiss;
}

export interface FullExplanation {
  readonly room: string;
  readonly author: string;
  readonly allowed: boolean;
  readonly reason: ReasonCode;
  readonly basis?: Basis;
  readonly plan?: string;
  readonly gates: readonly Gate[];
  /** Where nothing is allowed: the rules that needed the fewest changes. */
  readonly nearest: readonly NearMiss[];
  readonly fields: readonly FieldExplanation[];
}

/**
 * Everything about one room's decisions on the incident as it stands: gates, fields, and the nearest rules that would
 * have allowed what was not. For the privacy officer only; the receiver must not learn what was withheld.
 */
export function explainInFull(
  rules: CompiledRules,
  input: DecisionInput,
  room: Room,
): readonly FullExplanation[] {
  const incident = incidentOf(input);
  const atoms = atomsOf(rules);
  return [...verdictsFor(rules, incident, room)].map(([author, verdict]) => {
    const all = allowances(rules, incident.matchInput, author, room);
    const asked: Asked = { rules, incident, room, author, verdict, all, atoms };
    return {
      ...{ room: room.id, author, allowed: verdict.allowed },
      reason: verdict.allowed ? "RELEASED" : verdict.reason,
      ...(verdict.basis && { basis: verdict.basis }),
      ...(verdict.allowed && { plan: verdict.plan.hash }),
      gates: gatesOf(rules, incident.matchInput, author, room),
      nearest: verdict.allowed ? [] : nearest(all).map(missOf),
      fields: fieldsOf(asked),
    };
  });
}

interface Asked {
  readonly rules: CompiledRules;
  readonly incident: Incident;
  readonly room: Room;
  readonly author: string;
  readonly verdict: Verdict;
  readonly all: readonly Allowance[];
  readonly atoms: Atoms;
}

function missOf({ verdict, changes }: Pick<Allowance, "verdict" | "changes">): NearMiss {
  const { rule } = verdict;
  return { agreement: rule.agreement.id, rule: rule.id, article: rule.article, changes };
}

function fieldsOf(asked: Asked): readonly FieldExplanation[] {
  const rows = asked.incident.components
    .filter(({ author }) => author === asked.author)
    .flatMap((component) => componentRows(asked, component));
  const merged = [...Map.groupBy(rows, keyOf).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, count: same.length }];
  });
  return merged.toSorted((a, b) => byText(keyOf(a), keyOf(b)));
}

const keyOf = (row: FieldExplanation): string => JSON.stringify({ ...row, count: 0 });

function componentRows(asked: Asked, component: RuledComponent): readonly FieldExplanation[] {
  const isInCharge = inCharge(asked.incident.input.state).includes(asked.room.id);
  const present = leavesOf(component.kind).filter((leaf) => hasSource(component, leaf));
  return present.map((leaf): FieldExplanation => {
    const { path, dataClass } = leaf;
    const row = { path, groups: groupsOf(dataClass, component.attributes), count: 1 };
    const { verdict } = asked;
    const treatment = verdict.allowed ? treat(verdict, component, leaf, isInCharge) : undefined;
    if (treatment?.released === true) {
      const transform = transformOf(path);
      return { ...row, given: treatment.by, ...(transform && { transform }) };
    }
    const why = treatment?.why ?? (verdict.allowed ? undefined : verdict.reason);
    const near = nearestLeaf(asked.all, asked.atoms, component, path, isInCharge);
    const ceiling = ceilingOn(asked, component, leaf);
    return {
      ...row,
      ...(why && { why }),
      ...(ceiling && { ceiling }),
      ...(near && { nearest: missOf(near) }),
    };
  });
}

function ceilingOn(
  { rules, incident, author, room }: Asked,
  component: RuledComponent,
  leaf: ReturnType<typeof leavesOf>[number],
): FieldExplanation["ceiling"] {
  const all = ceilingsFor(rules, incident.matchInput, author, room);
  const found = all.find((ceiling) => isCapped(capOf([ceiling]), component, leaf));
  return found && { id: found.rule.id, article: found.rule.cites.article };
}
