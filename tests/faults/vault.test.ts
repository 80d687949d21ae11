import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createUser } from "@nats-io/nkeys";
import type { NatsConnection } from "@nats-io/transport-node";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import { ask } from "#libs/eventlog/ask";
import { connectChecked } from "#libs/eventlog/natsClient";
import { vaultSubjects } from "#libs/eventlog/permissions";
import { type StartedChild, seamFired, startChild } from "#tests/support/childProcess";
import { defaultNatsConfig, startNatsServer, type TestNatsServer } from "#tests/support/natsServer";
import { sharedConfig, testFolder, writeConfig } from "#tests/support/privateFile";
import { until } from "#tests/support/until";

const user = createUser();
const seed = new TextDecoder().decode(user.getSeed());
const incident = "0123456789ab8cde8123456789abcdef";
const folder = testFolder();
const epoch = { number: 1, key: randomBytes(32).toString("base64") };

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
  const config = { ...shared, process: "vault", nats, epoch, ...more };
  vault = startChild("apps/vault/main.js", writeConfig(folder, config));
  return vault;
}

const request = encodeWire("VaultRequest", { incident, mode: "actual", part: "" });

async function reply(subject: string) {
  const outcome = await ask(asker, subject, request, 5_000);
  return outcome.kind === "answered" ? decodeWire("VaultReply", outcome.data) : outcome;
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

  test("waits for a NATS server that is late instead of failing", async () => {
    await server.kill();
    const early = startVault();
    await until(() => early.log().includes('"part":"nats"'), "it waits");
    await server.restart();
    await early.ready;
    await until(async () => "outcome" in ((await reply(vaultSubjects.get)) ?? {}), "it answers");
  });
});
