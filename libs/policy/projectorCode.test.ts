import { describe, expect, test } from "@jest/globals";
import type { LeafPath } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import type { Fields } from "#libs/incident/event";
import type { Makers } from "#libs/policy/project";
import { codeOf, functionMadeOf, functionOf, isStraightLine } from "#libs/policy/projectorCode";
import type { Step } from "#libs/policy/projectorSteps";
import { sha256Hex } from "#libs/seal/bytes";

const makers: Makers = {
  pseudonym: (path, value) => (value === "" ? undefined : `${path} of ${value}`),
  residents: (cell) => cell.length,
};

/** What a projector of these steps releases of these fields. */
function copied(fields: Readonly<Record<string, unknown>>, ...steps: readonly Step[]): Fields {
  const copy = functionOf(codeOf(steps));
  if (copy === undefined) throw new Error("this runtime makes no code of text");
  return copy(fields as Fields, makers);
}

const street: Step = { name: "street", make: "text" };
const zone: Step = { name: "zone", make: "text" };
const token = (path: LeafPath): Step => ({
  name: "plate_token",
  make: "pseudonym",
  path,
  from: "plate",
});

describe("a projector", () => {
  test("copies the leaves of its steps in their order, and nothing else", () => {
    const copy = copied({ zone: "Z", street: "VIA SINTETICA", number: "1" }, street, zone);
    expect(JSON.stringify(copy)).toBe('{"street":"VIA SINTETICA","zone":"Z"}');
    expect(copied({ street: "VIA SINTETICA" })).toStrictEqual({});
  });

  test.each<readonly [Step, readonly unknown[], readonly unknown[]]>([
    [street, ["VIA SINTETICA", ""], [7, true, null, undefined, ["VIA"]]],
    [{ name: "minor", make: "flag" }, [true, false], ["true", 1, null]],
    [{ name: "accuracy_m", make: "count" }, [0, 7], [-1, 1.5, "7", null]],
    [{ name: "colour", make: "word", of: "Colour" }, ["red"], ["RED", "toString", 7, ["red"]]],
    [
      { name: "roles", make: "words", of: "PersonRole" },
      [["suspect", "victim"], []],
      ["suspect", ["suspect", "pirate"], [7], null],
    ],
    [{ name: "street", make: "texts" }, [["a", "b"], []], ["a", ["a", 7], null]],
    [{ name: "point", make: "point" }, [{ lat_e7: 1, lon_e7: -2 }], [null, 7, { lat_e7: 1 }]],
    [
      { name: "polygon", make: "points" },
      [[{ lat_e7: 1, lon_e7: -2 }], []],
      [null, "x", [null], { lat_e7: 1, lon_e7: -2 }],
    ],
  ])("step %j takes %j, and none of %j", (step, right, wrong) => {
    const released = (value: unknown) => copied({ [step.name]: value }, step);
    expect(right.map(released)).toStrictEqual(right.map((value) => ({ [step.name]: value })));
    expect(wrong.map(released)).toStrictEqual(wrong.map(() => ({})));
  });

  test("makes the area in which enough people live, of cell, zone and comune", () => {
    const fields = { cell: "12", zone: "1234", municipality: "istat:999001" };
    const area = (residentsMin: number) =>
      copied(fields, { name: "area", make: "area", residentsMin });
    expect([2, 3, 5].map(area)).toEqual([
      { area: "12" },
      { area: "1234" },
      { area: "istat:999001" },
    ]);
    expect(copied({}, { name: "area", make: "area", residentsMin: 0 })).toStrictEqual({});
  });

  test("makes a pseudonym of its source, of a text only, and only for a leaf of the catalogue", () => {
    const made = token("vehicle.plate_token");
    expect(copied({ plate: "ZZ000ZZ" }, made)).toEqual({
      plate_token: "vehicle.plate_token of ZZ000ZZ",
    });
    for (const plate of ["", 7, undefined]) expect(copied({ plate }, made)).toStrictEqual({});
    const unknown = token("vehicle.nothing" as LeafPath);
    expect(copied({ plate: "ZZ000ZZ" }, unknown)).toStrictEqual({});
  });

  test("sets no leaf that objects have by birth: the catalogue has none of such a name", () => {
    expect(leaves.filter(({ name }) => name in Object.prototype)).toEqual([]);
  });
});

describe("the text of a projector", () => {
  const all: readonly Step[] = [
    ...[street, { name: "minor", make: "flag" } as const],
    { name: "accuracy_m", make: "count" },
    { name: "colour", make: "word", of: "Colour" },
    { name: "roles", make: "words", of: "PersonRole" },
    ...(["point", "points", "texts"] as const).map((make) => ({ name: "polygon", make })),
    { name: "area", make: "area", residentsMin: 50 },
    token("vehicle.plate_token"),
  ];
  test("is one statement for each step in its frame, and has the hash of its bytes", () => {
    const { text } = codeOf(all);
    const lines = text.split("\n");
    expect(lines.slice(0, 2)).toEqual(["const out = {};", "let v;"]);
    expect(lines).toHaveLength(all.length + 3);
    expect(lines.at(-1)).toBe("return out;");
    expect(codeOf(all).hash).toBe(sha256Hex(Buffer.from(text, "utf8")));
  });

  test("holds statements over leaves of the catalogue, and nothing else", () => {
    const { text } = codeOf(all);
    expect(isStraightLine(text)).toBe(true);
    expect(isStraightLine(codeOf([]).text)).toBe(true);
    for (const line of [
      'v = fields.street; if (typeof v === "string") out.segreto = v;',
      'v = fields.segreto; if (typeof v === "string") out.street = v;',
      "v = fields.street; out.street = v;",
      "return fields;",
      "globalThis.x = fields;",
      'x(); v = fields.street; if (typeof v === "string") out.street = v;',
      'v = fields.street; if (typeof v === "string") out.street = v; x();',
      'v = helpers.pseudonym(makers, "vehicle.plate_token", fields.plate); makers = v; if (v !== undefined) out.plate_token = v;',
    ]) {
      expect(isStraightLine(text.replace("return out;", `${line}\nreturn out;`))).toBe(false);
    }
    expect(isStraightLine(text.replace("let v;\n", ""))).toBe(false);
    expect(isStraightLine(text.replace("let v;\n", "let w;\n"))).toBe(false);
    expect(isStraightLine(text.replace("const out = {};", "const out = fields;"))).toBe(false);
    expect(isStraightLine(text.replace("return out;", "return fields;"))).toBe(false);
  });

  test("is refused when it is not what was hashed, or of another form", () => {
    const code = codeOf([street]);
    expect(() => functionOf({ ...code, text: `${code.text}\n` })).toThrow(
      "a projector is not the text that was hashed",
    );
    const other = "return fields;";
    expect(() => functionOf({ text: other, hash: sha256Hex(Buffer.from(other)) })).toThrow(
      "a projector holds a line of another form",
    );
  });

  test("takes no name that is not a leaf's, and no parameter that is no count", () => {
    const area = (residentsMin: number) => codeOf([{ name: "area", make: "area", residentsMin }]);
    for (const name of ["constructor", "street; evil()"]) {
      expect(() => codeOf([{ name, make: "text" }])).toThrow(`no leaf is named ${name}`);
    }
    for (const from of ["constructor", "segreto"]) {
      expect(() => codeOf([{ ...token("vehicle.plate_token"), from } as Step])).toThrow("no leaf");
    }
    expect(() => area(1.5)).toThrow("a parameter that is no count");
    expect(() => area(-1)).toThrow("a parameter that is no count");
    expect(area(0).text).toContain("makers, 0)");
  });

  test("makes nothing where the runtime makes no code of text, and hides no other error", () => {
    expect(() => functionMadeOf("this is no code")).toThrow(SyntaxError);
    const born = globalThis.Function;
    try {
      globalThis.Function = class {
        constructor() {
          throw new EvalError("SINTETICO");
        }
      } as FunctionConstructor;
      expect(functionMadeOf("return {};")).toBeUndefined();
    } finally {
      globalThis.Function = born;
    }
  });

  test("is strict: it has no way to what is around it", () => {
    const around = functionMadeOf("return { street: typeof this };");
    expect(around?.({}, makers)).toEqual({ street: "undefined" });
  });
});
