import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { rangePlace } from "#libs/eventlog/leafPlaces";
import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import { auditStream, reportSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import type { GateVerdict } from "#libs/policy/gate";
import type { RandomBytes, SystemLeafInput } from "#libs/seal/buildLeaf";
import { parseCanonical } from "#libs/seal/canonical";
import { type ChainHead, parseLeaf } from "#libs/seal/leaf";
import { checkMac } from "#libs/seal/mac";
import type { ReceiptEntry, RefusalEntry } from "#libs/seal/parts";
import { appendSystemLeaf } from "./appendLeaf.ts";
import type { PolicySecrets } from "./secrets.ts";

export const reportKinds = ["receipts", "refusals"] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Reports of one room, mode and kind: one chain of ranges in the log. */
export interface ReportSource {
  readonly kind: ReportKind;
  readonly mode: Mode;
  readonly room: string;
  readonly slot: number;
}

export interface ReportPorts {
  readonly log: EventLog;
  readonly secrets: Pick<PolicySecrets, "macs">;
  readonly randomBytes: RandomBytes;
  openYears(): readonly number[];
  gate(): GateVerdict;
  acknowledged(year: number, sequence: number): void;
  yearSealed(year: number): void;
  nowIso(): string;
  /** See {@link PolicyPorts}. */
  reportsInHand?(subject: string, after: number): readonly StoredMessage[];
}

/** Messages of REPORTS that one leaf covers at most; each may hold several entries. */
const messagesMax = 128;
const entriesMax = 1_024;

/** Where the chain of a source stands: its last leaf, and the last sequence of REPORTS that it covers. */
interface RangeHead {
  readonly head: ChainHead | undefined;
  /** Last sequence under the chain's subject in the writable year. */
  readonly expected: number;
  readonly covered: number;
}

/**
 * Records what a room reported, from where its chain ends up to what lies in REPORTS now: one leaf a range.
 * Gives the last sequence that is covered, at least `until`; undefined: not now.
 */
export async function recordReports(
  ports: ReportPorts,
  source: ReportSource,
  until: number,
): Promise<number | undefined> {
  for (;;) {
    const years = ports.openYears();
    // Read and written in the same year: in a later one the end of the chain would be another.
    const [year] = years;
    if (year === undefined) return undefined;
    const range = await readHead(ports, source, years);
    if (range.covered >= until) return range.covered;
    if (!ports.gate().open) return undefined;
    const messages = await readRange(ports, source, range.covered + 1);
    if (messages.length === 0) return until;
    const written = await writeRange(ports, source, year, range, messages);
    if (written === "unknown") return undefined;
  }
}

async function readHead(
  ports: ReportPorts,
  source: ReportSource,
  years: readonly number[],
): Promise<RangeHead> {
  let expected = 0;
  for (const [index, year] of years.entries()) {
    const last = await ports.log.last(auditStream(year), rangePlace(year, source).subject);
    if (index === 0) expected = last?.sequence ?? 0;
    const covered = last && coveredBy(last, ports.secrets.macs);
    if (last !== undefined && covered !== undefined) {
      return { head: { year, seq: last.sequence }, expected, covered };
    }
  }
  return { head: undefined, expected, covered: 0 };
}

function coveredBy(message: StoredMessage, macs: PolicySecrets["macs"]): number | undefined {
  const content = decodeAuditMessage(message.data);
  if (content === undefined) return undefined;
  if (checkMac(macs, { ...content, subject: message.subject }, content.mac) !== "ok") {
    return undefined;
  }
  const leaf = parseLeaf(content.leaf);
  if ("problem" in leaf || (leaf.kind !== "receipts" && leaf.kind !== "refusals")) return undefined;
  return leaf.range.to;
}

/** Messages in hand where none before them can be missing, else those that the leader has. */
async function readRange(
  ports: Pick<ReportPorts, "log" | "reportsInHand">,
  { mode, room, kind }: ReportSource,
  from: number,
): Promise<readonly StoredMessage[]> {
  const subject = reportSubject({ mode, room, kind });
  const inHand = ports.reportsInHand?.(subject, from - 1) ?? [];
  const found = inHand.length > 0 ? inHand : lying(ports.log, subject, from);
  const messages: StoredMessage[] = [];
  let entries = 0;
  for await (const message of found) {
    // What does not fit is the next leaf's: no entry is left out.
    entries += entriesOf([message]).length;
    if (messages.length === messagesMax || (messages.length > 0 && entries > entriesMax)) break;
    messages.push(message);
  }
  return messages;
}

async function* lying(log: EventLog, subject: string, from: number) {
  for (let sequence = from; ; ) {
    const message = await log.firstFrom("REPORTS", subject, sequence);
    if (message === undefined) return;
    yield message;
    sequence = message.sequence + 1;
  }
}

async function writeRange(
  ports: ReportPorts,
  source: ReportSource,
  year: number,
  range: RangeHead,
  messages: readonly StoredMessage[],
): Promise<"settled" | "unknown"> {
  const input = leafInput(ports, source, range, messages);
  const place = rangePlace(year, source);
  const outcome = await appendSystemLeaf(ports, year, place, input, range.expected);
  // After a conflict another instance has written: the next look at the head tells up to where.
  return outcome.kind === "appended" || outcome.kind === "conflict" ? "settled" : "unknown";
}

function leafInput(
  ports: ReportPorts,
  { kind, mode, slot }: ReportSource,
  { head }: RangeHead,
  messages: readonly StoredMessage[],
): SystemLeafInput {
  const from = messages[0]?.sequence ?? 1;
  const to = messages.at(-1)?.sequence ?? from;
  const leaf = {
    at: ports.nowIso(),
    clock: "unsynced",
    of: mode,
    slot,
    range: { from, to },
    count: messages.length,
    ...(head !== undefined && { previous: head }),
  } as const;
  return kind === "receipts"
    ? { leaf: { ...leaf, kind }, entries: entriesOf<ReceiptEntry>(messages) }
    : { leaf: { ...leaf, kind }, entries: counted(entriesOf<RefusalEntry>(messages)) };
}

/**
 * Entries as exchange wrote them; the leaf's builder checks them against its schema. None is left out: what does not
 * fit into a leaf stops its room's reports, and that is heard of.
 */
function entriesOf<Entry>(messages: readonly StoredMessage[]): readonly Entry[] {
  return messages.flatMap((message) => {
    const value = parseCanonical(message.data);
    const list =
      typeof value === "object" && !Array.isArray(value) && "entries" in value
        ? value["entries"]
        : [];
    return Array.isArray(list) ? (list as unknown as readonly Entry[]) : [];
  });
}

/** A flood of refusals becomes one count for each mode and code. */
function counted(entries: readonly RefusalEntry[]): readonly RefusalEntry[] {
  const sums = new Map<string, RefusalEntry>();
  for (const entry of entries) {
    const key = `${entry.mode} ${entry.code}`;
    const before = sums.get(key);
    const count = (before?.count ?? 0) + entry.count;
    sums.set(key, { ...entry, count, bytes: (before?.bytes ?? 0) + entry.bytes });
  }
  return [...sums.values()];
}
