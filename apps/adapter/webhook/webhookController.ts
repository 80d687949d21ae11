import { Controller, Get, Inject, Param, Post, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type RoomAnswers, roomAnswersToken } from "#apps/adapter/roomAnswers";
import { deadLetters, enable, tryAgain, webhookState } from "./answers.ts";
import { type Webhooks, webhooksToken } from "./webhooks.ts";

/** What a room may ask about the copies that are sent to it. */
@Controller("v1/rooms/:room")
export class WebhookController {
  constructor(
    @Inject(webhooksToken) private readonly webhooks: Webhooks,
    @Inject(roomAnswersToken) private readonly answers: RoomAnswers,
  ) {}

  @Get("webhook")
  async readWebhook(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answers.give(request, reply, async ({ id }) => webhookState(this.webhooks, id));
  }

  @Post("webhook/enable")
  async enable(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answers.give(request, reply, async ({ id }) => enable(this.webhooks, id));
  }

  @Get("dead-letters")
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answers.give(request, reply, async ({ id }) => deadLetters(this.webhooks, id));
  }

  @Post("dead-letters/:delivery/retry")
  async retry(
    @Param("delivery") delivery: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.give(request, reply, async ({ id }) =>
      tryAgain(this.webhooks, id, delivery),
    );
  }
}
