import { Controller, Delete, Get, Inject, Post, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { send } from "#libs/runtime/httpAnswer";
import { AdministrationRequests } from "./administrationRequests.ts";

/** The state of the installation and of the rooms of one's own titolare. */
@Controller("v1/admin")
export class AdministrationController {
  constructor(@Inject(AdministrationRequests) private readonly requests: AdministrationRequests) {}

  @Get("installation")
  async installation(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.installation(request));
  }

  @Get("storage")
  async storage(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.storage(request));
  }

  @Get("rooms")
  async rooms(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.rooms(request));
  }

  @Get("rooms/:room")
  async room(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.room(request));
  }

  @Post("rooms/:room/credentials")
  async rotate(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.rotate(request));
  }

  @Delete("rooms/:room/credentials/:credential")
  async revoke(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.revoke(request));
  }

  @Post("rooms/:room/dead-letters/:delivery/retry")
  async retry(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.retry(request));
  }

  @Post("rooms/:room/webhook/enable")
  async enable(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.enable(request));
  }
}
