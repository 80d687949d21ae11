import { base64url, type Mode, sha256Hex } from "./bytes.ts";
import { canonicalBytes } from "./canonical.ts";
import {
  type ActivationLeaf,
  type ChainHead,
  type ClockQuality,
  type ConfigurationLeaf,
  type CountsLeaf,
  type IncidentLeaf,
  isIncidentLeaf,
  type Leaf,
  type PlanTablesLeaf,
  parseLeaf,
  type ReportsLeaf,
  type RuleSetLeaf,
  type SystemLeaf,
} from "./leaf.ts";
import { type IncidentKind, roomsMax, slotsMultiple } from "./leafSchema.ts";
import {
  type CommitmentEntry,
  type CountsEntry,
  canonicalOf,
  entriesDigest,
  type Facts,
  type IncidentParts,
  incidentPartsOf,
  parseCountsParts,
  parseReceiptParts,
  parseRefusalParts,
  partDigest,
  partsBytesMax,
  type ReceiptEntry,
  type RefusalEntry,
  type SlotValue,
  saltBytes,
  slotDigest,
} from "./parts.ts";

/** Cryptographically random bytes; an argument, so that a test can repeat a leaf. */
export type RandomBytes = (count: number) => Uint8Array;

/** The two byte strings of an AUDIT message that are hashed and authenticated. */
export type BuiltLeaf =
  | { readonly leafBytes: Buffer; readonly partsBytes: Buffer }
  | { readonly refused: "parts-too-large" };

/** A leaf of an incident's chain, and what a reader of its bytes finds in them. */
export type BuiltIncidentLeaf =
  | {
      readonly leafBytes: Buffer;
      readonly partsBytes: Buffer;
      readonly leaf: IncidentLeaf;
      readonly parts: IncidentParts;
    }
  | { readonly refused: "parts-too-large" };

export interface IncidentLeafInput {
  readonly kind: IncidentKind;
  readonly mode: Mode;
  readonly at: string;
  readonly clock: ClockQuality;
  /** Pseudonym of the incident: never its id. */
  readonly incident: string;
  readonly event: string;
  readonly eventsSequence: number;
  /** Undefined for an incident's first leaf. */
  readonly head: ChainHead | undefined;
  readonly ruleSet: string;
  readonly agreement: string;
  readonly facts: Facts;
  readonly commitments: readonly CommitmentEntry[];
  /** One for every room of the configuration, `not_addressed` included. */
  readonly slots: readonly { readonly slot: number; readonly value: SlotValue }[];
}

type WithoutDigest<L> = L extends { readonly digest: string } ? Omit<L, "digest"> : L;
type Stated<L> = L extends unknown ? Omit<WithoutDigest<L>, "v" | "mode"> : never;
type Documented = ConfigurationLeaf | PlanTablesLeaf | ActivationLeaf | RuleSetLeaf;
type Listed = ReportsLeaf<"receipts"> | ReportsLeaf<"refusals"> | CountsLeaf;
type Plain = Exclude<SystemLeaf, Documented | Listed>;

/** A leaf outside incident chains: its members but those that the builder computes, and its part. */
export type SystemLeafInput =
  | { readonly leaf: Stated<Plain> }
  /** `document`: the signed bytes that the leaf is about; they become its part, open to all officers. */
  | { readonly leaf: Stated<Documented>; readonly document: Uint8Array }
  | { readonly leaf: Stated<ReportsLeaf<"receipts">>; readonly entries: readonly ReceiptEntry[] }
  | { readonly leaf: Stated<ReportsLeaf<"refusals">>; readonly entries: readonly RefusalEntry[] }
  | { readonly leaf: Stated<CountsLeaf>; readonly entries: readonly CountsEntry[] };

/** Reads the salted entries of a part that has some. */
const parseEntries = {
  receipts: parseReceiptParts,
  refusals: parseRefusalParts,
  counts: parseCountsParts,
} as const;

/**
 * Leaf and parts of one decision. Salts and the filling of unused slots come from `randomBytes`.
 * Refused when the parts are over the limit (withhold with TOO_LARGE, then record that).
 * Throws on input outside the schema or a slot named twice: whoever calls has a defect, and nothing is recorded.
 */
export function buildIncidentLeaf(
  input: IncidentLeafInput,
  randomBytes: RandomBytes,
): BuiltIncidentLeaf {
  const parts = saltedParts(input, randomBytes);
  const canonicalParts = canonicalOf(parts);
  const partsBytes = canonicalBytes(canonicalParts);
  if (partsBytes.length > partsBytesMax) return { refused: "parts-too-large" };
  // What a reader of these bytes gets: they are the one form of this value, so it need not be parsed again.
  const readParts = defined(incidentPartsOf(canonicalParts), "parts of an incident's leaf");
  const { bytes, leaf } = checkedLeaf({
    v: 1,
    kind: input.kind,
    mode: input.mode,
    at: input.at,
    clock: input.clock,
    incident: input.incident,
    event: input.event,
    events_seq: input.eventsSequence,
    h: input.head,
    rule_set: input.ruleSet,
    agreement: input.agreement,
    facts: partDigest("facts", parts.facts),
    commitments: partDigest("commitments", parts.commitments),
    slots: filledSlots(parts, randomBytes),
  });
  const incidentLeaf = defined(isIncidentLeaf(leaf) ? leaf : undefined, "an incident's leaf");
  return { leafBytes: bytes, partsBytes, leaf: incidentLeaf, parts: readParts };
}

/** Leaf and part of something that is not about one incident. Throws like {@link buildIncidentLeaf}. */
export function buildSystemLeaf(input: SystemLeafInput, randomBytes: RandomBytes): BuiltLeaf {
  const common = { v: 1, mode: "system", ...input.leaf };
  if ("document" in input) {
    const partsBytes = Buffer.from(input.document);
    if (partsBytes.length > partsBytesMax) return { refused: "parts-too-large" };
    return {
      leafBytes: checkedLeaf({ ...common, digest: sha256Hex(partsBytes) }).bytes,
      partsBytes,
    };
  }
  if (!("entries" in input))
    return { leafBytes: checkedLeaf(common).bytes, partsBytes: Buffer.alloc(0) };
  const entries = input.entries.map((value) => ({ salt: salt(randomBytes), value }));
  const partsBytes = canonicalBytes(canonicalOf({ v: 1, entries }));
  if (partsBytes.length > partsBytesMax) return { refused: "parts-too-large" };
  const { kind } = input.leaf;
  defined<unknown>(parseEntries[kind](partsBytes), `parts of a ${kind} leaf`);
  const digests = entries.map((entry) => partDigest(kind, entry));
  return {
    leafBytes: checkedLeaf({ ...common, digest: entriesDigest(kind, digests) }).bytes,
    partsBytes,
  };
}

function saltedParts(input: IncidentLeafInput, randomBytes: RandomBytes): IncidentParts {
  const ordered = [...input.slots].sort((a, b) => a.slot - b.slot);
  const salts = drawn(randomBytes, saltBytes, ordered.length + 2);
  return {
    v: 1,
    facts: { salt: salts(), value: input.facts },
    commitments: { salt: salts(), value: input.commitments },
    slots: ordered.map(({ slot, value }) => ({ slot, salt: salts(), value })),
  };
}

/** `count` random strings of `size` bytes, drawn in one call: each call costs more than its bytes. */
function drawn(randomBytes: RandomBytes, size: number, count: number): () => string {
  const bytes = randomBytes(size * count);
  let next = 0;
  return () => {
    next += size;
    if (next > bytes.length) throw new RangeError("more random strings than were drawn");
    return base64url(bytes.subarray(next - size, next));
  };
}

/** A digest for every number up to the next multiple of 16; those of no room are random, and look the same. */
function filledSlots(parts: IncidentParts, randomBytes: RandomBytes): readonly string[] {
  const highest = parts.slots.at(-1)?.slot ?? 0;
  const length = Math.min(roomsMax, Math.ceil((highest + 1) / slotsMultiple) * slotsMultiple);
  const digests = new Map(parts.slots.map((opening) => [opening.slot, slotDigest(opening)]));
  const fillings = drawn(randomBytes, 32, length - digests.size);
  return Array.from({ length }, (_, slot) => digests.get(slot) ?? fillings());
}

function salt(randomBytes: RandomBytes): string {
  return base64url(randomBytes(saltBytes));
}

/** Canonical bytes of a leaf that its own parser accepts, and what it reads in them. */
function checkedLeaf(leaf: Readonly<Record<string, unknown>>): { bytes: Buffer; leaf: Leaf } {
  const bytes = canonicalBytes(canonicalOf(leaf));
  const parsed = parseLeaf(bytes);
  if ("problem" in parsed) {
    throw new TypeError(`leaf outside its schema: ${parsed.problem} at "${parsed.pointer}"`);
  }
  return { bytes, leaf: parsed };
}

function defined<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new TypeError(`${name} outside the schema`);
  return value;
}
