import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { systemClock } from "#libs/runtime/clock";
import { loggerTo } from "#libs/runtime/logger";
import { edgeConfiguration } from "#tests/support/edge";
import { until } from "#tests/support/until";
import { WaitingCore } from "#tests/support/waitingCore";
import { type ReceivedRequest, WebhookReceiver } from "#tests/support/webhookReceiver";
import { Webhooks } from "./webhooks.ts";

const room = "pl_cremona";
const secret = `whsec_${Buffer.alloc(32, "A").toString("base64")}`;
const incidents = ["a", "b", "c"].map((letter) => letter.repeat(32));

/** What may happen, in any order. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("release"), which: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("restart"), which: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("core-away"), which: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("core-back"), which: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pause"), which: fc.nat(2) }) },
);
/** How the receiver answers, request by request; after the list it is well. */
const ways = [200, 204, 408, 429, 500, "reset", "late"] as const;
const answers = fc.array(fc.constantFrom(...ways), { maxLength: 6 });

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await WebhookReceiver.open();
  receiver.secret = secret;
});
afterAll(() => receiver.close());

/** Requests that were answered with 2xx, first times only, in the order of their answers. */
class Model {
  readonly accepted: ReceivedRequest["copy"][] = [];

  accept({ copy }: ReceivedRequest): void {
    if (!this.accepted.some(({ delivery }) => delivery === copy.delivery)) this.accepted.push(copy);
  }

  of(incident: string): readonly string[] {
    return this.accepted
      .filter((copy) => copy.incident === incident)
      .map(({ delivery }) => delivery);
  }
}

function answerBy(script: readonly (typeof ways)[number][], model: Model): void {
  const left = [...script];
  receiver.behave((request, response) => {
    const how = left.shift() ?? 204;
    if (how === "reset") response.socket?.resetAndDestroy();
    else if (typeof how === "number") {
      if (how < 300) model.accept(request);
      response.writeHead(how).end();
    } else {
      // The receiver has it, but says so too late: the copy comes again.
      model.accept(request);
      setTimeout(() => response.writeHead(200).end(), 300);
    }
  });
}

function start(core: WaitingCore): Webhooks {
  const webhook = {
    ...{ url: receiver.url, timeout_ms: 200, ttl_ms: 600_000, secrets: [secret] },
    modes: ["actual" as const],
  };
  const rooms = edgeConfiguration().rooms.map((one) => ({ ...one, webhook }));
  const logger = loggerTo({ write: () => undefined }, { process: "p", log_level: "error" });
  const webhooks = new Webhooks(rooms, core, { clock: systemClock, logger });
  webhooks.start();
  return webhooks;
}

interface Step {
  readonly kind: string;
  readonly which: number;
}

/** Plays the steps; gives what was released of each incident, and the webhooks as they run in the end. */
async function play(steps: readonly Step[], core: WaitingCore) {
  const released = new Map<string, string[]>(incidents.map((one) => [one, []]));
  let webhooks = start(core);
  const acts: Readonly<Record<string, (which: number) => Promise<void> | void>> = {
    release(which) {
      const incident = incidents[which] ?? "";
      released.get(incident)?.push(core.release(room, incident));
    },
    "core-away": () => {
      core.reachable = false;
    },
    "core-back": () => {
      core.reachable = true;
    },
    pause: (which) => new Promise((resolve) => setTimeout(resolve, 50 * which)),
    restart: async () => {
      await webhooks.stop();
      webhooks = start(core);
    },
  };
  for (const { kind, which } of steps) await acts[kind]?.(which);
  core.reachable = true;
  return { released, webhooks };
}

test("whatever happens between, each copy arrives, in the order of its incident, and is confirmed only then", async () => {
  const history = fc.array(step, { minLength: 4, maxLength: 16 });
  const property = fc.asyncProperty(history, answers, async (steps, script) => {
    const core = new WaitingCore();
    const model = new Model();
    answerBy(script, model);
    const { released, webhooks } = await play(steps, core);
    await until(() => core.waiting(room).length === 0, "everything to arrive", 60_000);
    await webhooks.stop();
    for (const incident of incidents) {
      expect(model.of(incident)).toEqual(released.get(incident));
    }
    const accepted = new Set(model.accepted.map(({ delivery }) => delivery));
    for (const { delivery, kind } of core.receipts) {
      expect([kind, accepted.has(delivery)]).toEqual(["delivered", true]);
    }
    await core.close();
  });
  await fc.assert(property, { numRuns: 12, endOnFailure: true });
}, 240_000);
