import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import {
  defaultNatsConfig,
  natsServerProblem,
  startNatsServer,
  type TestNatsServer,
} from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");

describe("a nats-server of a test", () => {
  let server: TestNatsServer | undefined;
  beforeAll(async () => {
    if (problem === undefined) server = await startNatsServer();
  });
  afterAll(() => server?.stop());

  const started = () => {
    if (server === undefined) throw new Error("no server was started");
    return server;
  };

  testWithServer("answers under the random name it was given", async () => {
    const connection = await started().connect();
    expect(connection.info?.server_name).toBe(started().serverName);
    await connection.close();
  });

  testWithServer("keeps what was stored when it is killed and started again", async () => {
    const before = await started().connect();
    const manager = await jetstreamManager(before);
    await manager.streams.add({ name: "KEPT", subjects: ["kept"] });
    await jetstream(before).publish("kept", "one");
    await before.close();
    const firstPid = started().pid;
    await started().kill();
    expect(() => started().pid).toThrow(/not running/);
    await started().restart();
    expect(started().pid).not.toBe(firstPid);
    const after = await started().connect();
    const stream = await (await jetstreamManager(after)).streams.info("KEPT");
    expect(stream.state.messages).toBe(1);
    await after.close();
  });

  testWithServer("takes a new configuration while it runs, and says when it cannot", async () => {
    const users = `${defaultNatsConfig}authorization { user: "someone", password: "synthetic" }\n`;
    await started().reload(users);
    await expect(started().connect({ reconnect: false })).rejects.toThrow(/Authorization/i);
    const admitted = await started().connect({ user: "someone", pass: "synthetic" });
    await admitted.close();
    await expect(started().reload("accounts { A { users: 7 } }\n")).rejects.toThrow(/reload/i);
  });
});

describe("two servers at once", () => {
  testWithServer("do not share a port, and stopping one leaves the other", async () => {
    const [one, two] = await Promise.all([startNatsServer(), startNatsServer()]);
    expect(one.port).not.toBe(two.port);
    await one.stop();
    expect(existsSync(one.storeDir)).toBe(false);
    const connection = await two.connect();
    await connection.close();
    await two.stop();
  });
});

describe("another server on the port of ours", () => {
  testWithServer("is refused by its name, for a connection and for a restart", async () => {
    const ours = await startNatsServer();
    await ours.kill();
    const other = await serverNamed("somebody-else", ours.port);
    await expect(ours.connect({ reconnect: false })).rejects.toThrow(/somebody-else/);
    await expect(ours.restart()).rejects.toThrow(/did not start/);
    await new Promise((resolve) => other.close(resolve));
    await ours.stop();
  });
});

describe("a server that cannot start", () => {
  testWithServer(
    "is reported with the server's own words, and leaves nothing running",
    async () => {
      await expect(startNatsServer("this is not a configuration {")).rejects.toThrow(
        /did not start/,
      );
    },
  );
});

describe("a test run that is killed", () => {
  testWithServer("takes its server with it", async () => {
    const parent = spawn(process.execPath, ["--input-type=module", "-e", startAndWait], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const line = await new Promise<string>((resolve) =>
      createInterface({ input: parent.stdout }).once("line", resolve),
    );
    const pid = Number(line);
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await until(() => !isAlive(pid), "the server of a killed test run to end");
  });
});

test("the problem that stops these tests is one line, or there is none", () => {
  expect(problem ?? "none").not.toContain("\n");
});

const startAndWait = `
  const { startNatsServer } = await import("#tests/support/natsServer");
  const server = await startNatsServer();
  console.log(server.pid);
  setInterval(() => undefined, 1000);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Speaks just enough of the protocol for a client to believe that it is connected. */
async function serverNamed(name: string, port: number): Promise<Server> {
  const info = { server_id: "X", server_name: name, version: "2.15.1", proto: 1, headers: true };
  const server = createServer((socket) => {
    socket.write(`INFO ${JSON.stringify({ ...info, max_payload: 1024 })} \r\n`);
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      if (data.includes("PING")) socket.write("PONG\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}
