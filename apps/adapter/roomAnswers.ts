import type { FastifyReply, FastifyRequest } from "fastify";
import { type Answer, send } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import type { Admission } from "./admission.ts";
import type { EdgeRoom } from "./rooms.ts";

/** Token under which Nest injects the answers to rooms. */
export const roomAnswersToken = Symbol("RoomAnswers");

/** Answers requests of rooms that were admitted, and writes down that it did. */
export class RoomAnswers {
  constructor(
    private readonly admission: Admission,
    private readonly logger: Logger,
    private readonly stopping: AbortSignal,
  ) {}

  async give(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (room: EdgeRoom) => Promise<Answer>,
  ): Promise<void> {
    const room = this.admission.roomOf(request);
    if (room === undefined) throw new Error("a request to a room that nobody admitted");
    const answer = await work(room);
    const status = answer.kind === "body" ? { status: answer.status } : { reason: answer.code };
    this.logger.info("request-answered", { request: request.id, room: room.id, ...status });
    if (this.stopping.aborted) void reply.header("connection", "close");
    send(request, reply, answer);
  }
}
