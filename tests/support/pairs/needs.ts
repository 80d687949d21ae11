import type { ComponentKind } from "#libs/incident/catalogue";
import type { Component, Fields } from "#libs/incident/event";
import { answerKinds } from "#libs/incident/event";
import type { PlacedEvent } from "#libs/incident/state";
import type { CappedPlan } from "#libs/policy/project";
import { type Dependence, dependences, type World } from "./dependences.ts";
import { askedOf, factsOf, givenBy, messageOf, plainFacts, type StepSight } from "./sight.ts";

/** One statement of a component, and the steps of the history in which it stands. */
export interface Version {
  readonly component: Component;
  readonly from: number;
  /** First step in which it no longer stands. */
  readonly until: number;
  /** Paths of leaves, and declared attributes, that the receiver may learn of while it stands. */
  readonly needs: ReadonlySet<string>;
  /** Some leaf of it is given: the receiver knows the component. */
  readonly isSeen: boolean;
}

/** Kinds that are computed over all of an author's components. */
const computed: readonly ComponentKind[] = ["casualties", "minors", "people"];

export interface Known {
  readonly owner: string;
  readonly receiver: string;
  readonly sights: readonly StepSight[];
  /** Time of the fact at each step. */
  readonly observed: readonly string[];
  /** Who lives where, and how many there must be for an area to be told. */
  readonly world: World;
  /** Some rule opens what it names when the receiver declares an emergency. */
  readonly isGlassBroken: boolean;
}

/** Every statement of the owner, by the message that makes it. */
export function versionsOf(
  history: readonly PlacedEvent[],
  known: Known,
): readonly (readonly Version[])[] {
  return history.map((placed, from) =>
    componentsOf(placed, known.owner).map((component) => {
      const until = endOf(history, from, component, known.owner);
      return { component, from, until, ...learned(component, from, until, known) };
    }),
  );
}

function endOf(
  history: readonly PlacedEvent[],
  from: number,
  { kind, id }: Component,
  owner: string,
): number {
  const next = history.findIndex((placed, index) => {
    if (index <= from || placed.author !== owner) return false;
    const message = messageOf(placed);
    if (message === undefined) return false;
    return [...message.upsert, ...message.remove].some(
      (other) => other.kind === kind && other.id === id,
    );
  });
  return next < 0 ? history.length : next;
}

function componentsOf(placed: PlacedEvent, owner: string): readonly Component[] {
  const message = messageOf(placed);
  if (message === undefined || placed.author !== owner) return [];
  return answerKinds.includes(message.kind) ? [] : message.upsert;
}

/** What the receiver may learn of a component that stands from one step until another. */
export function learned(
  { kind, fields }: Pick<Component, "kind" | "fields">,
  from: number,
  until: number,
  { owner, receiver, sights, observed }: Known,
): Pick<Version, "needs" | "isSeen"> {
  // The owner is told the status of its own incident, which is its own word.
  const needs = new Set<string>(owner === receiver ? ["incident.status"] : []);
  let isSeen = false;
  for (let step = from; step < until; step += 1) {
    const sight = sights[step];
    const plan = sight?.plans.get(owner);
    if (sight === undefined || plan === undefined) continue;
    const facts = factsOf(kind, fields, observed[step] ?? "");
    for (const path of givenBy(plan, kind, facts, sight.isInCharge)) {
      needs.add(path);
      isSeen ||= isThere(kind, fields, path);
    }
    for (const attribute of askedOf(plan, kind)) needs.add(attribute);
    for (const path of computedBy(plan, sight.isInCharge)) needs.add(path);
  }
  return { needs, isSeen };
}

function computedBy(plan: CappedPlan, isInCharge: boolean): readonly string[] {
  return computed.flatMap((kind) => givenBy(plan, kind, plainFacts, isInCharge));
}

/** Whether a leaf has a value: stated, or made of what is stated. */
function isThere(kind: ComponentKind, fields: Fields, path: string): boolean {
  const name = path.slice(kind.length + 1);
  if (Object.hasOwn(fields, name)) return true;
  return dependencesOf(kind).some(
    ({ of, sources }) => of === path && sources.some((source) => Object.hasOwn(fields, source)),
  );
}

export function dependencesOf(kind: ComponentKind): readonly Dependence[] {
  return dependences[kind] ?? [];
}
