import { z } from "zod";
import { addresseeNotes } from "#libs/incident/addressees";
import { emergencyNotes } from "#libs/incident/emergency";
import type { ConversionNote } from "#libs/incident/event";
import { settlePlaces } from "#libs/incident/placeSensitivity";
import { type Clock, canonicalNow } from "#libs/runtime/clock";
import { type Answer, json, problem } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import { parseCanonical } from "#libs/seal/canonical";
import { coreFailure } from "./answer.ts";
import { confirmDemand } from "./confirmDemand.ts";
import type { CoreGateway, CoreReceipt } from "./gateway.ts";
import { protocolFor } from "./mediaType.ts";
import { refuseRecorded } from "./refusals.ts";
import type { EdgeRoom } from "./rooms.ts";

export interface SubmitPorts {
  readonly core: CoreGateway;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface Incoming {
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
  readonly request: string;
}

/** Answer to an accepted message: it is synced to disk in the core. */
export const acceptedSchema = z.object({
  event: z.string().meta({ description: "Id of the event" }),
  level: z.literal("L0").meta({
    description:
      "How far it is proved: L0, synced to disk in the core. Its entry follows in the log, which tells L1 (signed) and L2 (cosigned by the witnesses); the receipt promises by when it is L1",
  }),
  receipt: z.object({
    body: z.string().meta({ description: "RFC 8785 JSON: the signed bytes, as text" }),
    signature: z.string().meta({ description: "Ed25519 over body, base64url" }),
  }),
  notes: z.array(z.object({ code: z.string(), pointer: z.string() })).meta({
    description: "What was dropped or changed on the way in, or will have no effect, by code",
  }),
});

/** One message of a room: decoded, submitted, receipted; or refused by code, once the core knows. */
export async function submitMessage(
  ports: SubmitPorts,
  room: EdgeRoom,
  message: Incoming,
): Promise<Answer> {
  const { core, logger } = ports;
  const bytes = message.body.byteLength;
  if (bytes > room.limits.submit_bytes_max) {
    return refuseRecorded(core, room.id, problem("too-large"), bytes);
  }
  const protocol = protocolFor(room.protocols, message.contentType);
  if (protocol === undefined) {
    return refuseRecorded(core, room.id, problem("content-type-unsupported"), bytes);
  }
  const decoded = protocol.decode(message.body, {
    contentType: (message.contentType ?? "").toLowerCase(),
    receivedAt: canonicalNow(ports.clock),
    territory: room.territory,
  });
  if (decoded.kind === "refused") {
    const refusal = problem(decoded.code, decoded.errors);
    logger.info("message-refused", { room: room.id, reason: decoded.code, bytes });
    return refuseRecorded(core, room.id, refusal, bytes);
  }
  if (decoded.kind === "confirmation") {
    return confirmDemand(core, room.id, decoded.mode, decoded.delivery);
  }
  const { event, notes: ofPlaces } = settlePlaces(decoded.event);
  const outcome = await core.submit(room.id, event);
  if (outcome.kind !== "answered") return coreFailure(outcome);
  const told = [...addresseeNotes(event, room.addressees), ...emergencyNotes(event)];
  const notes = [...event.notes, ...ofPlaces, ...told];
  return accepted(outcome.value, notes, logger);
}

const receiptBody = z.object({ event: z.string() });

function accepted(receipt: CoreReceipt, notes: readonly ConversionNote[], logger: Logger): Answer {
  const body = receiptBody.safeParse(parseCanonical(receipt.body));
  if (!body.success) {
    logger.error("receipt-unreadable");
    return problem("internal");
  }
  const { event } = body.data;
  logger.info("message-accepted", { event });
  const text = new TextDecoder().decode(receipt.body);
  const { signature } = receipt;
  return json(
    202,
    JSON.stringify({ event, level: "L0", receipt: { body: text, signature }, notes }),
  );
}
