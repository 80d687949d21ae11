import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { runCli } from "#tests/support/commandLine";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const longMs = 120_000;
let system: RunningSystem;

beforeAll(async () => {
  if (problem === undefined) system = await startSystem();
}, longMs);
afterAll(async () => {
  if (problem === undefined) await system.remove();
}, longMs);

const file = (name: string) => join(system.data, "..", name);
/** The key of a demonstration signer. */
const keyOf = (role: string) => join(system.data, "secrets", "signers", role);

async function raccordo(...args: readonly string[]) {
  const { code, cli } = await runCli([...args, "--json"]);
  return { code, events: cli.events(), output: cli.output() };
}
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
