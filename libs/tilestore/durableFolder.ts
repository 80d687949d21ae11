import { randomUUID } from "node:crypto";
import {
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  unlink,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasCode, TileStoreError } from "./failure.ts";

/** Makes what was written to `handle` survive a power cut; the tests give one that fails as a disk does. */
export type SyncFile = (handle: FileHandle) => Promise<void>;

/** Names below the log's folder that are not part of the log: files being written. */
export const temporaryFolder = ".tmp";

const leftOverAfterMs = 10 * 60 * 1_000;

/**
 * A folder whose files appear whole, synced, under their name, or not at all. A failed sync stops it for good:
 * the kernel may have dropped the bytes and will say so only once, so nothing is tried again on the same file.
 */
export class DurableFolder {
  readonly #root: string;
  readonly #sync: SyncFile;
  readonly #known = new Set<string>();
  /** The sync that failed, if one did. */
  #failure: TileStoreError | undefined;

  private constructor(root: string, sync: SyncFile) {
    this.#root = root;
    this.#sync = sync;
  }

  /**
   * Creates the folder when it is not there and clears what an interrupted write left in it long ago: what is young
   * may be another writer's.
   */
  static async open(root: string, sync: SyncFile = syncFile): Promise<DurableFolder> {
    const folder = new DurableFolder(root, sync);
    const created = await mkdir(root, { recursive: true });
    await mkdir(join(root, temporaryFolder), { recursive: true });
    await clearOld(join(root, temporaryFolder));
    await folder.#syncFolders(created === undefined ? [root] : [root, dirname(created)]);
    return folder;
  }

  /** Bytes of the file, undefined when there is none. */
  async read(path: string): Promise<Buffer | undefined> {
    return readIfThere(join(this.#root, path));
  }

  /** Writes each file once. The same bytes there already are as good; other bytes are an error, never replaced. */
  async writeOnce(files: readonly { path: string; bytes: Buffer }[]): Promise<void> {
    this.#assertRunning();
    const folders = new Set<string>();
    for (const { path } of files) await this.#makeFolder(dirname(join(this.#root, path)), folders);
    await settleAll(files.map(({ path, bytes }) => this.#createOrCompare(path, bytes)));
    await this.#syncFolders([...folders]);
  }

  /** Puts `bytes` in the place of the file in one step: readers see the old file or the new one. */
  async replace(path: string, bytes: Buffer): Promise<void> {
    this.#assertRunning();
    const target = join(this.#root, path);
    const temporary = await this.#writeTemporary(path, bytes);
    await rename(temporary, target);
    await this.#syncFolders([dirname(target)]);
  }

  /** Removes a folder of files that are contained in another one. */
  async removeFolder(path: string): Promise<void> {
    await rm(join(this.#root, path), { recursive: true, force: true });
  }

  async #createOrCompare(path: string, bytes: Buffer): Promise<void> {
    if (await this.#isThere(path, bytes)) return;
    const temporary = await this.#writeTemporary(path, bytes);
    try {
      await link(temporary, join(this.#root, path));
    } catch (error) {
      // Another writer was faster: as good, if it wrote the same.
      if (!hasCode(error, "EEXIST") || !(await this.#isThere(path, bytes))) throw error;
    }
    await unlink(temporary);
  }

  async #isThere(path: string, bytes: Buffer): Promise<boolean> {
    const present = await this.read(path);
    if (present === undefined) return false;
    if (present.equals(bytes)) return true;
    throw new TileStoreError("different-file", path, "the file there has other bytes");
  }

  async #writeTemporary(path: string, bytes: Buffer): Promise<string> {
    const temporary = join(this.#root, temporaryFolder, randomUUID());
    const handle = await open(temporary, "wx", 0o644);
    try {
      await handle.writeFile(bytes);
      await this.#syncOrStop(handle, path);
    } finally {
      await handle.close();
    }
    return temporary;
  }

  async #makeFolder(folder: string, toSync: Set<string>): Promise<void> {
    toSync.add(folder);
    if (this.#known.has(folder)) return;
    await mkdir(folder, { recursive: true });
    for (let above = folder; above !== this.#root; ) {
      this.#known.add(above);
      above = dirname(above);
      toSync.add(above);
    }
  }

  async #syncFolders(folders: readonly string[]): Promise<void> {
    await settleAll(
      folders.map(async (folder) => {
        const handle = await open(folder, "r");
        try {
          await this.#syncOrStop(handle, folder);
        } finally {
          await handle.close();
        }
      }),
    );
  }

  async #syncOrStop(handle: FileHandle, path: string): Promise<void> {
    try {
      await this.#sync(handle);
    } catch (error) {
      const detail = "the disk did not confirm the write";
      this.#failure = new TileStoreError("sync-failed", path, detail, error);
      throw this.#failure;
    }
  }

  #assertRunning(): void {
    if (this.#failure === undefined) return;
    throw new TileStoreError(
      "stopped",
      this.#failure.path,
      "an earlier sync failed",
      this.#failure,
    );
  }
}

/** Removes files that have not been touched for longer than any write takes. */
async function clearOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > leftOverAfterMs) await rm(file, { force: true });
  }
}

/** Bytes of a file; undefined when there is none. Other errors are thrown. */
export async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")) return undefined;
    throw error;
  }
}

function syncFile(handle: FileHandle): Promise<void> {
  return handle.sync();
}

/** Waits for all, then throws the first failure: nothing goes on writing behind a caller that saw an error. */
async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) {
    if (result.status === "rejected") throw result.reason;
  }
}
