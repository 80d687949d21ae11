import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, test } from "@jest/globals";
import { systemClock } from "#libs/runtime/clock";
import { testFolder } from "#tests/support/privateFile";
import { openFileEpochKeys } from "./epochs/fileEpochKeys.ts";
import { incidentA, incidentB, keyStoreContract } from "./keyStore.contract.ts";
import { openSqliteKeyStore } from "./sqliteKeyStore.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function place() {
  const folder = testFolder();
  folders.push(folder);
  const file = join(folder, "vault", "keys.sqlite");
  const epochsFolder = join(folder, "epochs");
  const open = (more: object = {}) =>
    openSqliteKeyStore({
      ...{ file, random: randomBytes, clock: systemClock },
      epochKeys: openFileEpochKeys({ folder: epochsFolder, random: randomBytes }),
      ...more,
    });
  return { folder: join(folder, "vault"), file, epochsFolder, open };
}

/** The row as it lies in the file, read while no vault has it open. */
function row(file: string, incident: string) {
  const database = new DatabaseSync(file, { readOnly: true });
  const found = database.prepare("SELECT * FROM incident_keys WHERE incident = ?").get(incident);
  database.close();
  return found ?? {};
}

function bytesIn(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

keyStoreContract("SQLite", async () => {
  const { open } = place();
  return open;
});

describe("the SQLite file", () => {
  test("is its owner's only, and holds no key in the clear", async () => {
    const { open, file, folder } = place();
    const store = await open();
    const made = await store.create(incidentA);
    await store.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(made.outcome).toBe("ok");
    if (made.outcome !== "ok") return;
    for (const key of Object.values(made.keys)) expect(bytesIn(folder).includes(key)).toBe(false);
  });

  test("after shredding, no file holds a byte sequence of the wrapped keys any more", async () => {
    const { open, file, folder } = place();
    const first = await open();
    await first.create(incidentA);
    await first.create(incidentB);
    await first.close();
    const { wrapped_ordinary: ordinary, wrapped_sensitive: sensitive } = row(
      file,
      incidentA.incident,
    );
    const wrapped = [ordinary, sensitive].map((one) =>
      Buffer.from(one instanceof Uint8Array ? one : []),
    );
    for (const one of wrapped) expect(bytesIn(folder).includes(one.subarray(0, 16))).toBe(true);

    const second = await open();
    await second.shred(incidentA, "both");
    // Still open: the journal of a running vault must not keep them either.
    for (const one of wrapped) {
      for (const part of [one.subarray(0, 16), one.subarray(16, 32), one.subarray(-16)]) {
        expect(bytesIn(folder).includes(part)).toBe(false);
      }
    }
    await second.close();
    expect(row(file, incidentA.incident)).toMatchObject({
      wrapped_ordinary: null,
      wrapped_sensitive: null,
    });
    expect(row(file, incidentA.incident)["shredded_at"]).toMatch(/^\d{4}-.*Z$/);
  });

  test("counts each use, written together and not one by one", async () => {
    const { open, file } = place();
    const store = await open();
    await store.create(incidentA);
    await store.get(incidentA);
    await store.get(incidentB);
    await store.flushUses();
    await store.create(incidentA);
    await store.close();
    expect(row(file, incidentA.incident)["uses"]).toBe(3);
  });

  test("a second vault on the same file is refused: there is one writer", async () => {
    const { open } = place();
    const store = await open();
    await expect(open()).rejects.toThrow();
    await store.close();
    await (await open()).close();
  });

  test("another epoch key under the same number is refused at the start", async () => {
    const { open, epochsFolder } = place();
    await (await open()).close();
    writeFileSync(join(epochsFolder, "1.key"), `${randomBytes(32).toString("base64url")}\n`);
    await expect(open()).rejects.toThrow("vault-epoch-key-wrong");
  });

  test("a wrapped key that was altered, or moved to another row, does not open", async () => {
    const { open, file } = place();
    const first = await open();
    await first.create(incidentA);
    await first.create(incidentB);
    await first.close();
    const attack = new DatabaseSync(file);
    attack.exec(`UPDATE incident_keys SET wrapped_ordinary =
      (SELECT wrapped_ordinary FROM incident_keys WHERE incident = '${incidentB.incident}')
      WHERE incident = '${incidentA.incident}'`);
    attack.close();
    const second = await open();
    await expect(second.get(incidentA)).rejects.toThrow("vault-row-altered");
    await expect(second.create(incidentA)).rejects.toThrow("vault-row-altered");
    expect(await second.get(incidentB)).toMatchObject({ outcome: "ok" });
    await second.close();
  });

  test("a file of the version before is taken over whole, and keeps its tombstones", async () => {
    const { open, file } = place();
    const first = await open();
    const made = await first.create(incidentA);
    await first.shred(incidentB, "both");
    await first.close();
    const old = new DatabaseSync(file);
    old.exec(`CREATE TABLE old (mode TEXT NOT NULL, incident TEXT NOT NULL, generation INTEGER NOT NULL,
        wrapped_ordinary BLOB, wrapped_sensitive BLOB, epoch INTEGER NOT NULL,
        uses INTEGER NOT NULL DEFAULT 0, shredded_at TEXT, PRIMARY KEY (mode, incident)) STRICT, WITHOUT ROWID;
      INSERT INTO old SELECT mode, incident, generation, wrapped_ordinary, wrapped_sensitive, epoch, uses,
        shredded_at FROM incident_keys;
      DROP TABLE incident_keys; ALTER TABLE old RENAME TO incident_keys; PRAGMA user_version = 0;`);
    old.close();
    const second = await open();
    expect(await second.create(incidentA)).toEqual({ ...made, created: false });
    expect(await second.get(incidentB)).toEqual({ outcome: "shredded" });
    await second.shred(incidentA, "sensitive");
    expect(await second.get(incidentA)).toMatchObject({ outcome: "sensitive_shredded" });
    await second.close();
  });

  test("a file of a later version is not opened", async () => {
    const { open, file } = place();
    await (await open()).close();
    const later = new DatabaseSync(file);
    later.exec("PRAGMA user_version = 99");
    later.close();
    await expect(open()).rejects.toThrow("vault-store-newer");
  });
});

describe("an epoch key that is destroyed", () => {
  test("takes every backup of the file with it that it wrapped, and leaves the living file as it is", async () => {
    const { open, folder, file, epochsFolder } = place();
    const first = await open();
    const made = await first.create(incidentA);
    await first.close();
    const backup = readFileSync(file);
    const epochBackup = readFileSync(join(epochsFolder, "1.key"));
    const second = await open();
    await second.rotate();
    await second.rewrap(100);
    expect(await second.destroyEpoch(1)).toBe("destroyed");
    await second.close();
    const third = await open();
    expect(await third.create(incidentA)).toEqual({ ...made, created: false });
    await third.close();

    writeFileSync(file, backup);
    await expect(open()).rejects.toThrow("vault-epoch-key-missing: 1");
    // Its own backup is the only thing that opens it: that one has a term of its own.
    writeFileSync(join(epochsFolder, "1.key"), epochBackup, { mode: 0o600 });
    const restored = await open();
    expect(await restored.create(incidentA)).toEqual({ ...made, created: false });
    await restored.close();
    expect(readdirSync(folder)).toContain("keys.sqlite");
  });

  test("is destroyed again when a backup of its folder brings it back", async () => {
    const { open, epochsFolder } = place();
    const first = await open();
    await first.create(incidentA);
    const key = readFileSync(join(epochsFolder, "1.key"));
    await first.rotate();
    await first.rewrap(100);
    await first.destroyEpoch(1);
    await first.close();
    writeFileSync(join(epochsFolder, "1.key"), key, { mode: 0o600 });
    await (await open()).close();
    expect(readdirSync(epochsFolder)).toEqual(["2.key"]);
  });

  test("leaves no byte sequence of what it wrapped in the file once that is wrapped anew", async () => {
    const { open, file, folder } = place();
    const first = await open();
    await first.create(incidentA);
    await first.close();
    const old = row(file, incidentA.incident);
    const second = await open();
    await second.rotate();
    await second.rewrap(100);
    for (const column of ["wrapped_ordinary", "wrapped_sensitive"]) {
      const bytes = Buffer.from(old[column] instanceof Uint8Array ? old[column] : []);
      expect(bytes.length).toBeGreaterThan(32);
      for (const part of [bytes.subarray(0, 16), bytes.subarray(16, 32), bytes.subarray(-16)]) {
        expect(bytesIn(folder).includes(part)).toBe(false);
      }
    }
    await second.close();
  });

  test("cannot be, while a row that does not open stands under it: that row is named", async () => {
    const { open, file } = place();
    const first = await open();
    await first.create(incidentA);
    await first.create(incidentB);
    await first.close();
    const attack = new DatabaseSync(file);
    attack.exec(`UPDATE incident_keys SET wrapped_ordinary = zeroblob(60)
      WHERE incident = '${incidentA.incident}'`);
    attack.close();
    const second = await open();
    await second.rotate();
    expect(await second.rewrap(100)).toMatchObject({ rows: 1, damaged: [incidentA.incident] });
    expect(await second.destroyEpoch(1)).toBe("in-use");
    await second.close();
  });
});

describe("an epoch key that is lost", () => {
  test("stops the vault; declared lost, its incidents count as destroyed and new ones get keys again", async () => {
    const { open, epochsFolder } = place();
    const first = await open();
    await first.create(incidentA);
    await first.close();
    rmSync(join(epochsFolder, "1.key"));
    await expect(open()).rejects.toThrow("vault-epoch-key-missing: 1");
    const second = await open({ lostEpochs: [1] });
    expect(await second.get(incidentA)).toEqual({ outcome: "shredded" });
    expect(await second.create(incidentB)).toMatchObject({ outcome: "ok", created: true });
    expect(await second.epochs()).toEqual([
      { epoch: 1, state: "lost", rows: 0 },
      { epoch: 2, state: "newest", rows: 1 },
    ]);
    await second.close();
  });

  test("is not given up for a declaration alone: a key that is there is used", async () => {
    const { open } = place();
    const first = await open();
    const made = await first.create(incidentA);
    await first.close();
    const second = await open({ lostEpochs: [1] });
    expect(await second.create(incidentA)).toEqual({ ...made, created: false });
    await second.close();
  });
});
