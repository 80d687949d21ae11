import { quarantineEndedPlace } from "#libs/eventlog/leafPlaces";
import { auditStream } from "#libs/eventlog/subjects";
import { appendSystemLeaf } from "./appendLeaf.ts";
import type { PolicyPorts } from "./ports.ts";
import { ownSystemLeaf } from "./systemLeaf.ts";

type QuarantinePorts = Pick<
  PolicyPorts,
  "log" | "secrets" | "openYears" | "yearSealed" | "acknowledged" | "randomBytes" | "nowIso"
>;

/** What lies in quarantine, without what it is: policy may not read that. */
export interface QuarantineState {
  readonly messages: number;
  /** Store time of the eldest, RFC 3339 UTC; undefined where there is none. */
  readonly eldest: string | undefined;
}

/**
 * Sees that what lies in quarantine ends at its term, and has the log say so: the server drops it by its age, which
 * is the signed term. What it protects is sealed to a privacy officer, so that there is no key here to destroy.
 */
export class QuarantineEnd {
  #state: QuarantineState = { messages: 0, eldest: undefined };
  /** Up to here the log says that it is gone, in the year in which it was read last. */
  #recorded: { readonly year: number; readonly to: number; readonly expected: number } | undefined;

  constructor(private readonly ports: QuarantinePorts) {}

  get state(): QuarantineState {
    return this.#state;
  }

  /** How long the eldest message is kept beyond `termMs`, milliseconds; 0 while none is. */
  overdueMs(nowMs: number, termMs: number): number {
    const { eldest } = this.#state;
    return eldest === undefined ? 0 : Math.max(0, nowMs - Date.parse(eldest) - termMs);
  }

  /** Looks once what is gone; rejects when the stream or the log is away. */
  async pass(): Promise<void> {
    const live = await this.ports.log.info("QUARANTINE");
    if (live === undefined) return;
    this.#state = { messages: live.messages, eldest: live.firstStoredAt };
    const [year] = this.ports.openYears();
    if (year === undefined) return;
    const recorded = this.#recorded?.year === year ? this.#recorded : await this.#readHead(year);
    const from = recorded.to + 1;
    // An empty stream begins after its last message.
    const to = live.firstSequence - 1;
    if (to < from) {
      this.#recorded = { ...recorded, year };
      return;
    }
    const leaf = {
      ...({ kind: "notice", clock: "unsynced", code: "quarantine_ended" } as const),
      ...{ at: this.ports.nowIso(), range: { from, to } },
    };
    const place = quarantineEndedPlace(year);
    const outcome = await appendSystemLeaf(this.ports, year, place, { leaf }, recorded.expected);
    // Of any other outcome the next look at the head tells: another instance may have written.
    this.#recorded =
      outcome.kind === "appended" ? { year, to, expected: outcome.sequence } : undefined;
  }

  async #readHead(writable: number): Promise<{ readonly to: number; readonly expected: number }> {
    let expected = 0;
    for (const year of this.ports.openYears()) {
      const { subject } = quarantineEndedPlace(year);
      const message = await this.ports.log.last(auditStream(year), subject);
      if (year === writable) expected = message?.sequence ?? 0;
      const leaf = message && ownSystemLeaf(message, this.ports.secrets.macs);
      if (leaf?.kind === "notice" && leaf.range !== undefined)
        return { to: leaf.range.to, expected };
    }
    return { to: 0, expected };
  }
}
