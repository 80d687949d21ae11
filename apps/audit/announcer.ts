import { type Announcement, announcementFormat, signAnnouncement } from "#libs/seal/announcement";
import type { TreeState } from "#libs/tilestore/checkpointStore";

/** Shortest time between two announcements: policy needs coverage in seconds, not every batch. */
export const announceGapMs = 50;

export interface AnnouncerPorts {
  readonly seed: Uint8Array;
  everyMs(): number;
  nowIso(): string;
  /** SHA-256 of the settings as last read back; undefined: nothing is announced (drift, or not read yet). */
  settings(): string | undefined;
  send(bytes: Uint8Array): void;
}

/** The checkpoint that is announced: of the log of one year. */
export interface Announced extends TreeState {
  readonly origin: string;
  readonly year: number;
}

/**
 * Announces the latest checkpoint with a signed time, new or not (architecture, step 7): at least every
 * `everyMs`, and soon after a new one. Silence is a signal too: policy stops recording.
 */
export class Announcer {
  readonly #ports: AnnouncerPorts;
  #latest: Announced | undefined;
  #lastMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  /** Size that the witnesses have cosigned, of the log of a year. */
  #witnessed: { readonly year: number; readonly size: number } | undefined;
  readonly #stopped = new AbortController();
  /** RFC 3339 time of the last announcement. */
  lastAt: string | undefined;
  /** The last announcement as it was sent. */
  last: Buffer | undefined;

  constructor(ports: AnnouncerPorts) {
    this.#ports = ports;
  }

  /** A checkpoint that was committed; a smaller one of an earlier year never replaces it. */
  update(latest: Announced): void {
    this.#latest = latest;
    this.soon();
  }

  /** A quorum of witnesses has cosigned this size of a year's log. */
  witnessed(year: number, size: number): void {
    // The last checkpoint of a year may be cosigned when the next has begun: it is not what is announced.
    if (year < (this.#witnessed?.year ?? year)) return;
    this.#witnessed = { year, size };
    this.soon();
  }

  /** Announces at once, or after the shortest gap: somebody has just started to listen. */
  soon(): void {
    this.#schedule(Math.max(0, this.#lastMs + announceGapMs - performance.now()));
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  #schedule(waitMs: number): void {
    if (this.#stopped.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#announce(), waitMs);
  }

  #announce(): void {
    const settings = this.#ports.settings();
    if (this.#latest !== undefined && settings !== undefined) {
      const { origin, year, size, root } = this.#latest;
      const at = this.#ports.nowIso();
      const format: Announcement["format"] = announcementFormat;
      const covered = this.#witnessed?.year === year ? { witnessed: this.#witnessed.size } : {};
      const stated = { format, origin, year, size, root: root.toString("base64url"), at, settings };
      this.last = signAnnouncement(this.#ports.seed, { ...stated, ...covered });
      this.#ports.send(this.last);
      this.lastAt = at;
      this.#lastMs = performance.now();
    }
    this.#schedule(this.#ports.everyMs());
  }
}
