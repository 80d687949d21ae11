import type { SlotValue } from "#libs/seal/parts";
import type { ExpectedCopy, ExpectedDecision } from "./demonstration.ts";
import type { NamedFields } from "./holdings.ts";
import type { Copy } from "./roomClient.ts";

/** A copy by the names of what it has; values do not matter here. */
export interface CopyShape {
  readonly charge: string;
  readonly head: readonly string[];
  /** `kind: field, field`, sorted: two components of one kind are told apart by their fields. */
  readonly components: readonly string[];
  readonly gone: readonly string[];
}

const headNames = ["category", "status"] as const;
const qualityNames = ["completeness", "reliability"] as const;
/** Members of a component of a copy that are no fields. */
const outside = new Set(["kind", "alias", "revision"]);

export function shapeOfCopy(copy: Copy): CopyShape {
  const head = headNames.filter((name) => copy[name] !== undefined);
  const quality = qualityNames.filter((name) => copy.quality[name] !== undefined);
  const components = copy.components.map((component) => {
    const { kind } = component;
    return { kind, fields: Object.keys(component).filter((name) => !outside.has(name)) };
  });
  const gone = copy.withdrawn.map(({ kind, paths }) => ({
    kind,
    fields: paths.map((path) => path.slice(kind.length + 1)),
  }));
  const { charge } = copy;
  return { charge, head: sorted([...head, ...quality]), ...bodyShape(components, gone) };
}

export function shapeExpected({ charge, head, components, gone }: ExpectedCopy): CopyShape {
  const named = (list: ExpectedCopy["components"]) =>
    list.flatMap((one) => Object.entries(one).map(([kind, fields]) => ({ kind, fields })));
  return { charge, head: sorted(head), ...bodyShape(named(components), named(gone)) };
}

/** Body of the copy that a record describes. */
export function bodyShape(
  components: readonly NamedFields[],
  gone: readonly NamedFields[],
): Pick<CopyShape, "components" | "gone"> {
  return { components: sorted(components.map(lineOf)), gone: sorted(gone.map(lineOf)) };
}

function lineOf({ kind, fields }: NamedFields): string {
  // Degrees stand as two members in native JSON and are one field of the catalogue.
  const names = fields.map((name) => (name === "lat" || name === "lon" ? "point" : name));
  return `${kind}: ${sorted([...new Set(names)]).join(", ")}`;
}

const sorted = (names: readonly string[]): readonly string[] => names.toSorted();

/** One thing that is not as it was expected. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** What of the recorded decision differs from the expected one. */
export function decisionDifferences(
  expected: ExpectedDecision,
  found: SlotValue,
): readonly Difference[] {
  return (["outcome", "reason", "rule", "article"] as const).flatMap((what) =>
    differing(what, expected[what] ?? "-", found[what] ?? "-"),
  );
}

/** What of a copy differs from the expected one. */
export function copyDifferences(
  expected: Partial<CopyShape>,
  found: Partial<CopyShape>,
): readonly Difference[] {
  return (["charge", "head", "components", "gone"] as const).flatMap((what) => {
    const [should, is] = [listOf(expected[what]), listOf(found[what])];
    const lacking = without(should, is);
    const surplus = without(is, should);
    if (lacking.length + surplus.length === 0) return [];
    return [{ what, expected: lacking.join(" | ") || "-", found: surplus.join(" | ") || "-" }];
  });
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  typeof value === "string" ? [value] : (value ?? []);

/** Items of `list` that `others` does not have as often. */
function without(list: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return list.filter((item) => {
    const at = left.indexOf(item);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}

function differing(what: string, expected: string, found: string): readonly Difference[] {
  return expected === found ? [] : [{ what, expected, found }];
}
