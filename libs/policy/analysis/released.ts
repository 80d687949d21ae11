import type { ComponentKind, Leaf } from "#libs/incident/catalogue";
import { componentKinds, enumTable, leaves } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { PersonRole } from "#libs/incident/event";
import type { Attributes } from "#libs/incident/groups";
import type { Cap } from "../ceilings.ts";
import { capOf, ceilingsFor } from "../ceilings.ts";
import type { Clause } from "../clauseSchema.ts";
import type { Cell, CompiledRules } from "../compiled.ts";
import type { Room } from "../decision.ts";
import type { Plan } from "../plan.ts";
import { treat } from "../project.ts";
import { groundsOf } from "./situations.ts";

/** One kind of component as rules can tell it apart. */
export interface Atom {
  readonly kind: ComponentKind;
  readonly attributes: Attributes;
}

/** Every component that the clauses of these plans and the ceilings can tell apart, by kind; complete. */
export type Atoms = Readonly<Record<ComponentKind, readonly Atom[]>>;

/** The components that the rules can tell apart. Roles that always stand together in clauses are one. */
export function atomsOf(rules: CompiledRules): Atoms {
  const clauses = [...rules.plans.values()].flatMap((plan) => [...plan.clauses.values()].flat());
  const listed = (ask: (clause: Clause) => readonly string[] | undefined) =>
    clauses.flatMap((clause) => {
      const words = ask(clause);
      return words === undefined ? [] : [words];
    });
  const capped = rules.ceilings.flatMap(({ rule: { cap } }) =>
    "withhold" in cap && cap.withhold.sources !== undefined ? [cap.withhold.sources] : [],
  );
  const sources = representatives(
    ["unstated" as const, ...wordsOf<Exclude<Attributes["source"], "unstated">>("Source")],
    [...listed(({ if: asked }) => asked?.source), ...capped],
  );
  const roles = representatives(wordsOf<PersonRole>("PersonRole"), [
    ["reporter"],
    ...listed(({ if: asked }) => asked?.roles),
  ]);
  return Object.fromEntries(
    componentKinds.map((kind) => [kind, atomsOfKind(kind, subsets(roles), sources)]),
  ) as unknown as Atoms;
}

const bases = ["assessment", "fact"] as const;

function atomsOfKind(
  kind: ComponentKind,
  roleSets: readonly (readonly PersonRole[])[],
  sources: readonly Attributes["source"][],
): readonly Atom[] {
  const has = (...kinds: readonly ComponentKind[]) => kinds.includes(kind);
  const places = has("place") ? (["public", "sensitive"] as const) : (["sensitive"] as const);
  const minors = has("person") ? [false, true] : [true];
  return places.flatMap((place) =>
    (has("person") ? roleSets : [[]]).flatMap((roles) =>
      minors.flatMap((minor) =>
        (has("person", "risk") ? bases : bases.slice(0, 1)).flatMap((basis) =>
          (has("place", "person", "vehicle", "risk") ? sources : sources.slice(0, 1)).map(
            (source): Atom => ({ kind, attributes: { place, roles, minor, basis, source } }),
          ),
        ),
      ),
    ),
  );
}

const wordsOf = <T extends string>(name: string): readonly T[] =>
  // The keys of an enum's table are the words of its type.
  Object.keys(enumTable(name)) as unknown as readonly T[];

/** One word for each set of lists that name it: no list can tell the others apart from it. */
function representatives<T extends string>(
  words: readonly T[],
  lists: readonly (readonly string[])[],
): readonly T[] {
  const signature = (word: T) => lists.map((list) => (list.includes(word) ? "1" : "0")).join("");
  return [...Map.groupBy(words, signature).values()].flatMap((same) => same.slice(0, 1));
}

function subsets<T>(words: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** words.length }, (_, set) =>
    words.filter((_word, n) => Math.floor(set / 2 ** n) % 2 === 1),
  );
}

/** Atoms of each leaf that a plan releases under a cap, one bit each; leaves that it never releases are absent. */
export type Released = ReadonlyMap<Leaf, bigint>;

/** Answers what plans release, each plan and cap once. */
export class Releases {
  readonly atoms: Atoms;
  readonly #known = new Map<string, { readonly released: Released; readonly id: number }>();

  constructor(
    private readonly rules: CompiledRules,
    private readonly day: string,
  ) {
    this.atoms = atomsOf(rules);
  }

  /** What a cell's rule releases at most, under the law of the day. `id` is the same for the same answer. */
  of({ rule, author, category }: Cell, receiver: Room, isInCharge: boolean) {
    const { plan } = rule;
    if (plan === undefined) return { released: new Map<Leaf, bigint>(), id: -1 };
    const own = { purpose: rule.purpose ?? "P1", regime: rule.regime ?? "police" } as const;
    const ground = rule.deliver === "break-glass" ? groundsOf(category)[0] : own;
    const days = [this.day, this.day] as const;
    const ceilings = ceilingsFor(this.rules, { category, ground, days }, author, receiver);
    const isStopped = ceilings.some(({ rule: ceiling }) => "deliver" in ceiling.cap);
    const caps = ceilings.map(({ rule: { id }, source }) => `${source.id}/${id}`).join(" ");
    const key = `${plan.hash} ${isInCharge} ${caps}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const released = isStopped
      ? new Map<Leaf, bigint>()
      : releasedBy(plan, capOf(ceilings), this.atoms, isInCharge);
    const made = { released, id: this.#known.size };
    this.#known.set(key, made);
    return made;
  }
}

function releasedBy(plan: Plan, cap: Cap, atoms: Atoms, isInCharge: boolean): Released {
  const named = leaves.filter(({ path }) => plan.clauses.has(path));
  return new Map(
    named.flatMap((leaf) => {
      const bits = bitsOf(atoms[leaf.kind], (atom) => {
        return treat({ plan, cap }, componentOf(atom), leaf, isInCharge).released;
      });
      return bits === 0n ? [] : [[leaf, bits] as const];
    }),
  );
}

function bitsOf<T>(items: readonly T[], holds: (item: T) => boolean): bigint {
  let text = "";
  for (const item of items) text = `${holds(item) ? 1 : 0}${text}`;
  return BigInt(`0b${text}`);
}

/** The first atom whose bit is set. */
export function firstAtom(atoms: readonly Atom[], bits: bigint): Atom | undefined {
  return atoms.find((_, index) => ((bits >> BigInt(index)) & 1n) === 1n);
}

const componentOf = ({ kind, attributes }: Atom): RuledComponent => ({
  ...{ author: "", kind, id: "", fields: {} },
  attributes,
});
