import type { ProblemCode } from "#libs/incident/problems";
import { readerRoles } from "#libs/seal/leafSchema";
import {
  administrationNames,
  administrationRoutes,
} from "./administration/administrationRoutes.ts";
import { queueOrderRoutes, queueRoutes } from "./queueRoutes.ts";
import { ruleOperations, ruleRoutes } from "./rules/ruleRoutes.ts";

type Role = (typeof readerRoles)[number];

export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly operation: OperationName;
  readonly summary: string;
  /** Who may ask; nobody is asked who they are where it is absent. */
  readonly roles?: readonly Role[];
  /** Asked by the page about its own session: recorded nowhere, and without a purpose. */
  readonly isOfSession?: true;
  /** Reads nothing of the log: recorded nowhere, and without a purpose. */
  readonly isUnrecorded?: true;
  /** Changes something, and opens nothing: whoever does it (policy) records it by leaves of its own. */
  readonly isChange?: true;
  readonly answer: string;
  readonly problems: readonly ProblemCode[];
}

export const operationNames = [
  ...(["listEntries", "readEntry", "proveEntry", "countEntries", "followLog"] as const),
  ...(["proveConsistency", "readCheckpoints", "readOpenings", "exportPack"] as const),
  ...(["openField", "listRetention", "listHolds", "listRecalls", "listAccessRequests"] as const),
  ...(["readFlows", "readBreachScope", "readProcessingRegister", "readDpiaInventory"] as const),
  ...(["readIncident", "explainFields"] as const),
  ...administrationNames,
  ...(["listRooms", "readSession", "endSession", "readStatus", "readOpenApi"] as const),
  ...ruleOperations,
  ...(["countDuties", "listReviews", "listAnomalies"] as const),
  ...(["reviewEmergency", "confirmRecall", "placeHold", "signHold", "releaseHold"] as const),
  "openFieldApproved",
] as const;
export type OperationName = (typeof operationNames)[number];

/** Codes of every question to the log. */
const ofViewers: readonly ProblemCode[] = [
  ...(["viewer-key-missing", "viewer-key-wrong", "viewer-key-expired"] as const),
  ...(["session-missing", "not-from-console"] as const),
  ...(["too-many-attempts", "viewer-rate-limited", "purpose-missing", "purpose-unknown"] as const),
  ...(["role-not-allowed", "query-malformed", "request-malformed", "log-not-ready"] as const),
  ...(["search-interrupted", "reading-not-recorded", "console-busy", "internal"] as const),
];
const ofSessions: readonly ProblemCode[] = [
  ...(["viewer-key-missing", "viewer-key-wrong", "viewer-key-expired"] as const),
  ...(["session-missing", "not-from-console", "too-many-attempts"] as const),
  ...(["viewer-rate-limited", "request-malformed", "console-busy", "internal"] as const),
];
const ofAll: readonly ProblemCode[] = ["request-malformed", "console-busy", "internal"];

const everybody: readonly Role[] = ["privacy_officer", "operations", "authority"];
/** Who may take what belongs to the titolare out of the system. */
const officers: readonly Role[] = ["privacy_officer"];

/** Who sees into parts of their own titolare's messages. */
const ofTitolare: readonly Role[] = ["privacy_officer", "operations"];

/** Every address of the console. Nothing else is answered but 404, and 405 for other methods. */
export const routes: readonly Route[] = [
  {
    ...{ method: "GET", path: "/v1/log/entries", operation: "listEntries", roles: everybody },
    summary: "Entries that fit, page by page; what their parts say only of the viewer's own rooms",
    answer: "Page",
    problems: [...ofViewers, "filter-not-allowed", "cursor-other"],
  },
  {
    ...{ method: "GET", path: "/v1/log/entries/{year}/{index}", operation: "readEntry" },
    roles: everybody,
    summary: "One entry, and those beside it in the log and in its incident's chain",
    answer: "EntryWithNeighbours",
    problems: [...ofViewers, "entry-unknown"],
  },
  {
    ...{ method: "GET", path: "/v1/log/entries/{year}/{index}/proof", operation: "proveEntry" },
    roles: everybody,
    summary: "The proof that the entry is in the log (c2sp.org/tlog-proof@v1)",
    answer: "Proof",
    problems: [...ofViewers, "entry-unknown", "log-forked"],
  },
  {
    ...{ method: "GET", path: "/v1/log/counts", operation: "countEntries", roles: everybody },
    summary: "How many entries fit, by one thing, by time, or both",
    answer: "Counts",
    problems: [...ofViewers, "filter-not-allowed", "too-many-rows"],
  },
  {
    ...{ method: "GET", path: "/v1/log/tail", operation: "followLog", roles: everybody },
    summary: "Entries as they are signed, as server-sent events",
    answer: "Tail",
    problems: [...ofViewers, "filter-not-allowed"],
  },
  {
    ...{ method: "GET", path: "/v1/log/consistency", operation: "proveConsistency" },
    roles: everybody,
    summary: "That an older log is the beginning of today's",
    answer: "Consistency",
    problems: [...ofViewers, "entry-unknown", "log-forked"],
  },
  {
    ...{ method: "GET", path: "/v1/log/checkpoints", operation: "readCheckpoints" },
    roles: everybody,
    summary: "Signed checkpoints, how far they are cosigned, and how the witnesses are",
    answer: "Checkpoints",
    problems: ofViewers,
  },
  {
    ...{ method: "GET", path: "/v1/log/openings", operation: "readOpenings", roles: officers },
    summary: "What one room of one's own titolare is handed to check the log about itself",
    answer: "Openings",
    problems: [...ofViewers, "filter-not-allowed", "entry-unknown"],
  },
  {
    ...{ method: "POST", path: "/v1/log/exports", operation: "exportPack", roles: officers },
    summary: "A pack of one's own titolare for a period, recorded with its digest before it leaves",
    answer: "Pack",
    problems: [
      ...ofViewers,
      ...(["export-purpose", "export-empty", "too-many-rows", "too-large"] as const),
      ...([
        "content-type-unsupported",
        "content-encoding-unsupported",
        "not-json",
        "log-forked",
      ] as const),
    ],
  },
  {
    ...{ method: "GET", path: "/v1/log/entries/{year}/{index}/field", operation: "openField" },
    roles: officers,
    summary: "One committed field of one message of one's own titolare, with its proof",
    answer: "OpenedField",
    problems: [
      ...ofViewers,
      ...(["entry-unknown", "field-not-stated", "component-unclear", "data-destroyed"] as const),
      ...(["data-unreadable", "filter-not-allowed", "log-forked", "approval-missing"] as const),
      ...(["order-not-authorised", "order-expired"] as const),
    ],
  },
  {
    ...{ method: "GET", path: "/v1/log/retention", operation: "listRetention" },
    roles: ofTitolare,
    summary: "What was due, done and overdue of incidents in which one's own rooms had a part",
    answer: "RetentionList",
    problems: ofViewers,
  },
  {
    ...{ method: "GET", path: "/v1/log/holds", operation: "listHolds", roles: everybody },
    summary: "Legal holds that stand",
    answer: "HoldList",
    problems: ofViewers,
  },
  {
    ...{ method: "GET", path: "/v1/log/recalls", operation: "listRecalls", roles: ofTitolare },
    summary: "Data taken back: open, overdue, confirmed; of others' what one's own rooms owe",
    answer: "RecallList",
    problems: ofViewers,
  },
  {
    ...{ method: "GET", path: "/v1/log/access-requests", operation: "listAccessRequests" },
    roles: everybody,
    summary: "That searches for a person's data were made; never by whom or about whom",
    answer: "AccessRequestList",
    problems: ofViewers,
  },
  ...ruleRoutes(ofViewers),
  ...administrationRoutes,
  {
    ...{ method: "GET", path: "/v1/log/flows", operation: "readFlows" },
    roles: [...everybody, "steering"],
    summary: "Who exchanges what with whom: one's own titolare's flows, or aggregates of all",
    answer: "Flows",
    problems: [...ofViewers, "filter-not-allowed", "too-many-rows"],
  },
  {
    ...{ method: "GET", path: "/v1/log/breach-scope", operation: "readBreachScope" },
    roles: officers,
    summary: "Which rooms got which classes of data of one's own in a period",
    answer: "BreachScope",
    problems: ofViewers,
  },
  {
    ...{ method: "GET", path: "/v1/registers/processing", operation: "readProcessingRegister" },
    roles: ["privacy_officer", "authority"],
    summary:
      "Register of processing (GDPR art. 30, D.Lgs. 51/2018 art. 20), from the rules of a moment",
    answer: "ProcessingRegister",
    problems: ofViewers,
  },
  {
    ...{ method: "GET", path: "/v1/registers/dpia", operation: "readDpiaInventory" },
    roles: ["privacy_officer", "authority"],
    summary: "Inventory for the impact assessment: every field, and who may have it",
    answer: "DpiaInventory",
    problems: ofViewers,
  },
  ...queueRoutes(ofViewers),
  ...queueOrderRoutes(ofViewers),
  {
    ...{ method: "GET", path: "/v1/rooms", operation: "listRooms", roles: readerRoles },
    isUnrecorded: true,
    summary: "Rooms of the signed configuration, their kinds and titolari: names of institutions",
    answer: "RoomList",
    problems: ofSessions,
  },
  {
    ...{ method: "GET", path: "/v1/log/incidents/{incident}", operation: "readIncident" },
    roles: everybody,
    summary:
      "One incident across rooms: what each got and did not get, as far as the viewer may know it",
    answer: "Incident",
    problems: [...ofViewers, "entry-unknown"],
  },
  {
    ...{ method: "GET", path: "/v1/log/entries/{year}/{index}/why", operation: "explainFields" },
    roles: ofTitolare,
    summary:
      "Why each field of one room's copy went or did not: rule, article, version, nearest change",
    answer: "Why",
    problems: [...ofViewers, "entry-unknown", "filter-not-allowed"],
  },
  {
    ...{ method: "GET", path: "/v1/session", operation: "readSession" },
    isOfSession: true,
    summary: "Who has signed in, and the token that whatever changes something must show",
    answer: "Session",
    problems: ofSessions,
  },
  {
    ...{ method: "DELETE", path: "/v1/session", operation: "endSession" },
    isOfSession: true,
    summary: "Signs out; the answer says where the issuer's own session ends",
    answer: "SessionEnd",
    problems: ofSessions,
  },
  {
    ...{ method: "GET", path: "/status", operation: "readStatus" },
    summary: "How the console is, in words",
    answer: "Status",
    problems: [...ofAll, "log-not-ready"],
  },
  {
    ...{ method: "GET", path: "/openapi.json", operation: "readOpenApi" },
    summary: "This document",
    answer: "OpenApi",
    problems: ofAll,
  },
];

export function routeOf(operation: OperationName): Route {
  const route = routes.find((one) => one.operation === operation);
  if (route === undefined) throw new Error("an operation without a route");
  return route;
}

/** Methods that a path takes; empty for a path that nobody serves. */
export const methodsOf = (path: string): readonly string[] =>
  routes.filter((route) => patternOf(route).test(path)).map(({ method }) => method);

const patternOf = ({ path }: Route): RegExp =>
  new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{[a-z]+\}/g, "[^/]+")}$`);
