import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fileSource } from "#libs/tilestore/tileSource";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { type NoteSigner, noteSigner } from "#libs/tlog/note";
import { emptyTail, growTail, type LogEntry, tailRoot } from "#libs/tlog/tail";
import {
  growLog,
  loadFiles,
  memorySource,
  newTestLog,
  syntheticEntries,
  type TestLog,
} from "#tests/support/testLog";

type Files = Map<string, Buffer>;

const size = 620;
let log: TestLog;
let original: Files;
/** What an auditor kept: the checkpoints of 100, of 600 and of all entries. */
let kept: readonly Buffer[];

beforeAll(async () => {
  log = await newTestLog();
  await growLog(log, await log.open(), [100, 500, 20]);
  original = await loadFiles(fileSource(log.folder));
  kept = [100, 600, size].map((at) => original.get(`checkpoints/${at}`) ?? Buffer.alloc(0));
});
afterAll(() => log.remove());

/** Replaces one entry's content by an invented one. */
const forged = (index: number): LogEntry => ({
  leaf: Buffer.from(`{"n":${index},"part":"SINTETICO"}`),
  part: Buffer.alloc(0),
});

const entries = () => syntheticEntries(0, size);

/** What someone does to the entries. */
const changes: ReadonlyMap<string, (from: LogEntry[]) => LogEntry[]> = new Map([
  ["change one", (from) => from.with(300, forged(300))],
  ["drop one", (from) => from.toSpliced(300, 1)],
  ["swap two", (from) => from.with(300, from[301] ?? forged(0)).with(301, from[300] ?? forged(0))],
  [
    "swap two of different bundles",
    (from) => from.with(3, from[400] ?? forged(0)).with(400, from[3] ?? forged(0)),
  ],
  ["insert one", (from) => from.toSpliced(300, 0, forged(300))],
  ["truncate", (from) => from.slice(0, 580)],
  ["add one behind the last", (from) => [...from, forged(size)]],
]);

/** A bundle's name says how many entries it holds: with more or fewer it is malformed, not another. */
const atTheEnd = new Set(["truncate", "add one behind the last"]);

/** Every file of a log of these entries but its checkpoints, as the product would have written it. */
function filesOf(of: readonly LogEntry[]): { readonly files: Files; readonly root: Buffer } {
  const { tail, files } = growTail(emptyTail, of);
  return { files: new Map(files.map(({ path, bytes }) => [path, bytes])), root: tailRoot(tail) };
}

/** The files of a log that was made again from altered entries and signed by `signer`. */
function signedAgain(of: readonly LogEntry[], signer: NoteSigner): Files {
  const { files, root } = filesOf(of);
  const note = signCheckpoint({ origin: log.origin, size: of.length, root }, [signer]);
  return files.set("checkpoint", note).set(`checkpoints/${of.length}`, note);
}

const findings = async (files: Files, seen: readonly Buffer[] = []) =>
  (await verifyLog(memorySource(files), log.vkey, { seen })).findings.map(
    ({ kind, path }) => `${kind} ${path}`,
  );

describe("tampering by someone who can write the files", () => {
  test.each([...changes].filter(([name]) => !atTheEnd.has(name)))(
    "%s in a bundle, without its tiles: the bundle is named",
    async (_name, change) => {
      const { files } = filesOf(change(entries()));
      const altered = new Map(original);
      for (const path of original.keys()) {
        const bytes = path.startsWith("tile/entries") ? files.get(path) : undefined;
        if (bytes !== undefined) altered.set(path, bytes);
      }
      const found = await findings(altered);
      const bundles = found.filter((one) => one.startsWith("leaf-mismatch tile/entries/"));
      expect(bundles.length).toBeGreaterThan(0);
      expect(found.every((one) => one.includes("tile/entries/"))).toBe(true);
    },
  );

  test.each([...changes])(
    "%s, with all tiles made again: the signed root is not theirs",
    async (_name, change) => {
      const { files } = filesOf(change(entries()));
      for (const [path, bytes] of original) {
        if (path.startsWith("checkpoint")) files.set(path, bytes);
      }
      const found = await findings(files);
      expect(
        found.some((one) => /^(?:root-mismatch checkpoint|missing tile\/|leaf-mismatch)/.test(one)),
      ).toBe(true);
    },
  );
});

describe("tampering by someone who signs", () => {
  const stranger = () => noteSigner(log.origin, generateKeyPairSync("ed25519").privateKey);

  test.each([...changes])(
    "%s and sign again with another key: the checkpoint is named",
    async (_name, change) => {
      const found = await findings(signedAgain(change(entries()), stranger()));
      expect(found).toEqual(["checkpoint-invalid checkpoint"]);
    },
  );

  test.each([...changes])(
    "%s and sign again with the log's own key: a log of its own, and each checkpoint that somebody kept tells",
    async (name, change) => {
      const second = signedAgain(change(entries()), log.signer);
      expect(await findings(second)).toEqual([]);
      const found = await findings(second, kept);
      if (name.startsWith("add")) return expect(found).toEqual([]);
      expect(found.at(-1)).toMatch(/^(?:forked|rolled-back) kept checkpoint 3$/);
      // The first hundred entries are as they were, but for the swap that reaches into them.
      const isEarly = found.includes("forked kept checkpoint 1");
      expect(isEarly).toBe(name === "swap two of different bundles");
    },
  );

  test("two views, one for each reader: each verifies, and either one's checkpoint names the other as a fork", async () => {
    const other = signedAgain(entries().with(619, forged(619)), log.signer);
    const view = other.get("checkpoint") ?? Buffer.alloc(0);
    expect(await findings(original, [view])).toEqual(["forked kept checkpoint 1"]);
    expect(await findings(other, kept)).toEqual(["forked kept checkpoint 3"]);
  });

  test("a whole log rolled back, its later files and history gone: a kept checkpoint says how long it was", async () => {
    const back = signedAgain(syntheticEntries(0, 600), log.signer);
    expect(await findings(back)).toEqual([]);
    expect(await findings(back, kept)).toEqual(["rolled-back kept checkpoint 3"]);
  });

  test("an old checkpoint played again over the whole log: the history beside it, or a kept one, says so", async () => {
    const replayed = new Map(original).set("checkpoint", kept[0] ?? Buffer.alloc(0));
    expect(await findings(replayed)).toEqual(["rolled-back checkpoint"]);
    const silent = new Map(replayed);
    for (const path of ["checkpoints/600", `checkpoints/${size}`]) silent.delete(path);
    expect(await findings(silent)).toEqual([]);
    expect(await findings(silent, kept)).toEqual([
      "rolled-back kept checkpoint 2",
      "rolled-back kept checkpoint 3",
    ]);
  });

  test("an honest log agrees with everything that was kept of it; what is no checkpoint of it is named", async () => {
    expect(await findings(original, kept)).toEqual([]);
    expect(await findings(original, [Buffer.from("SINTETICO")])).toEqual([
      "checkpoint-invalid kept checkpoint 1",
    ]);
  });
});
