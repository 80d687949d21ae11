import { setTimeout as wait } from "node:timers/promises";
import type { z } from "zod";
import { type Clock, clockFor } from "./clock.ts";
import { readConfig, type SharedConfig } from "./config.ts";
import { createLogger, type Logger } from "./logger.ts";
import { createOperations, type Operations, openOperations } from "./operations.ts";
import { type Seam, seamsFor } from "./seam.ts";

/** Exit codes of our processes; 0 only after an orderly stop. */
export const exitCodes = { stopped: 0, fatal: 70, stopTooSlow: 75, configuration: 78 } as const;

/** What an orderly stop may take at most, in milliseconds. */
const stopMsMax = 10_000;
/** Without a supervisor nobody waits any more. */
const orphanStopMsMax = 2_000;

/** A process that has started: where it listens, and how it ends. */
export interface Running {
  readonly ports?: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

/** What a process is given: everything else comes from its configuration. */
export interface ProcessContext<T> {
  readonly config: T;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly seam: Seam;
  /** Aborted when the process shall stop: every wait ends with it. */
  readonly signal: AbortSignal;
  /** Metrics and health, served where the configuration says so. */
  readonly operations: Operations;
}

/**
 * The whole life of one of our processes: reads the configuration named by argv[2] (a refusal is told in
 * one coded line on stderr, exit 78), starts, reports ready to its supervisor, and stops in order on
 * SIGTERM, SIGINT or when the supervisor is gone (its IPC channel closes). Whatever nobody caught is a
 * coded line and exit 70.
 */
export async function runProcess<T extends SharedConfig>(
  schema: z.ZodType<T>,
  start: (context: ProcessContext<T>) => Promise<Running>,
): Promise<void> {
  process.umask(0o077);
  const outcome = readConfig(process.argv[2], schema);
  if (outcome.kind === "refused") {
    process.stderr.write(`${JSON.stringify({ level: "fatal", ...outcome })}\n`);
    process.exitCode = exitCodes.configuration;
    process.disconnect?.();
    return;
  }
  const { config } = outcome;
  const logger = createLogger(config);
  const stopping = new AbortController();
  const life = watchEnd(logger, stopping);
  const operations = createOperations();
  try {
    // First of all: whoever watches sees what the start waits for.
    const served =
      config.operations && (await openOperations(config.operations.port, operations, logger));
    const seam = seamsFor(config.test);
    const running = await start({
      config,
      logger,
      clock: clockFor(config.test),
      seam,
      signal: stopping.signal,
      operations,
    });
    operations.health.watch("process", () => (stopping.signal.aborted ? "stopping" : "ok"));
    life.started(running);
    logger.info("process-ready");
    reportReady({ ...running.ports, ...(served && { operations: served.port }) });
  } catch (error) {
    if (stopping.signal.aborted) process.exit(exitCodes.stopped);
    end(logger, "process-start-failed", error);
  }
}

/** Tells the supervisor, if there is one, that the process works and on which ports. */
export function reportReady(ports: Readonly<Record<string, number>>): void {
  process.send?.({ ready: true, ports });
}

/** Watches for everything that ends a process. */
function watchEnd(logger: Logger, stopping: AbortController) {
  let running: Running | undefined;
  const stop = (reason: string, limitMs: number) => {
    if (stopping.signal.aborted) return;
    logger.info("process-stopping", { reason });
    stopping.abort();
    // Keeps the process alive on purpose: a stop that hangs must not end as if it had been orderly.
    setTimeout(
      () => end(logger, "process-stop-too-slow", undefined, exitCodes.stopTooSlow),
      limitMs,
    );
    if (running !== undefined) void stopNow(running, logger);
  };
  process.once("SIGTERM", () => stop("sigterm", stopMsMax));
  process.once("SIGINT", () => stop("sigint", stopMsMax));
  process.once("disconnect", () => stop("supervisor-gone", orphanStopMsMax));
  // It may have gone while our modules were being loaded: that event came before anybody listened.
  if (process.connected === false) stop("supervisor-gone", orphanStopMsMax);
  process.on("uncaughtException", (error) => end(logger, "process-failed", error));
  process.on("unhandledRejection", (error) => end(logger, "process-failed", error));
  return {
    started(now: Running) {
      running = now;
      if (stopping.signal.aborted) void stopNow(now, logger);
    },
  };
}

async function stopNow(running: Running, logger: Logger): Promise<void> {
  try {
    await running.stop();
    logger.info("process-stopped");
    process.exit(exitCodes.stopped);
  } catch (error) {
    end(logger, "process-stop-failed", error);
  }
}

function end(logger: Logger, event: string, error: unknown, code: number = exitCodes.fatal): never {
  logger.fatal(event, { exit_code: code }, error);
  process.exit(code);
}

export interface WaitOptions {
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** What is waited for, as a code: "vault", "configuration-leaf". */
  readonly part: string;
  readonly firstWaitMs?: number;
  readonly waitMsMax?: number;
}

/**
 * Asks `condition` until it gives a value, with growing waits (clarification 19: each process waits, none
 * fails, if another is late). An error of the condition means "not yet" and is logged; only the end of
 * the process ends the wait, by throwing the signal's reason.
 */
export async function waitFor<T>(
  condition: () => Promise<T | undefined>,
  { signal, logger, part, firstWaitMs = 50, waitMsMax = 500 }: WaitOptions,
): Promise<T> {
  for (
    let attempt = 1, waitMs = firstWaitMs;
    ;
    attempt += 1, waitMs = Math.min(waitMs * 2, waitMsMax)
  ) {
    signal.throwIfAborted();
    const value = await condition().catch((error: unknown) => {
      logger.warn("waiting-failed", { part, attempt }, error);
      return undefined;
    });
    if (value !== undefined) return value;
    if (attempt === 1) logger.info("waiting", { part });
    await wait(waitMs, undefined, { signal });
  }
}
