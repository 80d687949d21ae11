import { jsonIn, memberIn } from "./bytes.ts";

/** A checkpoint that whoever checks has seen: whatever is shown later must go on from there. */
export interface SeenCheckpoint {
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** RFC 3339, by the clock of who saw it. */
  readonly at: string;
  /** The signed note itself: beside another one under the same key it proves a fork. */
  readonly note: string;
}

/** What is kept of one log, apart from whoever shows it. The first time is trusted; every later one is compared. */
export interface KeptLog {
  readonly origin: string;
  readonly vkey: string;
  /** Verifier key of the second signature, ML-DSA-44; null where the log had none. */
  readonly second: string | null;
  /** The policy of witnesses as it was first shown, or accepted since; null where there was none. */
  readonly policy: string | null;
  /** Oldest first; the last one is the longest log seen. */
  readonly seen: readonly SeenCheckpoint[];
}

const seenMax = 32;

/** With one more checkpoint; the first one is never forgotten. */
export function withSeen(kept: KeptLog, checkpoint: SeenCheckpoint): KeptLog {
  const newest = kept.seen.at(-1);
  if (newest?.size === checkpoint.size && newest.root === checkpoint.root) return kept;
  const [first, ...others] = [...kept.seen, checkpoint];
  return { ...kept, seen: [...(first ? [first] : []), ...others.slice(1 - seenMax)] };
}

/** The logs in a text that {@link keptText} made; undefined for any other: then nothing that was seen is known. */
export function keptLogsIn(text: string): readonly KeptLog[] | undefined {
  const value = jsonIn(text);
  if (!Array.isArray(value)) return undefined;
  const logs = value.map(keptLogOf);
  const known = logs.filter((one) => one !== undefined);
  return known.length === logs.length ? known : undefined;
}

export const keptText = (logs: readonly KeptLog[]): string => JSON.stringify(logs);

function keptLogOf(value: unknown): KeptLog | undefined {
  const [origin, vkey] = [memberIn(value, "origin"), memberIn(value, "vkey")];
  const [second, policy] = [memberIn(value, "second"), memberIn(value, "policy")];
  const seen = memberIn(value, "seen");
  if (typeof origin !== "string" || typeof vkey !== "string" || !Array.isArray(seen)) {
    return undefined;
  }
  const checkpoints = seen.map(seenOf).filter((one) => one !== undefined);
  if (checkpoints.length !== seen.length || checkpoints.length === 0) return undefined;
  const textOrNull = (one: unknown) => (typeof one === "string" ? one : null);
  return {
    origin,
    vkey,
    second: textOrNull(second),
    policy: textOrNull(policy),
    seen: checkpoints,
  };
}

function seenOf(value: unknown): SeenCheckpoint | undefined {
  const [size, root, at, note] = ["size", "root", "at", "note"].map((name) =>
    memberIn(value, name),
  );
  const isWhole = typeof size === "number" && Number.isSafeInteger(size) && size >= 0;
  if (!isWhole || typeof root !== "string" || typeof at !== "string") return undefined;
  return typeof note === "string" ? { size, root, at, note } : undefined;
}
