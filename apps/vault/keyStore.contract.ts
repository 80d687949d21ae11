import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { KeyName, KeyStore } from "./keyStore.ts";

/** How a back-end is opened again on what it stored before. */
export type OpenStore = () => Promise<KeyStore>;

export const incidentA: KeyName = { mode: "actual", incident: "0123456789ab8cde8123456789abcdef" };
export const incidentB: KeyName = { mode: "actual", incident: "ffffffffffff8fff8fffffffffffffff" };

/** What every back-end of the vault must do. `begin` gives an empty place and how to open it. */
export function keyStoreContract(backEnd: string, begin: () => Promise<OpenStore>): void {
  describe(`incident keys in ${backEnd}`, () => {
    let open: OpenStore;
    let store: KeyStore;
    beforeEach(async () => {
      open = await begin();
      store = await open();
    });
    afterEach(() => store.close());

    const again = async () => {
      await store.close();
      store = await open();
    };

    test("two keys of 32 bytes are made, and they differ", async () => {
      const made = await store.create(incidentA);
      expect(made).toMatchObject({ outcome: "ok", created: true });
      if (made.outcome !== "ok") return;
      expect(made.keys.ordinary).toHaveLength(32);
      expect(made.keys.sensitive).toHaveLength(32);
      expect(made.keys.ordinary).not.toEqual(made.keys.sensitive);
    });

    test("creating again gives the same keys, also after a restart", async () => {
      const first = await store.create(incidentA);
      expect(await store.create(incidentA)).toEqual({ ...first, created: false });
      await again();
      expect(await store.create(incidentA)).toEqual({ ...first, created: false });
    });

    test("many that create at once all get the same keys, and one made them", async () => {
      const made = await Promise.all(Array.from({ length: 20 }, () => store.create(incidentA)));
      const keys = made.map((one) => (one.outcome === "ok" ? one.keys : undefined));
      expect(new Set(keys.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(made.filter((one) => one.outcome === "ok" && one.created)).toHaveLength(1);
    });

    test("an incident without keys is absent; asking does not make any", async () => {
      expect(await store.get(incidentA)).toEqual({ outcome: "absent" });
      expect(await store.get(incidentA)).toEqual({ outcome: "absent" });
    });

    test("exercise and actual have different keys under the same id", async () => {
      const actual = await store.create(incidentA);
      const exercise = await store.create({ ...incidentA, mode: "exercise" });
      expect(exercise).toMatchObject({ outcome: "ok", created: true });
      expect(exercise).not.toEqual(actual);
    });

    test("after shredding there are no keys, and none are made again, also after a restart", async () => {
      await store.create(incidentA);
      const other = await store.create(incidentB);
      await store.shred(incidentA);
      await store.shred(incidentA);
      await again();
      expect(await store.get(incidentA)).toEqual({ outcome: "shredded" });
      expect(await store.create(incidentA)).toEqual({ outcome: "shredded" });
      expect(await store.create(incidentB)).toEqual({ ...other, created: false });
    });

    test("an incident that never had keys can be shredded too, and then gets none", async () => {
      await store.shred(incidentA);
      expect(await store.create(incidentA)).toEqual({ outcome: "shredded" });
    });
  });
}
