import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { csvOf } from "./csv.ts";

/** Reads a file as a spreadsheet does that splits there: what stands behind a closed quotation belongs to its cell. */
function cellsIn(text: string, separator = ";"): readonly (readonly string[])[] {
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)")?([^${separator}\\r\\n]*)(${separator}|\\r\\n|\\r|\\n)`,
    "g",
  );
  const rows: string[][] = [[]];
  for (const [, quoted = "", rest = "", end] of text.slice(1).matchAll(cell)) {
    rows.at(-1)?.push(`${quoted.replaceAll('""', '"')}${rest}`);
    if (end !== separator) rows.push([]);
  }
  return rows.slice(0, -1);
}

const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;
/** Without the marks that keep cells from being formulas. */
const unmarked = (text: string) => text.replaceAll("'", "");
const signs = "=+-@＝\t\r\n\";,' \u200Baà".split("");
const text = fc.string({ unit: fc.constantFrom(...signs), maxLength: 12 });
const table = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
});

describe("a table that is handed over as CSV", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])(
    "holds no formula: %j is text",
    (attack) => {
      const [[cell = ""] = []] = cellsIn(csvOf([[attack]]));
      expect(cell).toMatch(/^'/);
      expect(unmarked(cell)).toBe(attack);
    },
  );

  test("gives back every cell as it was, but for marks before formulas, and no cell is one", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const read = cellsIn(csvOf(rows));
        expect(read.map((row) => row.map(unmarked))).toEqual(rows.map((row) => row.map(unmarked)));
        expect(read.flat().filter((one) => /^[\t\r\n=+\-@＝＋－＠]/.test(one))).toEqual([]);
      }),
    );
  });

  test.each([",", "\t"])(
    "holds no formula where a spreadsheet splits at %j instead",
    (separator) => {
      fc.assert(
        fc.property(table, (rows) => {
          const read = cellsIn(csvOf(rows), separator);
          expect(read.flat().filter((one) => formula.test(one))).toEqual([]);
        }),
      );
    },
  );

  test("leaves an ordinary text as it is", () => {
    const ordinary = "art. 5/bis, comma 1; lun - ven, dalle 8 a +2 °C: a@b.invalid";
    expect(cellsIn(csvOf([[ordinary]]))).toEqual([[ordinary]]);
  });
});
