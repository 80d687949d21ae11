import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readJson, toPlain } from "./jsonGate.ts";

const names = new Set(["a", "b"]);
const read = (text: string) => readJson(Buffer.from(text, "utf8"), names);

describe("the gate before JSON", () => {
  test("reads what JSON.parse reads, and refuses as not JSON only what JSON.parse refuses", () => {
    const texts = fc.oneof(
      fc.json({ maxDepth: 6 }),
      fc.string({
        unit: fc.constantFrom(...'{}[]":,\\tfn-+.eE0159 au\u0001\u0085è'),
        maxLength: 24,
      }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const result = read(text);
        if (result.kind === "json") expect(toPlain(result.root)).toEqual(JSON.parse(text));
        else if (result.finding.code === "not-json") expect(() => JSON.parse(text)).toThrow();
      }),
      { numRuns: 4_000 },
    );
  });

  test("a name said twice is refused however it is written", () => {
    expect(read('{"a":1,"\\u0061":2}')).toMatchObject({ finding: { code: "duplicate-key" } });
  });

  test("names that reach a prototype are refused at any depth", () => {
    for (const name of ["__proto__", "constructor", "prototype", "__pr\\u006fto__"]) {
      expect(read(`{"b":[{"${name}":1}]}`)).toEqual({
        kind: "refused",
        finding: { code: "forbidden-key", pointer: "/b/0" },
      });
    }
  });

  test("262,144 opening brackets cost no stack", () => {
    expect(read("[".repeat(262_144))).toMatchObject({ finding: { code: "too-deep" } });
  });

  test("a string of 262,000 characters and one that never ends are read in linear time", () => {
    expect(read(`"${"\\u0085è".repeat(30_000)}"`).kind).toBe("json");
    expect(read(`"${"\\n".repeat(130_000)}"`).kind).toBe("json");
    expect(read(`"${"\\n".repeat(130_000)}`)).toMatchObject({ finding: { code: "not-json" } });
  });
});
