import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { CodedError } from "#libs/runtime/codedError";
import { epochsMax } from "./epochKeys.ts";

const [folderMode, fileMode] = [0o700, 0o600];
/** No file of ours comes near it. */
const fileBytesMax = 65_536;

/**
 * A private folder with one file an epoch: `<number>.<suffix>`. Files appear whole and synced or not at all, are never
 * replaced, and are overwritten before they go. A folder or file that others may read is refused.
 */
export class KeyFolder {
  readonly #folder: string;
  readonly #suffix: string;

  constructor(folder: string, suffix: string) {
    mkdirSync(folder, { recursive: true, mode: folderMode });
    assertOwn(folder, lstatSync(folder), folderMode);
    this.#folder = folder;
    this.#suffix = suffix;
  }

  /** Numbers that have a file, ascending. What an interrupted write left behind goes. */
  epochs(): readonly number[] {
    const names = readdirSync(this.#folder);
    for (const name of names.filter((one) => one.endsWith(".new"))) this.#erase(name);
    const pattern = new RegExp(`^([1-9][0-9]{0,3})\\.${this.#suffix}$`);
    return names
      .map((name) => Number(pattern.exec(name)?.[1] ?? Number.NaN))
      .filter((epoch) => epoch <= epochsMax)
      .toSorted((a, b) => a - b);
  }

  read(epoch: number): string {
    const path = join(this.#folder, this.#name(epoch));
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const stat = fstatSync(file);
      assertOwn(path, stat, fileMode);
      if (stat.size > fileBytesMax) throw new CodedError("vault-epoch-key-damaged", String(epoch));
      return readFileSync(file, "utf8");
    } finally {
      closeSync(file);
    }
  }

  /** Throws `vault-epoch-exists` where the epoch has a file: a key that may be in use is never replaced. */
  write(epoch: number, text: string): void {
    const name = this.#name(epoch);
    const temporary = `${name}.${process.pid}.new`;
    this.#writeSynced(temporary, text, "wx");
    try {
      linkSync(join(this.#folder, temporary), join(this.#folder, name));
    } catch (cause) {
      throw new CodedError("vault-epoch-exists", String(epoch), { cause });
    } finally {
      // Another name of the same bytes: it is not overwritten.
      rmSync(join(this.#folder, temporary), { force: true });
    }
    syncFolder(this.#folder);
  }

  /** Overwrites and removes the file of an epoch; nothing where there is none. */
  destroy(epoch: number): void {
    if (lstatSync(join(this.#folder, this.#name(epoch)), { throwIfNoEntry: false }) === undefined)
      return;
    this.#erase(this.#name(epoch));
    syncFolder(this.#folder);
  }

  #name(epoch: number): string {
    return `${epoch}.${this.#suffix}`;
  }

  #erase(name: string): void {
    const path = join(this.#folder, name);
    const { size, nlink } = lstatSync(path);
    // Two names: the write was complete but for the removal of the temporary one, and the bytes are in use.
    if (nlink === 1) this.#writeSynced(name, randomBytes(size).toString("latin1"), "r+");
    rmSync(path);
  }

  #writeSynced(name: string, text: string, flags: "wx" | "r+"): void {
    const file = openSync(join(this.#folder, name), flags, fileMode);
    try {
      writeSync(file, text, 0, "latin1");
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function assertOwn(path: string, stat: { mode: number; uid: number }, mode: number): void {
  const isOwn = process.getuid === undefined || stat.uid === process.getuid();
  if (!isOwn || (stat.mode & 0o777) !== mode) throw new CodedError("vault-not-private", path);
}
