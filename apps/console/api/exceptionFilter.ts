import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ProblemCode } from "#libs/incident/problems";
import { EncodedBody } from "#libs/runtime/encodedBody";
import { type ProblemAnswer, problem, send } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
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
export class ConsoleExceptionFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const answer = toProblem(thrown, request);
    if (answer.code === "internal" || answer.code === "log-forked") {
      this.logger.error("request-failed", { request: request.id }, thrown);
    } else {
      this.logger.info("request-refused", { request: request.id, reason: answer.code });
    }
    if (request.method === "POST") void reply.header("connection", "close");
    send(request, reply, answer);
  }
}

function toProblem(thrown: unknown, request: FastifyRequest): ProblemAnswer {
  if (isLogFault(thrown)) return problem("log-forked");
  if (thrown instanceof EncodedBody) return problem(thrown.problem);
  if (!(thrown instanceof HttpException)) return problem("internal");
  const code = codeOfStatus[thrown.getStatus()] ?? "internal";
  if (code !== "not-found") return problem(code);
  const allow = methodsOf(pathOf(request.url));
  if (allow.length === 0 || allow.includes(request.method)) return problem(code);
  return { kind: "problem", code: "method-not-allowed", allow };
}

const logFaults: readonly string[] = ["LogNotTrusted", "TileStoreError", "ReindexError"];

/** By name: of what happened in a thread only that comes here (IndexFault). */
const isLogFault = (thrown: unknown): boolean =>
  thrown instanceof Error && logFaults.includes(thrown.name);
