import { parentPort } from "node:worker_threads";
import type { ThreadRequest } from "#apps/console/api/index/threadMessages";
import type { ToThread } from "#libs/runtime/workerAnswers";
import "#apps/console/api/index/indexThread";

/**
 * A thread of the index as it runs, with two faults: asked for an entry of the year 1 it never comes back, asked for one
 * of the year 2 it ends.
 */
parentPort?.on("message", ({ request }: ToThread<ThreadRequest>) => {
  if (request.kind !== "ask" || request.method !== "entry") return;
  const [place] = request.given;
  if (isOfYear(place, 1)) for (;;);
  if (isOfYear(place, 2)) process.exit(3);
});

const isOfYear = (place: unknown, year: number): boolean =>
  typeof place === "object" && place !== null && "year" in place && place.year === year;
