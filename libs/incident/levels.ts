import { leafAt } from "./catalogue.ts";
import type { Component, Fields, IncidentEvent } from "./event.ts";
import { isSensitive, type Stating } from "./groups.ts";

/** The two parts in which an event is sealed: destroying one key leaves the other readable. */
export interface SplitEvent {
  /** The event without its sensitive leaves. */
  readonly ordinary: IncidentEvent;
  /** Sensitive leaves (L3 as valued in this event, or short-lived) by component; empty when there are none. */
  readonly sensitive: readonly Component[];
}

/** Splits an event by the level of each leaf as valued in it (clarification 5). */
export function splitByLevel(event: IncidentEvent): SplitEvent {
  const upsert = event.upsert.map((component) => partition(component, event, false));
  const sensitive = event.upsert
    .map((component) => partition(component, event, true))
    .filter((component) => Object.keys(component.fields).length > 0);
  return { ordinary: { ...event, upsert }, sensitive };
}

/** The event again; with `sensitive` absent (key destroyed, or part missing) its leaves are not there. */
export function joinLevels(
  ordinary: IncidentEvent,
  sensitive: readonly Component[],
): IncidentEvent {
  const byName = new Map(sensitive.map((component) => [nameOf(component), component.fields]));
  const upsert = ordinary.upsert.map((component) => ({
    ...component,
    fields: sorted({ ...component.fields, ...byName.get(nameOf(component)) }),
  }));
  return { ...ordinary, upsert };
}

const nameOf = (component: Component): string => `${component.kind}\u0000${component.id}`;

function partition(component: Component, stating: Stating, sensitive: boolean): Component {
  const kept = Object.entries(component.fields).filter(([name]) => {
    const leaf = leafAt(`${component.kind}.${name}`);
    return leaf !== undefined && isSensitive(leaf, component, stating) === sensitive;
  });
  return { kind: component.kind, id: component.id, fields: Object.fromEntries(kept) };
}

const sorted = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
