import { WorkerFailure, WorkerPool } from "#libs/runtime/workerPool";
import type { Coverage } from "#libs/search/reindex";
import type { IndexQuestions } from "./indexQuestions.ts";
import type {
  Given,
  Method,
  ThreadAnswer,
  ThreadPlaces,
  ThreadRequest,
  Told,
} from "./threadMessages.ts";

/** What went wrong in a thread, under the name that the fault had there. */
export class IndexFault extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Under this name it is told that a question was broken off: its thread took too long, or is no more. */
export const searchInterrupted = "SearchInterrupted";

/** Calls `late` after so many milliseconds; what it gives back calls that off. */
type Timer = (ms: number, late: () => void) => () => void;

export interface IndexThreadsOptions {
  readonly threadsMax: number;
  /** A question that takes longer is broken off. */
  readonly questionMsMax: number;
  /** The real one unless a test says when it is late. */
  readonly timer?: Timer;
  /** Compiled module of the threads; the real one unless a test plants a fault in it. */
  readonly module?: URL;
}

/** To make the index takes some minutes for a million entries; nobody is answered meanwhile. */
const updateMsMax = 3_600_000;

/** What a thread needs at most until it can be asked anything: its code is loaded first. */
const startMsMax = 60_000;

const realTimer: Timer = (ms, late) => {
  const timer = setTimeout(late, ms);
  return () => clearTimeout(timer);
};

/**
 * Threads that have the index open: a question that takes seconds holds neither the answers to others nor the thread
 * that speaks HTTP. They are started when somebody asks; one that fails, ends or takes too long is given up, and the
 * next question starts another.
 */
export class IndexThreads {
  readonly #places: ThreadPlaces;
  readonly #options: IndexThreadsOptions;
  readonly #idle: Thread[] = [];
  readonly #all = new Set<Thread>();
  readonly #waiting: PromiseWithResolvers<Thread>[] = [];
  readonly #closing = new AbortController();

  constructor(places: ThreadPlaces, options: IndexThreadsOptions) {
    this.#places = places;
    this.#options = options;
  }

  /**
   * Brings the index up to what is signed now, or makes it anew; answers with the notes of the checkpoints that it then
   * covers.
   */
  update(anew = false): Promise<string> {
    return this.#with(async (thread) => {
      // The thread answers an update with that text.
      return (await thread.asked({ kind: "update", anew }, updateMsMax)) as string;
    });
  }

  /** Runs the questions of one reader over one state of the index; undefined where there is none. */
  search<T>(work: (search: IndexQuestions) => Promise<T>): Promise<T | undefined> {
    return this.#with(async (thread) => {
      // The thread answers `hold` so.
      const covered = (await thread.asked({ kind: "hold" })) as readonly Coverage[] | undefined;
      if (covered === undefined) return undefined;
      const told = await work(questionsTo(thread, covered));
      // Where the work fails the thread is given up, and with it what it holds.
      await thread.asked({ kind: "release" });
      return told;
    });
  }

  /** What was asked and is not answered yet fails, and so does whatever is asked afterwards. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const { reject } of this.#waiting.splice(0)) reject(closed());
    await Promise.all([...this.#all].map((thread) => thread.end()));
    this.#all.clear();
  }

  async #with<T>(work: (thread: Thread) => Promise<T>): Promise<T> {
    const thread = await this.#taken();
    try {
      const result = await work(thread);
      this.#give(thread);
      return result;
    } catch (error) {
      // In what state it is nobody knows. What hangs may take long to end: nobody waits for that.
      this.#all.delete(thread);
      thread.end().catch(() => undefined);
      this.#replace();
      throw error;
    }
  }

  #taken(): Promise<Thread> {
    if (this.#closing.signal.aborted) return Promise.reject(closed());
    const idle = this.#idle.pop();
    if (idle !== undefined) return Promise.resolve(idle);
    if (this.#all.size < this.#options.threadsMax) return Promise.resolve(this.#started());
    const turn = Promise.withResolvers<Thread>();
    this.#waiting.push(turn);
    return turn.promise;
  }

  #give(thread: Thread): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(thread);
    else next.resolve(thread);
  }

  /** Whoever waits for a thread must not wait for one that is no more. */
  #replace(): void {
    if (this.#waiting.length > 0 && this.#all.size < this.#options.threadsMax) {
      this.#give(this.#started());
    }
  }

  #started(): Thread {
    const thread = new Thread(this.#places, this.#options);
    this.#all.add(thread);
    return thread;
  }
}

const closed = (): IndexFault => new IndexFault("IndexClosed", "the index is closed");

/** One thread, until it is ended; after that nothing that it may still say is an answer to anybody. */
class Thread {
  readonly #pool: WorkerPool<ThreadRequest, ThreadAnswer>;
  readonly #questionMsMax: number;
  readonly #timer: Timer;
  #startMs: number = startMsMax;

  constructor(places: ThreadPlaces, options: IndexThreadsOptions) {
    const { module = new URL("./indexThread.js", import.meta.url), timer = realTimer } = options;
    this.#pool = new WorkerPool({ module, workers: 1, data: places });
    this.#questionMsMax = options.questionMsMax;
    this.#timer = timer;
  }

  /** Throws {@link IndexFault}; one that was not answered in time leaves the thread ended. */
  async asked(request: ThreadRequest, msMax = this.#questionMsMax): Promise<unknown> {
    const late = Promise.withResolvers<never>();
    const callOff = this.#timer(this.#startMs + msMax, () => {
      late.reject(new IndexFault(searchInterrupted, "no answer in time"));
      this.end().catch(() => undefined);
    });
    try {
      const answer = await Promise.race([late.promise, this.#pool.ask(request)]);
      this.#startMs = 0;
      if (answer.kind === "fault") throw new IndexFault(answer.name, answer.message);
      return answer.value;
    } catch (error) {
      if (error instanceof WorkerFailure) throw new IndexFault(searchInterrupted, error.message);
      throw error;
    } finally {
      callOff();
    }
  }

  end(): Promise<void> {
    return this.#pool.close();
  }
}

function questionsTo(thread: Thread, covered: readonly Coverage[]): IndexQuestions {
  const ask = async <Name extends Method>(method: Name, ...given: Given<Name>) =>
    // The thread answers with what the method of that name gives.
    (await thread.asked({ kind: "ask", method, given })) as Told<Name>;
  return {
    covered,
    page: (query) => ask("page", query),
    after: (place, filter, limit) => ask("after", place, filter, limit),
    entry: (place) => ask("entry", place),
    neighbours: (entry) => ask("neighbours", entry),
    count: (query) => ask("count", query),
    flowTable: (query) => ask("flowTable", query),
    breachScope: (query) => ask("breachScope", query),
  };
}
