import { type Leaf, leafAt } from "#libs/incident/catalogue";
import type { Category } from "#libs/incident/event";
import { type Group, groupsOf } from "#libs/incident/groups";
import type { Clause } from "#libs/policy/agreementSchema";
import type { CompiledRule, CompiledRules } from "#libs/policy/compile";
import { pairKey } from "#libs/policy/compile";

/** One rule by which a room gets one category of another room's incidents, in the letters of the matrix. */
export interface ReceivedRow {
  readonly from: string;
  readonly category: Category;
  readonly agreement: string;
  readonly rule: string;
  readonly article: string;
  readonly deliver: "allow" | "forbid";
  /** Whether the sender must, or must not, have named the room. */
  readonly addressee?: "named" | "not-named";
  /** Group → letter; a group that is not there is withheld. */
  readonly letters: Readonly<Partial<Record<Group, Letter>>>;
}

/** A all · C once in charge · Z zone · Q quarter of an hour · T vehicle without plate · N numbers · S call sign. */
export type Letter = "A" | "C" | "Z" | "Q" | "T" | "N" | "S";

/** Every row of the matrix in which `room` receives, by sender and category, as the compiled rules have it. */
export function receivedBy(
  rules: CompiledRules,
  room: string,
  senders: readonly string[],
): readonly ReceivedRow[] {
  return senders.flatMap((from) =>
    (rules.pairs.get(pairKey(from, room)) ?? [])
      .filter(({ ownerOnly }) => !ownerOnly)
      .map(({ rule, category }) => rowOf(from, category, rule))
      .toSorted((a, b) => (a.category < b.category ? -1 : 1)),
  );
}

function rowOf(from: string, category: Category, rule: CompiledRule): ReceivedRow {
  const { id, agreement, article, deliver, addressee, plan } = rule;
  const letters = plan === undefined ? {} : lettersOf(plan.clauses);
  const named = addressee === undefined ? {} : { addressee };
  return { from, category, agreement: agreement.id, rule: id, article, deliver, ...named, letters };
}

interface Grant {
  readonly path: string;
  readonly group: Group;
  readonly once: boolean;
}

function lettersOf(clauses: ReadonlyMap<string, readonly Clause[]>): ReceivedRow["letters"] {
  const grants = [...clauses].flatMap(([path, list]) => {
    const leaf = leafAt(path);
    return leaf === undefined ? [] : list.flatMap((clause) => grantsOf(leaf, clause));
  });
  const byGroup = [...Map.groupBy(grants, ({ group }) => group)];
  const ranked = byGroup.toSorted(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)));
  return Object.fromEntries(ranked.map(([group, all]) => [group, letterOf(group, all)]));
}

/** Groups that one clause opens; the attributes that it names are those of the component. */
function grantsOf(leaf: Leaf, clause: Clause): readonly Grant[] {
  const places =
    clause.if?.place === undefined ? (["public", "sensitive"] as const) : [clause.if.place];
  const roles = clause.if?.roles ?? [];
  const groups = places.flatMap((place) =>
    groupsOf(leaf.dataClass, { place, roles, minor: clause.if?.minor === true }),
  );
  const once = clause.once === "in-charge";
  return [...new Set(groups)].map((group) => ({ path: leaf.path, group, once }));
}

/** Fields without which a group is not given whole, and the letter that then stands for what is left. */
const weaker: Readonly<
  Partial<Record<Group, { readonly needs: RegExp; readonly letter: Letter }>>
> = {
  G1: { needs: /^incident\.(?:started|reported)_at$/, letter: "Q" },
  G2: { needs: /^place\.(?:point|street)$/, letter: "Z" },
  G3: { needs: /^place\.(?:point|street)$/, letter: "Z" },
  G6: { needs: /^person\.roles$/, letter: "N" },
  G7: { needs: /^vehicle\.plate$/, letter: "T" },
  G8: { needs: /^person\.injury$/, letter: "N" },
  G9: { needs: /^person\./, letter: "N" },
  G13: { needs: /^unit\.unit_status$/, letter: "S" },
};

function letterOf(group: Group, grants: readonly Grant[]): Letter {
  const rule = weaker[group];
  const whole = rule === undefined ? grants : grants.filter(({ path }) => rule.needs.test(path));
  if (whole.length > 0) return whole.some(({ once }) => !once) ? "A" : "C";
  return rule?.letter ?? "A";
}
