import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fileSource } from "#libs/tilestore/tileSource";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { emptyTail, growTail, tailRoot } from "#libs/tlog/tail";
import {
  checkPart,
  growLog,
  loadFiles,
  memorySource,
  newTestLog,
  syntheticEntries,
  type TestLog,
} from "#tests/support/testLog";

let small: TestLog;
let larger: TestLog;
let smallFiles: Map<string, Buffer>;
let largerFiles: Map<string, Buffer>;

beforeAll(async () => {
  small = await newTestLog();
  await growLog(small, await small.open(), [2, 3]);
  smallFiles = await loadFiles(fileSource(small.folder));
  larger = await newTestLog();
  await growLog(larger, await larger.open(), [100, 500, 20]);
  largerFiles = await loadFiles(fileSource(larger.folder));
});
afterAll(async () => {
  await small.remove();
  await larger.remove();
});

function flipped(files: ReadonlyMap<string, Buffer>, path: string, at: number, bit: number) {
  const bytes = Buffer.from(files.get(path) ?? Buffer.alloc(0));
  bytes[at] = bytes.readUInt8(at) ^ (1 << bit);
  return new Map(files).set(path, bytes);
}

/** Paths that a verification names, once each. The test's own callback says "parts" for a part. */
async function namedPaths(log: TestLog, files: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const size = (await log.checkpoints.current())?.size ?? 0;
  const onEntry = (index: number, leaf: Buffer, part: Buffer | undefined) =>
    checkPart(index, leaf, part, size);
  const { findings } = await verifyLog(memorySource(files), log.vkey, { onEntry });
  return [...new Set(findings.map(({ path }) => path))];
}

describe("verifying a log", () => {
  test("a sound log has no finding; all its files are known and counted", async () => {
    const report = await verifyLog(memorySource(largerFiles), larger.vkey);
    expect(report).toMatchObject({ size: 620, entries: 620, findings: [], filesBeyond: 0 });
    expect(report).toMatchObject({ tilesChecked: 4, bundlesChecked: 3, partsChecked: 3 });
    expect(await namedPaths(larger, largerFiles)).toEqual([]);
  });
  test("every byte of every file of a small log, once changed, is found, and only its file is named", async () => {
    expect([...smallFiles.keys()]).toEqual(
      expect.arrayContaining(["checkpoint", "checkpoints/2", "tile/0/000.p/2", "parts/000.p/5"]),
    );
    for (const [path, bytes] of smallFiles) {
      for (let at = 0; at < bytes.length; at += 1) {
        const named = await namedPaths(small, flipped(smallFiles, path, at, at % 8));
        expect([path, at, named]).toEqual([path, at, [path]]);
      }
    }
  });
  test("in a log with two levels of tiles too, any changed byte names its file and no other", async () => {
    const paths = [...largerFiles.keys()];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), fc.nat(7), async (path, where, bit) => {
        const at = where % (largerFiles.get(path)?.length ?? 1);
        expect(await namedPaths(larger, flipped(largerFiles, path, at, bit))).toEqual([path]);
      }),
      { numRuns: 300 },
    );
  });
  test("any file that the tree needs, taken away, is named; any file at all, cut short, is named", async () => {
    for (const [path, bytes] of largerFiles) {
      const without = new Map(largerFiles);
      without.delete(path);
      const optional =
        /^checkpoints\/(100|600|620)$|\.p\/(88|2)$/.test(path) && path !== "tile/1/000.p/2";
      expect([path, await namedPaths(larger, without)]).toEqual([path, optional ? [] : [path]]);
      const cut = new Map(largerFiles).set(path, bytes.subarray(0, -1));
      expect([path, await namedPaths(larger, cut)]).toEqual([path, [path]]);
    }
  });
});

describe("attacks on a log by someone who can write its files", () => {
  test("an entry rewritten together with its tile is found: the tiles above and the signature remember", async () => {
    const forged = new Map(largerFiles);
    const entries = syntheticEntries(0, 620);
    entries[300] = { leaf: Buffer.from('{"n":300,"part":"altered"}'), part: Buffer.alloc(0) };
    const { tail, files } = growTail(emptyTail, entries);
    for (const { path, bytes } of files) if (!path.startsWith("tile/1")) forged.set(path, bytes);
    const halfway = await namedPaths(larger, forged);
    expect(halfway).toEqual(expect.arrayContaining(["tile/0/001", "tile/entries/001"]));
    for (const { path, bytes } of files) forged.set(path, bytes);
    const whole = await verifyLog(memorySource(forged), larger.vkey);
    expect(whole.findings).toMatchObject([
      { kind: "root-mismatch", path: "checkpoint" },
      { kind: "history-mismatch", path: "checkpoints/600" },
      { kind: "history-mismatch", path: "checkpoints/620" },
    ]);
    expect(tailRoot(tail)).not.toEqual((await larger.checkpoints.current())?.root);
  });
  test("a checkpoint put back to an earlier one is found by the history beside it", async () => {
    const earlier = smallFiles.get("checkpoints/2") ?? Buffer.alloc(0);
    const back = new Map(smallFiles).set("checkpoint", earlier);
    const report = await verifyLog(memorySource(back), small.vkey);
    expect(report.findings).toMatchObject([{ kind: "rolled-back", path: "checkpoint" }]);
    expect(report.filesBeyond).toBeGreaterThan(0);
  });
  test("a file that does not belong and a history of another root are named", async () => {
    const root = Buffer.alloc(32, 7);
    const other = signCheckpoint({ origin: small.origin, size: 3, root }, [small.signer]);
    const files = new Map(smallFiles)
      .set("checkpoints/3", other)
      .set("tile/0/0000", Buffer.alloc(32));
    const { findings } = await verifyLog(memorySource(files), small.vkey);
    expect(findings).toMatchObject([
      { kind: "history-mismatch", path: "checkpoints/3" },
      { kind: "unexpected-file", path: "tile/0/0000" },
    ]);
  });
  test("a log of another key is refused at its checkpoint, and findings beyond the limit are counted", async () => {
    const report = await verifyLog(memorySource(smallFiles), larger.vkey);
    expect(report.findings).toMatchObject([{ kind: "checkpoint-invalid" }]);
    const onEntry = (index: number) => [
      { kind: "own", path: "tile/entries/000.p/5", index, detail: "" },
    ];
    const limited = await verifyLog(memorySource(smallFiles), small.vkey, {
      onEntry,
      findingsMax: 2,
    });
    expect(limited.findings.map(({ index }) => index)).toEqual([0, 1]);
    expect(limited.findingsOmitted).toBe(3);
    await expect(verifyLog(memorySource(smallFiles), "no key")).rejects.toThrow(RangeError);
  });
});
