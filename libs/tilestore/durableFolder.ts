import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { type Disk, type OpenFolder, systemDisk } from "./disk.ts";
import { hasCode, TileStoreError } from "./failure.ts";

/** Names below the log's folder that are not part of the log: files being written. */
export const temporaryFolder = ".tmp";

const leftOverAfterMs = 10 * 60 * 1_000;

/**
 * A folder whose files appear whole, synced, under their name, or not at all. A failed sync stops it for good:
 * the kernel may have dropped the bytes and will say so only once, so nothing is tried again on the same file.
 */
export class DurableFolder {
  readonly #root: string;
  readonly #disk: Disk;
  /** Folders whose names are known to be on the disk. */
  readonly #known = new Set<string>();
  /** The sync that failed, if one did. */
  #failure: TileStoreError | undefined;

  private constructor(root: string, disk: Disk) {
    this.#root = root;
    this.#disk = disk;
  }

  /**
   * Creates the folder when it is not there and clears what an interrupted write left in it long ago: what is young
   * may be another writer's.
   */
  static async open(root: string, disk: Disk = systemDisk): Promise<DurableFolder> {
    const folder = new DurableFolder(root, disk);
    const created = await disk.makeFolder(root);
    const temporary = join(root, temporaryFolder);
    await disk.makeFolder(temporary);
    for (const { name, ageMs } of await disk.ages(temporary)) {
      if (ageMs > leftOverAfterMs) await disk.remove(join(temporary, name));
    }
    // A folder that is there may have been made by a process that ended before its name was on the disk.
    await folder.#syncFolders([root, ...above(root, dirname(created ?? root))]);
    return folder;
  }

  /** Bytes of the file, undefined when there is none. */
  async read(path: string): Promise<Buffer | undefined> {
    return this.#disk.read(join(this.#root, path));
  }

  /** Writes each file once. The same bytes there already are as good; other bytes are an error, never replaced. */
  async writeOnce(files: readonly { path: string; bytes: Buffer }[]): Promise<void> {
    await this.#running(async () => {
      const folders = new Set<string>();
      for (const { path } of files)
        await this.#makeFolder(dirname(join(this.#root, path)), folders);
      await settleAll(files.map(({ path, bytes }) => this.#createOrCompare(path, bytes)));
      await this.#syncFolders([...folders]);
      for (const folder of folders) this.#known.add(folder);
    });
  }

  /** Puts `bytes` in the place of the file in one step: readers see the old file or the new one. */
  async replace(path: string, bytes: Buffer): Promise<void> {
    await this.#running(async () => {
      const target = join(this.#root, path);
      const temporary = await this.#writeTemporary(path, bytes);
      await this.#disk.rename(temporary, target);
      await this.#syncFolders([dirname(target)]);
    });
  }

  /** Removes a folder of files that are contained in another one. */
  async removeFolder(path: string): Promise<void> {
    await this.#disk.remove(join(this.#root, path));
  }

  async #createOrCompare(path: string, bytes: Buffer): Promise<void> {
    if (await this.#isThere(path, bytes)) return;
    const temporary = await this.#writeTemporary(path, bytes);
    try {
      await this.#disk.link(temporary, join(this.#root, path));
    } catch (error) {
      // Another writer was faster: as good, if it wrote the same.
      if (!hasCode(error, "EEXIST") || !(await this.#isThere(path, bytes))) throw error;
    }
    await this.#disk.remove(temporary);
  }

  async #isThere(path: string, bytes: Buffer): Promise<boolean> {
    const present = await this.read(path);
    if (present === undefined) return false;
    if (present.equals(bytes)) return true;
    throw new TileStoreError("different-file", path, "the file there has other bytes");
  }

  async #writeTemporary(path: string, bytes: Buffer): Promise<string> {
    const temporary = join(this.#root, temporaryFolder, randomUUID());
    const file = await this.#disk.create(temporary);
    await this.#synced(file, path, () => file.write(bytes));
    return temporary;
  }

  async #makeFolder(folder: string, toSync: Set<string>): Promise<void> {
    toSync.add(folder);
    if (this.#known.has(folder)) return;
    await this.#disk.makeFolder(folder);
    for (const one of above(folder, this.#root)) toSync.add(one);
  }

  async #syncFolders(folders: readonly string[]): Promise<void> {
    await settleAll(
      folders.map(async (path) => {
        const folder = await this.#disk.openFolder(path);
        await this.#synced(folder, path, () => Promise.resolve());
      }),
    );
  }

  /** Does the work, syncs, closes. What failed first is what is told. */
  async #synced(file: OpenFolder, path: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      await file.sync().catch((error: unknown) => this.#stop(path, error));
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
    await file.close();
  }

  #stop(path: string, error: unknown): never {
    const detail = "the disk did not confirm the write";
    this.#failure = new TileStoreError("sync-failed", path, detail, error);
    throw this.#failure;
  }

  async #running(work: () => Promise<void>): Promise<void> {
    if (this.#failure !== undefined) {
      const { path } = this.#failure;
      throw new TileStoreError("stopped", path, "an earlier sync failed", this.#failure);
    }
    try {
      await work();
    } catch (error) {
      // Of several failures at once this is the one that nobody may miss.
      throw this.#failure ?? error;
    }
  }
}

/** The folders that `folder` lies in, up to and with `top`; at least the one it stands in. */
function above(folder: string, top: string): readonly string[] {
  const folders = [dirname(folder)];
  for (let one = dirname(folder); one !== top && one.length > top.length; ) {
    one = dirname(one);
    folders.push(one);
  }
  return folders;
}

/** Waits for all, then throws the first failure: nothing goes on writing behind a caller that saw an error. */
async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) {
    if (result.status === "rejected") throw result.reason;
  }
}
