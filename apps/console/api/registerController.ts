import { Controller, Get, Inject, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { send } from "#libs/runtime/httpAnswer";
import { dpiaQuestion, processingQuestion } from "./registerQuestions.ts";
import { RuleRequests } from "./rules/ruleControllers.ts";

/** Registers made of the rules that govern at a moment: each question is recorded before it is answered. */
@Controller("v1/registers")
export class RegisterController {
  constructor(@Inject(RuleRequests) private readonly rules: RuleRequests) {}

  @Get("processing")
  async processing(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = this.rules.answer(request, "readProcessingRegister", processingQuestion);
    send(request, reply, await answer);
  }

  @Get("dpia")
  async dpia(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.rules.answer(request, "readDpiaInventory", dpiaQuestion));
  }
}
