import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** Where finished log lines go. */
export interface LogSink {
  write(line: string): void;
}

/** A log file is renamed to `<file>.1` when it reaches this size; the one before is then gone. */
export const logBytesMax = 64 * 1024 * 1024;

/**
 * Appends lines to `file`, readable by its owner only; never more than twice `bytesMax` on disk. A line that a full disk
 * does not take is lost: it must not end a process that holds messages.
 */
export function openLogFile(file: string, bytesMax: number = logBytesMax): LogSink {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const open = () => openSync(file, "a", 0o600);
  let handle = open();
  let bytes = fstatSync(handle).size;
  let isCutOff = false;
  const append = (line: string): void => {
    if (bytes >= bytesMax) {
      if (existsSync(file)) renameSync(file, `${file}.1`);
      const before = handle;
      handle = open();
      closeSync(before);
      bytes = 0;
    }
    const text = Buffer.from(isCutOff ? `\n${line}` : line);
    const written = writeSync(handle, text);
    bytes += written;
    isCutOff = written < text.length;
  };
  return {
    write(line) {
      try {
        append(line);
      } catch {
        // Nobody could be told: the answer to it would be a line.
      }
    },
  };
}
