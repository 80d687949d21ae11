import { describe, expect, test } from "@jest/globals";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { syntheticId } from "#tests/support/auditFixture";
import { genesisEntry } from "#tests/support/familyLog";
import { builtOrThrow, countedBytes } from "#tests/support/leafExamples";
import { checkUnreadHead } from "./unreadHeads.ts";
import { EntryChecker } from "./verifyEntries.ts";

const year = 2026;
const at = "2026-11-22T09:00:00.000Z";
const common = { at, clock: "synced" } as const;
const previousAt = (seq: number | undefined) =>
  seq === undefined ? {} : { previous: { year, seq } };

function counts(from: number, to: number, previous?: number): Buffer {
  const range = { from, to };
  const leaf = { ...common, kind: "counts", of: year, range, ...previousAt(previous) } as const;
  return builtOrThrow(buildSystemLeaf({ leaf, entries: [] }, countedBytes())).leafBytes;
}

function receipts(slot: number, previous?: number): Buffer {
  const about = { of: "actual", slot, range: { from: 1, to: 1 }, count: 1 } as const;
  const leaf = { ...common, kind: "receipts", ...about, ...previousAt(previous) } as const;
  const entries = [
    { mode: "actual", delivery: syntheticId("delivery"), kind: "delivered", at },
  ] as const;
  return builtOrThrow(buildSystemLeaf({ leaf, entries }, countedBytes())).leafBytes;
}

/** What is found where `below` stands at 5 and is not read, and `above` are the entries from 10 on. */
function findings(below: Buffer, above: readonly Buffer[]): readonly string[] {
  const options = { year, origin: "audit.raccordo.example/2026", withParts: false, from: 10 };
  const checker = new EntryChecker(options);
  const genesis = checker.check(0, genesisEntry(year).leaf, undefined);
  const read = above.flatMap((leaf, at) => checker.check(10 + at, leaf, undefined));
  const looked = checker.unreadHeads().flatMap((one) => checkUnreadHead(one, below));
  return [...genesis, ...read, ...looked].map(({ kind }) => kind);
}

describe("a chain that comes from entries that were not read", () => {
  test("goes on from the entry that it names, where that one is of the same chain", () => {
    expect(findings(counts(1, 4), [counts(5, 8, 6), counts(9, 9, 11)])).toEqual([]);
    expect(findings(receipts(1), [receipts(1, 6), receipts(1, 11)])).toEqual([]);
  });

  test("of counts leaves nothing uncounted and counts nothing twice", () => {
    expect(findings(counts(1, 3), [counts(5, 8, 6)])).toEqual(["counts-range"]);
    expect(findings(counts(1, 6), [counts(5, 8, 6)])).toEqual(["counts-range"]);
    expect(findings(counts(1, 4), [counts(5, 8, 6), counts(10, 10, 11)])).toEqual(["counts-range"]);
  });

  test("is broken where it names an entry of another room, of another kind, or none of a log", () => {
    for (const below of [receipts(2), counts(1, 4), Buffer.from('{"v":1}')]) {
      expect(findings(below, [receipts(1, 6)])).toEqual(["reports-chain-broken"]);
    }
    expect(findings(receipts(1), [counts(5, 8, 6)])).toEqual(["counts-chain-broken"]);
  });

  test("is broken where a later entry goes back behind one that was read", () => {
    const twice = findings(receipts(1), [receipts(1, 6), receipts(1, 6)]);
    expect(twice).toEqual(["reports-chain-broken"]);
  });
});
