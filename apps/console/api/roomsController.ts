import { Controller, Get, Inject, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { send } from "#libs/runtime/httpAnswer";
import { LogRequests } from "./logRequests.ts";
import { roomList } from "./rooms.ts";

/** Names of institutions, for whoever has come in: without a purpose, since nothing of the log is read. */
@Controller("v1/rooms")
export class RoomsController {
  constructor(@Inject(LogRequests) private readonly requests: LogRequests) {}

  @Get()
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    send(request, reply, roomList(this.requests.ports.access));
  }
}
