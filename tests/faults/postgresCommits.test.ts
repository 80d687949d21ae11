import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { isIncidentLeaf } from "#libs/seal/leaf";
import {
  type AuditFixture,
  recordConfiguration,
  recordDecision,
  startAuditFixture,
  syntheticId,
} from "#tests/support/auditFixture";
import { leavesOf, verified } from "#tests/support/auditLog";
import { dataFiles, readOrNothing } from "#tests/support/canarySinks";
import type { StartedChild } from "#tests/support/childProcess";
import { type CliEvent, runCli } from "#tests/support/commandLine";
import { auditStatus, viewCore } from "#tests/support/coreView";
import { natsServerProblem } from "#tests/support/natsServer";
import { postgresProblem, startPostgres, type TestPostgres } from "#tests/support/postgresServer";
import { testFolder } from "#tests/support/privateFile";
import { type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = (await natsServerProblem()) ?? postgresProblem();
const testWithServers = testIf(problem === undefined, problem ?? "");
const slowMs = 300_000;
/** Of a server of this test alone; looked for everywhere afterwards. */
const password = `segreto-sintetico-${process.pid}-@:/?#% '`;

const folder = testFolder();
const passwordFile = join(folder, "password");
const state: { postgres?: TestPostgres; fixture?: AuditFixture; system?: RunningSystem } = {};

function running<K extends keyof typeof state>(name: K): NonNullable<(typeof state)[K]> {
  const found = state[name];
  if (found === undefined) throw new Error(`${name} did not start`);
  return found;
}

beforeAll(async () => {
  if (problem !== undefined) return;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  state.postgres = await startPostgres(password);
}, slowMs);
afterAll(async () => {
  await state.fixture?.close();
  await state.system?.remove();
  await state.postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}, slowMs);

const commits = () => ({
  commits: { kind: "postgresql", url: running("postgres").url, password_file: passwordFile },
});

describe("the log whose commits are in PostgreSQL, with real processes", () => {
  testWithServers(
    "is one log, every entry once, while two sequencers by mistake write it and PostgreSQL is killed -9 under them again and again",
    async () => {
      const fixture = await startAuditFixture();
      state.fixture = fixture;
      await fixture.configure();
      const start = async (): Promise<StartedChild> => {
        const audit = fixture.start({}, commits());
        await audit.ready;
        return audit;
      };
      const recorded: string[] = [];
      const record = async (count: number) => {
        for (let n = 0; n < count; n += 1) {
          const event = syntheticId(`event ${recorded.length}`);
          const incident = syntheticId(`incident ${recorded.length}`);
          const outcome = await recordDecision(fixture, { incident, event });
          expect(outcome.kind).toBe("appended");
          recorded.push(event);
        }
      };
      const covered = async () => {
        const last = (await fixture.log.info(`AUDIT_${fixture.year}`))?.lastSequence;
        await until(() => fixture.announcements.at(-1)?.size === last, `a checkpoint of ${last}`);
      };
      const first = await start();
      await recordConfiguration(fixture);
      await covered();
      let second = await start();
      for (let kills = 0; kills < 3; kills += 1) {
        await record(10);
        await running("postgres").kill();
        await record(5);
        await running("postgres").start();
        await record(5);
        // A sequencer may end where its commit's fate is unknown: whoever supervises it starts it again.
        if (second.child.exitCode !== null) second = await start();
        await covered();
      }
      expect((await verified(fixture)).findings).toEqual([]);
      const events = (await leavesOf(fixture)).flatMap((leaf) =>
        isIncidentLeaf(leaf) ? [leaf.event] : [],
      );
      expect(events).toEqual(recorded);
      for (const { log } of [first, second]) {
        expect(log()).not.toContain("log-halted");
        expect(log()).not.toContain(password);
      }
    },
    slowMs,
  );
});

describe("an installation whose deployment wants the commits in PostgreSQL", () => {
  let sent = 0;
  const deployment = () => join(dirname(running("system").data), "deploy");
  const setting = (text: string) => writeFileSync(join(deployment(), "commits.yaml"), text);
  const inPostgres = () =>
    `format: raccordo-commits/1\nstore: postgresql\nurl: ${running("postgres").url}\npassword_file: ${passwordFile}\n`;
  const inSqlite = "format: raccordo-commits/1\nstore: sqlite\n";
  const shortTimes = { announce_every_ms: 200 };

  const send = async (): Promise<number> => {
    sent += 1;
    const head = { message_id: `C-${sent}`, sent: new Date().toISOString(), mode: "actual" };
    const body = { ...head, kind: "report", incident: { id: `SINTETICO-${sent}` } };
    const about = { category: "C01", territory: ["istat:019036"], upsert: [] };
    return (await running("system").send("pl_cremona", JSON.stringify({ ...body, ...about })))
      .status;
  };
  const settled = async () => {
    const view = await viewCore(running("system"));
    await view.settled();
    await view.close();
  };
  const doctor = async (): Promise<readonly CliEvent[]> => {
    const { events } = await raccordo("doctor", "--data", running("system").data);
    return events.filter(({ check }) => String(check).startsWith("doctor-commits"));
  };
  const raccordo = async (...args: readonly string[]) => {
    const { code, cli } = await runCli([...args, "--json"]);
    return { code, events: cli.events(), output: cli.output() };
  };
  const moveCommits = () =>
    raccordo("audit", "move-commits", running("system").data, "--deploy", deployment());
  const begin = async () => {
    const files = { "commits.yaml": inPostgres() };
    state.system = await startSystem({ limits: shortTimes, files });
  };

  testWithServers(
    "keeps them there; with the server killed -9 it accepts, waits and goes on; doctor says what is wrong",
    async () => {
      await begin();
      expect(await send()).toBe(202);
      await settled();
      expect(await doctor()).toMatchObject([{ check: "doctor-commits", state: "ok" }]);
      const { size } = await auditStatus(running("system"));
      await running("postgres").kill();
      expect(await send()).toBe(202);
      expect(await doctor()).toMatchObject([{ check: "doctor-commits-away", state: "problem" }]);
      expect((await auditStatus(running("system"))).size).toBe(size);
      await running("postgres").start();
      expect(await send()).toBe(202);
      await settled();
      expect((await auditStatus(running("system"))).halted).toBeNull();
    },
    slowMs,
  );

  testWithServers(
    "does not start on another store until they are moved, and goes on there; the old store moves nothing any more",
    async () => {
      const system = running("system");
      const { size } = await auditStatus(system);
      expect((await moveCommits()).code).toBe(3);
      await system.stop();
      setting(inSqlite);
      const refused = await raccordo("up", "--data", system.data, "--deploy", deployment());
      expect(refused.code).toBe(3);
      expect(refused.output).toContain("commits-elsewhere");
      const moved = await moveCommits();
      expect(moved.events.map(({ event }) => event)).toEqual([
        "commits-moved-log",
        "commits-moved",
      ]);
      expect(moved.events[0]).toMatchObject({ size: expect.any(Number) });
      expect(await doctor()).toMatchObject([{ check: "doctor-commits-sqlite", state: "ok" }]);
      const { data } = system;
      state.system = await startSystem({
        ...{ data, limits: shortTimes },
        files: { "commits.yaml": inSqlite },
      });
      // The vault gives out no key before policy has held its list against the log: until then senders are told to wait.
      await until(async () => (await send()) === 202, "the first message");
      await settled();
      expect((await auditStatus(running("system"))).size).toBeGreaterThan(size);
      await running("system").stop();
      // Back, while the mark of the first move is there; and only with a password that nobody else can read.
      setting(inPostgres().replace("password_file", "# password_file"));
      expect((await moveCommits()).code).toBe(4);
      setting(inPostgres());
      expect((await moveCommits()).code).toBe(0);
      expect((await moveCommits()).events.at(-1)).toMatchObject({ event: "commits-already" });
      const verify = await raccordo("audit", "verify", join(data, "audit"), "--data", data);
      expect(verify.code).toBe(0);
    },
    slowMs,
  );

  testWithServers("tells the server's password nowhere in its folder", () => {
    const { data, cli } = running("system");
    const writings = [password, encodeURIComponent(password)];
    const holding = dataFiles(data).filter(({ path }) =>
      writings.some((one) => readOrNothing(path).includes(one)),
    );
    expect(holding).toEqual([]);
    for (const one of writings) expect(cli.output()).not.toContain(one);
  });
});
