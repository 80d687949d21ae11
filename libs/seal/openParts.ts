import { equalBytes, sha256Hex, utf8 } from "./bytes.ts";
import { canonicalBytes, parseCanonical } from "./canonical.ts";
import {
  type CountsLeaf,
  type IncidentLeaf,
  isIncidentLeaf,
  type Leaf,
  parseLeaf,
  type ReportsLeaf,
} from "./leaf.ts";
import {
  type CommitmentEntry,
  type CountsEntry,
  canonicalOf,
  entriesDigest,
  type Facts,
  type IncidentParts,
  parseCountsParts,
  parseIncidentParts,
  parseReceiptParts,
  parseRefusalParts,
  partDigest,
  type ReceiptEntry,
  type RefusalEntry,
  type Salted,
  type SlotOpening,
  type SlotValue,
  storedPartDigest,
  storedSlotDigest,
} from "./parts.ts";
import { slotOpeningSchema } from "./partsSchema.ts";
import { firstFault } from "./shape.ts";

/** Why a part does not open: its bytes are none of ours, it is not there, or the leaf says otherwise. */
export type PartProblem = "malformed" | "missing" | "differs";

export type Opened<Value> = { readonly value: Value } | { readonly problem: PartProblem };

/** One departure of the stored parts from the leaf. */
export interface Finding {
  readonly part: "leaf" | "parts" | "facts" | "commitments" | "slot" | "entries" | "document";
  readonly slot?: number;
  readonly problem: PartProblem;
}

/** One entry of a receipts or counts leaf as shown to whom it concerns: the others stay digests. */
export interface EntryOpening<Entry = ReceiptEntry> {
  readonly index: number;
  readonly entry: Salted<Entry>;
  readonly digests: readonly string[];
}

/** The decision inputs behind a leaf, checked against it. */
export function openFacts(leaf: IncidentLeaf, partsBytes: Uint8Array): Opened<Facts> {
  const parts = parseIncidentParts(partsBytes);
  if (parts === undefined) return { problem: "malformed" };
  const same = equalText(leaf.facts, storedPartDigest("facts", parts.facts));
  return same ? { value: parts.facts.value } : { problem: "differs" };
}

/** The keyed commitments behind a leaf, checked against it. */
export function openCommitments(
  leaf: IncidentLeaf,
  partsBytes: Uint8Array,
): Opened<readonly CommitmentEntry[]> {
  const parts = parseIncidentParts(partsBytes);
  if (parts === undefined) return { problem: "malformed" };
  const same = equalText(leaf.commitments, storedPartDigest("commitments", parts.commitments));
  return same ? { value: parts.commitments.value } : { problem: "differs" };
}

/** The decision for one room, checked against the leaf. "missing": no part was stored for that slot. */
export function openSlot(
  leaf: IncidentLeaf,
  partsBytes: Uint8Array,
  slot: number,
): Opened<SlotValue> {
  const parts = parseIncidentParts(partsBytes);
  if (parts === undefined) return { problem: "malformed" };
  const opening = parts.slots.find((candidate) => candidate.slot === slot);
  return opening === undefined ? { problem: "missing" } : checkedSlot(leaf, opening);
}

/** The decisions for all rooms by slot, checked against the leaf in one pass: what holdings are folded from. */
export function openSlots(
  leaf: IncidentLeaf,
  partsBytes: Uint8Array,
): Opened<ReadonlyMap<number, SlotValue>> {
  const parts = parseIncidentParts(partsBytes);
  if (parts === undefined) return { problem: "malformed" };
  const values = new Map<number, SlotValue>();
  for (const opening of parts.slots) {
    const opened = checkedSlot(leaf, opening);
    if ("problem" in opened) return opened;
    values.set(opening.slot, opened.value);
  }
  return { value: values };
}

/** What a leaf decided and on what, checked against it in one pass; `rooms`: numbers that must have a part. */
export function openDecision(
  leaf: IncidentLeaf,
  partsBytes: Uint8Array,
  rooms: readonly number[],
): Opened<{ readonly facts: Facts; readonly slots: ReadonlyMap<number, SlotValue> }> {
  const parts = parseIncidentParts(partsBytes);
  if (parts === undefined) return { problem: "malformed" };
  if (!equalText(leaf.facts, storedPartDigest("facts", parts.facts))) return { problem: "differs" };
  const slots = new Map<number, SlotValue>();
  for (const opening of parts.slots) {
    const opened = checkedSlot(leaf, opening);
    if ("problem" in opened) return opened;
    slots.set(opening.slot, opened.value);
  }
  if (rooms.some((room) => !slots.has(room))) return { problem: "missing" };
  return { value: { facts: parts.facts.value, slots } };
}

/** What one room is handed to check its own slot: canonical JSON of slot, salt and value; undefined if it has none. */
export function slotOpening(partsBytes: Uint8Array, slot: number): Buffer | undefined {
  const parts = parseIncidentParts(partsBytes);
  const opening = parts?.slots.find((candidate) => candidate.slot === slot);
  return opening && canonicalBytes(canonicalOf(opening));
}

/** Checks what {@link slotOpening} made against a leaf, as the room does that holds nothing else. */
export function openSlotOpening(
  leaf: IncidentLeaf,
  openingBytes: Uint8Array,
  slot: number,
): Opened<SlotValue> {
  const value = parseCanonical(openingBytes);
  if (value === undefined || firstFault(slotOpeningSchema, value) !== undefined) {
    return { problem: "malformed" };
  }
  const opening = value as unknown as SlotOpening;
  return opening.slot === slot ? checkedSlot(leaf, opening) : { problem: "missing" };
}

/** All entries of a receipts leaf. */
export function openReceipts(
  leaf: ReportsLeaf<"receipts">,
  partsBytes: Uint8Array,
): Opened<readonly ReceiptEntry[]> {
  return openEntries(leaf, parseReceiptParts(partsBytes));
}

/** All entries of a refusals leaf. */
export function openRefusals(
  leaf: ReportsLeaf<"refusals">,
  partsBytes: Uint8Array,
): Opened<readonly RefusalEntry[]> {
  return openEntries(leaf, parseRefusalParts(partsBytes));
}

/** What shows one receipt and hides the others; undefined if there is no such entry. */
export function receiptOpening(partsBytes: Uint8Array, index: number): EntryOpening | undefined {
  const entries = parseReceiptParts(partsBytes)?.entries;
  const entry = entries?.[index];
  if (entries === undefined || entry === undefined) return undefined;
  return { index, entry, digests: entries.map((other) => partDigest("receipts", other)) };
}

/** Checks one shown receipt against its leaf. */
export function openReceiptOpening(
  leaf: ReportsLeaf<"receipts">,
  opening: EntryOpening,
): Opened<ReceiptEntry> {
  return openEntryOpening(leaf, opening);
}

/** All entries of a counts leaf: one for each titolare. */
export function openCounts(
  leaf: CountsLeaf,
  partsBytes: Uint8Array,
): Opened<readonly CountsEntry[]> {
  return openEntries(leaf, parseCountsParts(partsBytes));
}

/** What shows every titolare its own counts and hides the others', in the order of the part. */
export function countsOpenings(partsBytes: Uint8Array): readonly EntryOpening<CountsEntry>[] {
  const entries = parseCountsParts(partsBytes)?.entries ?? [];
  const digests = entries.map((entry) => partDigest("counts", entry));
  return entries.map((entry, index) => ({ index, entry, digests }));
}

/** Checks one titolare's counts against their leaf. */
export function openCountsOpening(
  leaf: CountsLeaf,
  opening: EntryOpening<CountsEntry>,
): Opened<CountsEntry> {
  return openEntryOpening(leaf, opening);
}

/**
 * Hashes every stored part again and compares it with the leaf; empty: all agree. `rooms`: numbers that must
 * have a part (from the configuration leaf); without it a filled slot cannot be told from a missing part.
 */
export function checkParts(
  leafBytes: Uint8Array,
  partsBytes: Uint8Array,
  rooms: readonly number[] = [],
): readonly Finding[] {
  const leaf = parseLeaf(leafBytes);
  if ("problem" in leaf) return [{ part: "leaf", problem: "malformed" }];
  return checkPartsOf(leaf, partsBytes, rooms);
}

/** {@link checkParts} of a leaf that was read already. */
export function checkPartsOf(
  leaf: Leaf,
  partsBytes: Uint8Array,
  rooms: readonly number[] = [],
): readonly Finding[] {
  return isIncidentLeaf(leaf)
    ? checkIncidentParts(leaf, partsBytes, rooms)
    : checkSystemParts(leaf, partsBytes);
}

function checkIncidentParts(
  leaf: IncidentLeaf,
  partsBytes: Uint8Array,
  rooms: readonly number[],
): readonly Finding[] {
  const parts = parseIncidentParts(partsBytes);
  if (parts === undefined) return [{ part: "parts", problem: "malformed" }];
  const findings: Finding[] = [];
  if (!equalText(leaf.facts, storedPartDigest("facts", parts.facts))) {
    findings.push({ part: "facts", problem: "differs" });
  }
  if (!equalText(leaf.commitments, storedPartDigest("commitments", parts.commitments))) {
    findings.push({ part: "commitments", problem: "differs" });
  }
  return [...findings, ...checkSlots(leaf, parts, rooms)];
}

function checkSlots(
  leaf: IncidentLeaf,
  parts: IncidentParts,
  rooms: readonly number[],
): readonly Finding[] {
  const there = new Set(parts.slots.map((opening) => opening.slot));
  const missing = rooms
    .filter((slot) => !there.has(slot))
    .map((slot): Finding => ({ part: "slot", slot, problem: "missing" }));
  const differing = parts.slots
    .filter((opening) => "problem" in checkedSlot(leaf, opening))
    .map(({ slot }): Finding => ({ part: "slot", slot, problem: "differs" }));
  return [...missing, ...differing];
}

function checkSystemParts(
  leaf: Exclude<Leaf, IncidentLeaf>,
  partsBytes: Uint8Array,
): readonly Finding[] {
  switch (leaf.kind) {
    case "receipts":
      return findingOf("entries", openReceipts(leaf, partsBytes));
    case "refusals":
      return findingOf("entries", openRefusals(leaf, partsBytes));
    case "counts":
      return findingOf("entries", openCounts(leaf, partsBytes));
    case "configuration":
    case "plan_tables":
    case "activation":
    case "rule_set":
      return equalText(leaf.digest, sha256Hex(partsBytes))
        ? []
        : [{ part: "document", problem: "differs" }];
    default:
      return partsBytes.length === 0 ? [] : [{ part: "parts", problem: "malformed" }];
  }
}

function findingOf(part: Finding["part"], opened: Opened<unknown>): readonly Finding[] {
  return "problem" in opened ? [{ part, problem: opened.problem }] : [];
}

function openEntryOpening<Entry>(
  { kind, digest }: ReportsLeaf<"receipts"> | CountsLeaf,
  { index, entry, digests }: EntryOpening<Entry>,
): Opened<Entry> {
  const same =
    equalText(digests[index] ?? "", partDigest(kind, entry)) &&
    equalText(digest, entriesDigest(kind, digests));
  return same ? { value: entry.value } : { problem: "differs" };
}

function openEntries<Entry>(
  leaf: ReportsLeaf<"receipts" | "refusals"> | CountsLeaf,
  parts: { readonly entries: readonly { salt: string; value: Entry }[] } | undefined,
): Opened<readonly Entry[]> {
  if (parts === undefined) return { problem: "malformed" };
  const digests = parts.entries.map((entry) => storedPartDigest(leaf.kind, entry));
  const same = equalText(leaf.digest, entriesDigest(leaf.kind, digests));
  return same ? { value: parts.entries.map((entry) => entry.value) } : { problem: "differs" };
}

function checkedSlot(leaf: IncidentLeaf, opening: SlotOpening): Opened<SlotValue> {
  const stated = leaf.slots[opening.slot];
  return stated !== undefined && equalText(stated, storedSlotDigest(opening))
    ? { value: opening.value }
    : { problem: "differs" };
}

function equalText(a: string, b: string): boolean {
  return equalBytes(utf8(a), utf8(b));
}
