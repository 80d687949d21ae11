import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { assertNewestThere, findYearsNear } from "#apps/audit/year";
import { writeInstallation } from "#apps/cli/installation";
import { writePorts } from "#apps/cli/ports";
import type { AppendOutcome, EventLog } from "#libs/eventlog/port";
import { auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import {
  type AuditFixture,
  auditFamily,
  recordConfiguration,
  recordDecision,
  startAuditFixture,
  syntheticId,
} from "#tests/support/auditFixture";
import { verified } from "#tests/support/auditLog";
import type { StartedChild } from "#tests/support/childProcess";
import { runCli } from "#tests/support/commandLine";
import { natsServerProblem } from "#tests/support/natsServer";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const longMs = 300_000;

let fixture: AuditFixture;
let audit: StartedChild | undefined;

/** Stream and log as they were at some moment: `early` ends before `late`, `other` tells of other decisions. */
const moments = ["early", "late", "other"] as const;
type Moment = (typeof moments)[number];
const keptAt = (what: "stream" | "log", moment: Moment) =>
  join(fixture.folder, `kept-${what}-${moment}`);

beforeAll(async () => {
  if (problem !== undefined) return;
  fixture = await startAuditFixture();
  await fixture.configure();
  await grown(["a", "b", "c"], 5);
  await keep("early");
  await grown(["d", "e", "f"], 8);
  await keep("late");
  await put("early", "early");
  await grown(["g", "h", "i"], 8);
  await keep("other");
}, longMs);
afterAll(() => fixture?.close());

/** Lets audit sign until the log has `size` entries: these decisions, and what stands before the first. */
async function grown(events: readonly string[], size: number): Promise<void> {
  start();
  await until(async () => (await status()).size > 0, "a log");
  if (size === 5) await written(() => recordConfiguration(fixture));
  for (const event of events) {
    const ids = { incident: syntheticId(event), event: syntheticId(event) };
    await written(() => recordDecision(fixture, ids));
  }
  await until(async () => (await status()).size === size, `${size} entries`);
}

/** The server was away a moment ago: who writes may still be on the way back to it. */
function written(write: () => Promise<AppendOutcome>): Promise<boolean> {
  const isThere = ({ kind }: AppendOutcome) => kind === "appended" || kind === "conflict";
  return until(async () => isThere(await write().catch(() => ({ kind: "sealed" }))), "an entry");
}

function start(): StartedChild {
  audit = fixture.start();
  return audit;
}

async function stop(): Promise<void> {
  audit?.child.kill("SIGTERM");
  await audit?.ended;
  await fixture.server.kill();
}

/** Ends audit and the server, and keeps what they had; both can start again. */
async function keep(moment: Moment): Promise<void> {
  await stop();
  cpSync(fixture.server.storeDir, keptAt("stream", moment), { recursive: true });
  cpSync(fixture.logDir, keptAt("log", moment), { recursive: true });
  await fixture.server.restart();
}

/** Puts a stream and a log in the place of those that are there, and changes something about them. */
async function put(stream: Moment, log: Moment, change = () => {}): Promise<void> {
  await stop();
  replace(keptAt("stream", stream), fixture.server.storeDir);
  replace(keptAt("log", log), fixture.logDir);
  change();
  await fixture.server.restart();
}

function replace(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

interface Status {
  readonly halted: string | null;
  readonly size: number;
  readonly alarms: readonly { readonly code: string; readonly fix: Record<"it" | "en", string> }[];
}

async function asked(path: string): Promise<Response> {
  const { http } = (await audit?.ready) ?? {};
  return fetch(`http://127.0.0.1:${http}${path}`);
}

const status = async () => (await (await asked("/status")).json()) as Status;

function loseStream(): void {
  const { storeDir } = fixture.server;
  const names = readdirSync(storeDir, { recursive: true, encoding: "utf8" });
  const path = names.find((name) => name.endsWith(`streams/AUDIT_${fixture.year}`));
  rmSync(join(storeDir, path ?? "not there"), { recursive: true });
}

/** Turns one bit over in the last bundle of entries. */
function damageEntry(): void {
  const folder = join(fixture.logDir, String(fixture.year), "tile", "entries", "000.p");
  const path = join(folder, "8");
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
  writeFileSync(path, bytes);
}

const oldCommits = () =>
  cpSync(
    join(keptAt("log", "early"), "checkpoints.sqlite"),
    join(fixture.logDir, "checkpoints.sqlite"),
  );

/** What somebody finds one morning, which code says so, and a word of what they are told to do. */
const mornings = [
  ["its stream is gone", "late", "late", loseStream, "log-stream-missing", "restore-stream"],
  [
    "an older copy of its stream was put back",
    "early",
    "late",
    undefined,
    "log-stream-shorter",
    "restore-stream",
  ],
  [
    "its stream tells of other decisions",
    "other",
    "late",
    undefined,
    "log-stream-differs",
    "audit verify",
  ],
  [
    "a bit of an entry is turned over",
    "late",
    "late",
    damageEntry,
    "log-store-damaged",
    "docs/log-crashes.md",
  ],
  [
    "an older store of checkpoints was put back",
    "late",
    "late",
    oldCommits,
    "log-went-back",
    "docs/log-crashes.md",
  ],
] as const;

describe("a log whose audit process finds, when it starts, that", () => {
  for (const [what, stream, log, change, code, word] of mornings) {
    testWithServer(
      `${what} signs and announces nothing, and says what to do in both languages`,
      async () => {
        await put(stream, log, change);
        const before = fixture.announcements.length;
        start();
        await until(async () => (await status()).halted !== null, code);
        await expectHalted(code, word);
        expect(fixture.announcements.length).toBe(before);
      },
      longMs,
    );
  }
});

async function expectHalted(code: string, word: string): Promise<void> {
  const { halted, alarms } = await status();
  expect(halted).toBe(code);
  const fix = alarms.find((alarm) => alarm.code === code)?.fix;
  expect([fix?.it, fix?.en]).toEqual([
    expect.stringContaining(word),
    expect.stringContaining(word),
  ]);
  expect(fix?.it).not.toBe(fix?.en);
  expect((await asked("/health/live")).status).toBe(503);
  expect(audit?.log()).toContain(`"reason":"${code}"`);
}

/** Whoever asks at the command line is told the same, in their language, and the exit code says it too. */
async function expectTold(code: string): Promise<void> {
  const data = join(fixture.folder, "asked");
  const { http = 0 } = (await audit?.ready) ?? {};
  mkdirSync(data);
  writePorts(data, { ports: { audit: http }, rooms: {} });
  writeInstallation(data, {
    ...{ format: "raccordo-installation/1", complete: true, server_name: "none" },
    ...{ first_year: fixture.year, log_family: auditFamily, rooms: [] },
  });
  const { alarms } = await status();
  for (const language of ["it", "en"] as const) {
    const args = ["audit", "status", "--data", data, "--lang", language, "--entry", "8"];
    const asked = await runCli(args);
    expect(asked.code).toBe(1);
    for (const word of [code, alarms[0]?.fix[language] ?? "none"]) {
      expect(asked.cli.output()).toContain(word);
    }
    // There is no ninth entry: it is not said to be there.
    expect(asked.cli.output()).toMatch(/al più livello L0|level L0 at most/);
  }
}

describe("a log whose audit process finds while it runs that", () => {
  testWithServer(
    "the server came back with another stream stops signing there",
    async () => {
      await put("late", "late");
      start();
      await until(async () => (await status()).size === 8, "the log");
      await fixture.server.kill();
      replace(keptAt("stream", "other"), fixture.server.storeDir);
      await fixture.server.restart();
      await until(async () => (await status()).halted !== null, "the halt");
      await expectHalted("log-stream-gap", "docs/log-crashes.md");
      await expectTold("log-stream-gap");
    },
    longMs,
  );

  testWithServer(
    "all is as it was goes on signing: none of those mornings did any harm",
    async () => {
      await put("late", "late");
      await grown(["j"], 9);
      expect(await status()).toMatchObject({ halted: null, alarms: [] });
      expect((await verified(fixture)).findings).toEqual([]);
    },
    longMs,
  );
});

describe("the year after one that is sealed", () => {
  const ended = {
    ...{ firstSequence: 1, lastSequence: 9, messages: 9, bytes: 9, deleted: 0, sealed: true },
  };
  const log = (years: readonly number[]): Pick<EventLog, "info"> => ({
    info: async (stream) =>
      years.some((year) => stream === `AUDIT_${year}`)
        ? { ...ended, settings: auditYearStream(2026, demonstrationLimits) }
        : undefined,
  });

  test("is not begun a second time where its log is kept and its stream is gone", async () => {
    const near = async (streams: readonly number[], kept: readonly number[]) =>
      findYearsNear(log(streams), [2027], kept);
    const lost = await near([2026], [2026, 2027]);
    expect(() => lost && assertNewestThere(lost)).toThrow("AUDIT_2027");
    const none = await near([], [2027]);
    expect(() => none && assertNewestThere(none)).toThrow("AUDIT_2027");
    for (const kept of [[], [2026], [2025, 2026]]) {
      const sound = await near([2026], kept);
      expect(sound && assertNewestThere(sound)).toBeUndefined();
    }
    expect(await near([], [])).toBeUndefined();
  });
});
