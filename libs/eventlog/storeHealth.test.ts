import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { natsServerProblem, startNatsServer, type TestNatsServer } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";
import { SmallDisk, smallDiskProblem } from "#tests/support/smallDisk";
import { readStoreHealth, storeHealthIn } from "./storeHealth.ts";

const failed = (stream: string, why: string) => ({
  ...{ type: "STREAM", account: "CORE", stream },
  error: `JetStream stream 'CORE > ${stream}' write error: ${why}`,
});
const report = (...errors: readonly object[]) => ({ data: { status: "error", errors } });

describe("the health report of a message server", () => {
  test("names the streams that take nothing any more, and whether it is for lack of room", () => {
    const full = "write 1.blk: no space left on device";
    expect(storeHealthIn({ data: { status: "ok" } })).toEqual({ kind: "writes" });
    expect(storeHealthIn(report(failed("EVENTS", full)))).toEqual({
      ...{ kind: "refuses", streams: ["EVENTS"], wasFull: true },
    });
    expect(
      storeHealthIn(report(failed("EVENTS", full), failed("REPORTS", "input/output error"))),
    ).toEqual({ kind: "refuses", streams: ["EVENTS", "REPORTS"], wasFull: false });
    expect(
      storeHealthIn(report(failed("EVENTS", "write 1.blk: disk quota exceeded"))),
    ).toMatchObject({
      wasFull: true,
    });
  });

  test("of an older server that switched JetStream off speaks of all streams", () => {
    const off = { type: "JETSTREAM", error: "jetstream not enabled" };
    expect(storeHealthIn(report(off))).toEqual({ kind: "refuses", streams: [], wasFull: true });
  });

  test("of a server that is not ready for another reason says nothing of its store", () => {
    const other = { type: "STREAM", stream: "EVENTS", error: "JetStream stream not found" };
    expect(storeHealthIn(report(other))).toEqual({ kind: "writes" });
    for (const nothing of [undefined, {}, { data: {} }, { data: { status: "error" } }, "ok"]) {
      expect(storeHealthIn(nothing)).toBeUndefined();
    }
  });
});

const problem = (await natsServerProblem()) ?? smallDiskProblem();
const testOnDisk = testIf(problem === undefined, problem ?? "");

describe("a real server on a disk that was full", () => {
  let disk: SmallDisk | undefined;
  let server: TestNatsServer | undefined;
  let system: NatsConnection | undefined;
  let core: NatsConnection | undefined;
  function started() {
    if (disk === undefined || server === undefined) throw new Error("no server on a small disk");
    if (system === undefined || core === undefined) throw new Error("no connection to it");
    return { disk, server, system, core };
  }
  beforeAll(async () => {
    if (problem !== undefined) return;
    disk = SmallDisk.mount(16 * 1024 * 1024);
    server = await startNatsServer(
      [
        `jetstream { sync_interval: always }`,
        "system_account: SYS",
        "no_auth_user: core",
        "accounts { CORE { jetstream: enabled, users: [{user: core, password: core}] }",
        "SYS { users: [{user: system, password: system}] } }",
      ].join("\n"),
      disk.folder,
    );
    core = await server.connect({ user: "core", pass: "core" });
    system = await server.connect({ user: "system", pass: "system" });
  });
  afterAll(async () => {
    await core?.close();
    await system?.close();
    await server?.stop();
    disk?.unmount();
  });

  testOnDisk(
    "says so, also with room again, until it is started again; what it took is there once",
    async () => {
      const { disk: small, server: nats, system: asSystem, core: asCore } = started();
      const health = () => readStoreHealth(asSystem, nats.serverName, 5_000);
      const js = jetstream(asCore, { timeout: 1_000 });
      await (await jetstreamManager(asCore)).streams.add({ name: "EVENTS", subjects: ["event.>"] });
      await js.publish("event.1", new Uint8Array(1_000));
      expect(await health()).toEqual({ kind: "writes" });
      small.fill();
      // No answer at all: that is how a writer meets it.
      await expect(js.publish("event.2", new Uint8Array(100_000))).rejects.toThrow(/timeout/);
      const refused = { kind: "refuses", streams: ["EVENTS"], wasFull: true };
      expect(await health()).toEqual(refused);
      small.free();
      await expect(js.publish("event.3", new Uint8Array(10))).rejects.toThrow(/timeout/);
      expect(await health()).toEqual(refused);
      await nats.restart();
      const later = await nats.connect({ user: "core", pass: "core" });
      const again = await nats.connect({ user: "system", pass: "system" });
      try {
        expect(await readStoreHealth(again, nats.serverName, 5_000)).toEqual({ kind: "writes" });
        expect((await jetstream(later).publish("event.4", new Uint8Array(10))).seq).toBe(2);
      } finally {
        await Promise.all([later.close(), again.close()]);
      }
    },
  );
});
