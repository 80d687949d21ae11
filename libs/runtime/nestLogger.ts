import type { LoggerService } from "@nestjs/common";
import type { Logger } from "./logger.ts";

/**
 * Nest's own log lines as codes: its texts and stacks may quote what a message held, so only the fact, the
 * level and (for errors that were handed over) what {@link Logger} tells of an error are kept.
 */
export function nestLogger(logger: Logger): LoggerService {
  const told = (values: readonly unknown[]) => values.find((value) => value instanceof Error);
  return {
    log: () => logger.debug("nest-log"),
    debug: () => logger.trace("nest-debug"),
    verbose: () => logger.trace("nest-verbose"),
    warn: (...values: unknown[]) => logger.warn("nest-warning", {}, told(values)),
    error: (...values: unknown[]) => logger.error("nest-error", {}, told(values)),
    fatal: (...values: unknown[]) => logger.fatal("nest-fatal", {}, told(values)),
  };
}
