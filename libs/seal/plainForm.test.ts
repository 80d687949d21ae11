import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseCanonical } from "#libs/seal/canonical";
import { notPlain, plainForm } from "#libs/seal/plainForm";
import { exactly, firstFault, type Schema } from "#libs/seal/shape";
import * as words from "#libs/seal/words";

const scanned = (schema: Schema, text: string): boolean => {
  const bytes = Buffer.from(text);
  return plainForm(schema)(bytes, 0) === bytes.length;
};

/** What the strict reader says: canonical, and of the schema. */
const holds = (schema: Schema, text: string): boolean => {
  const value = parseCanonical(Buffer.from(text));
  return value !== undefined && firstFault(schema, value) === undefined;
};

const known = Object.entries(words).filter(
  (entry): entry is [string, Schema] => typeof entry[1] === "object",
);
const patterned = known.flatMap(([name, schema]) =>
  "type" in schema && schema.type === "string" ? [{ name, schema }] : [],
);

/** A text with one place changed, taken out or doubled. */
const spoilt = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      text,
      fc.nat(),
      fc.nat({ max: 4 }),
      fc.constantFrom(...'"\\{}[],:u0 aZ-.é°À½Ā€\u0080\n\u0001'),
    )
    .map(([whole, place, cut, put]) => {
      const at = place % (whole.length + 1);
      return `${whole.slice(0, at)}${put}${whole.slice(at + cut)}`;
    });

const object = exactly(
  {
    b: words.countWord,
    a: { type: "array", items: words.slotWord, minItems: 1, maxItems: 3 },
    d: { enum: ["actual", "actually"] },
    c: exactly({ v: { const: 1 }, w: { type: "boolean" } }, ["v", "w"]),
  },
  ["a", "c"],
);
const objects = fc
  .record(
    {
      a: fc.array(fc.nat({ max: 300 }), { maxLength: 4 }),
      b: fc.oneof(fc.nat(), fc.maxSafeInteger()),
      c: fc.record({ v: fc.constant(1), w: fc.boolean() }, { requiredKeys: [] }),
      d: fc.constantFrom("actual", "actually"),
    },
    { requiredKeys: ["b", "d"] },
  )
  .map((value) => JSON.stringify(value));

describe("a schema as one scan", () => {
  test("knows every kind of word that a log may hold, and takes all of them that are Latin-1", () => {
    for (const { name, schema } of patterned) {
      const texts = fc.stringMatching(new RegExp(schema.pattern, "u"));
      fc.assert(
        fc.property(texts, (text) => {
          fc.pre(/^[ -~\u00a0-ÿ]*$/.test(text) && Buffer.byteLength(text) <= schema.maxLength);
          expect({ name, text, taken: scanned(schema, JSON.stringify(text)) }).toEqual({
            ...{ name, text, taken: true },
          });
        }),
        { numRuns: 30 },
      );
    }
  });

  test("takes no word that the strict reader refuses", () => {
    for (const { schema } of patterned) {
      const texts = fc
        .stringMatching(new RegExp(schema.pattern, "u"))
        .map((s) => JSON.stringify(s));
      fc.assert(
        fc.property(spoilt(texts), (text) => {
          if (scanned(schema, text))
            expect({ text, holds: holds(schema, text) }).toHaveProperty("holds", true);
        }),
        { numRuns: 100 },
      );
    }
  });

  test("takes no object that the strict reader refuses, however it was spoilt", () => {
    fc.assert(
      fc.property(fc.oneof(objects, spoilt(objects), spoilt(spoilt(objects))), (text) => {
        if (scanned(object, text))
          expect({ text, holds: holds(object, text) }).toHaveProperty("holds", true);
      }),
      { numRuns: 3_000 },
    );
  });

  test("takes the numbers, lists and members that are there to be taken", () => {
    expect(scanned(object, '{"a":[0,255],"b":0,"c":{},"d":"actually"}')).toBe(true);
    expect(scanned(object, '{"b":999999999999999,"d":"actual"}')).toBe(true);
    for (const text of [
      ...['{"b":00,"d":"actual"}', '{"b":-1,"d":"actual"}', '{"b":1.0,"d":"actual"}'],
      ...[
        '{"d":"actual","b":1}',
        '{"b":1,"d":"actual","d":"actual"}',
        '{"a":[],"b":1,"d":"actual"}',
      ],
      ...['{"a":[256],"b":1,"d":"actual"}', '{"b":1,"d":"actual" }', '{"b":1,"d":"actual","e":1}'],
      ...['{"a":[1,1,1,1],"b":1,"d":"actual"}', '{,"b":1,"d":"actual"}', '{"b":1,"d":"act'],
    ]) {
      expect({ text, taken: scanned(object, text) }).toEqual({ text, taken: false });
    }
  });

  test("says where the values lie that somebody asked for", () => {
    const item = exactly({ n: words.countWord });
    const found: string[] = [];
    const text = Buffer.from('[{"n":1},{"n":23}]');
    const watched = new Map<Schema, (from: number, to: number) => void>([
      [item, (from, to) => found.push(text.toString("latin1", from, to))],
    ]);
    expect(plainForm({ type: "array", items: item, maxItems: 9 }, watched)(text, 0)).toBe(18);
    expect(found).toEqual(['{"n":1}', '{"n":23}']);
  });

  test("refuses to be made of a pattern that it does not understand", () => {
    for (const pattern of ["^a*$", "^.$", "^(a$", "^[^a]$", "^a+$", "^é$"]) {
      expect(() => plainForm({ type: "string", pattern, maxLength: 9 })).toThrow(RangeError);
    }
    expect(notPlain).toBeLessThan(0);
  });
});
