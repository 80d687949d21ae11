import { openApiServers, problemResponses, problemSchema } from "#libs/runtime/problemDescriptions";
import { readPurposes } from "#libs/seal/leafSchema";
import { logFilterSchema } from "#libs/search/logQuery";
import { dimensions, pageEntriesMax, steps } from "#libs/search/queryWords";
import { administrationSchemas } from "./administration/description.ts";
import {
  checkpointsSchema,
  consistencySchema,
  countsSchema,
  entryAnswerSchema,
  openingsSchema,
  pageSchema,
} from "./answers.ts";
import { dutyRowsMax, recallChoices, retentionChoices } from "./duties.ts";
import {
  accessRequestListSchema,
  holdListSchema,
  openedFieldSchema,
  recallListSchema,
  retentionListSchema,
} from "./dutyAnswers.ts";
import { exportOrderSchema } from "./exportRequest.ts";
import { breachScopeSchema, flowsSchema } from "./flowAnswers.ts";
import { flowParameters } from "./flowParameters.ts";
import { incidentSchema, whySchema } from "./incident/incidentAnswers.ts";
import { incidentEntriesMax } from "./incident/incidentEntries.ts";
import { pseudonymPattern, timelineRowsMax } from "./incident/timelineQuestion.ts";
import { component } from "./jsonSchemaOf.ts";
import { cookieNames } from "./login/cookies.ts";
import { sessionEndSchema, sessionSchema } from "./login/sessionAnswers.ts";
import { openedEntriesMax } from "./openingQuestion.ts";
import { afterParameter, indexMax, purposeParameter } from "./questions.ts";
import {
  anomalyListSchema,
  approvedFieldSchema,
  confirmationDoneSchema,
  dutyCountsSchema,
  holdDoneSchema,
  holdOrderSchema,
  holdReleasedSchema,
  reviewDoneSchema,
  reviewListSchema,
  signedOrderSchema,
} from "./queueAnswers.ts";
import { reviewChoices } from "./queueQuestions.ts";
import { dpiaInventorySchema, processingRegisterSchema } from "./registerAnswers.ts";
import { roomListSchema } from "./rooms.ts";
import { type OperationName, type Route, routes } from "./routes.ts";
import { ruleBodies, ruleSchemas } from "./rules/ruleOpenApi.ts";
import { statusSchema } from "./status.ts";

type Json = Readonly<Record<string, unknown>>;

const schemas: Readonly<Record<string, Json>> = {
  Page: component(pageSchema, "output"),
  EntryWithNeighbours: component(entryAnswerSchema, "output"),
  Proof: { type: "string", description: "c2sp.org/tlog-proof@v1" },
  Counts: component(countsSchema, "output"),
  Tail: {
    type: "string",
    description:
      "Server-sent events. Each `entry` event has one entry of a Page as its data and `year/index` as its id; who comes back with that id (Last-Event-ID) goes on behind it.",
  },
  Consistency: component(consistencySchema, "output"),
  Checkpoints: component(checkpointsSchema, "output"),
  Openings: component(openingsSchema, "output"),
  OpenedField: component(openedFieldSchema, "output"),
  RetentionList: component(retentionListSchema, "output"),
  HoldList: component(holdListSchema, "output"),
  RecallList: component(recallListSchema, "output"),
  AccessRequestList: component(accessRequestListSchema, "output"),
  ...Object.fromEntries(
    Object.entries(administrationSchemas).map(([name, schema]) => [
      name,
      component(schema, "output"),
    ]),
  ),
  Flows: component(flowsSchema, "output"),
  BreachScope: component(breachScopeSchema, "output"),
  ProcessingRegister: component(processingRegisterSchema, "output"),
  DpiaInventory: component(dpiaInventorySchema, "output"),
  DutyCounts: component(dutyCountsSchema, "output"),
  ReviewList: component(reviewListSchema, "output"),
  AnomalyList: component(anomalyListSchema, "output"),
  SignedOrder: component(signedOrderSchema, "input"),
  ApprovedField: component(approvedFieldSchema, "input"),
  HoldOrder: component(holdOrderSchema, "input"),
  ReviewDone: component(reviewDoneSchema, "output"),
  ConfirmationDone: component(confirmationDoneSchema, "output"),
  HoldDone: component(holdDoneSchema, "output"),
  HoldReleased: component(holdReleasedSchema, "output"),
  ExportOrder: component(exportOrderSchema, "input"),
  Pack: { type: "string", format: "binary", description: "The zip of docs/log-packs.md" },
  RoomList: component(roomListSchema, "output"),
  Incident: component(incidentSchema, "output"),
  Why: component(whySchema, "output"),
  ...ruleSchemas,
  Session: component(sessionSchema, "output"),
  SessionEnd: component(sessionEndSchema, "output"),
  Status: component(statusSchema, "output"),
  Problem: component(problemSchema, "output"),
  OpenApi: { type: "object", required: ["openapi", "info", "paths"] },
};

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** OpenAPI 3.1 of the console's API, generated from its schemas and its table of routes. */
export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Raccordo: console",
      version: "1",
      description:
        "Reads the log: entries, counts, proofs, openings and packs of one's own titolare. Every reading states its purpose and is recorded in the log before it is answered; where it cannot be recorded nothing is read.",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
      contact: { name: "Raccordo maintainers" },
    },
    servers: openApiServers,
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        viewerKey: { type: "http", scheme: "bearer", description: "Key of the viewer" },
        session: {
          ...{ type: "apiKey", in: "cookie", name: cookieNames.session },
          description:
            "Session of the page. Whatever is no GET also shows the session's token in Raccordo-Session. A request with Raccordo-Unattended, which no person asked for, does not keep it open.",
        },
      },
    },
  };
}

function operation(route: Route): Json {
  const isOfViewers = route.roles !== undefined;
  const parameters = [
    ...pathParameters(route),
    ...(isOfViewers && route.isUnrecorded !== true ? purposeParameters : []),
    ...(parametersOf[route.operation] ?? []),
  ];
  return {
    operationId: route.operation,
    summary: route.summary,
    description: isOfViewers
      ? `Roles: ${route.roles?.join(", ")}.`
      : route.isOfSession
        ? "Of the page, about its own session."
        : "Of anybody.",
    tags: [tagOf(route)],
    security: isOfViewers
      ? [{ viewerKey: [] }, { session: [] }]
      : route.isOfSession
        ? [{ session: [] }]
        : [],
    ...(parameters.length > 0 && { parameters }),
    ...(bodyOf(route.operation) && { requestBody: bodyOf(route.operation) }),
    responses: { 200: success(route), ...problemResponses(route.problems) },
  };
}

/** What an address is about: the word behind the version. */
const tagOf = ({ path }: Route): string => /^\/v1\/([a-z]+)/.exec(path)?.[1] ?? "public";

const bodies: Readonly<Partial<Record<OperationName, string>>> = {
  exportPack: "ExportOrder",
  reviewEmergency: "SignedOrder",
  confirmRecall: "SignedOrder",
  placeHold: "HoldOrder",
  signHold: "SignedOrder",
  releaseHold: "SignedOrder",
  openFieldApproved: "ApprovedField",
  rotateKey: "RotationOrder",
  ...ruleBodies,
};

function bodyOf(operation: OperationName): Json | undefined {
  const name = bodies[operation];
  if (name === undefined) return undefined;
  return { required: true, content: { "application/json": { schema: reference(name) } } };
}

const purposeSchema: Json = { enum: [...readPurposes] };
const purposeParameters: readonly Json[] = [
  {
    ...{ name: "Raccordo-Purpose", in: "header", required: false, schema: purposeSchema },
    description: `Why the log is read; here or as ${purposeParameter}, and it must be stated`,
  },
  { name: purposeParameter, in: "query", required: false, schema: purposeSchema },
];

const query = (name: string, schema: Json, required = false): Json => ({
  ...{ name, in: "query", required, schema },
});
const whole = (maximum: number, minimum = 0): Json => ({ type: "integer", minimum, maximum });
const dutyRows = whole(dutyRowsMax, 1);
const fieldPattern = "^[a-z]{2,16}\\.[a-z][a-z0-9_]{0,39}$";
const timeOfQuery: Json = { type: "string", format: "date-time" };
/** An entry: year and index. */
const placeSchema = { type: "string", pattern: "^\\d{4}/\\d{1,9}$" };
const yearSchema = whole(2_199, 2_020);

const filters: readonly Json[] = Object.entries(
  component(logFilterSchema, "input")["properties"] ?? {},
).map(([name, schema]) => query(name, schema));

const parametersOf: Readonly<Partial<Record<OperationName, readonly Json[]>>> = {
  listEntries: [
    ...filters,
    query("order", { enum: ["oldest", "newest"] }),
    query("limit", whole(pageEntriesMax, 1)),
    query("cursor", { type: "string", maxLength: 200 }),
  ],
  countEntries: [
    ...filters,
    query("by", { enum: [...dimensions] }),
    query("every", { enum: [...steps] }),
  ],
  followLog: [
    ...filters,
    query(afterParameter, placeSchema),
    { ...query("Last-Event-ID", placeSchema), in: "header" },
  ],
  proveConsistency: [
    query("year", yearSchema, true),
    query("from", whole(indexMax, 1), true),
    query("to", whole(indexMax, 1)),
  ],
  openField: [
    query("path", { type: "string", pattern: fieldPattern }, true),
    query("ref", { type: "string", pattern: "^[0-9a-f]{32}$" }),
  ],
  readIncident: [
    query("from", whole(incidentEntriesMax)),
    query("limit", whole(timelineRowsMax, 1)),
  ],
  explainFields: [
    query("room", { type: "string" }, true),
    query("path", { type: "string", pattern: fieldPattern }),
  ],
  listRetention: [query("state", { enum: [...retentionChoices] }), query("limit", dutyRows)],
  listHolds: [query("limit", dutyRows)],
  listAccessRequests: [query("limit", dutyRows)],
  listRecalls: [query("state", { enum: [...recallChoices] })],
  ...flowParameters,
  listReviews: [query("state", { enum: [...reviewChoices] })],
  listAnomalies: [query("from", timeOfQuery, true), query("to", timeOfQuery, true)],
  readOpenings: [
    query("room", { type: "string" }, true),
    query("year", yearSchema, true),
    query("from", whole(indexMax)),
    query("limit", whole(openedEntriesMax, 1)),
  ],
};

const pathParameters = ({ path }: Route): readonly Json[] =>
  [...path.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => ({
    ...{ name, in: "path", required: true, schema: pathSchema(name) },
  }));

/** Years and numbers of entries; a rule set is named by the SHA-256 of what was signed. */
const pathSchema = (name = ""): Json =>
  name === "incident"
    ? { type: "string", pattern: pseudonymPattern.source }
    : ["hash", "a", "b"].includes(name)
      ? { type: "string", pattern: "^[0-9a-f]{64}$" }
      : { type: ["year", "index"].includes(name) ? "integer" : "string" };

const success = (route: Route): Json => ({
  description: "The answer",
  headers: { "Cache-Control": { schema: { const: "no-store" } } },
  content: {
    [contentTypes[route.operation] ?? "application/json"]: { schema: reference(route.answer) },
  },
});

const contentTypes: Readonly<Partial<Record<OperationName, string>>> = {
  proveEntry: "text/plain",
  followLog: "text/event-stream",
  exportPack: "application/zip",
};
