import type { ComponentKind } from "#libs/incident/catalogue";
import { enumTable } from "#libs/incident/catalogue";
import type { Component } from "#libs/incident/event";
import type { ReleasedView } from "#libs/incident/view";
import { byText } from "#libs/policy/order";
import { fullComponents, statedLeaves, wholeComponent } from "./fullIncident.ts";
import type { Group, Letters } from "./goldenTable.ts";
import { groups } from "./goldenTable.ts";

const roles = Object.keys(enumTable("PersonRole"));
const minors = roles.map((role) =>
  wholeComponent("person", `minor-${role}`, {
    roles: [role],
    minor: true,
    birth_date: "2015-01-01",
  }),
);

/** A victim of whom nobody said the age: protected like a minor. */
const ofUnknownAge: Component = {
  kind: "person",
  id: "unknown-age",
  fields: Object.fromEntries(
    Object.entries(wholeComponent("person", "", { roles: ["victim"] }).fields).filter(
      ([leaf]) => leaf !== "birth_date",
    ),
  ),
};

/** A source that none of them names. */
export const otherSource = "register";

/** One of everything, and a person of each role twice: as an adult and as a minor. */
export const goldenComponents: readonly Component[] = [
  ...fullComponents,
  wholeComponent("person", "injured", { roles: ["injured"], minor: false }),
  wholeComponent("person", "involved", { roles: ["involved"], minor: false }),
  ...minors,
  ofUnknownAge,
];

/** The same, each from another source, and a fact where it was an assessment or the reverse. */
export const otherComponents: readonly Component[] = goldenComponents.map((component) => {
  const { basis, source } = component.fields;
  const turned = basis === "fact" ? "assessment" : "fact";
  const changes = { ...(basis && { basis: turned }), ...(source && { source: otherSource }) };
  return { ...component, fields: { ...component.fields, ...changes } };
});

/** Key of a component in a copy, as `plainSecrets` names it. */
export const componentName = (author: string, kind: string, id: string) =>
  `${author}/${kind}/${id}`;

/**
 * Letters of a copy that shows everything of an incident of `author`, and as `beyond` whatever no group accounts
 * for. A group of which only a part came reads `?` and the leaves that came.
 */
export function lettersOf(view: ReleasedView, author: string): Letters & { beyond: string } {
  const copy = new Copy(view, author);
  const letters = Object.fromEntries(groups.map((group) => [group, letterOf[group](copy)]));
  return { ...(letters as Letters), beyond: copy.beyond() };
}

/** Leaves of a copy by the sender's ids of its components. */
class Copy {
  readonly head: readonly string[];
  readonly legal: readonly string[];
  readonly #fields: ReadonlyMap<string, readonly string[]>;
  readonly #author: string;

  constructor(view: ReleasedView, author: string) {
    this.#author = author;
    this.#fields = new Map(
      view.components.map(({ alias, fields }) => [alias, Object.keys(fields)] as const),
    );
    this.head = ["category", "status"].filter((fact) => fact in view);
    const title = view.basis.length === 1 ? ["basis"] : [];
    const sources = [...this.#fields.values()].flat().filter((leaf) => leaf === "source");
    this.legal = [...Object.keys(view.quality), ...title, ...sources];
  }

  /** Leaves of one component, those of `only` if given. */
  leaves(kind: ComponentKind, id: string, only?: readonly string[]): readonly string[] {
    const came = this.#fields.get(componentName(this.#author, kind, id)) ?? [];
    return only === undefined ? came : came.filter((leaf) => only.includes(leaf));
  }

  /** Components that a sender's incident does not hold, such as the charge of another room. */
  beyond(): string {
    const known = new Set(
      [...goldenComponents, ...derivedNames].map(({ kind, id }) =>
        componentName(this.#author, kind, id),
      ),
    );
    const strange = [...this.#fields].filter(([name]) => !known.has(name));
    return strange.length === 0 ? "-" : strange.map(([name]) => name).join(" + ");
  }
}

const derived = "\u0000derived";
const derivedNames = (["incident", "casualties", "minors", "people"] as const).map((kind) => ({
  kind,
  id: derived,
}));

const contact = ["phone", "email"];
const identity = [
  "family_name",
  "given_name",
  "birth_date",
  "tax_code",
  "document",
  "nationality",
  ...contact,
];
const places = ["public", "home"] as const;
/** Where a datum comes from is quality (G17), which no row of the matrix names by itself. */
const withoutSource = (kind: ComponentKind) =>
  statedLeaves(kind).filter((leaf) => leaf !== "source");
const precise = withoutSource("place").filter((leaf) => leaf !== "municipality");
const persons = goldenComponents.filter(({ kind }) => kind === "person").map(({ id }) => id);
const protectedIds = persons.filter((id) => /minor|unknown/.test(id));
const truncated = ["country", "body", "colour"];

const letterOf: Readonly<Record<Group, (copy: Copy) => string>> = {
  G1: (copy) =>
    letter([...copy.head, ...eventFacts(copy), ...comune(copy)], {
      A: ["category", "status", "priority", "started_at", "reported_at", "municipality"],
      Q: ["category", "status", "priority", "started_quarter", "reported_quarter", "municipality"],
    }),
  filtro: (copy) =>
    letter(copy.leaves("incident", derived, ["call_filter"]), { A: ["call_filter"] }),
  stesso: (copy) => letter(copy.leaves("incident", derived, ["same_as"]), { A: ["same_as"] }),
  G17: (copy) => letter(copy.legal, { A: ["completeness", "reliability", "basis"] }),
  G2: (copy) => placeLetter(copy, "public"),
  G3: (copy) => placeLetter(copy, "home"),
  G4: (copy) => identityLetter(copy, "reporter", [...identity, "language"]),
  ind: (copy) => identityLetter(copy, "suspect"),
  off: (copy) => identityLetter(copy, "victim"),
  tra: (copy) => identityLetter(copy, "offender"),
  tes: (copy) => identityLetter(copy, "witness"),
  sco: (copy) => identityLetter(copy, "missing"),
  alt: (copy) => common(["injured", "involved"].map((id) => identityLetter(copy, id))),
  min: (copy) => common(protectedIds.map((id) => identityLetter(copy, id))),
  G6: (copy) => {
    const each = persons.map((id) =>
      letter(copy.leaves("person", id, ["roles", "basis"]), { A: ["roles", "basis"] }),
    );
    return meet(common(each), letter(copy.leaves("people", derived), { N: ["count"] }));
  },
  G7: (copy) =>
    letter(
      copy.leaves("vehicle", "v").filter((leaf) => leaf !== "listed_stolen"),
      { A: [...truncated, "plate", "make", "model"], T: truncated },
    ),
  G8: (copy) =>
    meet(
      letter(
        persons.flatMap((id) => copy.leaves("person", id, ["injury"])),
        {},
      ),
      letter(copy.leaves("casualties", derived), { N: ["injured_count", "worst_severity"] }),
    ),
  G9: (copy) =>
    meet(
      letter(
        persons.flatMap((id) => copy.leaves("person", id, ["minor"])),
        {},
      ),
      letter(copy.leaves("minors", derived), { N: ["present", "bands"] }),
    ),
  G11: (copy) => letter(copy.leaves("image", "f"), { A: statedLeaves("image") }),
  G12: (copy) => letter(copy.leaves("note", "n"), { A: statedLeaves("note") }),
  G13: (copy) =>
    letter(copy.leaves("unit", "u"), { S: ["call_sign"], A: ["call_sign", "unit_status"] }),
  G14: (copy) => letter(copy.leaves("vehicle", "v", ["listed_stolen"]), { A: ["listed_stolen"] }),
  G15: (copy) => letter(copy.leaves("risk", "r"), { A: withoutSource("risk") }),
};

/** The letter whose leaves are exactly those that came; "-" for none. */
export function letter(
  came: readonly string[],
  byLetter: Readonly<Record<string, readonly string[]>>,
): string {
  if (came.length === 0) return "-";
  const found = Object.entries(byLetter).find(
    ([, leaves]) => leaves.length === came.length && leaves.every((leaf) => came.includes(leaf)),
  );
  return found?.[0] ?? `?(${came.toSorted(byText).join(",")})`;
}

/** The letter that all share, else the first that is not "-" as a doubt. */
function common(letters: readonly string[]): string {
  const [first = "-"] = letters;
  return letters.every((each) => each === first) ? first : `?(${letters.join(",")})`;
}

/** Two readings of one group: at most one of them may hold anything. */
function meet(a: string, b: string): string {
  if (a === "-") return b;
  return b === "-" ? a : `?(${a},${b})`;
}

/** Leaves of the incident that have a column of their own. */
const ownColumns = ["call_filter", "same_as"];

function eventFacts(copy: Copy): readonly string[] {
  return copy.leaves("incident", derived).filter((leaf) => !ownColumns.includes(leaf));
}

function comune(copy: Copy): readonly string[] {
  const each = places.map((id) => copy.leaves("place", id, ["municipality"]));
  if (each.every((leaves) => leaves.length === 1)) return ["municipality"];
  return each.some((leaves) => leaves.length === 1) ? ["municipality of some places"] : [];
}

function placeLetter(copy: Copy, id: string): string {
  const came = copy.leaves("place", id).filter((leaf) => leaf !== "municipality");
  return letter(came, { A: precise, Z: ["zone"] });
}

function identityLetter(copy: Copy, id: string, all: readonly string[] = identity): string {
  return letter(copy.leaves("person", id, [...identity, "language"]), { A: all });
}
