import { answerRequests } from "#libs/runtime/workerAnswers";
import { isIncidentLeaf } from "#libs/seal/leaf";
import { entryOf, type MacKeys } from "./entry.ts";
import type { EntriesAsked, EntryTold } from "./entryThreads.ts";
import { rememberedDecision } from "./remembered.ts";

/** A thread that reads messages of AUDIT as entries; it is given the keys of the writers once. */
answerRequests(
  (macs: MacKeys) => (asked: EntriesAsked) => asked.messages.map(reading(asked, macs)),
);

/** Undefined for an anomaly: its leaf is made where the whole message is. */
const reading =
  ({ year, bytes }: EntriesAsked, macs: MacKeys) =>
  ({ subject, sequence, from, to }: EntriesAsked["messages"][number]): EntryTold | undefined => {
    const data = Buffer.from(bytes, from, to - from);
    const message = { stream: "", storedAt: "", headers: new Map(), subject, sequence, data };
    const { leaf, part, read, slots = [] } = entryOf(message, year, macs);
    if (read.kind === "anomaly" || leaf.buffer !== bytes || part.buffer !== bytes) return undefined;
    return {
      leaf: { from: leaf.byteOffset - from, to: leaf.byteOffset - from + leaf.length },
      part: { from: part.byteOffset - from, to: part.byteOffset - from + part.length },
      read: isIncidentLeaf(read) ? rememberedDecision(read, slots) : read,
    };
  };
