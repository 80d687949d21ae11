import { beforeEach, describe, expect } from "@jest/globals";
import type { TestFunction } from "#tests/support/skip";
import type { EpochKeys } from "./epochKeys.ts";

/** One place of a back-end: how it is opened again, and every byte that its folder holds now. */
export interface EpochsPlace {
  open(): Promise<EpochKeys>;
  stored(): Buffer;
}

/** What every back-end of the epoch keys must do. `begin` gives an empty place. */
export function epochKeysContract(
  backEnd: string,
  test: TestFunction,
  begin: () => Promise<EpochsPlace>,
): void {
  describe(`epoch keys in ${backEnd}`, () => {
    const state: { place?: EpochsPlace } = {};
    const place = (): EpochsPlace => {
      if (state.place === undefined) throw new Error("no place");
      return state.place;
    };
    beforeEach(async () => {
      state.place = await begin();
    });

    test("are none at first; each is 32 bytes of its own, and the same after a restart", async () => {
      const keys = await place().open();
      expect(keys.epochs).toEqual([]);
      const first = await keys.create(0);
      const second = await keys.create(1);
      expect([first.epoch, second.epoch]).toEqual([1, 2]);
      expect(first.key).toHaveLength(32);
      expect(first.key).not.toEqual(second.key);
      const again = await place().open();
      expect(again.epochs).toEqual([1, 2]);
      expect([again.key(1), again.key(2)]).toEqual([first, second]);
    });

    test("that were made while nobody heard the answer are given, not made twice", async () => {
      const first = await (await place().open()).create(0);
      expect(await (await place().open()).create(0)).toEqual(first);
    });

    test("are gone once destroyed, also after a restart, and the others stay", async () => {
      const keys = await place().open();
      await keys.create(0);
      const second = await keys.create(1);
      await keys.destroy(1);
      await keys.destroy(1);
      for (const one of [keys, await place().open()]) {
        expect(one.epochs).toEqual([2]);
        expect(one.key(1)).toBeUndefined();
        expect(one.key(2)).toEqual(second);
      }
    });

    test("never lie where they are stored as they are in memory, once destroyed", async () => {
      const keys = await place().open();
      const key = Buffer.from((await keys.create(0)).key);
      await keys.destroy(1);
      expect(place().stored().includes(key.toString("base64url"))).toBe(false);
      expect(place().stored().includes(key)).toBe(false);
    });
  });
}
