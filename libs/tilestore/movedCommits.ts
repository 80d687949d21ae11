import type { CheckpointStore, CommittedCheckpoint } from "./checkpointStore.ts";
import { TileStoreError } from "./failure.ts";

/** What a store holds of one log: nothing yet, its last commit, or where its commits went and which was the last. */
export type Holding =
  | { readonly kind: "none" }
  | { readonly kind: "live"; readonly commit: CommittedCheckpoint }
  | { readonly kind: "moved"; readonly to: string; readonly commit: CommittedCheckpoint };

/** A store of commits from which a log's commits can be taken away, or to which they can be brought. */
export interface MovableCheckpoints extends CheckpointStore {
  /** What it holds of this log; unlike `current` it also tells of commits that were moved. */
  holding(): Promise<Holding>;
  /**
   * Puts `by` in place of `from`, durably, only if exactly `from` is there; false otherwise. What is rejected may or may
   * not have been written: {@link holding} tells.
   */
  replace(from: Holding, by: Exclude<Holding, { readonly kind: "none" }>): Promise<boolean>;
}

/**
 * A moved log's row: no tree has this root, so no writer that knew the store before can advance it, and a program from
 * before rows could be moved finds no signed note in it and halts.
 */
const movedRoot = Buffer.alloc(32);
const movedHead = "raccordo-commits-moved/1";

/** The row that stands for a holding. RangeError for a place that is no single line. */
export function rowOfHolding(
  holding: Exclude<Holding, { readonly kind: "none" }>,
): CommittedCheckpoint {
  const { commit } = holding;
  if (holding.kind === "live") return commit;
  if (/[\r\n]/.test(holding.to)) throw new RangeError("a place is one line");
  const head = `${movedHead}\n${holding.to}\n${commit.root.toString("base64")}\n`;
  const note = Buffer.concat([Buffer.from(head, "utf8"), commit.note]);
  return { size: commit.size, root: movedRoot, note };
}

/** The holding that a row stands for. Throws TileStoreError `checkpoint-invalid` for a mark of moving that is damaged. */
export function holdingOf(row: CommittedCheckpoint | undefined): Holding {
  if (row === undefined) return { kind: "none" };
  if (!row.root.equals(movedRoot)) return { kind: "live", commit: row };
  const ends = lineEnds(row.note, 3);
  const [head, to, root] = ends.map((end, i) =>
    row.note.subarray(i === 0 ? 0 : (ends[i - 1] ?? 0) + 1, end).toString("utf8"),
  );
  const rootBytes = Buffer.from(root ?? "", "base64");
  if (head !== movedHead || to === undefined || rootBytes.length !== 32) {
    throw new TileStoreError("checkpoint-invalid", "checkpoint store", "a damaged mark of moving");
  }
  const note = row.note.subarray((ends[2] ?? 0) + 1);
  return { kind: "moved", to, commit: { size: row.size, root: rootBytes, note } };
}

/** The last commit of a row. Throws TileStoreError `moved` where the commits are kept elsewhere. */
export function liveCommit(row: CommittedCheckpoint | undefined): CommittedCheckpoint | undefined {
  const holding = holdingOf(row);
  if (holding.kind === "none") return undefined;
  if (holding.kind === "live") return holding.commit;
  throw new TileStoreError("moved", "checkpoint store", `moved to ${holding.to}`);
}

function lineEnds(bytes: Buffer, count: number): readonly number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(10); at >= 0 && ends.length < count; at = bytes.indexOf(10, at + 1)) {
    ends.push(at);
  }
  return ends;
}
