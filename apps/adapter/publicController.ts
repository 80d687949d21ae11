import { Controller, Get, Inject, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Answer, json, problem, send } from "#libs/runtime/httpAnswer";
import { type CoreGateway, coreGateway } from "./gateway.ts";
import { openApiDocument } from "./openapi.ts";
import { statusWords } from "./status.ts";

/** What anybody may ask. */
@Controller()
export class PublicController {
  /** Made when somebody first asks: few do, and every adapter would carry it. */
  #document: string | undefined;

  constructor(@Inject(coreGateway) private readonly core: CoreGateway) {}

  @Get("status")
  readStatus(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    send(request, reply, this.#status());
  }

  @Get("openapi.json")
  readOpenApi(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.#document ??= JSON.stringify(openApiDocument());
    send(request, reply, json(200, this.#document));
  }

  #status(): Answer {
    const state = this.core.state();
    return state === "unreachable"
      ? problem("core-unreachable")
      : json(200, JSON.stringify(statusWords[state]));
  }
}
