import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseCsv, renderCsv } from "#libs/policy/table/csv";
import type { SheetWords } from "#libs/policy/table/ruleSheet";
import { hashOfDocument, parseSheet, renderSheet } from "#libs/policy/table/ruleSheet";
import { canonicalJson } from "#libs/seal/canonical";
import { arbitrarySources } from "#tests/support/arbitraryRules";
import { ceilings, invented, patto } from "#tests/support/patto";

const words: SheetWords = {
  columns: ["documento", "regola", "articolo", "voce", "n", "valore", "etichetta", "lettura"],
  label: (path) => `nome di ${path}`,
  reading: ({ do: what }) => `si ${what}`,
};

const texts = fc.string({ unit: fc.constantFrom(..."ab=+-@'\"\\,;\t\r\n è𝒳") });

describe("a sheet of rules", () => {
  test("gives back the same canonical JSON of every agreement and ceiling that is shipped", () => {
    const documents = [...ceilings, patto(), invented()];
    const read = parseSheet(renderSheet(documents, words), [words]);
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    expect(read.value.map(hashOfDocument)).toEqual(documents.map(hashOfDocument));
    expect(read.value.map((one) => canonicalJson(one))).toEqual(
      documents.map((one) => canonicalJson(one)),
    );
  });

  test("gives back the same hash of any agreement, grant and ceiling, whatever stands in its texts", () => {
    const property = fc.property(arbitrarySources, texts, texts, (sources, title, text) => {
      const agreements = sources.agreements.map((one) => ({
        ...one,
        agreement: { ...one.agreement, title: `${title}x` },
        rules: one.rules.map((rule) => ({
          ...rule,
          cites: { ...rule.cites, text: `${text}.`, law: [`${title}-`, "json:{}"] },
        })),
      }));
      const documents = [...agreements, ...sources.grants, ...sources.ceilings];
      const read = parseSheet(renderSheet(documents, words), [words]);
      if (!read.ok) throw new Error(JSON.stringify(read.errors));
      expect(read.value.map(hashOfDocument)).toEqual(documents.map(hashOfDocument));
    });
    fc.assert(property, { numRuns: 400, seed: 7 });
  });

  test("is refused, with the line, where a row is moved, changed for people only, twice, or of no schema", () => {
    const sheet = renderSheet([patto()], words);
    const lines = sheet.split("\r\n");
    const clause = lines.findIndex((line) => line.includes("fields/place.zone"));
    const refused = (changed: readonly string[]) => {
      const read = parseSheet(changed.join("\r\n"), [words]);
      return read.ok ? [] : read.errors.map(({ line }) => line);
    };
    const told = lines.with(clause, (lines[clause] ?? "").replace("si generalise", "si keep"));
    expect(refused(told)).toEqual([clause + 1]);
    expect(refused(lines.toSpliced(clause, 0, lines[clause] ?? ""))).toEqual([clause + 2]);
    const strange = lines.with(clause, (lines[clause] ?? "").replace("zone-eu-1km", ""));
    expect(refused(strange).length).toBeGreaterThan(0);
    expect(refused(["a,b,c,d,e,f,g,h", ...lines.slice(1)])).toEqual([1]);
  });
});

describe("CSV", () => {
  test("gives back any cells, and none begins like a formula", () => {
    const rows = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(texts, { minLength: width, maxLength: width }), { minLength: 1 }),
      );
    const property = fc.property(rows, (cells) => {
      fc.pre(cells.every((row) => row.length > 1 || row[0] !== ""));
      const text = renderCsv(cells);
      const read = parseCsv(text);
      expect(read.ok && read.value.map((row) => row.cells)).toEqual(cells);
      for (const cell of cells.flat()) expect(renderCsv([[cell, ""]])).not.toMatch(/^"?[=+\-@]/);
    });
    fc.assert(property, { numRuns: 500, seed: 8 });
  });

  test.each([
    ["=SUM(A1)", 1],
    ['a\r\n"b', 2],
    ['a\r\nb"c', 2],
    ['"a"b', 1],
    ["a,b\r\nc", 2],
    ["a\rb", 1],
    ["'a", 1],
  ])("refuses %j and names line %i", (text, line) => {
    const read = parseCsv(text);
    expect(read).toMatchObject({ ok: false, errors: [{ line }] });
  });
});
