import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { LoadedSystem, progress } from "#tests/support/loadedSystem";
import { natsServerProblem } from "#tests/support/natsServer";
import { StreamingRoom, WebhookRoom, withWebhook } from "#tests/support/receivingRooms";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";
import { WebhookReceiver } from "#tests/support/webhookReceiver";

const problem = await natsServerProblem();
const testWithSystem = testIf(problem === undefined, problem ?? "");
const slowMs = 180_000;
const byWebhook = "questura_cremona";
const byStream = "cc_cremona";

interface State {
  loaded?: LoadedSystem;
  webhook?: WebhookRoom;
  stream?: StreamingRoom;
}
const state: State = {};
function started(): Required<State> {
  const { loaded, webhook, stream } = state;
  if (loaded === undefined || webhook === undefined || stream === undefined) {
    throw new Error("the system did not start");
  }
  return { loaded, webhook, stream };
}

beforeAll(async () => {
  if (problem !== undefined) return;
  const receiver = await WebhookReceiver.open();
  state.loaded = await LoadedSystem.start({
    rewriteRooms: { [byWebhook]: withWebhook(receiver.url) },
    open: (access, { data }) => {
      if (access.room === byWebhook) {
        state.webhook = new WebhookRoom(access, receiver, data);
        return state.webhook;
      }
      if (access.room !== byStream) return undefined;
      state.stream = new StreamingRoom(access);
      return state.stream;
    },
  });
}, slowMs);
afterAll(() => state.loaded?.stop(), slowMs);

/**
 * One room is sent its copies and answers with trouble now and then, one reads a stream, the others poll. In
 * this order: each test also finds what the earlier ones have left.
 */
describe("nothing is lost, doubled, reordered or released without record for a webhook and a stream, when -9 ends", () => {
  testWithSystem(
    "exchange and policy between two durable steps",
    async () => {
      const { system } = started().loaded;
      await started().loaded.underLoad(async () => {
        await Promise.all([
          system.fired("vault", "vault-created"),
          system
            .fired("exchange", "submit-published", "handed-out")
            .then(() => system.fired("exchange", "handed-out")),
          system
            .fired("policy", "decided", "recorded")
            .then(() => system.fired("policy", "recorded", "released"))
            .then(() => system.fired("policy", "released")),
        ]);
      });
      expect(await started().loaded.wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem(
    "the adapter between the receiver's 2xx and the receipt of it: the copy comes again under the same id",
    async () => {
      const { loaded, webhook } = started();
      const adapter = `adapter-${byWebhook}`;
      await loaded.underLoad(async (load) => {
        await progress(load);
        loaded.system.arm(adapter, "webhook-answered");
        process.kill(loaded.system.pid(adapter), "SIGKILL");
        const before = webhook.received.length;
        await loaded.system.fired(adapter, "webhook-answered");
        const answered = webhook.received.slice(before).map(({ delivery }) => delivery);
        await until(
          () => webhook.received.slice(before + answered.length).some(isOneOf(answered)),
          "a copy again",
          slowMs / 2,
        );
      });
      expect(await loaded.wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem(
    "either adapter at any time, exchange and nats-server",
    async () => {
      const { loaded, stream } = started();
      await loaded.underLoad(async (load) => {
        for (const name of [`adapter-${byWebhook}`, `adapter-${byStream}`, "exchange", "nats"]) {
          await progress(load);
          await loaded.system.kill(name);
        }
      });
      expect(await loaded.wrong()).toEqual([]);
      expect(stream.opened).toBeGreaterThan(1);
    },
    slowMs,
  );

  testWithSystem(
    "everything at once, and it is started again on the same folder",
    async () => {
      await started().loaded.underLoad(async (load) => {
        await progress(load);
        await started().loaded.system.crash();
      });
      expect(await started().loaded.wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem("and every request was signed, and trouble of every kind came up", () => {
    expect(started().webhook.unsigned).toEqual([]);
    expect(started().webhook.troubled).toBeGreaterThan(3);
  });
});

const isOneOf =
  (deliveries: readonly string[]) =>
  ({ delivery }: { readonly delivery: string }): boolean =>
    deliveries.includes(delivery);
