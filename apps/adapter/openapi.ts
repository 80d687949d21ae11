import { z } from "zod";
import { capLimits } from "#libs/adapters/cap/limits";
import { copySchema } from "#libs/adapters/native/copy";
import { messageSchema } from "#libs/adapters/native/schema";
import { cardJsonSchema } from "#libs/adapters/scheda112/jsonSchema";
import { openApiServers, problemResponses, problemSchema } from "#libs/runtime/problemDescriptions";
import { confirmationSchema, confirmedSchema } from "./confirmDemand.ts";
import { feedQuerySchema, feedSchema, formattedCopySchema } from "./readFeed.ts";
import { receiptsAnswerSchema, receiptsSchema } from "./reportReceipts.ts";
import { type Route, routes } from "./routes.ts";
import { statusSchema } from "./status.ts";
import { acceptedSchema } from "./submitMessage.ts";
import { askedSchema, deadLettersSchema, webhookStateSchema } from "./webhook/answers.ts";

type Json = Readonly<Record<string, unknown>>;

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const schemas: Readonly<Record<string, Json>> = {
  Message: component(messageSchema, "input"),
  Accepted: component(acceptedSchema, "output"),
  Copy: component(copySchema, "output"),
  FormattedCopy: component(formattedCopySchema, "output"),
  Feed: feedComponent(),
  Card: cardJson(),
  FeedStream: {
    type: "string",
    description:
      "Server-sent events. Each `copy` event has one Copy as its data and an opaque cursor as its id. A copy counts as delivered when the room comes back with its id (Last-Event-ID here, `after` at the feed) or sends a receipt, not when it is written. The server ends a stream from time to time; the room opens another with the last id. A comment comes at a fixed beat.",
  },
  Confirmation: component(confirmationSchema, "input"),
  Confirmed: component(confirmedSchema, "output"),
  Receipts: component(receiptsSchema, "input"),
  ReceiptsAnswer: component(receiptsAnswerSchema, "output"),
  Webhook: component(webhookStateSchema, "output"),
  DeadLetters: component(deadLettersSchema, "output"),
  Asked: component(askedSchema, "output"),
  Status: component(statusSchema, "output"),
  Problem: component(problemSchema, "output"),
  OpenApi: { type: "object", required: ["openapi", "info", "paths"] },
};

const successOf: Readonly<Record<string, string>> = {
  sendMessage: "Accepted",
  readFeed: "Feed",
  streamFeed: "FeedStream",
  sendReceipts: "ReceiptsAnswer",
  confirmDemand: "Confirmed",
  readWebhook: "Webhook",
  enableWebhook: "Asked",
  listDeadLetters: "DeadLetters",
  retryDeadLetter: "Asked",
  readStatus: "Status",
  readOpenApi: "OpenApi",
};

/** OpenAPI 3.1 of the edge, generated from its schemas and its table of routes. */
export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Raccordo: edge of an operations room",
      version: "1",
      description:
        "Send messages, read the feed, say what became of copies. After 503 or no answer, send the same message again with the same message_id: it counts once.",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
      contact: { name: "Raccordo maintainers" },
    },
    servers: openApiServers,
    tags: [{ name: "room" }, { name: "public" }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        roomKey: { type: "http", scheme: "bearer", description: "Key of the room" },
        roomCertificate: {
          type: "mutualTLS",
          description: "Client certificate that is pinned for the room, where its edge speaks TLS",
        },
      },
    },
  };
}

function operation(route: Route): Json {
  const body = requestBody(route);
  const parameters = [
    ...pathParameters(route),
    ...queryParameters(route),
    ...(route.operation === "streamFeed" ? [lastEventIdParameter] : []),
  ];
  return {
    operationId: route.operation,
    summary: route.summary,
    description: route.room ? "Of one room, with its own key or certificate." : "Of anybody.",
    tags: [route.room ? "room" : "public"],
    security: route.room ? [{ roomKey: [] }, { roomCertificate: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { requestBody: { required: true, content: body } }),
    responses: {
      [route.success]: success(route),
      ...(route.operation === "sendMessage" ? { 200: answeredConfirmation } : {}),
      ...problemResponses(route.problems, rateLimitFields()),
    },
  };
}

const pathParameters = ({ path }: Route): readonly Json[] =>
  [...path.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

const lastEventIdParameter: Json = {
  name: "Last-Event-ID",
  in: "header",
  required: false,
  description: "Id of the last event that the room has. It confirms that copy and those before it",
  schema: { type: "string", maxLength: 512 },
};

function queryParameters({ parameters = [] }: Route): readonly Json[] {
  const properties = component(feedQuerySchema, "input")["properties"];
  const all = new Map(Object.entries(properties ?? {}));
  return parameters.map((name) => ({
    name,
    in: "query",
    required: false,
    schema: all.get(name),
  }));
}

function requestBody(route: Route): Json | undefined {
  if (route.operation === "sendReceipts") {
    return { "application/json": { schema: reference("Receipts") } };
  }
  if (route.operation === "confirmDemand") {
    return { "application/json": { schema: reference("Confirmation") } };
  }
  if (route.operation !== "sendMessage") return undefined;
  const message = { schema: reference("Message") };
  const cap = { schema: { type: "string", maxLength: capLimits.bytesMax } };
  return {
    "application/vnd.raccordo.message+json; version=1": message,
    "application/json": message,
    "application/vnd.raccordo.scheda112+json; version=1": { schema: reference("Card") },
    "application/cap+xml": cap,
    "application/xml": cap,
    "text/xml": cap,
  };
}

const success = (route: Route): Json => ({
  description: successText(route),
  headers: {
    "Cache-Control": { schema: { const: "no-store" } },
    ...(route.room ? rateLimitFields() : {}),
  },
  content: {
    [contentTypeOf(route)]: { schema: reference(successOf[route.operation] ?? "OpenApi") },
  },
});

/** A CAP Ack is no event: it confirms, and is answered as at `confirmations`. */
const answeredConfirmation: Json = {
  description: "A CAP message of type Ack confirmed a demand",
  headers: { "Cache-Control": { schema: { const: "no-store" } }, ...rateLimitFields() },
  content: { "application/json": { schema: reference("Confirmed") } },
};

function successText({ operation: name, success: status }: Route): string {
  if (successOf[name] === "Asked") return "Asked for";
  return status === 202 ? "Accepted and synced to disk" : "The answer";
}

const contentTypeOf = (route: Route): string =>
  route.operation === "streamFeed" ? "text/event-stream" : "application/json";

/** Fields of draft-ietf-httpapi-ratelimit-headers, on every answer to a room that was admitted. */
function rateLimitFields(): Json {
  return {
    "RateLimit-Policy": {
      description: "What a room may ask in a minute, of this kind of request",
      schema: { type: "string", pattern: '^"[a-z]+";q=\\d+;w=60$' },
    },
    RateLimit: {
      description: "How much of it may be asked at once now, and after how many seconds all of it",
      schema: { type: "string", pattern: '^"[a-z]+";r=\\d+;t=\\d+$' },
    },
  };
}

function component(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

/** The feed's copies by reference: the copy is a document of its own. */
function feedComponent(): Json {
  const { properties, ...rest } = component(feedSchema, "output");
  const items = { anyOf: [reference("Copy"), reference("FormattedCopy")] };
  return {
    ...rest,
    properties: { ...Object(properties), copies: { type: "array", items } },
  };
}

/** The card with its warning, as its own document has it. */
function cardJson(): Json {
  const { $schema: _, $id: __, ...rest } = cardJsonSchema();
  return rest;
}
