import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { csvOf } from "./csv.ts";

/** Reads what csvOf wrote, as a spreadsheet does. */
function cellsIn(text: string): readonly (readonly string[])[] {
  const lines = [...text.slice(1).matchAll(/("(?:[^"]|"")*")(;|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted = "", end] of lines) {
    rows.at(-1)?.push(quoted.slice(1, -1).replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

const text = fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n\";,' aà".split("")), maxLength: 12 });
const table = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
});

describe("a table that is handed over as CSV", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])(
    "holds no formula: %j is text",
    (attack) => {
      expect(cellsIn(csvOf([[attack]]))).toEqual([[`'${attack}`]]);
    },
  );

  test("gives back every cell as it was, but for the mark before a formula, and no cell is one", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const read = cellsIn(csvOf(rows));
        expect(read.map((row) => row.map((one) => one.replace(/^'(?=[=+\-@\t\r])/, "")))).toEqual(
          rows.map((row) => row.map((one) => one.replace(/^'(?=[=+\-@\t\r])/, ""))),
        );
        expect(read.flat().some((one) => /^[=+\-@\t\r]/.test(one))).toBe(false);
      }),
    );
  });
});
