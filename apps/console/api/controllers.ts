import { Controller, Delete, Get, Inject, Post, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { connectionState } from "#libs/eventlog/connectionWatch";
import { type Answer, json, send } from "#libs/runtime/httpAnswer";
import {
  accessRequestsQuestion,
  holdsQuestion,
  recallsQuestion,
  retentionQuestion,
} from "./duties.ts";
import { ExportRequests } from "./exportRequest.ts";
import { FieldRequests } from "./fieldRequest.ts";
import { LoginRequests } from "./login/loginRequests.ts";
import { LogRequests, type Understand } from "./logRequests.ts";
import { openApiDocument } from "./openapi.ts";
import { openingsQuestion } from "./openingQuestion.ts";
import { checkpointsQuestion, consistencyQuestion, proofQuestion } from "./proofQuestions.ts";
import type { OperationName } from "./routes.ts";
import { countsQuestion, entryQuestion, pageQuestion } from "./searchQuestions.ts";
import { statusWords } from "./status.ts";
import { TailRequests } from "./tailRequest.ts";

/** Questions to the log: each is recorded before it is answered. */
@Controller("v1/log")
export class LogController {
  constructor(
    @Inject(LogRequests) private readonly requests: LogRequests,
    @Inject(TailRequests) private readonly tails: TailRequests,
    @Inject(ExportRequests) private readonly exports: ExportRequests,
    @Inject(FieldRequests) private readonly fields: FieldRequests,
  ) {}

  @Get("entries")
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#answer(request, reply, "listEntries", pageQuestion);
  }

  @Get("entries/:year/:index")
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#answer(request, reply, "readEntry", entryQuestion);
  }

  @Get("entries/:year/:index/proof")
  prove(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#answer(request, reply, "proveEntry", proofQuestion);
  }

  @Get("entries/:year/:index/field")
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.fields.answer(request));
  }

  @Get("counts")
  count(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#answer(request, reply, "countEntries", countsQuestion);
  }

  @Get("consistency")
  compare(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#answer(request, reply, "proveConsistency", consistencyQuestion);
  }

  @Get("checkpoints")
  checkpoints(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#answer(request, reply, "readCheckpoints", checkpointsQuestion);
  }

  @Get("openings")
  openings(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.#answer(request, reply, "readOpenings", openingsQuestion);
  }

  @Get("tail")
  async tail(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.tails.answer(request, reply);
    if (answer !== "sent") send(request, reply, answer);
  }

  @Post("exports")
  async export(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.exports.answer(request, reply);
    if (answer !== "sent") send(request, reply, answer);
  }

  async #answer(
    request: FastifyRequest,
    reply: FastifyReply,
    operation: OperationName,
    understand: Understand,
  ): Promise<void> {
    send(request, reply, await this.requests.answer(request, operation, understand));
  }
}

/** Lists of what is to be done, or was: each is recorded before it is answered. */
@Controller("v1/log")
export class DutyController {
  constructor(@Inject(LogRequests) private readonly requests: LogRequests) {}

  @Get("retention")
  async retention(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.requests.answer(request, "listRetention", retentionQuestion);
    send(request, reply, answer);
  }

  @Get("holds")
  async holds(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.answer(request, "listHolds", holdsQuestion));
  }

  @Get("recalls")
  async recalls(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.requests.answer(request, "listRecalls", recallsQuestion));
  }

  @Get("access-requests")
  async searches(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asked = "listAccessRequests";
    send(request, reply, await this.requests.answer(request, asked, accessRequestsQuestion));
  }
}

/** Signing in and out, in the browser. */
@Controller()
export class LoginController {
  constructor(@Inject(LoginRequests) private readonly login: LoginRequests) {}

  @Get("accesso")
  begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.login.begin(request, reply);
  }

  @Get("accesso/ritorno")
  back(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.login.back(request, reply);
  }

  @Get("v1/session")
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    send(request, reply, this.login.read(request));
  }

  @Delete("v1/session")
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.login.end(request, reply));
  }
}

/** What anybody on this machine may ask. */
@Controller()
export class PublicController {
  #document: string | undefined;

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
    return json(200, JSON.stringify(statusWords[connectionState() === "ok" ? "ok" : "degraded"]));
  }
}
