import type { FastifyInstance } from "fastify";
import { problems } from "#libs/incident/problems";
import { refusalOf } from "#libs/runtime/httpAnswer";
import type { Metrics } from "#libs/runtime/metrics";
import { operationNames, routes } from "./routes.ts";

const unknownRoute = "unknown";
const statusClasses = ["2xx", "3xx", "4xx", "5xx"] as const;
const readingOutcomes = ["recorded", "collapsed"] as const;
const answerParts = ["record", "answer"] as const;
const keyRefusals: readonly string[] = [
  ...["viewer-key-wrong", "viewer-key-expired", "too-many-attempts"],
];
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** What the console counts: never who asked, nor for what. */
export interface ConsoleMetrics {
  install(http: FastifyInstance): void;
  /** How a reading stands in the log: with a leaf of its own, under an earlier one, or not at all. */
  covered(outcome: (typeof readingOutcomes)[number] | "failed"): void;
  /** How long one part of a question took: to have its reading recorded, or to answer it from the log. */
  took(part: (typeof answerParts)[number], seconds: number): void;
}

export function consoleMetrics(metrics: Metrics): ConsoleMetrics {
  const kind = ["kind", [...operationNames, unknownRoute]] as const;
  const requests = metrics.counter({
    name: "raccordo_console_requests_total",
    help: "Requests that the console has answered, by route and class of the status.",
    labels: [kind, ["outcome", statusClasses]],
  });
  const refusals = metrics.counter({
    name: "raccordo_console_refusals_total",
    help: "Requests that the console has refused, by the code of the problem.",
    labels: [["code", Object.keys(problems)]],
  });
  const readings = metrics.counter({
    name: "raccordo_console_readings_total",
    help: "Readings of the log: with an entry of their own, or under an earlier one.",
    labels: [["outcome", readingOutcomes]],
  });
  const failed = metrics.counter({
    name: "raccordo_console_readings_failed_total",
    help: "Readings that could not be recorded, and did not take place.",
  });
  const keys = metrics.counter({
    name: "raccordo_console_keys_refused_total",
    help: "Requests with a key that is none, or counts no more.",
  });
  const duration = metrics.histogram({
    name: "raccordo_console_request_duration_seconds",
    help: "From the head of a request to the end of its answer.",
    unit: "seconds",
    labels: [kind],
    bounds,
  });
  const parts = metrics.histogram({
    name: "raccordo_console_answer_duration_seconds",
    help: "Time of a question to the log: having its reading recorded, and answering it.",
    unit: "seconds",
    labels: [["kind", answerParts]],
    bounds,
  });
  return {
    install(http) {
      http.addHook("onResponse", (request, reply, done) => {
        const route = routeWords.get(request.routeOptions.url ?? "") ?? unknownRoute;
        requests.at(route, `${Math.floor(reply.statusCode / 100)}xx`).add();
        duration.at(route).observe(reply.elapsedTime / 1_000);
        const code = refusalOf(request);
        if (code !== undefined) refusals.at(code).add();
        if (code !== undefined && keyRefusals.includes(code)) keys.at().add();
        done();
      });
    },
    covered: (outcome) => {
      if (outcome === "failed") failed.at().add();
      else readings.at(outcome).add();
    },
    took: (part, seconds) => parts.at(part).observe(seconds),
  };
}

const routeWords: ReadonlyMap<string, string> = new Map(
  routes.map(({ path, operation }) => [path.replaceAll(/\{(\w+)\}/g, ":$1"), operation]),
);
