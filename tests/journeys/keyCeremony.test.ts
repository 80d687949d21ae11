import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { commandHere } from "#tests/support/commandHere";
import type { CliEvent } from "#tests/support/commandLine";
import { natsServerProblem } from "#tests/support/natsServer";
import { innerAnd, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { readSystemLog } from "#tests/support/systemLog";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const longMs = 300_000;
const owner = "pl_cremona";
const options = { limits: { announce_every_ms: 200 }, only: innerAnd(owner) };
const street = "Via Sintetica 4711";

let system: RunningSystem;
/** Event id of the first message. */
let first = "";

beforeAll(async () => {
  if (problem === undefined) system = await startSystem(options);
}, longMs);
afterAll(async () => {
  if (problem === undefined) await system.remove();
}, longMs);

const beside = (name: string): string => join(dirname(system.data), name);
const raccordo = (...args: readonly string[]) => commandHere([...args, "--data", system.data]);
const eventOf = (events: readonly CliEvent[], name: string) =>
  events.find(({ event }) => event === name);

async function send(id: string): Promise<string> {
  const answer = await system.send(
    owner,
    JSON.stringify({
      ...{ message_id: `M-${id}`, sent: new Date().toISOString(), mode: "actual", kind: "report" },
      ...{ incident: { id }, category: "C01", territory: ["istat:019036"], remove: [] },
      upsert: [
        { kind: "place", id: "p", sensitivity: "public", street },
        { kind: "vehicle", id: "v", plate: "ZZ000ZZ" },
      ],
    }),
  );
  expect(answer.status).toBe(202);
  return String(answer.body["event"]);
}

/** Opens one field once the log covers its message. */
const opened = (event: string, field: string, ...more: readonly string[]) =>
  until(
    async () => {
      const args = ["--event", event, "--field", field, "--reason", "lawfulness", ...more];
      const done = await raccordo("audit", "open", ...args);
      const isEarly = eventOf(done.events, "failed")?.["code"] === "proof-no-event";
      return isEarly ? undefined : done;
    },
    "the message is in the signed log",
    longMs,
  );

async function restarted(): Promise<void> {
  system = await startSystem({ ...options, data: system.data });
}

describe("the key ceremony and its losses, followed on a real data folder", () => {
  systemTest(
    "one field of one message is opened, recorded first, and checked offline by whoever has the log's key",
    async () => {
      first = await send("SINTETICO-K-1");
      const file = beside("opening.json");
      const { code, output } = await opened(first, "place.street", "--out", file);
      expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
      const text = readFileSync(file, "utf8");
      expect(text).toContain(street);
      expect(text).not.toContain("ZZ000ZZ");
      const checked = await raccordo("audit", "verify-opening", file);
      expect(checked.code).toBe(0);
      expect(eventOf(checked.events, "opening-holds")).toMatchObject({ value: street });
      writeFileSync(file, text.replace(street, "Via Sintetica 4712"));
      const forged = await raccordo("audit", "verify-opening", file);
      expect([forged.code, forged.output]).toEqual([
        1,
        expect.not.stringContaining("Via Sintetica"),
      ]);
    },
    longMs,
  );

  systemTest(
    "a new epoch begins, the old key is destroyed, and everything can be read as before",
    async () => {
      expect((await raccordo("vault", "rotate")).code).toBe(0);
      await until(async () => {
        const { events } = await raccordo("vault", "status");
        const epochs = eventOf(events, "vault-epochs")?.["epochs"];
        return JSON.stringify(epochs).includes('"epoch":1,"state":"older","rows":0');
      }, "all keys are wrapped anew");
      expect((await raccordo("vault", "destroy-epoch", "2")).code).toBe(3);
      expect((await raccordo("vault", "destroy-epoch", "1")).code).toBe(0);
      expect(readdirSync(join(system.data, "epochs"))).toEqual(["2.key"]);
      expect((await opened(first, "vehicle.plate")).code).toBe(0);
      await system.stop();
      for (const part of ["vault", "epochs"]) {
        cpSync(join(system.data, part), beside(`backup-${part}`), { recursive: true });
      }
    },
    longMs,
  );

  systemTest(
    "the folder of the key store is lost: its backup is put back, and messages are read and taken again",
    async () => {
      rmSync(join(system.data, "vault"), { recursive: true });
      cpSync(beside("backup-vault"), join(system.data, "vault"), { recursive: true });
      chmodSync(join(system.data, "vault"), 0o700);
      await restarted();
      const { code, events } = await opened(first, "place.street");
      expect(code).toBe(0);
      expect(JSON.stringify(eventOf(events, "opening"))).toContain(street);
      const second = await send("SINTETICO-K-2");
      expect((await opened(second, "place.street")).code).toBe(0);
      await system.stop();
    },
    longMs,
  );

  systemTest(
    "the epoch key is lost with its backup: nothing of before can be read by anybody, the log still verifies, and new messages are taken",
    async () => {
      expect((await raccordo("vault", "declare-lost", "2")).code).toBe(3);
      expect((await raccordo("vault", "declare-lost", "9")).code).toBe(3);
      rmSync(join(system.data, "epochs", "2.key"));
      expect((await raccordo("vault", "declare-lost", "2")).code).toBe(0);
      await restarted();
      const gone = await opened(first, "place.street");
      expect(gone.code).toBe(3);
      expect(eventOf(gone.events, "failed")).toMatchObject({ code: "opening-destroyed" });
      expect(gone.output).not.toContain(street);
      const verified = await raccordo("audit", "verify", join(system.data, "audit"));
      expect(verified.code).toBe(0);
      const told = await until(async () => {
        const { leaves } = await readSystemLog(system.data);
        const epochs = leaves.flatMap((leaf) =>
          leaf.kind === "key_epoch" ? [`${leaf.epoch} ${leaf.state}`] : [],
        );
        return epochs.length >= 5 ? epochs : undefined;
      }, "the log tells of the loss");
      expect(told).toEqual(["1 begun", "2 begun", "1 destroyed", "2 lost", "3 begun"]);
      const next = await send("SINTETICO-K-3");
      expect((await opened(next, "place.street")).code).toBe(0);
    },
    longMs,
  );

  systemTest("no key and no value is in what the processes wrote down", () => {
    const keys = [beside("backup-epochs"), join(system.data, "epochs")].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".key"))
        .map((name) => readFileSync(join(folder, name), "utf8").trimEnd()),
    );
    expect(keys.length).toBeGreaterThan(1);
    const folders = ["log", "run"].map((name) => join(system.data, name));
    const written = folders
      .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name))))
      .join("");
    for (const secret of [...keys, street]) expect(written).not.toContain(secret);
  });
});
