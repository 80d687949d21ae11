import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { z } from "zod";
import { type ProblemCode, problems } from "#libs/incident/problems";
import type { Answered, Ask } from "#tests/support/askHttp";
import { type EdgeUnderTest, keys, startEdge } from "#tests/support/edge";
import { projectRoot } from "#tests/support/project";
import { SseClient } from "#tests/support/sseClient";
import { syntheticView } from "#tests/support/syntheticView";
import { openApiDocument } from "./openapi.ts";
import { routes } from "./routes.ts";

const header = z.object({ required: z.boolean().optional(), schema: z.unknown() });
const response = z.object({
  headers: z.record(z.string(), header).optional(),
  content: z.record(z.string(), z.object({ schema: z.object({ $ref: z.string() }) })),
});
const document = z
  .object({
    openapi: z.literal("3.1.0"),
    paths: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({ operationId: z.string(), responses: z.record(z.string(), response) }),
      ),
    ),
    components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
  })
  .parse(openApiDocument());

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: "https://raccordo.example/openapi", components: document.components });

const schemasAt = "https://raccordo.example/openapi#/components/schemas";
const room = "/v1/rooms/pl_cremona";
const json = { "content-type": "application/json" };
const example = (name: string) =>
  new Uint8Array(readFileSync(join(projectRoot, "libs/adapters/native/examples", `${name}.json`)));
const receipt = (delivery: string) =>
  JSON.stringify({
    items: [{ delivery, kind: "delivered", conditions_accepted: true, at: "2026-11-22T09:05:00Z" }],
  });

const confirmation = JSON.stringify({ delivery: "0".repeat(32) });

/** Real requests, and the status that each is to get. */
const requests: readonly [string, string, number, Ask][] = [
  ["sendMessage", `${room}/messages`, 202, { body: example("accepted-report"), headers: json }],
  [
    "sendMessage",
    `${room}/messages`,
    202,
    { body: example("accepted-unknown-words"), headers: json },
  ],
  ["sendMessage", `${room}/messages`, 400, { body: "{", headers: json }],
  ["sendMessage", `${room}/messages`, 401, { body: "{}", key: "none" }],
  ["sendMessage", "/v1/rooms/other/messages", 404, { body: "{}" }],
  ["sendMessage", `${room}/messages`, 413, { body: new Uint8Array(262_145), headers: json }],
  ["sendMessage", `${room}/messages`, 415, { body: "x", headers: { "content-type": "text/csv" } }],
  ["sendMessage", `${room}/messages`, 422, { body: "{}", headers: json }],
  ["readFeed", `${room}/feed`, 200, {}],
  ["readFeed", `${room}/feed`, 401, { key: "sbagliata" }],
  ["readFeed", `${room}/feed?mode=x`, 422, {}],
  ["readFeed", `${room}/feed?format=cap`, 422, {}],
  ["readFeed", "/v1/rooms/questura/feed?format=cap", 200, { key: keys.questura }],
  ["streamFeed", `${room}/feed/stream`, 401, { key: "sbagliata" }],
  ["streamFeed", `${room}/feed/stream?after=${"x".repeat(513)}`, 422, {}],
  [
    "sendReceipts",
    `${room}/receipts`,
    202,
    { body: receipt(syntheticView.delivery), headers: json },
  ],
  ["sendReceipts", `${room}/receipts`, 404, { body: receipt("0".repeat(32)), headers: json }],
  ["sendReceipts", `${room}/receipts`, 422, { body: "{}", headers: json }],
  [
    "confirmDemand",
    `${room}/confirmations`,
    200,
    { body: JSON.stringify({ delivery: syntheticView.delivery }), headers: json },
  ],
  ["confirmDemand", `${room}/confirmations`, 404, { body: confirmation, headers: json }],
  ["confirmDemand", `${room}/confirmations`, 422, { body: "{}", headers: json }],
  ["readWebhook", `${room}/webhook`, 200, {}],
  ["readWebhook", `${room}/webhook`, 401, { key: "none" }],
  ["enableWebhook", `${room}/webhook/enable`, 409, { method: "POST" }],
  ["listDeadLetters", `${room}/dead-letters`, 200, {}],
  ["retryDeadLetter", `${room}/dead-letters/${"0".repeat(32)}/retry`, 404, { method: "POST" }],
  ["readStatus", "/status", 200, { key: "none" }],
  ["readOpenApi", "/openapi.json", 200, { key: "none" }],
];

describe("the OpenAPI document", () => {
  let edge: EdgeUnderTest;
  beforeAll(async () => {
    edge = await startEdge();
    edge.core.waiting.set("pl_cremona", [syntheticView]);
    edge.core.waiting.set("questura", [syntheticView]);
  });
  afterAll(async () => {
    await edge.edge.stop();
  });

  test("that is committed is what the code says, and what the edge hands out", async () => {
    const committed: unknown = JSON.parse(
      readFileSync(join(projectRoot, "docs/openapi.json"), "utf8"),
    );
    expect(committed).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
    expect((await edge.ask("/openapi.json", { key: "none" })).body).toEqual(committed);
  });

  test.each(requests)(
    "holds for the real answer of %s (%s): %i",
    async (operation, path, status, options) => {
      const told = await edge.ask(path, options);
      expect(told.status).toBe(status);
      assertDescribed(operation, told);
    },
  );

  test("holds when the core is away", async () => {
    edge.core.reachable = false;
    const told = [
      ["sendMessage", await edge.ask(`${room}/messages`, { body: "{", headers: json })],
      ["readFeed", await edge.ask(`${room}/feed`)],
      ["readStatus", await edge.ask("/status")],
    ] as const;
    edge.core.reachable = true;
    for (const [operation, answer] of told) {
      expect(answer.status).toBe(503);
      assertDescribed(operation, answer);
    }
  });

  test("holds for a stream, whose events are copies", async () => {
    const url = `http://127.0.0.1:${edge.edge.port}${room}/feed/stream`;
    const stream = await SseClient.open(url, { key: keys.pl_cremona });
    const [event] = await stream.has(1);
    stream.leave();
    edge.core.release();
    const { status, headers } = stream;
    assertDescribed("streamFeed", { status, headers, text: "", body: event?.data ?? "" });
    const validate = ajv.compile({ $ref: `${schemasAt}/Copy` });
    validate(JSON.parse(event?.data ?? ""));
    expect(validate.errors).toBeNull();
  });

  test("holds for a room that asks too often", async () => {
    const slow = await startEdge({ submit_per_minute_max: 1 });
    const message = { body: example("accepted-report"), headers: json };
    await slow.ask(`${room}/messages`, message);
    const told = await slow.ask(`${room}/messages`, message);
    expect(told.status).toBe(429);
    expect(told.headers.get("ratelimit")).toMatch(/r=0;t=60$/);
    assertDescribed("sendMessage", told);
    await slow.edge.stop();
  });

  test("names every status of every code that a route may answer with", () => {
    for (const route of routes) {
      const described = operationOf(route.operation).responses;
      const statuses = route.problems.map((code: ProblemCode) => String(problems[code].status));
      expect(Object.keys(described)).toEqual(expect.arrayContaining(statuses));
    }
  });
});

function operationOf(name: string) {
  const found = Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .find(({ operationId }) => operationId === name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}

type AnyAnswered = Omit<Answered, "body"> & { readonly body: unknown };

/** Status, type, headers and body of a real answer are those of the document. */
function assertDescribed(operation: string, told: AnyAnswered): void {
  const described = operationOf(operation).responses[String(told.status)];
  if (described === undefined) throw new Error(`${operation} does not describe ${told.status}`);
  const type = told.headers.get("content-type")?.split(";")[0] ?? "";
  const reference = described.content[type]?.schema.$ref;
  if (reference === undefined) throw new Error(`${operation} does not describe ${type}`);
  const validate = ajv.compile({ $ref: `https://raccordo.example/openapi${reference}` });
  validate(told.body);
  expect(validate.errors).toBeNull();
  for (const [name, { required, schema }] of Object.entries(described.headers ?? {})) {
    const value = told.headers.get(name);
    if (required === true || value !== null) expect(ajv.validate(schema ?? {}, value)).toBe(true);
  }
  if (told.status >= 400) {
    const { code } = z.object({ code: z.string() }).parse(told.body);
    const route = routes.find((one) => one.operation === operation);
    expect(route?.problems).toContain(code);
  }
}
