import { parentPort, workerData } from "node:worker_threads";

/** From whoever asks to a thread of a `WorkerPool`. */
export interface ToThread<Request> {
  readonly id: number;
  readonly request: Request;
}

/** Back again. `failure` is the message of what the thread threw: a request failed, the thread goes on. */
export type FromThread<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly failure: string };

/** An answer together with buffers that move to the asker instead of being copied. */
export class Moved<Answer> {
  readonly answer: Answer;
  readonly buffers: readonly ArrayBuffer[];

  constructor(answer: Answer, buffers: readonly ArrayBuffer[]) {
    this.answer = answer;
    this.buffers = buffers;
  }
}

/**
 * Makes this thread answer the requests of its `WorkerPool`, one after another as far as `answer` is synchronous.
 * `begin` is given once what the pool was made with. Throws outside of a thread.
 */
export function answerRequests<Data, Request, Answer>(
  begin: (data: Data) => (request: Request) => Answer | Moved<Answer> | Promise<Answer>,
): void {
  const port = parentPort;
  if (port === null) throw new Error("not a thread");
  // Given by the pool that started this thread.
  const answerTo = begin(workerData as Data);
  const reply = (message: FromThread<Answer>, buffers: readonly ArrayBuffer[] = []): void =>
    port.postMessage(message, buffers);
  port.on("message", async ({ id, request }: ToThread<Request>) => {
    try {
      const told = answerTo(request);
      const answer = told instanceof Promise ? await told : told;
      if (answer instanceof Moved) reply({ id, answer: answer.answer }, answer.buffers);
      else reply({ id, answer });
    } catch (error) {
      reply({ id, failure: error instanceof Error ? error.message : "failed" });
    }
  });
}
