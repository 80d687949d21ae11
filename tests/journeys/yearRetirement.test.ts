import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { ReleasedView } from "#libs/incident/view";
import { isIncidentLeaf, type Leaf } from "#libs/seal/leaf";
import { commandHere } from "#tests/support/commandHere";
import { type CliEvent, runCli } from "#tests/support/commandLine";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { innerAnd, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { readSystemLog } from "#tests/support/systemLog";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const longMs = 300_000;
const thisYear = new Date().getUTCFullYear();
/** The installation began two years ago; the terms of its log are weeks. */
const [first, second] = [thisYear - 2, thisYear - 1];
const owner = "pl_cremona";
const force = "questura_cremona";

const outside = mkdtempSync(join(tmpdir(), "raccordo-retired-"));
const clock = join(outside, "clock");
/** For `up` alone: its first start was two years ago, and its log knows the years until the one after that. */
const then = `const now=Date.prototype.getUTCFullYear;Date.prototype.getUTCFullYear=function(){return now.call(this)-2}`;

function shortTerms(): string {
  let text = readFileSync(join(projectRoot, "deploy", "retention.yaml"), "utf8");
  for (const [name, value, unit] of [
    ["ordinary", 2, "seconds"],
    ["sensitive", 1, "seconds"],
    ["undelivered", 1, "seconds"],
    ["audit_log", 30, "days"],
  ] as const) {
    const term = new RegExp(`(  ${name}:\n)    value: \\d+\n    unit: \\w+\n`);
    text = text.replace(term, `$1    value: ${value}\n    unit: ${unit}\n`);
  }
  return text;
}

const options = {
  limits: { announce_every_ms: 200 },
  only: innerAnd(owner, force),
  processes: { audit: { dir: outside, seams: {}, clock } },
  files: {
    "retention.yaml": shortTerms(),
    "agreements/emergency.yaml": readFileSync(
      join(projectRoot, "docs", "examples", "emergency.yaml"),
      "utf8",
    ),
  },
};

let system: RunningSystem;
let sent = 0;
let cursor = "";

/** audit's clock goes to that day and hour of its own year. */
function turnTo(instant: string): void {
  writeFileSync(clock, String(Date.parse(instant) - Date.now()));
}

beforeAll(async () => {
  if (problem !== undefined) return;
  turnTo(`${first}-12-31T12:00:00Z`);
  const environment = { NODE_OPTIONS: `--import="data:text/javascript,${then}"` };
  system = await startSystem({ ...options, environment });
}, longMs);
afterAll(async () => {
  if (problem === undefined) await system.remove();
  rmSync(outside, { recursive: true, force: true });
}, longMs);

async function message(room: string, over: object): Promise<void> {
  sent += 1;
  const head = { message_id: `R-${sent}`, sent: new Date().toISOString(), mode: "actual" };
  const { status, text } = await system.send(room, JSON.stringify({ ...head, ...over }));
  if (status !== 202) throw new Error(text);
}

async function nextCopy(): Promise<ReleasedView> {
  return until(async () => {
    const after = cursor === "" ? "" : `&after=${encodeURIComponent(cursor)}`;
    const { body } = await system.ask(force, `/v1/rooms/${force}/feed?wait=5${after}`);
    cursor = String(body["cursor"]);
    return (body["copies"] as readonly ReleasedView[]).at(-1);
  }, "a copy");
}

/** In a process of its own, as people run it; {@link here} where that is not what is tried. */
async function raccordo(...words: readonly string[]) {
  const { code, cli } = await runCli([...words, "--json"]);
  return told({ code, events: cli.events() });
}
const here = async (...words: readonly string[]) =>
  told(await commandHere([...words, "--data", system.data]));

function told({ code, events }: { readonly code: unknown; readonly events: readonly CliEvent[] }) {
  return { code, events, failure: events.find(({ event }) => event === "failed") };
}

const onData = (...words: readonly string[]) => raccordo(...words, "--data", system.data);
const signer = (role: string) => join(system.data, "secrets", "signers", role);
const file = (name: string) => join(outside, name);
const logOf = (year: number) => join(system.data, "audit", String(year));

/** An incident of the first year, with all that can keep a year: nobody has answered for any of it. */
async function burdened(): Promise<string> {
  const place = { kind: "place", id: "p", sensitivity: "public", street: "Via Sintetica" };
  const person = { kind: "person", id: "a", roles: ["injured"], minor: false, injury: "serious" };
  const about = { category: "C01", territory: ["istat:019036"], upsert: [place, person] };
  const id = "SINTETICO-R1";
  await message(owner, { kind: "report", incident: { id }, ...about });
  const { incident: alias } = await nextCopy();
  await message(force, { kind: "charge_taken", incident: { alias } });
  await nextCopy();
  await message(force, {
    ...{ kind: "break_glass", incident: { alias }, emergency: "life_at_risk" },
  });
  await nextCopy();
  const officer = join(system.data, "rooms", owner, "privacy_officer");
  const demand = ["--field", "place.street", "--room", owner, "--reason", "inaccurate"];
  expect((await here("recall", "demand", id, ...demand, "--key", officer)).code).toBe(0);
  const { leaf } = await until(
    async () => (await readSystemLog(system.data)).incidents[0],
    "the incident in the log",
  );
  const why = ["--reason", "judicial_request", "--by", "SINTETICO"];
  expect((await here("audit", "hold", leaf.incident, ...why)).code).toBe(0);
  await message(owner, { kind: "close", incident: { id }, category: "C01" });
  return leaf.incident;
}

const signed = (year: number) =>
  until(() => existsSync(join(logOf(year), "checkpoint")), `the log of ${year}`);

/** The second person gives the order. */
const carrying = () => ["audit", "retire", "--order", file("order"), "--key", signer("operations")];
const refused = async () => (await here(...carrying())).failure?.["values"];

const noEvent: CliEvent = { event: "none" };

async function inLog(which: (leaf: Leaf) => boolean, what: string): Promise<void> {
  const isThere = async () => (await readSystemLog(system.data)).leaves.some(which);
  await until(isThere, `${what} in the log`);
}

const streamOf = (year: number) =>
  join("nats", "store", "jetstream", "CORE", "streams", `AUDIT_${year}`);
/** What was made of the first year, below the data folder. */
const ofFirst = [
  join("audit", String(first)),
  streamOf(first),
  join("search", "search.sqlite"),
] as const;
const leftOfFirst = () => ofFirst.filter((path) => existsSync(join(system.data, path)));
const retiredLog = () => join(system.data, "retired", String(first), "log");

/** What stays for ever. */
const keptFor = new Set(["checkpoint", "witnessed", "checkpoints", "cosigned"]);

describe("the log of a year past its term", () => {
  let incident = "";

  systemTest(
    "is ordered away by a first person who verified all of it, once witnesses saw its end",
    async () => {
      incident = await burdened();
      await inLog(({ kind }) => kind === "legal_hold", "the hold");
      turnTo(`${second}-01-01T00:00:10Z`);
      await signed(second);
      const order = ["--key", signer("dpo"), "--out", file("order")];
      await until(async () => {
        const { code, failure } = await onData("audit", "retire", String(first), ...order);
        if (code !== 0) expect(failure).toMatchObject({ code: "retire-not-cosigned" });
        return code === 0;
      }, "the order");
    },
    longMs,
  );

  systemTest(
    "stays while somebody has to answer for something in it, and the second person is told for what",
    async () => {
      expect(await refused()).toEqual({ code: "hold-stands" });
      const officer = join(system.data, "rooms", owner, "privacy_officer");
      expect((await here("audit", "release", incident, "--key", officer)).code).toBe(0);
      expect(await refused()).toEqual({ code: "keys-left" });
      await inLog((leaf) => leaf.kind === "key_shredded" && leaf.part === "both", "the keys' end");
      expect(await refused()).toEqual({ code: "demand-open" });
      const [demand = noEvent] = (await here("recall", "list")).events;
      for (const { room } of demand["rooms"] as readonly { room: string }[]) {
        const confirm = [String(demand["number"]), "--room", room, "--key", officer];
        expect((await here("recall", "confirm", ...confirm)).code).toBe(0);
      }
      expect(await refused()).toEqual({ code: "review-open" });
      const [emergency] = (await here("policy", "emergencies", "--open")).events;
      const number = String(emergency?.["number"]);
      expect((await here("policy", "review", number, "--outcome", "justified")).code).toBe(0);
      expect(await refused()).toEqual({ code: "rules-stand" });
    },
    longMs,
  );

  systemTest(
    "is retired once the rules in force are signed again",
    async () => {
      const out = file("signed");
      await raccordo("policy", "keygen", "--role", "author", "--out", file("author"));
      const rules = ["--rules", join(system.data, "..", "deploy"), "--author", file("author")];
      const first = [...rules, "--set-version", "2", "--key", signer("dpo"), "--out", out];
      expect((await raccordo("policy", "sign", ...first)).code).toBe(0);
      const second = ["--rules", out, "--key", signer("operations"), "--out", out];
      expect((await raccordo("policy", "sign", ...second)).code).toBe(0);
      expect((await here("policy", "stage", out)).code).toBe(0);
      expect((await here("policy", "activate", out)).code).toBe(0);
      await inLog(
        (leaf) => leaf.kind === "rule_set" && leaf.state === "superseded",
        "the new rules",
      );
      expect(await onData(...carrying())).toMatchObject({
        code: 0,
        events: [{ event: "retire-recorded" }],
      });
      await inLog(({ kind }) => kind === "year_retired", "the order");
      await system.stop();
      mkdirSync(join(system.data, "search"), { recursive: true });
      writeFileSync(join(system.data, ofFirst[2]), "SINTETICO");
      expect(leftOfFirst()).toEqual(ofFirst);
      for (const path of ofFirst) cpSync(join(system.data, path), file(path), { recursive: true });
    },
    longMs,
  );

  systemTest(
    "is not there any more after a start that was killed halfway and a backup that brought it back: what was signed of it stays",
    async () => {
      const signedOf = (folder: string) =>
        ["checkpoint", "witnessed"].map((name) => readFileSync(join(folder, name)));
      const before = signedOf(logOf(first));
      await startKilled("rmSync", join(retiredLog(), "tile"));
      expect(leftOfFirst()).toEqual([]);
      expect(readdirSync(retiredLog())).toContain("tile");
      for (const path of ofFirst) cpSync(file(path), join(system.data, path), { recursive: true });
      writeFileSync(clock, "0");
      system = await startSystem({ ...options, data: system.data });
      const removed = { event: "retire-removed", year: first };
      expect(system.cli.events()).toContainEqual(expect.objectContaining(removed));
      expect(leftOfFirst()).toEqual([]);
      expect(readdirSync(join(retiredLog(), ".."))).toEqual(["entry.json", "log"]);
      const there = readdirSync(retiredLog()).filter((name) => !keptFor.has(name));
      expect(there).toEqual([]);
      expect(signedOf(retiredLog())).toEqual(before);
    },
    longMs,
  );

  systemTest(
    "leaves an installation that works, and a log that verifies and names the order",
    async () => {
      const place = { kind: "place", id: "p", sensitivity: "public", street: "Via Sintetica" };
      const about = { category: "C01", territory: ["istat:019036"], upsert: [place] };
      await signed(thisYear);
      await message(owner, { kind: "report", incident: { id: "SINTETICO-R2" }, ...about });
      await nextCopy();
      await inLog((leaf) => isIncidentLeaf(leaf), "the new incident");
      const policy = join(system.data, "signed", "witnesses.policy");
      const verified = await onData(
        "audit",
        "verify",
        join(system.data, "audit"),
        "--witnesses",
        policy,
      );
      const { body } = JSON.parse(readFileSync(file("order"), "utf8"));
      expect(verified.code).toBe(0);
      const order = createHash("sha256").update(body).digest("hex");
      expect(verified.events).toContainEqual(
        expect.objectContaining({ event: "log-year-retired", year: first, order }),
      );
      const health = await fetch(
        `http://127.0.0.1:${system.port("operations-policy")}/health/ready`,
      );
      expect(await health.json()).toMatchObject({ ready: true });
    },
    longMs,
  );
});

/** A start of the installation that kills itself where it would call this function of `fs` with a path that has `part`. */
async function startKilled(call: "renameSync" | "rmSync", part: string): Promise<void> {
  const { data } = system;
  const preload = `import fs from "node:fs";import {syncBuiltinESMExports} from "node:module";
const real=fs.${call};
fs.${call}=(...given)=>{if(given[0].includes(${JSON.stringify(part)}))process.kill(process.pid,"SIGKILL");return real(...given)};
syncBuiltinESMExports();`;
  const module = `data:text/javascript,${encodeURIComponent(preload)}`;
  const files = [
    "--test-file",
    join(data, "..", "test.json"),
    "--deploy",
    join(data, "..", "deploy"),
  ];
  const up = ["up", "--json", "--data", data, ...files];
  const { code, cli } = await runCli(up, { NODE_OPTIONS: `--import=${module}` });
  if (code !== "SIGKILL") throw new Error(cli.output());
}
