import { errors, type NatsConnection } from "@nats-io/transport-node";

/**
 * Whether a server writes what it is given. Since 2.14 a stream whose write failed takes nothing any more until the
 * server is started again, also with room on the disk again; before, the whole of JetStream was switched off.
 * The server answers no writer then, and only its full health report says so: `/healthz` with
 * `js-enabled-only` or `js-server-only` stays "ok".
 */
export type StoreHealth =
  | { readonly kind: "writes" }
  | {
      readonly kind: "refuses";
      /** Streams that take nothing, by name; empty: none of them does. */
      readonly streams: readonly string[];
      /** True where lack of room is the only reason that is told. */
      readonly wasFull: boolean;
    };

/** Undefined for what is no such report. Pure. */
export function storeHealthIn(report: unknown): StoreHealth | undefined {
  const data = member(report, "data");
  const status = member(data, "status");
  if (status === "ok") return { kind: "writes" };
  const errors = member(data, "errors");
  if (typeof status !== "string" || !Array.isArray(errors)) return undefined;
  const told = errors.map((error: unknown) => ({
    isServer: member(error, "type") === "JETSTREAM",
    stream: String(member(error, "stream") ?? ""),
    text: String(member(error, "error") ?? ""),
  }));
  // A server that is still reading its streams is not ready either: that passes.
  const refusals = told.filter(
    ({ isServer, text }) => writeFailed.test(text) || isOff(isServer, text),
  );
  if (refusals.length === 0) return { kind: "writes" };
  const isWhole = refusals.some(({ isServer }) => isServer);
  return {
    kind: "refuses",
    streams: isWhole ? [] : refusals.map(({ stream }) => stream),
    // A server that switched JetStream off does so for lack of room; its reason stands in its own log only.
    wasFull: refusals.every(({ isServer, text }) => noRoom.test(text) || isOff(isServer, text)),
  };
}

const writeFailed = /\bwrite error: /;
const noRoom = /no space left on device|disk quota exceeded/i;
const isOff = (isServer: boolean, text: string) => isServer && /not enabled/i.test(text);

/**
 * Asks one server, as the system user. Undefined when it does not answer in time; `denied` where its configuration,
 * that of an operator of its own, does not let us ask.
 */
export async function readStoreHealth(
  system: NatsConnection,
  serverName: string,
  timeoutMs: number,
): Promise<StoreHealth | "denied" | undefined> {
  try {
    const messages = await system.requestMany(
      "$SYS.REQ.SERVER.PING.HEALTHZ",
      JSON.stringify({ name: serverName, details: true }),
      { maxWait: timeoutMs, maxMessages: 1, strategy: "count" },
    );
    for await (const message of messages) return storeHealthIn(message.json());
  } catch (error) {
    const all = error instanceof Error ? [error, error.cause] : [];
    if (all.some((one) => one instanceof errors.PermissionViolationError)) return "denied";
  }
  // No answer is no report: whoever asks looks again.
  return undefined;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
