import { type ArgumentsHost, Catch, type ExceptionFilter } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { refusalOf } from "#libs/runtime/frameworkRefusal";
import { type Answer, type ProblemAnswer, send } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import type { Admission } from "./admission.ts";
import type { CoreGateway } from "./gateway.ts";
import { refuseRecorded } from "./refusals.ts";
import { methodsOf } from "./routes.ts";

/** Whatever the framework refuses, and whatever nobody caught, as a problem without its message. */
@Catch()
export class EdgeExceptionFilter implements ExceptionFilter {
  constructor(
    private readonly core: CoreGateway,
    private readonly admission: Admission,
    private readonly logger: Logger,
  ) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const answer = refusalOf(thrown, request, methodsOf);
    if (answer.code === "internal") {
      this.logger.error("request-failed", { request: request.id }, thrown);
    } else {
      this.logger.info("request-refused", { request: request.id, reason: answer.code });
    }
    // What is left of a body that was not read is no request.
    if (request.method === "POST") void reply.header("connection", "close");
    send(request, reply, await this.#recorded(answer, request));
  }

  /** A message that was too large for its body to be read is a refused message too. */
  async #recorded(answer: ProblemAnswer, request: FastifyRequest): Promise<Answer> {
    const room = this.admission.roomOf(request);
    const isMessage = (request.routeOptions.url ?? "").endsWith("/messages");
    if (room === undefined || !isMessage || answer.code === "internal") return answer;
    const bytes = Number(request.headers["content-length"] ?? 0);
    return refuseRecorded(this.core, room.id, answer, Number.isSafeInteger(bytes) ? bytes : 0);
  }
}
