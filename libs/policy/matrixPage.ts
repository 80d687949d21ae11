import { categoryNames } from "#libs/incident/categoryNames";
import type { Category, PersonRole } from "#libs/incident/event";
import type { MatrixCell, MatrixRow } from "./matrixTable.ts";
import { matrixGroups } from "./matrixTable.ts";
import { byText } from "./order.ts";

/** What is printed beside the matrix wherever it is shown. */
export const proposal = {
  it: "proposta, da confermare dai titolari",
  en: "proposal, to be confirmed by the controllers",
} as const;

/** As the law names them (D.Lgs. 51/2018, art. 4), not as an operator would. */
const roleNames: Readonly<Partial<Record<PersonRole, string>>> = {
  suspect: "indagato",
  victim: "offeso",
  missing: "scomparso",
  offender: "trasgressore",
  injured: "ferito",
  witness: "testimone",
  involved: "coinvolto",
};

const addresseeWords: Readonly<Record<MatrixRow["addressee"], string>> = {
  named: "se nominata",
  "not-named": "se non nominata",
  any: "",
};

const head = `# La matrice: chi riceve che cosa / The matrix: who receives what

**[P] ${capital(proposal.it)}. / ${capital(proposal.en)}.**

Generated from the compiled rules of \`deploy/agreements\` by \`npm run schemas\`; a test compares it with them.
A row that is not here is no exchange: nothing leaves. **INVENTATO** marks what nobody signed.

| lettera / letter | significato | meaning |
| --- | --- | --- |
| A | tutto il gruppo | the whole group |
| C | solo a chi ha preso in carico | only once the receiver is in charge |
| Z | solo la zona di 1 km (il comune c'è sempre, è G1) | the 1 km zone only (the comune always stays, it is G1) |
| N | solo numeri e presenze | numbers and flags only |
| T | veicolo senza targa, marca, modello | vehicle without plate, make, model |
| S | solo la sigla della pattuglia | call-sign only |
| Q | tempi arrotondati al quarto d'ora | times cut to the quarter of an hour |
| – | nulla | nothing |

Gruppi / groups: G1 evento · G2 luogo pubblico · G3 luogo sensibile · G4 segnalante · G5 identificazione (mai di un
minore / never of a minor) · G6 ruolo · G7 veicolo · G8 salute · G9 minori · G11 immagini (riferimento) · G13 pattuglia ·
G14 segnalato rubato (lista A1) · G15 rischi per gli operatori · G17 titolo e qualità. G10, G12 e G16 non escono mai /
never leave. «Se nominata»: il mittente ha indicato la sala come competente / the sender named the room. «Territorio»:
solo ciò che tocca i comuni di chi riceve / only what touches the receiver's comuni. «+ filtro», «+ stesso fatto»: esito del filtro 112 e
collegamento a un altro evento / outcome of the 112 filter, link to another incident.
`;

/** The matrix as a Markdown page in Italian with an English legend. Pure: the same rules give the same text. */
export function matrixPage(rows: readonly MatrixRow[]): string {
  const exchanges = rows.filter(({ asOwner }) => !asOwner);
  const categories = [...new Set(exchanges.map(({ category }) => category))].toSorted(byText);
  const sections = categories.map((category) =>
    section(
      category,
      exchanges.filter((row) => row.category === category),
    ),
  );
  const told = rows.filter(({ asOwner }) => asOwner);
  return [head, ...sections, tellingSection(told)].join("\n");
}

function section(category: Category, rows: readonly MatrixRow[]): string {
  const columns = ["da", "a", "quando", ...matrixGroups, "articolo", "regola"];
  const lines = merged(rows).map(({ from, to, row }) => {
    const cells = matrixGroups.map((group) => cellText(row.cells[group]));
    const shown = row.deliver === "forbid" ? matrixGroups.map(() => "–") : cells;
    return [from, to, whenText(row), ...shown, titleText(row), `\`${row.rule}\``];
  });
  return `## ${category} ${categoryNames[category]}\n\n${table(columns, lines)}\n`;
}

function tellingSection(rows: readonly MatrixRow[]): string {
  const columns = ["chi prende in carico", "chi ha inviato", "categoria", "articolo", "regola"];
  const lines = merged(rows).map(({ from, to, row }) => {
    return [from, to, row.category, titleText(row), `\`${row.rule}\``];
  });
  const title =
    "Chi ha inviato sa chi ha preso in carico / The sender is told who has taken charge";
  return `## ${title}\n\n${table(columns, lines)}\n`;
}

interface Merged {
  readonly from: string;
  readonly to: string;
  readonly row: MatrixRow;
}

/** Rows that one rule makes for one category are one line: the rooms are listed. */
function merged(rows: readonly MatrixRow[]): readonly Merged[] {
  const byRule = Map.groupBy(rows, (row) => `${row.agreement} ${row.rule} ${row.category}`);
  return [...byRule.values()].flatMap((same) => {
    const [row] = same;
    if (row === undefined) return [];
    return [
      { from: listed(same.map((one) => one.from)), to: listed(same.map((one) => one.to)), row },
    ];
  });
}

const listed = (rooms: readonly string[]): string =>
  [...new Set(rooms)].toSorted(byText).join(", ");

function whenText({ addressee, territory, extras, deliver }: MatrixRow): string {
  if (deliver === "forbid") return "VIETATO";
  const words = [
    addresseeWords[addressee],
    territory === "any" ? "" : "territorio",
    extras.includes("incident.call_filter") ? "+ filtro" : "",
    extras.includes("incident.same_as") ? "+ stesso fatto" : "",
  ];
  return words.filter((word) => word !== "").join("; ");
}

function cellText({ letter, roles }: MatrixCell): string {
  if (letter === "-") return "–";
  if (roles === undefined) return letter;
  return `${letter} (${roles.map((role) => roleNames[role] ?? role).join(", ")})`;
}

function titleText({ article, agreement, synthetic }: MatrixRow): string {
  return synthetic ? "**INVENTATO**" : `${article} (${agreement})`;
}

function table(columns: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [row(columns), row(columns.map(() => "---")), ...lines.map(row)].join("\n");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
