import type {
  CoreGateway,
  CoreOutcome,
  CoreReceipt,
  FeedPage,
  FeedRequest,
  ReceiptItem,
  Report,
  ReportAnswer,
} from "#apps/adapter/gateway";
import type { Mode } from "#libs/incident/event";
import type { ReleasedView } from "#libs/incident/view";
import { canonicalBytes } from "#libs/seal/canonical";
import { syntheticView } from "./syntheticView.ts";

interface Waiting {
  readonly room: string;
  readonly sequence: number;
  readonly view: ReleasedView;
}

/**
 * A core without a network that keeps copies until they are confirmed, as exchange does: a receipt buries its
 * copy, asking with a cursor confirms what lies before it, a peek confirms nothing.
 */
export class WaitingCore implements CoreGateway {
  readonly receipts: (ReceiptItem & { readonly mode: Mode })[] = [];
  reachable: boolean = true;
  #waiting: readonly Waiting[] = [];
  #sequence = 0;
  readonly #wake = new Set<() => void>();

  /** Releases the next copy of an incident to a room; gives its delivery id. */
  release(room: string, incident: string, over: Partial<ReleasedView> = {}): string {
    this.#sequence += 1;
    const delivery = this.#sequence.toString(16).padStart(32, "0");
    const as_of = new Date().toISOString();
    const view = { ...syntheticView, incident, delivery, as_of, ...over };
    this.#waiting = [...this.#waiting, { room, sequence: this.#sequence, view }];
    for (const wake of this.#wake) wake();
    return delivery;
  }

  /** Deliveries that wait for the room, oldest first. */
  waiting(room: string): readonly string[] {
    return this.#waiting.filter((one) => one.room === room).map(({ view }) => view.delivery);
  }

  /** The room fetched a copy in another way. */
  bury(delivery: string): void {
    this.#waiting = this.#waiting.filter(({ view }) => view.delivery !== delivery);
  }

  async feed(room: string, request: FeedRequest): Promise<CoreOutcome<FeedPage>> {
    if (!this.reachable) return { kind: "unreachable" };
    if (request.peek !== true) throw new Error("a webhook only peeks");
    if (this.#page(room, request).copies.length === 0) await this.#copyOrEnd(request.waitMs);
    return { kind: "answered", value: this.#page(room, request) };
  }

  async report(_room: string, report: Report): Promise<CoreOutcome<ReportAnswer>> {
    if (!this.reachable) return { kind: "unreachable" };
    for (const receipt of report.receipts) {
      this.receipts.push({ ...receipt, mode: report.mode });
      this.bury(receipt.delivery);
    }
    return { kind: "answered", value: { unknownDeliveries: [] } };
  }

  submit(): Promise<CoreOutcome<CoreReceipt>> {
    throw new Error("nothing is sent here");
  }

  state(): "ok" {
    return "ok";
  }

  async close(): Promise<void> {
    for (const wake of this.#wake) wake();
  }

  #page(room: string, { after, mode, incident, copiesMax }: FeedRequest): FeedPage {
    const from = after === "" ? 0 : Number(after);
    const found = this.#waiting
      .filter((one) => one.room === room && one.view.mode === mode && one.sequence > from)
      .filter(({ view }) => incident === undefined || view.incident === incident)
      .slice(0, copiesMax);
    const copies = found.map(({ sequence, view }) => ({
      view: canonicalBytes(JSON.parse(JSON.stringify(view))),
      cursor: String(sequence),
    }));
    return { copies, cursor: copies.at(-1)?.cursor ?? String(from) };
  }

  async #copyOrEnd(waitMs: number): Promise<void> {
    if (waitMs === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake.add(resolve);
    const timer = setTimeout(resolve, waitMs);
    timer.unref();
    await promise;
    clearTimeout(timer);
    this.#wake.delete(resolve);
  }
}
