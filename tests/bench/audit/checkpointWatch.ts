import { type FSWatcher, readFileSync, watch } from "node:fs";
import { join } from "node:path";

/** `checkpoint`: what is signed (L1); `witnessed`: what a quorum has cosigned (L2). */
export type PublishedFile = "checkpoint" | "witnessed";

/** A size, and when it was first seen published, `performance.now()`. */
export interface SeenSize {
  readonly size: number;
  readonly atMs: number;
}

/** Sees each publication of a log's checkpoint as whoever reads its folder would: by its name in the folder. */
export class CheckpointWatch {
  readonly #folder: string;
  readonly #watcher: FSWatcher;
  readonly seen: Readonly<Record<PublishedFile, SeenSize[]>> = { checkpoint: [], witnessed: [] };

  constructor(folder: string) {
    this.#folder = folder;
    this.#watcher = watch(folder, (_, name) => {
      if (name === "checkpoint" || name === "witnessed") this.#read(name);
    });
    this.#read("checkpoint");
    this.#read("witnessed");
  }

  size(file: PublishedFile): number {
    return this.seen[file].at(-1)?.size ?? 0;
  }

  close(): void {
    this.#watcher.close();
  }

  #read(name: PublishedFile): void {
    const atMs = performance.now();
    const size = publishedSize(this.#folder, name);
    if (size > this.size(name)) this.seen[name].push({ size, atMs });
  }
}

/** Size that a published checkpoint states; 0 where there is none. */
export function publishedSize(folder: string, name: PublishedFile): number {
  try {
    return Number(readFileSync(join(folder, name), "utf8").split("\n", 2)[1]);
  } catch {
    return 0;
  }
}

/** How long each entry took from its acknowledgement to the first size that covers it; those not covered are left out. */
export function latencies(
  acknowledged: readonly { readonly sequence: number; readonly atMs: number }[],
  seen: readonly SeenSize[],
): readonly number[] {
  const found: number[] = [];
  let next = 0;
  for (const { sequence, atMs } of acknowledged) {
    while ((seen[next]?.size ?? Number.POSITIVE_INFINITY) < sequence) next += 1;
    const covering = seen[next];
    // An entry may be published before its sender hears that it is stored.
    if (covering !== undefined) found.push(Math.max(0, covering.atMs - atMs));
  }
  return found;
}
