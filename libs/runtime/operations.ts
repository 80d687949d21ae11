import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createHealth, type Health } from "./health.ts";
import type { Logger } from "./logger.ts";
import { Metrics } from "./metrics.ts";
import { defineProcessMetrics } from "./processMetrics.ts";
import type { MetricsHandler } from "./prometheus.ts";

/** Only whoever is on this machine watches it: no configuration can open the address to a network. */
export const operationsHost = "127.0.0.1";

/** What a process shows to whoever operates it. Never a room: figures of one room are not for another. */
export interface Operations {
  readonly metrics: Metrics;
  readonly health: Health;
}

/** Instruments of a process, those of the process itself included; `end` stops the watching. */
export function createOperations(): Operations & { end(): void } {
  const metrics = new Metrics();
  const health = createHealth(["process"]);
  const end = defineProcessMetrics(metrics);
  metrics.gauge(
    {
      name: "raccordo_ready",
      help: "1 when the process has what it needs, by part; the reports of /health/ready say why not.",
      labels: [["kind", readyParts]],
    },
    () => health.state().reports.map(({ name, ok }) => [ok ? 1 : 0, name] as const),
  );
  return { metrics, health, end };
}

/** Parts that reports may name. */
export const readyParts = [
  ...["process", "nats", "rules", "configuration", "log", "core", "store", "processes"],
  "retention",
] as const;

const limits = {
  connectionsMax: 16,
  headerBytesMax: 4_096,
  requestMs: 5_000,
  keepAliveMs: 65_000,
  /** Scrapes at the same time: each makes a text of all that is counted. */
  inWorkMax: 4,
} as const;

export interface OperationsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Serves `/metrics`, `/health/live` and `/health/ready` on the loopback address. 0: any free port. Undefined
 * when the port is taken: nobody's messages wait because nobody can watch, and the log says so.
 */
export async function openOperations(
  port: number,
  { metrics, health }: Operations,
  logger: Pick<Logger, "error">,
): Promise<OperationsServer | undefined> {
  const answer = answering(metrics, health, logger);
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytesMax,
      headersTimeout: limits.requestMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
    },
    (request, response) => void answer(request, response),
  );
  server.maxConnections = limits.connectionsMax;
  const bound = await listening(server, port).catch((error: unknown) => {
    logger.error("operations-not-open", { port }, error);
    return undefined;
  });
  if (bound === undefined) return undefined;
  // A process ends when its work does: who only watches does not keep it.
  server.unref();
  return { port: bound, stop: () => stop(server) };
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: operationsHost }, () => {
      server.off("error", reject);
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("no port was opened"));
      else resolve(address.port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function answering(metrics: Metrics, health: Health, logger: Pick<Logger, "error">) {
  const sinceMs = Date.now();
  let handler: Promise<MetricsHandler> | undefined;
  let inWork = 0;
  const showMetrics = async (request: IncomingMessage, response: ServerResponse) => {
    if (inWork >= limits.inWorkMax) return plain(response, 503, "");
    inWork += 1;
    response.once("close", () => {
      inWork -= 1;
    });
    // Only now: the exporter takes some megabytes of a process, and not every installation is watched.
    handler ??= import("./prometheus.ts").then((it) => it.prometheusHandler(metrics, sinceMs));
    (await handler)(request, response);
  };
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const refused = refusal(request);
      if (refused !== undefined) return plain(response, refused, "");
      const path = request.url?.split("?", 1)[0];
      if (path === "/metrics") return await showMetrics(request, response);
      // That it is answered at all says that the event loop does.
      if (path === "/health/live") return json(response, true, { live: true });
      const { ready, reports } = health.state();
      if (path === "/health/ready") return json(response, ready, { ready, reports });
      plain(response, 404, "");
    } catch (error) {
      logger.error("operations-failed", {}, error);
      if (!response.headersSent) plain(response, 500, "");
    }
  };
}

/** A page in somebody's browser could ask by a name of its own that means this machine: such a name is refused. */
function refusal({ method, headers }: IncomingMessage): number | undefined {
  if (method !== "GET") return 405;
  const isOurs = /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/i.test(headers.host ?? "");
  return isOurs ? undefined : 421;
}

function json(response: ServerResponse, ok: boolean, body: object): void {
  response.setHeader("content-type", "application/json; charset=utf-8");
  plain(response, ok ? 200 : 503, JSON.stringify(body));
}

function plain(response: ServerResponse, status: number, body: string): void {
  response.setHeader("cache-control", "no-store");
  response.setHeader("x-content-type-options", "nosniff");
  if (status === 405) response.setHeader("allow", "GET");
  response.writeHead(status).end(body);
}
