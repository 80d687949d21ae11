import { Controller, Get, Inject, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sleep } from "#libs/eventlog/sleep";
import { EventStream } from "#libs/runtime/eventStream";
import { type Answer, problem, securityHeaders, send } from "#libs/runtime/httpAnswer";
import { type Admission, admissionToken } from "./admission.ts";
import type { StreamConfig } from "./config.ts";
import { type CoreGateway, coreGateway } from "./gateway.ts";
import type { EdgeMetrics } from "./metrics.ts";
import type { EdgeRoom } from "./rooms.ts";
import { type EdgePorts, edgePorts } from "./roomsController.ts";
import {
  type OpenedStream,
  openStream,
  readStreamStart,
  type StreamPorts,
  streamFeed,
} from "./streamFeed.ts";

/** Token under which Nest injects the times of streams, and who counts them. */
export const streamSettings = Symbol("StreamSettings");

interface StreamSettings {
  readonly times: StreamConfig;
  readonly metrics: Pick<EdgeMetrics, "streamOpened"> | undefined;
}

/** The feed as server-sent events. */
@Controller("v1/rooms/:room")
export class StreamController {
  constructor(
    @Inject(coreGateway) private readonly core: CoreGateway,
    @Inject(admissionToken) private readonly admission: Admission,
    @Inject(edgePorts) private readonly ports: EdgePorts,
    @Inject(streamSettings) private readonly settings: StreamSettings,
  ) {}

  @Get("feed/stream")
  async streamFeed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const room = this.admission.roomOf(request);
    if (room === undefined) throw new Error("a request to a room that nobody admitted");
    if (room.streams >= room.limits.streams_max) {
      this.#refuse(request, reply, room, problem("busy"));
      return;
    }
    room.streams += 1;
    try {
      await this.#serve(request, reply, room);
    } finally {
      room.streams -= 1;
    }
  }

  async #serve(request: FastifyRequest, reply: FastifyReply, room: EdgeRoom): Promise<void> {
    const { logger, clock } = this.ports;
    const start = readStreamStart(request.query, request.headers["last-event-id"]);
    if (typeof start === "string") {
      this.#refuse(request, reply, room, problem(start));
      return;
    }
    const ports = { core: this.core, logger, sleep, nowMs: () => clock.nowMs() };
    const opened = await openStream(ports, room, start);
    if (opened.kind === "opened") await this.#run(request, reply, room, opened, ports);
    else this.#refuse(request, reply, room, opened);
  }

  /** Holds the stream's place until the core has answered the last question of it. */
  async #run(
    request: FastifyRequest,
    reply: FastifyReply,
    room: EdgeRoom,
    opened: OpenedStream,
    ports: StreamPorts,
  ): Promise<void> {
    const { logger, stopping } = this.ports;
    const ids = { request: request.id, room: room.id };
    logger.info("stream-opened", ids);
    const stream = openResponse(reply, this.settings.times, stopping, () =>
      this.admission.isStillAdmitted(request),
    );
    const closed = this.settings.metrics?.streamOpened(room.id);
    const logEnd = () => {
      closed?.();
      const { count, endedBy: reason = "internal" } = stream;
      logger.info("stream-ended", { ...ids, count, reason });
    };
    if (stream.ended.aborted) logEnd();
    else stream.ended.addEventListener("abort", logEnd);
    try {
      await streamFeed(ports, room, stream, opened);
    } finally {
      stream.end("internal");
    }
  }

  #refuse(request: FastifyRequest, reply: FastifyReply, room: EdgeRoom, answer: Answer): void {
    const reason = answer.kind === "problem" ? answer.code : "internal";
    this.ports.logger.info("request-answered", { request: request.id, room: room.id, reason });
    if (this.ports.stopping.aborted) void reply.header("connection", "close");
    send(request, reply, answer);
  }
}

/** The framework lets go of the response: from here on it is written event by event. */
function openResponse(
  reply: FastifyReply,
  times: StreamConfig,
  stopping: AbortSignal,
  isAdmitted: () => boolean,
): EventStream {
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.hijack();
  reply.raw.writeHead(200, {
    ...securityHeaders,
    "content-type": "text/event-stream",
    // A proxy that collects events would hold them back.
    "x-accel-buffering": "no",
    // Nothing comes after a stream.
    connection: "close",
  });
  return new EventStream(reply.raw, times, stopping, isAdmitted);
}
