import fc from "fast-check";
import type { ComponentKind } from "#libs/incident/catalogue";
import { type FieldSpec, fieldsOf, type Leaf, leavesOf } from "#libs/incident/catalogue";
import type { Component, Fields, LeafValue } from "#libs/incident/event";
import { guardTexts } from "#libs/incident/textGuard";
import { validateEvent } from "#libs/incident/validate";
import { arbitraryValue } from "#tests/support/arbitraries";
import { eventAt } from "#tests/support/fullIncident";
import { isMiscalled } from "./dependences.ts";
import type { Draw } from "./draw.ts";

/** Values of one field, made by fast-check from the catalogue once, and drawn from many times. */
const sampled = 96;
/** A list as long as the contract lets it be; points are many, and this many are long enough. */
const longListMax = 200;

const pools = new Map<FieldSpec, readonly LeafValue[]>();

/** A value of a leaf that a sender may state, as the edge would let it in. */
export function drawnLeaf(leaf: Leaf, draw: Draw): LeafValue {
  const isAdmitted = (value: LeafValue) => admits({ [leaf.name]: value }, leaf.kind);
  const pool = remembered(leaf, (values) => values.filter(isAdmitted));
  const value = draw.pick(pool);
  return Array.isArray(value) && draw.chance(2) ? overlong(leaf, pool, draw) : value;
}

/** A value of a member of the message's head. */
export function drawnHeader(name: string, draw: Draw): LeafValue {
  const spec = fieldsOf("Event")[name];
  if (spec === undefined) throw new Error(`no member ${name} in the head of a message`);
  return draw.pick(remembered(spec, (values) => values));
}

/** A component with any of its leaves, under an id of its own. */
export function drawnComponent(kind: ComponentKind, id: string, draw: Draw): Component {
  const fields: Record<string, LeafValue> = {};
  for (const leaf of statableLeaves(kind)) {
    if (draw.chance(50)) fields[leaf.name] = drawnLeaf(leaf, draw);
  }
  // The edge would settle it so: what is drawn here is what arrives.
  if (kind === "place" && isMiscalled(fields)) fields["sensitivity"] = "sensitive";
  return { kind, id, fields };
}

const statable = new Map<ComponentKind, readonly Leaf[]>();

/** Leaves of a kind that a sender may state. */
export function statableLeaves(kind: ComponentKind): readonly Leaf[] {
  const known = statable.get(kind);
  if (known !== undefined) return known;
  const made = leavesOf(kind).filter((leaf) => !leaf.derived || leaf.statable);
  statable.set(kind, made);
  return made;
}

/** What validation and the guard of texts say to a component with these fields, standing alone. */
export function admits(fields: Fields, kind: ComponentKind): boolean {
  const { event } = eventAt(0, { upsert: [{ kind, id: "a", fields }] });
  if (!("upsert" in event)) return false;
  return validateEvent(event).length === 0 && guardTexts(event).length === 0;
}

function remembered(
  spec: FieldSpec,
  wanted: (values: readonly LeafValue[]) => readonly LeafValue[],
): readonly LeafValue[] {
  const known = pools.get(spec);
  if (known !== undefined) return known;
  const made = wanted(fc.sample(arbitraryValue(spec), { numRuns: sampled, seed: pools.size }));
  pools.set(spec, made);
  return made;
}

function overlong(leaf: Leaf, pool: readonly LeafValue[], draw: Draw): LeafValue {
  const items = pool.flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : []));
  const length = Math.min(leaf.max ?? longListMax, longListMax);
  const list = Array.from({ length }, () => draw.pick(items));
  return list as unknown as LeafValue; // items of the same leaf's lists
}
