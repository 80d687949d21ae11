import "reflect-metadata";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { Controller, type INestMicroservice, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { Ctx, EventPattern, Payload } from "@nestjs/microservices";
import { connectPlain } from "#tests/support/natsClients";
import { startNatsServer, type TestNatsServer } from "#tests/support/natsServer";
import { until } from "#tests/support/until";
import { openJetStreamAdmin } from "./jetStreamAdmin.ts";
import { openJetStreamLog } from "./jetStreamLog.ts";
import {
  type ConsumerSpec,
  incidentKey,
  type JetStreamContext,
  JetStreamStrategy,
} from "./jetStreamStrategy.ts";
import { demonstrationLimits, eventsStream } from "./streams.ts";
import { eventPlace } from "./subjects.ts";

type Behaviour = (text: string, context: JetStreamContext) => Promise<void>;
let behave: Behaviour = async (_text, context) => {
  context.ack();
};
const calls: string[] = [];

@Controller()
class Decider {
  @EventPattern<string>("decide")
  async decide(@Payload() data: Uint8Array, @Ctx() context: JetStreamContext): Promise<void> {
    const text = new TextDecoder().decode(data);
    calls.push(text);
    await behave(text, context);
  }
}

@Module({ controllers: [Decider] })
class DeciderModule {}

const decide: ConsumerSpec = {
  stream: "EVENTS",
  name: "decider",
  durable: true,
  filter: "event.>",
  inWorkMax: 8,
  ackWaitMs: 1_000,
  retryMs: 50,
  orderingKey: incidentKey,
};

let server: TestNatsServer;
let connection: NatsConnection;
let app: INestMicroservice | undefined;
let sent = 0;

beforeEach(async () => {
  server = await startNatsServer();
  connection = await connectPlain(server, "policy");
  const admin = await openJetStreamAdmin(connection, { timeoutMs: 2_000 });
  await admin.ensureStream(eventsStream(demonstrationLimits));
  calls.length = 0;
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  await connection.close();
  await server.stop();
});

async function startDecider(change: Partial<ConsumerSpec>, behaviour: Behaviour): Promise<void> {
  behave = behaviour;
  const strategy = new JetStreamStrategy({
    connection,
    consumers: { decide: { ...decide, ...change } },
    timeoutMs: 2_000,
    graceMs: 2_000,
  });
  app = await NestFactory.createMicroservice(DeciderModule, { strategy, logger: false });
  await app.listen();
}

/** Stores an event of a numbered incident. */
async function send(incident: number, text: string): Promise<void> {
  const log = await openJetStreamLog(connection, { timeoutMs: 2_000 });
  sent += 1;
  const hex = (n: number) => n.toString(16).padStart(32, "0");
  const ref = { mode: "test", room: "pl-uno", incident: hex(incident), event: hex(sent) } as const;
  const place = eventPlace(ref);
  const expectation = { expect: { sequence: 0, filter: place.chain } };
  const outcome = await log.append(place.subject, new TextEncoder().encode(text), expectation);
  expect(outcome.kind).toBe("appended");
}

async function pending(): Promise<number> {
  const manager = await jetstreamManager(connection);
  const info = await manager.consumers.info("EVENTS", "decider");
  return info.num_pending + info.num_ack_pending;
}

const isAllDone = async (): Promise<boolean> => (await pending()) === 0;
const isReachable = (): Promise<boolean> =>
  connection.rtt().then(
    () => true,
    () => false,
  );

const acknowledge: Behaviour = async (_text, context) => {
  context.ack();
};

describe("stream handlers as controllers", () => {
  test("what is stored before and after the start is handled once and is then done", async () => {
    await send(1, "before");
    await startDecider({}, acknowledge);
    await send(2, "after");
    await until(isAllDone, "every acknowledgement");
    expect(calls).toEqual(["before", "after"]);
  });

  test("a handler that fails, forgets or says later gets the message again", async () => {
    const seen = new Map<string, number>();
    await startDecider({}, async (text, context) => {
      const times = (seen.get(text) ?? 0) + 1;
      seen.set(text, times);
      expect(context.deliveries).toBe(times);
      if (times > 1) context.ack();
      else if (text === "fails") throw new Error("SINTETICO");
      else if (text === "later") context.nak(50);
    });
    for (const [n, text] of ["fails", "forgets", "later"].entries()) await send(n, text);
    await until(async () => calls.length === 6 && (await isAllDone()), "every acknowledgement");
    expect([...seen.values()]).toEqual([2, 2, 2]);
  });

  test("a message in work for longer than the acknowledgement wait is not handled a second time", async () => {
    const gate = Promise.withResolvers<void>();
    await startDecider({ ackWaitMs: 300 }, async (_text, context) => {
      await gate.promise;
      context.ack();
    });
    await send(1, "slow");
    await until(() => calls.length === 1, "the handler");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    gate.resolve();
    await until(isAllDone, "every acknowledgement");
    expect(calls).toEqual(["slow"]);
  });

  test("one incident's events are handled one after the other, different incidents beside each other", async () => {
    const inWork = new Map<string, number>();
    let beside = 0;
    const order = new Map<string, string[]>();
    await startDecider({}, async (text, context) => {
      const incident = text.slice(0, 1);
      inWork.set(incident, (inWork.get(incident) ?? 0) + 1);
      expect(inWork.get(incident)).toBe(1);
      beside = Math.max(beside, [...inWork.values()].filter((count) => count > 0).length);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.set(incident, [...(order.get(incident) ?? []), text]);
      inWork.set(incident, 0);
      context.ack();
    });
    for (let n = 0; n < 24; n += 1) await send(n % 3, `${n % 3}-${n}`);
    await until(async () => calls.length === 24 && (await isAllDone()), "every acknowledgement");
    expect(beside).toBeGreaterThan(1);
    for (const texts of order.values()) {
      const numbers = texts.map((one) => Number(one.slice(2)));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  });

  test("never more in work than the limit", async () => {
    let inWork = 0;
    let most = 0;
    await startDecider({ inWorkMax: 3 }, async (_text, context) => {
      inWork += 1;
      most = Math.max(most, inWork);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inWork -= 1;
      context.ack();
    });
    for (let n = 0; n < 12; n += 1) await send(n, `${n}`);
    await until(async () => calls.length === 12 && (await isAllDone()), "every acknowledgement");
    expect(most).toBe(3);
  });
});

describe("ends and restarts", () => {
  test.each([true, false])(
    "after a kill of the server the rest is handled (durable: %s)",
    async (durable) => {
      await startDecider({ durable }, acknowledge);
      await send(1, "one");
      await until(() => calls.includes("one"), "the handler");
      await server.kill();
      await server.restart();
      await until(isReachable, "the server");
      await send(1, "two");
      await until(() => calls.includes("two"), "the handler");
    },
  );

  test("what the server sends again while its handler still works is ignored", async () => {
    const gate = Promise.withResolvers<void>();
    await startDecider({ ackWaitMs: 60_000 }, async (_text, context) => {
      await gate.promise;
      context.ack();
    });
    await send(1, "slow");
    await until(() => calls.length === 1, "the handler");
    // As after an acknowledgement wait that ran out, but at a moment that is sure: the server is told by hand.
    connection.publish("$JS.ACK.EVENTS.decider.1.1.1.1.0", "-NAK");
    const manager = await jetstreamManager(connection);
    const delivered = async () => (await manager.consumers.info("EVENTS", "decider")).delivered;
    await until(async () => (await delivered()).consumer_seq === 2, "the second delivery");
    await send(2, "fence");
    await until(() => calls.includes("fence"), "what was sent behind it");
    gate.resolve();
    await until(isAllDone, "every acknowledgement");
    expect(calls).toEqual(["slow", "fence"]);
  });

  test("closing waits for the handler in work and takes nothing new", async () => {
    const gate = Promise.withResolvers<void>();
    await startDecider({ inWorkMax: 1 }, async (_text, context) => {
      await gate.promise;
      context.ack();
    });
    await send(1, "one");
    await send(2, "two");
    await until(() => calls.length === 1, "the handler");
    const closing = app?.close();
    setTimeout(() => gate.resolve(), 100);
    await closing;
    app = undefined;
    expect(calls).toEqual(["one"]);
    expect(await pending()).toBe(1);
  });

  test("closing ends within the grace time, whatever a handler does and even without a server", async () => {
    const gate = Promise.withResolvers<void>();
    await startDecider({ inWorkMax: 1 }, () => gate.promise);
    await send(1, "stuck");
    await until(() => calls.length === 1, "the handler");
    await server.kill();
    const started = performance.now();
    await app?.close();
    app = undefined;
    // Without a bound it would never end; a busy machine may take its time.
    expect(performance.now() - started).toBeLessThan(20_000);
    gate.resolve();
  });

  test("a handler whose pattern names no consumer stops the start", async () => {
    const strategy = new JetStreamStrategy({ connection, consumers: {}, timeoutMs: 1, graceMs: 1 });
    const broken = await NestFactory.createMicroservice(DeciderModule, { strategy, logger: false });
    await expect(broken.listen()).rejects.toThrow(/no consumer/);
  });
});
