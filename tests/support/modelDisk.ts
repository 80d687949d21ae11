import { dirname, join } from "node:path";
import type { Disk, OpenFile, OpenFolder } from "#libs/tilestore/disk";
import type { TileSource } from "#libs/tilestore/tileSource";

/** Chances of a world that is played again from its seed. */
export interface Chance {
  /** An integer from 0 to `below` − 1. */
  below(below: number): number;
}

/** What becomes of what was not synced when the power goes. */
export type Loss =
  | { readonly kind: "everything" }
  /** Some names and some bytes made it to the disk, in any order, blocks torn. */
  | { readonly kind: "some"; readonly chance: Chance };

class FileNode {
  bytes: Buffer = Buffer.alloc(0);
  durable: Buffer = Buffer.alloc(0);
  /** What the disk wrote instead of what it was given. */
  spoiled: Buffer | undefined;
}

class FolderNode {
  readonly names = new Map<string, FileNode | FolderNode>();
  readonly durable = new Map<string, FileNode | FolderNode>();
}

/** An error as the operating system gives it. */
export function osError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

/**
 * A disk in memory that forgets as real ones do: bytes are durable after a sync of their file, names after a sync of
 * their folder. {@link powerLoss} leaves what is durable, and of the rest nothing or any part.
 */
export class ModelDisk implements Disk {
  readonly #root = new FolderNode();
  #spoilsNext: Chance | undefined;

  async makeFolder(folder: string): Promise<string | undefined> {
    let node = this.#root;
    let path = "";
    let created: string | undefined;
    for (const name of folder.split("/").filter((part) => part !== "")) {
      path = `${path}/${name}`;
      const below = node.names.get(name) ?? new FolderNode();
      if (!(below instanceof FolderNode)) throw osError("ENOTDIR", path);
      if (!node.names.has(name)) created ??= path;
      node.names.set(name, below);
      node = below;
    }
    return created;
  }

  /** A folder that was there, with its name on the disk, before anything began. */
  makeDurable(folder: string): void {
    let node = this.#root;
    for (const name of folder.split("/").filter((part) => part !== "")) {
      const below = new FolderNode();
      node.names.set(name, below);
      syncNames(node);
      node = below;
    }
  }

  async create(file: string): Promise<OpenFile> {
    const { folder, name } = this.#place(file);
    if (folder.names.has(name)) throw osError("EEXIST", file);
    const node = new FileNode();
    folder.names.set(name, node);
    return {
      write: async (bytes) => {
        node.bytes = Buffer.concat([node.bytes, bytes]);
        this.#spoil(node);
      },
      sync: async () => {
        node.durable = node.bytes;
      },
      close: async () => {},
    };
  }

  async openFolder(folder: string): Promise<OpenFolder> {
    const node = this.#folder(folder);
    return { sync: async () => syncNames(node), close: async () => {} };
  }

  async read(file: string): Promise<Buffer | undefined> {
    return this.readNow(file);
  }

  /** What a reader would get, without waiting. */
  readNow(file: string): Buffer | undefined {
    const node = this.#find(file);
    return node instanceof FileNode ? Buffer.from(node.bytes) : undefined;
  }

  async link(file: string, name: string): Promise<void> {
    const node = this.#file(file);
    const to = this.#place(name);
    if (to.folder.names.has(to.name)) throw osError("EEXIST", name);
    to.folder.names.set(to.name, node);
  }

  async rename(file: string, name: string): Promise<void> {
    const node = this.#file(file);
    const from = this.#place(file);
    const to = this.#place(name);
    to.folder.names.set(to.name, node);
    from.folder.names.delete(from.name);
  }

  async remove(path: string): Promise<void> {
    if (this.#find(path) === undefined) return;
    const { folder, name } = this.#place(path);
    empty(folder.names.get(name));
    folder.names.delete(name);
  }

  async ages(folder: string) {
    return [...this.#folder(folder).names.keys()].map((name) => ({ name, ageMs: 0 }));
  }

  /** The power goes; afterwards the disk holds what {@link Loss} leaves of it. */
  powerLoss(loss: Loss): void {
    forget(this.#root, loss, new Set());
  }

  /** Turns one bit of a file over, on the disk itself. */
  flipBit(file: string, bit: number): void {
    const node = this.#file(file);
    const bytes = flipped(node.bytes, bit);
    node.bytes = bytes;
    node.durable = bytes;
  }

  /** The next file that is written is written wrongly, by a disk that says nothing of it. */
  spoilNext(chance: Chance): void {
    this.#spoilsNext = chance;
  }

  #spoil(node: FileNode): void {
    if (this.#spoilsNext === undefined || node.bytes.length === 0) return;
    node.bytes = flipped(node.bytes, this.#spoilsNext.below(1_000_000));
    node.spoiled = node.bytes;
    this.#spoilsNext = undefined;
  }

  /** Files below a folder that stand there as the disk wrote them wrongly. */
  async spoiledIn(folder: string): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const path of this.source(folder).list?.() ?? []) {
      const node = this.#find(join(folder, path));
      if (node instanceof FileNode && node.spoiled?.equals(node.bytes) === true) found.push(path);
    }
    return found;
  }

  /** Every file below a folder, as a reader of the log sees it. */
  source(folder: string): TileSource {
    const list = (below: string): string[] => {
      const node = this.#find(join(folder, below));
      const names = node instanceof FolderNode ? [...node.names].toSorted(byName) : [];
      return names
        .filter(([name]) => name !== ".tmp")
        .flatMap(([name, one]) => {
          const path = below === "" ? name : `${below}/${name}`;
          return one instanceof FolderNode ? list(path) : [path];
        });
    };
    return {
      read: (path) => this.read(join(folder, path)),
      list: async function* () {
        yield* list("");
      },
    };
  }

  #find(path: string): FileNode | FolderNode | undefined {
    let node: FileNode | FolderNode | undefined = this.#root;
    for (const name of path.split("/").filter((part) => part !== "")) {
      if (!(node instanceof FolderNode)) return undefined;
      node = node.names.get(name);
    }
    return node;
  }

  #file(path: string): FileNode {
    const node = this.#find(path);
    if (node instanceof FileNode) return node;
    throw osError("ENOENT", path);
  }

  #folder(path: string): FolderNode {
    const node = this.#find(path);
    if (node instanceof FolderNode) return node;
    throw osError("ENOENT", path);
  }

  #place(path: string): { readonly folder: FolderNode; readonly name: string } {
    return { folder: this.#folder(dirname(path)), name: path.slice(dirname(path).length + 1) };
  }
}

function flipped(of: Buffer, bit: number): Buffer {
  const bytes = Buffer.from(of);
  const at = Math.floor(bit / 8) % bytes.length;
  bytes[at] = bytes.readUInt8(at) ^ (1 << (bit % 8));
  return bytes;
}

type Named = readonly [name: string, node: FileNode | FolderNode];

const byName = ([a]: Named, [b]: Named): number => (a < b ? -1 : 1);

function syncNames(folder: FolderNode): void {
  folder.durable.clear();
  for (const [name, node] of folder.names) folder.durable.set(name, node);
}

/** Its files go one by one: when the power goes meanwhile, some are there again. */
function empty(node: FileNode | FolderNode | undefined): void {
  if (!(node instanceof FolderNode)) return;
  for (const below of node.names.values()) empty(below);
  node.names.clear();
}

/** `kept`: files with several names are torn once. */
function forget(folder: FolderNode, loss: Loss, kept: Set<FileNode>): void {
  const names = new Map(folder.durable);
  for (const name of new Set([...folder.names.keys(), ...folder.durable.keys()])) {
    const [now, before] = [folder.names.get(name), folder.durable.get(name)];
    if (now === before || !happens(loss)) continue;
    if (now === undefined) names.delete(name);
    else names.set(name, now);
  }
  folder.names.clear();
  for (const [name, node] of names) {
    folder.names.set(name, node);
    if (node instanceof FolderNode) forget(node, loss, kept);
    else if (!kept.has(node)) tear(node, loss);
    if (node instanceof FileNode) kept.add(node);
  }
  syncNames(folder);
}

const happens = (loss: Loss): boolean => loss.kind === "some" && loss.chance.below(2) === 0;

function tear(file: FileNode, loss: Loss): void {
  if (file.bytes !== file.durable) file.bytes = torn(file, loss);
  file.durable = file.bytes;
}

/** What was synced, or a beginning of what was written, or its length without its bytes. */
function torn({ bytes, durable }: FileNode, loss: Loss): Buffer {
  if (loss.kind === "everything") return durable;
  const { chance } = loss;
  const length = chance.below(bytes.length + 1);
  const fates = [durable, bytes, bytes.subarray(0, length), Buffer.alloc(bytes.length)];
  return fates[chance.below(fates.length)] ?? durable;
}
