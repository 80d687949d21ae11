import type { FastifyInstance, FastifyRequest } from "fastify";
import { problems } from "#libs/incident/problems";
import { refusalOf } from "#libs/runtime/httpAnswer";
import type { Metrics, Reading } from "#libs/runtime/metrics";
import type { Admission } from "./admission.ts";
import type { EdgeRoom } from "./rooms.ts";
import { routes } from "./routes.ts";

/** The room of a request that was admitted as none. */
const noRoom = "none";

const unknownRoute = "unknown";
const statusClasses = ["2xx", "3xx", "4xx", "5xx"] as const;

/** What became of one attempt to reach a room's webhook. */
export const webhookOutcomes = ["accepted", "refused", "unreachable", "timeout"] as const;
export type WebhookOutcome = (typeof webhookOutcomes)[number];

const bounds = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
] as const;

/** What the edge counts. Figures by room are for whoever runs the installation; no route of a room shows them. */
export interface EdgeMetrics {
  /** Counts what comes in and goes out of the HTTP server of these rooms. */
  install(http: FastifyInstance, admission: Admission, rooms: readonly EdgeRoom[]): void;
  /** A stream of server-sent events was opened for a room; the function given ends it, once. */
  streamOpened(room: string): () => void;
  webhookTried(room: string, outcome: WebhookOutcome): void;
  /** How many copies of a room its webhook has given up for now; asked for when somebody looks. */
  showDeadWebhooks(read: () => readonly (readonly [room: string, copies: number])[]): void;
}

export function edgeMetrics(metrics: Metrics, rooms: readonly string[]): EdgeMetrics {
  const room = ["room", rooms] as const;
  const webhooks = metrics.counter({
    name: "raccordo_webhook_attempts_total",
    help: "Attempts to hand copies to a room's webhook, by what became of them.",
    labels: [room, ["outcome", webhookOutcomes]],
  });
  const streams = new Map(rooms.map((id) => [id, 0]));
  const change = (id: string, by: number) => streams.set(id, (streams.get(id) ?? 0) + by);
  metrics.gauge(
    {
      name: "raccordo_edge_streams_open",
      help: "Streams of server-sent events that are open now.",
      labels: [room],
    },
    () => [...streams].map(([id, count]): Reading => [count, id]),
  );
  let dead: () => readonly (readonly [string, number])[] = () => rooms.map((id) => [id, 0]);
  metrics.gauge(
    {
      name: "raccordo_webhook_dead_copies",
      help: "Copies that a room's webhook did not take within their time, and that wait for the room to ask.",
      labels: [room],
    },
    () => dead().map(([id, copies]): Reading => [copies, id]),
  );
  const requests = requestMetrics(metrics, rooms);
  return {
    install: (http, admission, hosted) => requests(http, admission, hosted),
    streamOpened: (id) => {
      change(id, 1);
      let open = true;
      return () => {
        if (open) change(id, -1);
        open = false;
      };
    },
    webhookTried: (id, outcome) => webhooks.at(id, outcome).add(),
    showDeadWebhooks: (read) => {
      dead = read;
    },
  };
}

function requestMetrics(metrics: Metrics, rooms: readonly string[]) {
  const room = ["room", [...rooms, noRoom]] as const;
  const kind = ["kind", [...routeWords.values(), unknownRoute]] as const;
  const asked = new Map<string, number>();
  metrics.gauge(
    {
      name: "raccordo_edge_last_asked_timestamp_seconds",
      help: "When the room last was answered copies or that there are none, in seconds since 1970; 0 when not since the start.",
      unit: "seconds",
      labels: [["room", rooms]],
    },
    () => rooms.map((id): Reading => [asked.get(id) ?? 0, id]),
  );
  const requests = metrics.counter({
    name: "raccordo_edge_requests_total",
    help: "Requests that the edge has answered, by room, route and class of the status.",
    labels: [room, kind, ["outcome", statusClasses]],
  });
  const refusals = metrics.counter({
    name: "raccordo_edge_refusals_total",
    help: "Requests that the edge has refused, by the code of the problem.",
    labels: [room, ["code", Object.keys(problems)]],
  });
  const received = metrics.counter({
    name: "raccordo_edge_received_bytes_total",
    help: "Bytes of bodies that rooms have sent.",
    unit: "bytes",
    labels: [room],
  });
  const duration = metrics.histogram({
    name: "raccordo_edge_request_duration_seconds",
    help: "From the head of a request to the end of its answer, the wait of a poll included.",
    unit: "seconds",
    labels: [kind],
    bounds,
  });
  return (http: FastifyInstance, admission: Admission, hosted: readonly EdgeRoom[]) => {
    metrics.gauge(
      {
        name: "raccordo_edge_requests_in_work",
        help: "Requests of a room that wait for the core now: messages and receipts, or polls.",
        labels: [
          ["room", rooms],
          ["kind", ["work", "poll"]],
        ],
      },
      () =>
        hosted.flatMap(({ id, inWork, polls }): readonly Reading[] => [
          [inWork, id, "work"],
          [polls, id, "poll"],
        ]),
    );
    http.addHook("onResponse", (request, reply, done) => {
      const of = admission.roomOf(request)?.id ?? noRoom;
      const route = routeOf(request);
      requests.at(of, route, `${Math.floor(reply.statusCode / 100)}xx`).add();
      duration.at(route).observe(reply.elapsedTime / 1_000);
      if (copyRoutes.has(route) && reply.statusCode < 400) asked.set(of, Date.now() / 1_000);
      const code = refusalOf(request);
      if (code !== undefined) refusals.at(of, code).add();
      if (request.body instanceof Uint8Array) received.at(of).add(request.body.length);
      done();
    });
  };
}

/** Routes by which a room gets its copies. */
const copyRoutes: ReadonlySet<string> = new Set(["feed", "stream"]);

/** `/v1/rooms/:room/messages` → `messages`: the last name in a route that is no parameter, never what was asked for. */
const routeWords: ReadonlyMap<string, string> = new Map(
  routes.map(({ path }) => [
    path.replaceAll(/\{(\w+)\}/g, ":$1"),
    path.split("/").findLast((part) => /^[\w.-]+$/.test(part)) ?? unknownRoute,
  ]),
);

const routeOf = ({ routeOptions }: FastifyRequest): string =>
  routeWords.get(routeOptions.url ?? "") ?? unknownRoute;
