import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { NatsConnection } from "@nats-io/transport-node";
import { Controller, type INestMicroservice, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { Ctx, MessagePattern, type NatsContext, Payload } from "@nestjs/microservices";
import { from } from "rxjs";
import { connectPlain, plainClient } from "#tests/support/natsClients";
import { startNatsServer, type TestNatsServer } from "#tests/support/natsServer";
import { until } from "#tests/support/until";
import { ask } from "./ask.ts";
import { NatsRequestServer, refusal } from "./nestNats.ts";
import { roomOfRequest } from "./subjects.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array) => new TextDecoder().decode(data);
const held: (() => void)[] = [];
let handled = 0;

@Controller()
class Rooms {
  @MessagePattern("room.*.submit")
  async submit(@Payload() data: Uint8Array, @Ctx() context: NatsContext): Promise<Uint8Array> {
    handled += 1;
    if (text(data) === "refuse") throw refusal("not-your-incident");
    if (text(data) === "fail") throw new Error("SINTETICO must not leave");
    if (text(data) === "room") return bytes(roomOfRequest(context.getSubject()) ?? "");
    return data;
  }

  @MessagePattern("room.*.feed")
  async feed(@Payload() data: Uint8Array): Promise<Uint8Array> {
    await new Promise<void>((resolve) => held.push(resolve));
    return data;
  }

  @MessagePattern("several")
  several() {
    return from([bytes("one"), bytes("two")]);
  }
}

@Module({ controllers: [Rooms] })
class RoomsModule {}

let server: TestNatsServer;
let app: INestMicroservice;
let strategy: NatsRequestServer;
let asker: NatsConnection;

beforeAll(async () => {
  server = await startNatsServer();
  strategy = new NatsRequestServer({
    client: plainClient(server, "exchange"),
    inWorkMax: 100,
    graceMs: 2_000,
  });
  app = await NestFactory.createMicroservice(RoomsModule, { strategy, logger: false });
  await app.listen();
  asker = await connectPlain(server, "asker");
});
afterAll(async () => {
  await app.close();
  await asker.close();
  await server.stop();
});

describe("request and reply with raw bytes", () => {
  test("every byte goes there and back unchanged, and so does an empty message", async () => {
    const all = Uint8Array.from({ length: 256 }, (_, value) => value);
    for (const data of [all, new Uint8Array(0), bytes("{not json")]) {
      expect(await ask(asker, "room.pl-uno.submit", data, 2_000)).toEqual({
        kind: "answered",
        data,
      });
    }
  });

  test("the handler sees the concrete subject, so the room is the account's and not the payload's", async () => {
    const outcome = await ask(asker, "room.pl-uno.submit", bytes("room"), 2_000);
    expect(outcome).toEqual({ kind: "answered", data: bytes("pl-uno") });
  });

  test("a refusal carries its code; a failure carries nothing of what happened", async () => {
    expect(await ask(asker, "room.pl-uno.submit", bytes("refuse"), 2_000)).toEqual({
      kind: "refused",
      code: "not-your-incident",
    });
    expect(await ask(asker, "room.pl-uno.submit", bytes("fail"), 2_000)).toEqual({
      kind: "refused",
      code: "internal",
    });
  });

  test("a handler that answers twice is a defect: the asker gets an error, not half an answer", async () => {
    expect(await ask(asker, "several", "", 2_000)).toEqual({ kind: "refused", code: "internal" });
  });

  test("a request without reply subject is never handled", async () => {
    const before = handled;
    asker.publish("room.pl-uno.submit", bytes("x"));
    await until(() => strategy.refusedWithoutReply === 1, "the refusal");
    expect(handled).toBe(before);
  });

  test("nobody there, and nobody in time, are unknown outcomes", async () => {
    expect(await ask(asker, "nobody", "", 2_000)).toEqual({
      kind: "unknown",
      reason: "no-responders",
    });
    expect(await ask(asker, "room.pl-uno.feed", "", 200)).toEqual({
      kind: "unknown",
      reason: "timeout",
    });
    // The handler may come to it only now; it must not be left in work for the next test.
    await until(() => held.length === 1, "the polls");
    for (const release of held.splice(0)) release();
  });

  test("waiting polls do not hold each other; above the limit the answer is busy at once", async () => {
    expect(await ask(asker, "room.pl-uno.submit", "", 2_000)).toMatchObject({ kind: "answered" });
    const polls = Array.from({ length: 100 }, (_, n) =>
      ask(asker, "room.pl-uno.feed", `${n}`, 5_000),
    );
    await until(() => held.length === 100, "the polls");
    expect(await ask(asker, "room.pl-uno.submit", bytes("x"), 2_000)).toEqual({
      kind: "refused",
      code: "busy",
    });
    for (const release of held.splice(0).reverse()) release();
    const answers = await Promise.all(polls);
    expect(answers.map((one) => (one.kind === "answered" ? text(one.data) : one.kind))).toEqual(
      Array.from({ length: 100 }, (_, n) => `${n}`),
    );
  });

  test("a request in work is answered before the process ends", async () => {
    const own = new NatsRequestServer({
      client: plainClient(server, "ending"),
      inWorkMax: 10,
      graceMs: 5_000,
      queue: "ending",
    });
    await app.close();
    const ending = await NestFactory.createMicroservice(RoomsModule, {
      strategy: own,
      logger: false,
    });
    await ending.listen();
    const poll = ask(asker, "room.pl-uno.feed", bytes("last"), 5_000);
    await until(() => held.length === 1, "the polls");
    const closing = ending.close();
    setTimeout(() => held.splice(0).forEach((release) => void release()), 100);
    expect(await poll).toEqual({ kind: "answered", data: bytes("last") });
    await closing;
  });
});

describe("without a server", () => {
  test("the process still ends, within its grace time", async () => {
    const own = await startNatsServer();
    const alone = new NatsRequestServer({
      client: plainClient(own, "alone"),
      inWorkMax: 1,
      graceMs: 300,
    });
    const aloneApp = await NestFactory.createMicroservice(RoomsModule, {
      strategy: alone,
      logger: false,
    });
    await aloneApp.listen();
    await own.kill();
    await aloneApp.close();
    await own.stop();
  });
});

describe("the wrong server", () => {
  test("the process does not start on a server with another name", async () => {
    const strange = new NatsRequestServer({
      client: { ...plainClient(server, "strange"), serverNames: ["another"] },
      inWorkMax: 1,
      graceMs: 100,
    });
    const strangeApp = await NestFactory.createMicroservice(RoomsModule, {
      strategy: strange,
      logger: false,
    });
    await expect(strangeApp.listen()).rejects.toMatchObject({ code: "wrong-server" });
  });
});
