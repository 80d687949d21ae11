import { join } from "node:path";
import type { CheckpointStore } from "#libs/tilestore/checkpointStore";
import type { Disk, OpenFile, OpenFolder } from "#libs/tilestore/disk";
import type { Misfortune } from "#tests/support/crashPlay";
import { type Plant, worldFolder } from "#tests/support/crashWorld";

/** A fault that a careless hand could bring in, and what must befall a world for it to show. */
export interface PlantedBug {
  readonly name: string;
  readonly plant: Plant;
  readonly misfortunes: readonly Misfortune[];
  /** Where looking for it begins: worlds before are known to hide it. */
  readonly firstWorld?: number;
}

const nothing = async (): Promise<void> => {};

/** The disk with other files, other folders or other names. */
const diskWith = (change: (disk: Disk) => Partial<Disk>): Plant => ({
  disk: (disk) => ({ ...operationsOf(disk), ...change(disk) }),
});

/** A class has its methods in its prototype: a copy must name them. */
const operationsOf = (disk: Disk): Disk => ({
  makeFolder: (folder) => disk.makeFolder(folder),
  create: (file) => disk.create(file),
  openFolder: (folder) => disk.openFolder(folder),
  read: (file) => disk.read(file),
  link: (file, name) => disk.link(file, name),
  rename: (file, name) => disk.rename(file, name),
  remove: (path) => disk.remove(path),
  ages: (folder) => disk.ages(folder),
});

const files = (disk: Disk, change: (file: OpenFile) => Partial<OpenFile>): Partial<Disk> => ({
  create: async (path) => {
    const file = await disk.create(path);
    return { ...file, ...change(file) };
  },
});

const unsyncedFolder = (folder: OpenFolder): OpenFolder => ({ ...folder, sync: nothing });

/** Every fault that the simulation has been shown to find; each stays a test. */
export const plantedBugs: readonly PlantedBug[] = [
  {
    name: "files are not synced",
    plant: diskWith((disk) => files(disk, () => ({ sync: nothing }))),
    misfortunes: [],
  },
  {
    name: "the names of files are not synced",
    plant: diskWith((disk) => ({
      openFolder: async (folder) => unsyncedFolder(await disk.openFolder(folder)),
    })),
    misfortunes: [],
  },
  {
    name: "a sync that failed is passed over",
    plant: { ignoresSyncErrors: true },
    misfortunes: ["faults"],
    firstWorld: 17,
  },
  {
    name: "a commit replaces whatever stands there",
    plant: { checkpoints: (store) => ({ ...store, advance: overwriting(store) }) },
    misfortunes: ["second sequencer"],
    firstWorld: 27,
  },
  {
    name: "the signed checkpoint is published before it is committed",
    plant: { checkpoints: (store, disk) => ({ ...store, advance: publishingFirst(store, disk) }) },
    misfortunes: ["second sequencer"],
  },
  {
    name: "a reader skips a message",
    plant: { next: (next, chance) => next + (chance.below(40) === 0 ? 1 : 0) },
    misfortunes: [],
  },
  {
    name: "a reader goes on in a stream that was put back",
    plant: { followsAnything: true },
    misfortunes: ["tail loss"],
    firstWorld: 29,
  },
  {
    name: "the stream is not held against the signed log at the start",
    plant: { lastSequence: () => Number.MAX_SAFE_INTEGER },
    misfortunes: ["tail loss"],
    firstWorld: 16,
  },
  {
    name: "what was written is signed without being read again",
    plant: diskWith(rememberingDisk),
    misfortunes: ["bad write"],
  },
  {
    name: "an older checkpoint is published over a newer one",
    plant: { checkpoints: rememberingStore },
    misfortunes: ["second sequencer"],
    firstWorld: 5,
  },
  {
    name: "a file is put in the place of another one with its name",
    plant: diskWith((disk) => ({
      link: async (file, name) => {
        await disk.remove(name);
        await disk.link(file, name);
      },
    })),
    misfortunes: ["tail swap"],
    firstWorld: 27,
  },
];

const overwriting =
  (store: CheckpointStore): CheckpointStore["advance"] =>
  async (from, to) => {
    const current = (await store.current()) ?? from;
    return current.size >= to.size ? { ok: true } : store.advance(current, to);
  };

const publishingFirst =
  (store: CheckpointStore, disk: Disk): CheckpointStore["advance"] =>
  async (from, to) => {
    const temporary = join(worldFolder, ".tmp", `first-${to.size}`);
    await disk.remove(temporary);
    const file = await disk.create(temporary);
    await file.write(to.note);
    await file.sync();
    await disk.rename(temporary, join(worldFolder, "checkpoint"));
    return store.advance(from, to);
  };

/** A process that takes what it wrote for what the disk has. */
function rememberingDisk(disk: Disk): Partial<Disk> {
  const written = new Map<string, Buffer>();
  const name = (from: string, to: string) => {
    const bytes = written.get(from);
    if (bytes !== undefined) written.set(to, bytes);
  };
  return {
    create: async (path) => {
      const file = await disk.create(path);
      const write = async (bytes: Uint8Array) => {
        written.set(path, Buffer.from(bytes));
        await file.write(bytes);
      };
      return { ...file, write };
    },
    link: async (file, to) => {
      await disk.link(file, to);
      name(file, to);
    },
    rename: async (file, to) => {
      await disk.rename(file, to);
      name(file, to);
    },
    read: async (file) => written.get(file) ?? disk.read(file),
  };
}

/** A process that asks once what is committed, and from then on knows of its own commits only. */
function rememberingStore(store: CheckpointStore): CheckpointStore {
  let known: Awaited<ReturnType<CheckpointStore["current"]>> | "not asked" = "not asked";
  return {
    current: async () => {
      if (known === "not asked") known = await store.current();
      return known;
    },
    advance: async (from, to) => {
      const advance = await store.advance(from, to);
      if (advance.ok) known = to;
      return advance;
    },
    close: () => store.close(),
  };
}
