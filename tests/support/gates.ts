import type { CheckpointStore } from "#libs/tilestore/checkpointStore";
import type { Disk, OpenFolder } from "#libs/tilestore/disk";

/**
 * Stands before every operation of a port: may let it happen, refuse it before it happens, or say that it failed
 * although it happened.
 */
export type Gate = <T>(operation: string, run: () => Promise<T>) => Promise<T>;

/** The disk, every operation of it behind the gate. */
export function gatedDisk(disk: Disk, gate: Gate): Disk {
  const lost = new Set<OpenFolder>();
  const opened = <F extends OpenFolder>(file: F, what: string): F => {
    // The kernel tells of a failed sync once; another sync of the same file says nothing, and saves nothing.
    const sync = async () => {
      let isSynced = false;
      const run = async () => {
        if (!lost.has(file)) await file.sync();
        isSynced = true;
      };
      try {
        await gate(`sync of a ${what}`, run);
      } catch (error) {
        if (!isSynced) lost.add(file);
        throw error;
      }
    };
    return { ...file, sync, close: () => gate(`close of a ${what}`, () => file.close()) };
  };
  return {
    makeFolder: (folder) => gate("mkdir", () => disk.makeFolder(folder)),
    create: async (path) => {
      const file = opened(await gate("create", () => disk.create(path)), "file");
      return { ...file, write: (bytes) => gate("write", () => file.write(bytes)) };
    },
    openFolder: async (path) =>
      opened(await gate("open of a folder", () => disk.openFolder(path)), "folder"),
    read: (file) => gate("read", () => disk.read(file)),
    link: (file, name) => gate("link", () => disk.link(file, name)),
    rename: (file, name) => gate("rename", () => disk.rename(file, name)),
    remove: (path) => gate("remove", () => disk.remove(path)),
    ages: (folder) => gate("list", () => disk.ages(folder)),
  };
}

/** The store of commits, every operation of it behind the gate. */
export function gatedCheckpoints(store: CheckpointStore, gate: Gate): CheckpointStore {
  return {
    current: () => gate("read of the commit", () => store.current()),
    advance: (from, to) => gate("commit", () => store.advance(from, to)),
    close: () => store.close(),
  };
}
