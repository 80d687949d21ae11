import type { StoredMessage } from "#libs/eventlog/port";
import { isIncidentLeaf } from "#libs/seal/leaf";
import { entryOf, type MacKeys } from "./entry.ts";
import { type RememberedEntry, rememberedDecision } from "./remembered.ts";

/** A message of AUDIT and the entry that it becomes. */
export interface ReadMessage {
  readonly message: StoredMessage;
  readonly entry: RememberedEntry;
}

/** Reads messages of one year as entries, all of them, in their order. */
export type EntryReader = (
  messages: AsyncIterable<StoredMessage>,
  year: number,
) => AsyncIterable<ReadMessage>;

/** The entry of one message, without what nobody asks for again. */
export function readMessage(message: StoredMessage, year: number, macs: MacKeys): ReadMessage {
  const { leaf, part, read, slots = [] } = entryOf(message, year, macs);
  const remembered = isIncidentLeaf(read) ? rememberedDecision(read, slots) : read;
  return { message, entry: { leaf, part, read: remembered } };
}

/** Reads each message as it comes, in this thread. */
export function readerInline(macs: MacKeys): EntryReader {
  return async function* (messages, year) {
    for await (const message of messages) yield readMessage(message, year, macs);
  };
}
