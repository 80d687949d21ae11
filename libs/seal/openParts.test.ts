import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { buildIncidentLeaf, buildSystemLeaf } from "#libs/seal/buildLeaf";
import { canonicalBytes } from "#libs/seal/canonical";
import { type IncidentLeaf, isIncidentLeaf, parseLeaf, type ReportsLeaf } from "#libs/seal/leaf";
import { checkMac, leafMac } from "#libs/seal/mac";
import {
  checkParts,
  openCommitments,
  openFacts,
  openReceiptOpening,
  openReceipts,
  openRefusals,
  openSlot,
  openSlotOpening,
  openSlots,
  receiptOpening,
  slotOpening,
} from "#libs/seal/openParts";
import type { Facts } from "#libs/seal/parts";
import { partsSchema } from "#libs/seal/partsSchema";
import {
  builtOrThrow,
  completeFacts,
  countedBytes,
  exampleRef,
  incidentExample,
  incidentInput,
  releasedSlot,
  systemInputs,
  unaddressedSlot,
} from "#tests/support/leafExamples";

const publishedParts = new URL("../../../libs/seal/parts.schema.json", import.meta.url);
const { leafBytes, partsBytes } = incidentExample();
const leaf = incidentLeafIn(leafBytes);

function incidentLeafIn(bytes: Uint8Array): IncidentLeaf {
  const parsed = parseLeaf(bytes);
  if ("problem" in parsed || !isIncidentLeaf(parsed)) throw new Error("not an incident's leaf");
  return parsed;
}

function systemExample(kind: string) {
  const input = systemInputs.find((candidate) => candidate.leaf.kind === kind);
  if (input === undefined) throw new Error(`no example of ${kind}`);
  return builtOrThrow(buildSystemLeaf(input, countedBytes()));
}

function reportsLeaf<Kind extends "receipts" | "refusals">(kind: Kind): ReportsLeaf<Kind> {
  const parsed = parseLeaf(systemExample(kind).leafBytes);
  if ("problem" in parsed || parsed.kind !== kind) throw new Error(`not a ${kind} leaf`);
  return parsed as ReportsLeaf<Kind>;
}

describe("opening the parts of a leaf", () => {
  test("shows the sender's titolare the facts, the commitments and every slot", () => {
    expect(openFacts(leaf, partsBytes)).toEqual({ value: incidentInput.facts });
    expect(openCommitments(leaf, partsBytes)).toEqual({ value: incidentInput.commitments });
    expect(openSlot(leaf, partsBytes, 0)).toEqual({ value: unaddressedSlot });
    expect(openSlot(leaf, partsBytes, 1)).toEqual({ value: releasedSlot });
    const all = incidentInput.slots.map(({ slot, value }) => [slot, value] as const);
    expect(openSlots(leaf, partsBytes)).toEqual({ value: new Map(all) });
  });

  test("shows facts with all inputs of a decision, and still those of before they were all recorded", () => {
    const complete = { ...incidentInput, facts: completeFacts };
    const built = builtOrThrow(buildIncidentLeaf(complete, countedBytes("complete")));
    expect(openFacts(incidentLeafIn(built.leafBytes), built.partsBytes)).toEqual({
      value: completeFacts,
    });
    expect(incidentInput.facts.owner).toBeUndefined();
    expect(openFacts(leaf, partsBytes)).toEqual({ value: incidentInput.facts });
  });

  test("conforms to the published schema of parts, which is that of our own parser", () => {
    const published: unknown = JSON.parse(readFileSync(publishedParts, "utf8"));
    expect(published).toEqual(JSON.parse(JSON.stringify(partsSchema)));
    const foreign = new Ajv2020({ strict: true }).compile(partsSchema);
    expect(foreign(JSON.parse(partsBytes.toString("utf8")))).toBe(true);
  });

  test.each([
    ["an addressee in words", { addressees: ["Mario SINTETICO"] }],
    ["a basis that is no fact", { fields: [{ ref: exampleRef, basis: "rumour", paths: [] }] }],
    ["a source in words", { fields: [{ ref: exampleRef, source: "a SINTETICO", paths: [] }] }],
  ])("refuses to record %s", (_what, facts) => {
    const wrong = { ...incidentInput, facts: { ...completeFacts, ...facts } as Facts };
    expect(() => buildIncidentLeaf(wrong, countedBytes("wrong"))).toThrow();
  });

  test("shows a room its slot alone, and the room needs nothing but the leaf to believe it", () => {
    const opening = slotOpening(partsBytes, 1) ?? Buffer.alloc(0);
    expect(openSlotOpening(leaf, opening, 1)).toEqual({ value: releasedSlot });
    for (const other of ["pl_cremona_other", "C03", "019036", "victim"]) {
      expect(opening.includes(other)).toBe(false);
    }
  });

  test("shows a room that its opening is missing, or is another room's", () => {
    expect(openSlot(leaf, partsBytes, 2)).toEqual({ problem: "missing" });
    expect(slotOpening(partsBytes, 2)).toBeUndefined();
    const opening = slotOpening(partsBytes, 0) ?? Buffer.alloc(0);
    expect(openSlotOpening(leaf, opening, 1)).toEqual({ problem: "missing" });
  });

  test("does not take one room's decision for another's", () => {
    const opening = JSON.parse((slotOpening(partsBytes, 1) ?? "").toString()) as object;
    const moved = canonicalBytes({ ...opening, slot: 0 });
    expect(openSlotOpening(leaf, moved, 0)).toEqual({ problem: "differs" });
  });

  test("does not take it even if the leaf repeats that room's digest in the other slot", () => {
    const opening = JSON.parse((slotOpening(partsBytes, 1) ?? "").toString()) as object;
    const moved = canonicalBytes({ ...opening, slot: 0 });
    const repeated = { ...leaf, slots: leaf.slots.map(() => leaf.slots[1] ?? "") };
    expect(openSlotOpening(repeated, moved, 0)).toEqual({ problem: "differs" });
  });

  test("does not take the decision of another event", () => {
    const other = incidentLeafIn(incidentExample({}, countedBytes("other")).leafBytes);
    expect(openFacts(other, partsBytes)).toEqual({ problem: "differs" });
    expect(openCommitments(other, partsBytes)).toEqual({ problem: "differs" });
    expect(openSlot(other, partsBytes, 1)).toEqual({ problem: "differs" });
    expect(openSlots(other, partsBytes)).toEqual({ problem: "differs" });
  });

  test("lets one receipt be shown without the others", () => {
    const receipts = systemExample("receipts");
    const opening = receiptOpening(receipts.partsBytes, 0);
    if (opening === undefined) throw new Error("no receipt");
    const opened = openReceipts(reportsLeaf("receipts"), receipts.partsBytes);
    const [first, second] = "value" in opened ? opened.value : [];
    expect(first).toHaveProperty("up_to", true);
    expect(openReceiptOpening(reportsLeaf("receipts"), opening)).toEqual({ value: first });
    expect(JSON.stringify(opening)).not.toContain(second?.delivery);
    const moved = { ...opening, index: 1 };
    expect(openReceiptOpening(reportsLeaf("receipts"), moved)).toEqual({ problem: "differs" });
  });

  test("shows refusals as codes and counts", () => {
    const { partsBytes: stored } = systemExample("refusals");
    expect(openRefusals(reportsLeaf("refusals"), stored)).toEqual({
      value: [{ mode: "actual", code: "time-zone-missing", count: 9, bytes: 4096 }],
    });
  });
});

describe("checking stored parts against the log", () => {
  test("finds nothing in what was built, of every kind", () => {
    expect(checkParts(leafBytes, partsBytes, [0, 1, 4])).toEqual([]);
    for (const input of systemInputs) {
      const built = builtOrThrow(buildSystemLeaf(input, countedBytes()));
      expect(checkParts(built.leafBytes, built.partsBytes)).toEqual([]);
    }
  });

  test("finds every flipped byte, cut and addition", () => {
    for (const built of [
      { leafBytes, partsBytes },
      systemExample("receipts"),
      systemExample("configuration"),
    ]) {
      for (let index = 0; index < built.partsBytes.length; index += 1) {
        const other = Buffer.from(built.partsBytes);
        other[index] = (other[index] ?? 0) ^ 0x01;
        expect(checkParts(built.leafBytes, other)).not.toEqual([]);
      }
      for (const other of [
        built.partsBytes.subarray(1),
        Buffer.concat([built.partsBytes, Buffer.of(0x20)]),
      ]) {
        expect(checkParts(built.leafBytes, other)).not.toEqual([]);
      }
    }
    expect(checkParts(systemExample("heartbeat").leafBytes, Buffer.of(1))).not.toEqual([]);
  });

  test("names the part that was changed, and the room whose part is missing", () => {
    const parts = JSON.parse(partsBytes.toString()) as {
      facts: { value: object };
      slots: { slot: number }[];
    };
    const facts = { ...parts.facts, value: { ...parts.facts.value, category: "C01" } };
    expect(checkParts(leafBytes, Buffer.from(JSON.stringify({ ...parts, facts })))).toEqual([
      { part: "facts", problem: "differs" },
    ]);
    const slots = parts.slots.filter(({ slot }) => slot !== 4);
    expect(
      checkParts(leafBytes, Buffer.from(JSON.stringify({ ...parts, slots })), [0, 1, 4]),
    ).toEqual([{ part: "slot", slot: 4, problem: "missing" }]);
  });

  test("does not accept parts for something that is no leaf", () => {
    expect(checkParts(Buffer.from("{}"), partsBytes)).toEqual([
      { part: "leaf", problem: "malformed" },
    ]);
  });
});

describe("the MAC of an AUDIT message", () => {
  const keys = new Map([
    ["policy", Buffer.alloc(32, 1)],
    ["audit", Buffer.alloc(32, 2)],
  ]);
  const content = {
    writer: "policy",
    subject: "audit.2026.actual.i.x.y",
    leaf: leafBytes,
    parts: partsBytes,
  };
  const mac = leafMac(Buffer.alloc(32, 1), content);

  test("holds for what its writer wrote", () => {
    expect(checkMac(keys, content, mac)).toBe("ok");
  });

  test("does not hold under another subject, writer, leaf or parts, nor cut short", () => {
    for (const other of [
      { ...content, subject: "audit.2026.actual.i.x.z" },
      { ...content, writer: "audit" },
      { ...content, leaf: Buffer.concat([leafBytes, Buffer.of(0)]) },
      { ...content, parts: Buffer.alloc(0) },
      { ...content, leaf: partsBytes, parts: leafBytes },
    ]) {
      expect(checkMac(keys, other, mac)).toBe("mac");
    }
    expect(checkMac(keys, content, mac.subarray(0, 31))).toBe("mac");
    expect(checkMac(keys, content, new Uint8Array(0))).toBe("mac");
  });

  test("does not hold for another writer, even if two of them share a key by mistake", () => {
    const shared = new Map([...keys, ["audit", Buffer.alloc(32, 1)]] as const);
    expect(checkMac(shared, { ...content, writer: "audit" }, mac)).toBe("mac");
  });

  test("of somebody whom the configuration does not name is not even computed", () => {
    expect(checkMac(keys, { ...content, writer: "pl_cremona" }, mac)).toBe("writer");
  });
});
