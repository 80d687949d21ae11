import type { Credential } from "#libs/runtime/credentials";
import type { KnownRoom } from "../logAccess.ts";
import type { RoomStateAnswer } from "./answers.ts";
import type { Figures } from "./metricsText.ts";
import { figuresOf, type Seen } from "./processes.ts";

export type RoomState = RoomStateAnswer;

/** Whoever has asked for copies within this time is there, in milliseconds. */
const presentMs = 120_000;
/** The end of a room's last credential is told this long before, in milliseconds. */
const soonMs = 14 * 24 * 3_600_000;

export interface RoomFacts {
  readonly room: KnownRoom;
  /** The process that serves the room; undefined where nobody does. */
  readonly adapter: string | undefined;
  /** Undefined where the installation keeps none, or none that can be read. */
  readonly credentials: readonly Credential[] | undefined;
  readonly hasWebhook: boolean;
  /** Credentials are as they are now, also where the processes were seen a moment ago. */
  readonly nowMs: number;
}

/** How a room stands, of what its edge and exchange count. Only for whoever administers the room. */
export function stateOfRoom(
  { room, adapter, credentials, hasWebhook, nowMs }: RoomFacts,
  seen: Seen,
): RoomState {
  const exchange = figuresOf(seen, "exchange");
  const process = seen.processes.find(({ name }) => name === adapter);
  const { id, slot, kind, municipalities } = room;
  return {
    ...{ room: id, slot, kind, municipalities },
    edge: edgeOf(process),
    ...presence(id, process?.figures, exchange, seen.atMs),
    waiting: waitingOf(id, exchange),
    oldest_waiting_s:
      exchange?.at("raccordo_copies_waiting_oldest_age_seconds", { room: id }) ?? null,
    has_webhook: hasWebhook,
    dead_copies: process?.figures.at("raccordo_webhook_dead_copies", { room: id }) ?? null,
    credentials: credentials === undefined ? null : counted(credentials, nowMs),
  };
}

function edgeOf(process: Seen["processes"][number] | undefined): RoomState["edge"] {
  if (process === undefined) return "unknown";
  if (process.state === "away") return "away";
  const reachesCore = process.parts.every(({ name, ok }) => name !== "core" || ok);
  return reachesCore ? "reachable" : "core_away";
}

function presence(
  room: string,
  edge: Figures | undefined,
  exchange: Figures | undefined,
  nowMs: number,
): Pick<RoomState, "presence" | "last_asked_at"> {
  const askedS = edge?.at("raccordo_edge_last_asked_timestamp_seconds", { room }) ?? null;
  const open =
    (edge?.at("raccordo_edge_streams_open", { room }) ?? 0) +
    (exchange?.at("raccordo_polls_open", { room }) ?? 0);
  const askedMs = askedS === null || askedS === 0 ? null : askedS * 1_000;
  const last_asked_at = askedMs === null ? null : new Date(askedMs).toISOString();
  if (open > 0) return { presence: "connected", last_asked_at };
  if (edge === undefined || askedS === null) return { presence: "unknown", last_asked_at };
  const isRecent = askedMs !== null && nowMs - askedMs < presentMs;
  return { presence: isRecent ? "connected" : "away", last_asked_at };
}

function waitingOf(room: string, exchange: Figures | undefined): RoomState["waiting"] {
  const [actual, exercise] = (["actual", "exercise"] as const).map(
    (mode) => exchange?.at("raccordo_copies_waiting", { room, mode }) ?? null,
  );
  return actual == null || exercise == null ? null : { actual, exercise };
}

/** How many credentials count now, and when the last one of them ends where that is soon. */
function counted(credentials: readonly Credential[], nowMs: number) {
  const counting = credentials.filter((one) => standsAt(one, nowMs) === "counts");
  const ends = counting.map(({ until }) => (until === undefined ? Infinity : Date.parse(until)));
  const last = Math.max(0, ...ends);
  const isSoon = counting.length > 0 && last - nowMs < soonMs;
  return { counting: counting.length, last_ends: isSoon ? new Date(last).toISOString() : null };
}

/** How a credential stands at a time. */
export function standsAt({ from, until }: Credential, nowMs: number): "counts" | "ended" | "later" {
  if (nowMs < Date.parse(from)) return "later";
  return until === undefined || nowMs < Date.parse(until) ? "counts" : "ended";
}
