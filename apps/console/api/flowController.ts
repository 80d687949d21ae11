import { Controller, Get, Inject, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { send } from "#libs/runtime/httpAnswer";
import { breachScopeQuestion } from "./breachQuestion.ts";
import { flowsQuestion } from "./flowQuestions.ts";
import { LogRequests } from "./logRequests.ts";

/** What flowed from whom to whom: each question is recorded before it is answered. */
@Controller("v1/log")
export class FlowController {
  constructor(@Inject(LogRequests) private readonly requests: LogRequests) {}

  @Get("flows")
  async flows(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.answer(request, "readFlows", flowsQuestion));
  }

  @Get("breach-scope")
  async breach(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.requests.answer(request, "readBreachScope", breachScopeQuestion);
    send(request, reply, answer);
  }
}
