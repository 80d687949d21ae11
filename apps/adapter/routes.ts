import { isProblemCode, type ProblemCode } from "#libs/incident/problems";
import { capProblems } from "#libs/incident/problemsCap";
import { cardProblems } from "#libs/incident/problemsCard";
import { messageProblems } from "#libs/incident/problemsMessage";

export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  /** Needs the room's bearer key. */
  readonly room: boolean;
  readonly success: 200 | 202;
  /** Parameters of its address, by the names in feedQuerySchema; none unless said. */
  readonly parameters?: readonly string[];
  /** Codes that this route may answer with, besides those that any request may get. */
  readonly problems: readonly ProblemCode[];
}

/** Codes of any request to a room. */
const ofRooms: readonly ProblemCode[] = [
  ...([
    "credential-missing",
    "credential-wrong",
    "credential-expired",
    "room-unknown",
    "rate-limited",
    "parameter-unknown",
  ] as const),
  ...(["request-malformed", "busy", "core-unreachable", "internal"] as const),
];

const ofQuery: readonly ProblemCode[] = [
  ...(["mode-unknown", "cursor-malformed", "wait-out-of-range", "format-unknown"] as const),
];

const ofBodies: readonly ProblemCode[] = [
  ...(["too-large", "not-utf8", "not-json", "too-deep"] as const),
  ...(["duplicate-key", "forbidden-key", "value-out-of-range"] as const),
];

/** What a protocol may find in a message, and what the core may find in an event. */
const ofMessages: readonly ProblemCode[] = [
  ...codesOf(messageProblems),
  ...codesOf(capProblems),
  ...codesOf(cardProblems),
  ...([
    "content-type-unsupported",
    "content-encoding-unsupported",
    "not-your-incident",
    "incident-unknown",
  ] as const),
  ...(["incident-shredded", "message-id-reused", "message-too-old", "sent-in-future"] as const),
];

function codesOf<T extends object>(table: T): readonly (keyof T & ProblemCode)[] {
  return Object.keys(table).filter((code): code is keyof T & ProblemCode => isProblemCode(code));
}

/** Every address of the edge. Nothing else is answered but 404, and 405 for other methods. */
export const routes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/rooms/{room}/messages",
    operation: "sendMessage",
    summary: "Send one message; the content type selects the protocol",
    room: true,
    success: 202,
    problems: [
      ...ofRooms,
      ...ofMessages,
      ...(["confirmation-malformed", "demand-unknown"] as const),
    ],
  },
  {
    method: "GET",
    path: "/v1/rooms/{room}/feed",
    operation: "readFeed",
    summary: "Copies for the room; waits for one when asked to",
    room: true,
    success: 200,
    parameters: ["after", "wait", "mode", "format"],
    problems: [...ofRooms, ...ofQuery],
  },
  {
    method: "GET",
    path: "/v1/rooms/{room}/feed/stream",
    operation: "streamFeed",
    summary: "Copies for the room as server-sent events, from the one after Last-Event-ID on",
    room: true,
    success: 200,
    parameters: ["after", "mode", "format"],
    problems: [...ofRooms, ...(["mode-unknown", "cursor-malformed", "format-unknown"] as const)],
  },
  {
    method: "POST",
    path: "/v1/rooms/{room}/receipts",
    operation: "sendReceipts",
    summary: "Say what became of copies",
    room: true,
    success: 202,
    parameters: ["mode"],
    problems: [
      ...ofRooms,
      ...ofBodies,
      ...(["mode-unknown", "receipts-malformed", "delivery-unknown"] as const),
      ...([
        "time-malformed",
        "time-without-zone",
        "content-type-unsupported",
        "content-encoding-unsupported",
      ] as const),
    ],
  },
  {
    method: "POST",
    path: "/v1/rooms/{room}/confirmations",
    operation: "confirmDemand",
    summary: "Confirm what was demanded of a datum that a copy took away",
    room: true,
    success: 200,
    parameters: ["mode"],
    problems: [
      ...ofRooms,
      ...ofBodies,
      ...(["mode-unknown", "confirmation-malformed", "demand-unknown"] as const),
      "content-type-unsupported",
      "content-encoding-unsupported",
    ],
  },
  {
    method: "GET",
    path: "/v1/rooms/{room}/webhook",
    operation: "readWebhook",
    summary: "How the room's webhook is",
    room: true,
    success: 200,
    problems: ofRooms,
  },
  {
    method: "POST",
    path: "/v1/rooms/{room}/webhook/enable",
    operation: "enableWebhook",
    summary: "Send copies again to a receiver that had answered 410",
    room: true,
    success: 202,
    problems: [...ofRooms, "webhook-off"],
  },
  {
    method: "GET",
    path: "/v1/rooms/{room}/dead-letters",
    operation: "listDeadLetters",
    summary: "Copies that the room's webhook could not deliver, without their content",
    room: true,
    success: 200,
    problems: ofRooms,
  },
  {
    method: "POST",
    path: "/v1/rooms/{room}/dead-letters/{delivery}/retry",
    operation: "retryDeadLetter",
    summary: "Have a copy sent again now",
    room: true,
    success: 202,
    problems: [...ofRooms, ...(["delivery-unknown", "delivery-expired"] as const)],
  },
  {
    method: "GET",
    path: "/status",
    operation: "readStatus",
    summary: "How the edge is, in words",
    room: false,
    success: 200,
    problems: ["core-unreachable", "request-malformed", "internal"],
  },
  {
    method: "GET",
    path: "/openapi.json",
    operation: "readOpenApi",
    summary: "This document",
    room: false,
    success: 200,
    problems: ["request-malformed", "internal"],
  },
];

/** Methods that a path takes; empty for a path that nobody serves. */
export function methodsOf(path: string): readonly string[] {
  return routes.filter((route) => patternOf(route).test(path)).map(({ method }) => method);
}

const parametersByUrl = new Map(
  routes.map(({ path, parameters = [] }) => [path.replace(/\{([a-z]+)\}/g, ":$1"), parameters]),
);

/**
 * True where a query names anything that the matched address does not take: whoever writes `cursor` for `after` would
 * get everything again, and whoever adds `mode` to a message would believe that it is an exercise.
 */
export function hasStranger(url: string, query: unknown): boolean {
  const known = parametersByUrl.get(url) ?? [];
  return Object.keys(Object(query)).some((name) => !known.includes(name));
}

const patternOf = ({ path }: Route): RegExp =>
  new RegExp(`^${path.replace(/[.]/g, "\\.").replace(/\{[a-z]+\}/g, "[^/]+")}$`);
