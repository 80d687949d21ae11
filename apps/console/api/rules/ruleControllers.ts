import { Controller, Get, Inject, Post, Req, Res } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { send } from "#libs/runtime/httpAnswer";
import type { LogRequests } from "../logRequests.ts";
import type { Asked, QuestionPorts, Understood } from "../questions.ts";
import type { OperationName } from "../routes.ts";
import { DryRuns } from "./dryRun.ts";
import { RuleChanges } from "./ruleChanges.ts";
import { diffQuestion, type RulePorts, rulesQuestion, tableQuestion } from "./ruleQuestions.ts";

type Understand = (asked: Asked, ports: QuestionPorts, rules: RulePorts) => Understood;

/** Questions about rules, each recorded before it is answered. */
export class RuleRequests {
  constructor(
    private readonly requests: LogRequests,
    private readonly rules: RulePorts,
  ) {}

  answer(request: FastifyRequest, operation: OperationName, understand: Understand) {
    return this.requests.answer(request, operation, (asked, ports) =>
      understand(asked, ports, this.rules),
    );
  }
}

/** The rules: read here, changed by policy alone. */
@Controller("v1/rules")
export class RuleController {
  constructor(
    @Inject(RuleRequests) private readonly rules: RuleRequests,
    @Inject(DryRuns) private readonly dryRuns: DryRuns,
    @Inject(RuleChanges) private readonly changes: RuleChanges,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.rules.answer(request, "listRules", rulesQuestion));
  }

  @Get(":hash")
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.rules.answer(request, "readRules", tableQuestion));
  }

  @Get(":a/diff/:b")
  async compare(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.rules.answer(request, "compareRules", diffQuestion));
  }

  @Post("dry-run")
  async try(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.dryRuns.answer(request));
  }

  @Post("stage")
  async stage(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.changes.stage(request));
  }

  @Post("activate")
  async activate(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.changes.activate(request));
  }

  @Post("revoke")
  async revoke(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(request, reply, await this.changes.revoke(request));
  }
}
