import { createHash } from "node:crypto";
import type { StoredMessage } from "./port.ts";

/** Header of a copy in a FEED stream: hash of the rule set in force when it was decided. */
export const epochHeader = "Raccordo-Epoch";
/** Header of a tombstone: SHA-256, hex, of the sealed bytes that lay there, for audit to compare. */
export const sealedHeader = "Raccordo-Sealed-Sha256";
/**
 * Header of a tombstone: the sequence at which its copy lay. A cursor names that sequence; in a stream that
 * lost its end and was filled again, the same delivery has another one, and the cursor counts no more.
 */
export const sequenceHeader = "Raccordo-Sequence";

/** A copy that is to be buried: where it lay and what its sealed bytes digest to. */
export interface BuriedCopy {
  readonly sequence: number;
  readonly sealedSha256: string;
}

/** What a tombstone says of the copy that it replaces. */
export function tombstoneHeaders(copy: BuriedCopy): ReadonlyMap<string, string> {
  return new Map([
    [sealedHeader, copy.sealedSha256],
    [sequenceHeader, String(copy.sequence)],
  ]);
}

/** True if the message is the tombstone of a copy that lay at `sequence`. */
export function isTombstoneOf(message: StoredMessage, sequence: number): boolean {
  return message.data.length === 0 && message.headers.get(sequenceHeader) === String(sequence);
}

/** A copy as it lies in its stream, ready to be buried. */
export function lyingCopy({ sequence, data }: StoredMessage): BuriedCopy {
  return { sequence, sealedSha256: createHash("sha256").update(data).digest("hex") };
}
