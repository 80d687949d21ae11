import type {
  CoreGateway,
  CoreOutcome,
  CoreProblem,
  CoreReceipt,
  FeedPage,
  FeedRequest,
  Report,
  ReportAnswer,
} from "#apps/adapter/gateway";
import type { Refused } from "#apps/exchange/admit";
import type { IncidentEvent } from "#libs/incident/event";
import type { TestCore } from "#tests/support/core";

/** Longest wait of a question here, milliseconds: no test ends before its last one is answered. */
const waitMsMax = 300;

/**
 * The edge's way to exchange's own code in the same process. An answer can be lost on the way back: what was asked
 * for was done all the same, as when a server goes down after it.
 */
export class InProcessGateway implements CoreGateway {
  /** How many of the next answers get lost. */
  readonly losing: { submit: number; feed: number } = { submit: 0, feed: 0 };
  /** False: nothing comes through, in either direction. */
  reachable: boolean = true;

  constructor(private readonly core: TestCore) {}

  submit(room: string, event: IncidentEvent): Promise<CoreOutcome<CoreReceipt>> {
    return this.#ask("submit", async () => {
      const outcome = await this.core.submit(room, event);
      if (outcome.kind !== "accepted") return refusal(outcome);
      return { kind: "answered", value: outcome.receipt };
    });
  }

  feed(room: string, request: FeedRequest): Promise<CoreOutcome<FeedPage>> {
    return this.#ask("feed", async () => {
      const waitMs = Math.min(request.waitMs, waitMsMax);
      const query = { ...request, waitMs, peek: request.peek ?? false };
      const outcome = await this.core.handOut(room, query);
      if (outcome.kind !== "feed") return refusal(outcome);
      const { copies, cursor } = outcome;
      return { kind: "answered", value: { copies, cursor } };
    });
  }

  report(room: string, { mode, receipts }: Report): Promise<CoreOutcome<ReportAnswer>> {
    return this.#ask("report", async () => {
      const outcome = await this.core.receipts(room, mode, receipts);
      if (outcome.kind !== "reported") return refusal(outcome);
      return { kind: "answered", value: { unknownDeliveries: outcome.unknown } };
    });
  }

  state(): "ok" | "unreachable" {
    return this.reachable ? "ok" : "unreachable";
  }

  async close(): Promise<void> {
    // the core is stopped by whoever started it
  }

  async #ask<T>(
    service: "submit" | "feed" | "report",
    work: () => Promise<CoreOutcome<T>>,
  ): Promise<CoreOutcome<T>> {
    if (!this.reachable) return { kind: "unreachable" };
    const isLost = service !== "report" && this.losing[service] > 0;
    if (isLost) this.losing[service] -= 1;
    const outcome = await work();
    return isLost ? { kind: "unreachable" } : outcome;
  }
}

const refusal = ({ code, errors, retryAfterS }: Refused): CoreProblem => ({
  kind: "problem",
  code,
  errors,
  retryAfterS: retryAfterS ?? 0,
});
