import type { JsMsg } from "@nats-io/jetstream";
import { fromHeaders } from "./jetStreamLog.ts";
import type { StoredMessage } from "./port.ts";

/** A delivered message in the shape of a stored one. */
export function toStoredMessage(stream: string, message: JsMsg): StoredMessage {
  return {
    stream,
    subject: message.subject,
    sequence: message.seq,
    storedAt: message.time.toISOString(),
    headers: fromHeaders(message.headers),
    data: message.data,
  };
}
