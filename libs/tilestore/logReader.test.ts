import { hash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { newTestLog, type TestLog } from "#tests/support/testLog";
import { LogReader } from "./logReader.ts";
import { fileSource } from "./tileSource.ts";

const entries = 300;
const partBytes = 12_000;
let log: TestLog;

beforeAll(async () => {
  log = await newTestLog();
  const store = await log.open();
  const batch = Array.from({ length: entries }, (_, n) => {
    const part = Buffer.alloc(partBytes, n);
    const digest = hash("sha256", part, "base64url");
    return { leaf: Buffer.from(JSON.stringify({ n, part: digest })), part };
  });
  const { to } = await store.appendBatch(batch);
  await store.commit(signCheckpoint({ origin: log.origin, ...to }, [log.signer]));
});
afterAll(() => log.remove());

describe("reading a log entry after entry", () => {
  test("reads each file once, also a bundle of very large parts", async () => {
    const source = fileSource(log.folder);
    const reads: string[] = [];
    const counted = {
      read: (path: string) => {
        reads.push(path);
        return source.read(path);
      },
    };
    const reader = new LogReader(counted, entries);
    for (let index = 0; index < entries; index += 1) {
      expect((await reader.part(index))[0]).toBe(index % 256);
      expect(JSON.parse((await reader.entry(index)).toString())).toMatchObject({ n: index });
    }
    expect(reads).toEqual([...new Set(reads)]);
    expect(reads.filter((path) => path.startsWith("parts"))).toHaveLength(2);
  });
});
