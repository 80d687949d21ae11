import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { addCheckpointBytesMax } from "#libs/tlog/witnessProtocol";
import type { Witness, WitnessOutcome } from "./witness.ts";
import type { WitnessStore } from "./witnessStore.ts";

export interface WitnessHttpOptions {
  readonly host: string;
  /** 0 for any. */
  readonly port: number;
  readonly witness: Witness;
  readonly store: Pick<WitnessStore, "logs" | "evidence">;
  /** Told after each answer; `failed` where the store did not take the checkpoint. */
  answered?(outcome: Counted): void;
}

type Counted = WitnessOutcome | "failed" | "too-large";

export interface WitnessHttp {
  readonly port: number;
  stop(): Promise<void>;
}

const requestMsMax = 10_000;
const connectionsMax = 64;
/** A log keeps its connection: it comes again with the next checkpoint. */
const keepAliveMs = 65_000;
const stopMsMax = 2_000;
const plainHeaders = { "x-content-type-options": "nosniff", "cache-control": "no-store" } as const;

/**
 * The witness at an address: `POST /add-checkpoint` (c2sp.org/tlog-witness), `GET /status` with the keys, what was
 * cosigned last and what contradicts it, `GET /health/live`, `GET /metrics`. Rejects when the port is taken.
 */
export async function openWitnessHttp(options: WitnessHttpOptions): Promise<WitnessHttp> {
  const counts = new Map<Counted, number>();
  const count = (outcome: Counted) => {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    options.answered?.(outcome);
  };
  const server = createServer((request, response) => {
    answer(options, counts, count, request, response).catch(() => {
      count("failed");
      send(response, 500, "text/plain", "failed\n");
    });
  });
  server.requestTimeout = requestMsMax;
  server.headersTimeout = requestMsMax;
  server.keepAliveTimeout = keepAliveMs;
  server.maxConnections = connectionsMax;
  const port = await listen(server, options);
  return { port, stop: () => stop(server) };
}

async function answer(
  options: WitnessHttpOptions,
  counts: ReadonlyMap<Counted, number>,
  count: (outcome: Counted) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = ""] = (request.url ?? "").split("?");
  if (request.method === "POST" && path === "/add-checkpoint") {
    const body = await bodyOf(request);
    if (body === undefined) {
      count("too-large");
      response.setHeader("connection", "close");
      send(response, 413, "text/plain", "too-large\n");
      return;
    }
    const { status, mediaType, body: text, outcome } = await options.witness.addCheckpoint(body);
    count(outcome);
    send(response, status, mediaType, text);
    return;
  }
  const page = request.method === "GET" ? pages[path] : undefined;
  if (page === undefined) send(response, 404, "text/plain", "");
  else send(response, 200, page.mediaType, page.text(options, counts));
}

interface Page {
  readonly mediaType: string;
  text(options: WitnessHttpOptions, counts: ReadonlyMap<Counted, number>): string;
}

const pages: Readonly<Record<string, Page>> = {
  "/status": { mediaType: "application/json", text: statusText },
  "/metrics": { mediaType: "text/plain; version=0.0.4", text: metricsText },
  "/health/live": { mediaType: "application/json", text: () => '{"live":true}' },
};

/** Undefined when it is larger than any request of the protocol. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > addCheckpointBytesMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function statusText({ witness, store }: WitnessHttpOptions): string {
  const time = (seconds: number) => new Date(seconds * 1_000).toISOString();
  return JSON.stringify({
    vkeys: witness.vkeys,
    logs: store.logs().map(({ origin, size, root, atSeconds }) => ({
      origin,
      size,
      root: root.toString("base64"),
      cosigned_at: time(atSeconds),
    })),
    forks: store.evidence().map(({ origin, size, cosigned, offered, note, atSeconds }) => ({
      origin,
      size,
      roots: [cosigned.toString("base64"), offered.toString("base64")],
      offered_note: note.toString("utf8"),
      seen_at: time(atSeconds),
    })),
  });
}

function metricsText({ store }: WitnessHttpOptions, counts: ReadonlyMap<Counted, number>): string {
  const requests = [...counts].map(
    ([outcome, value]) => `raccordo_witness_requests_total{outcome="${outcome}"} ${value}`,
  );
  const logs = store
    .logs()
    .map(({ origin, size }) => `raccordo_witness_size{origin="${origin}"} ${size}`);
  const lines = [
    "# TYPE raccordo_witness_requests_total counter",
    ...requests,
    "# TYPE raccordo_witness_size gauge",
    ...logs,
    "# TYPE raccordo_witness_forks gauge",
    `raccordo_witness_forks ${store.evidence().length}`,
  ];
  return `${lines.join("\n")}\n`;
}

function send(
  response: ServerResponse,
  status: number,
  mediaType: string,
  body: string | Buffer,
): void {
  if (response.headersSent) return;
  response.writeHead(status, { ...plainHeaders, "content-type": mediaType });
  response.end(body);
}

function listen(
  server: Server,
  { host, port }: Pick<WitnessHttpOptions, "host" | "port">,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

async function stop(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), stopMsMax);
  server.closeIdleConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  clearTimeout(timer);
}
