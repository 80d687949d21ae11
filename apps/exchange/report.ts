import type { EventLog } from "#libs/eventlog/port";
import { deliveryFilter, feedStream, parseSubject, reportSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { hasFormat } from "#libs/incident/formats";
import { isProblemCode, type ProblemCode } from "#libs/incident/problems";
import { canonicalBytes } from "#libs/seal/canonical";
import { isId } from "#libs/seal/ids";
import { type Refused, refused } from "./admit.ts";
import type { FeedIndex } from "./feedIndex.ts";
import { bury } from "./handOut.ts";
import type { RoomSecrets } from "./secrets.ts";

export const receiptItemsMax = 256;
const receiptKinds = ["delivered", "displayed", "expired"] as const;
export type ReceiptKind = (typeof receiptKinds)[number];

/** One receipt as a room's adapter sends it. */
export interface ReceiptItem {
  readonly delivery: string;
  readonly kind: string;
  readonly conditions_accepted: boolean;
  readonly at: string;
}

export interface RefusalItem {
  readonly code: string;
  readonly bytes: number;
}

export type ReportOutcome =
  | { readonly kind: "reported"; readonly unknown: readonly string[] }
  | Refused;

/**
 * Receipts of a room: checked against its own feed, synced in REPORTS before they are answered, then the
 * copies are buried. A delivery that was never this room's is named back as unknown and not recorded.
 */
export async function reportReceipts(
  log: EventLog,
  room: RoomSecrets,
  index: FeedIndex,
  mode: Mode,
  items: readonly ReceiptItem[],
): Promise<ReportOutcome> {
  if (items.length === 0 || items.length > receiptItemsMax || !items.every(isWellFormed)) {
    return refused("receipts-malformed");
  }
  const known = await Promise.all(items.map((item) => isOwn(log, room.id, mode, item.delivery)));
  if (known.includes("unreachable")) return refused("busy", [], 2);
  const own = items.filter((_, position) => known[position] === true);
  const unknown = items.filter((_, position) => known[position] !== true);
  if (own.length > 0) {
    const entries = own.map((item) => ({ mode, ...item }));
    const subject = reportSubject({ mode, room: room.id, kind: "receipts" });
    const stored = await log.appendAnyway(subject, canonicalBytes({ v: 1, entries }));
    if (stored.kind !== "appended") return refused("busy", [], 2);
    const delivered = new Set(own.map(({ delivery }) => delivery));
    const waiting = index.upTo(mode, Number.MAX_SAFE_INTEGER);
    const done = waiting.filter(({ delivery }) => delivered.has(delivery));
    await Promise.all(done.map((copy) => bury(log, room.id, index, copy)));
  }
  return { kind: "reported", unknown: unknown.map(({ delivery }) => delivery) };
}

/** A message that the edge refused before it could become an event: durable before the sender is told. */
export async function reportRefusal(
  log: EventLog,
  room: string,
  mode: Mode,
  refusal: RefusalItem,
): Promise<ReportOutcome> {
  const code: ProblemCode = isProblemCode(refusal.code) ? refusal.code : "internal";
  const entry = { mode, code, count: 1, bytes: refusal.bytes };
  const subject = reportSubject({ mode, room, kind: "refusals" });
  const stored = await log.appendAnyway(subject, canonicalBytes({ v: 1, entries: [entry] }));
  return stored.kind === "appended" ? { kind: "reported", unknown: [] } : refused("busy", [], 2);
}

function isWellFormed(item: ReceiptItem): boolean {
  const kindKnown = (receiptKinds as readonly string[]).includes(item.kind);
  return isId(item.delivery) && kindKnown && hasFormat(item.at, "time");
}

async function isOwn(
  log: EventLog,
  room: string,
  mode: Mode,
  delivery: string,
): Promise<boolean | "unreachable"> {
  try {
    const found = await log.last(feedStream(room), deliveryFilter(room, delivery));
    const parsed = found && parseSubject(found.subject);
    return parsed?.of === "feed" && parsed.mode === mode;
  } catch {
    return "unreachable";
  }
}
