import type { Leaf, LeafPath } from "#libs/incident/catalogue";
import { enumTable, leaves } from "#libs/incident/catalogue";
import type { RuledComponent } from "#libs/incident/derive";
import type { PersonRole } from "#libs/incident/event";
import type { Attributes } from "#libs/incident/groups";
import type { Clause } from "./clauseSchema.ts";
import type { CappedPlan } from "./project.ts";
import { treat } from "./project.ts";
import { allRoles, allSources } from "./vocabulary.ts";

/** What of a component, and of the receiver's part in the incident, a clause may ask. */
export const componentDimensions = [
  ...(["place", "roles", "minor", "basis", "source", "charge"] as const),
] as const;
export type ComponentDimension = (typeof componentDimensions)[number];
export type ComponentWords = Readonly<Record<ComponentDimension, string>>;

/** What is made of a leaf: `nothing`, `keep`, or the transform by name and parameter. */
export type TreatmentWord = string;

/** One way in which a leaf is treated otherwise, over all components that have it so. */
export interface FieldChange {
  readonly path: LeafPath;
  readonly before: TreatmentWord;
  readonly after: TreatmentWord;
  /** Every kind of component of which it is true. */
  readonly points: readonly ComponentWords[];
  /** Every kind of component that the two plans tell apart for this leaf. */
  readonly among: readonly ComponentWords[];
  /** Those of them to which either plan gives the leaf. */
  readonly given: readonly ComponentWords[];
}

/**
 * How two plans under their ceilings differ, leaf by leaf, over every kind of component that either can tell apart.
 * Undefined: that side gives nothing at all.
 */
export function fieldChanges(
  before: CappedPlan | undefined,
  after: CappedPlan | undefined,
): readonly FieldChange[] {
  return leaves.flatMap((leaf) => {
    const among = pointsOf(leaf, [before, after]);
    const both = among.map((words) => {
      return { was: treated(before, leaf, words), is: treated(after, leaf, words), words };
    });
    const given = both
      .filter(({ was, is }) => was !== "nothing" || is !== "nothing")
      .map(({ words }) => words);
    const changed = both.filter(({ was, is }) => was !== is);
    const grouped = Map.groupBy(changed, ({ was, is }) => `${was} ${is}`);
    return [...grouped.values()].flatMap((group): FieldChange[] => {
      const [first] = group;
      if (first === undefined) return [];
      const points = group.map(({ words }) => words);
      return [{ path: leaf.path, before: first.was, after: first.is, points, among, given }];
    });
  });
}

function treated(capped: CappedPlan | undefined, leaf: Leaf, words: ComponentWords): TreatmentWord {
  if (capped === undefined) return "nothing";
  const treatment = treat(capped, componentIn(leaf, words), leaf, words.charge === "yes");
  if (!treatment.released) return "nothing";
  const { by } = treatment;
  if (by.do === "keep") return "keep";
  return [by.do, by.as, by.residentsMin].filter((part) => part !== undefined).join(" ");
}

function componentIn({ kind }: Leaf, words: ComponentWords): RuledComponent {
  const attributes: Attributes = {
    place: words.place === "public" ? "public" : "sensitive",
    roles: words.roles.split("+").filter(isRole),
    minor: words.minor !== "adult",
    basis: words.basis === "fact" ? "fact" : "assessment",
    source: sourceIn(words.source),
  };
  return { author: "", kind, id: "", fields: {}, attributes };
}

const isRole = (word: string): word is PersonRole => Object.hasOwn(enumTable("PersonRole"), word);

function sourceIn(word: string): Attributes["source"] {
  const found = allSources.find((source) => source === word);
  return found ?? "unstated";
}

/** Every kind of component that the clauses and ceilings of the plans tell apart for this leaf. */
function pointsOf(
  leaf: Leaf,
  plans: readonly (CappedPlan | undefined)[],
): readonly ComponentWords[] {
  const clauses = plans.flatMap((capped) => capped?.plan.clauses.get(leaf.path) ?? []);
  if (clauses.length === 0) return [];
  const asks = (asked: (clause: Clause) => unknown) => clauses.some(asked);
  const isPerson = leaf.kind === "person";
  const byGroup = plans.some((capped) => (capped?.cap.groups.size ?? 0) > 0);
  const bySource = plans.some((capped) => (capped?.cap.sources.size ?? 0) > 0);
  const places = leaf.kind === "place" ? ["public", "sensitive"] : ["any"];
  const isAged = isPerson && (byGroup || asks((clause) => clause.if?.minor !== undefined));
  const hasRoles = isPerson && (byGroup || asks((clause) => clause.if?.roles !== undefined));
  const hasSource = kindsWithSource.has(leaf.kind) && (bySource || asks((c) => c.if?.source));
  const axes: readonly (readonly [ComponentDimension, readonly string[]])[] = [
    ["place", places],
    ["roles", hasRoles ? roleSets : ["any"]],
    ["minor", isAged ? ["adult", "minor"] : ["any"]],
    ["basis", asks((clause) => clause.if?.basis) ? ["fact", "assessment"] : ["any"]],
    ["source", hasSource ? allSources : ["any"]],
    ["charge", asks((clause) => clause.once) ? ["no", "yes"] : ["any"]],
  ];
  return axes.reduce<readonly ComponentWords[]>(
    (points, [name, values]) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [anything],
  );
}

const kindsWithSource: ReadonlySet<string> = new Set(["place", "person", "vehicle", "risk"]);
const anything: ComponentWords = {
  ...{ place: "any", roles: "any", minor: "any", basis: "any", source: "any", charge: "any" },
};

/**
 * Nobody's role, each role, each two of them, each with and without that of the reporter: a clause speaks of a person
 * when all its roles are in its list, so what holds for every two holds for all.
 */
const roleSets: readonly string[] = (() => {
  const parties = allRoles.filter((role) => role !== "reporter");
  const pairs = parties.flatMap((one, index) =>
    parties.slice(index + 1).map((other) => `${one}+${other}`),
  );
  const sets = ["none", ...parties, ...pairs];
  return [...sets, ...sets.map((set) => (set === "none" ? "reporter" : `reporter+${set}`))];
})();
