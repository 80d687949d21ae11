import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type FeedItem, type RecordedDelivery, reconcile } from "./reconcile.ts";

const record = (n: number, more: Partial<RecordedDelivery> = {}): RecordedDelivery => ({
  delivery: `d${n}`,
  slot: n % 3,
  mode: "actual",
  incidentPseudonym: "p",
  event: "e",
  sealedSha256: `h${n}`,
  year: 2026,
  sequence: n + 1,
  at: "2026-11-22T09:00:00.000Z",
  learnedMs: 0,
  settled: false,
  ...more,
});
const itemOf = (of: RecordedDelivery, isTombstone = false): FeedItem => ({
  delivery: of.delivery,
  mode: of.mode,
  slot: of.slot,
  storedAt: "2026-11-22T09:00:01.000Z",
  sealedSha256: of.sealedSha256,
  isTombstone,
});

const compare = (recorded: readonly RecordedDelivery[], feed: readonly FeedItem[], more = {}) =>
  reconcile({
    recorded: new Map(recorded.map((one) => [one.delivery, one])),
    feed,
    slots: new Set([0, 1, 2]),
    nowMs: 10_000,
    graceMs: 5_000,
    owedSince: "2026-10-21T00:00:00.000Z",
    recordedSince: "",
    ...more,
  });

type Fate = "copy" | "tombstone" | "settled" | "missing" | "differs" | "unrecorded" | "other-room";
const fates: readonly Fate[] = [
  "copy",
  "tombstone",
  "settled",
  "missing",
  "differs",
  "unrecorded",
  "other-room",
];

/** What lies in the feeds of a record with this fate. */
function itemsOf(fate: Fate, one: RecordedDelivery): readonly FeedItem[] {
  if (fate === "settled" || fate === "missing") return [];
  const item = itemOf(one, fate === "tombstone");
  if (fate === "differs") return [{ ...item, sealedSha256: "other" }];
  return fate === "other-room" ? [item, { ...item, slot: (item.slot + 1) % 3 }] : [item];
}

describe("feeds against the log", () => {
  test("exactly the planted differences are found, whatever lies around them", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fates), { maxLength: 40 }), (planted) => {
        const all = planted.map((fate, n) => ({
          fate,
          one: record(n, { settled: fate === "settled" }),
        }));
        const recorded = all.filter(({ fate }) => fate !== "unrecorded").map(({ one }) => one);
        const feed = all.flatMap(({ fate, one }) => itemsOf(fate, one));
        const found = compare(recorded, feed);
        const count = (kind: string) => found.filter((one) => one.kind === kind).length;
        const of = (...wanted: Fate[]) => planted.filter((fate) => wanted.includes(fate)).length;
        expect(count("missing")).toBe(of("missing"));
        expect(count("differs")).toBe(of("differs"));
        expect(count("unrecorded")).toBe(of("unrecorded", "other-room"));
      }),
    );
  });

  test("a copy in the other mode is not the recorded one", () => {
    const one = record(1);
    const exercise = compare([one], [{ ...itemOf(one), mode: "exercise" }]);
    expect(exercise.map(({ kind }) => kind)).toContain("unrecorded");
  });

  test("policy has its time, and a feed that cannot be read accuses nobody", () => {
    expect(compare([record(1, { learnedMs: 5_001 })], [])).toEqual([]);
    expect(compare([record(1, { learnedMs: 5_000 })], [])).toHaveLength(1);
    expect(compare([record(1)], [], { slots: new Set([0, 2]) })).toEqual([]);
  });

  test("copies that are gone by age are not owed, and what is older than the records is not judged", () => {
    expect(compare([record(1, { at: "2026-10-20T00:00:00.000Z" })], [])).toEqual([]);
    const strange = itemOf(record(1));
    expect(compare([], [strange], { recordedSince: "2026-11-22T09:00:02.000Z" })).toEqual([]);
    expect(compare([], [{ ...strange, delivery: undefined }])).toHaveLength(1);
  });
});
