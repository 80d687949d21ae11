/**
 * Why a store of tiles stopped. `sync-failed`: the disk refused; the process must end, the bytes are in doubt.
 * `different-file`: another content stands where this one belongs. `went-back`: a signed checkpoint on disk is
 * ahead of the compare-and-swap store. `refused`: the store of commits could lose one. `unreachable`: it, or an
 * address, does not answer now. `moved`: the commits of this log are kept elsewhere now. The rest name a file that is not what the signed root says.
 */
export type TileStoreFailure =
  | "sync-failed"
  | "stopped"
  | "busy"
  | "different-file"
  | "read-back"
  | "missing"
  | "malformed"
  | "mismatch"
  | "checkpoint-invalid"
  | "went-back"
  | "moved"
  | "unreachable"
  | "refused"
  | "too-large";

/** Names the file, relative to the log's folder, and never its content. */
export class TileStoreError extends Error {
  readonly kind: TileStoreFailure;
  readonly path: string;

  constructor(kind: TileStoreFailure, path: string, detail: string, cause?: unknown) {
    super(`${kind}: ${path}: ${detail}`, { cause });
    this.name = "TileStoreError";
    this.kind = kind;
    this.path = path;
  }
}

/** True for an error of the operating system with this code, for example ENOENT. */
export function hasCode(error: unknown, code: string): boolean {
  // Not instanceof: errors of the runtime may come from another realm than this module's.
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}

/** One thing that is wrong: which file, which entry, and why; never content. */
export interface Finding {
  /** Of this lib: missing, malformed, unreachable, too-large, leaf-mismatch, tile-mismatch, root-mismatch, checkpoint-invalid, history-mismatch, rolled-back, forked, partial-mismatch, fork, unexpected-file. */
  readonly kind: string;
  readonly path: string;
  /** Index of the leaf, where one entry is meant. */
  readonly index?: number;
  readonly detail: string;
}
