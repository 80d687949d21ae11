import { afterEach, expect } from "@jest/globals";
import type { CheckpointStore, CommittedCheckpoint } from "#libs/tilestore/checkpointStore";
import { emptyRoot } from "#libs/tlog/hash";
import type { TestFunction } from "#tests/support/skip";

/** Opens the store of one log; two of the same origin are two connections to one store. */
export type OpenStore = (origin: string) => Promise<CheckpointStore>;

const state = (size: number) => ({ size, root: Buffer.alloc(32, size) });
const next = (size: number): CommittedCheckpoint => ({
  ...state(size),
  note: Buffer.from(`note ${size}`),
});
const start = { size: 0, root: emptyRoot() };

/** What every store of commits must hold, whatever it is made of. */
export function describeCheckpointStore(test: TestFunction, openStore: OpenStore): void {
  const open: CheckpointStore[] = [];
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
}
