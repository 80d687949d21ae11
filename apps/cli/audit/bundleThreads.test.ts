import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { bundleThreads } from "#apps/cli/audit/bundleThreads";
import { CountsCheck } from "#apps/cli/audit/countsCheck";
import { keysIn } from "#apps/cli/audit/signatures";
import { verifyOne } from "#apps/cli/audit/verify";
import { EntryChecker } from "#libs/seal/verifyEntries";
import { fileSource } from "#libs/tilestore/tileSource";
import { verifyLog } from "#libs/tilestore/verifyLog";
import type { LogEntry } from "#libs/tlog/tail";
import {
  configurationEntry,
  decisionEntry,
  genesisEntry,
  heartbeatEntry,
  testFamily,
  vkeyOfYear,
  writeYear,
} from "#tests/support/familyLog";

const year = 2026;
let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "raccordo-threads-"));
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** 600 entries in three bundles: 40 incidents whose decisions go on from each other, and signs of life between. */
const honest: readonly LogEntry[] = [
  genesisEntry(year),
  configurationEntry(),
  ...Array.from({ length: 598 }, (_, i) => {
    const seq = i + 3;
    if (seq % 40 === 0) return heartbeatEntry("2026-11-22T10:00:00.000Z", seq - 1);
    const before = seq - 41 >= 3 && (seq - 41) % 40 !== 0 ? { year, seq: seq - 41 } : undefined;
    return decisionEntry(`${seq % 41} ${before === undefined ? seq : chainOf(seq)}`, before);
  }),
];

/** Each chain is named for its first entry. */
function chainOf(seq: number): number {
  const before = seq - 41;
  return before >= 3 && before % 40 !== 0 ? chainOf(before) : seq;
}

let logs = 0;
async function written(entries: readonly LogEntry[]): Promise<string> {
  logs += 1;
  const folder = join(base, String(logs));
  await mkdir(folder);
  await writeYear(folder, year, entries);
  return join(folder, String(year));
}

/** What is found in the log of a folder with so many threads, in its order. */
async function found(folder: string, threads: number, treeOnly = false) {
  const log = { source: fileSource(folder), servesParts: true, folder };
  const trust = { policy: undefined, keys: keysIn(vkeyOfYear(year)), treeOnly };
  const counts = new CountsCheck();
  return verifyOne(log, { ...trust, threads: () => threads }, undefined, counts);
}

/** The same by the strict reader alone: each entry is parsed. */
async function foundStrictly(folder: string) {
  const origin = `${testFamily}/${year}`;
  const checker = new EntryChecker({ year, origin, withParts: true, strict: true });
  const findings: unknown[] = [];
  await verifyLog(fileSource(folder), vkeyOfYear(year), {
    onEntry: (index, leaf, part) => {
      findings.push(...checker.check(index, leaf, part));
      return [];
    },
  });
  return { found: findings, entries: checker.report() };
}

/** What somebody may do who holds the log's key: other entries, signed anew. */
const forgeries = fc
  .array(
    fc.record({
      what: fc.constantFrom("drop", "swap", "twice", "part", "leaf"),
      at: fc.integer({ min: 0, max: 598 }),
      byte: fc.nat(),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((changes) =>
    changes.reduce<readonly LogEntry[]>((all, { what, at, byte }) => {
      const [entry, next] = [all[at], all[at + 1]];
      if (entry === undefined || next === undefined) return all;
      const put: Readonly<Record<typeof what, readonly LogEntry[]>> = {
        drop: [next],
        swap: [next, entry],
        twice: [entry, entry, next],
        part: [{ ...entry, part: flipped(entry.part, byte) }, next],
        leaf: [{ ...entry, leaf: flipped(entry.leaf, byte) }, next],
      };
      return [...all.slice(0, at), ...put[what], ...all.slice(at + 2)];
    }, honest),
  );

function flipped(bytes: Uint8Array, at: number): Buffer {
  const other = Buffer.from(bytes);
  if (other.length > 0) other[at % other.length] = other.readUInt8(at % other.length) ^ 1;
  return other;
}

describe("a log that several threads read", () => {
  test("an honest one holds, with one thread and with three; decisions go past as such", async () => {
    const folder = await written(honest);
    const [one, three] = [await found(folder, 1), await found(folder, 3)];
    expect(one).toMatchObject({ found: [], tree: { findings: [], entries: 600, partsChecked: 3 } });
    expect(three).toEqual(one);
    expect(await found(folder, 3, true)).toEqual(await found(folder, 1, true));
    expect(await foundStrictly(folder)).toEqual({ found: one.found, entries: one.entries });
  });

  test("whatever was forged and signed anew: the same findings in the same order as with one thread, and as the strict reader's", async () => {
    await fc.assert(
      fc.asyncProperty(forgeries, async (entries) => {
        const folder = await written(entries);
        const one = await found(folder, 1);
        expect(await found(folder, 3)).toEqual(one);
        expect(await foundStrictly(folder)).toEqual({ found: one.found, entries: one.entries });
      }),
      { numRuns: 4 },
    );
  });

  test("whatever was done to a file: the same findings in the same order as with one thread", async () => {
    const folder = await written(honest);
    const files = [
      "tile/entries/000",
      "tile/entries/002.p/88",
      "parts/001",
      "tile/0/001",
      "tile/1/000.p/2",
    ];
    const damage = fc.constantFrom("flip", "shorten", "delete");
    const where = fc.uniqueArray(fc.constantFrom(...files), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(where, damage, fc.nat(), async (paths, how, at) => {
        const kept = await Promise.all(paths.map((path) => readFile(join(folder, path))));
        for (const path of paths) await damaged(join(folder, path), how, at);
        const one = await found(folder, 1);
        const three = await found(folder, 3);
        for (const [i, path] of paths.entries()) {
          await writeFile(join(folder, path), kept[i] ?? "", { mode: 0o600 });
        }
        expect(one.tree.findings.length + one.found.length).toBeGreaterThan(0);
        expect(three).toEqual(one);
      }),
      { numRuns: 4 },
    );
  });

  test("what a thread cannot read is said, and after the end nothing is read any more", async () => {
    const reading = bundleThreads(join(base, "nothing"), 2);
    const asked = { index: 0, width: 1, readParts: true, decisions: true };
    try {
      const { value } = await reading.ordered([asked]).next();
      expect(value).toMatchObject({ hashes: undefined, findings: [{ kind: "missing" }] });
    } finally {
      await reading.close();
    }
    await expect(reading.ordered([asked]).next()).rejects.toThrow("closed");
  });
});

async function damaged(file: string, how: "flip" | "shorten" | "delete", at: number) {
  if (how === "delete") return rm(file);
  const bytes = await readFile(file);
  const place = at % bytes.length;
  await writeFile(file, how === "flip" ? flipped(bytes, place) : bytes.subarray(0, place));
}
