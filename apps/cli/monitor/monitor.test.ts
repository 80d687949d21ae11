import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { announcementFormat, signAnnouncement } from "#libs/seal/announcement";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import type { LogEntry } from "#libs/tlog/tail";
import {
  configurationEntry,
  decisionEntry,
  familySeed,
  genesisEntry,
  heartbeatEntry,
  testFamily,
  vkeyOfYear,
  writeYear,
} from "#tests/support/familyLog";
import { heldTerminal } from "#tests/support/heldTerminal";
import { builtOrThrow, countedBytes } from "#tests/support/leafExamples";
import { testFolder } from "#tests/support/privateFile";
import { monitorLog } from "./monitorCommand.ts";

const root = testFolder();
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
function newFolder(): string {
  folders += 1;
  const folder = join(root, String(folders));
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** Writes a log in one batch after the other and gives its folder. */
async function logOf(...batches: readonly (readonly LogEntry[])[]): Promise<string> {
  const folder = newFolder();
  for (const batch of batches) await writeYear(folder, 2026, batch);
  return folder;
}

const head = (seq: number) => ({ year: 2026, seq });
const begin: readonly LogEntry[] = [
  genesisEntry(2026),
  configurationEntry(),
  decisionEntry("a"),
  decisionEntry("b"),
];
const more: readonly LogEntry[] = [decisionEntry("a", head(3)), decisionEntry("c")];
const minuteMs = 60_000;
const start = Date.parse("2026-11-22T09:00:00.000Z");

/** One look of a monitor with this memory at this place. */
async function look(place: string, memory: string, nowMs: number = start, vkey = vkeyOfYear(2026)) {
  const { terminal, told } = heldTerminal();
  const { signal } = new AbortController();
  const how = { once: true, everyS: 1, heartbeatMinutes: 10, data: join(root, "none"), signal };
  const code = await monitorLog(terminal, { place, memory, vkey, ...how, nowMs: () => nowMs });
  const pass = told().find(({ event }) => event === "monitor-pass");
  const saysNoParts = told().some(({ event }) => event === "monitor-no-parts");
  expect(saysNoParts).toBe(/^http/.test(place));
  const alarms = told().filter(({ event }) => event === "monitor-alarm");
  return { code, pass, alarms: alarms.map((alarm) => alarm["code"]), told: alarms };
}

describe("a stranger who follows a log", () => {
  test("reads every entry once, in as many runs as there are, and has no alarm", async () => {
    const memory = newFolder();
    const log = await logOf(begin);
    expect(await look(log, memory)).toMatchObject({
      ...{ code: 0, alarms: [] },
      pass: { year: 2026, size: 4, entries: 4, incidents: 2 },
    });
    expect((await look(log, memory)).pass).toMatchObject({ size: 4, entries: 0 });
    await writeYear(log, 2026, more);
    expect(await look(log, memory)).toMatchObject({
      code: 0,
      pass: { size: 6, entries: 2, incidents: 1 },
    });
  });

  test("sees two logs under one key, of the same size or a larger one, and keeps the proof", async () => {
    for (const other of [
      [...begin.slice(0, 3), decisionEntry("other")],
      [...begin.slice(0, 3), decisionEntry("other"), ...more],
    ]) {
      const memory = newFolder();
      await look(await logOf(begin), memory);
      const forked = await logOf(other);
      for (let again = 0; again < 2; again += 1) {
        expect(await look(forked, memory)).toMatchObject({ code: 1, alarms: ["fork"] });
      }
      const [kept = ""] = readdirSync(join(memory, "evidence"));
      const text = readFileSync(join(memory, "evidence", kept), "utf8");
      expect(text.split(`${testFamily}/2026\n`)).toHaveLength(3);
    }
  });

  test("sees a log that was put back, in a later run too, and does not forget what it saw", async () => {
    const memory = newFolder();
    const log = await logOf(begin);
    const earlier = newFolder();
    cpSync(log, earlier, { recursive: true });
    await writeYear(log, 2026, more);
    await look(log, memory);
    expect(await look(earlier, memory)).toMatchObject({ code: 1, alarms: ["rolled-back"] });
    expect(await look(earlier, memory)).toMatchObject({ code: 1, alarms: ["rolled-back"] });
    expect(await look(log, memory)).toMatchObject({ code: 0, alarms: [] });
  });

  test("sees entries that are gone, changed, or not what was signed", async () => {
    const log = await logOf(begin);
    const bundle = join(log, "2026", "tile", "entries", "000.p", "4");
    const bytes = readFileSync(bundle);
    rmSync(bundle);
    expect(await look(log, newFolder())).toMatchObject({ code: 1, alarms: ["entries-missing"] });
    writeFileSync(bundle, bytes.subarray(0, -1));
    expect(await look(log, newFolder())).toMatchObject({ code: 1, alarms: ["entries-malformed"] });
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(40) ^ 1, 40);
    writeFileSync(bundle, changed);
    expect(await look(log, newFolder())).toMatchObject({ code: 1, alarms: ["entries-differ"] });
    writeFileSync(bundle, bytes);
    const memory = newFolder();
    await look(log, memory);
    await writeYear(log, 2026, more);
    const next = join(log, "2026", "tile", "entries", "000.p", "6");
    const later = readFileSync(next);
    later.writeUInt8(later.readUInt8(later.length - 20) ^ 1, later.length - 20);
    writeFileSync(next, later);
    expect(await look(log, memory)).toMatchObject({ code: 1, alarms: ["entries-differ"] });
  });

  test("trusts no other key, and no memory of another log", async () => {
    const memory = newFolder();
    const log = newFolder();
    await writeYear(log, 2026, begin, Buffer.alloc(32, 1));
    expect(await look(log, memory)).toMatchObject({ code: 1, alarms: ["checkpoint-invalid"] });
    await look(await logOf(begin), memory);
    const other = vkeyOfYear(2026).replace(/^[^/]*/, "another.example");
    await expect(look(log, memory, start, other)).rejects.toMatchObject({ exit: "usage" });
  });

  const stray = (leaf: string): LogEntry => ({ leaf: Buffer.from(leaf), part: Buffer.alloc(0) });
  test.each([
    { what: "none of a log's", entries: [stray('{"kind":"SINTETICO"}')], code: "leaf-malformed" },
    { what: "not canonical", entries: [stray('{ "kind":"read" }')], code: "leaf-malformed" },
    {
      what: "a second one on top of the same leaf",
      entries: [decisionEntry("a", head(3)), decisionEntry("a", head(3))],
      code: "chain-forked",
    },
    { what: "an incident's second beginning", entries: [decisionEntry("b")], code: "chain-forked" },
    { what: "after one that is gone", entries: [decisionEntry("b", head(9))], code: "chain-gap" },
    { what: "on a stranger's leaf", entries: [decisionEntry("b", head(3))], code: "chain-broken" },
  ])("sees an entry that is $what, although it is signed", async ({ entries, code }) => {
    const memory = newFolder();
    const log = await logOf(begin);
    await look(log, memory);
    await writeYear(log, 2026, entries);
    const { alarms, told } = await look(log, memory);
    expect(alarms).toEqual([code]);
    expect(told[0]).toMatchObject({ index: 3 + entries.length, year: 2026 });
  });

  test("hears when the log gives no sign of life, and when it gave none for a while", async () => {
    const memory = newFolder();
    const log = await logOf(begin);
    expect((await look(log, memory, start + 20 * minuteMs)).alarms).toEqual([]);
    const silent = await look(log, memory, start + 20 * minuteMs + 1);
    expect(silent).toMatchObject({ code: 1, alarms: ["heartbeat-missing"] });
    const beats = [10, 31, 41].map((minutes) => {
      return heartbeatEntry(new Date(start + minutes * minuteMs).toISOString(), 4);
    });
    await writeYear(log, 2026, beats);
    const gap = await look(log, memory, start + 42 * minuteMs);
    expect(gap).toMatchObject({ alarms: ["heartbeat-gap"], told: [{ index: 5 }] });
  });

  test("hears when a month was not counted, and sees counts that are not the next ones", async () => {
    const at = (time: string) => Date.parse(time);
    const log = await logOf(begin);
    const memory = newFolder();
    const beat = (time: string) => heartbeatEntry(time, 4);
    expect((await look(log, memory)).alarms).toEqual([]);
    await writeYear(log, 2026, [
      beat("2026-11-30T23:59:00.000Z"),
      beat("2026-12-02T00:00:00.000Z"),
    ]);
    const { alarms } = await look(log, memory, at("2026-12-02T00:01:00.000Z"));
    expect(alarms).toContain("counts-missing");
    const counts = (from: number, to: number) => {
      const leaf = { kind: "counts", at: "2026-12-02T00:00:00.000Z", clock: "unsynced" } as const;
      const input = { leaf: { ...leaf, of: 2026, range: { from, to } }, entries: [] };
      const built = builtOrThrow(buildSystemLeaf(input, countedBytes()));
      return { leaf: built.leafBytes, part: built.partsBytes };
    };
    await writeYear(log, 2026, [counts(3, 4)]);
    const late = await look(log, memory, at("2026-12-02T00:02:00.000Z"));
    expect(late.alarms).toContain("counts-range");
    // It lies in a folder with its parts: what was counted is counted again.
    expect(late.alarms).toContain("counts-differ");
    expect(late.alarms).not.toContain("counts-missing");
  });

  test("follows the log into the next year, and the incidents with it", async () => {
    const memory = newFolder();
    const log = newFolder();
    const ended = await writeYear(log, 2026, begin);
    await look(log, memory);
    const link = { year: 2026, last_sequence: ended.size, root: ended.root };
    const turned = "2026-11-22T09:10:00.000Z";
    await writeYear(log, 2027, [genesisEntry(2027, link, turned), decisionEntry("a", head(3))]);
    expect(await look(log, memory)).toMatchObject({
      ...{ code: 0, alarms: [] },
      pass: { year: 2027, size: 2, entries: 2 },
    });
    await writeYear(log, 2027, [decisionEntry("a", { year: 2027, seq: 9 }), decisionEntry("b")]);
    expect((await look(log, memory)).alarms).toEqual(["chain-gap", "chain-forked"]);
    const wrong = newFolder();
    cpSync(join(log, "2026"), join(wrong, "2026"), { recursive: true });
    await writeYear(wrong, 2027, [genesisEntry(2027, { ...link, last_sequence: 3 }, turned)]);
    expect((await look(wrong, newFolder())).alarms).toEqual(["genesis-link"]);
  });
});

describe("the public address of a log", () => {
  test("is enough: entries, checkpoint and announcement are read there, and its absence is told", async () => {
    const log = await logOf(begin);
    const note = readFileSync(join(log, "2026", "checkpoint"), "utf8");
    const rootOf4 = Buffer.from(note.split("\n")[2] ?? "", "base64").toString("base64url");
    const announced = { size: 4, root: rootOf4, at: new Date(start).toISOString() };
    const server = createServer((request, response) => {
      const path = request.url ?? "";
      const body = path === "/announcement" ? announce(announced) : fileAt(join(log, path));
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const memory = newFolder();
    try {
      expect(await look(place, memory)).toMatchObject({ code: 0, pass: { size: 4, entries: 4 } });
      announced.root = "A".repeat(43);
      expect((await look(place, memory)).alarms).toEqual(["announcement-differs"]);
      announced.size = 9;
      expect((await look(place, memory)).alarms).toEqual(["announcement-ahead"]);
      Object.assign(announced, { size: 4, root: rootOf4 });
      const late = await look(place, memory, start + 3 * minuteMs);
      expect(late.alarms).toEqual(["announcement-old"]);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    expect(await look(place, memory)).toMatchObject({ code: 4, alarms: ["unreachable"] });
  });
});

function announce(stated: { readonly size: number; readonly root: string; readonly at: string }) {
  const origin = `${testFamily}/2026`;
  const settings = "ab".repeat(32);
  const body = { format: announcementFormat, origin, year: 2026, settings } as const;
  return signAnnouncement(familySeed, { ...body, ...stated });
}

function fileAt(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
