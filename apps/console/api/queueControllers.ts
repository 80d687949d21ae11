import { Controller, Get, Inject, Post, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { send } from "#libs/runtime/httpAnswer";
import { anomaliesQuestion } from "./anomalyQuestions.ts";
import { FieldRequests } from "./fieldRequest.ts";
import { LogRequests } from "./logRequests.ts";
import { QueueOrders } from "./queueOrders.ts";
import { dutyCountsQuestion, reviewsQuestion } from "./queueQuestions.ts";

/** What waits for a person, and what that person decides. */
@Controller("v1/log")
export class QueueController {
  constructor(
    @Inject(LogRequests) private readonly requests: LogRequests,
    @Inject(QueueOrders) private readonly orders: QueueOrders,
    @Inject(FieldRequests) private readonly fields: FieldRequests,
  ) {}

  @Get("duties")
  async duties(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.answer(request, "countDuties", dutyCountsQuestion));
  }

  @Get("reviews")
  async reviews(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.answer(request, "listReviews", reviewsQuestion));
  }

  @Get("anomalies")
  async anomalies(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.answer(request, "listAnomalies", anomaliesQuestion));
  }

  @Post("reviews")
  async review(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.orders.review(request));
  }

  @Post("entries/:year/:index/field")
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.fields.answerApproved(request));
  }

  @Post("recalls/confirmations")
  async confirm(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.orders.confirm(request));
  }

  @Post("holds")
  async hold(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.orders.hold(request));
  }

  @Post("holds/signed")
  async signHold(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.orders.signHold(request));
  }

  @Post("holds/releases")
  async release(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.orders.release(request));
  }
}
