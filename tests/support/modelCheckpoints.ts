import type {
  Advance,
  CheckpointStore,
  CommittedCheckpoint,
  TreeState,
} from "#libs/tilestore/checkpointStore";

/** Commits in memory that outlive every model process: what each log committed to, oldest first. */
export type ModelCommits = Map<string, CommittedCheckpoint[]>;

/** A store of commits over `commits`, under the same contract as the real ones. */
export function modelCheckpoints(commits: ModelCommits, origin: string): CheckpointStore {
  const history = commits.get(origin) ?? [];
  commits.set(origin, history);
  return {
    current: async () => history.at(-1),
    advance: async (from: TreeState, to: CommittedCheckpoint): Promise<Advance> => {
      if (to.size <= from.size) throw new RangeError("a log only grows");
      const current = history.at(-1);
      const stands =
        from.size === 0
          ? current === undefined
          : current?.size === from.size && current.root.equals(from.root);
      if (!stands) return { ok: false, current };
      history.push(to);
      return { ok: true };
    },
    close: async () => {},
  };
}
