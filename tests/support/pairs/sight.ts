import { type ComponentKind, enumTable, leafAt } from "#libs/incident/catalogue";
import type { DatumSource, Fields, IncidentEvent, PersonRole } from "#libs/incident/event";
import { isInternal } from "#libs/incident/event";
import { type Attributes, groupsOf } from "#libs/incident/groups";
import type { IncidentState, PlacedEvent } from "#libs/incident/state";
import { fold, inCharge } from "#libs/incident/state";
import type { Clause } from "#libs/policy/clauseSchema";
import type { CompiledRules } from "#libs/policy/compiled";
import type { Room } from "#libs/policy/decision";
import { match } from "#libs/policy/match";
import { matchInputOf } from "#libs/policy/matchInput";
import type { Plan } from "#libs/policy/plan";
import type { CappedPlan } from "#libs/policy/project";
import { protection } from "./dependences.ts";

/** Declared attributes of components that have no place, no roles, no age, and of which nothing is said. */
export const plainFacts: Attributes = {
  ...{ place: "sensitive", roles: [], minor: true },
  ...{ basis: "assessment", source: "unstated" },
};

/** What one receiver may see after one event of a history, by the words of the rules alone. */
export interface StepSight {
  readonly state: IncidentState;
  readonly isInCharge: boolean;
  /** Field plans by the room whose data they speak of; a room without one is not seen at all. */
  readonly plans: ReadonlyMap<string, CappedPlan>;
}

/** Sight of one receiver after each event of a history; nothing before the incident is opened. */
export function sightsOf(
  rules: CompiledRules,
  history: readonly PlacedEvent[],
  receiver: Room,
  authors: readonly string[],
): readonly StepSight[] {
  let state: IncidentState | undefined;
  return history.flatMap((placed) => {
    state = fold(state, placed);
    if (state === undefined) return [];
    const input = matchInputOf(state, placed.storedAt);
    const plans = authors.flatMap((author) => {
      const verdict = author === receiver.id ? undefined : match(rules, input, author, receiver);
      return verdict?.allowed === true ? [[author, verdict] as const] : [];
    });
    return [{ state, isInCharge: inCharge(state).includes(receiver.id), plans: new Map(plans) }];
  });
}

/** Declared attributes, read by hand from what a component states. */
export function factsOf(kind: ComponentKind, fields: Fields, observed: string): Attributes {
  const { roles, source } = fields;
  const words: readonly unknown[] = Array.isArray(roles) ? roles : [];
  return {
    place: kind === "place" && fields["sensitivity"] === "public" ? "public" : "sensitive",
    roles: kind === "person" ? allRoles.filter((role) => words.includes(role)) : [],
    minor: kind !== "person" || protection(fields, observed) === "minor",
    basis: fields["basis"] === "fact" ? "fact" : "assessment",
    source: allSources.find((word) => word === source) ?? "unstated",
  };
}

const allRoles = Object.keys(enumTable("PersonRole")) as readonly PersonRole[];
const allSources = Object.keys(enumTable("Source")) as readonly DatumSource[];

/** Whether a list of disjoint clauses gives a leaf: each side on which the person stands needs one that is open. */
export function gives(clauses: readonly Clause[], facts: Attributes, isInCharge: boolean): boolean {
  const parties = facts.roles.filter((role) => role !== "reporter");
  const sides: readonly (readonly string[])[] =
    parties.length === facts.roles.length
      ? [parties]
      : [["reporter"], ...(parties.length > 0 ? [parties] : [])];
  return sides.every((side) =>
    clauses.some(
      (clause) => holds(clause, side, facts) && (clause.once === undefined || isInCharge),
    ),
  );
}

function holds({ if: condition }: Clause, side: readonly string[], facts: Attributes): boolean {
  const { place, roles, minor, basis, source } = condition ?? {};
  if (place !== undefined && place !== facts.place) return false;
  if (minor !== undefined && minor !== facts.minor) return false;
  if (basis !== undefined && basis !== facts.basis) return false;
  if (source !== undefined && !source.includes(facts.source)) return false;
  if (roles === undefined) return true;
  const listed: readonly string[] = roles;
  return side.length > 0 && side.every((role) => listed.includes(role));
}

interface NamedLeaf {
  readonly path: string;
  readonly clauses: readonly Clause[];
}

/** What a plan says of one kind of component. */
export interface KindPlan {
  readonly named: readonly NamedLeaf[];
  /** Declared attributes that any of its clauses asks for, as `attribute:<name>`. */
  readonly asked: readonly string[];
}

const byKind = new WeakMap<Plan, Map<string, KindPlan>>();
const nothing: KindPlan = { named: [], asked: [] };

export function planFor(plan: Plan, kind: ComponentKind): KindPlan {
  const known = byKind.get(plan);
  const parts = known ?? partsOf(plan);
  if (known === undefined) byKind.set(plan, parts);
  return parts.get(kind) ?? nothing;
}

function partsOf(plan: Plan): Map<string, KindPlan> {
  const named = [...plan.clauses].map(([path, clauses]) => ({ path: String(path), clauses }));
  const groups = Map.groupBy(named, ({ path }) => leafAt(path)?.kind ?? "");
  return new Map(
    [...groups].map(([kind, list]) => {
      const conditions = list.flatMap(({ clauses }) => clauses.map((clause) => clause.if ?? {}));
      const asked = new Set(conditions.flatMap((condition) => Object.keys(condition)));
      return [kind, { named: list, asked: [...asked].map((name) => `attribute:${name}`) }] as const;
    }),
  );
}

/** Paths of the leaves of one component that a plan gives under its ceilings. */
export function givenBy(
  { plan, cap }: CappedPlan,
  kind: ComponentKind,
  facts: Attributes,
  isInCharge: boolean,
): readonly string[] {
  return planFor(plan, kind)
    .named.filter(
      ({ path, clauses }) => !stops(cap, path, facts) && gives(clauses, facts, isInCharge),
    )
    .map(({ path }) => path);
}

/** Whether the law itself withholds a leaf, whatever the plan says. */
function stops(
  { classes, groups, paths, sources }: CappedPlan["cap"],
  path: string,
  facts: Attributes,
): boolean {
  const leaf = leafAt(path);
  if (leaf === undefined || classes.has(leaf.dataClass) || paths.has(path)) return true;
  if (sources.has(facts.source)) return true;
  return groups.size > 0 && groupsOf(leaf.dataClass, facts).some((group) => groups.has(group));
}

/** True of plans by which only answers travel: whoever writes under them states no component of its own. */
export function isOfAnswers(plan: Plan): boolean {
  return planFor(plan, "charge").named.length > 0 && planFor(plan, "incident").named.length <= 2;
}

/** Declared attributes that clauses or ceilings ask for, of one kind of component. */
export function askedOf({ plan, cap }: CappedPlan, kind: ComponentKind): readonly string[] {
  const { asked, named } = planFor(plan, kind);
  const isSourceAsked = cap.sources.size > 0 && named.length > 0;
  return isSourceAsked
    ? [...asked, cap.sources.size === 1 ? "attribute:database" : "attribute:source"]
    : asked;
}

/** A message of a room; undefined for what the core itself writes. */
export function messageOf({ event }: PlacedEvent): IncidentEvent | undefined {
  return isInternal(event) ? undefined : event;
}
