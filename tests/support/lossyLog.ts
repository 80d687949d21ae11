import { setTimeout as wait } from "node:timers/promises";
import { type AppendOutcome, type EventLog, EventLogError } from "#libs/eventlog/port";
import { streamOf } from "#libs/eventlog/subjects";

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What became of a write whose acknowledgement was lost. */
export type Loss = "written" | "not-written" | "written-late";
const losses: readonly Loss[] = ["written", "not-written", "written-late"];

const lateMsMax = 120;
const unknown: AppendOutcome = { kind: "unknown", reason: "lost by a test" };

/**
 * A log whose acknowledgements are lost now and then: the write was done, was not done, or is done after the
 * writer has gone on. Reads fail at the same rate. What was lost is counted by stream, so that a test can say
 * that it happened.
 */
export class LossyLog implements EventLog {
  readonly #counts = new Map<string, number>();
  readonly #late = new Set<Promise<unknown>>();

  constructor(
    private readonly log: EventLog,
    private readonly random: () => number,
    /** Probability of a loss, for each call. */
    public rate: number,
  ) {}

  /** How often a write to the stream was lost in this way. */
  count(stream: RegExp, loss: Loss): number {
    const of = [...this.#counts].filter(([key]) => {
      const [name = "", how] = key.split(" ");
      return stream.test(name) && how === loss;
    });
    return of.reduce((sum, [, count]) => sum + count, 0);
  }

  /** Resolves when every late write was done. */
  async settled(): Promise<void> {
    while (this.#late.size > 0) await Promise.all(this.#late);
  }

  append(...args: Parameters<EventLog["append"]>): Promise<AppendOutcome> {
    return this.#write(args[0], () => this.log.append(...args));
  }

  appendAnyway(...args: Parameters<EventLog["appendAnyway"]>): Promise<AppendOutcome> {
    return this.#write(args[0], () => this.log.appendAnyway(...args));
  }

  overwrite(...args: Parameters<EventLog["overwrite"]>): Promise<AppendOutcome> {
    return this.#write(args[0], () => this.log.overwrite(...args));
  }

  /** Nobody hears of it: it is lost like any other write, or it is not. */
  overwriteUnanswered(...args: Parameters<EventLog["overwriteUnanswered"]>): void {
    void this.#write(args[0], async () => {
      this.log.overwriteUnanswered(...args);
      return { kind: "appended", sequence: 0 };
    });
  }

  removeHeld(filter: string): Promise<void> {
    return this.#read(() => this.log.removeHeld(filter));
  }

  last(...args: Parameters<EventLog["last"]>): ReturnType<EventLog["last"]> {
    return this.#read(() => this.log.last(...args));
  }

  firstFrom(...args: Parameters<EventLog["firstFrom"]>): ReturnType<EventLog["firstFrom"]> {
    return this.#read(() => this.log.firstFrom(...args));
  }

  countSubjects(...args: Parameters<EventLog["countSubjects"]>): Promise<number> {
    return this.#read(() => this.log.countSubjects(...args));
  }

  info(stream: string): ReturnType<EventLog["info"]> {
    return this.#read(() => this.log.info(stream));
  }

  async #read<T>(read: () => Promise<T>): Promise<T> {
    if (this.random() < this.rate / 4) throw new EventLogError("unreachable", "lost by a test");
    return read();
  }

  async #write(subject: string, write: () => Promise<AppendOutcome>): Promise<AppendOutcome> {
    if (this.random() >= this.rate) return write();
    const stream = streamOf(subject) ?? "";
    const loss = this.#nextLoss(stream);
    const key = `${stream} ${loss}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    if (loss === "written") await write();
    if (loss === "written-late") this.#writeLate(write);
    return unknown;
  }

  /** One after the other for each stream, so that no kind of loss is left to chance. */
  #nextLoss(stream: string): Loss {
    const before = losses.reduce((sum, loss) => {
      return sum + (this.#counts.get(`${stream} ${loss}`) ?? 0);
    }, 0);
    return losses[before % losses.length] ?? "written";
  }

  #writeLate(write: () => Promise<AppendOutcome>): void {
    const work = wait(this.random() * lateMsMax).then(write);
    const done = work.catch(() => undefined).finally(() => this.#late.delete(done));
    this.#late.add(done);
  }
}
