import { linkSync, renameSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { CliError } from "./exitCodes.ts";
import { readPrivate, writePrivate } from "./privateFiles.ts";
import { identityOf, isRunning, type ProcessIdentity } from "./procfs.ts";

/**
 * Takes the data folder for this process until the returned function is called. A lock whose process is
 * gone (pid and start time) is taken over; one whose process runs refuses with its number.
 */
export function lockFolder(path: string): () => void {
  const lock = join(path, "lock.json");
  const own = `${lock}.${process.pid}`;
  writePrivate(own, JSON.stringify(identityOf(process.pid)));
  try {
    take(path, lock, own);
  } finally {
    unlinkSync(own);
  }
  return () => {
    if (ownerOf(lock)?.pid === process.pid) unlinkSync(lock);
  };
}

/** The running process that holds the folder; undefined when none does. */
export function holderOf(path: string): ProcessIdentity | undefined {
  const owner = ownerOf(join(path, "lock.json"));
  return owner !== undefined && isRunning(owner) ? owner : undefined;
}

function take(path: string, lock: string, own: string): void {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (linked(own, lock)) return;
    const owner = ownerOf(lock);
    if (owner !== undefined && isRunning(owner)) {
      throw new CliError("refused", "folder-in-use", { path, pid: owner.pid });
    }
    removeStale(lock, owner);
  }
  throw new CliError("refused", "folder-in-use", { path, pid: "?" });
}

/** Link, not write: it fails when a lock is there, and a lock is never half written. */
function linked(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch {
    return false;
  }
}

/** Moves a stale lock away; if it was somebody's fresh one after all, it goes back. */
function removeStale(lock: string, stale: ProcessIdentity | undefined): void {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const moved = ownerOf(aside);
  if (moved !== undefined && moved.pid !== stale?.pid && isRunning(moved)) linked(aside, lock);
  unlinkSync(aside);
}

/** Who holds the folder; undefined when nobody does or the file says nothing. */
function ownerOf(lock: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(readPrivate(lock) ?? "");
    if (typeof value !== "object" || value === null || !("pid" in value)) return undefined;
    const start = "start" in value ? String(value.start) : undefined;
    return { pid: Number(value.pid), start };
  } catch {
    return undefined;
  }
}
