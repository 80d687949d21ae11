import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest } from "@jest/globals";
import { identityOf, isRunning, type ProcessIdentity } from "#apps/cli/procfs";
import { packagesFirst } from "#apps/cli/programFlags";
import { findNatsServer } from "#libs/runtime/natsServerFinder";
import { type RunningCli, runCli, running, startCli, textIn } from "#tests/support/commandLine";
import { readServerInfo } from "#tests/support/natsInfo";
import { natsServerProblem, startNatsServer } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testServer = testIf(problem === undefined, problem ?? "");

// Each test starts an installation, some of them two.
jest.setTimeout(300_000);
let folder = "";
let data = "";
let started: RunningCli[] = [];

/** A folder of its own, in which nothing runs yet. */
function begin(): void {
  folder = mkdtempSync(join(tmpdir(), "raccordo-up-"));
  data = join(folder, "data");
  // Two processes of ours are enough for what a supervisor does.
  writeFileSync(
    join(folder, "test.json"),
    JSON.stringify({ only: ["vault", "adapter-pl_cremona"] }),
  );
}

/** Nothing of what was started is left. */
async function end(): Promise<void> {
  for (const { child, exit } of started) {
    child.kill("SIGKILL");
    await exit;
  }
  started = [];
  await until(() => remaining().length === 0, "the end of what was started");
  rmSync(folder, { recursive: true, force: true });
}

/** Processes that speak of this test's folder in their arguments: whatever was left behind. */
function remaining(): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && commandOf(pid).includes(folder))
    .filter((pid) => isRunning(identityOf(pid)));
}

function commandOf(pid: number): string {
  return readOrEmpty(`/proc/${pid}/cmdline`);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const upArgs = (...more: readonly string[]) => [
  ...["up", "--json", "--data", data, "--test-file", join(folder, "test.json")],
  ...more,
];

/** A system that has come up, with the identity of every process of it. */
async function startUp(...more: readonly string[]) {
  const cli = startCli(upArgs(...more));
  started.push(cli);
  return follow(cli);
}

const names = ["nats", "vault", "adapter-pl_cremona"];

async function follow(cli: RunningCli) {
  await cli.event("summary-ready");
  const processes = new Map(
    cli
      .events()
      .filter(({ event }) => event === "process-started")
      .map(({ process: name, pid }): [string, ProcessIdentity] => [
        String(name),
        identityOf(Number(pid)),
      ])
      // They start beside each other: which of them is ready first is open.
      .toSorted(([a], [b]) => names.indexOf(a) - names.indexOf(b)),
  );
  expect([...processes.keys()]).toEqual(names);
  return { cli, processes };
}

const alive = (processes: ReadonlyMap<string, ProcessIdentity>) =>
  [...processes].filter(([, identity]) => isRunning(identity)).map(([name]) => name);

describe("raccordo up", () => {
  beforeEach(begin);
  afterEach(end);

  testServer("leaves nothing behind when it is killed with -9", async () => {
    const { cli, processes } = await startUp();
    expect(alive(processes)).toHaveLength(3);
    cli.child.kill("SIGKILL");
    await cli.exit;
    await until(() => alive(processes).length === 0, "the end of every process");
    expect(remaining()).toEqual([]);
  });

  testServer("leaves nothing behind when it is killed while it starts", async () => {
    const cli = startCli(upArgs());
    started.push(cli);
    await cli.event("process-started", ({ process: name }) => name === "nats");
    cli.child.kill("SIGKILL");
    await until(() => remaining().length === 0, "the end of every process");
  });

  testServer("ends with the npm that started it, even when that was killed with -9", async () => {
    // As npm does it: its own process, a shell, our script.
    const script = join(folder, "npm");
    writeFileSync(
      script,
      `import { spawn } from "node:child_process";
       const child = spawn("sh", ["-c", '"$@"; true', "sh", process.execPath, ...process.argv.slice(2)], { stdio: "inherit" });
       child.on("exit", (code) => process.exit(code ?? 1));`,
    );
    const main = join(projectRoot, "dist/apps/cli/main.js");
    const child = spawn(process.execPath, [script, ...packagesFirst, main, ...upArgs()], {
      env: { ...process.env, NODE_OPTIONS: "", npm_lifecycle_event: "start" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const cli = running(child);
    started.push(cli);
    const { processes } = await follow(cli);
    child.kill("SIGKILL");
    await until(() => alive(processes).length === 0, "the end of every process");
    await until(() => remaining().length === 0, "the end of the supervisor");
  });

  testServer(
    "starts again on the same ports and keys, and finds its streams as they were",
    async () => {
      const first = await startUp("--once");
      expect(await first.cli.exit).toBe(0);
      const before = [textIn(data, "ports.json"), textIn(data, "run", "vault.json")];
      const second = await startUp("--once");
      expect(await second.cli.exit).toBe(0);
      expect([textIn(data, "ports.json"), textIn(data, "run", "vault.json")]).toEqual(before);
    },
  );

  testServer("with --port-base refuses a port that is taken, with its number", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { code, cli } = await runCli(upArgs("--once", "--port-base", String(port)));
    server.close();
    expect(code).toBe(3);
    expect(cli.output()).toContain(`"port":${port}`);
    expect(remaining()).toEqual([]);
  });

  testServer(
    "uses a server that somebody else runs with our accounts, and leaves it running",
    async () => {
      await (await startUp("--once")).cli.exit;
      const found = await findNatsServer();
      if (!("path" in found)) throw new Error(found.problem);
      const server = spawn(found.path, ["-c", join(data, "nats", "nats.conf")], {
        stdio: "ignore",
      });
      const port = JSON.parse(textIn(data, "ports.json")).ports.nats;
      await until(() => readServerInfo(port).catch(() => false), "the server to answer");
      const url = `nats://127.0.0.1:${port}`;
      const { code, cli } = await runCli(upArgs("--once"), { RACCORDO_NATS_URL: url });
      expect(server.exitCode).toBeNull();
      server.kill("SIGKILL");
      expect(cli.events().filter(({ process: name }) => name === "nats")).toEqual([]);
      expect(code).toBe(0);
    },
  );

  testServer(
    "refuses a server that does not know our users, and says what to load into it",
    async () => {
      const server = await startNatsServer();
      const { code, cli } = await runCli(upArgs("--once"), { RACCORDO_NATS_URL: server.url });
      await server.stop();
      expect(code).toBe(3);
      expect(cli.output()).toContain('"server-foreign"');
    },
  );
});

/** One system for all of it, in this order. */
describe("a raccordo up that runs", () => {
  const shared: { up?: Awaited<ReturnType<typeof startUp>> } = {};
  beforeAll(async () => {
    if (problem !== undefined) return;
    begin();
    shared.up = await startUp();
  }, 120_000);
  afterAll(end);
  function up() {
    if (shared.up === undefined) throw new Error("it did not start");
    return shared.up;
  }

  testServer("refuses a data folder that another one uses, and names its process", async () => {
    const { cli, processes } = up();
    const second = await runCli(upArgs());
    expect(second.code).toBe(3);
    expect(second.cli.output()).toContain('"folder-in-use"');
    expect(second.cli.output()).toContain(`"pid":${cli.pid}`);
    expect(alive(processes)).toHaveLength(3);
  });

  testServer("shows no secret in arguments, environment, output or logs", async () => {
    const { cli, processes } = up();
    const secrets = secretsIn(data);
    expect(secrets.length).toBeGreaterThan(30);
    const pids = [cli.pid, ...[...processes.values()].map(({ pid }) => pid)];
    const places = [
      ["output", cli.output()],
      ...pids.flatMap((pid) =>
        ["cmdline", "environ"].map((what) => [
          `${pid}/${what}`,
          readOrEmpty(`/proc/${pid}/${what}`),
        ]),
      ),
      ...readdirSync(join(data, "log")).map((name) => [name, textIn(data, "log", name)]),
      ["nats.conf", textIn(data, "nats", "nats.conf")],
      ["nats.log", textIn(data, "nats", "nats.log")],
    ];
    const shown = places.filter(([, text]) => secrets.some((secret) => text?.includes(secret)));
    expect(shown.map(([place]) => place)).toEqual([]);
    for (const name of ["vault", "adapter-pl_cremona"]) {
      expect(readOrEmpty(`/proc/${processes.get(name)?.pid}/environ`)).not.toContain("PATH=");
    }
  });

  testServer(
    "brings a killed nats-server back on the same store and port, and everything recovers",
    async () => {
      const { cli, processes } = up();
      const ports = textIn(data, "ports.json");
      process.kill(processes.get("nats")?.pid ?? 0, "SIGKILL");
      await cli.event("process-restarted", ({ process: name }) => name === "nats");
      expect(textIn(data, "ports.json")).toBe(ports);
      expect(alive(processes)).toEqual(["vault", "adapter-pl_cremona"]);
    },
  );

  testServer("brings a killed process back and counts it", async () => {
    const { cli, processes } = up();
    process.kill(processes.get("vault")?.pid ?? 0, "SIGKILL");
    const ended = await cli.event("process-ended", ({ process: name }) => name === "vault");
    expect(ended).toMatchObject({ process: "vault", reason: "SIGKILL", restarts: 1 });
    const back = await cli.event("process-restarted", ({ process: name }) => name === "vault");
    expect(isRunning(identityOf(Number(back["pid"])))).toBe(true);
  });

  testServer(
    "stops in reverse order at Ctrl-C, ends with 0 and says how often it started something again",
    async () => {
      const { cli, processes } = up();
      cli.child.kill("SIGINT");
      expect(await cli.exit).toBe(0);
      expect(alive(processes)).toEqual([]);
      const stoppedAt = (name: string) =>
        Date.parse(
          String(
            JSON.parse(textIn(data, "log", `${name}.jsonl`).trimEnd().split("\n").at(-1) ?? "")[
              "time"
            ],
          ),
        );
      expect(stoppedAt("adapter-pl_cremona")).toBeLessThanOrEqual(stoppedAt("vault"));
      expect(readdirSync(data)).not.toContain("lock.json");
      expect(cli.events().find(({ event }) => event === "stopped")?.["restarts"]).toBe(2);
    },
  );
});

/** Every secret of the data folder, in the form in which it lies there. */
function secretsIn(root: string): readonly string[] {
  const files = (path: string): readonly string[] =>
    readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? files(join(path, entry.name)) : [join(path, entry.name)],
    );
  // Credentials are digests, in several lines: no secret.
  const kept = [...files("secrets"), ...files("rooms")].filter((path) => !path.endsWith(".json"));
  return kept.map(
    (path) => textIn(root, path).trimEnd().split("\n").at(-2) ?? textIn(root, path).trimEnd(),
  );
}
