import { type Checkpoint, openCheckpoint } from "#libs/tlog/checkpoint";
import { consistencyProof, verifyConsistency } from "#libs/tlog/proof";
import type { ProvableLog } from "./entryProof.ts";
import type { TileSource } from "./tileSource.ts";

/** A size, the root that these tiles give for it, and the root that was signed for it where it is known. */
export interface LogSide {
  readonly size: number;
  readonly root: Buffer;
  readonly signed: Buffer | undefined;
}

export interface ComparableLog extends ProvableLog {
  readonly source: TileSource;
  readonly checkpoint: Checkpoint;
}

/** `forked`: another root was signed for this side. `differs`: the tiles do not lead from the one to the other. */
export type Compared =
  | { readonly kind: "holds"; readonly proof: readonly Buffer[] }
  | { readonly kind: "forked"; readonly side: LogSide & { readonly signed: Buffer } }
  | { readonly kind: "differs" };

/** The log as it was at `size` ≤ its size; `kept`: a checkpoint of that size that somebody has. */
export async function sideAt(
  { source, reader, trust, checkpoint }: ComparableLog,
  size: number,
  kept?: Checkpoint,
): Promise<LogSide> {
  const root = await reader.rootAt(size);
  if (kept !== undefined) return { size, root, signed: kept.root };
  if (size === reader.size) return { size, root, signed: checkpoint.root };
  const note = await source.read(`checkpoints/${size}`);
  const opened = note === undefined ? undefined : openCheckpoint(note, trust);
  const signed = opened?.ok === true && opened.checkpoint.size === size;
  return { size, root, signed: signed ? opened.checkpoint.root : undefined };
}

/** Whether the log of `from` is the beginning of the log of `to`, and both of what is signed now. */
export async function compareSizes(
  log: ComparableLog,
  from: LogSide,
  to: LogSide,
): Promise<Compared> {
  for (const side of [from, to]) {
    const { root, signed } = side;
    if (signed !== undefined && !signed.equals(root)) {
      return { kind: "forked", side: { ...side, signed } };
    }
  }
  const read = (level: number, index: number) => log.reader.hash(level, index);
  const proof = await consistencyProof(from.size, to.size, read);
  const claim = { from: from.size, to: to.size, fromRoot: from.root, toRoot: to.root, proof };
  const holds = verifyConsistency(claim).ok && (await isBeginning(log, to));
  return holds ? { kind: "holds", proof } : { kind: "differs" };
}

/** The newer side must itself be what the published checkpoint continues. */
async function isBeginning(
  { reader, checkpoint }: ComparableLog,
  { size, root }: LogSide,
): Promise<boolean> {
  const proof = await reader.consistency(size);
  const { size: to, root: toRoot } = checkpoint;
  return verifyConsistency({ from: size, to, fromRoot: root, toRoot, proof }).ok;
}
