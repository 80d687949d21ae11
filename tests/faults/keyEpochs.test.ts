import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { entryOf } from "#apps/audit/entry";
import { EpochKeeper } from "#apps/policy/epochKeeper";
import type { PolicyPorts } from "#apps/policy/ports";
import { openFileEpochKeys } from "#apps/vault/epochs/fileEpochKeys";
import type { KeyStore } from "#apps/vault/keyStore";
import { openSqliteKeyStore } from "#apps/vault/sqliteKeyStore";
import type { EpochAdministration } from "#libs/eventlog/epochAdministration";
import { type EpochAnswer, epochRequestOf } from "#libs/eventlog/epochMessages";
import { auditStream, noticesOf } from "#libs/eventlog/subjects";
import { systemClock } from "#libs/runtime/clock";
import { startCore, type TestCore } from "#tests/support/core";
import { natsServerProblem } from "#tests/support/natsServer";
import { testFolder } from "#tests/support/privateFile";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const year = 2026;
const root = testFolder();
const state: { core?: TestCore; store?: KeyStore } = {};
const core = (): TestCore => {
  if (state.core === undefined) throw new Error("the core did not start");
  return state.core;
};
const store = (): KeyStore => {
  if (state.store === undefined) throw new Error("no vault");
  return state.store;
};

const openVault = (lostEpochs: readonly number[] = []): Promise<KeyStore> =>
  openSqliteKeyStore({
    file: join(root, "keys.sqlite"),
    epochKeys: openFileEpochKeys({ folder: join(root, "epochs"), random: randomBytes }),
    ...{ lostEpochs, random: randomBytes, clock: systemClock },
  });

beforeAll(async () => {
  if (problem !== undefined) return;
  state.core = await startCore();
  state.store = await openVault();
});
afterAll(async () => {
  await state.store?.close();
  await state.core?.stop();
  rmSync(root, { recursive: true, force: true });
});

/** The vault's own store, asked as policy asks it. */
const epochs: EpochAdministration = {
  list: async (): Promise<EpochAnswer> => ({
    outcome: "ok",
    backend: "file",
    epochs: [...(await store().epochs())],
  }),
  rotate: async () => {
    await store().rotate();
    return epochs.list();
  },
  destroy: async (epoch) => {
    const outcome = await store().destroyEpoch(epoch);
    return outcome === "destroyed" ? epochs.list() : { outcome: "refused", code: outcome };
  },
};
const keeper = (over: Partial<PolicyPorts> = {}) =>
  new EpochKeeper({ ...core().ports(over), epochs });

/** What the log says of epochs, in its order; each as audit takes it. */
async function recorded(): Promise<readonly string[]> {
  const told: string[] = [];
  for (let from = 1; ; ) {
    const filter = noticesOf(year, "key_epoch");
    const message = await core().log.firstFrom(auditStream(year), filter, from);
    if (message === undefined) return told;
    const { read } = entryOf(message, year, core().secrets.macs);
    told.push(read.kind === "key_epoch" ? `${read.epoch} ${read.state}` : read.kind);
    from = message.sequence + 1;
  }
}

describe("what becomes of the keys that wrap the keys of incidents", () => {
  testWithServer("is in the log before it is answered, once, whoever looks", async () => {
    const [one, other] = [keeper(), keeper()];
    expect(await Promise.all([one.pass(), other.pass()])).toEqual([true, true]);
    expect(await recorded()).toEqual(["1 begun"]);
    expect(await one.rotate()).toMatchObject({ outcome: "ok" });
    expect(await recorded()).toEqual(["1 begun", "2 begun"]);
    expect(await one.destroy(epochRequestOf(1))).toMatchObject({ outcome: "ok" });
    expect(await keeper().pass()).toBe(true);
    expect(await recorded()).toEqual(["1 begun", "2 begun", "1 destroyed"]);
  });

  testWithServer("is not done at all where it cannot be recorded", async () => {
    const before = await store().epochs();
    const away = keeper({ openYears: () => [] });
    expect(await away.rotate()).toEqual({ outcome: "failed" });
    expect(await away.destroy(epochRequestOf(2))).toEqual({ outcome: "failed" });
    expect(await store().epochs()).toEqual(before);
  });

  testWithServer("is recorded at the next start when we were killed in between", async () => {
    const killed = keeper({ seam: () => Promise.reject(new Error("killed")) });
    await expect(killed.rotate()).rejects.toThrow("killed");
    expect(await recorded()).not.toContain("3 begun");
    expect(await keeper().pass()).toBe(true);
    expect(await recorded()).toContain("3 begun");
  });

  testWithServer("is refused as the vault refuses it, and nothing is recorded", async () => {
    const before = await recorded();
    const refused = (code: string) => ({ outcome: "refused", code });
    expect(await keeper().destroy(epochRequestOf(3))).toEqual(refused("newest"));
    expect(await keeper().destroy(epochRequestOf(99))).toEqual(refused("unknown"));
    expect(await keeper().destroy(Buffer.from("{}"))).toEqual(refused("malformed"));
    expect(await recorded()).toEqual(before);
  });

  testWithServer("is told also of a key that was declared lost, at the next look", async () => {
    await store().close();
    rmSync(join(root, "epochs", "3.key"));
    state.store = await openVault([3]);
    expect(await keeper().pass()).toBe(true);
    expect((await recorded()).slice(-2).toSorted()).toEqual(["3 lost", "4 begun"]);
  });

  testWithServer("is told without a key, an incident or a person", async () => {
    const message = await core().log.last(auditStream(year), noticesOf(year, "key_epoch"));
    if (message === undefined) throw new Error("nothing was recorded");
    const { leaf, part } = entryOf(message, year, core().secrets.macs);
    const members = ["at", "backend", "clock", "epoch", "kind", "mode", "state", "v"];
    expect(Object.keys(JSON.parse(leaf.toString("utf8")))).toEqual(members);
    expect(part).toHaveLength(0);
  });
});
