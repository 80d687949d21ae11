import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Where finished log lines go. */
export interface LogSink {
  write(line: string): void;
}

/** A log file is renamed to `<file>.1` when it reaches this size; the one before is then gone. */
export const logBytesMax = 64 * 1024 * 1024;

/** Appends lines to `file`, readable by its owner only; never more than twice `bytesMax` on disk. */
export function openLogFile(file: string, bytesMax: number = logBytesMax): LogSink {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let handle = openSync(file, "a", 0o600);
  let bytes = fstatSync(handle).size;
  return {
    write(line) {
      if (bytes >= bytesMax) {
        closeSync(handle);
        renameSync(file, `${file}.1`);
        handle = openSync(file, "a", 0o600);
        bytes = 0;
      }
      bytes += writeSync(handle, line);
    },
  };
}
