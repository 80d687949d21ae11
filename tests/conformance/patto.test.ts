import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import type { Category } from "#libs/incident/event";
import type { ReleasedView, ViewComponent } from "#libs/incident/view";
import type { Agreement, Rule } from "#libs/policy/agreementSchema";
import type { CompiledRules } from "#libs/policy/compile";
import { compileRules } from "#libs/policy/compile";
import { eventAt, fullReport, statedLeaves } from "#tests/support/fullIncident";
import { compiled, patto, play, room, rooms, testSecrets } from "#tests/support/patto";

const groups = [
  "G1",
  "G17",
  "G2",
  "G3",
  "G4",
  "G5suspect",
  "G5victim",
  "G5witness",
  "G5minor",
  "G6",
  "G7",
  "G8",
  "G9",
  "G11",
  "G12",
  "G13",
  "G15",
] as const;
type Cells = Readonly<Record<(typeof groups)[number], string>> & {
  /** Reason of the refusal; "" where something is delivered. */
  readonly refused: string;
};

interface Row extends Omit<Cells, "refused"> {
  readonly refused?: string;
  readonly category: Category;
  readonly receivers: readonly string[];
  readonly charge: "none" | "taken";
}

const rows = parse(
  readFileSync(join(import.meta.dirname, "../../../tests/conformance/matrix.yaml"), "utf8"),
) as readonly Row[];

const categories = ["C01", "C03", "C12", "C17"] as const;
const receivers = ["questura_cremona", "cc_cremona", "gdf_cremona", "pl_limitrofo"] as const;

/** What the hand-written table says of one exchange; every cell "-" where no row speaks of it. */
function expected(category: Category, receiver: string, charge: Row["charge"]): Cells {
  const found = rows.filter(
    (row) => row.category === category && row.receivers.includes(receiver) && row.charge === charge,
  );
  if (found.length > 1) throw new Error("the table speaks twice of one exchange");
  const row = found[0];
  // Where no row speaks, the Patto has no rule for the category between these two rooms.
  return cells(row ? (row.refused ?? "") : "CATEGORY", (group) => row?.[group] ?? "-");
}

/** What the engine really gives, read off the receiver's copies. */
function measured(
  rules: CompiledRules,
  category: Category,
  receiver: string,
  charge: Row["charge"],
): Cells {
  const report = fullReport(category);
  const taken = eventAt(1, { kind: "charge_taken", incident: { alias: "x" } }, receiver);
  const history = charge === "taken" ? [report, taken] : [report];
  const decisions = play(rules, history, [room(receiver)]).flat();
  const copies = decisions.flatMap((decision) => decision.view ?? []);
  const result = received(copies, receiver);
  const refused = copies.length > 0 ? "" : (decisions[0]?.reason ?? "");
  return cells(refused, (group) => letterOf[group](result));
}

interface Received {
  readonly head: ReleasedView | undefined;
  readonly component: (kind: string, id: string) => readonly string[];
}

/** Fields that the receiver ends up with, by the sender's ids. */
function received(copies: readonly ReleasedView[], receiver: string): Received {
  const byAlias = new Map<string, ViewComponent>();
  for (const copy of copies) {
    for (const component of copy.components) byAlias.set(component.alias, component);
  }
  const secrets = testSecrets("S-1", "");
  const named = (kind: string, id: string) =>
    byAlias.get(secrets.componentAlias(receiver, "pl_cremona", kind, id))?.fields ?? {};
  return { head: copies.at(-1), component: (kind, id) => Object.keys(named(kind, id)) };
}

const derived = "\u0000derived";
const identity = [
  "family_name",
  "given_name",
  "birth_date",
  "tax_code",
  "document",
  "nationality",
  "phone",
  "email",
];

/** `all` when every one of `leaves` came, "-" when none did, "?" for anything in between. */
function allOrNone(came: readonly string[], leaves: readonly string[], all = "A"): string {
  const count = leaves.filter((leaf) => came.includes(leaf)).length;
  if (count === 0) return "-";
  return count === leaves.length ? all : "?";
}

const preciseLeaves = statedLeaves("place").filter((leaf) => leaf !== "municipality");
const personCell = (id: string) => (r: Received) => allOrNone(r.component("person", id), identity);

const letterOf: Readonly<Record<(typeof groups)[number], (r: Received) => string>> = {
  G1: (r) => {
    const came = [
      ...r.component("incident", derived),
      ...r.component("place", "home").filter((leaf) => leaf === "municipality"),
      ...Object.keys(r.head ?? {}),
    ];
    return allOrNone(came, [
      "category",
      "status",
      "priority",
      "started_at",
      "reported_at",
      "municipality",
    ]);
  },
  G17: (r) =>
    allOrNone(
      [...Object.keys(r.head?.quality ?? {}), ...(r.head?.basis.length === 1 ? ["basis"] : [])],
      ["completeness", "reliability", "basis"],
    ),
  G2: (r) => allOrNone(r.component("place", "public"), preciseLeaves),
  G3: (r) => {
    const came = r.component("place", "home");
    const precise = allOrNone(came, preciseLeaves);
    if (came.includes("zone")) return precise === "-" ? "Z" : "?";
    return precise;
  },
  // The language is for calling back: it never leaves but with the reporter.
  G4: (r) => allOrNone(r.component("person", "reporter"), [...identity, "language"]),
  G5suspect: personCell("suspect"),
  G5victim: personCell("victim"),
  G5witness: personCell("witness"),
  G5minor: personCell("minor"),
  G6: (r) => allOrNone(r.component("person", "witness"), ["roles", "basis"]),
  G7: (r) => {
    const came = r.component("vehicle", "v");
    const truncated = allOrNone(came, ["country", "body", "colour"], "T");
    const rest = allOrNone(came, ["plate", "make", "model"]);
    if (truncated === "T" && rest === "A") return "A";
    return rest === "-" ? truncated : "?";
  },
  G8: (r) => numbers(r, "victim", "injury", "casualties", ["injured_count", "worst_severity"]),
  G9: (r) => numbers(r, "minor", "minor", "minors", ["present", "bands"]),
  G11: (r) => allOrNone(r.component("image", "f"), statedLeaves("image")),
  G12: (r) => allOrNone(r.component("note", "n"), statedLeaves("note")),
  G13: (r) => {
    const came = r.component("unit", "u");
    return came.includes("unit_status") ? "A" : allOrNone(came, ["call_sign"], "S");
  },
  G15: (r) => allOrNone(r.component("risk", "r"), statedLeaves("risk")),
};

function numbers(
  r: Received,
  person: string,
  leaf: string,
  kind: string,
  counts: readonly string[],
): string {
  if (r.component("person", person).includes(leaf)) return "A";
  return allOrNone(r.component(kind, derived), counts, "N");
}

function cells(refused: string, letter: (group: (typeof groups)[number]) => string): Cells {
  const letters = Object.fromEntries(groups.map((group) => [group, letter(group)]));
  return { ...(letters as Omit<Cells, "refused">), refused };
}

const exchanges = categories.flatMap((category) =>
  receivers.flatMap((receiver) =>
    (["none", "taken"] as const).map((charge) => ({ category, receiver, charge })),
  ),
);

/** Cells of these categories in which the engine and the table differ. */
function differences(rules: CompiledRules, of: readonly Category[]): readonly string[] {
  const considered = exchanges.filter(({ category }) => of.includes(category));
  return considered.flatMap(({ category, receiver, charge }) => {
    const [is, should] = [
      measured(rules, category, receiver, charge),
      expected(category, receiver, charge),
    ];
    return ([...groups, "refused"] as const)
      .filter((group) => is[group] !== should[group])
      .map((group) => `${category} ${receiver} ${charge} ${group}: ${is[group]}`);
  });
}

describe("the Patto of Cremona against the matrix", () => {
  test.each(exchanges)(
    "$category to $receiver, charge $charge: every cell as written by hand",
    ({ category, receiver, charge }) => {
      expect(measured(compiled(patto()), category, receiver, charge)).toEqual(
        expected(category, receiver, charge),
      );
    },
  );

  test("a neighbour gets nothing of what does not cross the border", () => {
    const inside = fullReport("C03");
    const event = { ...inside.event, territory: ["istat:019036"] };
    const [decisions] = play(compiled(patto()), [{ ...inside, event }], [room("pl_limitrofo")]);
    expect(decisions?.[0]).toMatchObject({ outcome: "withheld", reason: "OUT_OF_TERRITORY" });
  });

  test("every change of one rule is noticed by this table or refused when compiled", () => {
    const mutants = patto().rules.flatMap((rule, index) =>
      spoken.has(rule.id)
        ? mutantsOf(rule).map((m) => ({ ...m, index, of: rule.when.category }))
        : [],
    );
    const survivors = mutants.filter(({ rule, index, of }) => {
      const agreement = patto();
      const mutated: Agreement = { ...agreement, rules: agreement.rules.with(index, rule) };
      const result = compileRules([mutated], rooms);
      return (
        result.ok && differences(result.rules, of).length === 0 && !changesTelling(result.rules, of)
      );
    });
    expect(mutants.length).toBeGreaterThan(150);
    expect(survivors.map(({ name }) => name)).toEqual([]);
  });
});

/** Rules that this table speaks of: what Cremona's room sends in four categories, and what it is told. */
const spoken: ReadonlySet<string> = new Set([
  ...["C01-forze", "C01-limitrofo", "C01-presa-in-carico", "C17-nessuno"],
  ...["C03-forze", "C03-limitrofo", "C03-presa-in-carico"],
  ...["C12-gdf", "C12-forze", "C12-presa-in-carico"],
]);

/** What the owner is told when a room takes charge: the part of the Patto that the matrix does not hold. */
function told(rules: CompiledRules, of: readonly Category[]): readonly string[] {
  return of.flatMap((category) =>
    receivers.map((receiver) => {
      const taken = eventAt(1, { kind: "charge_taken", incident: { alias: "x" } }, receiver);
      const [, decisions] = play(rules, [fullReport(category), taken], [room("pl_cremona")]);
      return JSON.stringify([decisions?.[0]?.outcome, decisions?.[0]?.view]);
    }),
  );
}

const unchanged = compiled(patto());

function changesTelling(rules: CompiledRules, of: readonly Category[]): boolean {
  const before = told(unchanged, of);
  return told(rules, of).some((copy, i) => copy !== before[i]);
}

function mutantsOf(rule: Rule): readonly { name: string; rule: Rule }[] {
  const named = (name: string, change: Partial<Rule>) => ({
    name: `${rule.id}: ${name}`,
    rule: { ...rule, ...change },
  });
  const paths = Object.entries(rule.fields).flatMap(([path, clauses]) => {
    const others = Object.fromEntries(Object.entries(rule.fields).filter(([p]) => p !== path));
    const opened = clauses.map(({ once: _, ...clause }) => clause);
    return [
      named(`${path} dropped`, { fields: others }),
      ...(clauses.some((clause) => clause.once)
        ? [named(`${path} open to all`, { fields: { ...others, [path]: opened } })]
        : []),
      ...(clauses.some((clause) => clause.if)
        ? [named(`${path} unconditional`, { fields: { ...others, [path]: [{ do: "keep" }] } })]
        : []),
    ];
  });
  const { when } = rule;
  return [
    ...paths,
    named("flipped", { deliver: rule.deliver === "allow" ? "forbid" : "allow" }),
    ...when.to.map((to) =>
      named(`without ${to}`, { when: { ...when, to: when.to.filter((t) => t !== to) } }),
    ),
    named("category C02", { when: { ...when, category: ["C02"] } }),
    named("territory elsewhere", { when: { ...when, territory: ["istat:000000"] } }),
    ...(when.purpose === undefined
      ? []
      : [named("purpose P6", { when: { ...when, purpose: "P6", regime: "administrative" } })]),
  ];
}
