import type { Component, ComponentName, Fields, InternalEvent, LeafValue } from "./event.ts";

/** A leaf that was taken back: by what demand, and the value that it had then. */
export interface RecalledLeaf {
  readonly kind: "recall" | "rectification";
  /** Code. */
  readonly reason: string;
  /** RFC 3339 UTC. */
  readonly until: string;
  /** Absent where the component had none any more. */
  readonly value?: LeafValue;
}

/** By component ({@link recalledKey}) and name of the leaf. */
export type RecalledLeaves = ReadonlyMap<string, ReadonlyMap<string, RecalledLeaf>>;

interface WrittenComponent extends ComponentName {
  readonly author: string;
  readonly fields: Fields;
}

/** What a state knows of components and of demands on them. */
export interface RecallState {
  readonly components: ReadonlyMap<string, WrittenComponent>;
  readonly recalled?: RecalledLeaves;
}

/**
 * Key of a component among those with recalled leaves. Whatever components of kind `incident` an author states, rules
 * see one: its leaves are taken back as those of one. NUL cannot occur in a room, a kind or an id.
 */
export function recalledKey(author: string, { kind, id }: ComponentName): string {
  return `${author}\u0000${kind}\u0000${kind === "incident" ? "" : id}`;
}

/** Recalled leaves of one component; undefined where there are none. */
export function recalledOf(
  { recalled }: Pick<RecallState, "recalled">,
  author: string,
  name: ComponentName,
): ReadonlyMap<string, RecalledLeaf> | undefined {
  return recalled?.get(recalledKey(author, name));
}

/** Name of the leaf in a path of the catalogue (`person.phone` → `phone`). */
export const leafNameOf = (path: string): string => path.slice(path.indexOf(".") + 1);

/** What a component states under a leaf now; of several of kind `incident` what the last one says. */
export function statedValue(
  { components }: Pick<RecallState, "components">,
  author: string,
  name: ComponentName,
  leaf: string,
): LeafValue | undefined {
  const key = recalledKey(author, name);
  return [...components.values()]
    .filter((component) => recalledKey(component.author, component) === key)
    .map(({ fields }) => fields[leaf])
    .findLast((value) => value !== undefined);
}

/** The recalled leaves after an event of the core; undefined where it demands nothing. The first demand stands. */
export function demanded(state: RecallState, event: InternalEvent): RecalledLeaves | undefined {
  const { kind, demand } = event;
  if (demand === undefined || (kind !== "recall" && kind !== "rectification")) return undefined;
  const { author, component, path, reason, until } = demand;
  const leaf = leafNameOf(path);
  const known = recalledOf(state, author, component);
  const before = known?.get(leaf);
  if (before?.kind === kind) return undefined;
  const value = before?.value ?? statedValue(state, author, component, leaf);
  const recalled = { kind, reason, until, ...(value !== undefined && { value }) };
  const leaves = new Map(known).set(leaf, recalled);
  return new Map(state.recalled).set(recalledKey(author, component), leaves);
}

/**
 * The recalled leaves after their author stated components. A component is always sent whole, by a system that may
 * know nothing of the recall: only another value is a new datum, the same one stays taken back.
 */
export function afterStatements(
  recalled: RecalledLeaves,
  author: string,
  upsert: readonly Component[],
): RecalledLeaves {
  const after = new Map(recalled);
  for (const component of upsert) {
    const key = recalledKey(author, component);
    const leaves = after.get(key);
    if (leaves === undefined) continue;
    const left = [...leaves].filter(([leaf, { value }]) => {
      const stated = component.fields[leaf];
      return stated === undefined || isSame(stated, value);
    });
    after.set(key, new Map(left));
  }
  return after;
}

/** The fields without what was taken back: it is never given, and nothing is derived of it. */
export function withoutRecalled(
  fields: Fields,
  leaves: ReadonlyMap<string, RecalledLeaf> | undefined,
): Fields {
  if (leaves === undefined || leaves.size === 0) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([leaf]) => !leaves.has(leaf)));
}

// Both come out of canonical JSON, where members have one order.
const isSame = (a: LeafValue, b: LeafValue | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
