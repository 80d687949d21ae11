import type { Receivers } from "./receivers.ts";
import { ask, type Target } from "./target.ts";
import type { Message, Traffic } from "./traffic.ts";

/** One message on its way: when it should have been sent, when it was accepted, and its copies. */
interface Sent {
  readonly scheduledMs: number;
  readonly acceptMs: number;
  readonly deliveries: readonly string[];
}

/** Latencies in milliseconds, one for each message or copy, in the order of sending. */
export interface RateFigures {
  readonly acceptMs: readonly number[];
  readonly toFeedMs: readonly number[];
  readonly accepted: number;
  readonly refused: number;
  readonly missing: number;
}

const arrivalMsMax = 30_000;

/**
 * Open loop: one message every 1/rate seconds whether or not the last was answered. Latency counts from the
 * scheduled time, so that a stall of the system also shows in the messages that it kept from being sent.
 */
export async function atRate(
  target: Target,
  receivers: Receivers,
  traffic: Traffic,
  given: {
    readonly eventsPerSecond: number;
    readonly seconds: number;
    /** Asked after that time: true while more is to be sent. */
    goesOn?(): boolean;
  },
): Promise<RateFigures> {
  const count = given.eventsPerSecond * given.seconds;
  const startMs = performance.now();
  const sending: Promise<Sent | undefined>[] = [];
  for (let n = 0; n < count || given.goesOn?.() === true; n += 1) {
    const scheduledMs = startMs + (n * 1_000) / given.eventsPerSecond;
    const earlyMs = scheduledMs - performance.now();
    if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs));
    sending.push(post(target, traffic.next(), scheduledMs));
  }
  const answered = await Promise.all(sending);
  const sent = answered.filter((one) => one !== undefined);
  await receivers.all(
    sent.flatMap(({ deliveries }) => deliveries),
    arrivalMsMax,
  );
  const toFeed = sent.flatMap(({ deliveries, scheduledMs }) =>
    deliveries.map((delivery) => {
      const at = receivers.arrivedAt.get(delivery);
      return at === undefined ? undefined : at - scheduledMs;
    }),
  );
  const arrived = toFeed.filter((ms) => ms !== undefined);
  return {
    acceptMs: sent.map(({ acceptMs }) => acceptMs),
    toFeedMs: arrived,
    accepted: sent.length,
    refused: sending.length - sent.length,
    missing: toFeed.length - arrived.length,
  };
}

export interface CapacityFigures {
  readonly eventsPerSecond: number;
  readonly refused: number;
  readonly missing: number;
}

/** Closed loop: `window` messages under way until `count` are accepted; over when every copy has come. */
export async function capacity(
  target: Target,
  receivers: Receivers,
  traffic: Traffic,
  given: { readonly count: number; readonly window: number },
): Promise<CapacityFigures> {
  const deliveries: string[] = [];
  let taken = 0;
  let refused = 0;
  const startMs = performance.now();
  const worker = async () => {
    while (taken < given.count) {
      taken += 1;
      const sent = await post(target, traffic.next(), performance.now());
      if (sent === undefined) refused += 1;
      else deliveries.push(...sent.deliveries);
    }
  };
  await Promise.all(Array.from({ length: given.window }, worker));
  const complete = await receivers.all(deliveries, arrivalMsMax);
  const seconds = (performance.now() - startMs) / 1_000;
  const missing = complete ? 0 : deliveries.filter((one) => !receivers.arrivedAt.has(one)).length;
  return { eventsPerSecond: (given.count - refused) / seconds, refused, missing };
}

/** Answers other than 202 by their status; 0: none came. */
export const refusals = new Map<number, number>();

/** Undefined when it was not accepted. */
async function post(
  target: Target,
  message: Message,
  scheduledMs: number,
): Promise<Sent | undefined> {
  const { sender, pathOf } = target;
  const { incident, id, to, isFirst } = message;
  const headers = { "x-bench": `${incident} ${id} ${to.join(",")} ${isFirst ? "new" : ""}` };
  const given = { body: message.body, headers };
  const answer = await ask(sender, pathOf.messages(sender.room), given).catch(() => undefined);
  const acceptMs = performance.now() - scheduledMs;
  if (answer?.status !== 202) {
    refusals.set(answer?.status ?? 0, (refusals.get(answer?.status ?? 0) ?? 0) + 1);
    return undefined;
  }
  return { scheduledMs, acceptMs, deliveries: target.deliveries(answer.body, to) };
}
