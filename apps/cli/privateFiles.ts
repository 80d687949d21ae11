import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { CliError } from "./exitCodes.ts";

export const folderMode = 0o700;
export const fileMode = 0o600;

/** Makes a folder that only its owner can enter; refuses one that others can. */
export function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: folderMode });
  assertPrivate(path, folderMode);
}

/** The text of a file that only its owner can read; undefined when there is none. */
export function readPrivate(path: string): string | undefined {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  assertPrivate(path, fileMode);
  return readFileSync(path, "utf8");
}

/** Replaces a file in one step, synced: after a crash it holds the old text or the new one. */
export function writePrivate(path: string, text: string): void {
  const temporary = `${path}.new.${process.pid}`;
  writeSynced(temporary, text);
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/**
 * Keeps what is there, or writes what `make` gives; the text then in the file. Two callers at once get the
 * same text: a secret that somebody may already have used is never replaced.
 */
export function keepPrivate(path: string, make: () => string): string {
  const present = readPrivate(path);
  if (present !== undefined) return present;
  const temporary = `${path}.new.${process.pid}`;
  const text = make();
  writeSynced(temporary, text);
  try {
    linkSync(temporary, path);
  } catch {
    // Somebody was faster; what lies there is read below.
  } finally {
    unlinkSync(temporary);
  }
  syncFolder(dirname(path));
  const kept = readPrivate(path);
  if (kept === undefined) throw new CliError("refused", "file-damaged", { path });
  return kept;
}

function writeSynced(path: string, text: string): void {
  const file = openSync(path, "w", fileMode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The names in a folder are on the disk when it returns. */
export function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function assertPrivate(path: string, mode: number): void {
  const stat = lstatSync(path);
  const own = process.getuid === undefined || stat.uid === process.getuid();
  const right = mode === folderMode ? stat.isDirectory() : stat.isFile();
  if (own && right && (stat.mode & 0o777) === mode) return;
  throw new CliError("refused", "folder-not-private", { path, mode: mode.toString(8) });
}
