import { availableParallelism } from "node:os";
import { inOrder, WorkerPool } from "#libs/runtime/workerPool";
import { type PackedBundle, unpackBundle } from "#libs/tilestore/packedBundle";
import { type BundleAsked, type ReadBundle, readBundle } from "#libs/tilestore/readBundle";
import { fileSource } from "#libs/tilestore/tileSource";
import type { BundleReading } from "#libs/tilestore/verifyLog";

export type BundleRequest = BundleAsked;

/** `too-large`: its entries would be much to hand over; whoever asks reads it itself, one such bundle at a time. */
export type BundleAnswer = PackedBundle | "too-large";

/** Bytes of entries that a thread hands over for one bundle, at most. */
export const sentBytesMax = 8_388_608;

/** Below this a log is through before threads have begun. */
const entriesWorthThreads = 50_000;

/** What lives in a thread is a bundle or two: without a limit it would take what it can get. */
const memory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 } as const;

/** Bundles that are with each thread at once: one in work, one that is read meanwhile. */
const bundlesOfThread = 2;

/** As many threads as there are cores, for a log of `size` entries; one: this one alone. */
export const threadsFor = (size: number): number =>
  size < entriesWorthThreads ? 1 : availableParallelism();

/** Bundles of the log in a folder, read by so many threads; what is told does not depend on their number. */
export function bundleThreads(folder: string, workers: number): BundleReading {
  const module = new URL("./bundleThread.js", import.meta.url);
  const pool = new WorkerPool<BundleRequest, BundleAnswer>({
    ...{ module, workers, memory },
    data: folder,
  });
  const source = fileSource(folder);
  async function read(asked: BundleAsked): Promise<() => Promise<ReadBundle>> {
    const answer = await pool.ask(asked);
    if (answer === "too-large") return () => readBundle(source, asked);
    return () => Promise.resolve(unpackBundle(answer));
  }
  async function* ordered(asked: Iterable<BundleAsked>): AsyncGenerator<ReadBundle, void> {
    for await (const bundle of inOrder(asked, bundlesOfThread * workers, read)) yield bundle();
  }
  return { ordered, close: () => pool.close() };
}
