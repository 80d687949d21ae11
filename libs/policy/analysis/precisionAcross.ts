import type { LeafPath } from "#libs/incident/catalogue";
import { leafAt } from "#libs/incident/catalogue";
import type { Category } from "#libs/incident/event";
import type { Cell, CompiledRules } from "../compiled.ts";
import { cellKey } from "../compiled.ts";
import type { Room } from "../decision.ts";
import { byText } from "../order.ts";
import type { Finding } from "./finding.ts";
import { found } from "./finding.ts";
import { coarserForms } from "./forms.ts";
import type { Released, Releases } from "./released.ts";
import { firstAtom } from "./released.ts";
import type { Situation } from "./situations.ts";
import { combinations, deciderOf, dimensionsOf, ruleKey, verdictOf } from "./situations.ts";

/** One form of a datum that one plan gives only coarsely and another one finely, of the same component. */
interface Form {
  readonly path: LeafPath;
  readonly finer: LeafPath;
  /** Sort of place, where it is one. */
  readonly place: string;
}

/** Two rules that give one form otherwise to one receiver. */
interface Clash extends Form {
  readonly coarse: Cell;
  readonly fine: Cell;
}

/**
 * The same datum at two precisions by two rules, to one receiver. Within a category the incident goes from one rule to
 * the other without anybody deciding it (a comune is added, a day passes): what was given finely cannot be unsaid, so
 * the coarse form protects nobody. Shown by two situations, after every situation of the exchange was put to `match`.
 * Between categories, and for a room that the sender names as competent, it is what rules are for, and good to know:
 * whoever gives an incident another category, or names the room, opens the fine form. Grants and emergencies open more
 * by a signature or an act of their own, and are left out.
 */
export function precisionAcrossFindings(
  rules: CompiledRules,
  rooms: readonly Room[],
  releases: Releases,
): readonly Finding[] {
  const standing = [...rules.cells.values()].flat().filter(isStanding);
  const byPair = Map.groupBy(standing, ({ author, receiver }) => `${author} ${receiver}`);
  const forms = new Forms(releases);
  const clashes = [...byPair.values()].flatMap((cells) => {
    const receiver = rooms.find(({ id }) => id === cells[0]?.receiver);
    return receiver === undefined ? [] : clashesOf(cells, receiver, forms);
  });
  return [
    ...withinCategory(rules, rooms, clashes),
    ...meantFindings("PRECISION_BY_CATEGORY", clashes.filter(isBetween)),
    ...meantFindings("PRECISION_BY_NAMING", clashes.filter(isByNaming)),
  ];
}

const isBetween = ({ coarse, fine }: Clash): boolean => coarse.category !== fine.category;

/** The sender names the room as competent: an act, and the rules say what it opens. */
const isByNaming = (clash: Clash): boolean =>
  !isBetween(clash) &&
  clash.fine.rule.addressee === "named" &&
  clash.coarse.rule.addressee === "not-named";

const isStanding = ({ rule }: Cell): boolean =>
  rule.deliver === "allow" && rule.isRevoked !== true && rule.agreement.kind === "agreement";

/** Cells of one pair of rooms whose plans release the same, without charge and with it. */
interface Alike {
  readonly cells: readonly Cell[];
  readonly released: readonly Released[];
  readonly id: string;
}

/** Compares what plans release, each two of them once: they are few, whatever the number of exchanges. */
class Forms {
  readonly #known = new Map<string, readonly Form[]>();

  constructor(private readonly releases: Releases) {}

  alike(cells: readonly Cell[], receiver: Room): readonly Alike[] {
    const groups = new Map<string, { cells: Cell[]; released: readonly Released[] }>();
    for (const cell of cells) {
      const [open, charged] = [false, true].map((charge) => {
        return this.releases.of(cell, receiver, charge);
      });
      if (open === undefined || charged === undefined) continue;
      const id = `${open.id} ${charged.id}`;
      const group = groups.get(id) ?? { cells: [], released: [open.released, charged.released] };
      group.cells.push(cell);
      groups.set(id, group);
    }
    return [...groups].map(([id, group]) => ({ id, ...group }));
  }

  /** Forms of which `a` gives only the coarse one where `b` gives the fine one. */
  between(a: Alike, b: Alike): readonly Form[] {
    if (a.id === b.id) return [];
    const key = `${a.id} | ${b.id}`;
    const known = this.#known.get(key) ?? this.#compared(a, b);
    this.#known.set(key, known);
    return known;
  }

  #compared(a: Alike, b: Alike): readonly Form[] {
    return coarserForms.flatMap(({ coarse: path, fine }) => {
      const leaf = leafAt(path);
      if (leaf === undefined) return [];
      return fine.flatMap((finer): Form[] => {
        const fineLeaf = leafAt(finer);
        if (fineLeaf === undefined) return [];
        const bits = a.released.reduce((sum, released, charge) => {
          const alone = (released.get(leaf) ?? 0n) & ~(released.get(fineLeaf) ?? 0n);
          return sum | (alone & (b.released[charge]?.get(fineLeaf) ?? 0n));
        }, 0n);
        const atom = firstAtom(this.releases.atoms[leaf.kind], bits);
        if (atom === undefined) return [];
        return [{ path, finer, place: leaf.kind === "place" ? atom.attributes.place : "" }];
      });
    });
  }
}

/** Every two different rules of one pair of rooms that clash; of a category once where rules are alike. */
function clashesOf(cells: readonly Cell[], receiver: Room, forms: Forms): readonly Clash[] {
  const alike = forms.alike(cells, receiver);
  return alike.flatMap((a) =>
    alike.flatMap((b) => {
      const clashing = forms.between(a, b);
      if (clashing.length === 0) return [];
      const pairs = a.cells.flatMap((coarse) =>
        b.cells.filter((fine) => keyOf(fine) !== keyOf(coarse)).map((fine) => ({ coarse, fine })),
      );
      return pairs.flatMap((pair) => clashing.map((form): Clash => ({ ...pair, ...form })));
    }),
  );
}

const keyOf = ({ rule }: Cell): string => ruleKey(rule.agreement.id, rule.id);

/** One finding for two rules and a form. */
function withinCategory(
  rules: CompiledRules,
  rooms: readonly Room[],
  clashes: readonly Clash[],
): readonly Finding[] {
  const slips = clashes.filter((clash) => !isBetween(clash) && !isByNaming(clash));
  const groups = Map.groupBy(slips, (one) => `${keyOf(one.coarse)} ${keyOf(one.fine)} ${one.path}`);
  const known = new Map<string, Decided>();
  const decided = (cell: Cell): Decided => {
    const key = cellKey(cell.author, cell.receiver, cell.category);
    const receiver = rooms.find(({ id }) => id === cell.receiver);
    const found = known.get(key) ?? (receiver && decidedIn(rules, receiver, cell)) ?? new Map();
    known.set(key, found);
    return found;
  };
  return [...groups.values()].flatMap((group) => {
    for (const clash of group) {
      const by = decided(clash.coarse);
      const shown = shownBy(by.get(keyOf(clash.coarse)) ?? [], by.get(keyOf(clash.fine)) ?? []);
      if (shown !== undefined) return [withinFinding(clash, shown)];
    }
    return [];
  });
}

function withinFinding({ coarse, fine, path, finer, place }: Clash, shown: Shown): Finding {
  const { author: from, receiver: to, category, rule } = coarse;
  return found("TWO_PRECISIONS_ACROSS", {
    ...{ agreement: rule.agreement.id, rule: rule.id, path },
    values: { coarse: path, fine: finer, other: keyOf(fine), from, to, category, place },
    ...{ example: shown.coarse, contrast: shown.fine },
  });
}

interface Shown {
  readonly coarse: Situation;
  readonly fine: Situation;
}

/** Situations of one exchange by the rule that decides them: all that its rules can tell apart. */
type Decided = ReadonlyMap<string, readonly Situation[]>;

function decidedIn(rules: CompiledRules, receiver: Room, { author, category }: Cell): Decided {
  const rivals = rules.cells.get(cellKey(author, receiver.id, category)) ?? [];
  const dims = dimensionsOf(rules, { author, receiver, category }, rivals);
  const situations = [...combinations(category, dims)].map((input): Situation => {
    return { input, author, receiver: receiver.id };
  });
  return Map.groupBy(
    situations,
    (situation) => deciderOf(verdictOf(rules, situation, receiver)) ?? "",
  );
}

const dimensions = ["days", "territory", "addressees", "ground", "owner", "emergencies"] as const;

/** Two situations in one mode that differ in one dimension if any two do, of which each is decided by its rule. */
function shownBy(ones: readonly Situation[], others: readonly Situation[]): Shown | undefined {
  for (const apart of dimensions.toReversed()) {
    const byRest = new Map(others.map((situation) => [without(situation, apart), situation]));
    for (const coarse of ones) {
      const fine = byRest.get(without(coarse, apart));
      if (fine !== undefined) return { coarse, fine };
    }
  }
  for (const coarse of ones) {
    const fine = others.find(({ input: { mode } }) => mode === coarse.input.mode);
    if (fine !== undefined) return { coarse, fine };
  }
  return undefined;
}

/** Equal for situations that are equal in all but one dimension. */
function without({ input }: Situation, apart: (typeof dimensions)[number]): string {
  const rest = dimensions.filter((name) => name !== apart).map((name) => input[name]);
  return JSON.stringify([input.mode, ...rest]);
}

/** One notice for each receiver and form, with all categories that it is about. */
function meantFindings(
  code: "PRECISION_BY_CATEGORY" | "PRECISION_BY_NAMING",
  clashes: readonly Clash[],
): readonly Finding[] {
  const groups = Map.groupBy(clashes, ({ coarse, path }) => {
    return `${coarse.rule.agreement.id} ${coarse.receiver} ${path}`;
  });
  const sorted = (words: readonly string[]) => [...new Set(words)].toSorted(byText);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { coarse, path } = first;
    const categories = (of: (clash: Clash) => Category) => sorted(group.map(of));
    return found(code, {
      ...{ agreement: coarse.rule.agreement.id, path },
      values: {
        ...{ coarse: path, fine: sorted(group.map(({ finer }) => finer)), to: coarse.receiver },
        from: sorted(group.map((one) => one.coarse.author)),
        categories: categories((one) => one.coarse.category),
        finer: categories((one) => one.fine.category),
      },
    });
  });
}
