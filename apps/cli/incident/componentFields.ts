import { leafAt, leaves } from "#libs/incident/catalogue";
import type { Presence } from "#libs/seal/parts";

/** A field of one component, by the log's reference. */
export interface FieldPlace {
  readonly ref: string;
  readonly path: string;
}

/** Fields of one component by what the log says of it: kind, attributes and names. */
export interface ComponentFields {
  /** Reference of the component in the log. */
  readonly ref: string;
  readonly kind: string;
  readonly place?: "public" | "sensitive" | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly minor?: boolean | undefined;
  /** Leaf paths in the order of the catalogue. */
  readonly paths: readonly string[];
}

/** The fields by component, in the order of the catalogue; what is no leaf of it (facts of the head) is left out. */
export function componentFields(
  places: readonly FieldPlace[],
  presences: ReadonlyMap<string, Presence>,
): readonly ComponentFields[] {
  const known = places.filter(({ path }) => leafAt(path) !== undefined);
  return [...Map.groupBy(known, ({ ref }) => ref)]
    .map(([ref, all]) => {
      const { place, roles, minor } = presences.get(ref) ?? {};
      const paths = all.map(({ path }) => path).toSorted((a, b) => rank(a) - rank(b));
      const [kind = ""] = (paths[0] ?? "").split(".");
      return { ref, kind, place, roles, minor, paths };
    })
    .toSorted((a, b) => rank(a.paths[0] ?? "") - rank(b.paths[0] ?? ""));
}

const order = new Map<string, number>(leaves.map(({ path }, index) => [path, index]));
const rank = (path: string): number => order.get(path) ?? 0;
