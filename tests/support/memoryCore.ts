import type {
  CoreGateway,
  CoreOutcome,
  CoreReceipt,
  FeedPage,
  FeedRequest,
  Report,
  ReportAnswer,
} from "#apps/adapter/gateway";
import type { IncidentEvent } from "#libs/incident/event";
import type { ReleasedView } from "#libs/incident/view";
import { type CanonicalValue, canonicalBytes } from "#libs/seal/canonical";

/** A core without a network, for tests of the edge alone: it keeps what it is given and answers at once. */
export class MemoryCore implements CoreGateway {
  readonly submitted: { readonly room: string; readonly event: IncidentEvent }[] = [];
  readonly reports: { readonly room: string; readonly report: Report }[] = [];
  readonly polls: FeedRequest[] = [];
  readonly waiting = new Map<string, ReleasedView[]>();
  reachable: boolean = true;
  /** Answered instead of a receipt, when set. */
  nextProblem: CoreOutcome<never> | undefined;
  /** Holds every poll without copies until it is released. */
  #wake: (() => void)[] = [];

  async submit(room: string, event: IncidentEvent): Promise<CoreOutcome<CoreReceipt>> {
    if (!this.reachable) return { kind: "unreachable" };
    if (this.nextProblem !== undefined) return this.nextProblem;
    this.submitted.push({ room, event });
    const body = canonicalBytes({ event: "00".repeat(16), room });
    return { kind: "answered", value: { body, signature: "c2ludGV0aWNv" } };
  }

  async feed(room: string, request: FeedRequest): Promise<CoreOutcome<FeedPage>> {
    this.polls.push(request);
    if (!this.reachable) return { kind: "unreachable" };
    if (this.#page(room, request).copies.length === 0 && request.waitMs > 0) {
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
    return { kind: "answered", value: this.#page(room, request) };
  }

  /** Cursors count the copies: `copy-2` goes on with the third. Nothing is ever confirmed here. */
  #page(room: string, { after, copiesMax }: FeedRequest): FeedPage {
    const from = Number(/^copy-(\d+)$/.exec(after)?.[1] ?? 0);
    const views = (this.waiting.get(room) ?? []).slice(from, from + copiesMax);
    const copies = views.map((view, index) => {
      return { view: canonicalBytes(plain(view)), cursor: `copy-${from + index + 1}` };
    });
    const unmoved = from > 0 ? after : "cursor-1";
    return { copies, cursor: copies.at(-1)?.cursor ?? unmoved };
  }

  async report(room: string, report: Report): Promise<CoreOutcome<ReportAnswer>> {
    if (!this.reachable) return { kind: "unreachable" };
    this.reports.push({ room, report });
    const known = (this.waiting.get(room) ?? []).map(({ delivery }) => delivery);
    const { confirmation } = report;
    if (confirmation !== undefined) return confirmed(known.includes(confirmation));
    const unknown = report.receipts.filter(({ delivery }) => !known.includes(delivery));
    return {
      kind: "answered",
      value: { unknownDeliveries: unknown.map(({ delivery }) => delivery) },
    };
  }

  /** Ends the polls that wait. */
  release(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  state(): "ok" | "unreachable" {
    return this.reachable ? "ok" : "unreachable";
  }

  async close(): Promise<void> {
    this.release();
  }
}

/** Every copy here took something away of which a demand was made. */
const confirmed = (isKnown: boolean): CoreOutcome<ReportAnswer> =>
  isKnown
    ? { kind: "answered", value: { unknownDeliveries: [], notes: ["confirmation-late"] } }
    : { kind: "problem", code: "demand-unknown", errors: [], retryAfterS: 0 };

const plain = (view: ReleasedView): CanonicalValue => JSON.parse(JSON.stringify(view));
