import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ProblemCode } from "#libs/incident/problems";
import { EncodedBody } from "#libs/runtime/encodedBody";
import { type Answer, type ProblemAnswer, problem, send } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import type { Admission } from "./admission.ts";
import type { CoreGateway } from "./gateway.ts";
import { refuseRecorded } from "./refusals.ts";
import { methodsOf, pathOf } from "./routes.ts";

const codeOfStatus: Readonly<Record<number, ProblemCode>> = {
  400: "request-malformed",
  404: "not-found",
  408: "request-malformed",
  413: "too-large",
  414: "not-found",
  415: "content-type-unsupported",
};

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
    const answer = toProblem(thrown, request);
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

function toProblem(thrown: unknown, request: FastifyRequest): ProblemAnswer {
  if (thrown instanceof EncodedBody) return problem(thrown.problem);
  if (!(thrown instanceof HttpException)) return problem("internal");
  const code = codeOfStatus[thrown.getStatus()] ?? "internal";
  if (code !== "not-found") return problem(code);
  const allow = methodsOf(pathOf(request.url));
  if (allow.length === 0 || allow.includes(request.method)) return problem(code);
  return { kind: "problem", code: "method-not-allowed", allow };
}
