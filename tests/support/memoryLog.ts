import { generateKeyPairSync } from "node:crypto";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { type Cosigner, cosignerOf } from "#libs/tlog/cosigner";
import { leafHash, perfectRoot } from "#libs/tlog/hash";
import { addSignature, encodeVerifierKey, noteSigner, parseNote } from "#libs/tlog/note";
import { consistencyProof, inclusionProof, rootOf } from "#libs/tlog/proof";
import { formatProof } from "#libs/tlog/proofText";

/** A signed log in memory, that also tells whatever lie a test wants of it. */
export interface MemoryLog {
  readonly origin: string;
  readonly vkey: string;
  /** Verifier key of its second signature. */
  readonly second: string;
  /** The signed note at a size; signed twice where `isSecond`. */
  note(size: number, isSecond?: boolean): Promise<string>;
  consistency(from: number, to: number): Promise<readonly string[]>;
  siblings(index: number, size: number): Promise<readonly Buffer[]>;
  /** c2sp.org/tlog-proof@v1 with the entry in it. */
  proof(index: number, size: number, changed?: Partial<ProofParts>): Promise<string>;
  leaf(index: number): Buffer;
}

interface ProofParts {
  readonly siblings: readonly Buffer[];
  readonly leaf: Buffer;
  readonly note: string;
}

/** A pair of keys for {@link memoryLog}; two logs with one pair are a fork of each other. */
export const logKeys = () => ({
  pair: generateKeyPairSync("ed25519"),
  seed: Buffer.alloc(32, 7),
});

/** A log of synthetic entries; from `forkedAt` on they are others. */
export function memoryLog(
  { pair, seed }: ReturnType<typeof logKeys>,
  entries: number,
  forkedAt: number = Number.POSITIVE_INFINITY,
): MemoryLog {
  const origin = "audit.sala.example/2026";
  const signer = noteSigner(origin, pair.privateKey);
  const second: Cosigner = cosignerOf(origin, "ml-dsa-44", seed);
  const leaf = (index: number) =>
    Buffer.from(`{"n":${index},"storia":"${index < forkedAt ? "prima" : "altra"}"}`);
  const hashes = Array.from({ length: entries }, (_, index) => leafHash(leaf(index)));
  const read = (level: number, index: number) =>
    perfectRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level));
  const text = (bytes: Buffer) => bytes.toString("base64");
  const note = async (size: number, isSecond = false) => {
    const signed = signCheckpoint({ origin, size, root: await rootOf(size, read) }, [signer]);
    const stated = parseNote(signed)?.text ?? "";
    const both = isSecond ? addSignature(signed, second.cosign(stated, 1_790_000_000)) : signed;
    return both.toString("utf8");
  };
  const siblings = (index: number, size: number) => inclusionProof(index, size, read);
  return {
    ...{ origin, note, siblings, leaf, second: second.vkey },
    vkey: encodeVerifierKey(origin, pair.publicKey),
    consistency: async (from, to) => (await consistencyProof(from, to, read)).map(text),
    proof: async (index, size, changed = {}) =>
      formatProof({
        index,
        proof: changed.siblings ?? (await siblings(index, size)),
        checkpoint: Buffer.from(changed.note ?? (await note(size))),
        extra: changed.leaf ?? leaf(index),
      }).toString("utf8"),
  };
}
