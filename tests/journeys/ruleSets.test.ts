import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { commandHere } from "#tests/support/commandHere";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { innerAnd, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { readSystemLog } from "#tests/support/systemLog";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const longMs = 300_000;
let system: RunningSystem;

beforeAll(async () => {
  if (problem === undefined) system = await startSystem({ only: innerAnd("pl_cremona") });
}, longMs);
afterAll(async () => {
  if (problem === undefined) await system.remove();
}, longMs);

const file = (name: string) => join(system.data, "..", name);
/** The key of a demonstration signer. */
const keyOf = (role: string) => join(system.data, "secrets", "signers", role);

const raccordo = (...args: readonly string[]) => commandHere(args);
const onData = (...args: readonly string[]) => raccordo(...args, "--data", system.data);
const failureOf = ({ events }: Awaited<ReturnType<typeof raccordo>>) =>
  events.find(({ event }) => event === "failed")?.["code"];

interface Told {
  readonly state: string;
  readonly version?: number;
  readonly role?: string;
}
/** Waits until the signed log tells the step. */
const toldStep = (which: (step: Told) => boolean): Promise<readonly Told[]> =>
  until(
    async () => {
      const { events } = await onData("policy", "history");
      const steps = events.flatMap(({ leaf }) => (leaf === undefined ? [] : [leaf as Told]));
      return steps.some(which) ? steps : undefined;
    },
    "the step in the log",
    longMs,
  );

describe("two people and a running installation", () => {
  systemTest(
    "sign, stage and activate a rule set with the command line, and the log tells all of it",
    async () => {
      cpSync(join(projectRoot, "deploy"), file("rules"), { recursive: true });
      const patto = join(file("rules"), "agreements", "patto-cremona-2022.yaml");
      const text = readFileSync(patto, "utf8");
      writeFileSync(patto, text.replace(/^( *title:).*$/m, "$1 Titolo sintetico"));
      await raccordo("policy", "keygen", "--role", "author", "--out", file("author"));
      const first = ["--rules", file("rules"), "--author", file("author"), "--set-version", "2"];
      const out = file("signed.json");
      await raccordo("policy", "sign", ...first, "--key", keyOf("dpo"), "--out", out);
      const alone = await onData("policy", "stage", out);
      expect(alone.code).toBe(3);
      expect(failureOf(alone)).toBe("refused-signature-missing");
      const second = ["--rules", out, "--key", keyOf("operations"), "--out", out];
      expect((await raccordo("policy", "sign", ...second)).code).toBe(0);
      expect(failureOf(await onData("policy", "activate", out))).toBe("refused-not-staged");
      expect((await onData("policy", "stage", out)).code).toBe(0);
      expect((await onData("policy", "activate", out)).code).toBe(0);
      const steps = await toldStep(({ state, version }) => state === "superseded" && version === 1);
      const states = steps.filter(({ version }) => version === 2).map(({ state }) => state);
      expect(states).toEqual([
        ...["drafted", "analysed", "simulated", "signed", "signed", "staged"],
        ...["acknowledged", "activated"],
      ]);
      const roles = steps.flatMap(({ version, role }) => (version === 2 && role ? [role] : []));
      expect(roles).toEqual(["dpo", "operations"]);
    },
    longMs,
  );

  systemTest(
    "revoke with one signature, and go on after it is told to everybody who looks",
    async () => {
      const what = ["--what", "room:gdf_cremona", "--reason", "room_compromised"];
      const revoked = await onData("policy", "revoke", "--key", keyOf("dpo"), ...what);
      expect(revoked.code).toBe(0);
      await toldStep(({ state }) => state === "revoked");
      const { events } = await onData("doctor");
      const checks = events.map(({ check }) => check);
      expect(checks).toContain("doctor-revoked");
      expect(checks).toContain("doctor-rule-set");
    },
    longMs,
  );
});

describe("whoever tries rules on the log of a running installation", () => {
  const report = JSON.stringify({
    ...{ message_id: "B-1", sent: new Date().toISOString(), mode: "actual", kind: "report" },
    ...{ incident: { id: "SINTETICO-B1" }, category: "C01", territory: ["istat:019036"] },
    upsert: [{ kind: "place", id: "p", sensitivity: "public" }],
  });
  const tried = () => ["--rules", join(projectRoot, "deploy"), "--reader", "SINTETICO-R1"];
  const century = ["--from", "2026-01-01", "--to", "2099-12-31"];
  const backtest = (...more: readonly string[]) =>
    onData("policy", "backtest", ...tried(), ...century, ...more);
  const resultOf = ({ events }: Awaited<ReturnType<typeof raccordo>>) =>
    events.find(({ event }) => event === "policy-backtest");
  const readings = async () =>
    (await readSystemLog(system.data)).leaves.flatMap((leaf) =>
      leaf.kind === "read" ? [leaf] : [],
    );

  systemTest(
    "stands in the log before anything is read: who by pseudonym, why, which period, which rules",
    async () => {
      expect((await system.send("pl_cremona", report)).status).toBe(202);
      const done = await until(
        async () => {
          const ended = await backtest();
          // Until the decision stands under a signed checkpoint there is nothing to try.
          return failureOf(ended) === "backtest-empty" ? undefined : ended;
        },
        "a decision in the signed log",
        longMs,
      );
      expect(done.code).toBe(0);
      const told = resultOf(done);
      expect(told).toMatchObject({ recorded: true, records: 1, departures: [] });
      const place = told?.["read"] as { year: number; index: number; id: string };
      const log = await until(
        async () => {
          const read = await readSystemLog(system.data);
          return read.leaves.some(({ kind }) => kind === "read") ? read : undefined;
        },
        "the reading under a signed checkpoint",
        longMs,
      );
      expect(log.findings).toEqual([]);
      const leaf = log.leaves[place.index];
      expect(leaf).toMatchObject({
        ...{ kind: "read", mode: "system", role: "privacy_officer", purpose: "lawfulness" },
        ...{ scope: "replay", entries: 1, period: { from: "2026-01-01T00:00:00.000Z" } },
      });
      expect(leaf).toMatchObject({ rule_sets: [told?.["rule_set"], expect.any(String)] });
      const words = JSON.stringify(leaf);
      expect(words).not.toContain("SINTETICO");
      expect(words).not.toContain(`"${userInfo().username}"`);
    },
    longMs,
  );

  systemTest(
    "weighs rules by it, and that is a reading too; one that a system can record is never unrecorded",
    async () => {
      const deploy = join(projectRoot, "deploy");
      const before = (await readings()).length;
      const asked = ["--traffic", system.data, "--unrecorded"];
      const check = await raccordo("policy", "check", deploy, ...asked);
      expect(check.code).toBe(0);
      const diff = await raccordo("policy", "diff", deploy, deploy, ...asked);
      const weighed = diff.events.find(({ event }) => event === "policy-diff");
      expect(weighed).toMatchObject({ changes: [], traffic: { recorded: true, records: 1 } });
      const all = await until(
        async () => {
          const now = await readings();
          return now.length === before + 2 ? now : undefined;
        },
        "both readings in the log",
        longMs,
      );
      expect(all.slice(-2)).toMatchObject([{ scope: "statistics" }, { scope: "replay" }]);
    },
    longMs,
  );

  systemTest(
    "is refused, with nothing read, where nobody can record it: no credentials, or no system",
    async () => {
      await system.stop();
      const away = await backtest();
      expect({ code: away.code, failure: failureOf(away) }).toEqual({
        ...{ code: 4, failure: "read-system-away" },
      });
      expect(resultOf(away)).toBeUndefined();
      rmSync(join(system.data, "secrets"), { recursive: true });
      const stranger = await backtest();
      expect({ code: stranger.code, failure: failureOf(stranger) }).toEqual({
        ...{ code: 3, failure: "read-no-system" },
      });
      expect(resultOf(stranger)).toBeUndefined();
      const openly = await backtest("--unrecorded");
      expect(openly.code).toBe(0);
      expect(resultOf(openly)).toMatchObject({ recorded: false });
      expect(openly.events.map(({ event }) => event)).toContain("read-not-recorded");
    },
    longMs,
  );
});
