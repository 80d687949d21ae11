import { afterEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { inOrder, WorkerFailure, WorkerPool } from "#libs/runtime/workerPool";
import type { Doubling } from "#tests/support/doublingThread";

const module = new URL("../../tests/support/doublingThread.js", import.meta.url);
let pool: WorkerPool<Doubling, number> | undefined;
const started = (workers: number) => {
  pool = new WorkerPool<Doubling, number>({ module, workers, data: 2 });
  return pool;
};
afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

describe("threads that answer requests", () => {
  test("answers come in the order of the requests, whatever the number of threads", async () => {
    for (const workers of [1, 3]) {
      const own = started(workers);
      const answers: number[] = [];
      for await (const answer of own.ordered(
        Array.from({ length: 100 }, (_, i) => i),
        7,
      )) {
        answers.push(answer);
      }
      expect(answers).toEqual(Array.from({ length: 100 }, (_, i) => 2 * i));
      await own.close();
    }
  });

  test("a request that fails is an error for who asked, and the thread goes on", async () => {
    const own = started(1);
    const failed = own.ask("fail");
    const after = own.ask(4);
    await expect(failed).rejects.toThrow("asked to fail");
    expect(await after).toBe(8);
  });

  test("a thread that dies is an error for everybody who waits for it and asks later", async () => {
    const own = started(1);
    const died = own.ask("die");
    const behind = own.ask(1);
    await expect(died).rejects.toThrow("ended with 3");
    await expect(behind).rejects.toBeInstanceOf(WorkerFailure);
    await expect(own.ask(1)).rejects.toThrow("ended with 3");
  });

  test("after closing nothing is answered and nobody waits for ever", async () => {
    const own = started(2);
    const open = own.ask(1).catch((error: unknown) => error);
    await own.close();
    expect([2, "WorkerFailure"]).toContainEqual(
      await open.then((answer) => (answer instanceof WorkerFailure ? answer.name : answer)),
    );
    await expect(own.ask(1)).rejects.toThrow("closed");
  });

  test("never more requests are open than were allowed, and all are asked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (count, aheadMax) => {
          let open = 0;
          let openMax = 0;
          const ask = async (request: number) => {
            open += 1;
            openMax = Math.max(openMax, open);
            await Promise.resolve();
            return request;
          };
          const got: number[] = [];
          const requests = Array.from({ length: count }, (_, i) => i);
          for await (const answer of inOrder(requests, aheadMax, ask)) {
            open -= 1;
            got.push(answer);
          }
          expect(got).toEqual(requests);
          expect(openMax).toBeLessThanOrEqual(aheadMax);
        },
      ),
    );
  });
});
