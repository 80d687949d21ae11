import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { NatsConnection } from "@nats-io/transport-node";
import { runBaseline } from "./process.ts";
import { open } from "./store.ts";

/** The adapter without work: a request over HTTP becomes one over the room's account, bytes as they are. */
await runBaseline(async ({ nats }) => {
  const connection = await open(nats);
  const server = createServer((request, response) => {
    answer(connection, request, response).catch(() => {
      response.writeHead(503).end();
    });
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
});

async function answer(
  connection: NatsConnection,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await read(request);
  const isPost = request.method === "POST";
  const line = isPost ? String(request.headers["x-bench"] ?? "") : (request.url ?? "").slice(1);
  const payload = Buffer.concat([Buffer.from(`${line}\n`), body]);
  const reply = await connection.request(isPost ? "submit" : "feed", payload, { timeout: 40_000 });
  const headers = { "content-type": "application/json", "content-length": reply.data.length };
  response.writeHead(isPost ? 202 : 200, headers).end(reply.data);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
