import { type FileHandle, link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { readIfThere } from "./readIfThere.ts";

/** A folder that is open to make its names survive a power cut. */
export interface OpenFolder {
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A new file that is open to be written once, whole. */
export interface OpenFile extends OpenFolder {
  write(bytes: Uint8Array): Promise<void>;
}

/**
 * The operations on files that a durable folder consists of, each as the operating system has it: what is not
 * synced may be lost, in part and in any order. The tests have a disk in memory that does just that.
 */
export interface Disk {
  /** Creates the folder and what is missing above it; gives the topmost one that it created. */
  makeFolder(folder: string): Promise<string | undefined>;
  /** A new file; rejects with EEXIST when the name is taken. */
  create(file: string): Promise<OpenFile>;
  openFolder(folder: string): Promise<OpenFolder>;
  /** Bytes of the file; undefined when there is none. */
  read(file: string): Promise<Buffer | undefined>;
  /** Gives the file a second name; rejects with EEXIST when that is taken. */
  link(file: string, name: string): Promise<void>;
  /** Puts the file in the place of whatever has that name. */
  rename(file: string, name: string): Promise<void>;
  /** Takes away a file, or a folder with all that is in it; nothing there is as good. */
  remove(path: string): Promise<void>;
  /** Files of a folder, and how long ago each was written. */
  ages(folder: string): Promise<readonly { readonly name: string; readonly ageMs: number }[]>;
}

/** The disk of the operating system. */
export const systemDisk: Disk = {
  makeFolder: (folder) => mkdir(folder, { recursive: true }),
  create: async (file) => {
    const handle = await open(file, "wx", 0o644);
    return { ...opened(handle), write: (bytes) => handle.writeFile(bytes) };
  },
  openFolder: async (folder) => opened(await open(folder, "r")),
  read: readIfThere,
  link,
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
  ages: async (folder) => {
    const names = await readdir(folder);
    return Promise.all(
      names.map(async (name) => ({ name, ageMs: await ageMs(join(folder, name)) })),
    );
  },
};

const opened = (handle: FileHandle): OpenFolder => ({
  sync: () => handle.sync(),
  close: () => handle.close(),
});

/** 0 for what is gone meanwhile: another writer's file. */
async function ageMs(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}
