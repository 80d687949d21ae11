import { describe, expect, test } from "@jest/globals";
import { epochHeader } from "#libs/eventlog/feedHeaders";
import { FeedIndex, type FeedNotice } from "./feedIndex.ts";

const id = (digit: string) => `${digit.repeat(12)}8${digit.repeat(3)}8${digit.repeat(15)}`;
function notice(
  sequence: number,
  over: Partial<FeedNotice> & { mode?: string; delivery?: string } = {},
): FeedNotice {
  const { mode = "actual", delivery = id(String(sequence % 10)), ...rest } = over;
  const subject = `feed.${mode}.questura_cremona.${id("a")}.${delivery}`;
  return {
    subject,
    sequence,
    data: Buffer.alloc(600),
    headers: new Map([[epochHeader, "e"]]),
    ...rest,
  };
}
const never = new Promise<void>(() => undefined);

describe("the index of a feed", () => {
  test("gives copies in the order of their stream, after the cursor and of one mode only", () => {
    const index = new FeedIndex();
    index.apply(notice(1));
    index.apply(notice(2, { mode: "exercise" }));
    index.apply(notice(3));
    expect(index.after("actual", 0, 10).map(({ sequence }) => sequence)).toEqual([1, 3]);
    expect(index.after("actual", 1, 10).map(({ sequence }) => sequence)).toEqual([3]);
    expect(index.after("exercise", 0, 10).map(({ sequence }) => sequence)).toEqual([2]);
  });

  test("gives copies of one incident when only those are asked for, and none of an alias that it does not know", () => {
    const index = new FeedIndex();
    const other = `feed.actual.questura_cremona.${id("b")}.${id("2")}`;
    index.apply(notice(1));
    index.apply({ ...notice(2), subject: other });
    index.apply(notice(3));
    const ofIncident = (alias: string) =>
      index.after("actual", 0, 10, alias).map(({ sequence }) => sequence);
    expect(ofIncident(id("a"))).toEqual([1, 3]);
    expect(ofIncident(id("b"))).toEqual([2]);
    expect(ofIncident(id("c"))).toEqual([]);
  });

  test("a tombstone takes its copy away and is never handed out", () => {
    const index = new FeedIndex();
    const delivery = id("1");
    index.apply(notice(1, { delivery }));
    index.apply(notice(2, { delivery, data: Buffer.alloc(0) }));
    expect(index.after("actual", 0, 10)).toEqual([]);
    expect(index.sequenceOfDelivery(delivery)).toBeUndefined();
    expect(index.waiting).toBe(0);
  });

  test("a poll that stands behind a stale copy looks again when that one is buried", async () => {
    const index = new FeedIndex();
    const delivery = id("1");
    index.apply(notice(1, { delivery }));
    index.apply(notice(2, { delivery: id("2") }));
    const poll = index.nextChange("actual", never);
    index.apply(notice(3, { delivery, data: Buffer.alloc(0) }));
    await poll;
    expect(index.after("actual", 0, 10).map(({ sequence }) => sequence)).toEqual([2]);
  });

  test("a tombstone or a copy of the other mode wakes no poll", async () => {
    const index = new FeedIndex();
    let woken = false;
    const poll = index.nextCopy("actual", never).then(() => {
      woken = true;
    });
    index.apply(notice(1, { mode: "exercise" }));
    index.apply(notice(2, { data: Buffer.alloc(0) }));
    await new Promise((resolve) => setImmediate(resolve));
    expect(woken).toBe(false);
    index.apply(notice(3));
    await poll;
    expect(woken).toBe(true);
  });

  test("a poll that is over leaves nothing behind", async () => {
    const index = new FeedIndex();
    await index.nextCopy("actual", Promise.resolve());
    index.apply(notice(1));
    expect(index.waiting).toBe(1);
  });

  test("never gives again what was confirmed, and remembers its tombstone until it is seen", () => {
    const index = new FeedIndex();
    index.apply(notice(1));
    const { subject } = notice(1);
    index.buried(subject, { sequence: 1, sealedSha256: "0".repeat(64) }, 100);
    expect(index.after("actual", 0, 10)).toEqual([]);
    expect(index.upTo("actual", 10)).toEqual([]);
    expect(index.unseenSince(100)).toEqual([]);
    expect(index.sequenceOfDelivery(id("1"))).toBe(1);
    const unseen = [{ subject, sequence: 1, sealedSha256: "0".repeat(64) }];
    expect(index.unseenSince(101)).toEqual(unseen);
    index.apply(notice(2, { delivery: id("1"), data: Buffer.alloc(0) }));
    expect(index.unseenSince(101)).toEqual([]);
    expect(index.sequenceOfDelivery(id("1"))).toBeUndefined();
  });

  test("of a stream that was rebuilt forgets the tombstones of the old one", () => {
    const index = new FeedIndex();
    index.apply(notice(1));
    index.buried(notice(1).subject, { sequence: 1, sealedSha256: "" }, 100);
    index.clear();
    expect(index.unseenSince(101)).toEqual([]);
    index.apply(notice(1));
    expect(index.after("actual", 0, 10)).toHaveLength(1);
  });
});
