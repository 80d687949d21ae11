import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { TileStoreError } from "#libs/tilestore/failure";
import { openTileStore, type TileStore } from "#libs/tilestore/tileStore";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { encodeVerifierKey, noteSigner, noteVerifier } from "#libs/tlog/note";
import { type Gate, gatedCheckpoints, gatedDisk } from "#tests/support/gates";
import { type ModelCommits, modelCheckpoints } from "#tests/support/modelCheckpoints";
import { ModelDisk, osError } from "#tests/support/modelDisk";
import { syntheticEntries } from "#tests/support/testLog";

const origin = "audit.sala.example/2026";
const folder = "/var/log/2026";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const vkey = encodeVerifierKey(origin, publicKey);
const verifier = noteVerifier(vkey);
const verifiers = verifier === undefined ? [] : [verifier];
const signer = noteSigner(origin, privateKey);

/** A first batch, one that fills a bundle and opens the next, and one more. */
const sizes = [2, 257, 258];

interface World {
  readonly disk: ModelDisk;
  readonly commits: ModelCommits;
}

/** How an operation fails. */
const faults = ["and did not happen", "but did happen"] as const;
/** What comes after the failure. */
const afterwards = [
  "the same process goes on",
  "another process starts",
  "the power goes, and all that was not synced with it",
] as const;

const [, , worst] = afterwards;
/** `npm run prove` tries every step both ways, with everything that may come afterwards; `npm test` a part. */
const isWhole = process.env["RACCORDO_FAULTS"] === "all";

interface Fault {
  readonly at: number;
  readonly how: (typeof faults)[number];
}

/** Lets everything pass but operation number `at`; says what it was. */
function failing(fault: Fault): { readonly gate: Gate; failed: string | undefined; count: number } {
  const state: ReturnType<typeof failing> = {
    failed: undefined,
    count: 0,
    gate: async (operation, run) => {
      state.count += 1;
      if (state.count !== fault.at) return run();
      state.failed = operation;
      if (fault.how === "but did happen") await run();
      throw osError("EIO", operation);
    },
  };
  return state;
}

const passing: Gate = (_operation, run) => run();

function open(world: World, gate: Gate): Promise<TileStore> {
  const disk = gatedDisk(world.disk, gate);
  const checkpoints = gatedCheckpoints(modelCheckpoints(world.commits, origin), gate);
  return openTileStore({ folder, origin, verifiers, checkpoints, disk });
}

/** Appends and commits what is still missing; every size that the caller was told of is pushed. */
async function grow(store: TileStore, acknowledged: number[]): Promise<void> {
  for (const size of sizes) {
    const { size: from } = store.state();
    if (from >= size) continue;
    const { to } = await store.appendBatch(syntheticEntries(from, size));
    const advance = await store.commit(signCheckpoint({ origin, ...to }, [signer]));
    if (!advance.ok) throw new Error("another writer was faster");
    acknowledged.push(size);
  }
}

/** Tries again as long as the store is not stopped for good; gives what stopped it. */
async function goOn(store: TileStore, acknowledged: number[]): Promise<unknown> {
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      await grow(store, acknowledged);
      return undefined;
    } catch (error) {
      if (error instanceof TileStoreError && error.kind === "stopped") return error;
    }
  }
  return new Error("does not come to an end");
}

/** One life with the fault, what comes afterwards, and a life without; gives what is wrong. */
async function live(fault: Fault, after: (typeof afterwards)[number]): Promise<string | undefined> {
  const world: World = { disk: new ModelDisk(), commits: new Map() };
  const acknowledged: number[] = [];
  const life = failing(fault);
  let store: TileStore | undefined;
  try {
    store = await open(world, life.gate);
    await grow(store, acknowledged);
  } catch {
    if (store !== undefined && after === "the same process goes on")
      await goOn(store, acknowledged);
  }
  if (after !== "another process starts") world.disk.powerLoss({ kind: "everything" });
  const wrong = await reload(world, Math.max(0, ...acknowledged)).catch(String);
  return wrong && `${life.failed} (${fault.at}) failed ${fault.how}; ${after}: ${wrong}`;
}

async function reload(world: World, acknowledged: number): Promise<string | undefined> {
  const store = await open(world, passing);
  const { size } = store.state();
  if (size < acknowledged) return `${acknowledged} were acknowledged, ${size} are there`;
  // What is missing now would be missing at the end too: opening has shown that the right edge is there.
  const before = size === 0 || !isWhole ? undefined : await wrongWith(world, size);
  if (before !== undefined) return before;
  await grow(store, []);
  return wrongWith(world, sizes.at(-1) ?? 0);
}

/** The whole-tree check: every file that is there, and every entry in its place. */
async function wrongWith(world: World, size: number): Promise<string | undefined> {
  const expected = syntheticEntries(0, size);
  const report = await verifyLog(world.disk.source(folder), vkey, {
    onEntry: (index, leaf, part) => {
      const same = expected[index]?.leaf.equals(leaf) && expected[index].part.equals(part ?? leaf);
      return same === true ? [] : [{ kind: "own", path: "", index, detail: "another entry" }];
    },
  });
  const { findings } = report;
  if (findings.length > 0) return `at ${size}: ${findings[0]?.kind} ${findings[0]?.path}`;
  return report.entries === size ? undefined : `${report.entries} of ${size} entries`;
}

describe("every operation on files and on the store of commits, failing once at every step of a log's life", () => {
  test.each(afterwards)(
    "loses nothing that was acknowledged, and the whole tree verifies, when %s",
    async (after) => {
      const whole = failing({ at: 0, how: "and did not happen" });
      const world: World = { disk: new ModelDisk(), commits: new Map() };
      await grow(await open(world, whole.gate), []);
      expect(whole.count).toBeGreaterThan(150);
      const wrong: string[] = [];
      const step = isWhole || after === worst ? 1 : 4;
      for (let at = 1; at <= whole.count; at += step) {
        for (const how of isWhole ? faults : [faults[at % 2] ?? faults[0]]) {
          const found = await live({ at, how }, after);
          if (found !== undefined) wrong.push(found);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test("a sync that failed is never tried again: the store is stopped for good, whatever else failed with it", async () => {
    for (let at = 1; ; at += 1) {
      const world: World = { disk: new ModelDisk(), commits: new Map() };
      const life = failing({ at, how: "and did not happen" });
      const store = await open(world, life.gate).catch(() => undefined);
      if (store === undefined) continue;
      const failure = await grow(store, []).catch((error: unknown) => error);
      if (life.failed === undefined) break;
      if (!life.failed.startsWith("sync")) continue;
      expect(failure).toMatchObject({ kind: "sync-failed" });
      const { size } = store.state();
      const again = store.appendBatch(syntheticEntries(size, size + 1));
      await expect(again).rejects.toMatchObject({ kind: "stopped" });
    }
  });
});
