import {
  type ComponentKind,
  componentKinds,
  enumTable,
  type Leaf,
  leaves,
  leavesOf,
} from "#libs/incident/catalogue";
import type { DatumBasis, DatumSource, PersonRole } from "#libs/incident/event";
import type { Attributes } from "#libs/incident/groups";
import { capOf, ceilingsFor } from "#libs/policy/ceilings";
import type { CompiledRules } from "#libs/policy/compiled";
import type { Room } from "#libs/policy/decision";
import type { CappedPlan } from "#libs/policy/project";
import { dependencesOf } from "./needs.ts";
import { givenBy, plainFacts } from "./sight.ts";

/** What a run must have met: `<plan> <path>`, withheld while scrambled, and given. */
export interface Wanted {
  readonly withheld: ReadonlySet<string>;
  readonly given: ReadonlySet<string>;
}

/**
 * Every leaf of the catalogue under every field plan: in each situation in which the plan, or a ceiling above it,
 * withholds it, and in each in which it is given. A derived leaf that is not given although all that it is made of
 * is given withholds nothing.
 */
export function wanted(rules: CompiledRules, rooms: readonly Room[]): Wanted {
  const withheld = new Set<string>();
  const given = new Set<string>();
  for (const capped of cappedPlans(rules, rooms)) {
    for (const leaf of leaves) {
      const situations = situationsOf(leaf.kind);
      const name = `${capped.plan.hash} ${leaf.path}`;
      if (situations.some((each) => withholds(capped, leaf, each))) withheld.add(name);
      if (situations.some((each) => givesLeaf(capped, leaf, each))) given.add(name);
    }
  }
  return { withheld, given };
}

/** Every plan under the ceilings of every exchange that it is for. */
function cappedPlans(rules: CompiledRules, rooms: readonly Room[]): readonly CappedPlan[] {
  const found = new Map<string, CappedPlan>();
  for (const { rule, author, receiver, category } of [...rules.cells.values()].flat()) {
    const room = rooms.find(({ id }) => id === receiver);
    const { plan, purpose, regime } = rule;
    if (room === undefined || plan === undefined || !purpose || !regime) continue;
    const input = { category, ground: { purpose, regime }, days: [someDay, someDay] as const };
    const ceilings = ceilingsFor(rules, input, author, room);
    const stopped = ceilings.some(({ rule: { cap } }) => "deliver" in cap);
    const key = [plan.hash, ...ceilings.map(({ rule: { id } }) => id)].join();
    if (!stopped) found.set(key, { plan, cap: capOf(ceilings) });
  }
  return [...found.values()];
}

const someDay = "2026-11-22";

function givesLeaf(capped: CappedPlan, { kind, path }: Leaf, situation: Situation): boolean {
  return givenBy(capped, kind, situation.facts, situation.isInCharge).includes(path);
}

function withholds(capped: CappedPlan, leaf: Leaf, situation: Situation): boolean {
  if (givesLeaf(capped, leaf, situation)) return false;
  const made = leavesBehind(leaf.path);
  if (made.length === 0) return true;
  return made.some((source) => {
    const places = source.kind === leaf.kind ? [situation] : situationsOf(source.kind);
    return places.some((each) => !givesLeaf(capped, source, each));
  });
}

/** The leaves that a derived one is made of. */
function leavesBehind(path: string): readonly Leaf[] {
  return componentKinds.flatMap((kind) => {
    const sources = dependencesOf(kind).find(({ of }) => of === path)?.sources ?? [];
    return leavesOf(kind).filter(({ name }) => sources.includes(name));
  });
}

interface Situation {
  readonly facts: Attributes;
  readonly isInCharge: boolean;
}

const situations = new Map<ComponentKind, readonly Situation[]>();

function situationsOf(kind: ComponentKind): readonly Situation[] {
  const known = situations.get(kind);
  if (known !== undefined) return known;
  const made = factsOf(kind).flatMap((facts) =>
    [false, true].map((isInCharge) => ({ facts, isInCharge })),
  );
  situations.set(kind, made);
  return made;
}

const allRoles = Object.keys(enumTable("PersonRole")) as readonly PersonRole[];
const allBases = Object.keys(enumTable("Basis")) as readonly DatumBasis[];
const allSources = Object.keys(enumTable("Source")) as readonly DatumSource[];

/** Every combination of declared attributes that a component of this kind can have. */
function factsOf(kind: ComponentKind): readonly Attributes[] {
  const names = new Set(leavesOf(kind).map(({ name }) => name));
  const sets: readonly (readonly PersonRole[])[] = names.has("roles")
    ? [[], ...allRoles.flatMap((role): (readonly PersonRole[])[] => [[role], ["reporter", role]])]
    : [[]];
  const places = names.has("sensitivity") ? (["public", "sensitive"] as const) : [plainFacts.place];
  const ages = names.has("minor") ? [false, true] : [plainFacts.minor];
  const bases = names.has("basis") ? allBases : [plainFacts.basis];
  const stated = names.has("source") ? allSources : [];
  const origins = ["unstated" as const, ...stated];
  return sets.flatMap((each) =>
    places.flatMap((place) =>
      ages.flatMap((minor) =>
        bases.flatMap((basis) =>
          origins.map((source) => ({ place, roles: each, minor, basis, source })),
        ),
      ),
    ),
  );
}

/** In words: rule and leaf of each pair that was never met. */
export function missing(
  wantedPairs: ReadonlySet<string>,
  met: ReadonlySet<string>,
  rules: CompiledRules,
): readonly string[] {
  return [...wantedPairs].filter((pair) => !met.has(pair)).map((pair) => inWords(pair, rules));
}

function inWords(pair: string, rules: CompiledRules): string {
  const [hash = "", path = ""] = pair.split(" ");
  const cells = [...rules.cells.values()].flat();
  const cell = cells.find(({ rule }) => rule.plan?.hash === hash);
  return `${cell?.rule.id ?? hash}: ${path}`;
}
