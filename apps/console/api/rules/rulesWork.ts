import { type WorkerPool as Pool, WorkerFailure, WorkerPool } from "#libs/runtime/workerPool";
import type { LogFamily } from "#libs/search/signedLogs";
import type { KnownRoom } from "../logAccess.ts";
import type { RulesAnswer, RulesTask } from "./rulesTasks.ts";

/** What the thread is told once. */
export interface RulesWorkData {
  readonly rooms: readonly KnownRoom[];
  readonly logDir: string;
  readonly family: LogFamily;
}

/** A thread is with one question at a time, and gone after it. Longer is a refusal, not a wait. */
export const ruleWorkMsMax = 60_000;
/** Answers that are kept; each some megabytes at most. */
const knownMax = 8;
const memory = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 } as const;

/** Asks the thread; whatever it was asked before it still has at hand. */
export type AskRules = <K extends RulesTask["kind"]>(
  task: Extract<RulesTask, { kind: K }>,
) => Promise<Extract<RulesAnswer, { kind: K }>>;

/** Work that takes seconds and memory: beside the console, so that it answers others meanwhile. */
export class RulesWork {
  readonly #data: RulesWorkData;
  readonly #known = new Map<string, RulesAnswer>();
  #isBusy: boolean = false;

  constructor(data: RulesWorkData) {
    this.#data = data;
  }

  /**
   * Like {@link run}, for what never changes: signed documents and the configured rooms. What was answered last is kept,
   * and not worked out again.
   */
  async once<K extends RulesTask["kind"]>(
    name: string,
    work: (ask: AskRules) => Promise<Extract<RulesAnswer, { kind: K }>>,
  ): Promise<Extract<RulesAnswer, { kind: K }> | "busy" | "too-long"> {
    const known = this.#known.get(name);
    if (known !== undefined && isOf<K>(known, known.kind)) return known;
    const done = await this.run(work);
    if (typeof done === "string") return done;
    this.#known.set(name, done);
    const [oldest] = this.#known.keys();
    if (this.#known.size > knownMax && oldest !== undefined) this.#known.delete(oldest);
    return done;
  }

  /** Does `work` with a thread of its own; `busy` while another one runs, `too-long` where the time is over. */
  async run<T>(work: (ask: AskRules) => Promise<T>): Promise<T | "busy" | "too-long"> {
    if (this.#isBusy) return "busy";
    this.#isBusy = true;
    const module = new URL("./rulesThread.js", import.meta.url);
    const pool = new WorkerPool<RulesTask, RulesAnswer>({
      ...{ module, workers: 1, data: this.#data, memory },
    });
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      void pool.close();
    }, ruleWorkMsMax);
    try {
      return await work(askerOf(pool));
    } catch (error) {
      if (isOver && error instanceof WorkerFailure) return "too-long";
      throw error;
    } finally {
      clearTimeout(timer);
      this.#isBusy = false;
      await pool.close();
    }
  }
}

const askerOf =
  (pool: Pool<RulesTask, RulesAnswer>): AskRules =>
  async <K extends RulesTask["kind"]>(task: Extract<RulesTask, { kind: K }>) => {
    const answer = await pool.ask(task);
    if (isOf<K>(answer, task.kind)) return answer;
    throw new Error("the thread answered something else");
  };

const isOf = <K extends RulesTask["kind"]>(
  answer: RulesAnswer,
  kind: string,
): answer is Extract<RulesAnswer, { kind: K }> => answer.kind === kind;
