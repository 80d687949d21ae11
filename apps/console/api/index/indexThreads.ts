import { WorkerPool } from "#libs/runtime/workerPool";
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

type Thread = WorkerPool<ThreadRequest, ThreadAnswer>;

/**
 * Threads that have the index open: a question that takes seconds holds neither the answers to others nor the thread
 * that speaks HTTP. They are started when somebody asks; one that fails is ended, and the next question starts another.
 */
export class IndexThreads {
  readonly #places: ThreadPlaces;
  readonly #threadsMax: number;
  readonly #idle: Thread[] = [];
  readonly #all = new Set<Thread>();
  readonly #waiting: PromiseWithResolvers<Thread>[] = [];
  readonly #closing = new AbortController();

  constructor(places: ThreadPlaces, threadsMax: number) {
    this.#places = places;
    this.#threadsMax = threadsMax;
  }

  /**
   * Brings the index up to what is signed now, or makes it anew; answers with the notes of the checkpoints that it then
   * covers.
   */
  update(anew = false): Promise<string> {
    return this.#with(async (thread) => {
      // The thread answers an update with that text.
      return (await asked(thread, { kind: "update", anew })) as string;
    });
  }

  /** Runs the questions of one reader over one state of the index; undefined where there is none. */
  search<T>(work: (search: IndexQuestions) => Promise<T>): Promise<T | undefined> {
    return this.#with(async (thread) => {
      // The thread answers `hold` so.
      const covered = (await asked(thread, { kind: "hold" })) as readonly Coverage[] | undefined;
      if (covered === undefined) return undefined;
      try {
        return await work(questionsTo(thread, covered));
      } finally {
        await asked(thread, { kind: "release" });
      }
    });
  }

  /** What was asked and is not answered yet fails, and so does whatever is asked afterwards. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const { reject } of this.#waiting.splice(0)) reject(closed());
    await Promise.all([...this.#all].map((thread) => this.#end(thread)));
  }

  async #with<T>(work: (thread: Thread) => Promise<T>): Promise<T> {
    const thread = await this.#taken();
    try {
      const result = await work(thread);
      this.#give(thread);
      return result;
    } catch (error) {
      // In what state it is nobody knows.
      await this.#end(thread);
      this.#replace();
      throw error;
    }
  }

  #taken(): Promise<Thread> {
    if (this.#closing.signal.aborted) return Promise.reject(closed());
    const idle = this.#idle.pop();
    if (idle !== undefined) return Promise.resolve(idle);
    if (this.#all.size < this.#threadsMax) return Promise.resolve(this.#started());
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
    if (this.#waiting.length > 0 && this.#all.size < this.#threadsMax) this.#give(this.#started());
  }

  #started(): Thread {
    const module = new URL("./indexThread.js", import.meta.url);
    const thread: Thread = new WorkerPool({ module, workers: 1, data: this.#places });
    this.#all.add(thread);
    return thread;
  }

  async #end(thread: Thread): Promise<void> {
    this.#all.delete(thread);
    await thread.close();
  }
}

const closed = (): IndexFault => new IndexFault("IndexClosed", "the index is closed");

async function asked(thread: Thread, request: ThreadRequest): Promise<unknown> {
  const answer = await thread.ask(request);
  if (answer.kind === "fault") throw new IndexFault(answer.name, answer.message);
  return answer.value;
}

function questionsTo(thread: Thread, covered: readonly Coverage[]): IndexQuestions {
  const ask = async <Name extends Method>(method: Name, ...given: Given<Name>) =>
    // The thread answers with what the method of that name gives.
    (await asked(thread, { kind: "ask", method, given })) as Told<Name>;
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
