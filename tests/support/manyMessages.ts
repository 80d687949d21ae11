import {
  CanaryBook,
  canaryHeader,
  canaryMessage,
  componentIds,
} from "#tests/support/canaryMessages";
import { receivers, roomIds, sender } from "#tests/support/canaryScenario";
import type { CoreView } from "#tests/support/coreView";
import type { MarkedCanaries } from "#tests/support/markedCanaries";
import type { RunningSystem } from "#tests/support/runningSystem";
import { until } from "#tests/support/until";

const categories = ["C03", "C12", "C01", "C17"] as const;
const messagesPerIncident = 8;
/** Incidents whose messages are on their way at the same time. */
const besides = 16;
/** One incident of so many begins in another room than the first, each of them in its turn. */
const othersEvery = 8;
const catchUpMsMax = 600_000;

/** What came of many messages. */
export interface ManySent {
  readonly accepted: number;
  readonly copies: number;
  /** Different marked tokens that rooms were handed out: those that the agreements give them. */
  readonly tokensHandedOut: number;
}

/**
 * Sends `count` messages with a marked value in every free field, in incidents of some messages each, while every room
 * takes its copies as they come; resolves when all is decided, handed out and in a signed checkpoint.
 */
export async function sendMany(
  system: RunningSystem,
  core: CoreView,
  marks: MarkedCanaries,
  count: number,
): Promise<ManySent> {
  const rooms = roomIds.map((room) => new Taker(system, room, marks));
  let isSending = true;
  const taking = rooms.map((room) => room.takeWhile(() => isSending));
  const incidents = Math.ceil(count / messagesPerIncident);
  let next = 0;
  const send = async () => {
    while (next < incidents) {
      const incident = next;
      next += 1;
      const left = count - incident * messagesPerIncident;
      await sendIncident(system, marks, incident, Math.min(left, messagesPerIncident));
    }
  };
  try {
    await Promise.all(Array.from({ length: besides }, send));
  } finally {
    isSending = false;
  }
  await Promise.all(taking);
  const isSettled = () =>
    core.settled().then(
      () => true,
      () => false,
    );
  await until(isSettled, "all to be decided and signed", catchUpMsMax);
  for (const room of rooms) await room.takeAll();
  return {
    accepted: count,
    copies: rooms.reduce((sum, { copies }) => sum + copies, 0),
    tokensHandedOut: new Set(rooms.flatMap(({ tokens }) => [...tokens])).size,
  };
}

async function sendIncident(
  system: RunningSystem,
  marks: MarkedCanaries,
  number: number,
  messages: number,
): Promise<void> {
  const book = () => new CanaryBook("many", marks);
  const [incident, ids] = [canaryHeader(book(), "incident"), componentIds(book())];
  const from = senderOf(number);
  const category = categories[number % categories.length] ?? categories[0];
  for (let step = 0; step < messages; step += 1) {
    const kind = step === 0 ? "report" : "update";
    const body = canaryMessage(book(), { kind, category, incident, ids });
    const answer = await system.send(from, body);
    if (answer.status !== 202) throw new Error(`${answer.status}: ${answer.text}`);
    if (marks.tokensIn(answer.text).size > 0) throw new Error("an answer repeats a token");
  }
}

function senderOf(incident: number): string {
  if (incident % othersEvery !== othersEvery - 1) return sender;
  return receivers[Math.floor(incident / othersEvery) % receivers.length] ?? sender;
}

/** A room that takes its copies and keeps nothing of them but the tokens. */
class Taker {
  readonly tokens = new Set<string>();
  copies = 0;
  #cursor = "";

  constructor(
    private readonly system: RunningSystem,
    private readonly room: string,
    private readonly marks: MarkedCanaries,
  ) {}

  async takeWhile(goesOn: () => boolean): Promise<void> {
    while (goesOn()) await this.#poll(1);
  }

  async takeAll(): Promise<void> {
    while ((await this.#poll(0)) > 0);
  }

  async #poll(waitSeconds: number): Promise<number> {
    const after = encodeURIComponent(this.#cursor);
    const path = `/v1/rooms/${this.room}/feed?after=${after}&wait=${waitSeconds}`;
    const answer = await this.system.ask(this.room, path);
    if (answer.status !== 200) throw new Error(`${this.room}: ${answer.text}`);
    const { copies, cursor } = answer.body as {
      readonly copies: readonly unknown[];
      readonly cursor: string;
    };
    this.#cursor = cursor;
    this.copies += copies.length;
    for (const one of this.marks.tokensIn(answer.text)) this.tokens.add(one);
    return copies.length;
  }
}
