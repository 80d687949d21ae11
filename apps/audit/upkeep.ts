import type { EventLog } from "#libs/eventlog/port";
import { sleep } from "#libs/eventlog/sleep";
import type { Configuration } from "#libs/policy/documents";
import type { Clock } from "#libs/runtime/clock";
import type { AuditConfig } from "./audit.config.ts";
import { countWhatIsDue } from "./counts.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { CommittedEntry } from "./sequencer.ts";

/** How often it is looked whether a sign of life is due. */
const heartbeatLookMs = 1_000;

export interface UpkeepPorts {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly config: AuditConfig;
  configuration(): Configuration;
  /** Year and size of the log that is written now; undefined: none yet. */
  state(): { readonly year: number; readonly size: number } | undefined;
}

/** What audit writes by itself as time goes by: signs of life, and what was counted. */
export class Upkeep {
  readonly #ports: UpkeepPorts;
  readonly #macKey: Buffer;
  readonly #heartbeat: Heartbeat;

  constructor(ports: UpkeepPorts) {
    this.#ports = ports;
    const { log, clock, config } = ports;
    this.#macKey = Buffer.from(config.macs.audit, "base64url");
    const everyMs = config.heartbeat_every_ms;
    const state = () => ports.state();
    this.#heartbeat = new Heartbeat({ log, clock, macKey: this.#macKey, everyMs, state });
  }

  learn({ year, entry }: CommittedEntry): void {
    this.#heartbeat.learn(year, entry.read);
  }

  /** One look, some time after the one before: to be called without end. */
  async beat(): Promise<void> {
    const { signal, config } = this.#ports;
    await sleep(Math.min(heartbeatLookMs, config.heartbeat_every_ms), signal);
    if (!signal.aborted) await this.#heartbeat.pass();
  }

  /** The same for what is to be counted. */
  async count(): Promise<void> {
    const { log, clock, signal, config } = this.#ports;
    await sleep(config.counts_look_ms, signal);
    if (signal.aborted) return;
    await countWhatIsDue({
      log,
      clock,
      macKey: this.#macKey,
      seed: Buffer.from(config.checkpoint_seed, "base64url"),
      logDir: config.log_dir,
      family: () => this.#ports.configuration().log_family,
      rooms: () => this.#ports.configuration().rooms,
      year: () => this.#ports.state()?.year,
    });
  }
}
