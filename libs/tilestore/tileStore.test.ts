import { generateKeyPairSync } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type OpenFolder, systemDisk } from "#libs/tilestore/disk";
import { openSqliteCheckpoints } from "#libs/tilestore/sqliteCheckpoints";
import { fileSource } from "#libs/tilestore/tileSource";
import { openTileStore } from "#libs/tilestore/tileStore";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { formatCheckpoint, signCheckpoint } from "#libs/tlog/checkpoint";
import { makeCosignature } from "#libs/tlog/cosignature";
import { emptyRoot } from "#libs/tlog/hash";
import { addSignature, noteVerifier } from "#libs/tlog/note";
import { growLog, newTestLog, syntheticEntries, type TestLog } from "#tests/support/testLog";

let log: TestLog;
beforeEach(async () => {
  log = await newTestLog();
});
afterEach(async () => {
  await log.remove();
});

const sign = (state: { size: number; root: Buffer }) =>
  signCheckpoint({ origin: log.origin, ...state }, [log.signer]);
const verified = () => verifyLog(fileSource(log.folder), log.vkey);

describe("appending to a log", () => {
  test("any batches, with the process ending at any point between them, give one verifiable log", async () => {
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 300 }), fc.constantFrom("commit", "end before commit")),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (batches) => {
        const own = await newTestLog();
        let store = await own.open();
        for (const [count, outcome] of batches) {
          const { size } = store.state();
          if (outcome === "commit") await growLog(own, store, [count]);
          else await store.appendBatch(syntheticEntries(size, size + count));
          store = await own.open();
        }
        await growLog(own, store, [1]);
        const report = await verifyLog(fileSource(own.folder), own.vkey);
        expect(report.findings).toEqual([]);
        expect(report.entries).toBe(store.state().size);
        await own.remove();
      }),
      { numRuns: 10 },
    );
  });
  test("nothing is published before the commit, and the history keeps every checkpoint", async () => {
    const store = await log.open();
    await store.appendBatch(syntheticEntries(0, 3));
    expect(await readdir(log.folder)).not.toContain("checkpoint");
    await growLog(log, store, [3, 4]);
    expect((await readdir(join(log.folder, "checkpoints"))).toSorted()).toEqual(["3", "7"]);
    expect(store.state().size).toBe(7);
  });
  test("a note that states another size, another root or carries a stranger's signature is not committed", async () => {
    const store = await log.open();
    const { to } = await store.appendBatch(syntheticEntries(0, 3));
    await expect(store.commit(sign({ ...to, size: 4 }))).rejects.toThrow(RangeError);
    await expect(store.commit(sign({ ...to, root: emptyRoot() }))).rejects.toThrow(RangeError);
    const stranger = { ...log.signer, sign: () => Buffer.alloc(64) };
    const forged = signCheckpoint({ origin: log.origin, ...to }, [stranger]);
    await expect(store.commit(forged)).rejects.toThrow(RangeError);
    expect(await log.checkpoints.current()).toBeUndefined();
    expect(await store.commit(sign(to))).toEqual({ ok: true });
  });
  test("partial tiles go once the full one is committed; those of the open bundle stay", async () => {
    await growLog(log, await log.open(), [100, 100, 100, 10]);
    expect(await readdir(join(log.folder, "tile/entries"))).toEqual(["000", "001.p"]);
    expect((await readdir(join(log.folder, "parts/001.p"))).toSorted()).toEqual(["44", "54"]);
  });
  test("one batch at a time", async () => {
    const store = await log.open();
    const first = store.appendBatch(syntheticEntries(0, 3));
    await expect(store.appendBatch(syntheticEntries(0, 3))).rejects.toMatchObject({ kind: "busy" });
    expect((await first).to.size).toBe(3);
    await expect(store.appendBatch([])).rejects.toThrow(RangeError);
  });
  test("a checkpoint with cosignatures is published in place of the plain one and survives a restart", async () => {
    const store = await log.open();
    await growLog(log, store, [5]);
    const { privateKey } = generateKeyPairSync("ed25519");
    const text = formatCheckpoint({ origin: log.origin, ...store.state() });
    const witness = { name: "witness.example/w1", privateKey };
    const note = addSignature(sign(store.state()), makeCosignature(text, witness, 1));
    await store.publish(note);
    await log.open();
    expect(await readFile(join(log.folder, "checkpoint"))).toEqual(note);
    expect((await verified()).findings).toEqual([]);
  });
});

describe("two writers of one log by mistake", () => {
  test("with the same entries: one commits, the other is told, and the log stays whole", async () => {
    const [first, second] = [await log.open(), await log.open()];
    const batch = syntheticEntries(0, 10);
    const { to } = await first.appendBatch(batch);
    await second.appendBatch(batch);
    expect(await first.commit(sign(to))).toEqual({ ok: true });
    expect(await second.commit(sign(to))).toMatchObject({ ok: false, current: { size: 10 } });
    expect((await verified()).findings).toEqual([]);
  });
  test("with other entries: the second is stopped by the file that is there, nothing is overwritten", async () => {
    const [first, second] = [await log.open(), await log.open()];
    await first.appendBatch(syntheticEntries(0, 10));
    await expect(second.appendBatch(syntheticEntries(90, 100))).rejects.toMatchObject({
      kind: "different-file",
    });
    await growLog(log, first, [10]);
    expect((await verified()).findings).toEqual([]);
  });
});

describe("starting again", () => {
  test.each(["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"])(
    "a changed byte in %s stops the start, and the file is named",
    async (path) => {
      await growLog(log, await log.open(), [300]);
      const file = join(log.folder, path);
      const bytes = await readFile(file);
      bytes[20] = bytes.readUInt8(20) ^ 1;
      await writeFile(file, bytes);
      await expect(log.open()).rejects.toMatchObject({ kind: "mismatch", path });
    },
  );
  test("a missing or cut file stops the start, and the file is named", async () => {
    await growLog(log, await log.open(), [5]);
    const file = join(log.folder, "parts/000.p/5");
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(1));
    await expect(log.open()).rejects.toMatchObject({ kind: "malformed", path: "parts/000.p/5" });
    await rm(file);
    await expect(log.open()).rejects.toMatchObject({ kind: "missing", path: "parts/000.p/5" });
  });
  test("a compare-and-swap store put back to an earlier state is noticed: no second history is signed", async () => {
    await growLog(log, await log.open(), [5]);
    const back = openSqliteCheckpoints(join(log.base, "back.sqlite"), log.origin);
    const verifier = noteVerifier(log.vkey);
    const { folder, origin } = log;
    const verifiers = verifier === undefined ? [] : [verifier];
    await expect(
      openTileStore({ folder, origin, verifiers, checkpoints: back }),
    ).rejects.toMatchObject({ kind: "went-back", path: "checkpoint" });
    await back.close();
  });
  test("what was committed but not yet published when the process ended is published", async () => {
    const store = await log.open();
    const { from, to } = await store.appendBatch(syntheticEntries(0, 3));
    expect(await log.checkpoints.advance(from, { ...to, note: sign(to) })).toEqual({ ok: true });
    expect((await log.open()).state()).toEqual(to);
    expect(await readFile(join(log.folder, "checkpoint"))).toEqual(sign(to));
    expect((await verified()).findings).toEqual([]);
  });
});

describe("a disk that does not confirm a write", () => {
  test("stops the store for good; nothing unconfirmed stands under its name; a new start goes on", async () => {
    await growLog(log, await log.open(), [5]);
    const failures: Error[] = [];
    let syncs = 0;
    const sync = (file: OpenFolder) => {
      syncs += 1;
      const [failure] = failures;
      return failure === undefined ? file.sync() : Promise.reject(failure);
    };
    const store = await log.open({
      ...systemDisk,
      create: async (name) => {
        const file = await systemDisk.create(name);
        return { ...file, sync: () => sync(file) };
      },
      openFolder: async (name) => {
        const folder = await systemDisk.openFolder(name);
        return { ...folder, sync: () => sync(folder) };
      },
    });
    failures.push(new Error("EIO"));
    const batch = syntheticEntries(5, 9);
    await expect(store.appendBatch(batch)).rejects.toMatchObject({ kind: "sync-failed" });
    failures.pop();
    const before = syncs;
    await expect(store.appendBatch(batch)).rejects.toMatchObject({ kind: "stopped" });
    expect(syncs).toBe(before);
    expect(await readdir(join(log.folder, "tile/0/000.p"))).toEqual(["5"]);
    await growLog(log, await log.open(), [4]);
    expect((await verified()).findings).toEqual([]);
  });
});
