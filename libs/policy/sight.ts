import type { LeafPath } from "#libs/incident/catalogue";
import { leavesOf } from "#libs/incident/catalogue";
import type { Fields } from "#libs/incident/event";
import { canonicalJson } from "#libs/seal/canonical";
import type { Cap } from "./ceilings.ts";
import type { CompiledRules } from "./compiled.ts";
import type { Room } from "./decision.ts";
import { holdingKey } from "./holdings.ts";
import type { Verdict } from "./match.ts";
import type { Plan } from "./plan.ts";
import { type Makers, project } from "./project.ts";
import type { Projector, Projectors, Row } from "./projectors.ts";
import type { Incident, NamedComponent, VisibleComponent } from "./situation.ts";

export type Permission = Extract<Verdict, { readonly allowed: true }>;

/** What a permission lets a room see of its author's components. One for all rooms of a decision. */
export type Sight = (
  permission: Permission,
  room: Room,
  isInCharge: boolean,
) => readonly VisibleComponent[];

/** By the interpreter alone, for each room anew: the reference. */
export function plainSight(rules: CompiledRules, incident: Incident): Sight {
  return (permission, room, isInCharge) => {
    const makers = makersFor(rules, incident, permission, room);
    return componentsOf(incident, permission).flatMap((component) => {
      const seen = visible(component, project(permission, component, isInCharge, makers));
      return seen === undefined ? [] : [seen];
    });
  };
}

/**
 * By generated projectors. Rooms that see the same share it within the decision; a component with a value that is
 * made for one receiver is projected for each.
 */
export function sharedSight(
  rules: CompiledRules,
  incident: Incident,
  projectors: Projectors,
): Sight {
  const plain = plainSight(rules, incident);
  // Plans and caps of one rule set on one day are one object each: no hash is compared while rooms are decided.
  const shared = new Map<Plan, Map<Cap, Parts[]>>();
  return (permission, room, isInCharge) => {
    const { plan, cap, basis } = permission;
    const known = sharedUnder(shared, plan, cap);
    let parts = known.find((one) => one.author === basis.author && one.isInCharge === isInCharge);
    if (parts === undefined) {
      const projector = projectors.projectorOf(permission);
      const makers = makersFor(rules, incident, permission, room);
      parts = projector && partsOf(incident, permission, projector, isInCharge, makers);
      if (parts === undefined) return plain(permission, room, isInCharge);
      known.push(parts);
    }
    if (parts.theirs.length === 0) return parts.shared;
    return [...parts.shared, ...theirs(parts, makersFor(rules, incident, permission, room))];
  };
}

function sharedUnder(shared: Map<Plan, Map<Cap, Parts[]>>, plan: Plan, cap: Cap): Parts[] {
  let ofPlan = shared.get(plan);
  if (ofPlan === undefined) {
    ofPlan = new Map();
    shared.set(plan, ofPlan);
  }
  let known = ofPlan.get(cap);
  if (known === undefined) {
    known = [];
    ofPlan.set(cap, known);
  }
  return known;
}

/** What all rooms under one capped plan see of an author's components, and what is made for each of them. */
interface Parts {
  readonly author: string;
  readonly isInCharge: boolean;
  readonly shared: readonly VisibleComponent[];
  readonly theirs: readonly { readonly component: NamedComponent; readonly row: Row }[];
}

/** Undefined when some component is not in the tables: then the interpreter serves them all. */
function partsOf(
  incident: Incident,
  permission: Permission,
  projector: Projector,
  isInCharge: boolean,
  makers: Makers,
): Parts | undefined {
  const shared: VisibleComponent[] = [];
  const theirs: Parts["theirs"][number][] = [];
  for (const component of componentsOf(incident, permission)) {
    const { index, fields } = component;
    const row = index === undefined ? undefined : projector.rowOf(component, index, isInCharge);
    if (row === undefined) return undefined;
    if (row.isEmpty) continue;
    if (row.isForOneReceiver) theirs.push({ component, row });
    else {
      const seen = visible(component, row.copy(fields, makers));
      if (seen !== undefined) shared.push(seen);
    }
  }
  return { author: permission.basis.author, isInCharge, shared, theirs };
}

function theirs(parts: Parts, makers: Makers): readonly VisibleComponent[] {
  return parts.theirs.flatMap(({ component, row }) => {
    const seen = visible(component, row.copy(component.fields, makers));
    return seen === undefined ? [] : [seen];
  });
}

function componentsOf(incident: Incident, { basis }: Permission): readonly NamedComponent[] {
  return incident.byAuthor.get(basis.author) ?? [];
}

function visible(component: NamedComponent, fields: Fields): VisibleComponent | undefined {
  if (isBare(fields)) return undefined;
  const { author, kind, id, ref } = component;
  return { author, kind, id, ref, fields };
}

/** Without a list of names being made: it is asked of every component of every decision. */
function isBare(fields: Fields): boolean {
  for (const name in fields) if (Object.hasOwn(fields, name)) return false;
  return true;
}

/** One released leaf as its digest is taken. */
export interface LeafText {
  /** `holdingKey` of the component and the path. */
  readonly key: string;
  readonly path: LeafPath;
  /** Canonical JSON of the value. */
  readonly text: string;
}

/** Texts of components: one that rooms share is printed once. One for all rooms of a decision. */
export function printedLeaves(): (component: VisibleComponent) => readonly LeafText[] {
  const known = new Map<VisibleComponent, readonly LeafText[]>();
  return (component) => {
    const before = known.get(component);
    if (before !== undefined) return before;
    const { kind, ref, fields } = component;
    const texts = Object.entries(fields).map(([name, value]) => {
      const path = pathOf(kind, name);
      return { key: holdingKey(ref, path), path, text: canonicalJson(value) };
    });
    known.set(component, texts);
    return texts;
  };
}

function makersFor(
  rules: CompiledRules,
  incident: Incident,
  { basis }: Permission,
  room: Room,
): Makers {
  const { state, secrets } = incident.input;
  const use = { purpose: basis.purpose, epoch: pseudonymEpochOf(state.openedAt) };
  return {
    pseudonym: (path, value) => secrets.pseudonym(room.id, path, basis.author, value, use),
    residents: (cell) => rules.residents.get(cell) ?? 0,
  };
}

/** Epoch of the pseudonyms of an incident: the quarter of the year of a time in RFC 3339 UTC. */
export function pseudonymEpochOf(time: string): string {
  return `${time.slice(0, 4)}Q${Math.ceil(Number(time.slice(5, 7)) / 3)}`;
}

function pathOf(kind: NamedComponent["kind"], name: string): LeafPath {
  const leaf = leavesOf(kind).find((candidate) => candidate.name === name);
  if (leaf === undefined) throw new Error("a projected leaf is not in the catalogue");
  return leaf.path;
}
