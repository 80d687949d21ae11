import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import type { StoredMessage } from "#libs/eventlog/port";
import { auditPlace, parseSubject } from "#libs/eventlog/subjects";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import {
  type AnomalyLeaf,
  type AuditWriter,
  isIncidentLeaf,
  type Leaf,
  leafBytesMax,
  parseLeaf,
} from "#libs/seal/leaf";
import { checkMac } from "#libs/seal/mac";
import { partsBytesMax } from "#libs/seal/parts";
import { type SlotFacts, slotFactsOf } from "#libs/seal/slotFacts";
import type { LogEntry } from "#libs/tlog/tail";

/** MAC keys of the writers of AUDIT, by writer. */
export type MacKeys = ReadonlyMap<string, Uint8Array>;

/** The keys from the configuration, where they stand in base64url by writer. */
export function macKeysOf(macs: Readonly<Record<string, string>>): MacKeys {
  const entries = Object.entries(macs);
  return new Map(entries.map(([writer, key]) => [writer, Buffer.from(key, "base64url")]));
}

export interface SequencedEntry extends LogEntry {
  readonly read: Leaf;
  /** Of a decision, what its part says became of each room's copy. */
  readonly slots?: readonly SlotFacts[];
}

type Fault = AnomalyLeaf["fault"];

/** Who may say what: each key lies in one process, and a stolen one must not speak for the others. */
const writersOf: Readonly<Record<Leaf["kind"], readonly AuditWriter[]>> = {
  exchange: ["policy"],
  redecision: ["policy"],
  recall: ["policy"],
  rectification: ["policy"],
  expiry: ["policy"],
  close_by_age: ["policy"],
  configuration: ["policy"],
  plan_tables: ["policy"],
  activation: ["policy"],
  rule_set: ["policy"],
  receipts: ["policy"],
  refusals: ["policy"],
  key_shredded: ["policy"],
  key_epoch: ["policy"],
  legal_hold: ["policy"],
  year_retired: ["policy"],
  // Each read by whoever lets it happen: the console itself, policy for the command line.
  read: ["console", "policy"],
  genesis: ["audit"],
  heartbeat: ["audit"],
  notice: ["audit", "policy"],
  break_glass: ["policy"],
  review: ["policy"],
  demand: ["policy"],
  confirmation: ["policy"],
  export: ["policy"],
  grant: ["policy"],
  counts: ["audit"],
  // The sequencer makes them; one is sent only where a lost stream is written again, at the place that it names.
  anomaly: ["audit"],
};

/**
 * The entry of the log for one message of AUDIT: its own bytes when it is a well-formed leaf by a core writer that
 * may write this kind, under the subject that the leaf itself says; else an anomaly leaf. A function of the stored
 * message and the keys alone, so that any sequencer makes the same log.
 */
export function entryOf(message: StoredMessage, year: number, macs: MacKeys): SequencedEntry {
  const content = decodeAuditMessage(message.data);
  if (content === undefined) return anomaly(message, "malformed");
  if (content.leaf.length > leafBytesMax || content.parts.length > partsBytesMax) {
    return anomaly(message, "too_large");
  }
  const mac = checkMac(macs, { ...content, subject: message.subject }, content.mac);
  if (mac !== "ok") return anomaly(message, mac);
  const leaf = parseLeaf(content.leaf);
  if ("problem" in leaf) return anomaly(message, "malformed");
  if (!writersOf[leaf.kind].some((writer) => writer === content.writer)) {
    return anomaly(message, "writer");
  }
  if (!isInPlace(leaf, message, year)) return anomaly(message, "subject");
  // Policy takes no leaf with such parts for a head either.
  const slots = isIncidentLeaf(leaf) ? slotFactsOf(content.parts) : undefined;
  if (isIncidentLeaf(leaf) && slots === undefined) return anomaly(message, "malformed");
  const entry = { leaf: viewOf(content.leaf), part: viewOf(content.parts), read: leaf };
  return slots === undefined ? entry : { ...entry, slots };
}

/** The same bytes, not a copy: what was received is let go with its batch. */
const viewOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);

/** True when the place says the same as the leaf: year, mode, incident and event, or the kind; of an anomaly its number. */
function isInPlace(leaf: Leaf, { subject, sequence }: StoredMessage, year: number): boolean {
  const parsed = parseSubject(subject);
  if (isIncidentLeaf(leaf)) {
    const { mode, incident: pseudonym, event } = leaf;
    return auditPlace({ year, mode, pseudonym, event }).subject === subject;
  }
  if (leaf.kind === "anomaly" && leaf.sequence !== sequence) return false;
  return parsed?.of === "notice" && parsed.year === year && parsed.kind === leaf.kind;
}

function anomaly(message: StoredMessage, fault: Fault): SequencedEntry {
  const leaf = {
    v: 1,
    kind: "anomaly",
    mode: "system",
    at: message.storedAt,
    clock: "event-store",
    sequence: message.sequence,
    sha256: sha256Hex(message.data),
    fault,
  } as const satisfies AnomalyLeaf;
  return { leaf: canonicalBytes(leaf), part: Buffer.alloc(0), read: leaf };
}
