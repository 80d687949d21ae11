import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type TileRef, tileFileBytesMax, tilePath, tileWidth } from "#libs/tlog/tiles";
import { temporaryFolder } from "./durableFolder.ts";
import { hasCode, TileStoreError } from "./failure.ts";
import { readIfThere } from "./readIfThere.ts";

/** Where the files of one log are read from. Paths are relative to the log: `checkpoint`, `tile/0/000`, … */
export interface TileSource {
  /** Bytes of the file; undefined when there is none. Throws TileStoreError when it cannot be known. */
  read(path: string): Promise<Buffer | undefined>;
  /** Every file there is, folder by folder, names in order; absent where a source cannot tell. */
  list?(): AsyncIterable<string>;
}

/** The log in a folder. */
export function fileSource(folder: string): TileSource {
  return {
    read: async (path) => {
      const file = join(folder, path);
      try {
        const { size } = await stat(file);
        if (size > tileFileBytesMax) throw new TileStoreError("too-large", path, `${size} bytes`);
      } catch (error) {
        if (hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")) return undefined;
        throw error;
      }
      return readIfThere(file);
    },
    list: () => walk(folder, ""),
  };
}

/**
 * The log behind an HTTP address. Redirects are not followed; `timeoutMs` bounds each request and
 * {@link tileFileBytesMax} each answer.
 */
export function httpSource(base: string | URL, timeoutMs = 30_000): TileSource {
  const address = String(base).endsWith("/") ? String(base) : `${base}/`;
  return {
    read: async (path) => {
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        const response = await fetch(new URL(path, address), { redirect: "error", signal });
        if (response.status !== 404 && !response.ok) {
          throw new TileStoreError("unreachable", path, `HTTP ${response.status}`);
        }
        if (response.ok) return await readBody(response, path);
        await response.body?.cancel();
        return undefined;
      } catch (error) {
        if (error instanceof TileStoreError) throw error;
        throw new TileStoreError("unreachable", path, "no answer", error);
      }
    },
  };
}

/** The tile or bundle; where a partial one is gone, the beginning of the full one that replaced it is read. */
export async function readTile(
  source: Pick<TileSource, "read">,
  ref: TileRef,
  prefix: (full: Buffer, width: number) => Buffer | undefined,
): Promise<Buffer | undefined> {
  const bytes = await source.read(tilePath(ref));
  if (bytes !== undefined || ref.width === tileWidth) return bytes;
  const full = await source.read(tilePath({ ...ref, width: tileWidth }));
  return full === undefined ? undefined : prefix(full, ref.width);
}

async function readBody(response: Response, path: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > tileFileBytesMax)
      throw new TileStoreError("too-large", path, `over ${bytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* walk(folder: string, below: string): AsyncIterable<string> {
  const names = await readdir(join(folder, below), { withFileTypes: true });
  for (const entry of names.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (path === temporaryFolder) continue;
    if (entry.isDirectory()) yield* walk(folder, path);
    else yield path;
  }
}
