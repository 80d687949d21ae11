import { Controller, Get, Inject, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { send } from "#libs/runtime/httpAnswer";
import { LogRequests } from "../logRequests.ts";
import { timelineQuestion } from "./timelineQuestion.ts";
import { whyQuestion } from "./whyQuestion.ts";

/** What became of an incident, and why: each question is recorded before it is answered. */
@Controller("v1/log")
export class IncidentController {
  constructor(@Inject(LogRequests) private readonly requests: LogRequests) {}

  @Get("incidents/:incident")
  async incident(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.answer(request, "readIncident", timelineQuestion));
  }

  @Get("entries/:year/:index/why")
  async why(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.answer(request, "explainFields", whyQuestion));
  }
}
