import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { webhookSecretFile } from "#apps/cli/webhookSecrets";
import { dataFiles, readOrNothing } from "#tests/support/canarySinks";
import { natsServerProblem } from "#tests/support/natsServer";
import { innerAnd, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { readSystemLog } from "#tests/support/systemLog";
import { until } from "#tests/support/until";
import { WebhookReceiver } from "#tests/support/webhookReceiver";

const problem = await natsServerProblem();
const testWithSystem = testIf(problem === undefined, problem ?? "");
const slowMs = 300_000;
const owner = "pl_cremona";
const room = "questura_cremona";
const street = "Via del Canarino Sintetico";

let system: RunningSystem;
let receiver: WebhookReceiver;
let secret = "";

beforeAll(async () => {
  if (problem !== undefined) return;
  receiver = await WebhookReceiver.open();
  const webhook = `webhook: {url: "${receiver.url}", timeout_s: 2, ttl_s: 20, modes: [actual, exercise], format: native}`;
  system = await startSystem({
    logLevel: "trace",
    only: innerAnd(owner, room),
    limits: { announce_every_ms: 200 },
    rooms: { [room]: (text) => `${text}${webhook}\n` },
  });
  secret = readFileSync(webhookSecretFile(system.data, room), "utf8").trimEnd();
  receiver.secret = secret;
}, slowMs);
afterAll(async () => {
  if (problem !== undefined) return;
  await system.remove();
  await receiver.close();
}, slowMs);

let messages = 0;
async function report(id: string, mode = "actual"): Promise<void> {
  messages += 1;
  const place = { sensitivity: "public", street, municipality: "istat:019036" };
  const answer = await system.send(
    owner,
    JSON.stringify({
      message_id: `M-${messages}`,
      sent: new Date().toISOString(),
      ...{ mode, kind: messages === 1 ? "report" : "update", incident: { id } },
      ...{ category: "C01", territory: ["istat:019036"], remove: [] },
      upsert: [{ kind: "place", id: "p", ...place, street: `${street} ${messages}` }],
    }),
  );
  if (answer.status !== 202) throw new Error(answer.text);
}

const ask = (path: string, method = "GET") =>
  system.ask(room, `/v1/rooms/${room}/${path}`, { method });
const stateIs = async (state: string) => (await ask("webhook")).body["state"] === state;
const receipted = async () => (await readSystemLog(system.data)).receipted;

describe("a room that has its copies sent, on the real system", () => {
  testWithSystem(
    "gets each as a signed request, in both modes, and the log has its receipt",
    async () => {
      await report("W-1");
      await report("W-1");
      await report("W-1", "exercise");
      // By their ids: on a busy machine a receiver may be late, and is then sent the same copy again.
      await until(() => receiver.ids.length >= 3, "three copies");
      expect(receiver.requests.filter(({ verification }) => verification !== "ok")).toEqual([]);
      const inExercise = receiver.requests.filter(({ copy }) => copy.mode === "exercise");
      expect(new Set(inExercise.map(({ id }) => id)).size).toBe(1);
      await until(async () => {
        const known = await receipted();
        return receiver.ids.every((id) => known.has(id));
      }, "the receipts in the log");
      expect((await ask("feed")).body["copies"]).toEqual([]);
      await until(() => stateIs("ok"), "all to be well");
    },
    slowMs,
  );

  testWithSystem(
    "that refuses everything: the copy waits in its feed, then expires on record, and is listed by id only",
    async () => {
      receiver.behave((_, response) => void response.writeHead(500).end());
      const before = receiver.ids.length;
      await report("W-2");
      const delivery = await until(() => receiver.ids[before], "a first try");
      await until(() => stateIs("retrying"), "the try to be counted");
      const waiting = await ask("feed");
      expect(waiting.body["copies"]).toMatchObject([{ delivery }]);
      const listed = await until(
        async () => {
          const { body } = await ask("dead-letters");
          const letters = body["dead_letters"];
          return Array.isArray(letters) && letters.length > 0 ? letters : undefined;
        },
        "the end of its time",
        60_000,
      );
      expect(listed).toMatchObject([
        { delivery, mode: "actual", state: "expired", code: "http-500" },
      ]);
      expect(JSON.stringify(listed)).not.toContain(street);
      expect((await ask("feed")).body["copies"]).toEqual([]);
      const again = await ask(`dead-letters/${delivery}/retry`, "POST");
      expect(again).toMatchObject({ status: 410, body: { code: "delivery-expired" } });
      await until(async () => (await readSystemLog(system.data)).expired.has(delivery), "its leaf");
      receiver.behave();
    },
    slowMs,
  );

  testWithSystem(
    "that answers 410 gets nothing until it is enabled again; its copies are not lost",
    async () => {
      receiver.behave((_, response) => void response.writeHead(410).end());
      await report("W-3");
      await until(() => stateIs("disabled"), "the webhook to be disabled");
      receiver.behave();
      const before = receiver.requests.length;
      await report("W-3");
      expect((await ask("webhook/enable", "POST")).status).toBe(202);
      await until(() => receiver.requests.length >= before + 2, "both copies");
      await until(() => stateIs("ok"), "all to be well");
    },
    slowMs,
  );

  testWithSystem("tells how it is to nobody else", async () => {
    for (const key of ["none", "sbagliata"]) {
      for (const path of ["webhook", "dead-letters"]) {
        const told = await system.ask(room, `/v1/rooms/${room}/${path}`, { key });
        expect(told.status).toBe(401);
      }
    }
    const told = await system.ask(room, "/status", { key: "none" });
    expect(told.text).not.toContain("webhook");
  });

  testWithSystem(
    "has its secret and its address in two files, and nowhere else of what a process shows or writes",
    () => {
      const holders = (text: string) =>
        dataFiles(system.data)
          .filter(({ path }) => readOrNothing(path).includes(text))
          .map(({ path }) => relative(system.data, path));
      const config = `run/adapter-${room}.json`;
      expect(holders(secret).toSorted()).toEqual([`rooms/${room}/webhook`, config]);
      expect(holders("segreta-sintetica")).toEqual([config]);
      expect(holders(street)).toEqual([]);
      for (const [name, pid] of system.pids) {
        const shown = ["cmdline", "environ"].map((file) => readFileSync(`/proc/${pid}/${file}`));
        for (const bytes of shown) {
          expect([name, bytes.includes(secret), bytes.includes("segreta-sintetica")]).toEqual([
            ...[name, false, false],
          ]);
        }
      }
      for (const text of [secret, "segreta-sintetica", street]) {
        expect(system.cli.output()).not.toContain(text);
      }
      expect(system.cli.events()).toContainEqual(
        expect.objectContaining({ event: "summary-webhook", room }),
      );
    },
  );
});
