import type { FastifyRequest } from "fastify";
import { signedDocumentSchema } from "#libs/policy/documents";
import { activateRequest, type LifeAnswer } from "#libs/policy/lifeMessages";
import { type Answer, problem } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import type { CoreQuestions } from "../coreQuestions.ts";
import type { LogRequests } from "../logRequests.ts";
import { jsonOf } from "../questions.ts";
import { documentBody } from "./documentBody.ts";

export interface RuleChangePorts {
  readonly requests: LogRequests;
  readonly core: Pick<CoreQuestions, "stageRules" | "activateRules" | "revokeRules">;
  readonly logger: Logger;
}

/**
 * Passes signed documents on to policy, which alone checks and records them. The console holds no key and judges no
 * signature: who signs in here cannot change a rule, who has two signatures can.
 */
export class RuleChanges {
  constructor(private readonly ports: RuleChangePorts) {}

  async stage(request: FastifyRequest): Promise<Answer> {
    const reader = this.ports.requests.readerOf(request, "stageRules");
    if ("kind" in reader) return reader;
    const given = documentBody(request, signedDocumentSchema);
    if ("kind" in given) return given;
    return this.#passed(request, () => this.ports.core.stageRules(given.value));
  }

  async activate(request: FastifyRequest): Promise<Answer> {
    const reader = this.ports.requests.readerOf(request, "activateRules");
    if ("kind" in reader) return reader;
    const given = documentBody(request, activateRequest);
    if ("kind" in given) return given;
    return this.#passed(request, () => this.ports.core.activateRules(given.value));
  }

  async revoke(request: FastifyRequest): Promise<Answer> {
    const reader = this.ports.requests.readerOf(request, "revokeRules");
    if ("kind" in reader) return reader;
    const given = documentBody(request, signedDocumentSchema);
    if ("kind" in given) return given;
    return this.#passed(request, () => this.ports.core.revokeRules(given.value));
  }

  #passed(request: FastifyRequest, ask: () => Promise<LifeAnswer | undefined>): Promise<Answer> {
    return this.ports.requests.inWork(async () => {
      const said = await ask();
      if (said === undefined || said.outcome === "busy") return problem("rules-not-answered");
      const { outcome, document = null, version = null, effective = null } = said;
      const { code = null, place = null, missing = null } = said;
      this.ports.logger.info("rules-asked", { request: request.id, outcome, reason: code ?? "" });
      return jsonOf({ outcome, document, version, effective, code, place, missing });
    });
  }
}
