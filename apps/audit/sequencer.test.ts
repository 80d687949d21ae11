import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { afterEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { EventLogError, type StoredMessage } from "#libs/eventlog/port";
import { auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import { testFolder } from "#tests/support/privateFile";
import { Batches, batchBytesMax, batchEntriesMax, companyMs } from "./batches.ts";
import { readerInline, readMessage } from "./entryReader.ts";
import { type CommittedEntry, LogHalt, type SequencerPorts, sequence } from "./sequencer.ts";
import { openYearLog, type YearLog } from "./yearLog.ts";

/** Messages that nobody of ours wrote: each becomes an anomaly leaf, which is all that matters here. */
function messagesOf(count: number, text = "SINTETICO"): readonly StoredMessage[] {
  return Array.from({ length: count }, (_, i) => ({
    stream: "AUDIT_2026",
    subject: "audit.2026.system.k.notice.00000000000000000000000000000000",
    sequence: i + 1,
    storedAt: "2026-11-22T09:00:00.000Z",
    headers: new Map<string, string>(),
    data: Buffer.from(`${text} ${i}`),
  }));
}

const seed = randomBytes(32);
const folders: string[] = [];
const logs: YearLog[] = [];
afterEach(async () => {
  for (const log of logs.splice(0)) await log.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function newYear(folder = testFolder()): Promise<YearLog> {
  folders.push(folder);
  const year = await openYearLog({ logDir: folder, family: "audit.test.example", seed }, 2026);
  logs.push(year);
  return year;
}

interface World {
  readonly messages: readonly StoredMessage[];
  readonly state?: { readonly firstSequence?: number; readonly deleted?: number };
  readonly signed?: () => Promise<void>;
}

function portsOver({ messages, state, signed = async () => {} }: World) {
  const committed: CommittedEntry[] = [];
  const ports: SequencerPorts = {
    log: {
      info: async () => ({
        firstSequence: 1,
        lastSequence: messages.length,
        messages: messages.length,
        bytes: 0,
        deleted: 0,
        sealed: false,
        settings: auditYearStream(2026, demonstrationLimits),
        ...state,
      }),
    },
    entries: readerInline(new Map()),
    async *read(_stream, from) {
      yield* messages.slice(from - 1);
      throw new EventLogError("gap", "the test's stream ends here");
    },
    batchWaitMs: 0,
    signed,
    committed: (_state, added) => committed.push(...added),
  };
  return { ports, committed };
}

const never = new AbortController().signal;
const until = (count: number) => ({ until: count });

describe("the sequencer", () => {
  test("makes leaf n − 1 of message n, however it is cut into batches and lives", async () => {
    const messages = messagesOf(700);
    const year = await newYear();
    const first = portsOver({ messages: messages.slice(0, 300) });
    const state = await sequence(first.ports, year, never, until(300));
    expect(state.size).toBe(300);
    const second = portsOver({ messages });
    await sequence(second.ports, year, never, until(700));
    const sequences = [...first.committed, ...second.committed].map((one) => one.sequence);
    expect(sequences).toEqual(messages.map((message) => message.sequence));
  });

  test("a process that ends after signing has signed nothing that another does not sign too", async () => {
    const messages = messagesOf(40);
    const year = await newYear();
    const dying = portsOver({ messages, signed: () => Promise.reject(new Error("killed")) });
    await expect(sequence(dying.ports, year, never, until(40))).rejects.toThrow("killed");
    expect(await year.checkpoints.current()).toBeUndefined();
    const next = portsOver({ messages });
    expect((await sequence(next.ports, year, never, until(40))).size).toBe(40);
  });

  test("a stream with other content than was signed halts it, and nothing is added", async () => {
    const year = await newYear();
    await sequence(portsOver({ messages: messagesOf(5) }).ports, year, never, until(5));
    const forged = portsOver({ messages: messagesOf(6, "FORGED") });
    await expect(sequence(forged.ports, year, never, until(6))).rejects.toMatchObject({
      code: "log-stream-differs",
    });
    expect((await year.checkpoints.current())?.size).toBe(5);
    expect(forged.committed).toEqual([]);
  });

  test.each([
    { name: "shorter", count: 4, state: {}, code: "log-stream-shorter" },
    {
      name: "trimmed at its beginning",
      count: 6,
      state: { firstSequence: 3, messages: 4 },
      code: "log-stream-trimmed",
    },
    { name: "holed", count: 6, state: { deleted: 1 }, code: "log-stream-trimmed" },
  ])("a stream that is $name halts it", async ({ count, state, code }) => {
    const year = await newYear();
    await sequence(portsOver({ messages: messagesOf(5) }).ports, year, never, until(5));
    const { ports } = portsOver({ messages: messagesOf(count), state });
    await expect(sequence(ports, year, never, until(9))).rejects.toMatchObject({ code });
  });

  test("a gap in what is read, and damaged files, halt it too", async () => {
    const folder = testFolder();
    const year = await newYear(folder);
    const gap = portsOver({ messages: messagesOf(5) });
    const failure = await sequence(gap.ports, year, never).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LogHalt);
    expect(failure).toMatchObject({ code: "log-stream-gap" });
    rmSync(`${folder}/2026/tile`, { recursive: true });
    await expect(sequence(gap.ports, year, never)).rejects.toMatchObject({
      code: "log-store-damaged",
    });
  });

  test("two of them on one log: each tells every entry once, and the log is one", async () => {
    const messages = messagesOf(600);
    const folder = testFolder();
    const [a, b] = [await newYear(folder), await newYear(folder)];
    const [one, two] = [portsOver({ messages }), portsOver({ messages })];
    const states = await Promise.all([
      sequence(one.ports, a, never, until(600)),
      sequence(two.ports, b, never, until(600)),
    ]);
    expect(states[0]).toEqual(states[1]);
    const note = readFileSync(`${folder}/2026/checkpoint`, "utf8");
    expect(note).toContain("\n600\n");
    for (const { committed } of [one, two]) {
      expect(committed.map((entry) => entry.sequence)).toEqual(messages.map((m) => m.sequence));
    }
  });
});

describe("batches", () => {
  test("wait longer for company where commits are slow, and never for long", () => {
    const waits = [0, 5, 10, 20, 40, 1_000].map((commitMs) => companyMs(25, commitMs));
    expect(waits).toEqual([25, 25, 25, 25, 40, 100]);
    expect(companyMs(0, 1_000)).toBe(0);
  });

  test("end with a whole bundle of the log where more is waiting, so that none is written twice", async () => {
    const all = messagesOf(3_000).slice(1);
    const entries = readerInline(new Map());
    const read = entries(
      (async function* () {
        yield* all;
      })(),
      2026,
    );
    const batches = new Batches(read, () => 1_000, never);
    const lasts: number[] = [];
    for (let batch = await batches.next(); batch !== undefined; batch = await batches.next()) {
      lasts.push(batch.at(-1)?.message.sequence ?? 0);
    }
    expect(lasts).toEqual([2_048, 3_000]);
  });

  test("keep the order, lose nothing, and stay within their limits", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4_194_304 }), { maxLength: 30 }),
        fc.integer({ min: 0, max: 1_500 }),
        async (large, small) => {
          const sizes = [...large, ...Array.from({ length: small }, () => 1)];
          const blank = Buffer.alloc(4_194_304);
          const [like] = messagesOf(1);
          if (like === undefined) throw new Error("no message");
          const { entry } = readMessage(like, 2026, new Map());
          const all = sizes.map((size, i) => ({
            message: { ...like, sequence: i + 1, data: blank.subarray(0, size) },
            entry,
          }));
          const batches = new Batches(
            (async function* () {
              yield* all;
            })(),
            () => 0,
            never,
          );
          const seen: number[] = [];
          for (;;) {
            const batch = await batches.next();
            if (batch === undefined) break;
            expect(batch.length).toBeGreaterThan(0);
            expect(batch.length).toBeLessThanOrEqual(batchEntriesMax);
            const bytes = batch
              .slice(0, -1)
              .reduce((sum, { message }) => sum + message.data.length, 0);
            expect(bytes).toBeLessThan(batchBytesMax);
            seen.push(...batch.map(({ message }) => message.sequence));
          }
          expect(seen).toEqual(all.map(({ message }) => message.sequence));
        },
      ),
      { numRuns: 30 },
    );
  });
});
