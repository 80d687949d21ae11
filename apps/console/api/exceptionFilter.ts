import { type ArgumentsHost, Catch, type ExceptionFilter } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { refusalOf } from "#libs/runtime/frameworkRefusal";
import { type ProblemAnswer, problem, send } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import { searchInterrupted } from "./index/indexThreads.ts";
import { methodsOf } from "./routes.ts";

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
  if (thrown instanceof Error && thrown.name === searchInterrupted) {
    return problem("search-interrupted");
  }
  return refusalOf(thrown, request, methodsOf);
}

const logFaults: readonly string[] = ["LogNotTrusted", "TileStoreError", "ReindexError"];

/** By name: of what happened in a thread only that comes here (IndexFault). */
const isLogFault = (thrown: unknown): boolean =>
  thrown instanceof Error && logFaults.includes(thrown.name);
