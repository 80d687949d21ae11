import type { LogFields } from "#libs/runtime/logFields";
import type { Logger } from "#libs/runtime/logger";
import type { Fix } from "./haltFixes.ts";

/** What is wrong now, as /status tells it: codes and names of our own, never content. */
export interface Alarm {
  readonly code: string;
  readonly about: string;
  /** What a person does about it. */
  readonly fix: Fix;
}

/** Alarms that are up; each is logged once when it comes and once when it goes. */
export class Alarms {
  readonly #logger: Logger;
  readonly #up = new Map<string, Alarm>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get all(): readonly Alarm[] {
    return [...this.#up.values()];
  }

  raise(alarm: Alarm, fields: LogFields = {}): void {
    const key = keyOf(alarm);
    if (!this.#up.has(key)) this.#logger.error(alarm.code, fields);
    this.#up.set(key, alarm);
  }

  /** Replaces all alarms of one code by `alarms`. */
  replace(
    code: string,
    alarms: readonly { readonly alarm: Alarm; readonly fields: LogFields }[],
  ): void {
    const stay = new Set(alarms.map(({ alarm }) => keyOf(alarm)));
    for (const [key, alarm] of this.#up) {
      if (alarm.code !== code || stay.has(key)) continue;
      this.#up.delete(key);
      this.#logger.info("alarm-over", { reason: code });
    }
    for (const { alarm, fields } of alarms) this.raise(alarm, fields);
  }
}

const keyOf = ({ code, about }: Alarm): string => `${code}/${about}`;
