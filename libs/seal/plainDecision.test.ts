import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { checkPartsOf } from "#libs/seal/openParts";
import { plainDecision } from "#libs/seal/plainDecision";
import {
  builtOrThrow,
  countedBytes,
  incidentExample,
  systemInputs,
} from "#tests/support/leafExamples";
import { Resealed } from "#tests/support/resealed";
import { Traffic } from "#tests/support/search/traffic";
import { writtenEntry } from "#tests/support/search/trafficLog";

/** What the strict reader makes of the same bytes; undefined where it finds anything. */
function strict(leafBytes: Buffer, part: Buffer) {
  const leaf = parseLeaf(leafBytes);
  if ("problem" in leaf || !isIncidentLeaf(leaf)) return undefined;
  if (checkPartsOf(leaf, part).length > 0) return undefined;
  const { kind, mode, incident, h } = leaf;
  const parts = JSON.parse(part.toString()) as { slots: { slot: number }[] };
  return { kind, mode, incident, h, slots: parts.slots.map(({ slot }) => slot) };
}

const traffic = (seed: number, entries: number) => {
  const made = new Traffic({ seed, stepMs: 60_000, begin: "2026-01-01T00:00:00.000Z" });
  return Array.from({ length: entries }, (_, index) => made.next(2026, index + 1));
};

const written = traffic(7, 60).flatMap((entry, at) =>
  "decision" in entry ? [writtenEntry(entry, String(at))] : [],
);
const entries = [
  ...written,
  ...[incidentExample()].map(({ leafBytes, partsBytes }) => ({
    leaf: leafBytes,
    part: partsBytes,
  })),
];

const changes = fc.record({
  place: fc.nat(),
  cut: fc.nat({ max: 3 }),
  put: fc.constantFrom(
    ...["", '"', "\\", "{", "}", "[", "]", ",", ":", " ", "0", "1", "a", "Z", "-", "é", "\n"],
    ...["\\u0061", "1e3", "1.5", "null", "true", '"":1,', "[]", '"x":"y",', "__proto__", "\u0000"],
  ),
});

describe("a decision that is plainly right", () => {
  test("is what the strict reader says, whatever traffic wrote it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        for (const [at, entry] of traffic(seed, 12).entries()) {
          const { leaf, part } = writtenEntry(entry, String(at));
          const quick = plainDecision(leaf, part);
          expect(quick).toEqual("decision" in entry ? strict(leaf, part) : undefined);
          expect(quick === undefined).toBe(!("decision" in entry));
        }
      }),
      { numRuns: 10 },
    );
  });

  test("is never one that the strict reader refuses: any byte of leaf or parts changed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...entries), changes, fc.boolean(), (entry, change, inLeaf) => {
        const leaf = inLeaf ? changed(entry.leaf, change) : entry.leaf;
        const part = inLeaf ? entry.part : changed(entry.part, change);
        const quick = plainDecision(leaf, part);
        if (quick !== undefined) expect(quick).toEqual(strict(leaf, part));
      }),
      { numRuns: 400 },
    );
  });

  test("is never one that the strict reader refuses, although all digests were made anew over the change", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...entries),
        fc.array(changes, { minLength: 1, maxLength: 2 }),
        fc.nat(),
        (entry, made, which) => {
          const forged = Resealed.of(entry).with(which, (value) => made.reduce(spelt, value));
          const quick = plainDecision(forged.leaf, forged.part);
          if (quick !== undefined) expect(quick).toEqual(strict(forged.leaf, forged.part));
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test("resealing itself changes nothing: what is not spoilt is taken", () => {
    for (const entry of entries) {
      const same = Resealed.of(entry).with(0, (value) => value);
      expect(plainDecision(same.leaf, same.part)).toEqual(strict(entry.leaf, entry.part));
    }
  });

  test("leaves parts aside where there are none to look at", () => {
    const { leafBytes } = incidentExample();
    expect(plainDecision(leafBytes, undefined)).toMatchObject({
      kind: "exchange",
      slots: undefined,
    });
  });

  test("is no other kind of entry", () => {
    for (const input of systemInputs) {
      const { leafBytes, partsBytes } = builtOrThrow(buildSystemLeaf(input, countedBytes()));
      expect(plainDecision(leafBytes, partsBytes)).toBeUndefined();
    }
  });
});

interface Change {
  readonly place: number;
  readonly cut: number;
  readonly put: string;
}

const changed = (bytes: Buffer, change: Change): Buffer =>
  Buffer.from(spelt(bytes.toString("latin1"), change), "latin1");

function spelt(text: string, { place, cut, put }: Change): string {
  const at = place % (text.length + 1);
  return `${text.slice(0, at)}${put}${text.slice(at + cut)}`;
}
