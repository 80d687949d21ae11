import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "@jest/globals";
import { pageSchema } from "#apps/console/api/answers";
import { runCli } from "#tests/support/commandLine";
import { grantedClient, leavesOf, signedLog } from "#tests/support/consoleClient";
import { natsServerProblem } from "#tests/support/natsServer";
import { type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const limits = { announce_every_ms: 200 };

const report = (id: string) =>
  JSON.stringify({
    ...{ message_id: `M-${id}`, sent: new Date().toISOString(), mode: "actual", kind: "report" },
    ...{ incident: { id: `SINTETICO-${id}` }, category: "C01", territory: ["istat:019036"] },
    upsert: [{ kind: "place", id: "p", sensitivity: "public", street: "Via Sintetica" }],
    remove: [],
  });

let system: RunningSystem;

const decided = (count: number) =>
  until(async () => {
    const leaves = await leavesOf(system);
    return leaves.filter(({ kind }) => kind === "exchange").length >= count;
  }, `${count} decisions to be signed`);

beforeAll(async () => {
  if (problem !== undefined) return;
  system = await startSystem({ limits });
  expect((await system.send("pl_cremona", report("1"))).status).toBe(202);
  await decided(1);
}, 120_000);
afterAll(async () => {
  if (problem === undefined) await system.remove();
});

/** Secrets, keys of rooms and ports: what whoever is connected, and whatever is sealed, depends on. */
function kept(data: string): ReadonlyMap<string, string> {
  const files = ["secrets", "rooms", "epochs"].flatMap((folder) =>
    readdirSync(join(data, folder), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ parentPath, name }) => join(parentPath, name)),
  );
  return new Map(files.map((path) => [path, readFileSync(path, "utf8")]));
}

const portsIn = (data: string): { ports: Record<string, number> } =>
  JSON.parse(readFileSync(join(data, "ports.json"), "utf8"));

/** Takes from a data folder all that `up` adds to one that was made before there was a console. */
function beforeTheConsole(data: string): void {
  const installation = join(data, "installation.json");
  const { console: _made, ...older } = JSON.parse(readFileSync(installation, "utf8"));
  writeFileSync(installation, JSON.stringify(older));
  const { ports, ...rest } = portsIn(data);
  const named = Object.entries(ports).filter(([name]) => !name.includes("console"));
  writeFileSync(
    join(data, "ports.json"),
    JSON.stringify({ ...rest, ports: Object.fromEntries(named) }),
  );
  for (const path of ["console", "run/console.json", "secrets/nkeys/console"]) {
    expect(existsSync(join(data, path))).toBe(true);
    rmSync(join(data, path), { recursive: true });
  }
}

systemTest(
  "a data folder from before the console gets one at its next start, and loses nothing",
  async () => {
    const { data } = system;
    expect(await system.stop()).toBe(0);
    beforeTheConsole(data);
    const before = { files: kept(data), ports: portsIn(data).ports };
    const log = await signedLog(system);
    const entries = await Promise.all(
      Array.from({ length: log.reader.size }, (_, index) => log.reader.entry(index)),
    );

    system = await startSystem({ limits, data });

    const after = kept(data);
    expect([...before.files].filter(([path, text]) => after.get(path) !== text)).toEqual([]);
    expect(portsIn(data).ports).toMatchObject(before.ports);
    expect((await system.send("pl_cremona", report("2"))).status).toBe(202);
    await decided(2);
    const { reader } = await signedLog(system);
    for (const [index, entry] of entries.entries()) {
      expect(await reader.entry(index)).toEqual(entry);
    }
    const officer = grantedClient(system, "rpd-cremona", "privacy_officer", "pl_cremona");
    const told = await officer.ask("/v1/log/entries?kind=exchange");
    expect(told.status).toBe(200);
    expect(pageSchema.parse(told.body).entries).toHaveLength(2);
    const verified = await runCli([
      "audit",
      "verify",
      join(data, "audit"),
      "--data",
      data,
      "--json",
    ]);
    expect({ code: verified.code, said: verified.code === 0 || verified.cli.output() }).toEqual({
      ...{ code: 0, said: true },
    });
  },
  180_000,
);
