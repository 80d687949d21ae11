import type { IncidentEvent, Mode } from "./event.ts";
import type { ProblemCode } from "./problems.ts";
import type { Finding } from "./validate.ts";
import type { ReleasedView } from "./view.ts";

/**
 * What a protocol makes of a message: an event of the canonical model; the answer to a copy by which a room confirms what
 * was demanded of it; or a coded refusal.
 */
export type Decoded =
  | { readonly kind: "event"; readonly event: IncidentEvent }
  | { readonly kind: "confirmation"; readonly mode: Mode; readonly delivery: string }
  | { readonly kind: "refused"; readonly code: ProblemCode; readonly errors: readonly Finding[] };

/** Facts about the room and the request that a codec may need; never a clock. */
export interface DecodeContext {
  /** Media type of the request, lower case, with its parameters. */
  readonly contentType: string;
  /** When the edge received the message, canonical time: only for notes on quality. */
  readonly receivedAt: string;
  /** ISTAT codes (`istat:` form) of the room's comuni, for formats that name no territory. */
  readonly territory: readonly string[];
}

/**
 * One protocol of rooms: pure functions between its bytes and the canonical model.
 * `decode` never throws and never answers with a value of the message.
 */
export interface ProtocolAdapter {
  readonly id: string;
  /** Media types without parameters by which the edge selects this protocol. */
  readonly contentTypes: readonly string[];
  decode(bytes: Uint8Array, context: DecodeContext): Decoded;
  /**
   * A released view in the protocol's own format for the room `receiver`. Whatever stands in the bytes
   * was in the view, or is a word of the protocol: a protocol may carry less, never more.
   */
  readonly encode: {
    readonly contentType: string;
    render(view: ReleasedView, receiver: string): Uint8Array;
  };
}
