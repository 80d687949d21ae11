import { generateKeyPairSync, hash, type KeyObject } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckpointStore } from "#libs/tilestore/checkpointStore";
import type { Disk } from "#libs/tilestore/disk";
import type { Finding } from "#libs/tilestore/failure";
import { openSqliteCheckpoints } from "#libs/tilestore/sqliteCheckpoints";
import type { TileSource } from "#libs/tilestore/tileSource";
import { openTileStore, type TileStore } from "#libs/tilestore/tileStore";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { encodeVerifierKey, type NoteSigner, noteSigner, noteVerifier } from "#libs/tlog/note";
import type { LogEntry } from "#libs/tlog/tail";
import { tilePath, tileWidth, widthAt } from "#libs/tlog/tiles";

/** One synthetic log on disk, with its key and its compare-and-swap store. */
export interface TestLog {
  readonly base: string;
  readonly folder: string;
  readonly origin: string;
  readonly vkey: string;
  readonly signer: NoteSigner;
  readonly checkpoints: CheckpointStore;
  open(disk?: Disk): Promise<TileStore>;
  remove(): Promise<void>;
}

/** A new, empty log in a folder of its own; `remove` deletes it. */
export async function newTestLog(
  keys: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync("ed25519"),
): Promise<TestLog> {
  const base = await mkdtemp(join(tmpdir(), "raccordo-tlog-"));
  const origin = "audit.sala.example/2026";
  const vkey = encodeVerifierKey(origin, keys.publicKey);
  const verifier = noteVerifier(vkey);
  if (verifier === undefined) throw new Error("own key refused");
  const folder = join(base, "2026");
  const checkpoints = openSqliteCheckpoints(join(base, "checkpoints.sqlite"), origin);
  return {
    base,
    folder,
    origin,
    vkey,
    signer: noteSigner(origin, keys.privateKey),
    checkpoints,
    open: (disk) =>
      openTileStore({
        folder,
        origin,
        verifiers: [verifier],
        checkpoints,
        ...(disk === undefined ? {} : { disk }),
      }),
    remove: async () => {
      await checkpoints.close();
      await rm(base, { recursive: true, force: true });
    },
  };
}

/** Entries [from, to): each leaf names the SHA-256 of its part, as real leaves name digests. */
export function syntheticEntries(from: number, to: number): LogEntry[] {
  return Array.from({ length: to - from }, (_, i) => {
    const part = Buffer.from(`parte ${from + i} SINTETICO`, "utf8");
    const leaf = { n: from + i, part: hash("sha256", part, "base64url") };
    return { leaf: Buffer.from(JSON.stringify(leaf), "utf8"), part };
  });
}

/** Appends, signs and commits batches of these sizes behind what is there. */
export async function growLog(
  log: TestLog,
  store: TileStore,
  batches: readonly number[],
): Promise<void> {
  for (const count of batches) {
    const from = store.state().size;
    const { to } = await store.appendBatch(syntheticEntries(from, from + count));
    const advance = await store.commit(signCheckpoint({ origin: log.origin, ...to }, [log.signer]));
    if (!advance.ok) throw new Error("another writer was faster");
  }
}

/** The check of an audit app in small: the part must have the digest that its leaf names. */
export function checkPart(
  index: number,
  leaf: Buffer,
  part: Buffer | undefined,
  size: number,
): Finding[] {
  const digest = part && hash("sha256", part, "base64url");
  // A leaf that cannot be read is for the tree's own check: it does not have its hash.
  const named = /"part":"([^"]*)"/.exec(leaf.toString("utf8"))?.[1];
  const original = syntheticEntries(index, index + 1)[0]?.leaf.equals(leaf) === true;
  if (digest === named || (!original && part !== undefined)) return [];
  const place = { kind: "parts" as const, level: 0, index: Math.floor(index / tileWidth) };
  const path = tilePath({ ...place, width: widthAt(0, place.index, size) });
  return [{ kind: "part-mismatch", path, index, detail: "part is not what its leaf names" }];
}

/** Files of a log in memory, for tests that alter thousands of bytes. */
export function memorySource(files: ReadonlyMap<string, Buffer>): TileSource {
  return {
    read: (path) => Promise.resolve(files.get(path)),
    list: async function* () {
      yield* [...files.keys()].toSorted((a, b) => (a < b ? -1 : 1));
    },
  };
}

/** All files of a source that can list them. */
export async function loadFiles(source: TileSource): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const path of source.list?.() ?? []) {
    files.set(path, (await source.read(path)) ?? Buffer.alloc(0));
  }
  return files;
}
