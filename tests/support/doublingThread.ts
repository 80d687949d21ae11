import { answerRequests } from "#libs/runtime/workerAnswers";

/** What the thread of the pool's tests is asked: to give twice a number, to fail, or to die. */
export type Doubling = number | "fail" | "die";

answerRequests((factor: number) => (request: Doubling) => {
  if (request === "fail") throw new RangeError("asked to fail");
  if (request === "die") process.exit(3);
  return factor * request;
});
