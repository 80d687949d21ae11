import { decodeBase64 } from "./base64.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { emptyRoot, hashBytes } from "./hash.ts";
import {
  type NoteSignature,
  type NoteVerifier,
  noteSignaturesMax,
  openNote,
  parseNote,
  parseSignatureLine,
  signatureLine,
} from "./note.ts";
import { verifyConsistency } from "./proof.ts";

/** Most hashes that a request may carry (c2sp.org/tlog-witness). */
const proofHashesMax = 63;
/** Largest request that is read: a full proof and a checkpoint with 16 signatures of the largest kind. */
export const addCheckpointBytesMax = 131_072;
/** Largest answer that a client reads: every signature that a note may have, of the largest kind. */
export const cosignaturesBytesMax = 131_072;

/** Media type of the body of 409. */
export const treeSizeMediaType = "text/x.tlog.size";

/** A request to cosign a checkpoint (c2sp.org/tlog-witness, `add-checkpoint`). */
export interface AddCheckpoint {
  /** Size of the checkpoint that the witness has cosigned last, as far as the log knows. */
  readonly oldSize: number;
  /** Consistency proof from there (RFC 6962, 2.1.2); empty where there is nothing to prove. */
  readonly proof: readonly Buffer[];
  /** The signed checkpoint. */
  readonly note: Buffer;
}

/** The body of a request. */
export function formatAddCheckpoint({ oldSize, proof, note }: AddCheckpoint): Buffer {
  const lines = [`old ${oldSize}`, ...proof.map((hash) => hash.toString("base64"))];
  return Buffer.concat([Buffer.from(`${lines.join("\n")}\n\n`, "utf8"), note]);
}

/** Reads a request without trusting it; undefined when malformed. */
export function parseAddCheckpoint(body: Buffer): AddCheckpoint | undefined {
  const end = body.indexOf("\n\n");
  if (end < 0 || body.length > addCheckpointBytesMax) return undefined;
  const [first = "", ...encoded] = body.toString("latin1", 0, end).split("\n");
  const digits = /^old (0|[1-9][0-9]{0,15})$/.exec(first)?.[1];
  const oldSize = Number(digits);
  if (!Number.isSafeInteger(oldSize) || encoded.length > proofHashesMax) return undefined;
  const proof = encoded.flatMap((line) => decodeBase64(line) ?? []);
  const sound = proof.length === encoded.length && proof.every(isHash);
  return sound ? { oldSize, proof, note: body.subarray(end + 2) } : undefined;
}

/** What a witness knows of a log: the checkpoint that it has cosigned last. */
export interface WitnessedTree {
  readonly size: number;
  readonly root: Buffer;
}

/** What a witness does with a request; the status is that of HTTP. */
export type WitnessVerdict =
  | { readonly status: 200; readonly checkpoint: Checkpoint; readonly text: string }
  | { readonly status: 400; readonly reason: "malformed" | "old-size-beyond" }
  | { readonly status: 403; readonly reason: "no-known-signature" | "bad-signature" }
  | { readonly status: 404; readonly reason: "unknown-origin" }
  | { readonly status: 409; readonly reason: "stale"; readonly size: number }
  | {
      /** Two signed roots for one size, or a tree that does not contain the one before: the log told two stories. */
      readonly status: 409 | 422;
      readonly reason: "fork" | "inconsistent";
      readonly size: number;
      readonly checkpoint: Checkpoint;
    };

export interface WitnessView {
  /** Keys that may sign for an origin; undefined: not a log of ours. */
  verifiersOf(origin: string): readonly NoteVerifier[] | undefined;
  /** The last checkpoint cosigned for an origin; undefined before the first. */
  latestOf(origin: string): WitnessedTree | undefined;
}

/**
 * Judges a request as c2sp.org/tlog-witness orders it. Pure: whoever signs must compare {@link WitnessView.latestOf}
 * and store the new tree in one step, and only then answer. A checkpoint with extension lines is refused as malformed:
 * nobody could check them.
 */
export function judgeAddCheckpoint(body: Buffer, view: WitnessView): WitnessVerdict {
  const request = parseAddCheckpoint(body);
  const text = request && parseNote(request.note)?.text;
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  if (request === undefined || text === undefined || checkpoint === undefined) {
    return { status: 400, reason: "malformed" };
  }
  const verifiers = view.verifiersOf(checkpoint.origin);
  if (verifiers === undefined) return { status: 404, reason: "unknown-origin" };
  const opened = openNote(request.note, verifiers);
  if (!opened.ok) {
    const reason = opened.reason === "bad-signature" ? "bad-signature" : "no-known-signature";
    return { status: 403, reason };
  }
  if (request.oldSize > checkpoint.size) return { status: 400, reason: "old-size-beyond" };
  const latest = view.latestOf(checkpoint.origin);
  return judgeGrowth(request, { checkpoint, text }, latest);
}

function judgeGrowth(
  { oldSize, proof }: AddCheckpoint,
  { checkpoint, text }: { readonly checkpoint: Checkpoint; readonly text: string },
  latest: WitnessedTree | undefined,
): WitnessVerdict {
  const known = latest ?? { size: 0, root: emptyRoot() };
  const { size, root } = checkpoint;
  if (oldSize !== known.size) return { status: 409, reason: "stale", size: known.size };
  if (size === known.size && !root.equals(known.root)) {
    return { status: 409, reason: "fork", size: known.size, checkpoint };
  }
  const holds =
    known.size === 0
      ? proof.length === 0
      : verifyConsistency({ from: oldSize, to: size, fromRoot: known.root, toRoot: root, proof })
          .ok;
  return holds
    ? { status: 200, checkpoint, text }
    : { status: 422, reason: "inconsistent", size: known.size, checkpoint };
}

/** The body of 200. */
export function formatCosignatures(signatures: readonly NoteSignature[]): Buffer {
  return Buffer.from(signatures.map(signatureLine).join(""), "utf8");
}

/** Reads the body of 200 without trusting it; undefined when malformed. */
export function parseCosignatures(body: Buffer): readonly NoteSignature[] | undefined {
  const text = body.toString("utf8");
  if (body.length > cosignaturesBytesMax || !text.endsWith("\n")) return undefined;
  const lines = text.slice(0, -1).split("\n");
  const signatures = lines.flatMap((line) => parseSignatureLine(line) ?? []);
  const sound = signatures.length === lines.length && lines.length <= noteSignaturesMax;
  return sound ? signatures : undefined;
}

/** The size in the body of 409; undefined when it is none. */
export function parseTreeSize(body: Buffer): number | undefined {
  const digits = /^(0|[1-9][0-9]{0,15})\n$/.exec(body.toString("latin1"))?.[1];
  const size = Number(digits);
  return Number.isSafeInteger(size) ? size : undefined;
}

function isHash(value: Buffer): boolean {
  return value.length === hashBytes;
}
