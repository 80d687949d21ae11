import { describe, expect, test } from "@jest/globals";
import { buildSystemLeaf, type SystemLeafInput } from "#libs/seal/buildLeaf";
import { CountsFold } from "#libs/seal/counts";
import { type CountsLeaf, parseLeaf } from "#libs/seal/leaf";
import { countsOpenings, openCounts, openCountsOpening } from "#libs/seal/openParts";
import type { CountsEntry } from "#libs/seal/parts";
import {
  builtOrThrow,
  countedBytes,
  exampleDelivery,
  incidentExample,
  releasedSlot,
  systemInputs,
  unaddressedSlot,
} from "#tests/support/leafExamples";

interface Bytes {
  readonly leafBytes: Buffer;
  readonly partsBytes: Buffer;
}

const cremona = { id: "pl_cremona", slot: 0 };
const questura = { id: "questura", slot: 1 };
const slots = [
  { slot: 0, value: unaddressedSlot },
  { slot: 1, value: { ...releasedSlot, not_handed_out: [exampleDelivery] } },
];
const at = "2026-12-01T00:00:01.000Z";
const common = { at, clock: "synced", of: "actual", slot: 1 } as const;
const range = { from: 1, to: 9 };

const system = (input: SystemLeafInput): Bytes =>
  builtOrThrow(buildSystemLeaf(input, countedBytes()));

const entries: readonly Bytes[] = [
  incidentExample({ slots }),
  incidentExample({ slots, mode: "exercise" }),
  // What policy decides again by itself is nobody's message.
  incidentExample({ slots, kind: "redecision" }),
  incidentExample({ slots, at }),
  system({
    leaf: { ...common, kind: "receipts", range, count: 1 },
    entries: [
      { mode: "actual", delivery: exampleDelivery, kind: "delivered", at },
      { mode: "actual", delivery: exampleDelivery, kind: "displayed", at },
    ],
  }),
  system({
    leaf: { ...common, kind: "refusals", range, count: 9 },
    entries: [{ mode: "actual", code: "time-zone-missing", count: 9, bytes: 4096 }],
  }),
];

function counted(of: readonly Bytes[]): CountsFold {
  const fold = new CountsFold();
  for (const { leafBytes, partsBytes } of of) {
    const leaf = parseLeaf(leafBytes);
    if ("problem" in leaf) throw new Error(leaf.problem);
    fold.add(leaf, partsBytes);
  }
  return fold;
}

const zero = { sent: 0, decided: 0, released: 0, not_handed_out: 0 } as const;
const none = { receipts: 0, refusals: 0, emergencies: 0 } as const;

describe("the counts of a titolare", () => {
  test("are of its own rooms alone, by month and mode", () => {
    const fold = counted(entries);
    const november = { month: "2026-11", ...none };
    expect(fold.linesOf([cremona]).lines).toEqual([
      { room: "pl_cremona", slot: 0, mode: "actual", ...zero, ...november, sent: 1, decided: 2 },
      { room: "pl_cremona", slot: 0, mode: "exercise", ...zero, ...november, sent: 1, decided: 1 },
      {
        ...{ room: "pl_cremona", slot: 0, month: "2026-12", mode: "actual", ...zero, ...none },
        ...{ sent: 1, decided: 1 },
      },
    ]);
    expect(fold.linesOf([questura]).lines.at(-1)).toEqual({
      ...{ room: "questura", slot: 1, month: "2026-12", mode: "actual", sent: 0, decided: 1 },
      ...{ released: 1, not_handed_out: 1, receipts: 2, refusals: 9, emergencies: 0 },
    });
    expect(fold.slots()).toEqual([0, 1]);
  });

  test("name no receiver, category, reason, incident or person", () => {
    const { lines } = counted(entries).linesOf([cremona, questura]);
    const allowed = ["room", "slot", "month", "mode", "sent", "decided", "released"].concat([
      ...["not_handed_out", "receipts", "refusals", "emergencies"],
    ]);
    expect(new Set(lines.flatMap((line) => Object.keys(line)))).toEqual(new Set(allowed));
  });

  test("are short by one for whoever's entry is left out", () => {
    const sent = (fold: CountsFold) =>
      fold.linesOf([cremona]).lines.reduce((sum, line) => sum + line.sent, 0);
    const whole = sent(counted(entries));
    for (const index of [0, 1, 3])
      expect(sent(counted(entries.toSpliced(index, 1)))).toBe(whole - 1);
  });

  test("every kind of leaf can be counted, and none is held against the others", () => {
    const all = systemInputs.map(system);
    expect(counted(all).slots()).toEqual([1]);
  });
});

describe("a counts leaf", () => {
  const fold = counted(entries);
  const groups: readonly CountsEntry[] = [fold.linesOf([cremona]), fold.linesOf([questura])];
  const { leafBytes, partsBytes } = system({
    leaf: { at, clock: "unsynced", kind: "counts", of: 2026, range: { from: 1, to: 6 } },
    entries: groups,
  });
  const leaf = parseLeaf(leafBytes) as CountsLeaf;

  test("opens for each titolare alone, and the others' numbers stay digests", () => {
    expect(openCounts(leaf, partsBytes)).toEqual({ value: groups });
    for (const [index, opening] of countsOpenings(partsBytes).entries()) {
      expect(openCountsOpening(leaf, opening)).toEqual({ value: groups[index] });
      const others = index === 0 ? "questura" : "pl_cremona";
      expect(JSON.stringify(opening)).not.toContain(others);
      const { value, salt } = opening.entry;
      const wrong = { ...opening, entry: { salt, value: { lines: value.lines.slice(1) } } };
      expect(openCountsOpening(leaf, wrong)).toEqual({ problem: "differs" });
    }
  });
});
