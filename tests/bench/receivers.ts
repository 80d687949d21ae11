import { ask, type EdgePlace, type Target } from "./target.ts";

interface Page {
  readonly copies: readonly { readonly delivery: string }[];
  readonly cursor: string;
}

/** Rooms that poll without pause until the bench ends; each poll confirms what the last one gave. */
export class Receivers {
  /** When a copy was in an answer, milliseconds of this process's clock, by delivery. */
  readonly arrivedAt = new Map<string, number>();
  repeated = 0;
  bytes = 0;

  constructor(private readonly target: Target) {
    for (const edge of [...target.receivers, target.sender]) void this.follow(edge);
  }

  /** Copies of one answer are counted at the moment in which it was there. */
  private async follow(edge: EdgePlace): Promise<void> {
    let after = "";
    for (;;) {
      const answer = await ask(edge, this.target.pathOf.feed(edge.room, after)).catch(
        () => undefined,
      );
      const nowMs = performance.now();
      if (answer?.status !== 200) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      const page = JSON.parse(answer.body) as Page;
      if (page.copies.length > 0) this.bytes += answer.body.length;
      for (const { delivery } of page.copies) {
        if (this.arrivedAt.has(delivery)) this.repeated += 1;
        else this.arrivedAt.set(delivery, nowMs);
      }
      after = page.cursor;
    }
  }

  /** Resolves when all of them have come; false when they did not within the time. */
  async all(deliveries: readonly string[], msMax: number): Promise<boolean> {
    const end = performance.now() + msMax;
    let next = 0;
    while (performance.now() < end) {
      while (next < deliveries.length && this.arrivedAt.has(deliveries[next] ?? "")) next += 1;
      if (next === deliveries.length) return true;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return false;
  }
}
