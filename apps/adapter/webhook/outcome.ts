/** Longest pause that a receiver may ask for, in milliseconds: an absurd one must not silence a room. */
export const retryAfterMsMax = 3_600_000;

/** Tries of a copy that its receiver refuses (4xx, or an answer that points elsewhere) before it is dead. */
export const refusalsMax = 5;

/** What became of one try. `code` is a word or `http-<status>`: nothing that the receiver wrote. */
export type Outcome =
  | { readonly kind: "delivered" }
  /** 410: the receiver wants nothing more, until somebody says otherwise. */
  | { readonly kind: "gone" }
  /** The same request will hardly be answered otherwise. */
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "failed"; readonly code: string; readonly retryAfterMs: number };

/** Statuses of 4xx that speak of the moment, not of the copy. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

/** What an answer means. A redirection is never followed: copies go where the room file says, or nowhere. */
export function outcomeOf(status: number, retryAfter: string | undefined, nowMs: number): Outcome {
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === 410) return { kind: "gone" };
  const code = `http-${status}`;
  if (status >= 300 && status < 500 && !passing.has(status)) return { kind: "refused", code };
  return { kind: "failed", code, retryAfterMs: retryAfterMs(retryAfter, nowMs) };
}

/** The pause of a Retry-After header, seconds or a date (RFC 9110, 10.2.3); 0 when there is none that makes sense. */
export function retryAfterMs(header: string | undefined, nowMs: number): number {
  const text = (header ?? "").trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1_000, retryAfterMsMax);
  // A date begins with its day; Date.parse would also take "-1" or "1.5" for one.
  const atMs = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isFinite(atMs)) return 0;
  return Math.min(Math.max(atMs - nowMs, 0), retryAfterMsMax);
}
