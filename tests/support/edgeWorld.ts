import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { adapterConfig } from "#apps/adapter/config";
import { type Edge, openEdge } from "#apps/adapter/edge";
import type { IncidentWorker } from "#apps/policy/worker";
import { printEvent } from "#libs/adapters/native/print";
import { reportSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { systemClock } from "#libs/runtime/clock";
import { loggerTo } from "#libs/runtime/logger";
import { type Answered, askHttp } from "#tests/support/askHttp";
import { startCore, type TestCore } from "#tests/support/core";
import { InProcessGateway } from "#tests/support/coreGateway";
import type { Arrived } from "#tests/support/edgeModel";
import { syntheticReport } from "#tests/support/reports";
import { SseClient } from "#tests/support/sseClient";
import { unlimitedRates } from "#tests/support/unlimitedRates";

export const sender = "pl_cremona";
export const receiver = "questura_cremona";
const keyOf = (room: string) => `chiave-sintetica-${room}`;

/** Copies in a page, and over one stream: small, so that every history meets both limits. */
export const pageMax = 3;
export const streamMax = 5;

const copySchema = z.looseObject({
  delivery: z.string(),
  mode: z.enum(["actual", "exercise"]),
  incident: z.string(),
  components: z.array(z.looseObject({ street: z.string().optional() })),
});
const pageSchema = z.object({ copies: z.array(copySchema), cursor: z.string() });

/** One edge over real HTTP, and behind it exchange, policy and vault on a real server. */
export class EdgeWorld {
  #edge: Edge | undefined;
  readonly #policy: IncidentWorker;

  private constructor(
    readonly core: TestCore,
    readonly gateway: InProcessGateway,
  ) {
    this.#policy = core.policy();
  }

  static async start(): Promise<EdgeWorld> {
    const core = await startCore();
    const world = new EdgeWorld(core, new InProcessGateway(core));
    await world.restart();
    return world;
  }

  /** Another process in place of the edge: it knows nothing of what the last one did. */
  async restart(): Promise<void> {
    await this.#edge?.stop();
    const logger = loggerTo(
      { write: () => undefined },
      { process: "adapter-test", log_level: "info" },
    );
    this.#edge = await openEdge(configuration(), this.gateway, { logger, clock: systemClock });
  }

  async stop(): Promise<void> {
    await this.#edge?.stop();
    await wait(100);
    await this.core.stop();
  }

  /** A message as the sender's bytes: sent again, they are the same. */
  message(mode: Mode, incident: string, street: string, isFirst: boolean): Uint8Array<ArrayBuffer> {
    const event = syntheticReport(incident, {
      mode,
      kind: isFirst ? "report" : "update",
      upsert: [
        { kind: "incident", id: "i", fields: { priority: 2 } },
        {
          kind: "place",
          id: "p",
          fields: { sensitivity: "public", street, municipality: "istat:019036" },
        },
      ],
    });
    return Uint8Array.from(printEvent(event));
  }

  send(body: Uint8Array<ArrayBuffer>): Promise<Answered> {
    const headers = { "content-type": "application/json" };
    return this.#ask(sender, "messages", { body, headers });
  }

  /** Policy decides what was sent of an incident. */
  async decide(mode: Mode, incident: string): Promise<void> {
    const name = { mode, incident: this.core.incident(sender, mode, incident) };
    const outcome = await this.#policy.advance(name, Number.MAX_SAFE_INTEGER);
    if (outcome.kind !== "done") throw new Error(`not decided: ${outcome.why}`);
  }

  poll(mode: Mode, after: string, waitS = 0): Promise<Answered> {
    const query = new URLSearchParams({ mode, after, wait: String(waitS) });
    return this.#ask(receiver, `feed?${query}`);
  }

  receipts(mode: Mode, deliveries: readonly string[]): Promise<Answered> {
    const items = deliveries.map((delivery) => {
      return { delivery, kind: "displayed", conditions_accepted: true, at: "2026-11-22T09:05:00Z" };
    });
    const headers = { "content-type": "application/json" };
    return this.#ask(receiver, `receipts?mode=${mode}`, {
      body: JSON.stringify({ items }),
      headers,
    });
  }

  stream(mode: Mode, lastEventId: string): Promise<SseClient> {
    const url = `${this.#address(receiver)}/feed/stream?mode=${mode}`;
    const key = keyOf(receiver);
    return SseClient.open(url, lastEventId === "" ? { key } : { key, lastEventId });
  }

  /** How often each delivery was reported as delivered because its room asked for what comes after it. */
  async confirmations(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const mode of ["actual", "exercise"] as const) {
      const subject = reportSubject({ mode, room: receiver, kind: "receipts" });
      let from = 1;
      for (;;) {
        const message = await this.core.log.firstFrom("REPORTS", subject, from);
        if (message === undefined) break;
        for (const { kind, delivery } of reportedIn(message.data)) {
          if (kind === "delivered") counts.set(delivery, (counts.get(delivery) ?? 0) + 1);
        }
        from = message.sequence + 1;
      }
    }
    return counts;
  }

  #ask(room: string, path: string, how: object = {}): Promise<Answered> {
    return askHttp(`${this.#address(room)}/${path}`, { ...how, key: keyOf(room) });
  }

  #address(room: string): string {
    return `http://127.0.0.1:${this.#edge?.port ?? 0}/v1/rooms/${room}`;
  }
}

/** Copies and cursor of a page. */
export function readPage(answer: Answered): {
  readonly copies: readonly Arrived[];
  readonly cursor: string;
} {
  if (answer.status !== 200) throw new Error(`the feed answered ${answer.status}`);
  const { copies, cursor } = pageSchema.parse(answer.body);
  return { copies: copies.map(arrived), cursor };
}

/** What a stream has written so far. */
export function readStream(client: SseClient): {
  readonly copies: readonly Arrived[];
  readonly cursors: readonly string[];
} {
  const copies = client.events.map(({ data }) => arrived(copySchema.parse(JSON.parse(data))));
  return { copies, cursors: client.events.map(({ id }) => id) };
}

function arrived({ delivery, mode, incident, components }: z.infer<typeof copySchema>): Arrived {
  const street = components.find((one) => one.street !== undefined)?.street ?? "";
  return { delivery, mode, incident, street };
}

const reportSchema = z.object({
  entries: z.array(z.looseObject({ kind: z.string(), delivery: z.string() })),
});
const reportedIn = (data: Uint8Array) =>
  reportSchema.parse(JSON.parse(Buffer.from(data).toString("utf8"))).entries;

function configuration() {
  const room = (id: string, index: number) => ({
    id,
    key_sha256: createHash("sha256").update(keyOf(id)).digest("hex"),
    protocols: ["raccordo-native/1"],
    municipalities: [],
    limits: {
      ...unlimitedRates,
      copies_max: pageMax,
      stream_copies_max: streamMax,
      streams_max: 100,
      polls_max: 100,
    },
    ...(index === 0
      ? {}
      : { nats: { seed: `SU${"A".repeat(56)}`, inbox_prefix: "_INBOX_unused" } }),
  });
  return adapterConfig.parse({
    process: "adapter-test",
    data_dir: "unused",
    production: false,
    nats: {
      url: "127.0.0.1:1",
      server_name: "none",
      seed: `SU${"B".repeat(56)}`,
      inbox_prefix: "_INBOX_unused",
    },
    rooms: [sender, receiver].map(room),
    http: { port: 0 },
    stream: { heartbeat_ms: 60 },
  });
}
