import { renderCopy } from "#libs/adapters/native/copy";
import type { ReleasedView } from "#libs/incident/view";
import type { ProtocolName } from "./config.ts";
import type { EdgeRoom } from "./rooms.ts";

/** Formats in which a room may ask for its copies, by the protocol that writes them. */
export const copyFormats = {
  native: "raccordo-native/1",
  cap: "cap/1.2",
  scheda112: "scheda112/1",
} as const satisfies Record<string, ProtocolName>;
export type CopyFormat = keyof typeof copyFormats;

/** One copy as JSON text, ready to stand in an answer. */
export type CopyWriter = (view: ReleasedView) => string;

/**
 * How copies for a room are written. Native copies stand in JSON as they are; a copy of another protocol
 * is a document of its own and stands there as a text, with its media type and the delivery id that
 * receipts name. Undefined when the room does not speak the protocol: it is then not even loaded.
 */
export function copyWriterFor(room: EdgeRoom, format: CopyFormat): CopyWriter | undefined {
  // Every room may read native JSON, whatever it writes: it is what a copy is.
  if (format === "native") return nativeCopy;
  const protocol = room.protocols.find(({ id }) => id === copyFormats[format]);
  if (protocol === undefined) return undefined;
  const { contentType, render } = protocol.encode;
  return (view) => {
    const body = text(render(view, room.id));
    return JSON.stringify({ delivery: view.delivery, content_type: contentType, body });
  };
}

/** A copy as native JSON. */
export const nativeCopy: CopyWriter = (view) => text(renderCopy(view));

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
