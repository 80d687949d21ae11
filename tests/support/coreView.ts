import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type JetStreamManager, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { fromHeaders } from "#libs/eventlog/jetStreamLog";
import { connectChecked } from "#libs/eventlog/natsClient";
import { inboxPrefix } from "#libs/eventlog/permissions";
import { feedStream } from "#libs/eventlog/subjects";
import { askHttp } from "#tests/support/askHttp";
import type { RunningSystem } from "#tests/support/runningSystem";
import { until } from "#tests/support/until";

/** A message as it lies in a stream of the running system. */
export interface RawMessage {
  readonly subject: string;
  readonly sequence: number;
  /** Headers as the server keeps them, and the payload. */
  readonly header: string;
  readonly data: Uint8Array;
}

/** The streams of a running system, seen with the credentials of its own processes. */
export interface CoreView {
  /** The connection of one of the core's users: what a test plants, it plants as that process could. */
  as(user: "policy" | "exchange"): NatsConnection;
  messages(stream: string): Promise<readonly RawMessage[]>;
  /** Ids of all deliveries that a room was ever released, tombstones included. */
  deliveries(room: string): Promise<ReadonlySet<string>>;
  /** Resolves when every event is decided, recorded and released. */
  decided(): Promise<void>;
  /** Resolves when every event and report is decided, recorded, released and in a signed checkpoint. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Connects as policy and as exchange: between the two they may read every stream. */
export async function viewCore(system: RunningSystem): Promise<CoreView> {
  const connections = {
    policy: await connectAs(system, "policy"),
    exchange: await connectAs(system, "exchange"),
  };
  const managers = {
    policy: await managerOf(connections.policy),
    exchange: await managerOf(connections.exchange),
  };
  const of = (stream: string) => (stream === "QUARANTINE" ? managers.exchange : managers.policy);
  return {
    as: (user) => connections[user],
    messages: (stream) => readAll(of(stream), stream),
    async deliveries(room) {
      const info = await managers.policy.streams.info(feedStream(room), { subjects_filter: ">" });
      const subjects = Object.keys(info.state.subjects ?? {});
      return new Set(subjects.map((subject) => subject.split(".").at(-1) ?? ""));
    },
    decided: () => decided(managers.policy),
    settled: () => settled(system, managers.policy),
    async close() {
      await connections.policy.close();
      await connections.exchange.close();
    },
  };
}

async function connectAs(system: RunningSystem, user: string): Promise<NatsConnection> {
  const seed = readFileSync(join(system.data, "secrets", "nkeys", user), "utf8").trimEnd();
  const installation: unknown = JSON.parse(
    readFileSync(join(system.data, "installation.json"), "utf8"),
  );
  const { server_name: name } = installation as { readonly server_name: string };
  return connectChecked({
    servers: [`127.0.0.1:${system.port("nats")}`],
    serverNames: [name],
    name: "test",
    inboxPrefix: inboxPrefix(user),
    credential: { nkeySeed: seed },
    timeoutMs: 5_000,
  });
}

const managerOf = (connection: NatsConnection): Promise<JetStreamManager> =>
  jetstreamManager(connection, { checkAPI: false, timeout: 5_000 });

async function readAll(manager: JetStreamManager, stream: string): Promise<readonly RawMessage[]> {
  const { state } = await manager.streams.info(stream);
  const messages: RawMessage[] = [];
  for (let seq = Math.max(1, state.first_seq); seq <= state.last_seq; seq += 1) {
    const found = await manager.streams.getMessage(stream, { seq });
    if (found === null) continue; // overwritten by its tombstone
    const header = [...fromHeaders(found.header)].map((pair) => pair.join(": ")).join("\r\n");
    messages.push({ subject: found.subject, sequence: seq, header, data: found.data });
  }
  return messages;
}

/** Policy acknowledges an event when its copies are released. */
const decided = (manager: JetStreamManager): Promise<void> =>
  idle(manager, "EVENTS", "policy-events");

async function idle(manager: JetStreamManager, stream: string, consumer: string): Promise<void> {
  await until(async () => {
    const info = await manager.consumers.info(stream, consumer);
    return info.num_pending === 0 && info.num_ack_pending === 0;
  }, `the end of the work on ${stream}`);
}

async function settled(system: RunningSystem, manager: JetStreamManager): Promise<void> {
  await decided(manager);
  await idle(manager, "REPORTS", "policy-reports");
  const stream = `AUDIT_${await yearOf(system)}`;
  await until(async () => {
    const { state } = await manager.streams.info(stream);
    return (await auditStatus(system)).size >= state.last_seq;
  }, "the checkpoint");
}

/** Year of the log that is being written. */
export const yearOf = async (system: RunningSystem): Promise<number> =>
  (await auditStatus(system)).year;

interface AuditStatus {
  readonly year: number;
  readonly size: number;
  readonly halted: string | null;
  readonly alarms: readonly unknown[];
}

export async function auditStatus(system: RunningSystem): Promise<AuditStatus> {
  const { body } = await askHttp(`http://127.0.0.1:${system.port("audit")}/status`, {});
  return body as unknown as AuditStatus;
}
