import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSystemLeaf } from "#libs/seal/buildLeaf";
import { canonicalBytes } from "#libs/seal/canonical";
import { publicKeyOf, signBytes } from "#libs/seal/ed25519";
import { openSqliteCheckpoints } from "#libs/tilestore/sqliteCheckpoints";
import { fileSource } from "#libs/tilestore/tileSource";
import { openTileStore } from "#libs/tilestore/tileStore";
import { verifyFamily } from "#libs/tilestore/verifyFamily";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { ed25519KeyId, encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import type { LogEntry } from "#libs/tlog/tail";
import {
  builtOrThrow,
  incidentExample,
  releasedSlot,
  unaddressedSlot,
} from "#tests/support/leafExamples";
import { loadFiles, memorySource } from "#tests/support/testLog";

const family = "audit.raccordo.example";
const seed = randomBytes(32);
const publicKey = publicKeyOf(seed);
let files: ReadonlyMap<string, Buffer>;
let folder: string;

const entry = ({ leafBytes, partsBytes }: { leafBytes: Buffer; partsBytes: Buffer }): LogEntry => ({
  leaf: leafBytes,
  part: partsBytes,
});

/** Genesis, configuration, and a decision. */
function entries(): readonly LogEntry[] {
  const common = { at: "2026-11-22T09:00:00.000Z", clock: "synced" } as const;
  const origin = `${family}/2026`;
  const receipts = { id: "0123456789abcdef", public: "A".repeat(43) };
  const rooms = [
    { id: "pl_cremona", slot: 0 },
    { id: "questura", slot: 1 },
  ];
  const stated = {
    version: 1,
    rooms: 2,
    receipts,
    writers: ["policy"],
    demonstration: true,
  } as const;
  const log = `${origin}+01234567+${"A".repeat(44)}`;
  const inputs = [
    { leaf: { ...common, kind: "genesis", origin, year: 2026 } },
    {
      leaf: { ...common, kind: "configuration", ...stated, log },
      document: canonicalBytes({ rooms }),
    },
  ] as const;
  const slots = [
    { slot: 0, value: unaddressedSlot },
    { slot: 1, value: releasedSlot },
  ];
  return [
    ...inputs.map((input) => entry(builtOrThrow(buildSystemLeaf(input, randomBytes)))),
    entry(incidentExample({ head: undefined, slots }, randomBytes)),
  ];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "raccordo-family-"));
  const origin = `${family}/2026`;
  const key = publicKeyObject(publicKey);
  const verifier = noteVerifier(encodeVerifierKey(origin, key));
  if (verifier === undefined) throw new Error("own key refused");
  const keyId = ed25519KeyId(origin, key, 1);
  const signer = { name: origin, keyId, sign: (bytes: Buffer) => signBytes(seed, bytes) };
  const checkpoints = openSqliteCheckpoints(join(folder, "commits.sqlite"), origin);
  const log = { folder: join(folder, "2026"), origin, verifiers: [verifier], checkpoints };
  const store = await openTileStore(log);
  const { to } = await store.appendBatch(entries());
  await store.commit(signCheckpoint({ origin, ...to }, [signer]));
  await checkpoints.close();
  files = await loadFiles(fileSource(join(folder, "2026")));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const verify = (changed: ReadonlyMap<string, Buffer>, readParts = true) =>
  verifyFamily({
    family,
    publicKey,
    years: [2026],
    source: () => memorySource(changed),
    readParts,
  });

describe("a family of logs", () => {
  test("as it was written: everything holds, and the report says what was looked at", async () => {
    const report = await verify(files);
    expect(report.ok).toBe(true);
    expect(report.years).toMatchObject([
      { year: 2026, size: 3, entries: 3, meaning: { partsChecked: 3, incidents: 1 } },
    ]);
  });

  test("every flipped byte of every file is found, parts included, and its file is named", async () => {
    for (const [path, bytes] of files) {
      for (let at = 0; at < bytes.length; at += 1) {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(at) ^ 0x20, at);
        const report = await verify(new Map([...files, [path, flipped]]));
        expect(`${path} ${at} ${report.ok}`).toBe(`${path} ${at} false`);
      }
    }
    const parts = [...files.keys()].find((path) => path.startsWith("parts/")) ?? "";
    const flipped = Buffer.from(files.get(parts) ?? "");
    flipped.writeUInt8(flipped.readUInt8(flipped.length - 30) ^ 1, flipped.length - 30);
    const report = await verify(new Map([...files, [parts, flipped]]));
    expect(report.years[0]?.findings).toMatchObject([
      { kind: "part-mismatch", path: parts, index: 2 },
    ]);
  });

  test("over HTTP no part is checked, and that is what the report says", async () => {
    const report = await verify(files, false);
    expect(report.ok).toBe(true);
    expect(report.years[0]?.meaning.partsChecked).toBe(0);
  });

  test("a log of another key or family is not trusted", async () => {
    const source = () => memorySource(files);
    const years = [2026];
    const other = { family, publicKey: publicKeyOf(randomBytes(32)), years, source };
    expect((await verifyFamily({ ...other, readParts: true })).ok).toBe(false);
    const named = { family: "audit.other.example", publicKey, years, source };
    expect((await verifyFamily({ ...named, readParts: true })).ok).toBe(false);
    expect((await verifyFamily({ ...named, years: [], readParts: true })).ok).toBe(false);
  });
});
