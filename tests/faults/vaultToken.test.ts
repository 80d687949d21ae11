import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect } from "@jest/globals";
import { createUser } from "@nats-io/nkeys";
import type { NatsConnection } from "@nats-io/transport-node";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import { ask } from "#libs/eventlog/ask";
import { epochAnswerIn, epochRequestOf } from "#libs/eventlog/epochMessages";
import { connectChecked } from "#libs/eventlog/natsClient";
import { vaultSubjects } from "#libs/eventlog/permissions";
import { type StartedChild, startChild } from "#tests/support/childProcess";
import {
  defaultNatsConfig,
  natsServerProblem,
  startNatsServer,
  type TestNatsServer,
} from "#tests/support/natsServer";
import { sharedConfig, testFolder, writeConfig } from "#tests/support/privateFile";
import { testIf } from "#tests/support/skip";
import { type SoftToken, softToken, softTokenProblem } from "#tests/support/softToken";
import { until } from "#tests/support/until";

const problem = (await natsServerProblem()) ?? softTokenProblem;
const testWithToken = testIf(problem === undefined, problem ?? "");
const user = createUser();
const seed = new TextDecoder().decode(user.getSeed());
const incident = "0123456789ab8cde8123456789abcdef";
const folder = testFolder();
const epochFolder = join(folder, "epochs");
const pinFile = join(folder, "pin");

let server: TestNatsServer;
let asker: NatsConnection;
let token: SoftToken;
let vault: StartedChild | undefined;

beforeAll(async () => {
  if (problem !== undefined) return;
  token = softToken(folder);
  server = await startNatsServer(
    `${defaultNatsConfig}authorization { users: [ { nkey: ${user.getPublicKey()} } ] }\n`,
  );
  asker = await connectChecked({
    ...{ servers: [server.url], serverNames: [server.serverName], name: "asker" },
    ...{ inboxPrefix: "_INBOX_asker", credential: { nkeySeed: seed }, timeoutMs: 2_000 },
  });
});
afterEach(async () => {
  vault?.child.kill("SIGKILL");
  await vault?.ended;
});
afterAll(async () => {
  if (problem === undefined) {
    await asker.close();
    await server.stop();
  }
  rmSync(folder, { recursive: true, force: true });
});

function startVault(epochs: object): StartedChild {
  const { url, serverName: server_name } = server;
  const nats = { url, server_name, seed, inbox_prefix: "_INBOX_vault" };
  const config = { ...sharedConfig(folder), process: "vault", nats, epochs };
  vault = startChild("apps/vault/main.js", writeConfig(folder, config));
  return vault;
}

const underToken = () => ({
  ...{ backend: "pkcs11", folder: epochFolder, pin_file: pinFile, ...token.place },
});
const writePin = (pin: string) => writeFileSync(pinFile, `${pin}\n`, { mode: 0o600 });

async function keys(subject: string) {
  const request = encodeWire("VaultRequest", { incident, mode: "actual", part: "" });
  const answer = await ask(asker, subject, request, 5_000);
  return answer.kind === "answered" ? decodeWire("VaultReply", answer.data) : undefined;
}

async function administer(subject: string, request: Uint8Array = new Uint8Array()) {
  const answer = await ask(asker, subject, request, 20_000);
  return answer.kind === "answered" ? epochAnswerIn(answer.data) : undefined;
}

describe("a vault under a token", () => {
  testWithToken("takes over an installation that had its epoch key in a file", async () => {
    const before = startVault({ backend: "file", folder: epochFolder });
    await before.ready;
    const made = await keys(vaultSubjects.create);
    before.child.kill("SIGTERM");
    await before.ended;

    writePin(token.pin);
    await startVault(underToken()).ready;
    expect(await keys(vaultSubjects.get)).toEqual({ ...made, created: false });
    expect(await administer(vaultSubjects.rotate)).toMatchObject({ backend: "pkcs11" });
    await until(async () => {
      const answer = await administer(vaultSubjects.destroyEpoch, epochRequestOf(1));
      return answer?.outcome === "ok";
    }, "the key in the file is destroyed");
    expect(readdirSync(epochFolder)).toEqual(["2.wrapped"]);
    expect(await keys(vaultSubjects.get)).toEqual({ ...made, created: false });
  });

  testWithToken(
    "does not try a refused PIN twice, and goes on once its file has another",
    async () => {
      writePin("sintetico-wrong");
      const started = startVault(underToken());
      const refusals = () => started.log().split("vault-token-pin-refused").length - 1;
      await until(() => refusals() > 0, "the token refused the PIN");
      const triedAfter = refusals();
      // Several of its looks later: it has not asked the token again.
      await until(() => started.log().includes('"part":"token"'), "it waits");
      expect(refusals()).toBe(triedAfter);
      writePin(token.pin);
      await started.ready;
      expect(refusals()).toBe(triedAfter);
      expect(await keys(vaultSubjects.get)).toMatchObject({ outcome: "ok" });
      for (const secret of ["sintetico-wrong", token.pin]) {
        expect(started.log()).not.toContain(secret);
      }
    },
  );
});
