import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { PackContent } from "./packFiles.ts";

/** What was written. */
export interface WrittenPack {
  readonly files: number;
  readonly bytes: number;
  /** Of the zip as a whole, hex. */
  readonly sha256: string;
}

/**
 * How each file stands in the zip: stored, since hashes do not shrink and a later zlib would give other bytes; with a
 * time that says nothing, written as the wall clock of DOS, so that no time zone shows.
 */
const entryOptions = {
  mtime: new Date(1980, 0, 1, 0, 0, 0),
  mode: 0o100_644,
  compress: false,
  forceDosTimestamp: true,
} as const;

/**
 * Writes the files in their order and SHA256SUMS behind them, one file in memory at a time, to a path where nothing
 * lies yet; whole and synced when it answers. Throws what reading a file throws; then what lies there is no zip.
 */
export async function writePackZip(
  files: readonly PackContent[],
  path: string,
): Promise<WrittenPack> {
  const written = await writeTo(path, files);
  await syncPath(path);
  return written;
}

async function writeTo(path: string, files: readonly PackContent[]): Promise<WrittenPack> {
  const zip = new ZipFile();
  const sums: string[] = [];
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  failed.catch(() => undefined);
  const add = (name: string, content: () => Readable) =>
    zip.addReadStreamLazy(name, entryOptions, (give) => give(null, content()));
  for (const { name, content } of files) {
    add(name, () => {
      const stream = Readable.from(hashed(name, content(), sums), { objectMode: false });
      stream.on("error", (error) => zip.emit("error", error));
      return stream;
    });
  }
  add("SHA256SUMS", () => Readable.from([Buffer.from(sums.join(""), "utf8")]));
  zip.end();
  const whole = createHash("sha256");
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      whole.update(chunk);
      next(null, chunk);
    },
  });
  const file = createWriteStream(path, { flags: "wx", mode: 0o600 });
  try {
    await Promise.race([pipeline(zip.outputStream, counted, file), failed]);
  } finally {
    file.destroy();
    await finished(file).catch(() => undefined);
  }
  return { files: files.length + 1, bytes, sha256: whole.digest("hex") };
}

/** Passes the content on and keeps its line for SHA256SUMS. */
async function* hashed(
  name: string,
  content: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  sums: string[],
): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of content) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : Buffer.from(chunk);
    hash.update(bytes);
    yield bytes;
  }
  sums.push(`${hash.digest("hex")}  ${name}\n`);
}

/** Syncs a file, or the names in a folder. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  await handle.sync();
  await handle.close();
}
