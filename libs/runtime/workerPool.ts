import { type ResourceLimits, Worker } from "node:worker_threads";
import type { FromThread, ToThread } from "./workerAnswers.ts";

export interface WorkerPoolOptions {
  /** Compiled module of the threads: `new URL("./x.js", import.meta.url)`. It calls `answerRequests`. */
  readonly module: URL;
  readonly workers: number;
  /** What each thread is told once, as structured clone; see `answerRequests`. */
  readonly data?: unknown;
  readonly memory?: ResourceLimits;
}

/** A thread ended, or failed at a request. Names the failure, never content. */
export class WorkerFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "WorkerFailure";
  }
}

interface Waiting<Answer> {
  resolve(answer: Answer): void;
  reject(failure: WorkerFailure): void;
}

interface Member<Answer> {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting<Answer>>;
}

/**
 * Threads of one module that answer requests. Whoever asks holds at most as many requests open as it bounds itself;
 * {@link WorkerPool.ordered} does so. A thread that dies is an error for all that waits for it and for whoever asks
 * after it: it is not started anew, since the caller must know that something was not done.
 */
export class WorkerPool<Request, Answer> {
  readonly #members: readonly Member<Answer>[];
  /** Why nothing is answered any more. */
  #over: WorkerFailure | undefined;
  #asked = 0;

  constructor(options: WorkerPoolOptions) {
    if (options.workers < 1) throw new RangeError("a pool has at least one worker");
    this.#members = Array.from({ length: options.workers }, () => this.#started(options));
  }

  get workers(): number {
    return this.#members.length;
  }

  /** The answer of the thread that has least to do. Buffers arrive as copies unless `transfer` names theirs. */
  ask(request: Request, transfer: readonly ArrayBuffer[] = []): Promise<Answer> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    const member = this.#members.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a));
    this.#asked += 1;
    const message: ToThread<Request> = { id: this.#asked, request };
    return new Promise((resolve, reject) => {
      member.waiting.set(message.id, { resolve, reject });
      member.worker.postMessage(message, transfer);
    });
  }

  /** Answers in the order of the requests; at most `aheadMax` requests are with the threads or wait to be taken. */
  ordered(
    requests: Iterable<Request>,
    aheadMax: number = 2 * this.workers,
  ): AsyncGenerator<Answer, void> {
    return inOrder(requests, aheadMax, (request) => this.ask(request));
  }

  /** Ends the threads; what was asked and is not answered yet fails. */
  async close(): Promise<void> {
    this.#over ??= new WorkerFailure("the pool is closed");
    await Promise.all(this.#members.map(({ worker }) => worker.terminate()));
  }

  #started({ module, data, memory }: WorkerPoolOptions): Member<Answer> {
    const worker = new Worker(module, {
      workerData: data,
      ...(memory && { resourceLimits: memory }),
    });
    const waiting = new Map<number, Waiting<Answer>>();
    worker.on("message", (message: FromThread<Answer>) => {
      const caller = waiting.get(message.id);
      waiting.delete(message.id);
      if ("failure" in message) caller?.reject(new WorkerFailure(message.failure));
      else caller?.resolve(message.answer);
    });
    const died = (failure: WorkerFailure): void => {
      this.#over ??= failure;
      for (const caller of waiting.values()) caller.reject(failure);
      waiting.clear();
    };
    worker.on("error", (cause) => died(new WorkerFailure("a thread failed", { cause })));
    worker.on("messageerror", (cause) =>
      died(new WorkerFailure("an answer cannot be read", { cause })),
    );
    worker.on("exit", (code) => died(new WorkerFailure(`a thread ended with ${code}`)));
    return { worker, waiting };
  }
}

/** What `ask` gives for each of `requests`, in their order, with at most `aheadMax` ≥ 1 of them begun and not taken. */
export async function* inOrder<Request, Answer>(
  requests: Iterable<Request>,
  aheadMax: number,
  ask: (request: Request) => Promise<Answer>,
): AsyncGenerator<Answer, void> {
  if (aheadMax < 1) throw new RangeError("at least one request at once");
  const begun: Promise<Answer>[] = [];
  for (const request of requests) {
    const answer = ask(request);
    // It may fail while an earlier one is still waited for; it is told when its turn comes.
    answer.catch(() => undefined);
    begun.push(answer);
    const [first] = begun;
    if (begun.length < aheadMax || first === undefined) continue;
    yield await first;
    begun.splice(0, 1);
  }
  for (const answer of begun) yield await answer;
}
