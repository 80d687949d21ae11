import { afterEach, expect } from "@jest/globals";
import type { CommittedCheckpoint } from "#libs/tilestore/checkpointStore";
import type { Holding, MovableCheckpoints } from "#libs/tilestore/movedCommits";
import { emptyRoot } from "#libs/tlog/hash";
import type { TestFunction } from "#tests/support/skip";

/** Opens the store of one log; two of the same origin are two connections to one store. */
export type OpenStore = (origin: string) => Promise<MovableCheckpoints>;

const state = (size: number) => ({ size, root: Buffer.alloc(32, size) });
const next = (size: number): CommittedCheckpoint => ({
  ...state(size),
  note: Buffer.from(`note ${size}`),
});
const nothing: Holding = { kind: "none" };
const heldBy = (size: number) => ({ kind: "live", commit: next(size) }) as const;
const start = { size: 0, root: emptyRoot() };

/** What every store of commits must hold, whatever it is made of. */
export function describeCheckpointStore(test: TestFunction, openStore: OpenStore): void {
  const open: MovableCheckpoints[] = [];
  let logs = 0;
  /** Each test has a log of its own. */
  const newLog = () => {
    logs += 1;
    return `log.example/${logs}`;
  };
  const opened = async (origin: string) => {
    const store = await openStore(origin);
    open.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
  });

  test("two connections: only the one that knows the present state moves it", async () => {
    const origin = newLog();
    const [one, two] = [await opened(origin), await opened(origin)];
    expect(await one.current()).toBeUndefined();
    expect(await one.advance(start, next(3))).toEqual({ ok: true });
    expect(await two.advance(start, next(4))).toEqual({ ok: false, current: next(3) });
    expect(await two.advance(state(3), next(5))).toEqual({ ok: true });
    const other = { size: 5, root: Buffer.alloc(32, 9) };
    expect(await one.advance(other, next(6))).toEqual({ ok: false, current: next(5) });
    expect(await one.advance(state(3), next(6))).toEqual({ ok: false, current: next(5) });
    expect(await two.current()).toEqual(next(5));
  });

  test("of many at once from one state, one wins, and all see what it wrote", async () => {
    const origin = newLog();
    const stores = await Promise.all([1, 2, 3, 4].map(() => opened(origin)));
    for (const [from, first] of [[start, 10] as const, [undefined, 20] as const]) {
      const before = from ?? (await stores[0]?.current()) ?? start;
      const tries = stores.map((store, i) => store.advance(before, next(first + i)));
      const advances = await Promise.all(tries);
      const winners = advances.flatMap(({ ok }, i) => (ok ? [first + i] : []));
      expect(winners).toHaveLength(1);
      for (const store of stores) expect(await store.current()).toEqual(next(winners[0] ?? 0));
    }
  });

  test("logs beside each other do not touch each other, and a commit is there after opening again", async () => {
    const [mine, others] = [newLog(), newLog()];
    const one = await openStore(mine);
    expect(await one.advance(start, next(3))).toEqual({ ok: true });
    await one.close();
    const [again, other] = [await opened(mine), await opened(others)];
    expect(await again.current()).toEqual(next(3));
    expect(await other.current()).toBeUndefined();
  });

  test("a log that would not grow is a defect of the caller, and nothing is written", async () => {
    const store = await opened(newLog());
    await store.advance(start, next(5));
    await expect(store.advance(state(5), next(5))).rejects.toThrow(RangeError);
    await expect(store.advance(state(5), next(4))).rejects.toThrow(RangeError);
    expect(await store.current()).toEqual(next(5));
  });
  describeMoves(test, newLog, opened);
}

/** What every store must hold of a log whose commits are taken away. */
function describeMoves(test: TestFunction, newLog: () => string, opened: OpenStore): void {
  test("once its commits are moved it says where to, and whoever knew the last one moves nothing any more", async () => {
    const origin = newLog();
    const [one, stale] = [await opened(origin), await opened(origin)];
    await one.advance(start, next(3));
    const [live, moved] = [heldBy(3), { kind: "moved", to: "elsewhere", commit: next(3) }] as const;
    expect(await one.holding()).toEqual(live);
    expect(await one.replace(live, moved)).toBe(true);
    expect(await one.holding()).toEqual(moved);
    await expect(stale.current()).rejects.toMatchObject({ kind: "moved" });
    for (const from of [state(3), start]) {
      await expect(stale.advance(from, next(4))).rejects.toMatchObject({ kind: "moved" });
    }
    const again = await opened(origin);
    expect(await again.holding()).toEqual(moved);
    expect(await stale.replace(moved, heldBy(7))).toBe(true);
    expect(await again.current()).toEqual(next(7));
  });

  test("a holding is replaced only by whoever knows it to the byte", async () => {
    const store = await opened(newLog());
    expect(await store.holding()).toEqual(nothing);
    expect(await store.replace(heldBy(3), heldBy(4))).toBe(false);
    expect(await store.replace(nothing, heldBy(4))).toBe(true);
    const otherNote = { ...next(4), note: Buffer.from("another") };
    for (const from of [nothing, heldBy(3), { kind: "live", commit: otherNote } as const]) {
      expect(await store.replace(from, heldBy(9))).toBe(false);
    }
    expect(await store.holding()).toEqual(heldBy(4));
  });
}
