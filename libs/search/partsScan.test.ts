import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { incidentExample, releasedSlot } from "#tests/support/leafExamples";
import { Traffic } from "#tests/support/search/traffic";
import { quickEntry, writtenEntry } from "#tests/support/search/trafficLog";
import { type DecisionRecord, strictRecord, Vocabulary } from "./decisionRecord.ts";
import { scanDecision } from "./partsScan.ts";

/** Without the numbers by which equal things are known: each reader counts its own. */
const told = (record: unknown): unknown =>
  JSON.parse(JSON.stringify(record, (name, value) => (name === "number" ? undefined : value)));

function decisionLeaf(bytes: Buffer) {
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf || !isIncidentLeaf(leaf)) throw new Error("no leaf of an incident");
  return leaf;
}

function scanned(leafBytes: Buffer, parts: Buffer): DecisionRecord | undefined {
  return scanDecision(decisionLeaf(leafBytes), parts, new Vocabulary());
}

function strict(leafBytes: Buffer, parts: Buffer) {
  return strictRecord(decisionLeaf(leafBytes), parts, new Vocabulary());
}

const decisions = fc.integer({ min: 1, max: 1_000_000 }).map((seed) => {
  const traffic = new Traffic({ seed, stepMs: 60_000, begin: "2026-01-01T00:00:00.000Z" });
  return Array.from({ length: 12 }, (_, index) => traffic.next(2026, index + 1)).flatMap((entry) =>
    "decision" in entry ? [entry.decision] : [],
  );
});

describe("parts that are read quickly", () => {
  test("say what the strict reader says, whoever wrote them", () => {
    fc.assert(
      fc.property(decisions, (inputs) => {
        for (const decision of inputs) {
          const written = writtenEntry({ decision }, "written");
          for (const { leaf, part } of [written, quickEntry(decision)]) {
            const quick = scanned(leaf, part);
            expect(quick).toBeDefined();
            expect(told(quick)).toEqual(told(strict(leaf, part)));
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  test("are left to the strict reader where a byte is not as it was recorded", () => {
    const { leafBytes, partsBytes } = incidentExample();
    for (let at = 0; at < partsBytes.length; at += 7) {
      const changed = Buffer.from(partsBytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const quick = scanned(leafBytes, changed);
      // Salted commitments are not read, and a change in them is no change of what is told.
      if (quick !== undefined) expect(told(quick)).toEqual(told(scanned(leafBytes, partsBytes)));
    }
  });

  test("are left to the strict reader where copies were not handed out, and for a slot that was swapped", () => {
    const not_handed_out = ["ffeeddccbbaa89988877665544332211"];
    const slots = [{ slot: 1, value: { ...releasedSlot, not_handed_out } }];
    const { leafBytes, partsBytes } = incidentExample({ slots });
    expect(scanned(leafBytes, partsBytes)).toBeUndefined();
    expect(strict(leafBytes, partsBytes)).toHaveProperty("slots");
    const other = incidentExample({ slots: [{ slot: 1, value: releasedSlot }] });
    expect(scanned(leafBytes, other.partsBytes)).toBeUndefined();
    expect(strict(leafBytes, other.partsBytes)).toEqual({ problem: "differs" });
  });
});
