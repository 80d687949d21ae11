import { type JetStreamManager, jetstreamManager, type StreamConfig } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { openJetStreamLog } from "./jetStreamLog.ts";
import {
  type Drift,
  type EnsureOutcome,
  type EventLog,
  type EventLogAdmin,
  EventLogError,
  type StreamSettings,
  type StreamState,
} from "./port.ts";
import { drift, serverConfigOf } from "./readBack.ts";

/** What `raccordo up` and the year's roll-over do; every other user lacks the permission. */
export async function openJetStreamAdmin(
  connection: NatsConnection,
  options: { readonly timeoutMs: number },
): Promise<EventLogAdmin> {
  const manager = await jetstreamManager(connection, {
    timeout: options.timeoutMs,
    checkAPI: false,
    // An older server would silently drop a setting that it does not know.
    sendRequiredApiLevel: true,
  });
  return new JetStreamAdmin(manager, await openJetStreamLog(connection, options));
}

class JetStreamAdmin implements EventLogAdmin {
  constructor(
    private readonly manager: JetStreamManager,
    private readonly log: EventLog,
  ) {}

  async ensureStream(spec: StreamSettings): Promise<EnsureOutcome> {
    const present = (await this.log.info(spec.name)) !== undefined;
    if (!present) await this.manager.streams.add(serverConfigOf(spec));
    const found = await this.readBack(spec);
    if (found.length > 0) return { kind: "drift", drift: found };
    return { kind: present ? "present" : "created" };
  }

  async ensureAged(spec: StreamSettings): Promise<EnsureOutcome> {
    const outcome = await this.ensureStream(spec);
    const isAge = (one: Drift) => one.setting === "maxAgeMs";
    if (outcome.kind !== "drift" || !outcome.drift.every(isAge)) return outcome;
    const aging: Partial<StreamConfig> = { max_age: serverConfigOf(spec).max_age };
    await this.manager.streams.update(spec.name, aging);
    const found = await this.readBack(spec);
    return found.length > 0 ? { kind: "drift", drift: found } : { kind: "aged" };
  }

  async seal(stream: string): Promise<StreamState> {
    if (!(await this.state(stream)).sealed) {
      const sealing: Partial<StreamConfig> = { sealed: true };
      await this.manager.streams.update(stream, sealing);
    }
    const state = await this.state(stream);
    if (!state.sealed) throw new EventLogError("refused", "the stream did not become sealed");
    return state;
  }

  async readBack(spec: StreamSettings): Promise<readonly Drift[]> {
    return drift(spec, (await this.state(spec.name)).settings);
  }

  private async state(stream: string): Promise<StreamState> {
    const state = await this.log.info(stream);
    if (state === undefined) throw new EventLogError("stream-missing", "no such stream");
    return state;
  }
}
