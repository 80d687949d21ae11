import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import { LoadedSystem, progress } from "#tests/support/loadedSystem";
import { natsServerProblem } from "#tests/support/natsServer";
import { StreamingRoom, WebhookRoom, withWebhook } from "#tests/support/receivingRooms";
import { testIf } from "#tests/support/skip";
import { until } from "#tests/support/until";
import { WebhookReceiver } from "#tests/support/webhookReceiver";

const problem = await natsServerProblem();
const testWithSystem = testIf(problem === undefined, problem ?? "");
const slowMs = 300_000;
const byWebhook = "questura_cremona";
const byStream = "cc_cremona";
const yearMs = 366 * 24 * 60 * 60 * 1_000;

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
 * One system for all of it, in this order: each test also finds what the earlier ones have left. One room is sent its
 * copies and answers with trouble now and then, one reads a stream, the others poll.
 */
describe("nothing is lost, doubled, reordered or released without record, for rooms that poll, read a stream or are called, when -9 ends", () => {
  testWithSystem(
    "vault, exchange and policy, each between two durable steps",
    async () => {
      const { loaded } = started();
      const dies = async (
        name: string,
        ...seams: readonly Parameters<typeof loaded.system.fired>[1][]
      ) => {
        // Resolves only where the process ended itself at that very seam.
        for (const [index, seam] of seams.entries()) {
          await loaded.system.fired(name, seam, seams[index + 1]);
        }
      };
      await loaded.underLoad(async () => {
        await Promise.all([
          dies("vault", "vault-created"),
          dies("exchange", "submit-published", "handed-out"),
          dies("policy", "decided", "recorded", "released"),
        ]);
      });
      expect(await loaded.wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem(
    "the adapter between the receiver's 2xx and the receipt of it (the copy comes again under the same id), and audit at any time, and between signing a checkpoint and announcing it",
    async () => {
      const { loaded, webhook } = started();
      await loaded.underLoad(async (load) => {
        await progress(load);
        await Promise.all([adapterDies(loaded, webhook), auditDiesTwice(loaded)]);
      });
      expect(await loaded.wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem(
    "every other process once, and nats-server, at any time",
    async () => {
      const { loaded, stream } = started();
      const others = loaded.system.processes().filter((name) => name !== "audit");
      expect(others).toHaveLength(13);
      // Nothing waits for these: they are killed at one instant.
      const isAtTheEdge = (name: string) => /^(?:adapter|witness)-/.test(name);
      await loaded.underLoad(async (load) => {
        for (const name of others.filter((one) => !isAtTheEdge(one))) {
          await progress(load);
          await loaded.system.kill(name);
        }
        await progress(load);
        await Promise.all(others.filter(isAtTheEdge).map((name) => loaded.system.kill(name)));
      });
      expect(await loaded.wrong()).toEqual([]);
      expect(stream.opened).toBeGreaterThan(1);
    },
    slowMs,
  );

  testWithSystem(
    "everything at once, and it is started again on the same folder",
    async () => {
      const { loaded } = started();
      await loaded.underLoad(async (load) => {
        await progress(load);
        await loaded.system.crash();
      });
      expect(await loaded.wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem(
    "audit between the seal of a year and the first leaf of the next",
    async () => {
      const { loaded } = started();
      await loaded.underLoad(async (load) => {
        await progress(load);
        loaded.system.arm("audit", "year-sealed");
        await loaded.system.kill("audit");
        loaded.system.moveAuditClock(yearMs);
        await loaded.system.fired("audit", "year-sealed");
      });
      expect(await loaded.wrong()).toEqual([]);
    },
    slowMs,
  );

  testWithSystem("and every request was signed, and trouble of every kind came up", () => {
    expect(started().webhook.unsigned).toEqual([]);
    expect(started().webhook.troubled).toBeGreaterThan(3);
  });
});

async function adapterDies({ system }: LoadedSystem, webhook: WebhookRoom): Promise<void> {
  const adapter = `adapter-${byWebhook}`;
  system.arm(adapter, "webhook-answered");
  process.kill(system.pid(adapter), "SIGKILL");
  const before = webhook.received.length;
  await system.fired(adapter, "webhook-answered");
  const answered = webhook.received.slice(before).map(({ delivery }) => delivery);
  await until(
    () => webhook.received.slice(before + answered.length).some(isOneOf(answered)),
    "a copy again",
    slowMs / 2,
  );
}

async function auditDiesTwice({ system }: LoadedSystem): Promise<void> {
  system.arm("audit", "checkpoint-signed");
  const before = system.pid("audit");
  process.kill(before, "SIGKILL");
  const second = await system.fired("audit", "checkpoint-signed");
  expect(second).not.toBe(before);
}

const isOneOf =
  (deliveries: readonly string[]) =>
  ({ delivery }: { readonly delivery: string }): boolean =>
    deliveries.includes(delivery);
