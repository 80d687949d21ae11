import { chmodSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { nativeAdapter } from "#libs/adapters/native/adapter";
import { runCli, startCli } from "#tests/support/commandLine";
import { leafAt, leavesOf } from "#tests/support/consoleClient";
import { natsServerProblem } from "#tests/support/natsServer";
import { projectRoot } from "#tests/support/project";
import { type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const longMs = 300_000;

let system: RunningSystem;
/** The Questura's alias of the incident. */
let alias = "";
const incident = "SINTETICO-CLI-1";

/** Runs `raccordo <args>` on the system's data; its JSON events. */
async function raccordo(...args: readonly string[]) {
  const { code, cli } = await runCli([...args, "--data", system.data, "--json"]);
  return { code, events: cli.events(), output: cli.output() };
}

interface FieldsOf {
  readonly kind: string;
  readonly paths: readonly string[];
}
interface RoomOf {
  readonly room: string;
  readonly outcome: string;
  readonly article?: string;
  readonly kept: readonly FieldsOf[];
  readonly withheld: readonly FieldsOf[];
  readonly receipts: readonly { readonly kind: string }[];
}
interface Shown {
  readonly is_owner: boolean;
  readonly reading_recorded: boolean;
  readonly read: { readonly index: number };
  /** Pseudonym in the log. */
  readonly incident: string;
  readonly steps: readonly { readonly kind?: string; readonly rooms: readonly RoomOf[] }[];
}

/** Waits until the log has what is looked for: it is signed a moment after the event. */
const shown = (id: string, room: string, which: (one: Shown) => boolean): Promise<Shown> =>
  until(
    async () => {
      const { events } = await raccordo("incident", "show", id, "--room", room);
      const found = events.find(({ event }) => event === "incident") as Shown | undefined;
      return found !== undefined && which(found) ? found : undefined;
    },
    `the incident as ${room} knows it`,
    longMs,
  );

const pathsOf = (fields: readonly FieldsOf[]) => fields.flatMap(({ paths }) => paths);
const roomIn = (one: Shown, step: number, room: string) =>
  one.steps[step]?.rooms.find((candidate) => candidate.room === room);

beforeAll(async () => {
  if (problem !== undefined) return;
  system = await startSystem({ limits: { announce_every_ms: 200 } });
  const example = join(projectRoot, "libs/adapters/native/examples/accepted-report.json");
  const report = JSON.parse(readFileSync(example, "utf8"));
  const message = { ...report, sent: new Date().toISOString(), incident: { id: incident } };
  const file = join(system.data, "..", "report.json");
  writeFileSync(file, JSON.stringify(message));
  expect((await raccordo("send", "--room", "pl_cremona", file)).code).toBe(0);
}, longMs);

afterAll(async () => {
  if (problem === undefined) await system.remove();
}, longMs);

describe("the command line beside a running system", () => {
  systemTest(
    "feed --follow shows copies as they come, confirms them, and ends in order on Ctrl-C",
    async () => {
      const args = ["feed", "--room", "questura_cremona", "--follow", "--json"];
      const following = startCli([...args, "--data", system.data]);
      const { copy } = await following.event("copy");
      alias = String((copy as { incident: unknown }).incident);
      expect(alias).toMatch(/^[0-9a-f]{32}$/);
      following.child.kill("SIGINT");
      expect(await following.exit).toBe(0);
      expect((await following.event("feed-cursor"))["cursor"]).toBeTruthy();
    },
    longMs,
  );

  systemTest(
    "the owner sees of its incident who got which fields, by which article, and what was withheld",
    async () => {
      const one = await shown(incident, "pl_cremona", ({ steps }) => steps.length > 0);
      expect(one).toMatchObject({ is_owner: true, reading_recorded: true });
      const questura = roomIn(one, 0, "questura_cremona");
      expect(questura).toMatchObject({ outcome: "released", article: "art. 6" });
      expect(pathsOf(questura?.kept ?? [])).toContain("vehicle.plate");
      expect(pathsOf(questura?.withheld ?? [])).toContain("place.street");
      expect(JSON.stringify(one)).not.toMatch(/SINTETIC|ZZ000ZZ/);
    },
    longMs,
  );

  systemTest(
    "who looks at an incident or at a room's decisions stands in the log with it, and why",
    async () => {
      const one = await shown(incident, "pl_cremona", ({ steps }) => steps.length > 0);
      expect(await leafAt(system, one.read.index)).toMatchObject({
        ...{ kind: "read", role: "privacy_officer", purpose: "supervision", scope: "incident" },
        incident: one.incident,
      });
      const { events } = await raccordo("audit", "slots", "--room", "pl_cremona");
      const [verified] = events as readonly { readonly read?: { readonly index: number } }[];
      expect(await leafAt(system, verified?.read?.index ?? -1)).toMatchObject({
        ...{ kind: "read", purpose: "lawfulness", scope: "slot" },
      });
    },
    longMs,
  );

  systemTest(
    "another room sees under its alias only what it got: no other room, nothing withheld",
    async () => {
      const one = await shown(alias, "questura_cremona", ({ steps }) => steps.length > 0);
      expect(one.is_owner).toBe(false);
      expect(one.steps.flatMap(({ rooms }) => rooms.map(({ room }) => room))).toEqual([
        "questura_cremona",
      ]);
      expect(one.steps[0]?.kind).toBeUndefined();
      expect(roomIn(one, 0, "questura_cremona")?.withheld).toEqual([]);
    },
    longMs,
  );

  systemTest(
    "who answers an incident learns from the log no more of it than its own copy",
    async () => {
      const sent = new Date().toISOString();
      const answer = { message_id: "Q-1", sent, mode: "actual", kind: "charge_taken" };
      const [contentType] = nativeAdapter.contentTypes;
      const body = JSON.stringify({ ...answer, incident: { alias } });
      const { status } = await system.send("questura_cremona", body, contentType);
      expect(status).toBe(202);
      const own = await shown(alias, "questura_cremona", ({ steps }) => steps.length > 1);
      const answered = own.steps.find(({ kind }) => kind === "charge_taken");
      expect(answered?.rooms.map(({ room }) => room)).toEqual(["questura_cremona"]);
      expect(pathsOf(answered?.rooms[0]?.kept ?? [])).toContain("place.street");
      expect(pathsOf(answered?.rooms[0]?.withheld ?? [])).toEqual([]);
    },
    longMs,
  );

  systemTest(
    "neither the owner's own id nor another room's alias means anything to a third room",
    async () => {
      for (const id of [incident, alias]) {
        const { code, output } = await raccordo("incident", "show", id, "--room", "cc_cremona");
        expect(code).toBe(3);
        expect(output).toContain("incident-none");
      }
    },
    longMs,
  );

  systemTest(
    "a room has only its own protocols: another format is refused with what to do",
    async () => {
      const args = ["feed", "--room", "cc_cremona", "--format", "scheda112"];
      const { code, cli } = await runCli([...args, "--data", system.data, "--lang", "it"]);
      expect(code).toBe(3);
      expect(cli.output()).toContain("non ha copie in scheda112");
      const cap = await raccordo("feed", "--room", "pl_limitrofo", "--format", "cap");
      expect(cap.code).toBe(0);
    },
    longMs,
  );

  systemTest(
    "rooms tells where each is served and that it is up; room show where its key lies, never the key",
    async () => {
      const { events } = await raccordo("rooms");
      expect(events.map(({ id }) => id)).toContain("questura_cremona");
      expect(events.filter(({ state }) => state !== "ok")).toEqual([]);
      const { output } = await raccordo("room", "show", "pl_cremona");
      const path = join(system.data, "rooms", "pl_cremona", "key");
      expect(output).toContain(path);
      expect(output).not.toContain(readFileSync(path, "utf8").trimEnd());
    },
    longMs,
  );

  systemTest(
    "doctor finds a running system in order, but for its demonstration signers",
    async () => {
      const { code, events } = await raccordo("doctor");
      const checks = events.filter(({ event }) => event === "doctor-check");
      expect(checks.filter(({ state }) => state === "problem")).toEqual([]);
      expect(code).toBe(0);
      const states = new Map(checks.map(({ check, state }) => [check, state]));
      expect(states.get("doctor-running")).toBe("ok");
      expect(states.get("doctor-sync")).toBe("ok");
      expect(states.get("doctor-log")).toBe("ok");
      expect(states.get("doctor-clock")).toBe("ok");
      expect(states.get("doctor-signers-demonstration")).toBe("attention");
    },
    longMs,
  );

  systemTest(
    "doctor names a file that others can read and a key that is gone, says what to do, and ends with 1",
    async () => {
      const root = join(system.data, "secrets", "core", "root");
      const key = join(system.data, "rooms", "cc_cremona", "key");
      chmodSync(root, 0o640);
      renameSync(key, `${key}.away`);
      const { code, events } = await raccordo("doctor");
      chmodSync(root, 0o600);
      renameSync(`${key}.away`, key);
      expect(code).toBe(1);
      const found = events.filter(({ state }) => state === "problem");
      expect(found.map(({ check }) => check)).toEqual(["doctor-private-not", "doctor-keys-bad"]);
      expect(JSON.stringify(found[0])).toContain("secrets/core/root");
      expect(JSON.stringify(found[1])).toContain("rooms/cc_cremona/key");
      expect(found.every(({ next }) => typeof next === "string" && next !== "")).toBe(true);
    },
    longMs,
  );

  systemTest(
    "a titolare verifies its own decisions with what it is handed, and a stranger follows the log from outside",
    async () => {
      const folder = join(system.data, "..");
      const out = join(folder, "openings.jsonl");
      const titolare = "Questura di Cremona";
      const written = await raccordo("audit", "openings", "--titolare", titolare, "--out", out);
      expect(written.events).toContainEqual(
        expect.objectContaining({ event: "openings-written", titolare, facts: 0 }),
      );
      expect(written.events.some(({ event }) => event === "read-not-recorded")).toBe(false);
      const year = new Date().getUTCFullYear();
      const log = `http://127.0.0.1:${system.port("audit")}/${year}`;
      const slots = ["audit", "slots", "--room", "questura_cremona", "--log", log];
      const verified = await raccordo(...slots, "--openings", out);
      const [found] = verified.events;
      // Decisions that were recorded since the file was written are not in it, and that is what is said.
      const { opened, missing } = found as { opened?: number; missing?: number };
      expect(opened).toBeGreaterThan(0);
      expect(verified.code).toBe(missing === 0 ? 0 : 1);
      expect((await raccordo("audit", "openings", "--titolare", "Altri", "--out", out)).code).toBe(
        2,
      );
      const memory = join(folder, "monitor");
      const followed = await raccordo("monitor", log, "--memory", memory, "--once");
      expect(followed.events.filter(({ event }) => event === "monitor-alarm")).toEqual([]);
      expect(followed.code).toBe(0);
      expect(followed.events.at(-1)).toMatchObject({ event: "monitor-pass", year, alarms: 0 });
    },
    longMs,
  );

  systemTest(
    "a room's key is changed once the log knows who asks, and not at all while nothing can be recorded",
    async () => {
      const [room, by] = ["cc_cremona", "SINTETICO-AMMINISTRATORE"];
      const rotated = await raccordo("room", "rotate-key", room, "--by", by);
      expect(rotated.code).toBe(0);
      const refused = await raccordo("room", "revoke", room, "key-9", "--by", by);
      expect(refused.code).not.toBe(0);
      expect((await raccordo("room", "revoke", room, "key-1", "--by", by)).code).toBe(0);
      const viewer = ["--viewer", "rpd-sintetico", "--by", by];
      const granted = await raccordo("console", "grant", "--role", "authority", ...viewer);
      expect(granted.code).toBe(0);
      const notices = await until(async () => {
        const leaves = await leavesOf(system);
        const told = leaves.filter((leaf) => leaf.kind === "notice" && leaf.by !== undefined);
        return told.length >= 3 ? told : undefined;
      }, "the notices to be signed");
      expect(notices).toMatchObject([
        { code: "credential_rotated", role: "operations", slot: expect.any(Number) },
        { code: "credential_revoked", role: "operations", slot: expect.any(Number) },
        { code: "viewer_granted", role: "operations", viewer: expect.any(String) },
      ]);
      expect(JSON.stringify(notices)).not.toMatch(/sintetico/i);

      const file = join(system.data, "rooms", room, "credentials.json");
      const before = readFileSync(file, "utf8");
      await system.stop();
      const stopped = await raccordo("room", "revoke", room, "key-2");
      expect([stopped.code, readFileSync(file, "utf8")]).toEqual([4, before]);
      expect((await raccordo("console", "revoke", ...viewer)).code).toBe(4);
    },
    longMs,
  );
});
