import { readdir, readFile, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { storageKinds } from "./answers.ts";
import type { StorageSample } from "./forecast.ts";
import { writePrivate } from "./privateFile.ts";

type Kind = (typeof storageKinds)[number];

/** What lies in the installation's folder, in bytes on the disk. */
export interface Stored {
  readonly disk: { readonly free: number; readonly size: number };
  readonly kinds: ReadonlyMap<Kind, number>;
  /** By name; null where the message server keeps its streams elsewhere. */
  readonly streams: ReadonlyMap<string, number> | null;
  readonly samples: readonly StorageSample[];
}

const sampleEveryMs = 3_600_000;
/** Five weeks of hours. */
const samplesMax = 840;
/** A large log has many files: they are counted again this long after, at the earliest. */
const keptMs = 60_000;
const blockBytes = 512;

const historySchema = z.strictObject({
  format: z.literal("raccordo-storage/1"),
  samples: z.array(z.strictObject({ atMs: z.int(), bytes: z.number() })).max(samplesMax),
});

export interface StoragePorts {
  readonly data: string;
  /** Where the hourly totals are kept: without them every restart would begin to watch anew. */
  readonly historyFile: string;
  nowMs(): number;
}

/** Measures the installation's folder, and remembers its size by the hour. */
export class Storage {
  readonly #ports: StoragePorts;
  #last: { readonly atMs: number; readonly stored: Promise<Stored> } | undefined;

  constructor(ports: StoragePorts) {
    this.#ports = ports;
  }

  /** Measured within the last minute, or now. */
  stored(): Promise<Stored> {
    const atMs = this.#ports.nowMs();
    if (this.#last === undefined || Math.abs(atMs - this.#last.atMs) > keptMs) {
      this.#last = { atMs, stored: this.#measured(atMs) };
    }
    return this.#last.stored;
  }

  /** Measures every hour until it is stopped, whether somebody looks or not. */
  watch(stopping: AbortSignal, failed: (error: unknown) => void): void {
    const look = () => void this.stored().catch(failed);
    const timer = setInterval(look, sampleEveryMs).unref();
    stopping.addEventListener("abort", () => clearInterval(timer), { once: true });
  }

  async #measured(atMs: number): Promise<Stored> {
    const { data } = this.#ports;
    const { bavail, blocks, bsize } = await statfs(data);
    const streams = await streamsIn(join(data, "nats", "store", "jetstream"));
    const kinds = new Map<Kind, number>();
    const add = (kind: Kind, bytes: number) => kinds.set(kind, (kinds.get(kind) ?? 0) + bytes);
    for (const name of await namesIn(data)) {
      if (name === "audit") await measureLog(join(data, name), add);
      else if (name === "console") await measureConsole(join(data, name), add);
      else add(kindOf.get(name) ?? "other", await bytesOf(join(data, name)));
    }
    const bytes = [...kinds.values()].reduce((sum, one) => sum + one, 0);
    const samples = await this.#remembered({ atMs, bytes });
    return { disk: { free: bavail * bsize, size: blocks * bsize }, kinds, streams, samples };
  }

  async #remembered(now: StorageSample): Promise<readonly StorageSample[]> {
    const { historyFile } = this.#ports;
    const before = await historyIn(historyFile);
    const last = before.at(-1);
    if (last !== undefined && now.atMs - last.atMs < sampleEveryMs) return [...before, now];
    const samples = [...before, now].slice(-samplesMax);
    await writePrivate(
      historyFile,
      `${JSON.stringify({ format: "raccordo-storage/1", samples })}\n`,
    );
    return samples;
  }
}

const kindOf: ReadonlyMap<string, Kind> = new Map([
  ...([
    ["nats", "streams"],
    ["vault", "keys"],
    ["epochs", "keys"],
    ["log", "process_logs"],
  ] as const),
]);

/** A file that cannot be read begins to be watched anew: it is only the past of a size. */
async function historyIn(path: string): Promise<readonly StorageSample[]> {
  try {
    return historySchema.parse(JSON.parse(await readFile(path, "utf8"))).samples;
  } catch {
    return [];
  }
}

type Add = (kind: Kind, bytes: number) => void;

async function measureLog(folder: string, add: Add): Promise<void> {
  for (const year of await namesIn(folder)) {
    const path = join(folder, year);
    for (const name of await namesIn(path)) {
      if (name !== "tile")
        add(name === "parts" ? "log_parts" : "log_proofs", await bytesOf(join(path, name)));
    }
    for (const level of await namesIn(join(path, "tile"))) {
      const kind = level === "entries" ? "log_entries" : "log_proofs";
      add(kind, await bytesOf(join(path, "tile", level)));
    }
    if ((await namesIn(path)).length === 0) add("log_proofs", await bytesOf(path));
  }
}

async function measureConsole(folder: string, add: Add): Promise<void> {
  for (const name of await namesIn(folder)) {
    add(name.startsWith("search.sqlite") ? "index" : "other", await bytesOf(join(folder, name)));
  }
}

async function streamsIn(folder: string): Promise<ReadonlyMap<string, number> | null> {
  const accounts = await namesIn(folder);
  if (accounts.length === 0) return null;
  const sizes = new Map<string, number>();
  for (const account of accounts) {
    const streams = join(folder, account, "streams");
    for (const name of await namesIn(streams)) {
      sizes.set(name, (sizes.get(name) ?? 0) + (await bytesOf(join(streams, name))));
    }
  }
  return sizes;
}

/** Names in a folder; none where it is no folder, or gone by now. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** Bytes on the disk of a file, or of a folder with all that is in it; links are not followed. */
async function bytesOf(path: string): Promise<number> {
  let sum = 0;
  const folders: string[] = [];
  const measure = async (entry: string) => {
    const found = await stat(entry).catch(() => undefined);
    if (found?.isFile() === true) sum += found.blocks * blockBytes;
    return found;
  };
  if ((await measure(path))?.isDirectory() === true) folders.push(path);
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const name = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(name);
      else if (entry.isFile()) await measure(name);
    }
  }
  return sum;
}
