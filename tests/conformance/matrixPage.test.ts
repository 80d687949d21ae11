import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { matrixPage, proposal } from "#libs/policy/matrixPage";
import type { MatrixRow } from "#libs/policy/matrixTable";
import { matrixRows } from "#libs/policy/matrixTable";
import { compiled, invented, patto, shipped } from "#tests/support/patto";
import { projectRoot } from "#tests/support/project";

const rows = matrixRows(shipped());

/** The formatter aligns the columns: spaces and rules of a table say nothing. */
const plain = (text: string) => text.replaceAll(/[ -]*\|[ -]*/g, "|").replaceAll(/\s+/g, " ");

function lettersOf(from: string, to: string, category: string, addressee = "any") {
  const found = rows.filter(
    (row) =>
      !row.asOwner &&
      row.from === from &&
      row.to === to &&
      row.category === category &&
      row.addressee === addressee,
  );
  expect(found).toHaveLength(1);
  const [row] = found;
  const letters = Object.entries(row?.cells ?? {}).map(([group, { letter }]) => [group, letter]);
  return Object.fromEntries(letters) as Readonly<Record<keyof MatrixRow["cells"], string>>;
}

describe("the printed matrix", () => {
  test("is the page in the documents: what the compiled rules say, and nothing else", () => {
    const page = readFileSync(join(projectRoot, "docs", "matrix.md"), "utf8");
    expect(plain(page)).toBe(plain(matrixPage(rows)));
  });

  test("says in both languages that it is a proposal", () => {
    const page = matrixPage(rows);
    expect(page).toContain("Proposta, da confermare dai titolari");
    expect(page).toContain("Proposal, to be confirmed by the controllers");
    expect(proposal.it).toMatch(/^proposta, da confermare dai titolari$/);
  });

  test("names categories C01 to C18 and no unmapped one", () => {
    const headings = matrixPage(rows).match(/^## C\d\d/gm);
    const all = Array.from({ length: 18 }, (_, i) => `## C${String(i + 1).padStart(2, "0")}`);
    expect(headings).toEqual(all);
  });

  test("has no cell in which a group is opened by halves", () => {
    const halves = rows.filter(({ cells }) =>
      Object.values(cells).some(({ letter }) => letter === "?"),
    );
    // What an owner is told is category, status and charge: not the whole of a group.
    expect(halves.filter(({ asOwner }) => !asOwner)).toEqual([]);
  });

  test("reads the letters of the plans as a person reads them in the rules", () => {
    const none = { G4: "-", G5: "-", G6: "-", G14: "-" };
    expect(lettersOf("pl_cremona", "cc_cremona", "C01")).toEqual({
      ...{ G1: "A", G2: "A", G3: "Z", ...none, G7: "A", G8: "N", G9: "N" },
      ...{ G11: "C", G13: "S", G15: "A", G17: "A" },
    });
    expect(lettersOf("pl_cremona", "questura_cremona", "C05", "named")).toEqual({
      ...{ G1: "A", G2: "Z", G3: "C", G4: "-", G5: "C", G6: "C", G7: "C", G8: "N", G9: "N" },
      ...{ G11: "-", G13: "S", G14: "-", G15: "A", G17: "A" },
    });
    expect(lettersOf("pl_cremona", "cc_cremona", "C14")).toMatchObject({ G7: "A", G14: "A" });
    expect(lettersOf("pl_cremona", "cc_cremona", "C13")).toMatchObject({ G6: "N", G7: "T" });
    expect(lettersOf("cur_brescia", "cc_cremona", "C01")).toEqual({
      ...{ G1: "Q", G2: "Z", G3: "-", ...none, G7: "-", G8: "-", G9: "-" },
      ...{ G11: "-", G13: "-", G15: "-", G17: "A" },
    });
  });

  test("names whose identity a row opens, and which rows nobody signed", () => {
    const c07 = rows.find(({ rule, to }) => rule === "C07-forze" && to === "cc_cremona");
    expect(c07).toMatchObject({
      synthetic: true,
      cells: { G5: { letter: "A", roles: ["missing"] } },
    });
    expect(
      rows.filter(({ synthetic, article }) => synthetic !== (article === "INVENTATO")),
    ).toEqual([]);
  });

  test("changes with any leaf that a rule opens or closes", () => {
    const before = matrixPage(rows);
    const agreement = patto();
    const opened = agreement.rules.map((rule) =>
      rule.id === "C01-forze"
        ? { ...rule, fields: { ...rule.fields, "person.roles": [{ do: "keep" as const }] } }
        : rule,
    );
    const after = matrixPage(matrixRows(compiled({ ...agreement, rules: opened }, invented())));
    expect(after).not.toBe(before);
  });
});
