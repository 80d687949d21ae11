import { gunzipSync } from "node:zlib";
import { encodeAuditMessage } from "#libs/contracts/auditMessage";
import {
  confirmationPlace,
  documentPlace,
  keyEpochPlace,
  quarantineEndedPlace,
  rangePlace,
  reviewPlace,
  shreddingPlace,
  stepPlace,
  yearRetiredPlace,
} from "#libs/eventlog/leafPlaces";
import { auditPlace, genesisPlace, noticePlace, type Place } from "#libs/eventlog/subjects";
import { sha256Hex } from "#libs/seal/bytes";
import { isIncidentLeaf, type Leaf, type NoticeLeaf, parseLeaf } from "#libs/seal/leaf";
import { leafMac } from "#libs/seal/mac";
import type { LogEntry } from "#libs/tlog/tail";
import type { MacKeys } from "./entry.ts";
import { noticeAbout, ownPlace } from "./ownLeaf.ts";

/** A message of AUDIT that a stream has lost. */
export interface RestoredMessage {
  readonly subject: string;
  readonly data: Uint8Array;
  /** Whose user may write it. */
  readonly writer: "policy" | "audit";
  /** An anomaly: its own bytes are gone, the leaf that names their digest stands in their place. */
  readonly isDigestOnly: boolean;
}

export interface RestoreKeys {
  readonly year: number;
  readonly macs: MacKeys;
  /** Room of a slot, as the signed configuration has it. */
  roomOf(slot: number): string | undefined;
}

/**
 * The message of which `entry` was made, as number `sequence` of its year: leaf and parts are the tiles' bytes, and the
 * MAC is a function of them, the subject and a key that audit has. So is the subject wherever it says what the leaf
 * is about. Undefined for what is no leaf, or whose writer's key is not there.
 */
export function restoredMessage(
  keys: RestoreKeys,
  sequence: number,
  entry: LogEntry,
): RestoredMessage | undefined {
  const leaf = parseLeaf(entry.leaf);
  if ("problem" in leaf) return undefined;
  const writer = auditWrites.has(leaf.kind) ? "audit" : "policy";
  const macKey = keys.macs.get(writer);
  if (macKey === undefined) return undefined;
  const { subject } = placeOf(keys, leaf, entry.part) ?? placeOfNumber(keys.year, leaf, sequence);
  const content = { writer, subject, leaf: entry.leaf, parts: entry.part };
  const data = encodeAuditMessage({ ...content, mac: leafMac(macKey, content) });
  return { subject, data, writer, isDigestOnly: leaf.kind === "anomaly" };
}

const auditWrites: ReadonlySet<Leaf["kind"]> = new Set<Leaf["kind"]>([
  ...(["genesis", "heartbeat", "notice", "counts", "anomaly"] as const),
]);

/**
 * The place that a leaf was written to, where its content says it. Undefined where it does not: a reading's id was
 * drawn by who asked, a sign of life's comes from the memory of a process. Nobody looks those up by their place, so
 * any that is free will do.
 */
function placeOf({ year, roomOf }: RestoreKeys, leaf: Leaf, part: Uint8Array): Place | undefined {
  if (isIncidentLeaf(leaf)) {
    const { mode, incident: pseudonym, event } = leaf;
    return auditPlace({ year, mode, pseudonym, event });
  }
  switch (leaf.kind) {
    case "genesis":
      return genesisPlace(year);
    case "configuration":
    case "plan_tables":
    case "activation":
      return documentPlace(year, leaf.kind, sha256Hex(unpacked(part)));
    case "rule_set": {
      const { v, kind, mode, at, clock, digest, ...stated } = leaf;
      return stepPlace(year, stated);
    }
    case "receipts":
    case "refusals": {
      const room = roomOf(leaf.slot);
      return room === undefined
        ? undefined
        : rangePlace(year, { kind: leaf.kind, mode: leaf.of, room });
    }
    case "break_glass":
    case "demand":
      return noticePlace({ year, kind: leaf.kind, id: leaf.event });
    case "confirmation":
      return confirmationPlace(year, leaf.notice, leaf.slot);
    case "key_shredded":
      return shreddingPlace(year, { ...leaf, part: leaf.part ?? "all" });
    case "key_epoch":
      return keyEpochPlace(year, leaf);
    case "year_retired":
      return yearRetiredPlace(year, leaf.of);
    case "review":
      return reviewPlace(year, leaf.notice);
    case "counts":
      return ownPlace(year, "counts", [leaf.of, leaf.range.from]);
    case "notice":
      // Of what a person did: its id was drawn by who asked.
      return leaf.by === undefined ? placeOfNotice(year, leaf) : undefined;
    // A kind that is looked up by its place belongs above: restored elsewhere it would be written twice.
    case "anomaly":
    case "export":
    case "grant":
    case "heartbeat":
    case "legal_hold":
    case "read":
      return undefined;
  }
}

/** What each notice was about, as its writer names it. */
function placeOfNotice(year: number, { code, sequence, ...leaf }: NoticeLeaf): Place {
  const { slot, delivery = "", sha256 = "", of, range } = leaf;
  if (code === "quarantine_ended") return quarantineEndedPlace(year);
  if (code === "witness_missing") return noticeAbout(year, code, String(sequence ?? 0));
  if (of !== undefined && range !== undefined) return restorationPlace(year, { of, ...range });
  return noticeAbout(year, code, String(slot), delivery, sha256);
}

/** Where it stands that a range of a stream was written again. */
export function restorationPlace(
  year: number,
  { of, from, to }: { readonly of: number; readonly from: number; readonly to: number },
): Place {
  return noticeAbout(year, "stream_restored", ...[of, from, to].map(String));
}

function placeOfNumber(year: number, { kind }: Leaf, sequence: number): Place {
  const id = sha256Hex(Buffer.from(`restored ${year} ${sequence}`, "utf8")).slice(0, 32);
  return noticePlace({ year, kind, id });
}

/** A long document lies packed (RFC 1952), and its place is named by what was packed. */
function unpacked(part: Uint8Array): Uint8Array {
  const isPacked = part[0] === 0x1f && part[1] === 0x8b;
  try {
    return isPacked ? gunzipSync(part, { maxOutputLength: documentBytesMax }) : part;
  } catch {
    return part;
  }
}

const documentBytesMax = 67_108_864;
