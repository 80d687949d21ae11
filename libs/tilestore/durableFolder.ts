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

  /**
   * Writes and syncs `bytes`; what it gives puts them in the place of the file in one step, so that readers see the old
   * file or the new one, and a power cut leaves one of the two. {@link syncName} then keeps the new one there.
   */
  async replacement(path: string, bytes: Buffer): Promise<() => Promise<void>> {
    let temporary = "";
    await this.#running(async () => {
      temporary = await this.#writeTemporary(path, bytes);
    });
    return () => this.#running(() => this.#disk.rename(temporary, join(this.#root, path)));
  }

  /** The file keeps its name through a power cut from now on. */
  async syncName(path: string): Promise<void> {
    await this.#running(() => this.#syncFolders([dirname(join(this.#root, path))]));
  }

  /**
   * Puts `bytes` in the place of the file in one step, without waiting for the disk: readers see the old file or the
   * new one, but a power cut may leave the old one, or a torn one. Only for what is made again at the next opening.
   */
  async show(path: string, bytes: Buffer): Promise<void> {
    await this.#running(async () => {
      const temporary = this.#temporary();
      const file = await this.#disk.create(temporary);
      await closedAfter(file, () => file.write(bytes));
      await this.#disk.rename(temporary, join(this.#root, path));
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
    const temporary = this.#temporary();
    const file = await this.#disk.create(temporary);
    await this.#synced(file, path, () => file.write(bytes));
    return temporary;
  }

  #temporary(): string {
    return join(this.#root, temporaryFolder, randomUUID());
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
    await closedAfter(file, async () => {
      await work();
      await file.sync().catch((error: unknown) => this.#stop(path, error));
    });
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

/** Does the work, then closes the file. What failed first is what is told. */
async function closedAfter(file: OpenFolder, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
  await file.close();
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
