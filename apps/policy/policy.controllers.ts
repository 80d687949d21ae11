import { Controller, Inject } from "@nestjs/common";
import { Ctx, EventPattern, MessagePattern, Payload } from "@nestjs/microservices";
import { decodeWire, encodeWire } from "#libs/contracts/wire";
import { epochAnswerOf } from "#libs/eventlog/epochMessages";
import type { JetStreamContext } from "#libs/eventlog/jetStreamStrategy";
import { coreSubjects } from "#libs/eventlog/permissions";
import { credentialMessageOf } from "#libs/policy/credentialMessages";
import { demandBytes } from "#libs/policy/demandMessages";
import { messageOf } from "#libs/policy/emergencyMessages";
import { exportMessageOf } from "#libs/policy/exportMessages";
import { activateIn, type LifeAnswer } from "#libs/policy/lifeMessages";
import { openingAnswerOf } from "#libs/policy/openingMessages";
import { readMessageOf } from "#libs/policy/readMessages";
import { retentionMessageOf } from "#libs/policy/retentionMessages";
import { subjectBytes } from "#libs/policy/subjectMessages";
import { redecide, releaseMissing } from "./copyRequests.ts";
import { signedIn } from "./ruleRuntime.ts";
import { PolicyService } from "./service.ts";

/** Names of the durable consumers that the handlers below follow. */
export const consumerNames = { events: "policy-events", reports: "policy-reports" } as const;

/** Wait before a message comes again while releases are stopped. */
const stoppedRetryMs = 500;
const reportsRetryMs = 200;

/** Handlers of streams: a message is acknowledged when what it asks for stands in the log. */
@Controller()
export class StreamController {
  constructor(@Inject(PolicyService) private readonly service: PolicyService) {}

  @EventPattern<string>(consumerNames.events)
  async decide(@Payload() _data: Uint8Array, @Ctx() context: JetStreamContext): Promise<void> {
    const outcome = await this.service.decide(context.message);
    if (outcome.kind === "done") context.ack();
    else context.nak(stoppedRetryMs);
  }

  @EventPattern<string>(consumerNames.reports)
  async record(@Payload() _data: Uint8Array, @Ctx() context: JetStreamContext): Promise<void> {
    const covered = await this.service.record(context.message);
    if (covered) context.ack();
    else context.nak(reportsRetryMs);
  }
}

/** Requests of exchange and audit. */
@Controller()
export class RequestController {
  constructor(@Inject(PolicyService) private readonly service: PolicyService) {}

  @MessagePattern(coreSubjects.redecide)
  async redecide(@Payload() data: Uint8Array): Promise<Uint8Array> {
    const request = decodeWire("CopyRequest", data);
    if (request === undefined || !isMode(request.mode)) return reply("unknown");
    const { mode, room, alias, deliveries } = request;
    return reply(await redecide(this.service.ports, { mode, room, alias, deliveries }));
  }

  @MessagePattern(coreSubjects.demandConfirmByRoom)
  async confirm(@Payload() data: Uint8Array): Promise<Uint8Array> {
    const request = decodeWire("CopyRequest", data);
    const [delivery, ...more] = request?.deliveries ?? [];
    if (request === undefined || !isMode(request.mode)) return reply("unknown");
    if (delivery === undefined || more.length > 0) return reply("unknown");
    const { mode, room, alias } = request;
    const { demands } = this.service.oversight;
    const { outcome, late } = await demands.confirmByRoom({ mode, room, alias, delivery });
    return reply(outcome, late);
  }

  @MessagePattern(coreSubjects.releaseMissing)
  async release(@Payload() data: Uint8Array): Promise<Uint8Array> {
    const request = decodeWire("CopyRequest", data);
    if (request === undefined || !isMode(request.mode)) return reply("unknown");
    const { mode, event, incident_pseudonym: pseudonym } = request;
    return reply(await releaseMissing(this.service.ports, { mode, pseudonym, event }));
  }
}

/** Requests of whoever administers the installation: the next step in the life of a rule set. */
@Controller()
export class RuleController {
  constructor(@Inject(PolicyService) private readonly service: PolicyService) {}

  @MessagePattern(coreSubjects.rulesStage)
  async stage(@Payload() data: Uint8Array): Promise<Uint8Array> {
    const document = signedIn(data);
    if (document === undefined) return lifeReply(malformed);
    return lifeReply(await this.service.rules.keeper.stage(document));
  }

  @MessagePattern(coreSubjects.rulesActivate)
  async activate(@Payload() data: Uint8Array): Promise<Uint8Array> {
    const request = activateIn(data);
    if (request === undefined) return lifeReply(malformed);
    return lifeReply(await this.service.rules.keeper.activate(request.document, request.at));
  }

  @MessagePattern(coreSubjects.rulesRevoke)
  async revoke(@Payload() data: Uint8Array): Promise<Uint8Array> {
    const document = signedIn(data);
    if (document === undefined) return lifeReply(malformed);
    return lifeReply(await this.service.rules.keeper.revoke(document));
  }
}

const malformed: LifeAnswer = { outcome: "refused", code: "malformed" };
const lifeReply = (answer: LifeAnswer): Uint8Array => Buffer.from(JSON.stringify(answer), "utf8");

/** Requests of whoever administers the installation: the queue of broken glasses, who reads the log, and what leaves it. */
@Controller()
export class OversightController {
  constructor(@Inject(PolicyService) private readonly service: PolicyService) {}

  @MessagePattern(coreSubjects.emergenciesList)
  async list(): Promise<Uint8Array> {
    return messageOf(await this.service.oversight.list());
  }

  @MessagePattern(coreSubjects.emergenciesReview)
  async review(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return messageOf(await this.service.oversight.review(data));
  }

  @MessagePattern(coreSubjects.emergenciesReviewSigned)
  async reviewSigned(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return messageOf(await this.service.oversight.reviewSigned(data));
  }

  @MessagePattern(coreSubjects.demandMake)
  async demand(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return demandBytes(await this.service.oversight.demands.demand(data));
  }

  @MessagePattern(coreSubjects.demandsList)
  async demands(): Promise<Uint8Array> {
    return demandBytes(await this.service.oversight.demands.list());
  }

  @MessagePattern(coreSubjects.demandConfirm)
  async confirm(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return demandBytes(await this.service.oversight.demands.confirm(data));
  }

  @MessagePattern(coreSubjects.subjectsSearch)
  async search(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return subjectBytes(await this.service.oversight.searchSubject(data));
  }

  @MessagePattern(coreSubjects.readAnnounce)
  async read(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return readMessageOf(await this.service.oversight.recordRead(data));
  }

  @MessagePattern(coreSubjects.fieldOpen)
  async open(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return openingAnswerOf(await this.service.oversight.openField(data));
  }

  @MessagePattern(coreSubjects.exportAnnounce)
  async export(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return exportMessageOf(await this.service.oversight.recordExport(data));
  }

  @MessagePattern(coreSubjects.credentialAnnounce)
  async credential(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return credentialMessageOf(await this.service.oversight.recordCredentialChange(data));
  }
}

/** Requests of whoever administers the installation: what is kept beyond its term, and what goes before it. */
@Controller()
export class RetentionController {
  constructor(@Inject(PolicyService) private readonly service: PolicyService) {}

  @MessagePattern(coreSubjects.retentionHold)
  async hold(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return retentionMessageOf(await this.service.retention.hold(data));
  }

  @MessagePattern(coreSubjects.retentionRelease)
  async release(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return retentionMessageOf(await this.service.retention.release(data));
  }

  @MessagePattern(coreSubjects.epochRotate)
  async rotate(): Promise<Uint8Array> {
    return epochAnswerOf(await this.service.retention.rotateEpoch());
  }

  @MessagePattern(coreSubjects.epochDestroy)
  async destroyEpoch(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return epochAnswerOf(await this.service.retention.destroyEpoch(data));
  }

  @MessagePattern(coreSubjects.retentionErase)
  async erase(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return retentionMessageOf(await this.service.retention.erase(data));
  }

  @MessagePattern(coreSubjects.retentionRetire)
  async retire(@Payload() data: Uint8Array): Promise<Uint8Array> {
    return retentionMessageOf(await this.service.retention.retireYear(data));
  }

  @MessagePattern(coreSubjects.retentionState)
  state(): Uint8Array {
    return retentionMessageOf(this.service.retention.state());
  }
}

const reply = (outcome: string, late = false): Uint8Array =>
  encodeWire("CopyReply", { outcome, late });
const isMode = (mode: string): mode is "actual" | "exercise" =>
  mode === "actual" || mode === "exercise";
