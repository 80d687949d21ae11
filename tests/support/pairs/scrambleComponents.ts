import type { Component, Fields, LeafValue } from "#libs/incident/event";
import { canonicalJson } from "#libs/seal/canonical";
import type { Dependence, World } from "./dependences.ts";
import type { Draw } from "./draw.ts";
import { dependencesOf, type Known, learned, type Version } from "./needs.ts";
import { drawnComponent, drawnLeaf, statableLeaves } from "./values.ts";

/** The times of the fact in the steps in which a component stands, in both histories. */
interface Times {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly world: World;
}

const nudgesMax = 3;

/**
 * The component with everything changed of which the receiver learns nothing: values, presence, lists. What it learns
 * only in part (a cell, a quarter of an hour, an age) moves within that part.
 */
export function scrambledFields(version: Version, times: Times, draw: Draw): Fields {
  const { needs, component } = version;
  const { kind, fields } = component;
  const held = dependencesOf(kind).filter(({ of }) => needs.has(of));
  const changed = statableLeaves(kind).flatMap((leaf) => {
    const value = needs.has(leaf.path) || draw.chance(30) ? fields[leaf.name] : undefined;
    if (value !== undefined) return [[leaf.name, value] as const];
    if (needs.has(leaf.path) || draw.chance(35)) return [];
    return [[leaf.name, drawnLeaf(leaf, draw)] as const];
  });
  return repaired(fields, Object.fromEntries(changed), held, version, times, draw);
}

/** Puts back, or moves within its class, whatever a given leaf or a declared attribute is made of. */
function repaired(
  left: Fields,
  proposed: Fields,
  held: readonly Dependence[],
  { needs, component: { kind } }: Version,
  times: Times,
  draw: Draw,
): Fields {
  let right = proposed;
  for (const dependence of held) {
    if (isSame(dependence, left, right, times)) continue;
    const open = dependence.sources.filter((name) => !needs.has(`${kind}.${name}`));
    const isKept = (fields: Fields) => held.every((each) => isSame(each, left, fields, times));
    const moved = dependence.nudge && nudged(dependence, left, right, open, isKept, draw);
    right = moved ?? replaced(right, open, left);
  }
  // Nothing left of a component that counts by its mere existence: it stays as it was.
  return held.every((each) => isSame(each, left, right, times)) ? right : left;
}

function nudged(
  { nudge }: Dependence,
  left: Fields,
  right: Fields,
  open: readonly string[],
  isKept: (fields: Fields) => boolean,
  draw: Draw,
): Fields | undefined {
  for (let attempt = 0; attempt < nudgesMax; attempt += 1) {
    const moved = replaced(right, open, nudge?.(left, draw) ?? {});
    if (isKept(moved)) return moved;
  }
  return undefined;
}

/** `fields` with the leaves of these names as they are in `source`, absent ones too. */
function replaced(fields: Fields, names: readonly string[], source: Fields): Fields {
  const others = Object.entries(fields).filter(([name]) => !names.includes(name));
  const taken = names.flatMap((name) => {
    const value = source[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries([...others, ...taken]);
}

function isSame({ classOf }: Dependence, left: Fields, right: Fields, times: Times): boolean {
  return times.left.every(
    (observed, i) =>
      classOf(left, observed, times.world) ===
      classOf(right, times.right[i] ?? observed, times.world),
  );
}

/** A whole component of which the receiver learns nothing, or none when the draw gave one that it would know of. */
export function hiddenComponent(
  id: string,
  from: number,
  known: Known,
  draw: Draw,
): Component | undefined {
  const kind = draw.pick(hideable);
  const drawn = drawnComponent(kind, id, draw).fields;
  const until = known.sights.length;
  const first = learned({ kind, fields: drawn }, from, until, known);
  const fields = withoutGiven(kind, drawn, first.needs);
  const { needs, isSeen } = learned({ kind, fields }, from, until, known);
  if (isSeen || (kind === "person" && needs.has("people.count"))) return undefined;
  const held = dependencesOf(kind).filter(
    ({ of }) => needs.has(of) && !of.startsWith("attribute:"),
  );
  const isSilent = held.every(({ classOf }) =>
    known.observed
      .slice(from)
      .every(
        (observed) => classOf(fields, observed, known.world) === classOf({}, observed, known.world),
      ),
  );
  return isSilent ? { kind, id, fields } : undefined;
}

const hideable = [
  ...(["place", "person", "person", "vehicle", "unit"] as const),
  ...(["casualties", "risk", "image", "note", "note"] as const),
];

function withoutGiven(kind: string, fields: Fields, needs: ReadonlySet<string>): Fields {
  const kept = Object.entries(fields).filter(([name]) => !needs.has(`${kind}.${name}`));
  return Object.fromEntries(kept);
}

/** True where a leaf differs: absent in one, or of another value. */
export function differs(left: LeafValue | undefined, right: LeafValue | undefined): boolean {
  if (left === undefined || right === undefined) return left !== right;
  return canonicalJson(left) !== canonicalJson(right);
}
