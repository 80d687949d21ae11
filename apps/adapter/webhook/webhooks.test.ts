import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { systemClock } from "#libs/runtime/clock";
import { loggerTo } from "#libs/runtime/logger";
import { edgeConfiguration } from "#tests/support/edge";
import { until } from "#tests/support/until";
import { WaitingCore } from "#tests/support/waitingCore";
import { type Behaviour, WebhookReceiver } from "#tests/support/webhookReceiver";
import { answerBytesMax } from "./post.ts";
import { Webhooks } from "./webhooks.ts";
import type { WebhookConfig } from "./worker.ts";

const room = "pl_cremona";
const secrets = ["A", "B"].map((letter) => `whsec_${Buffer.alloc(32, letter).toString("base64")}`);
const incident = (digit: string) => digit.repeat(32);

let core: WaitingCore;
let receiver: WebhookReceiver;
let webhooks: Webhooks;
let log: string[];

beforeEach(async () => {
  core = new WaitingCore();
  receiver = await WebhookReceiver.open();
  receiver.secret = secrets[0] ?? "";
  log = [];
  webhooks = start();
});
afterEach(async () => {
  await webhooks.stop();
  await core.close();
  await receiver.close();
});

function start(over: Partial<WebhookConfig> = {}): Webhooks {
  const { rooms } = edgeConfiguration();
  const webhook: WebhookConfig = {
    url: receiver.url,
    // So long that a busy machine is not taken for a slow receiver.
    timeout_ms: 10_000,
    ttl_ms: 600_000,
    modes: ["actual"],
    secrets: secrets.slice(0, 1),
    ...over,
  };
  const configured = rooms.map((one) => (one.id === room ? { ...one, webhook } : one));
  const sink = { write: (line: string) => void log.push(line) };
  const logger = loggerTo(sink, { process: "adapter-test", log_level: "trace" });
  const started = new Webhooks(configured, core, { clock: systemClock, logger });
  started.start();
  return started;
}

async function restart(over: Partial<WebhookConfig> = {}): Promise<void> {
  await webhooks.stop();
  webhooks = start(over);
}

const delivered = () => core.receipts.filter(({ kind }) => kind === "delivered");
const allDelivered = (count: number) =>
  until(() => delivered().length >= count, `${count} receipts`);

describe("a copy of a room with a webhook", () => {
  test("is sent signed, one a request, and confirmed by a receipt of its own", async () => {
    const ids = ["a", "b", "a"].map((name) => core.release(room, incident(name)));
    await allDelivered(3);
    expect(receiver.requests.map(({ verification }) => verification)).toEqual(["ok", "ok", "ok"]);
    expect(new Set(receiver.ids)).toEqual(new Set(ids));
    for (const { id, copy, headers } of receiver.requests) {
      expect(copy.delivery).toBe(id);
      expect(headers["content-type"]).toBe("application/vnd.raccordo.copy+json; version=1");
    }
    expect(delivered()).toMatchObject(
      delivered().map(() => ({ mode: "actual", conditions_accepted: false })),
    );
    expect(core.waiting(room)).toEqual([]);
    expect(webhooks.stateOf(room)).toMatchObject({ state: "ok", retrying: 0, dead: 0 });
  });

  test("of another room, or of a mode that is not asked for, is not sent", async () => {
    core.release("questura", incident("a"));
    core.release(room, incident("b"), { mode: "exercise" });
    core.release(room, incident("c"));
    await allDelivered(1);
    expect(receiver.requests.map(({ copy }) => copy.incident)).toEqual([incident("c")]);
    expect(webhooks.stateOf("questura")).toMatchObject({ state: "off" });
    await restart({ modes: ["actual", "exercise"] });
    await allDelivered(2);
    expect(receiver.requests.at(-1)?.copy.mode).toBe("exercise");
  });

  test("is signed with both secrets while a rotation is under way", async () => {
    await restart({ secrets });
    core.release(room, incident("a"));
    await allDelivered(1);
    receiver.secret = secrets[1] ?? "";
    core.release(room, incident("a"));
    await allDelivered(2);
    expect(receiver.requests.map(({ verification }) => verification)).toEqual(["ok", "ok"]);
  });

  test("comes in the order of its incident, also when the receiver fails between", async () => {
    const order: string[] = [];
    let asked = 0;
    receiver.behave((request, response) => {
      asked += 1;
      if (asked % 4 === 2) return void response.writeHead(503).end();
      order.push(`${request.copy.incident} ${request.id}`);
      return void response.writeHead(200).end("ok");
    });
    for (let number = 0; number < 12; number += 1) core.release(room, incident(`${number % 3}`));
    await allDelivered(12);
    for (const name of ["0", "1", "2"]) {
      const ofOne = order.filter((line) => line.startsWith(incident(name)));
      const ids = ofOne.map((line) => Number.parseInt(line.slice(-4), 16));
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      expect(ids).toHaveLength(4);
    }
  });

  test("does not wait for another incident whose copy is refused or never answered", async () => {
    await restart({ timeout_ms: 400 });
    receiver.behave(({ copy }, response) => {
      if (copy.incident === incident("a")) return void response.writeHead(500).end();
      if (copy.incident !== incident("b")) response.writeHead(204).end();
    });
    core.release(room, incident("a"));
    core.release(room, incident("b"));
    for (let number = 0; number < 50; number += 1) core.release(room, incident("c"));
    await allDelivered(50);
    await until(() => webhooks.stateOf(room).retrying === 2, "both to be retried");
    expect(webhooks.stateOf(room)).toMatchObject({ state: "retrying", dead: 0 });
    expect(core.waiting(room)).toHaveLength(2);
    receiver.behave();
    await allDelivered(52);
    expect(webhooks.stateOf(room).state).toBe("ok");
  });
});

describe("a receiver that misbehaves", () => {
  const bad: readonly [string, string, Behaviour][] = [
    ["says 500", "http-500", (_, response) => void response.writeHead(500).end("x")],
    ["never answers", "timeout", () => undefined],
    [
      "answers without end, slowly",
      "timeout",
      (_, response) => {
        response.writeHead(200).write("x");
      },
    ],
    [
      "resets the connection",
      "connection-broken",
      (_, response) => response.socket?.resetAndDestroy(),
    ],
    [
      "says 200 and breaks off",
      "connection-broken",
      (_, response) => {
        response.writeHead(200, { "content-length": "100" }).write("x");
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ["is no HTTP", "connection-failed", (_, response) => response.socket?.end("nonsense\r\n\r\n")],
    [
      "sends headers without end",
      "connection-failed",
      (_, response) => response.socket?.end(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(70_000)}\r\n\r\n`),
    ],
    [
      "points elsewhere",
      "http-307",
      (_, response) => void response.writeHead(307, { location: receiver.url }).end(),
    ],
    [
      "asks for a pause in the past",
      "http-503",
      (_, response) => void response.writeHead(503, { "retry-after": "-31536000000" }).end(),
    ],
  ];
  test.each(bad)(
    "that %s: the copy is tried again, with the same id (%s)",
    async (_, code, once) => {
      if (code === "timeout") await restart({ timeout_ms: 400 });
      let first = true;
      receiver.behave((request, response) => {
        if (first) once(request, response);
        else response.writeHead(204).end();
        first = false;
      });
      const id = core.release(room, incident("a"));
      await allDelivered(1);
      // On a busy machine the good answer may come too late for its timeout, too.
      expect(receiver.requests.length).toBeGreaterThanOrEqual(2);
      expect(new Set(receiver.requests.map((request) => request.id))).toEqual(new Set([id]));
      expect(log.join("")).toContain(`"reason":"${code}"`);
      expect(log.join("")).not.toContain("segreta-sintetica");
    },
  );

  test("that answers gigabytes is heard only to a bound", async () => {
    let sent = 0;
    let isClosed = false;
    receiver.behave((_, response) => {
      response.once("close", () => {
        isClosed = true;
      });
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on("drain", more);
      more();
    });
    core.release(room, incident("a"));
    await allDelivered(1);
    await until(() => isClosed, "the end of the answer");
    expect(sent).toBeLessThan(answerBytesMax * 10_000);
  });

  test("that asks for a pause gets it", async () => {
    const times: number[] = [];
    receiver.behave((_, response) => {
      times.push(Date.now());
      response.writeHead(times.length === 1 ? 429 : 204, { "retry-after": "2" }).end();
    });
    core.release(room, incident("a"));
    await allDelivered(1);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1_900);
  });

  test("that says 410 gets nothing more until it is enabled again, and nothing is lost", async () => {
    receiver.behave((_, response) => void response.writeHead(410).end());
    core.release(room, incident("a"));
    await until(() => webhooks.stateOf(room).state === "disabled", "the end of it");
    const before = receiver.requests.length;
    core.release(room, incident("b"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(receiver.requests).toHaveLength(before);
    expect(core.waiting(room)).toHaveLength(2);
    receiver.behave();
    webhooks.enable(room);
    await allDelivered(2);
    expect(webhooks.stateOf(room).state).toBe("ok");
  });
});

describe("a copy that cannot be delivered", () => {
  test("is dead when it was refused often enough: it waits, is listed, and can be sent again", async () => {
    receiver.behave((_, response) => void response.writeHead(404).end());
    const id = core.release(room, incident("a"));
    const later = core.release(room, incident("a"));
    const isDead = () => webhooks.deadLetters(room).length > 0;
    await until(isDead, "a dead letter", 60_000);
    expect(webhooks.deadLetters(room)).toMatchObject([
      { delivery: id, mode: "actual", state: "dead", code: "http-404", tries: 5 },
    ]);
    expect(core.waiting(room)).toEqual([id, later]);
    expect(core.receipts).toEqual([]);
    receiver.behave();
    expect(webhooks.tryAgain(room, "0".repeat(32))).toBe("unknown");
    expect(webhooks.tryAgain(room, id)).toBe("asked");
    await allDelivered(2);
    expect(webhooks.deadLetters(room)).toEqual([]);
    expect(receiver.ids).toEqual([id, later]);
  });

  test("expires when its time is over: reported, buried, listed without its content; the next one comes", async () => {
    await restart({ ttl_ms: 100 });
    receiver.behave(({ copy }, response) => {
      response.writeHead(copy.delivery.endsWith("1") ? 500 : 204).end();
    });
    const id = core.release(room, incident("a"));
    const next = core.release(room, incident("a"));
    await until(() => core.receipts.length === 2, "both receipts");
    expect(core.receipts).toMatchObject([
      { delivery: id, kind: "expired" },
      { delivery: next, kind: "delivered" },
    ]);
    expect(webhooks.deadLetters(room)).toMatchObject([
      { delivery: id, state: "expired", code: "http-500", tries: 3 },
    ]);
    expect(JSON.stringify(webhooks.deadLetters(room))).not.toContain(incident("a"));
    expect(webhooks.tryAgain(room, id)).toBe("expired");
    expect(webhooks.stateOf(room)).toMatchObject({ state: "ok", expired: 1 });
  });

  test("is not sent any more when its room has fetched it otherwise", async () => {
    receiver.behave((_, response) => {
      response.writeHead(503, { "retry-after": "3600" }).end();
    });
    const id = core.release(room, incident("a"));
    await until(() => webhooks.stateOf(room).retrying === 1, "a first try");
    core.bury(id);
    receiver.behave();
    const next = core.release(room, incident("a"));
    await allDelivered(1);
    expect(receiver.ids).toEqual([id, next]);
    expect(webhooks.stateOf(room).state).toBe("ok");
  });

  test("that was answered but not yet confirmed is confirmed later, not sent again", async () => {
    receiver.behave((_, response) => {
      core.reachable = false;
      response.writeHead(204).end();
    });
    core.release(room, incident("a"));
    await until(() => receiver.requests.length === 1, "the request");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(core.receipts).toEqual([]);
    core.reachable = true;
    await allDelivered(1);
    expect(receiver.requests).toHaveLength(1);
  });

  test("is tried again by the next process, from the beginning, with the same id", async () => {
    receiver.behave((_, response) => void response.writeHead(500).end());
    const id = core.release(room, incident("a"));
    await until(() => receiver.requests.length > 0, "a first try");
    receiver.behave();
    await restart();
    await allDelivered(1);
    expect(receiver.ids).toEqual([id]);
  });
});

test("a room without a webhook has no dead letters, and nothing to enable", () => {
  expect(webhooks.deadLetters("questura")).toEqual([]);
  expect(webhooks.tryAgain("questura", "0".repeat(32))).toBe("unknown");
});
