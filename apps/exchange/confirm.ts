import { decodeWire, encodeWire } from "#libs/contracts/wire";
import type { AnswerOutcome } from "#libs/eventlog/ask";
import type { EventLog } from "#libs/eventlog/port";
import { deliveryFilter, feedStream, parseSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { isId } from "#libs/seal/ids";
import { type Refused, refused } from "./admit.ts";
import { reportRefusal } from "./report.ts";

export interface ConfirmPorts {
  readonly log: EventLog;
  /** Asks policy, the only recorder; a CopyRequest in, a CopyReply out. */
  askPolicy(request: Uint8Array): Promise<AnswerOutcome>;
}

/** `notes`: `confirmation-repeated` where it was confirmed before, `confirmation-late` where that was after its time. */
export type ConfirmOutcome =
  | { readonly kind: "confirmed"; readonly notes: readonly string[] }
  | Refused;

/**
 * A room confirms what was demanded of a datum, by the delivery of the copy that took it away. Recorded before it is
 * answered; sent again it is answered alike. A delivery that is not this room's, of the other mode, or of a copy of
 * which nothing was demanded is one refusal, so that nobody learns of demands that do not concern it; it is counted
 * among the room's refusals like any other.
 */
export async function confirmDemand(
  ports: ConfirmPorts,
  room: string,
  mode: Mode,
  delivery: string,
): Promise<ConfirmOutcome> {
  if (!isId(delivery)) return refused("confirmation-malformed");
  const outcome = await asked(ports, room, mode, delivery);
  if (outcome.kind === "confirmed" || outcome.code === "busy") return outcome;
  const refusal = { code: outcome.code, bytes: 0 };
  const reported = await reportRefusal(ports.log, room, mode, refusal);
  return reported.kind === "reported" ? outcome : reported;
}

async function asked(
  { log, askPolicy }: ConfirmPorts,
  room: string,
  mode: Mode,
  delivery: string,
): Promise<ConfirmOutcome> {
  const lying = await log.last(feedStream(room), deliveryFilter(room, delivery)).catch(() => null);
  if (lying === null) return refused("busy", [], 2);
  const place = lying && parseSubject(lying.subject);
  if (place?.of !== "feed" || place.mode !== mode) return refused("demand-unknown");
  const { alias } = place;
  const request = { mode, room, alias, deliveries: [delivery], event: "", incident_pseudonym: "" };
  const answer = await askPolicy(encodeWire("CopyRequest", request));
  const reply = answer.kind === "answered" ? decodeWire("CopyReply", answer.data) : undefined;
  switch (reply?.outcome) {
    case "confirmed":
    case "confirmed-before":
      return { kind: "confirmed", notes: notesOf(reply.outcome, reply.late) };
    case "unknown":
      return refused("demand-unknown");
    default:
      return refused("busy", [], 2);
  }
}

const notesOf = (outcome: "confirmed" | "confirmed-before", isLate: boolean): readonly string[] => [
  ...(outcome === "confirmed-before" ? ["confirmation-repeated"] : []),
  ...(isLate ? ["confirmation-late"] : []),
];
