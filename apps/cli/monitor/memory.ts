import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CompactRange, frontierFromJson } from "#libs/tlog/compactRange";
import { CliError } from "../exitCodes.ts";
import { parseFile } from "../installation.ts";
import { readPrivate, writePrivate } from "../privateFiles.ts";

const head = z.strictObject({ year: z.int(), seq: z.int() });
const chains = z.array(z.tuple([z.string(), head]));
const counted = z.strictObject({ of: z.int(), to: z.int() });
const hex256 = z.string().regex(/^[0-9a-f]{64}$/);

const yearSchema = z.strictObject({
  year: z.int(),
  /** The signed checkpoint that was seen last, as it was served. */
  note: z.string(),
  frontier: z.strictObject({ size: z.int().min(0), hashes: z.array(z.string()) }),
  checker: z.strictObject({
    next: z.int(),
    heads: chains,
    configured: z.boolean(),
    counted: counted.exactOptional(),
  }),
  /** How the year before ended; absent where that was never read. */
  before: z
    .strictObject({
      ...{ year: z.int(), size: z.int(), root: hex256 },
      heads: z.array(z.tuple([z.string(), z.array(head)])),
      counted: counted.exactOptional(),
    })
    .exactOptional(),
  /** Times of the first entry, of the last sign of life and of the last count. */
  begun_at: z.string().exactOptional(),
  beat_at: z.string().exactOptional(),
  counted_at: z.string().exactOptional(),
});

const schema = z.strictObject({
  format: z.literal("raccordo-monitor/1"),
  /** Origin of the log family, and the raw public key of its checkpoints (base64url). */
  family: z.string(),
  key: z.string(),
  year: yearSchema,
});

/** What a monitor has seen of one year's log, so far. */
export type YearMemory = z.infer<typeof yearSchema>;
/** All that a monitor remembers between two runs. */
export type MonitorMemory = z.infer<typeof schema>;

/** A year of which nothing was read yet. */
export const nothingOf = (year: number): YearMemory => ({
  year,
  note: "",
  frontier: { size: 0, hashes: [] },
  checker: { next: 0, heads: [], configured: false },
});

/** The tree over the entries that were read. Throws CliError where the memory was damaged. */
export function rangeOf({ frontier }: YearMemory, path: string): CompactRange {
  const read = frontierFromJson(frontier);
  if (read === undefined) throw new CliError("refused", "file-damaged", { path });
  return new CompactRange(read);
}

/** The folder in which a monitor keeps its memory and what it holds against a log. */
export class MonitorFolder {
  readonly memoryPath: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.memoryPath = join(folder, "memory.json");
    mkdirSync(join(folder, "evidence"), { recursive: true, mode: 0o700 });
  }

  /** Undefined before the first run. Refuses the memory of another log, and a damaged one: never a silent new start. */
  read(family: string, key: string): MonitorMemory | undefined {
    const text = readPrivate(this.memoryPath);
    if (text === undefined) return undefined;
    const memory = parseFile(this.memoryPath, text, schema);
    if (memory.family !== family || memory.key !== key) {
      throw new CliError("refused", "monitor-other-log", { path: this.memoryPath, family });
    }
    return memory;
  }

  /** Synced before it returns: what was seen once is never forgotten by a crash. */
  write(memory: MonitorMemory): void {
    writePrivate(this.memoryPath, JSON.stringify(memory));
  }

  /** Keeps two signed checkpoints that contradict each other: together they prove it to anybody. Gives the path. */
  keepEvidence(name: string, seen: string, served: string): string {
    const path = join(this.#folder, "evidence", `${name}.txt`);
    if (!existsSync(path)) writePrivate(path, `${seen}\n${served}`);
    return path;
  }
}
