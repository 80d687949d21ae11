import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { incidentExample } from "#tests/support/leafExamples";
import { Traffic } from "#tests/support/search/traffic";
import { quickEntry } from "#tests/support/search/trafficLog";
import { canonicalBytes, parseCanonical } from "./canonical.ts";
import { incidentLeafSchema } from "./leafSchema.ts";
import { canonicalOf, parseIncidentParts } from "./parts.ts";
import { incidentPartsSchema } from "./partsSchema.ts";
import { matchOf } from "./patternMatch.ts";
import { scannerOf } from "./scan.ts";
import { exactly, firstFault, type Schema } from "./shape.ts";
import { slotFactsOf } from "./slotFacts.ts";
import * as words from "./words.ts";

const traffic = new Traffic({ seed: 6, stepMs: 31, begin: "2026-01-01T00:00:00.000Z" });
const ofTraffic = Array.from({ length: 60 }, (_, index) => traffic.next(2026, index)).flatMap(
  (made) => ("decision" in made ? [quickEntry({ ...made.decision, mode: "actual" as const })] : []),
);
const { leafBytes, partsBytes } = incidentExample();
const decisions = [...ofTraffic, { leaf: leafBytes, part: partsBytes }];

const conforms = (schema: Schema, bytes: Uint8Array): boolean => {
  const value = parseCanonical(bytes);
  return value !== undefined && firstFault(schema, value) === undefined;
};

/** What hands do to bytes: a byte changed, some taken away, put in, or repeated elsewhere. */
const change = fc.record({
  at: fc.nat(1_000_000),
  from: fc.nat(1_000_000),
  take: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 80 })),
  put: fc.oneof(
    fc.constantFrom(...['"', "\\", "\\u0041", ",", "{}", "[]", " ", "0", "-1", "00", "1e3", "1.5"]),
    fc.constantFrom(
      ...["null", "true", "è", "\u0000", "\u007f", "\ud83d\ude80", '"v":1,', ',"v":1'],
    ),
    fc.string({ maxLength: 4 }),
  ),
  isRepeat: fc.boolean(),
});
type Change = typeof change extends fc.Arbitrary<infer Made> ? Made : never;

function changed(bytes: Buffer, { at, from, take, put, isRepeat }: Change): Buffer {
  const place = at % (bytes.length + 1);
  const source = from % (bytes.length + 1);
  const inserted = isRepeat ? bytes.subarray(source, source + take) : Buffer.from(put);
  const rest = bytes.subarray(place + (isRepeat ? 0 : take));
  return Buffer.concat([bytes.subarray(0, place), inserted, rest]);
}

const parts = { schema: incidentPartsSchema, of: decisions.map(({ part }) => Buffer.from(part)) };
const leaves = { schema: incidentLeafSchema, of: decisions.map(({ leaf }) => Buffer.from(leaf)) };

describe("bytes that are checked without being parsed", () => {
  test.each([
    ["parts", parts],
    ["leaves", leaves],
  ])("every decision's %s pass this way", (_, { schema, of }) => {
    const scan = scannerOf(schema);
    for (const bytes of of) expect(scan(bytes)).toEqual([]);
  });

  test.each([
    ["parts", parts],
    ["leaves", leaves],
  ])(
    "nothing passes that is not the canonical form of well-formed %s, whatever was done to the bytes",
    (_, { schema, of }) => {
      const scan = scannerOf(schema);
      const one = fc.constantFrom(...of);
      fc.assert(
        fc.property(one, fc.array(change, { minLength: 1, maxLength: 3 }), (bytes, changes) => {
          const altered = changes.reduce(changed, bytes);
          if (scan(altered) !== undefined) expect(conforms(schema, altered)).toBe(true);
          else expect(conforms(schema, altered) && !needsParser(altered)).toBe(false);
        }),
        { numRuns: 4_000 },
      );
    },
  );

  test("a byte beyond ASCII that is no UTF-8, a repeated member, other order, a longer list and a larger number are not passed", () => {
    const schema = exactly({
      a: { type: "integer", minimum: 0, maximum: 7 },
      b: { type: "array", items: words.articleWord, maxItems: 1 },
    });
    const scan = scannerOf(schema);
    expect(scan(Buffer.from('{"a":7,"b":["art. 2, 1° comma"]}'))).toEqual([]);
    const bad = [
      ...['{"a":8,"b":[]}', '{"a":07,"b":[]}', '{"a":-0,"b":[]}', '{"a":1,"a":1,"b":[]}'],
      ...['{"b":[],"a":1}', '{"a":1,"b":["A","A"]}', '{"a":1,"b":[],}', '{"a":1,"b":[]} '],
      ...['{"a":1,"b":["\\u0041"]}', '{"a":1,"b":["A\n"]}', '{"a":1}', "", "{", '{"a":'],
    ];
    for (const text of bad) expect(scan(Buffer.from(text))).toBeUndefined();
    const broken = Buffer.from('{"a":1,"b":["A?"]}');
    broken[14] = 0xb0;
    expect(scan(broken)).toBeUndefined();
  });

  test("where the values lie that somebody asked for is told, lists and objects with their brackets", () => {
    const item = exactly({ n: words.countWord, w: { enum: ["a", "b"] } });
    const schema = exactly({ l: { type: "array", items: item, maxItems: 9 } });
    const text = Buffer.from('{"l":[{"n":1,"w":"a"},{"n":23,"w":"b"}]}');
    const told = (wanted: readonly string[]) =>
      scannerOf(schema, wanted)(text)?.map(({ from, to }) => text.toString("latin1", from, to));
    expect(told(["/l/*"])).toEqual(['{"n":1,"w":"a"}', '{"n":23,"w":"b"}']);
    expect(told(["/l/*/n", "/l/*/w"])).toEqual(["1", "a", "23", "b"]);
    expect(told(["/l", "/l/*/n"])).toEqual([
      "1",
      "23",
      text.toString("latin1", 5, text.length - 1),
    ]);
  });

  test("every kind of word that a log may hold passes, and nothing that the strict reader refuses, however it was spoilt", () => {
    for (const schema of Object.values(words)) {
      if (typeof schema !== "object" || !("type" in schema) || schema.type !== "string") continue;
      const scan = scannerOf(schema);
      const texts = fc
        .stringMatching(new RegExp(schema.pattern, "u"))
        .filter((text) => text.length <= schema.maxLength)
        .map((text) => Buffer.from(JSON.stringify(text)));
      fc.assert(
        fc.property(texts, fc.array(change, { maxLength: 1 }), (text, changes) => {
          const bytes = changes.reduce(changed, text);
          const passes = scan(bytes) !== undefined;
          if (passes) expect(conforms(schema, bytes)).toBe(true);
          if (changes.length === 0)
            expect([text.toString(), passes]).toEqual([text.toString(), true]);
        }),
        { numRuns: 60 },
      );
    }
  });

  test("a word passes only if its expression takes it, and nearly every one that it takes does", () => {
    const patterned = Object.values(words).filter(
      (word): word is Schema & { pattern: string } => "pattern" in word,
    );
    let passed = 0;
    const runs = 40;
    for (const { pattern } of patterned) {
      const match = matchOf(pattern);
      if (match === undefined) continue;
      const expression = new RegExp(pattern, "u");
      const nearly = fc.tuple(
        fc.stringMatching(new RegExp(pattern)),
        fc.array(change, { maxLength: 1 }),
      );
      fc.assert(
        fc.property(nearly, ([text, changes]) => {
          const bytes = changes.reduce(changed, Buffer.from(text));
          if (match(bytes, 0) !== bytes.length) return;
          passed += 1;
          expect(expression.test(bytes.toString())).toBe(true);
        }),
        { numRuns: runs },
      );
    }
    expect(patterned.filter(({ pattern }) => matchOf(pattern) === undefined)).toEqual([]);
    expect(passed).toBeGreaterThan((patterned.length * runs) / 3);
  });
});

/** Conforms and is refused all the same: numbers of sixteen digits. */
const needsParser = (bytes: Buffer): boolean => /[:,[][0-9]{16}/.test(bytes.toString("latin1"));

describe("what became of each room's copy", () => {
  const factsByParser = (bytes: Buffer) =>
    parseIncidentParts(bytes)?.slots.map(({ slot, value }) => ({
      slot,
      ...picked(value, "delivery"),
      ...picked(value, "sealed_sha256"),
      ...picked(value, "not_handed_out"),
    }));
  const picked = <Name extends string>(of: { readonly [name in Name]?: unknown }, name: Name) =>
    of[name] === undefined || (Array.isArray(of[name]) && of[name].length === 0)
      ? {}
      : { [name]: of[name] };

  test("is what the parsed parts say, of whole ones and of altered ones", () => {
    const one = fc.constantFrom(...parts.of);
    fc.assert(
      fc.property(one, fc.array(change, { maxLength: 2 }), (bytes, changes) => {
        const altered = changes.reduce(changed, bytes);
        const facts = slotFactsOf(altered)?.map((slot) => ({
          slot: slot.slot,
          ...picked(slot, "delivery"),
          ...picked(slot, "sealed_sha256"),
          ...picked(slot, "not_handed_out"),
        }));
        expect(facts).toEqual(factsByParser(altered));
      }),
      { numRuns: 1_000 },
    );
  });

  test("deliveries that will not be handed out are named, and rooms out of order are refused", () => {
    const [bytes = Buffer.alloc(0)] = parts.of;
    const whole = parseIncidentParts(bytes);
    if (whole === undefined) throw new Error("no parts");
    const ended = ["a2cad79f5d188cb0a6e0d7de82bf4e40", "915d586ca7ff8b29a5647e27c2b4e4d3"];
    const slots = whole.slots.map((slot) => ({
      ...slot,
      value: { ...slot.value, not_handed_out: ended },
    }));
    const of = (rooms: readonly unknown[]) =>
      slotFactsOf(canonicalBytes(canonicalOf({ ...whole, slots: rooms })));
    expect(of(slots)?.map((slot) => slot.not_handed_out)).toEqual(slots.map(() => ended));
    expect(of(slots.toReversed())).toBeUndefined();
    expect(of([...slots, ...slots.slice(-1)])).toBeUndefined();
  });
});
