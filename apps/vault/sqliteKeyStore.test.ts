import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, test } from "@jest/globals";
import { systemClock } from "#libs/runtime/clock";
import { testFolder } from "#tests/support/privateFile";
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
  const epochKey = { epoch: 1, key: randomBytes(32) };
  const open = (more: object = {}) =>
    openSqliteKeyStore({ file, epochKey, random: randomBytes, clock: systemClock, ...more });
  return { folder: join(folder, "vault"), file, epochKey, open };
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
  return async () => open();
});

describe("the SQLite file", () => {
  test("is its owner's only, and holds no key in the clear", async () => {
    const { open, file, folder } = place();
    const store = open();
    const made = await store.create(incidentA);
    await store.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(made.outcome).toBe("ok");
    if (made.outcome !== "ok") return;
    for (const key of Object.values(made.keys)) expect(bytesIn(folder).includes(key)).toBe(false);
  });

  test("after shredding, no file holds a byte sequence of the wrapped keys any more", async () => {
    const { open, file, folder } = place();
    const first = open();
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

    const second = open();
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
    const store = open();
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
    const store = open();
    expect(() => open()).toThrow();
    await store.close();
    await open().close();
  });

  test("another epoch key under the same number is refused at the start", async () => {
    const { open } = place();
    await open().close();
    expect(() => open({ epochKey: { epoch: 1, key: randomBytes(32) } })).toThrow(
      "vault-epoch-key-wrong",
    );
  });

  test("a wrapped key that was altered, or moved to another row, does not open", async () => {
    const { open, file } = place();
    const first = open();
    await first.create(incidentA);
    await first.create(incidentB);
    await first.close();
    const attack = new DatabaseSync(file);
    attack.exec(`UPDATE incident_keys SET wrapped_ordinary =
      (SELECT wrapped_ordinary FROM incident_keys WHERE incident = '${incidentB.incident}')
      WHERE incident = '${incidentA.incident}'`);
    attack.close();
    const second = open();
    await expect(second.get(incidentA)).rejects.toThrow("vault-row-altered");
    await expect(second.create(incidentA)).rejects.toThrow("vault-row-altered");
    expect(await second.get(incidentB)).toMatchObject({ outcome: "ok" });
    await second.close();
  });

  test("a file of the version before is taken over whole, and keeps its tombstones", async () => {
    const { open, file } = place();
    const first = open();
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
    const second = open();
    expect(await second.create(incidentA)).toEqual({ ...made, created: false });
    expect(await second.get(incidentB)).toEqual({ outcome: "shredded" });
    await second.shred(incidentA, "sensitive");
    expect(await second.get(incidentA)).toMatchObject({ outcome: "sensitive_shredded" });
    await second.close();
  });

  test("a file of a later version is not opened", async () => {
    const { open, file } = place();
    await open().close();
    const later = new DatabaseSync(file);
    later.exec("PRAGMA user_version = 99");
    later.close();
    expect(() => open()).toThrow("vault-store-newer");
  });
});
