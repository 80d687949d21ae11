import { decodeBase64 } from "./base64.ts";
import { type OpenedCheckpoint, openCheckpoint } from "./checkpoint.ts";
import { hashBytes } from "./hash.ts";
import { type NoteVerifier, noteBytesMax } from "./note.ts";
import { type Verdict, verifyInclusion } from "./proof.ts";
import { proofHeader, proofLines } from "./proofLines.ts";

/** One entry's proof, to be checked offline (c2sp.org/tlog-proof@v1). Files end in `.tlog-proof`. */
export interface LogProof {
  readonly index: number;
  /** From the leaf's sibling up to a child of the root. */
  readonly proof: readonly Buffer[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: Buffer;
  /** Unauthenticated bytes for the reader. */
  readonly extra?: Buffer;
}

const extraCharactersMax = 65_536;

export function formatProof({ index, proof, checkpoint, extra }: LogProof): Buffer {
  const lines = [
    proofHeader,
    ...(extra === undefined ? [] : [`extra ${extra.toString("base64")}`]),
    `index ${index}`,
    ...proof.map((sibling) => sibling.toString("base64")),
  ];
  const text = Buffer.concat([Buffer.from(`${lines.join("\n")}\n\n`, "utf8"), checkpoint]);
  if (parseProof(text) === undefined) throw new RangeError("not a proof");
  return text;
}

/** Reads a proof without trusting it; undefined when malformed. */
export function parseProof(bytes: Buffer): LogProof | undefined {
  const end = bytes.indexOf("\n\n");
  if (end < 0 || bytes.length > extraCharactersMax + noteBytesMax) return undefined;
  const lines = proofLines(bytes.toString("utf8", 0, end));
  if (lines === undefined) return undefined;
  const { index, hashes } = lines;
  const extra = lines.extra === undefined ? undefined : decodeBase64(lines.extra);
  const proof = hashes.flatMap((line) => decodeBase64(line) ?? []);
  const sound =
    (lines.extra === undefined || extra !== undefined) &&
    proof.length === hashes.length &&
    proof.every((sibling) => sibling.length === hashBytes);
  if (!sound) return undefined;
  const checkpoint = bytes.subarray(end + 2);
  return { index, proof, checkpoint, ...(extra === undefined ? {} : { extra }) };
}

/** Outcome of {@link verifyProof}. */
export type ProofVerdict =
  | { readonly ok: true; readonly index: number; readonly size: number }
  | { readonly ok: false; readonly reason: "malformed-proof" }
  | Exclude<OpenedCheckpoint, { ok: true }>
  | Exclude<Verdict, { ok: true }>;

/** Checks that the entry with this leaf hash is in the log that `trust` names, at the index the proof states. */
export function verifyProof(
  bytes: Buffer,
  leafHash: Buffer,
  trust: { readonly origin: string; readonly verifiers: readonly NoteVerifier[] },
): ProofVerdict {
  const parsed = parseProof(bytes);
  if (parsed === undefined) return { ok: false, reason: "malformed-proof" };
  const opened = openCheckpoint(parsed.checkpoint, trust);
  if (!opened.ok) return opened;
  const { size, root } = opened.checkpoint;
  const { index, proof } = parsed;
  const verdict = verifyInclusion({ index, size, leafHash, root, proof });
  return verdict.ok ? { ok: true, index, size } : verdict;
}
