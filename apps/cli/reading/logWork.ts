import { Worker } from "node:worker_threads";
import type { Period } from "#libs/pack/period";
import type { TrafficCell } from "#libs/policy/analysis/coverage";
import { CliError } from "../exitCodes.ts";
import type { Replay } from "../policy/replayLog.ts";
import type { Language } from "../texts.ts";

/**
 * Memory of the thread that goes through a log: what lives stays far below, and without a limit on the young
 * generation V8 lets it grow by tens of megabytes for nothing.
 */
export const logWorkMemory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 } as const;

/** What is to be done with the decisions of a data folder's log in a period. */
export interface LogJob {
  readonly data: string;
  readonly period: Period;
  readonly language: Language;
  readonly task:
    | {
        readonly kind: "replay";
        /** Folder or document of the rules to try. */
        readonly rules: string;
        /** Compare with these rules instead of those of each decision's time. */
        readonly instead?: string;
      }
    /** How often each room saw something of another's incidents. */
    | { readonly kind: "count" };
}

/** What the leaves say without any part being opened. */
export interface Surveyed {
  readonly decisions: number;
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** Rule sets that decided in the period, by hash. */
  readonly ruleSets: readonly string[];
}

export type LogResult =
  | { readonly kind: "replayed"; readonly replay: Replay }
  | { readonly kind: "counted"; readonly cells: readonly TrafficCell[] };

/** From the thread; `failed` carries a CliError. */
export type WorkMessage =
  | { readonly kind: "surveyed"; readonly survey: Surveyed }
  | { readonly kind: "progress"; readonly done: number }
  | LogResult
  | { readonly kind: "failed"; readonly error: Pick<CliError, "exit" | "text" | "values"> };

/** Goes through a log in a thread with a limit on its memory: first the leaves, and the parts when told to. */
export class LogWork {
  readonly #worker: Worker;
  readonly #messages: AsyncIterator<WorkMessage>;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.#messages = messagesOf(worker);
  }

  static start(job: LogJob): LogWork {
    const file = new URL("./logWorker.js", import.meta.url);
    return new LogWork(new Worker(file, { workerData: job, resourceLimits: logWorkMemory }));
  }

  /** Reads leaves and documents of rules, and no decision's parts. */
  async survey(): Promise<Surveyed> {
    const message = await this.#next();
    if (message.kind === "surveyed") return message.survey;
    throw new Error(`${message.kind} before the survey`);
  }

  /** Opens the parts; `progress` is told how many entries are through. */
  async result(progress: (done: number) => void): Promise<LogResult> {
    this.#worker.postMessage("go");
    for (;;) {
      const message = await this.#next();
      if (message.kind === "progress") progress(message.done);
      else if (message.kind !== "surveyed") return message;
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  async #next(): Promise<Exclude<WorkMessage, { kind: "failed" }>> {
    const { value, done } = await this.#messages.next();
    if (done === true) throw new Error("the thread ended without a result");
    const message: WorkMessage = value;
    if (message.kind !== "failed") return message;
    const { exit, text, values } = message.error;
    throw new CliError(exit, text, values);
  }
}

/** Messages of a thread in order; throws where it fails. */
async function* messagesOf(worker: Worker): AsyncGenerator<WorkMessage> {
  const arrived: WorkMessage[] = [];
  const end: { failure?: unknown; isOver: boolean } = { isOver: false };
  let wake = (): void => undefined;
  worker.on("message", (message: WorkMessage) => {
    arrived.push(message);
    wake();
  });
  worker.on("error", (failure) => {
    end.failure = failure;
    wake();
  });
  worker.on("exit", () => {
    end.isOver = true;
    wake();
  });
  for (;;) {
    const message = arrived.shift();
    if (message !== undefined) yield message;
    else if (end.failure !== undefined) throw failureOf(end.failure);
    else if (end.isOver) return;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}

function failureOf(cause: unknown): unknown {
  const isMemory =
    cause instanceof Error && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (!isMemory) return cause;
  const mib = logWorkMemory.maxOldGenerationSizeMb;
  return new CliError("refused", "read-memory", { mib }, { cause });
}
