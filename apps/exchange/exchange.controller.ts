import { Controller, Inject } from "@nestjs/common";
import { Ctx, MessagePattern, type NatsContext, Payload } from "@nestjs/microservices";
import { eventFromWire } from "#libs/contracts/eventCodec";
import { decodeWire, encodeWire, type Wire } from "#libs/contracts/wire";
import { refusal } from "#libs/eventlog/nestNats";
import { roomOfRequest } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { problems } from "#libs/incident/problems";
import { type Refused, refused } from "./admit.ts";
import { ExchangeService } from "./service.ts";

/** Longest wait of a poll; the server relays an answer for 45 s. */
export const waitMsMax = 30_000;
const copiesMax = 256;

/**
 * The three services that rooms import. The room is token 2 of the subject, which its account binds; nothing
 * in a payload says who asks.
 */
@Controller()
export class ExchangeController {
  constructor(@Inject(ExchangeService) private readonly service: ExchangeService) {}

  @MessagePattern("room.*.submit")
  async submit(@Payload() data: Uint8Array, @Ctx() context: NatsContext): Promise<Uint8Array> {
    const request = decodeWire("SubmitRequest", data);
    const event = request?.event && eventFromWire(request.event);
    if (event === undefined) return submitProblem(refused("member-missing"));
    const outcome = await this.service.submit(roomOf(context), event);
    if (outcome === undefined) throw refusal("room-unknown");
    if (outcome.kind === "refused") return submitProblem(outcome);
    const releases_stopped = this.service.releasesStopped();
    return encodeWire("SubmitReply", { receipt: outcome.receipt, releases_stopped });
  }

  @MessagePattern("room.*.feed")
  async feed(@Payload() data: Uint8Array, @Ctx() context: NatsContext): Promise<Uint8Array> {
    const request = decodeWire("FeedRequest", data);
    if (request === undefined) return feedProblem(refused("cursor-malformed"));
    const mode = roomMode(request.mode);
    if (mode === undefined) return feedProblem(refused("mode-unknown"));
    if (request.wait_ms > waitMsMax) return feedProblem(refused("wait-out-of-range"));
    const outcome = await this.service.feed(roomOf(context), {
      mode,
      after: request.after,
      waitMs: request.wait_ms,
      copiesMax: Math.min(Math.max(request.copies_max, 1), copiesMax),
      peek: request.peek,
      ...(request.incident === "" ? {} : { incident: request.incident }),
    });
    if (outcome === undefined) throw refusal("room-unknown");
    if (outcome.kind === "refused") return feedProblem(outcome);
    const { copies, cursor } = outcome;
    const releases_stopped = this.service.releasesStopped();
    return encodeWire("FeedReply", { copies: [...copies], cursor, releases_stopped });
  }

  @MessagePattern("room.*.report")
  async report(@Payload() data: Uint8Array, @Ctx() context: NatsContext): Promise<Uint8Array> {
    const request = decodeWire("ReportRequest", data);
    if (request === undefined) return reportProblem(refused("receipts-malformed"));
    const mode = roomMode(request.mode);
    if (mode === undefined) return reportProblem(refused("mode-unknown"));
    const room = roomOf(context);
    if (request.confirmation !== "") return this.confirm(room, mode, request.confirmation);
    const outcome = await (request.refusal === undefined
      ? this.service.receipts(room, mode, request.receipts)
      : this.service.refusal(room, mode, request.refusal));
    if (outcome === undefined) throw refusal("room-unknown");
    if (outcome.kind === "refused") return reportProblem(outcome);
    return encodeWire("ReportReply", { unknown_deliveries: outcome.unknown, notes: [] });
  }

  private async confirm(room: string, mode: Mode, delivery: string): Promise<Uint8Array> {
    const outcome = await this.service.confirmation(room, mode, delivery);
    if (outcome === undefined) throw refusal("room-unknown");
    if (outcome.kind === "refused") return reportProblem(outcome);
    return encodeWire("ReportReply", { unknown_deliveries: [], notes: [...outcome.notes] });
  }
}

function roomOf(context: NatsContext): string {
  const room = roomOfRequest(context.getSubject());
  if (room === undefined) throw refusal("room-unknown");
  return room;
}

const roomMode = (mode: string): Mode | undefined =>
  mode === "actual" || mode === "exercise" ? mode : undefined;

function problem({ code, errors, retryAfterS }: Refused): Wire<"Problem"> {
  const places = errors.map(({ pointer, code: word }) => ({ pointer, code: word }));
  return { code, status: problems[code].status, errors: places, retry_after_s: retryAfterS ?? 0 };
}

const submitProblem = (why: Refused) =>
  encodeWire("SubmitReply", { problem: problem(why), releases_stopped: false });
const feedProblem = (why: Refused) =>
  encodeWire("FeedReply", {
    copies: [],
    cursor: "",
    problem: problem(why),
    releases_stopped: false,
  });
const reportProblem = (why: Refused) =>
  encodeWire("ReportReply", { unknown_deliveries: [], notes: [], problem: problem(why) });
