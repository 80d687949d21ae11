import type { NatsConnection } from "@nats-io/transport-node";
import { eventToWire } from "#libs/contracts/eventCodec";
import { decodeWire, encodeWire, type MessageName, type Wire } from "#libs/contracts/wire";
import { ask } from "#libs/eventlog/ask";
import { type ClientOptions, connectChecked } from "#libs/eventlog/natsClient";
import type { IncidentEvent } from "#libs/incident/event";
import { isProblemCode } from "#libs/incident/problems";
import type {
  CoreGateway,
  CoreOutcome,
  CoreProblem,
  CoreReceipt,
  CoreState,
  FeedPage,
  FeedRequest,
  Report,
  ReportAnswer,
} from "./gateway.ts";

/** A room's own connection, in its own account. */
export interface RoomClient {
  readonly room: string;
  readonly client: ClientOptions;
}

interface Link {
  readonly connection: NatsConnection;
  /** False after a request that nobody answered, until one is answered. */
  answered: boolean;
}

/** Connects each room to its account. Throws when a server is not the one that was named. */
export async function connectCore(
  rooms: readonly RoomClient[],
  timeoutMs: number,
): Promise<CoreGateway> {
  const links = new Map<string, Link>();
  for (const { room, client } of rooms) {
    links.set(room, { connection: await connectChecked(client), answered: true });
  }
  return new NatsGateway(links, timeoutMs);
}

class NatsGateway implements CoreGateway {
  readonly #links: ReadonlyMap<string, Link>;
  readonly #timeoutMs: number;
  /** What the core said last. */
  readonly #said: { releasesStopped: boolean } = { releasesStopped: false };

  constructor(links: ReadonlyMap<string, Link>, timeoutMs: number) {
    this.#links = links;
    this.#timeoutMs = timeoutMs;
  }

  async submit(room: string, event: IncidentEvent): Promise<CoreOutcome<CoreReceipt>> {
    const request = encodeWire("SubmitRequest", { event: eventToWire(event) });
    const reply = await this.#ask(room, "submit", request, "SubmitReply", this.#timeoutMs);
    if (reply.kind !== "answered") return reply;
    const { receipt, problem } = reply.value;
    if (problem !== undefined) return problemFrom(problem);
    this.#said.releasesStopped = reply.value.releases_stopped;
    return receipt === undefined ? internal : { kind: "answered", value: receipt };
  }

  async feed(room: string, request: FeedRequest): Promise<CoreOutcome<FeedPage>> {
    const { mode, after, waitMs, copiesMax, peek = false, incident = "" } = request;
    const place = { mode, after, wait_ms: waitMs, copies_max: copiesMax };
    const wire = { ...place, peek, incident };
    const bytes = encodeWire("FeedRequest", wire);
    const reply = await this.#ask(room, "feed", bytes, "FeedReply", waitMs + this.#timeoutMs);
    if (reply.kind !== "answered") return reply;
    const { problem, copies, cursor } = reply.value;
    if (problem !== undefined) return problemFrom(problem);
    this.#said.releasesStopped = reply.value.releases_stopped;
    const fed = copies.map((copy) => ({ view: copy.view, cursor: copy.cursor }));
    return { kind: "answered", value: { copies: fed, cursor } };
  }

  async report(room: string, report: Report): Promise<CoreOutcome<ReportAnswer>> {
    const { confirmation = "" } = report;
    const request = encodeWire("ReportRequest", { ...report, confirmation });
    const reply = await this.#ask(room, "report", request, "ReportReply", this.#timeoutMs);
    if (reply.kind !== "answered") return reply;
    const { problem, unknown_deliveries, notes } = reply.value;
    if (problem !== undefined) return problemFrom(problem);
    return { kind: "answered", value: { unknownDeliveries: unknown_deliveries, notes } };
  }

  state(): CoreState {
    const links = [...this.#links.values()];
    const well = links.filter(({ answered, connection }) => answered && !connection.isClosed());
    if (well.length === links.length) return this.#said.releasesStopped ? "stopped" : "ok";
    return well.length === 0 ? "unreachable" : "degraded";
  }

  async close(): Promise<void> {
    await Promise.all([...this.#links.values()].map(({ connection }) => connection.close()));
  }

  async #ask<N extends MessageName>(
    room: string,
    service: string,
    request: Uint8Array,
    reply: N,
    timeoutMs: number,
  ): Promise<CoreOutcome<Wire<N>>> {
    const link = this.#links.get(room);
    if (link === undefined) throw new Error("a room without a connection");
    const outcome = await ask(link.connection, service, request, timeoutMs);
    link.answered = outcome.kind === "answered" || outcome.kind === "refused";
    if (outcome.kind === "refused") return refusedBy(outcome.code);
    if (outcome.kind !== "answered") return { kind: "unreachable" };
    const value = decodeWire(reply, outcome.data);
    return value === undefined ? internal : { kind: "answered", value };
  }
}

const refusedBy = (word: string): CoreProblem => ({
  kind: "problem",
  code: isProblemCode(word) ? word : "internal",
  errors: [],
  retryAfterS: 0,
});

const internal = refusedBy("internal");

/** Pointers of the core hold names of the schema; anything else does not pass. */
const pointerPattern = /^(?:\/[a-z0-9_]{1,32}){0,8}$/;

function problemFrom({ code, errors, retry_after_s }: Wire<"Problem">): CoreProblem {
  return {
    ...refusedBy(code),
    errors: errors.flatMap(({ pointer, code: word }) =>
      pointerPattern.test(pointer) && isProblemCode(word) ? [{ pointer, code: word }] : [],
    ),
    retryAfterS: Math.min(retry_after_s, 3_600),
  };
}
