import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { GetOutcome, KeyName, KeyStore } from "./keyStore.ts";

/** How a back-end is opened again on what it stored before. */
export type OpenStore = () => Promise<KeyStore>;

export const incidentA: KeyName = { mode: "actual", incident: "0123456789ab8cde8123456789abcdef" };
export const incidentB: KeyName = { mode: "actual", incident: "ffffffffffff8fff8fffffffffffffff" };

/** An empty store for each test, and the same one opened again. */
function storeOfEach(begin: () => Promise<OpenStore>) {
  let open: OpenStore;
  let store: KeyStore;
  beforeEach(async () => {
    open = await begin();
    store = await open();
  });
  afterEach(() => store.close());
  return {
    now: () => store,
    again: async () => {
      await store.close();
      store = await open();
      return store;
    },
  };
}

/** What every back-end of the vault must do. `begin` gives an empty place and how to open it. */
export function keyStoreContract(backEnd: string, begin: () => Promise<OpenStore>): void {
  describe(`incident keys in ${backEnd}`, () => {
    const kept = storeOfEach(begin);

    test("two keys of 32 bytes are made, and they differ", async () => {
      const store = kept.now();
      const made = await store.create(incidentA);
      expect(made).toMatchObject({ outcome: "ok", created: true });
      if (made.outcome !== "ok") return;
      expect(made.keys.ordinary).toHaveLength(32);
      expect(made.keys.sensitive).toHaveLength(32);
      expect(made.keys.ordinary).not.toEqual(made.keys.sensitive);
    });

    test("creating again gives the same keys, also after a restart", async () => {
      let store = kept.now();
      const first = await store.create(incidentA);
      expect(await store.create(incidentA)).toEqual({ ...first, created: false });
      store = await kept.again();
      expect(await store.create(incidentA)).toEqual({ ...first, created: false });
    });

    test("many that create at once all get the same keys, and one made them", async () => {
      const store = kept.now();
      const made = await Promise.all(Array.from({ length: 20 }, () => store.create(incidentA)));
      const keys = made.map((one) => (one.outcome === "ok" ? one.keys : undefined));
      expect(new Set(keys.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(made.filter((one) => one.outcome === "ok" && one.created)).toHaveLength(1);
    });

    test("an incident without keys is absent; asking does not make any", async () => {
      const store = kept.now();
      expect(await store.get(incidentA)).toEqual({ outcome: "absent" });
      expect(await store.get(incidentA)).toEqual({ outcome: "absent" });
    });

    test("exercise and actual have different keys under the same id", async () => {
      const store = kept.now();
      const actual = await store.create(incidentA);
      const exercise = await store.create({ ...incidentA, mode: "exercise" });
      expect(exercise).toMatchObject({ outcome: "ok", created: true });
      expect(exercise).not.toEqual(actual);
    });
  });
  retiringContract(backEnd, begin);
  shreddingContract(backEnd, begin);
  epochsContract(backEnd, begin);
}

function retiringContract(backEnd: string, begin: () => Promise<OpenStore>): void {
  describe(`keys in ${backEnd} of an incident whose term is over`, () => {
    const kept = storeOfEach(begin);

    test("open what there is and seal nothing more, also after a restart", async () => {
      let store = kept.now();
      const made = await store.create(incidentA);
      const other = await store.create(incidentB);
      if (made.outcome !== "ok" || other.outcome !== "ok") throw new Error("keys are made");
      await store.retire(incidentA);
      await store.retire(incidentA);
      store = await kept.again();
      expect(await store.create(incidentA)).toEqual({ outcome: "retired" });
      expect(await store.getToSeal(incidentA)).toEqual({ outcome: "retired" });
      expect(await store.get(incidentA)).toEqual({ outcome: "ok", keys: made.keys });
      expect(await store.getToSeal(incidentB)).toEqual({ outcome: "ok", keys: other.keys });
      await store.shred(incidentA, "sensitive");
      expect(await store.getToSeal(incidentA)).toMatchObject({ outcome: "sensitive_shredded" });
    });
  });
}

function shreddingContract(backEnd: string, begin: () => Promise<OpenStore>): void {
  describe(`destroyed keys in ${backEnd}`, () => {
    const kept = storeOfEach(begin);

    test("after shredding there are no keys, and none are made again, also after a restart", async () => {
      let store = kept.now();
      await store.create(incidentA);
      const other = await store.create(incidentB);
      await store.shred(incidentA, "both");
      await store.shred(incidentA, "both");
      store = await kept.again();
      expect(await store.get(incidentA)).toEqual({ outcome: "shredded" });
      expect(await store.create(incidentA)).toEqual({ outcome: "shredded" });
      expect(await store.create(incidentB)).toEqual({ ...other, created: false });
    });

    test("an incident that never had keys can be shredded too, and then gets none", async () => {
      const store = kept.now();
      await store.shred(incidentA, "both");
      expect(await store.create(incidentA)).toEqual({ outcome: "shredded" });
    });

    test("the sensitive key alone is destroyed: the ordinary one is left, no new ones are made, the rest goes later", async () => {
      let store = kept.now();
      const made = await store.create(incidentA);
      const other = await store.create(incidentB);
      if (made.outcome !== "ok") throw new Error("keys are made");
      await store.shred(incidentA, "sensitive");
      await store.shred(incidentA, "sensitive");
      store = await kept.again();
      expect(await store.get(incidentA)).toEqual({
        outcome: "sensitive_shredded",
        ordinary: made.keys.ordinary,
      });
      expect(await store.create(incidentA)).toEqual({ outcome: "sensitive_shredded" });
      expect(await store.create(incidentB)).toEqual({ ...other, created: false });
      await store.shred(incidentA, "both");
      await store.shred(incidentA, "sensitive");
      store = await kept.again();
      expect(await store.get(incidentA)).toEqual({ outcome: "shredded" });
      expect(await store.create(incidentA)).toEqual({ outcome: "shredded" });
    });

    test("incidents that have keys are listed once, page by page, and those that are over are not", async () => {
      const store = kept.now();
      expect(await store.list(undefined, 10)).toEqual([]);
      await store.create(incidentA);
      await store.create(incidentB);
      await store.create({ ...incidentB, mode: "exercise" });
      await store.shred(incidentB, "sensitive");
      const rows = [
        { ...incidentA, sensitive: true },
        { ...incidentB, sensitive: false },
        { ...incidentB, mode: "exercise", sensitive: true },
      ];
      expect(await store.list(undefined, 10)).toEqual(rows);
      expect(await store.list(undefined, 2)).toEqual(rows.slice(0, 2));
      expect(await store.list(incidentB, 2)).toEqual(rows.slice(2));
      await store.shred(incidentA, "both");
      expect(await store.list(undefined, 10)).toEqual(rows.slice(1));
    });

    test("an incident whose keys are not here is over whatever part is destroyed", async () => {
      const store = kept.now();
      await store.shred(incidentA, "sensitive");
      expect(await store.get(incidentA)).toEqual({ outcome: "shredded" });
      expect(await store.create(incidentA)).toEqual({ outcome: "shredded" });
    });
  });
}

const named = (index: number): KeyName => ({
  mode: index % 2 === 0 ? "actual" : "exercise",
  incident: `${index.toString(16).padStart(12, "0")}8fff8fffffffffffffff`,
});

function epochsContract(backEnd: string, begin: () => Promise<OpenStore>): void {
  describe(`epochs in ${backEnd}`, () => {
    const kept = storeOfEach(begin);

    async function filled(count: number): Promise<readonly GetOutcome[]> {
      const all = Array.from({ length: count }, (_, index) => named(index));
      for (const name of all) await kept.now().create(name);
      return allOf(count);
    }
    const allOf = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, index) => kept.now().get(named(index))));

    test("a new one wraps what is made from then on, and everything older can still be read", async () => {
      const before = await filled(3);
      expect(await kept.now().rotate()).toBe(2);
      const made = await kept.now().create(incidentA);
      const store = await kept.again();
      expect(await allOf(3)).toEqual(before);
      expect(await store.create(incidentA)).toEqual({ ...made, created: false });
      expect(await store.epochs()).toEqual([
        { epoch: 1, state: "older", rows: 3 },
        { epoch: 2, state: "newest", rows: 1 },
      ]);
    });

    test("wrapping anew keeps every key, can end after any row, and does nothing twice", async () => {
      const before = await filled(7);
      await kept.now().shred(named(3), "both");
      await kept.now().shred(named(4), "sensitive");
      await kept.now().rotate();
      let after: KeyName | undefined;
      let rows = 0;
      do {
        // As if the process had ended here: what was done is done, and it goes on from the beginning.
        const store = await kept.again();
        const done = await store.rewrap(2);
        rows += done.rows;
        after = done.last;
      } while (after !== undefined);
      expect(rows).toBe(6);
      const left = await allOf(7);
      expect(left.filter((_, index) => index !== 3 && index !== 4)).toEqual(
        before.filter((_, index) => index !== 3 && index !== 4),
      );
      expect(left[3]).toEqual({ outcome: "shredded" });
      expect(left[4]).toMatchObject({ outcome: "sensitive_shredded" });
      expect(await kept.now().rewrap(100)).toEqual({ rows: 0, damaged: [], last: undefined });
    });

    test("a key is destroyed only when nothing is wrapped under it, and never the newest", async () => {
      await filled(2);
      expect(await kept.now().destroyEpoch(1)).toBe("newest");
      await kept.now().rotate();
      expect(await kept.now().destroyEpoch(1)).toBe("in-use");
      expect(await kept.now().destroyEpoch(9)).toBe("unknown");
      await kept.now().rewrap(100);
      expect(await kept.now().destroyEpoch(1)).toBe("destroyed");
      const before = await allOf(2);
      const store = await kept.again();
      expect(await store.destroyEpoch(1)).toBe("destroyed");
      expect(await store.epochs()).toMatchObject([{ state: "destroyed", rows: 0 }, { rows: 2 }]);
      expect(await allOf(2)).toEqual(before);
      expect(await store.rotate()).toBe(3);
    });
  });
}
