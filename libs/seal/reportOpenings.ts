import { canonicalJson } from "./canonical.ts";
import type { NumberedRoom } from "./counts.ts";
import type { CountsLeaf, Leaf, ReportsLeaf } from "./leaf.ts";
import {
  type CountsEntry,
  canonicalOf,
  entriesDigest,
  parseCountsParts,
  parseReceiptParts,
  parseRefusalParts,
  partDigest,
  type ReceiptEntry,
  type RefusalEntry,
  type Salted,
} from "./parts.ts";

type ListedLeaf = ReportsLeaf<"receipts"> | ReportsLeaf<"refusals"> | CountsLeaf;
type ListedEntry = Salted<ReceiptEntry | RefusalEntry | CountsEntry>;

/**
 * What one leaf about reports says to one titolare: its own entries opened, of the others' no more than the salted
 * digests that the leaf's own digest is taken over.
 */
export interface ReportLine {
  readonly year: number;
  readonly index: number;
  readonly kind: ListedLeaf["kind"];
  readonly opened: readonly { readonly index: number; readonly entry: ListedEntry }[];
  /** Of every entry of the part, in its order. */
  readonly digests: readonly string[];
}

/** True for leaves whose part is a list of which each entry concerns somebody. */
export const isListedLeaf = (leaf: Leaf): leaf is ListedLeaf =>
  leaf.kind === "receipts" || leaf.kind === "refusals" || leaf.kind === "counts";

/**
 * The line of one leaf for the rooms of one titolare. Receipts and refusals are of one room: opened whole for its own
 * titolare, for nobody else. Counts are opened entry by entry, where every number in one is of own rooms. Undefined
 * where nothing concerns them, "damaged" where the part does not open its leaf. Pure.
 */
export function reportLineOf(
  at: { readonly year: number; readonly index: number },
  leaf: ListedLeaf,
  part: Uint8Array,
  rooms: readonly NumberedRoom[],
): ReportLine | "damaged" | undefined {
  const own = new Set(rooms.map(({ slot }) => slot));
  if (leaf.kind !== "counts" && !own.has(leaf.slot)) return undefined;
  const entries = entriesIn(leaf, part);
  const digests = entries?.map((entry) => partDigest(leaf.kind, entry)) ?? [];
  if (entries === undefined || entriesDigest(leaf.kind, digests) !== leaf.digest) return "damaged";
  const opened = entries
    .map((entry, index) => ({ index, entry }))
    .filter(({ entry }) => isOwn(entry, own));
  return opened.length === 0 ? undefined : { ...at, kind: leaf.kind, opened, digests };
}

function entriesIn({ kind }: ListedLeaf, part: Uint8Array): readonly ListedEntry[] | undefined {
  if (kind === "counts") return parseCountsParts(part)?.entries;
  return (kind === "receipts" ? parseReceiptParts(part) : parseRefusalParts(part))?.entries;
}

/** An entry of receipts or refusals names no room: the leaf does, and was looked at. */
function isOwn({ value }: ListedEntry, own: ReadonlySet<number>): boolean {
  if (!("lines" in value)) return true;
  return value.lines.length > 0 && value.lines.every(({ slot }) => own.has(slot));
}

/** One canonical line without its end. */
export const formatReportLine = (line: ReportLine): string => canonicalJson(canonicalOf(line));
