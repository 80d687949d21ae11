import type { LeafPath } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import type { Category, PersonRole } from "#libs/incident/event";
import type { Clause } from "./clauseSchema.ts";
import type { Cell, CompiledRule, CompiledRules } from "./compiled.ts";
import { byText } from "./order.ts";
import type { Plan } from "./plan.ts";

/** Columns of the printed matrix. G10, G12 and G16 have no column: no rule can open them. */
export const matrixGroups = [
  ...(["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9"] as const),
  ...(["G11", "G13", "G14", "G15", "G17"] as const),
] as const;
export type MatrixGroup = (typeof matrixGroups)[number];

/**
 * Letters of law.md (d), and what they did not foresee: `Q` times only to the quarter of an hour, `K` the 100 m cell,
 * `?` some leaves of the group and not the others. `-`: nothing.
 */
export type MatrixLetter = "A" | "C" | "Z" | "K" | "N" | "T" | "S" | "Q" | "?" | "-";

export interface MatrixCell {
  readonly letter: MatrixLetter;
  /** G5 only: whose names and contacts; a person in any other role stays unnamed. */
  readonly roles?: readonly PersonRole[];
}

/** One exchange under one rule, as it is printed for the controllers. */
export interface MatrixRow {
  readonly from: string;
  readonly to: string;
  readonly category: Category;
  /** Whether the sender must have named the receiver as competent; `any`: it does not matter. */
  readonly addressee: "named" | "not-named" | "any";
  /** The receiver is told only of incidents that are its own: who has taken charge of them. */
  readonly asOwner: boolean;
  readonly deliver: CompiledRule["deliver"];
  /** `receiver`: only what touches the receiver's comuni; else `any`, or the comuni by ISTAT code. */
  readonly territory: "any" | "receiver" | readonly string[];
  readonly cells: Readonly<Record<MatrixGroup, MatrixCell>>;
  /** Leaves of G1 beyond those that every row gives. */
  readonly extras: readonly LeafPath[];
  readonly rule: string;
  readonly article: string;
  readonly agreement: string;
  /** The agreement was invented: nobody signed it. */
  readonly synthetic: boolean;
}

/**
 * What the compiled rules give to whom, row by row: derived from the plans that decide, so that the printed matrix
 * cannot say anything else. Rows by category, sender, receiver, addressee and rule. What a declared emergency opens for
 * some hours is not among them: it is nobody's standing right.
 */
export function matrixRows(rules: CompiledRules): readonly MatrixRow[] {
  const standing = [...rules.cells.values()]
    .flat()
    .filter(({ rule }) => rule.deliver !== "break-glass");
  const rows = standing.map(toRow);
  return rows.toSorted((a, b) => byText(orderOf(a), orderOf(b)));
}

const orderOf = ({ category, from, to, addressee, rule }: MatrixRow): string =>
  [category, from, to, addressee, rule].join(" ");

function toRow({ rule, author, receiver, category, ownerOnly }: Cell): MatrixRow {
  const { id, article, agreement, deliver, territory, plan } = rule;
  return {
    ...{ from: author, to: receiver, category, asOwner: ownerOnly, deliver, territory, article },
    addressee: rule.addressee ?? "any",
    cells: cellsOf(plan),
    extras: extraPaths.filter((path) => plan?.clauses.has(path)),
    rule: id,
    agreement: agreement.id,
    synthetic: agreement.isInvented,
  };
}

const extraPaths: readonly LeafPath[] = ["incident.call_filter", "incident.same_as"];

function cellsOf(plan: Plan | undefined): MatrixRow["cells"] {
  const of = (group: MatrixGroup): MatrixCell =>
    plan === undefined ? { letter: "-" } : cellMakers[group](plan);
  return Object.fromEntries(
    matrixGroups.map((group) => [group, of(group)]),
  ) as unknown as MatrixRow["cells"];
}

const cellMakers: Readonly<Record<MatrixGroup, (plan: Plan) => MatrixCell>> = {
  G1: (plan) => only(firstOf(over(plan, times), over(plan, quarters, "Q"))),
  G2: (plan) => only(placeLetter(plan, "public")),
  G3: (plan) => only(placeLetter(plan, "sensitive")),
  G4: (plan) => only(over(plan, personLeaves, "A", isForReporter)),
  G5: partyCell,
  G6: (plan) => only(firstOf(over(plan, roleLeaves), over(plan, ["people.count"], "N"))),
  G7: (plan) => only(vehicleLetter(plan)),
  G8: (plan) => only(firstOf(over(plan, ["person.injury"]), over(plan, casualties, "N"))),
  G9: (plan) => only(firstOf(over(plan, ["person.minor"]), over(plan, minors, "N"))),
  G11: (plan) => only(over(plan, images)),
  G13: (plan) =>
    only(firstOf(over(plan, ["unit.unit_status"]), over(plan, ["unit.call_sign"], "S"))),
  G14: (plan) => only(over(plan, ["vehicle.listed_stolen"])),
  G15: (plan) => only(over(plan, risks)),
  G17: (plan) => only(over(plan, quality)),
};

const only = (letter: MatrixLetter): MatrixCell => ({ letter });

function statable(matches: (path: LeafPath, dataClass: string) => boolean): readonly LeafPath[] {
  return leaves
    .filter((leaf) => !leaf.derived && matches(leaf.path, leaf.dataClass))
    .map(({ path }) => path);
}

const times: readonly LeafPath[] = ["incident.started_at", "incident.reported_at"];
const quarters: readonly LeafPath[] = ["incident.started_quarter", "incident.reported_quarter"];
const quality: readonly LeafPath[] = ["incident.completeness", "incident.reliability"];
const precise = statable((_, dataClass) => dataClass === "place");
const personLeaves = statable((_, dataClass) => /^person_(?:identity|contact)$/.test(dataClass));
const roleLeaves = statable((_, dataClass) => dataClass === "person_role");
const vehicleIdentity = statable((_, dataClass) => dataClass === "vehicle_identity");
const vehicleLooks = statable((_, dataClass) => dataClass === "vehicle_description");
const casualties: readonly LeafPath[] = ["casualties.injured_count", "casualties.worst_severity"];
const minors: readonly LeafPath[] = ["minors.present", "minors.bands"];
const images = statable((_, dataClass) => dataClass === "image");
const risks = statable((_, dataClass) => dataClass === "risk");

/** One letter for leaves that stand together: `C` where all wait for charge, `?` where they are not treated alike. */
function over(
  plan: Plan,
  paths: readonly LeafPath[],
  open: MatrixLetter = "A",
  speaks: (clause: Clause) => boolean = () => true,
): MatrixLetter {
  const found = paths.map((path): MatrixLetter => {
    const clause = plan.clauses.get(path)?.find(speaks);
    if (clause === undefined) return "-";
    return clause.once === undefined ? open : "C";
  });
  return new Set(found).size > 1 ? "?" : (found[0] ?? "-");
}

/** The fuller of two ways to treat a group: the second counts only where the first gives nothing. */
function firstOf(full: MatrixLetter, reduced: MatrixLetter): MatrixLetter {
  return full === "-" ? reduced : full;
}

function placeLetter(plan: Plan, place: "public" | "sensitive"): MatrixLetter {
  const speaks = (clause: Clause) => clause.if?.place === place;
  const cells = firstOf(
    over(plan, ["place.cell"], "K", speaks),
    over(plan, ["place.zone"], "Z", speaks),
  );
  return firstOf(over(plan, precise, "A", speaks), cells);
}

function vehicleLetter(plan: Plan): MatrixLetter {
  const identity = over(plan, vehicleIdentity);
  const looks = over(plan, vehicleLooks);
  if (identity === looks) return looks;
  return identity === "-" && looks === "A" ? "T" : "?";
}

const isForReporter = (clause: Clause) => clause.if?.roles?.includes("reporter") ?? true;

/** Names and contacts of persons in roles other than reporter. The language is for calling back: it stands in G4. */
function partyCell(plan: Plan): MatrixCell {
  const paths = personLeaves.filter((path) => path !== "person.language");
  const rolesIn = (clause: Clause) =>
    clause.if?.roles?.filter((role) => role !== "reporter") ?? ["involved" as const];
  const letter = over(plan, paths, "A", (clause) => rolesIn(clause).length > 0);
  if (letter === "-") return { letter };
  const roles = paths.flatMap((path) => plan.clauses.get(path)?.flatMap(rolesIn) ?? []);
  return { letter, roles: [...new Set(roles)].toSorted(byText) };
}
