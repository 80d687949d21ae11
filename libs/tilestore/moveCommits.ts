import { rootOf } from "#libs/tlog/proof";
import { loadTail } from "./boot.ts";
import type { CommittedCheckpoint } from "./checkpointStore.ts";
import { DurableFolder } from "./durableFolder.ts";
import { LogReader, type LogTrust } from "./logReader.ts";
import type { Holding, MovableCheckpoints } from "./movedCommits.ts";

/** The commits of one log, on their way from one store to another. */
export interface CommitsMove {
  readonly trust: LogTrust;
  /** Folder of the log of that year. */
  readonly folder: string;
  readonly source: MovableCheckpoints;
  readonly target: MovableCheckpoints;
  /** Name of the target's place, as the mark in the source will tell it. */
  readonly to: string;
}

/**
 * Why commits are not moved: `source-moved` they went elsewhere before, `target-other` the target has a commit of this
 * log that is not the last one, or is none of this log's past.
 */
export type MoveRefusal =
  | { readonly ok: false; readonly why: "source-moved"; readonly place: string }
  | { readonly ok: false; readonly why: "target-other"; readonly size: number };

/** What is to be moved: undefined where the log has no commit yet. */
export type MovePlan =
  | { readonly ok: true; readonly commit: CommittedCheckpoint | undefined }
  | MoveRefusal;

/**
 * Looks whether the commits may be moved and changes nothing: the source's last commit must be signed, cover what is
 * published and be the root of the tiles; the target must hold nothing of this log, the same commit, or a mark that its
 * commits went away at a size at which this log had that root. Throws TileStoreError naming what does not hold.
 */
export async function planMove(move: CommitsMove): Promise<MovePlan> {
  const { source, target, to } = move;
  const [from, there] = [await source.holding(), await target.holding()];
  const commit = from.kind === "none" ? undefined : from.commit;
  await loadTail(await DurableFolder.open(move.folder), move.trust, commit);
  if (from.kind === "moved" && from.to !== to) {
    return { ok: false, why: "source-moved", place: from.to };
  }
  if (there.kind === "none") return { ok: true, commit };
  const fits = commit !== undefined && (await isPast(move, commit, there));
  if (!fits) return { ok: false, why: "target-other", size: there.commit.size };
  return { ok: true, commit };
}

async function isPast(
  { folder }: CommitsMove,
  commit: CommittedCheckpoint,
  there: Exclude<Holding, { readonly kind: "none" }>,
): Promise<boolean> {
  const { size, root } = there.commit;
  if (there.kind === "live") return sameCommit(there.commit, commit);
  if (size > commit.size) return false;
  const reader = new LogReader(await DurableFolder.open(folder), commit.size);
  const read = (level: number, index: number) => reader.hash(level, index);
  return (await rootOf(size, read)).equals(root);
}

/**
 * Moves what {@link planMove} allowed, and false where a store changed meanwhile. The source is closed first, so at no
 * moment may both be written; broken off anywhere, it is given again and goes on.
 */
export async function carryOut(
  { source, target, to }: CommitsMove,
  commit: CommittedCheckpoint,
): Promise<boolean> {
  const from = await source.holding();
  if (from.kind === "none") return false;
  if (from.kind === "live") {
    if (!sameCommit(from.commit, commit)) return false;
    if (!(await source.replace(from, { kind: "moved", to, commit }))) return false;
  } else if (from.to !== to) return false;
  const there = await target.holding();
  const isThere = there.kind === "live" && sameCommit(there.commit, commit);
  if (!isThere && there.kind === "live") return false;
  return isThere || target.replace(there, { kind: "live", commit });
}

const sameCommit = (one: CommittedCheckpoint, other: CommittedCheckpoint): boolean =>
  one.size === other.size && one.root.equals(other.root) && one.note.equals(other.note);
