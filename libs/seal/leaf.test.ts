import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { componentRef } from "#libs/seal/alias";
import { buildIncidentLeaf, buildSystemLeaf } from "#libs/seal/buildLeaf";
import { sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalBytes, parseCanonical } from "#libs/seal/canonical";
import { commitmentTo, valueMac } from "#libs/seal/commitments";
import { plaintextDigest } from "#libs/seal/copy";
import type { IncidentKeys } from "#libs/seal/derive";
import { eventId, incidentId, incidentPseudonym, operatorPseudonym } from "#libs/seal/ids";
import { leafBytesMax, parseLeaf } from "#libs/seal/leaf";
import { incidentKinds, leafSchema, leafSchemas } from "#libs/seal/leafSchema";
import {
  builtOrThrow,
  countedBytes,
  exampleHash,
  exampleId,
  incidentExample,
  incidentInput,
  releasedSlot,
  systemInputs,
  unaddressedSlot,
} from "#tests/support/leafExamples";

const publishedSchema = new URL("../../../libs/seal/leaf.schema.json", import.meta.url);
const foreign = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(leafSchema);

/** One leaf of every kind, as canonical values. */
const examples: readonly CanonicalValue[] = [
  incidentExample({ head: undefined }).leafBytes,
  ...incidentKinds.map((kind) => incidentExample({ kind }).leafBytes),
  ...systemInputs.map((input) => builtOrThrow(buildSystemLeaf(input, countedBytes())).leafBytes),
].map((bytes) => {
  const value = parseCanonical(bytes);
  if (value === undefined) throw new Error("an example is not canonical");
  return value;
});

/** What somebody might want to slip into a log, none of it of a real person. */
const slippedIn = [
  "SINTETICO",
  "Mario Sintetico",
  "ZZ000ZZ",
  "+39 000 0000000",
  "SNTTTC00A01Z000X",
  "via Sintetica 1",
  "sintetico@example.org",
  "45.13,10.02",
  "<b>",
  "../..",
  "",
  " ",
  "\u0000",
];

/** Every value that differs from `value` in one string, which is replaced by `word`. */
function withOneStringReplaced(value: CanonicalValue, word: string): readonly CanonicalValue[] {
  if (typeof value === "string") return [word];
  if (typeof value !== "object") return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: CanonicalValue, index) =>
      withOneStringReplaced(item, word).map((other) => value.toSpliced(index, 1, other)),
    );
  }
  return Object.entries(value).flatMap(([name, member]) =>
    withOneStringReplaced(member, word).map((other) => ({ ...value, [name]: other })),
  );
}

/** Every value that has one object member more, named `name`. */
function withOneMemberAdded(value: CanonicalValue, name: string): readonly CanonicalValue[] {
  if (typeof value !== "object") return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: CanonicalValue, index) =>
      withOneMemberAdded(item, name).map((other) => value.toSpliced(index, 1, other)),
    );
  }
  const inner = Object.entries(value).flatMap(([key, member]) =>
    withOneMemberAdded(member, name).map((other) => ({ ...value, [key]: other })),
  );
  return [{ ...value, [name]: 1 }, ...inner];
}

/** A decision about an incident in which every outside name and value is `secret`. */
function decisionAbout(secret: string, keys: IncidentKeys, seed: string) {
  const ref = componentRef(keys.ordinary, "pl_cremona", "person", secret);
  const path = "person.family_name";
  const naming = keys.ordinary;
  const message = { format: "native/1", sender: secret, messageId: secret, sent: secret };
  const event = eventId(naming, "actual", message);
  const mac = valueMac(keys, "questura", ref, path, canonicalBytes(secret));
  const digest = plaintextDigest(
    keys,
    { mode: "actual", room: "questura", delivery: event },
    canonicalBytes(secret),
  );
  const entries = [{ ref, path, op: "add", mac }] as const;
  return incidentExample(
    {
      incident: incidentPseudonym(naming, "actual", incidentId(naming, "actual", secret)),
      event,
      facts: {
        ...incidentInput.facts,
        operator: operatorPseudonym(naming, secret),
        fields: [{ ref, paths: [path] }],
      },
      commitments: [{ path, ref, c: commitmentTo(keys.sensitive, { event, ref, path }, secret) }],
      slots: [{ slot: 1, value: { ...releasedSlot, entries, plaintext_digest: digest } }],
    },
    countedBytes(seed),
  );
}

function isLeaf(value: CanonicalValue): boolean {
  return !("problem" in parseLeaf(canonicalBytes(value)));
}

describe("the allow-list of the leaf", () => {
  test("takes one leaf of every kind, in our parser and in a foreign validator", () => {
    const kinds = new Set<unknown>();
    for (const example of examples) {
      expect({ ours: isLeaf(example), foreign: foreign(example), example }).toEqual({
        ours: true,
        foreign: true,
        example,
      });
      kinds.add((example as { kind?: unknown }).kind);
    }
    expect(kinds).toEqual(new Set(Object.keys(leafSchemas)));
  });

  test.each(slippedIn)("has no place where %j could stand", (word) => {
    for (const example of examples) {
      const changed = withOneStringReplaced(example, word);
      expect(changed.length).toBeGreaterThan(3);
      for (const other of changed) {
        expect(isLeaf(other)).toBe(false);
        expect(foreign(other)).toBe(false);
      }
    }
  });

  test("has no place for any text with a blank or a capital name in it", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 80 }).map((tail) => `Sintetico ${tail}`);
    fc.assert(
      fc.property(text, fc.nat(), (word, pick) => {
        const example = examples[pick % examples.length] ?? 0;
        for (const other of withOneStringReplaced(example, word)) {
          expect(isLeaf(other)).toBe(false);
          expect(foreign(other)).toBe(false);
        }
      }),
    );
  });

  test.each(["note", "__proto__", "constructor", "h2"])("has no member called %s", (name) => {
    for (const example of examples) {
      for (const other of withOneMemberAdded(example, name)) {
        const bytes = Buffer.from(canonicalBytes(other));
        expect(parseLeaf(bytes)).toHaveProperty("problem");
      }
    }
  });

  test("misses no member that must be there", () => {
    for (const example of examples) {
      for (const name of Object.keys(example)) {
        const { [name]: _, ...rest } = example as Record<string, CanonicalValue>;
        expect(isLeaf(rest)).toBe(foreign(rest));
      }
    }
  });

  test("is published as the JSON Schema that the code holds", () => {
    const published: unknown = JSON.parse(readFileSync(publishedSchema, "utf8"));
    expect(published).toEqual(JSON.parse(JSON.stringify(leafSchema)));
  });
});

describe("the parser of leaves", () => {
  test("refuses bytes that are not the canonical form of their value", () => {
    const { leafBytes } = incidentExample();
    const text = leafBytes.toString("utf8");
    for (const other of [
      ` ${text}`,
      `${text}\n`,
      text.replace('"v":1', '"v":1.0'),
      text.replace('"v":1}', '"v":1,"v":1}'),
      `\uFEFF${text}`,
      "",
      "null",
      "[]",
      "7",
    ]) {
      expect(parseLeaf(Buffer.from(other, "utf8"))).toHaveProperty("problem");
    }
    expect(parseLeaf(Buffer.of(0xff, 0xfe))).toHaveProperty("problem", "not-canonical");
  });

  test("refuses an origin longer than its limit, though each of its labels is short", () => {
    const label = "a".repeat(63);
    const genesis = { v: 1, kind: "genesis", mode: "system", clock: "synced", year: 2026 } as const;
    const leaf = { ...genesis, at: incidentInput.at, origin: `${label}.${label}` };
    expect(parseLeaf(canonicalBytes(leaf))).toEqual(leaf);
    expect(parseLeaf(canonicalBytes({ ...leaf, origin: `${label}.${label}.${label}` }))).toEqual({
      problem: "shape",
      pointer: "/origin",
    });
  });

  test("refuses what is over the limit before it reads it", () => {
    expect(parseLeaf(Buffer.alloc(leafBytesMax + 1, 0x20))).toEqual({
      problem: "too-large",
      pointer: "",
    });
  });

  test("refuses more slots than a log can have rooms", () => {
    const leaf = JSON.parse(incidentExample().leafBytes.toString()) as object;
    const slots = Array.from({ length: 272 }, () => "A".repeat(43));
    expect(parseLeaf(canonicalBytes({ ...leaf, slots }))).toEqual({
      problem: "shape",
      pointer: "/slots",
    });
  });

  test("refuses slots that are not filled, and a range that runs backwards", () => {
    const leaf = JSON.parse(incidentExample().leafBytes.toString()) as Record<
      string,
      CanonicalValue
    >;
    const slots = leaf["slots"] as readonly string[];
    expect(parseLeaf(canonicalBytes({ ...leaf, slots: [...slots, "A".repeat(43)] }))).toEqual({
      problem: "shape",
      pointer: "/slots",
    });
    const receipts = examples.find(
      (example) => (example as { kind?: unknown }).kind === "receipts",
    );
    const backwards = { ...(receipts as object), range: { from: 9, to: 1 } } as CanonicalValue;
    expect(parseLeaf(canonicalBytes(backwards))).toEqual({ problem: "shape", pointer: "/range" });
  });

  test("tells where a leaf is wrong without repeating what stands there", () => {
    const leaf = JSON.parse(incidentExample().leafBytes.toString()) as Record<
      string,
      CanonicalValue
    >;
    const refused = parseLeaf(canonicalBytes({ ...leaf, SINTETICO: "ZZ000ZZ" }));
    expect(refused).toEqual({ problem: "shape", pointer: "" });
  });
});

describe("building a leaf", () => {
  test("hides how many rooms there are: slots come in sixteens, and filling looks like the rest", () => {
    for (const [highest, length] of [
      [0, 16],
      [15, 16],
      [16, 32],
      [255, 256],
    ] as const) {
      const slots = [{ slot: highest, value: unaddressedSlot }];
      const leaf = parseLeaf(incidentExample({ slots }).leafBytes);
      expect(leaf).toHaveProperty("slots.length", length);
      expect(leaf).toHaveProperty(
        "slots",
        expect.arrayContaining([expect.stringMatching(/^[\w-]{43}$/)]),
      );
    }
  });

  test("with 256 rooms stays below its limit", () => {
    const slots = Array.from({ length: 256 }, (_, slot) => ({ slot, value: releasedSlot }));
    const { leafBytes } = incidentExample({ slots });
    expect(leafBytes.length).toBeGreaterThan(11_776);
    expect(leafBytes.length).toBeLessThan(leafBytesMax);
  });

  test("says the same of a refused room as of one that got everything", () => {
    const withheld = incidentExample({ slots: [{ slot: 0, value: unaddressedSlot }] });
    const released = incidentExample({ slots: [{ slot: 0, value: releasedSlot }] });
    expect(withheld.leafBytes.length).toBe(released.leafBytes.length);
  });

  test("never makes the same digest of the same decision twice", () => {
    const leaves = ["a", "b"].map((seed) => incidentExample({}, countedBytes(seed)).leafBytes);
    const digests = leaves.flatMap((bytes) => {
      const leaf = parseLeaf(bytes);
      return "slots" in leaf ? [leaf.facts, leaf.commitments, ...leaf.slots] : [];
    });
    expect(new Set(digests).size).toBe(2 * 18);
  });

  test("is repeatable when the random bytes are", () => {
    expect(incidentExample()).toEqual(incidentExample());
  });
});

describe("what a leaf gives away", () => {
  test("carries no word of what it is built from, but what the allow-list names", () => {
    const { leafBytes } = incidentExample();
    for (const word of [
      "pl_cremona",
      "questura",
      "C03",
      "019036",
      "victim",
      "vehicle.plate",
      "RELEASED",
      "patto",
      "art. 3",
      "released",
      "P2",
      "no-onward",
    ]) {
      expect(leafBytes.includes(word)).toBe(false);
    }
    expect(leafBytes.includes(exampleId) && leafBytes.includes(exampleHash)).toBe(true);
  });

  test("leaves no trace of any value, neither in the leaf nor in its parts", () => {
    const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const value = fc.string({ unit: "grapheme", maxLength: 40 }).map((tail) => `SINTETICO${tail}`);
    fc.assert(
      fc.property(key, key, value, fc.nat(), (ordinary, sensitive, secret, seed) => {
        const { leafBytes, partsBytes } = decisionAbout(
          secret,
          { ordinary, sensitive },
          String(seed),
        );
        const encodings = [
          Buffer.from("SINTETICO"),
          Buffer.from(secret),
          Buffer.from(Buffer.from(secret).toString("hex")),
          Buffer.from(Buffer.from(secret).toString("base64url")),
          Buffer.from(sha256Hex(Buffer.from(secret))),
          Buffer.from(sha256Hex(canonicalBytes(secret))),
        ];
        for (const trace of encodings) {
          expect(leafBytes.includes(trace)).toBe(false);
          expect(partsBytes.includes(trace)).toBe(false);
        }
      }),
    );
  });

  test("throws rather than record a value: a name in a code is a defect of the caller", () => {
    const facts = { ...incidentInput.facts, category: "SINTETICO" };
    const slots = [{ slot: 0, value: { ...unaddressedSlot, reason: "because of Sintetico" } }];
    const twice = [incidentInput.slots, incidentInput.slots].flat();
    for (const changes of [
      { facts },
      { slots },
      { slots: twice },
      { event: "SINTETICO" },
      { at: "now" },
    ]) {
      expect(() => incidentExample(changes)).toThrow(TypeError);
    }
    const outside = [{ slot: 256, value: unaddressedSlot }];
    expect(() => incidentExample({ slots: outside })).toThrow(TypeError);
  });

  test("over the limit of the parts is a value, so that policy can withhold and record that", () => {
    const entries = Array.from({ length: 4096 }, () => releasedSlot.entries[0]).flatMap(
      (entry) => entry ?? [],
    );
    const slots = [0, 1].map((slot) => ({ slot, value: { ...releasedSlot, entries } }));
    expect(buildIncidentLeaf({ ...incidentInput, slots }, countedBytes())).toEqual({
      refused: "parts-too-large",
    });
  });
});
