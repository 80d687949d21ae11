import type { IncidentEvent, Mode } from "#libs/incident/event";
import type { ProblemCode } from "#libs/incident/problems";
import type { Finding } from "#libs/incident/validate";

/** A refusal of the core, by code; `retryAfterS` 0: none was named. */
export interface CoreProblem {
  readonly kind: "problem";
  readonly code: ProblemCode;
  readonly errors: readonly Finding[];
  readonly retryAfterS: number;
}

/** `unreachable`: it may or may not have been done; the same request again is harmless. */
export type CoreOutcome<T> =
  | { readonly kind: "answered"; readonly value: T }
  | CoreProblem
  | { readonly kind: "unreachable" };

/** `body`: RFC 8785 JSON, the bytes that the core signed. */
export interface CoreReceipt {
  readonly body: Uint8Array;
  readonly signature: string;
}

export interface FeedRequest {
  readonly mode: Mode;
  readonly after: string;
  readonly waitMs: number;
  readonly copiesMax: number;
  /** True: only a look at what comes after `after`, which is no receipt of what came before it. */
  readonly peek?: boolean;
  /** Copies of one incident only, by the room's alias of it; absent: of all. */
  readonly incident?: string;
}

/** A copy that the core hands out. */
export interface FedCopy {
  /** As the core wrote it: RFC 8785 JSON. */
  readonly view: Uint8Array;
  /** Goes on after this copy; whoever asks with it, without peeking, confirms the copy. */
  readonly cursor: string;
}

export interface FeedPage {
  readonly copies: readonly FedCopy[];
  readonly cursor: string;
}

export interface ReceiptItem {
  readonly delivery: string;
  readonly kind: "delivered" | "displayed" | "expired";
  readonly conditions_accepted: boolean;
  readonly at: string;
}

/**
 * Receipts of copies; or a message that the edge refused: its code and size, nothing of its content; or the delivery by
 * which a room confirms what was demanded of it.
 */
export interface Report {
  readonly mode: Mode;
  readonly receipts: readonly ReceiptItem[];
  readonly refusal?: { readonly code: ProblemCode; readonly bytes: number };
  readonly confirmation?: string;
}

export interface ReportAnswer {
  readonly unknownDeliveries: readonly string[];
  /** To a confirmation. */
  readonly notes?: readonly string[];
}

/**
 * `degraded`: the last answer of the core failed for some of the rooms. `stopped`: the core takes messages, but
 * its log lags and new copies wait.
 */
export type CoreState = "ok" | "stopped" | "degraded" | "unreachable";

/** What the edge may ask of the core; who asks comes from the room's account, never from a payload. */
export interface CoreGateway {
  submit(room: string, event: IncidentEvent): Promise<CoreOutcome<CoreReceipt>>;
  feed(room: string, request: FeedRequest): Promise<CoreOutcome<FeedPage>>;
  report(room: string, report: Report): Promise<CoreOutcome<ReportAnswer>>;
  state(): CoreState;
  close(): Promise<void>;
}

/** Token under which Nest injects the gateway. */
export const coreGateway = Symbol("CoreGateway");
