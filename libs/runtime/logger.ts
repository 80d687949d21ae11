import { writeSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { allowedFields, errorFields, isLogCode, type LogFields } from "./logFields.ts";
import { type LogSink, openLogFile } from "./logFile.ts";

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * The only way to write a log line. `event` is a code ("copy-released"), never a sentence; fields and their
 * shapes are those of {@link LogFields}, checked again when a line is written, at every level.
 */
export type Logger = {
  readonly [L in LogLevel]: (event: string, fields?: LogFields, error?: unknown) => void;
};

export interface LoggerOptions {
  readonly process: string;
  readonly log_level: LogLevel;
  readonly log_to?: "stderr" | "file";
  readonly data_dir?: string;
}

const stderrSink: LogSink = {
  write(line) {
    try {
      writeSync(2, line);
    } catch {
      // A closed or full stderr must not end a process that holds messages.
    }
  },
};

/** A logger as the configuration of the process asks for it: JSON lines to stderr, or DATA/log/<process>.jsonl. */
export function createLogger(options: LoggerOptions): Logger {
  const { log_to, data_dir, process: name } = options;
  const toFile = log_to === "file" && data_dir !== undefined;
  return loggerTo(
    toFile ? openLogFile(join(data_dir, "log", `${name}.jsonl`)) : stderrSink,
    options,
  );
}

/** See {@link createLogger}; to any sink. Lines are written at once: what was logged before a kill is there. */
export function loggerTo(sink: LogSink, options: LoggerOptions): Logger {
  const lines = pino(
    {
      level: options.log_level,
      base: { process: options.process, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: "event_code",
      depthLimit: 1,
      serializers: { err: () => undefined },
    },
    sink,
  );
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}, error?: unknown): void => {
      const told = error === undefined ? fields : { ...fields, ...errorFields(error) };
      lines[level](allowedFields(told), isLogCode(event) ? event : "event-unnamed");
    };
  return {
    trace: at("trace"),
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    fatal: at("fatal"),
  };
}
