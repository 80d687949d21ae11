import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createUser } from "@nats-io/nkeys";
import type { NatsConnection } from "@nats-io/transport-node";
import { openFileEpochKeys } from "#apps/vault/epochs/fileEpochKeys";
import { openSqliteKeyStore } from "#apps/vault/sqliteKeyStore";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import { ask } from "#libs/eventlog/ask";
import { epochAnswerIn, epochRequestOf } from "#libs/eventlog/epochMessages";
import { connectChecked } from "#libs/eventlog/natsClient";
import { vaultSubjects } from "#libs/eventlog/permissions";
import { systemClock } from "#libs/runtime/clock";
import { type StartedChild, seamFired, startChild } from "#tests/support/childProcess";
import { defaultNatsConfig, startNatsServer, type TestNatsServer } from "#tests/support/natsServer";
import { sharedConfig, testFolder, writeConfig } from "#tests/support/privateFile";
import { until } from "#tests/support/until";

const user = createUser();
const seed = new TextDecoder().decode(user.getSeed());
const incident = "0123456789ab8cde8123456789abcdef";
const folder = testFolder();
const epochs = { backend: "file", folder: join(folder, "epochs") };

let server: TestNatsServer;
let asker: NatsConnection;
let vault: StartedChild | undefined;

beforeAll(async () => {
  server = await startNatsServer(
    `${defaultNatsConfig}authorization { users: [ { nkey: ${user.getPublicKey()} } ] }\n`,
  );
  asker = await connectChecked({
    servers: [server.url],
    serverNames: [server.serverName],
    name: "asker",
    inboxPrefix: "_INBOX_asker",
    credential: { nkeySeed: seed },
    timeoutMs: 2_000,
  });
});
afterEach(async () => {
  vault?.child.kill("SIGKILL");
  await vault?.ended;
});
afterAll(async () => {
  await asker.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function startVault(more: object = {}): StartedChild {
  const shared = sharedConfig(folder);
  const nats = {
    url: server.url,
    server_name: server.serverName,
    seed,
    inbox_prefix: "_INBOX_vault",
  };
  const config = { ...shared, process: "vault", nats, epochs, ...more };
  vault = startChild("apps/vault/main.js", writeConfig(folder, config));
  return vault;
}

const request = encodeWire("VaultRequest", { incident, mode: "actual", part: "" });

async function reply(subject: string) {
  const outcome = await ask(asker, subject, request, 5_000);
  return outcome.kind === "answered" ? decodeWire("VaultReply", outcome.data) : outcome;
}

const incidentName = (index: number): string =>
  `${index.toString(16).padStart(12, "0")}8fff8fffffffffffffff`;

/** Keys of so many incidents, made in the store itself while no vault runs. */
async function incidentsInStore(count: number): Promise<readonly string[]> {
  const store = await openSqliteKeyStore({
    file: join(folder, "vault", "keys.sqlite"),
    epochKeys: openFileEpochKeys({ folder: epochs.folder, random: randomBytes }),
    random: randomBytes,
    clock: systemClock,
  });
  const names = Array.from({ length: count }, (_, index) => incidentName(index));
  for (const name of names) await store.create({ mode: "actual", incident: name });
  await store.close();
  return names;
}

function keysOf(names: readonly string[]) {
  return Promise.all(
    names.map(async (name) => {
      const asks = encodeWire("VaultRequest", { incident: name, mode: "actual", part: "" });
      const answer = await ask(asker, vaultSubjects.get, asks, 5_000);
      const keys = answer.kind === "answered" ? decodeWire("VaultReply", answer.data) : undefined;
      if (keys?.outcome !== "ok") throw new Error(`no keys: ${keys?.outcome}`);
      return keys;
    }),
  );
}

async function epochsNow() {
  const answer = await ask(asker, vaultSubjects.epochs, new Uint8Array(), 5_000);
  const said = answer.kind === "answered" ? epochAnswerIn(answer.data) : undefined;
  return said?.outcome === "ok" ? said.epochs : [];
}

describe("a vault that is killed", () => {
  test("between making keys and answering gives the same keys when it is asked again", async () => {
    const test = { dir: folder, seams: { "vault-created": "kill" } };
    const killed = startVault({ test });
    await killed.ready;
    const lost = ask(asker, vaultSubjects.create, request, 3_000);
    await expect(killed.ended).resolves.toEqual({ code: null, signal: "SIGKILL" });
    expect(seamFired(folder, "vault-created", killed.pid)).toBe(true);
    expect(await lost).toMatchObject({ kind: "unknown" });

    await startVault().ready;
    const first = await reply(vaultSubjects.get);
    expect(first).toMatchObject({ outcome: "ok", created: false });
    expect(await reply(vaultSubjects.create)).toEqual(first);
  });

  test("after shredding still refuses to make keys", async () => {
    const killed = startVault();
    await killed.ready;
    expect(await reply(vaultSubjects.shred)).toMatchObject({ outcome: "ok" });
    killed.child.kill("SIGKILL");
    await killed.ended;
    await startVault().ready;
    expect(await reply(vaultSubjects.create)).toMatchObject({ outcome: "shredded" });
    expect(await reply(vaultSubjects.get)).toMatchObject({ outcome: "shredded" });
  });

  test("while it wraps keys anew goes on at its next start, and no key is another one", async () => {
    const names = await incidentsInStore(70);
    const test = { dir: folder, seams: { "vault-rewrapped": "kill" } };
    const killed = startVault({ test });
    await killed.ready;
    const before = await keysOf(names);
    await ask(asker, vaultSubjects.rotate, new Uint8Array(), 5_000);
    await expect(killed.ended).resolves.toEqual({ code: null, signal: "SIGKILL" });
    expect(seamFired(folder, "vault-rewrapped", killed.pid)).toBe(true);
    await startVault().ready;
    const rows = async (number: number) =>
      (await epochsNow()).find(({ epoch }) => epoch === number)?.rows ?? -1;
    expect(await rows(1)).toBeLessThan(70);
    await until(async () => (await rows(1)) === 0, "all are wrapped anew");
    expect(await keysOf(names)).toEqual(before);
    const destroyed = await ask(asker, vaultSubjects.destroyEpoch, epochRequestOf(1), 5_000);
    expect(destroyed.kind === "answered" && epochAnswerIn(destroyed.data)).toMatchObject({
      epochs: [
        { epoch: 1, state: "destroyed" },
        { epoch: 2, state: "newest" },
      ],
    });
    expect(await keysOf(names)).toEqual(before);
    // No key, wrapped or not, and no epoch key is in what it wrote down.
    const log = vault?.log() ?? "";
    const epochKey = readFileSync(join(folder, "epochs", "2.key"), "utf8").trimEnd();
    expect(log).not.toContain(epochKey);
    for (const { ordinary } of before.slice(0, 3)) {
      for (const form of ["hex", "base64", "base64url"] as const) {
        expect(log).not.toContain(Buffer.from(ordinary).toString(form));
      }
    }
  });

  test("waits for a NATS server that is late instead of failing", async () => {
    await server.kill();
    const early = startVault();
    await until(() => early.log().includes('"part":"nats"'), "it waits");
    await server.restart();
    await early.ready;
    await until(async () => "outcome" in ((await reply(vaultSubjects.get)) ?? {}), "it answers");
  });
});
