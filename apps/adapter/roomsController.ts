import { Controller, Get, Inject, Post, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "#libs/runtime/clock";
import { type Answer, problem } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import { readConfirmation } from "./confirmDemand.ts";
import { type CoreGateway, coreGateway } from "./gateway.ts";
import { readFeed } from "./readFeed.ts";
import { reportReceipts } from "./reportReceipts.ts";
import { type RoomAnswers, roomAnswersToken } from "./roomAnswers.ts";
import type { EdgeRoom } from "./rooms.ts";
import { submitMessage } from "./submitMessage.ts";

/** Token under which Nest injects what else the controllers need. */
export const edgePorts = Symbol("EdgePorts");

export interface EdgePorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly stopping: AbortSignal;
}

/** What a room may do: send, read its feed, and say what became of copies. */
@Controller("v1/rooms/:room")
export class RoomsController {
  constructor(
    @Inject(coreGateway) private readonly core: CoreGateway,
    @Inject(roomAnswersToken) private readonly answers: RoomAnswers,
    @Inject(edgePorts) private readonly ports: EdgePorts,
  ) {}

  @Post("messages")
  async sendMessage(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { clock, logger } = this.ports;
    await this.answers.give(request, reply, (room) =>
      inWork(room, () =>
        submitMessage({ core: this.core, clock, logger }, room, {
          contentType: request.headers["content-type"],
          body: bodyOf(request),
          request: request.id,
        }),
      ),
    );
  }

  @Get("feed")
  async readFeed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { logger, stopping } = this.ports;
    await this.answers.give(request, reply, (room) =>
      polling(room, () => readFeed({ core: this.core, logger, stopping }, room, request.query)),
    );
  }

  @Post("confirmations")
  async confirmDemand(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answers.give(request, reply, (room) =>
      inWork(room, () =>
        readConfirmation(this.core, room, {
          contentType: request.headers["content-type"],
          body: bodyOf(request),
          query: request.query,
        }),
      ),
    );
  }

  @Post("receipts")
  async sendReceipts(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answers.give(request, reply, (room) =>
      inWork(room, () =>
        reportReceipts(this.core, room, {
          contentType: request.headers["content-type"],
          body: bodyOf(request),
          query: request.query,
        }),
      ),
    );
  }
}

function bodyOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
}

async function inWork(room: EdgeRoom, work: () => Promise<Answer>): Promise<Answer> {
  if (room.inWork >= room.limits.in_work_max) return problem("busy");
  room.inWork += 1;
  try {
    return await work();
  } finally {
    room.inWork -= 1;
  }
}

/** A poll holds its place until the core answered it, even when its asker is gone. */
async function polling(room: EdgeRoom, work: () => Promise<Answer>): Promise<Answer> {
  if (room.polls >= room.limits.polls_max) return problem("busy");
  room.polls += 1;
  try {
    return await work();
  } finally {
    room.polls -= 1;
  }
}
