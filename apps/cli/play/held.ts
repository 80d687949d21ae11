import { anyValue, type Shown } from "./cells.ts";
import type { Copy } from "./roomClient.ts";
import type { Fields } from "./told.ts";

/** What a room has of one incident, from the copies that came to it over HTTP and from nothing else. */
export interface Held {
  readonly head: Fields;
  readonly components: ReadonlyMap<string, Shown>;
}

export const nothingHeld: Held = { head: {}, components: new Map() };

const outside = new Set(["kind", "alias", "revision"]);

/** A named component is its full new value; what is withdrawn goes, name by name. */
export function heldAfter({ components }: Held, copy: Copy): Held {
  const all = new Map(components);
  for (const { kind, alias, paths } of copy.withdrawn) {
    const gone = new Set(paths.flatMap((path) => namesOf(path.slice(kind.length + 1))));
    const left = Object.entries(all.get(alias)?.fields ?? {}).filter(([name]) => !gone.has(name));
    if (left.length === 0) all.delete(alias);
    else all.set(alias, { kind, fields: Object.fromEntries(left) });
  }
  for (const { kind, alias, ...members } of copy.components) {
    const fields = Object.entries(members).filter(([name]) => !outside.has(name));
    all.set(alias, { kind, fields: Object.fromEntries(fields) });
  }
  const { category, status, quality } = copy;
  return { head: { category, status, ...quality }, components: all };
}

const namesOf = (name: string): readonly string[] => (name === "point" ? ["lat", "lon"] : [name]);

/** A thing that a room lacks, or has and should not have; names only. */
export interface HeldDifference {
  readonly expected: string;
  readonly found: string;
}

/** What differs between what a room should hold and what it holds, both ways; never a value. */
export function heldDifferences(should: readonly Shown[], held: Held): readonly HeldDifference[] {
  const is = [...held.components.values()];
  const head = defined(held.head);
  const left = Object.keys(head).length > 0 ? [{ kind: "head", fields: head }, ...is] : is;
  const lacking: Shown[] = [];
  for (const one of should) {
    const at = left.findIndex((other) => isSame(one, other));
    if (at < 0) lacking.push(one);
    else left.splice(at, 1);
  }
  if (lacking.length + left.length === 0) return [];
  return [{ expected: textOf(lacking), found: textOf(left) }];
}

const defined = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function isSame(should: Shown, is: Shown): boolean {
  const names = Object.keys(should.fields);
  const isAsMany = names.length === Object.keys(is.fields).length;
  return (
    should.kind === is.kind &&
    isAsMany &&
    names.every((name) => isValue(should.fields[name], is.fields[name]))
  );
}

function isValue(should: unknown, is: unknown): boolean {
  if (should === anyValue) return is !== undefined;
  return JSON.stringify(should) === JSON.stringify(is);
}

const textOf = (all: readonly Shown[]): string =>
  all.map(({ kind, fields }) => `${kind}: ${Object.keys(fields).join(", ")}`).join(" | ") || "-";
