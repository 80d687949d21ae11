import protobuf from "protobufjs/minimal.js";
import { raccordo } from "./generated/raccordo.js";

/** A message of an AUDIT stream: stored bytes that are hashed as they stand and never encoded again. */
export interface AuditMessage {
  /** RFC 8785 JSON of the leaf. */
  readonly leaf: Uint8Array;
  /** RFC 8785 JSON of its parts, or the document that it is about; may be empty. */
  readonly parts: Uint8Array;
  readonly mac: Uint8Array;
  /** Id of the writer, as in the configuration leaf. */
  readonly writer: string;
}

export function encodeAuditMessage(message: AuditMessage): Uint8Array {
  return raccordo.v1.AuditMessage.encode(message).finish();
}

/** The message in `bytes`; undefined when they are none. Unknown fields are dropped. */
export function decodeAuditMessage(bytes: Uint8Array): AuditMessage | undefined {
  try {
    const reader = protobuf.Reader.create(bytes);
    reader.discardUnknown = true;
    const { leaf, parts, mac, writer } = raccordo.v1.AuditMessage.decode(reader);
    return { leaf, parts, mac, writer };
  } catch {
    return undefined;
  }
}
