import { afterAll, describe, expect, test } from "@jest/globals";
import { encodeAuditMessage } from "#libs/contracts/auditMessage";
import type { StoredMessage } from "#libs/eventlog/port";
import { auditPlace, noticePlace } from "#libs/eventlog/subjects";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { leafMac } from "#libs/seal/mac";
import {
  builtOrThrow,
  countedBytes,
  exampleId,
  incidentExample,
  systemInputs,
} from "#tests/support/leafExamples";
import { type ReadMessage, readerInline } from "./entryReader.ts";
import { EntryThreads } from "./entryThreads.ts";

const year = 2026;
const policy = Buffer.alloc(32, 1);
const macs = new Map([["policy", policy]]);
const threads = new EntryThreads(macs);
afterAll(() => threads.close());

const incident = incidentExample();
const system = systemInputs.map((input) => {
  const { leafBytes: leaf, partsBytes: parts } = builtOrThrow(
    buildSystemLeaf(input, countedBytes()),
  );
  return {
    leaf,
    parts,
    subject: noticePlace({ year, kind: input.leaf.kind, id: exampleId }).subject,
  };
});
const decision = {
  leaf: incident.leafBytes,
  parts: incident.partsBytes,
  subject: auditPlace({ year, mode: "actual", pseudonym: exampleId, event: exampleId }).subject,
};

/** Decisions, leaves of every other kind, and each of them altered on its way. */
function messageAt(index: number): StoredMessage {
  const all = [decision, ...system];
  const { leaf, parts, subject } = all[index % all.length] ?? decision;
  const mac = leafMac(policy, { writer: "policy", subject, leaf, parts });
  const data = Buffer.from(encodeAuditMessage({ leaf, parts, mac, writer: "policy" }));
  if (index % 5 === 4) {
    const at = data.length - 1 - (index % data.length);
    data.writeUInt8(data.readUInt8(at) ^ (1 << (index % 8)), at);
  }
  const stream = `AUDIT_${year}`;
  const storedAt = "2026-11-22T09:00:00.000Z";
  return { stream, subject, sequence: index + 1, storedAt, headers: new Map(), data };
}

async function* inRuns(messages: readonly StoredMessage[], runs: readonly number[]) {
  let at = 0;
  for (let run = 0; at < messages.length; run += 1) {
    const length = runs[run % runs.length] ?? 1;
    yield* messages.slice(at, at + length);
    at += length;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function all(entries: AsyncIterable<ReadMessage>): Promise<readonly ReadMessage[]> {
  const found: ReadMessage[] = [];
  for await (const one of entries) found.push(one);
  return found;
}

describe("messages that are read in another thread", () => {
  test("become the same entries in the same order, however they come: decisions, every other kind, altered ones", async () => {
    const messages = Array.from({ length: 700 }, (_, index) => messageAt(index));
    const expected = await all(readerInline(macs)(inRuns(messages, [7]), year));
    expect(expected.filter(({ entry }) => entry.read.kind === "anomaly").length).toBeGreaterThan(
      100,
    );
    expect(expected.filter(({ entry }) => "copies" in entry.read).length).toBeGreaterThan(10);
    for (const runs of [[1], [40], [700], [3, 200, 31, 32]]) {
      expect(await all(threads.reader(inRuns(messages, runs), year))).toEqual(expected);
    }
  });

  test("what ends the stream comes after everything that came before it", async () => {
    const messages = Array.from({ length: 300 }, (_, index) => messageAt(index));
    const broken = async function* () {
      yield* messages;
      throw new Error("the stream ends here");
    };
    let read = 0;
    const reading = (async () => {
      for await (const one of threads.reader(broken(), year)) read = one.message.sequence;
    })();
    await expect(reading).rejects.toThrow("the stream ends here");
    expect(read).toBe(300);
  });

  test("who stops taking stops the receiving: what waits is bounded", async () => {
    let received = 0;
    const endless = async function* () {
      for (;;) {
        received += 1;
        yield messageAt(received);
      }
    };
    for await (const { message } of threads.reader(endless(), year)) {
      if (message.sequence > 200) break;
    }
    const before = received;
    await new Promise((resolve) => setImmediate(resolve));
    expect(received).toBeLessThanOrEqual(before + 1);
    expect(received).toBeLessThan(5_000);
  });
});
