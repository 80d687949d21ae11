import { describe, expect, test } from "@jest/globals";
import { buildSystemLeaf, type SystemLeafInput } from "#libs/seal/buildLeaf";
import { canonicalBytes } from "#libs/seal/canonical";
import type { ChainHead } from "#libs/seal/leaf";
import { type EntriesOptions, EntryChecker, type EntryFinding } from "#libs/seal/verifyEntries";
import { syntheticId } from "#tests/support/auditFixture";
import {
  builtOrThrow,
  countedBytes,
  incidentExample,
  releasedSlot,
  unaddressedSlot,
} from "#tests/support/leafExamples";

interface Entry {
  readonly leafBytes: Buffer;
  readonly partsBytes: Buffer;
}

const at = "2026-11-22T09:00:00.000Z";
const origin = "audit.raccordo.example/2026";
const common = { at, clock: "synced" } as const;

const system = (input: SystemLeafInput): Entry =>
  builtOrThrow(buildSystemLeaf(input, countedBytes()));

const genesis = (year = 2026, more: object = {}): Entry => {
  const leaf = {
    ...common,
    kind: "genesis",
    origin: `audit.raccordo.example/${year}`,
    year,
  } as const;
  return system({ leaf: { ...leaf, ...more } });
};

function configuration(rooms: readonly { readonly id: string; readonly slot: number }[]): Entry {
  const leaf = {
    ...common,
    kind: "configuration",
    version: 1,
    rooms: rooms.length,
    log: `${origin}+01234567+${"A".repeat(44)}`,
    receipts: { id: "0123456789abcdef", public: "A".repeat(43) },
    writers: ["policy"],
    demonstration: true,
  } as const;
  return system({ leaf, document: canonicalBytes({ rooms }) });
}

const rooms = [
  { id: "pl_cremona", slot: 0 },
  { id: "questura", slot: 1 },
];

const decision = (name: string, head?: ChainHead): Entry => {
  const event = `${name} ${head?.seq}`;
  const slots = [
    { slot: 0, value: unaddressedSlot },
    { slot: 1, value: releasedSlot },
  ];
  const ids = { incident: syntheticId(name), event: syntheticId(event) };
  return incidentExample({ ...ids, head, slots }, countedBytes(event));
};

const receipts = (slot: number, previous?: ChainHead): Entry =>
  system({
    leaf: {
      ...common,
      kind: "receipts",
      of: "actual",
      slot,
      range: { from: 1, to: 1 },
      count: 1,
      ...(previous && { previous }),
    },
    entries: [{ mode: "actual", delivery: syntheticId("d"), kind: "delivered", at }],
  });

const head = (seq: number, year = 2026): ChainHead => ({ year, seq });

/** A log in which everything is as it must be: two incidents and two rooms' receipts, interleaved. */
const whole: readonly Entry[] = [
  genesis(),
  configuration(rooms),
  decision("a"),
  decision("b"),
  decision("a", head(3)),
  receipts(0),
  receipts(1),
  decision("a", head(5)),
  receipts(0, head(6)),
];

const options: EntriesOptions = { year: 2026, origin, withParts: true };

function findingsIn(
  entries: readonly Entry[],
  more: Partial<EntriesOptions> = {},
): { readonly checker: EntryChecker; readonly findings: readonly EntryFinding[] } {
  const checker = new EntryChecker({ ...options, ...more });
  const findings = entries.flatMap(({ leafBytes, partsBytes }, index) =>
    checker.check(index, leafBytes, partsBytes),
  );
  return { checker, findings };
}

describe("what the entries of a log mean", () => {
  test("a whole log has no finding, and the report says what was looked at", () => {
    const { checker, findings } = findingsIn(whole);
    expect(findings).toEqual([]);
    expect(checker.report()).toEqual({
      year: 2026,
      leaves: { genesis: 1, configuration: 1, exchange: 4, receipts: 3 },
      partsChecked: 9,
      chainsFromUncheckedYear: 0,
      incidents: 2,
      genesisLink: "first",
    });
  });

  test("without parts it says that it checked none", () => {
    const { checker, findings } = findingsIn(whole, { withParts: false });
    expect(findings).toEqual([]);
    expect(checker.report().partsChecked).toBe(0);
  });

  test("any one entry left out is noticed, but for the last of a chain", () => {
    for (const index of [0, 1, 2, 4, 5]) {
      const without = whole.filter((_, i) => i !== index);
      expect(findingsIn(without).findings.length).toBeGreaterThan(0);
    }
  });

  test("two entries that changed places are noticed", () => {
    for (const [i, j] of [
      [2, 4],
      [4, 7],
      [5, 8],
      [0, 1],
    ] as const) {
      const swapped = whole.map((one, n) =>
        n === i ? (whole[j] ?? one) : n === j ? (whole[i] ?? one) : one,
      );
      expect(findingsIn(swapped).findings.length).toBeGreaterThan(0);
    }
  });

  test("every flipped byte of a part is noticed", () => {
    // One of each kind that has a part.
    for (const index of [1, 4, 8]) {
      const { leafBytes, partsBytes } = whole[index] ?? genesis();
      for (let at = 0; at < partsBytes.length; at += 1) {
        const flipped = Buffer.from(partsBytes);
        flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
        const checker = new EntryChecker(options);
        for (let i = 0; i < index; i += 1) {
          checker.check(i, whole[i]?.leafBytes ?? leafBytes, whole[i]?.partsBytes ?? partsBytes);
        }
        const found = checker.check(index, leafBytes, flipped);
        expect(found.map(({ kind }) => kind)).toContain("part-mismatch");
      }
    }
  });

  test("a part of another leaf, and none at all, are noticed", () => {
    const [, , a, b] = whole;
    const mixed = whole.map((one) => (one === a && b ? { ...a, partsBytes: b.partsBytes } : one));
    expect(findingsIn(mixed).findings.map(({ index }) => index)).toEqual([2, 2, 2, 2]);
    const checker = new EntryChecker(options);
    expect(checker.check(0, whole[0]?.leafBytes ?? Buffer.alloc(0), undefined)).toMatchObject([
      { kind: "part-mismatch", index: 0 },
    ]);
  });

  test("a room of the configuration without a part is noticed", () => {
    const third = { id: "pl_limitrofo", slot: 2 };
    const entries = whole.map((one, index) =>
      index === 1 ? configuration([...rooms, third]) : one,
    );
    expect(findingsIn(entries).findings).toContainEqual({
      kind: "part-mismatch",
      index: 2,
      detail: "slot 2: missing",
    });
  });

  test("a room's number that is given to another room is noticed", () => {
    const entries = [...whole, configuration([{ id: "another", slot: 1 }, ...rooms.slice(0, 1)])];
    expect(findingsIn(entries).findings).toMatchObject([{ kind: "room-number-reused", index: 9 }]);
  });

  test("a decision before any configuration, and a second genesis, are noticed", () => {
    expect(findingsIn([genesis(), decision("a")]).findings).toMatchObject([
      { kind: "before-configuration" },
    ]);
    expect(findingsIn([...whole, genesis()]).findings).toMatchObject([
      { kind: "genesis-misplaced" },
    ]);
    expect(findingsIn(whole.slice(1)).findings[0]).toMatchObject({ kind: "genesis-missing" });
  });

  test("entries that could not be read are not held against those that name them", () => {
    const checker = new EntryChecker(options);
    const read = [0, 1, 2, 3, 5, 6, 7, 8];
    const findings = read.flatMap((index) => {
      const { leafBytes, partsBytes } = whole[index] ?? genesis();
      return checker.check(index, leafBytes, partsBytes);
    });
    expect(findings).toEqual([]);
  });
});

const counts = (from: number, to: number, previous?: ChainHead, of = 2026): Entry => {
  const leaf = { ...common, kind: "counts", of, range: { from, to } } as const;
  return system({ leaf: { ...leaf, ...(previous && { previous }) }, entries: [{ lines: [] }] });
};

describe("the counts of a log", () => {
  const counted = [...whole, counts(1, 7), counts(8, 10, head(10))];

  test("that go on from each other have no finding, whether read at once or bit by bit", () => {
    expect(findingsIn(counted).findings).toEqual([]);
    const withoutParts = { ...options, withParts: false };
    let memory = new EntryChecker(withoutParts).memory();
    for (const [index, { leafBytes }] of counted.entries()) {
      const checker = new EntryChecker({ ...withoutParts, memory });
      expect(checker.check(index, leafBytes, undefined)).toEqual([]);
      memory = JSON.parse(JSON.stringify(checker.memory()));
    }
  });

  test.each([
    { what: "leave entries out", entries: [counts(1, 7), counts(9, 10, head(10))] },
    { what: "count entries twice", entries: [counts(1, 7), counts(7, 10, head(10))] },
    { what: "do not begin at the beginning", entries: [counts(2, 7)] },
    { what: "count what comes after them", entries: [counts(1, 10)] },
    { what: "are of a year to come", entries: [counts(1, 7, undefined, 2027)] },
  ])("that $what are noticed", ({ entries }) => {
    const { findings } = findingsIn([...whole, ...entries]);
    expect(findings.map(({ kind }) => kind)).toContain("counts-range");
  });

  test("of which one is missing are noticed by the next", () => {
    const { findings } = findingsIn([...whole, counts(1, 7), counts(8, 10)]);
    expect(findings).toMatchObject([{ kind: "counts-chain-broken", index: 10 }]);
  });

  test("include the end of a year, counted in the next one's log", () => {
    const root = "ab".repeat(32);
    const before = findingsIn(counted).checker.end(counted.length, root);
    const begin = genesis(2027, {
      previous: { year: 2026, last_sequence: counted.length, root },
    });
    const next = { year: 2027, origin: "audit.raccordo.example/2027", before };
    const rest = counts(11, 11, head(11));
    expect(findingsIn([begin, rest], next).findings).toEqual([]);
    const skipped = counts(1, 1, head(11), 2027);
    expect(findingsIn([begin, skipped], next).findings).toMatchObject([{ kind: "counts-range" }]);
  });
});

describe("the next year", () => {
  const root = "ab".repeat(32);
  const previous = { year: 2026, last_sequence: whole.length, root };
  const next = { year: 2027, origin: "audit.raccordo.example/2027" };
  const before = findingsIn(whole).checker.end(whole.length, root);

  test("continues the chains of the year before", () => {
    const entries = [genesis(2027, { previous }), decision("a", head(8)), decision("b", head(4))];
    const { checker, findings } = findingsIn(entries, { ...next, before });
    expect(findings).toEqual([]);
    expect(checker.report().genesisLink).toBe("checked");
  });

  test.each([
    { ...previous, root: "cd".repeat(32) },
    { ...previous, last_sequence: whole.length - 1 },
    { ...previous, year: 2025 },
    undefined,
  ])("%j is no link to it", (link) => {
    const more = link === undefined ? {} : { previous: link };
    const { findings } = findingsIn([genesis(2027, more)], { ...next, before });
    expect(findings).toMatchObject([{ kind: "genesis-link" }]);
  });

  test.each([
    { what: "begins anew", wrong: decision("a"), kind: "chain-forked" },
    { what: "goes on from an older leaf", wrong: decision("a", head(5)), kind: "chain-forked" },
    { what: "goes on from another's leaf", wrong: decision("a", head(4)), kind: "chain-broken" },
    { what: "names a leaf that is not here", wrong: decision("a", head(9)), kind: "chain-gap" },
    { what: "has lost its beginning", wrong: decision("new", head(3)), kind: "chain-gap" },
  ])("a chain that $what is noticed, and named", ({ wrong, kind }) => {
    const entries = [genesis(2027, { previous }), wrong];
    expect(findingsIn(entries, { ...next, before }).findings).toMatchObject([{ kind, index: 1 }]);
  });

  test("alone, it is told what could not be checked", () => {
    const entries = [genesis(2027, { previous }), configuration(rooms), decision("a", head(8))];
    const { checker, findings } = findingsIn(entries, next);
    expect(findings).toEqual([]);
    expect(checker.report()).toMatchObject({
      chainsFromUncheckedYear: 1,
      genesisLink: "unchecked",
    });
  });
});
