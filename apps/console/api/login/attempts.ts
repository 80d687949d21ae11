import { randomBytes } from "node:crypto";
import { credentialDigest } from "#libs/runtime/credentials";
import type { Attempt } from "./issuer.ts";

/** As long as somebody may take to type a password. */
export const attemptMsMax = 10 * 60 * 1_000;
/** Attempts under way at the same time; the oldest is forgotten. */
const attemptsMax = 1_000;

interface Kept {
  readonly attempt: Attempt;
  readonly to: string;
  readonly untilMs: number;
}

/** Who has been sent to the issuer and is not back yet, by a random id that the browser holds. */
export class Attempts {
  readonly #nowMs: () => number;
  readonly #kept = new Map<string, Kept>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  keep(attempt: Attempt, to: string): string {
    const id = randomBytes(32).toString("base64url");
    const untilMs = this.#nowMs() + attemptMsMax;
    this.#kept.set(credentialDigest(id), { attempt, to, untilMs });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > attemptsMax && oldest !== undefined) this.#kept.delete(oldest);
    return id;
  }

  /** Each attempt can be taken once, by the browser that began it. */
  take(id: string): { readonly attempt: Attempt; readonly to: string } | undefined {
    const digest = credentialDigest(id);
    const kept = this.#kept.get(digest);
    this.#kept.delete(digest);
    return kept === undefined || this.#nowMs() >= kept.untilMs ? undefined : kept;
  }
}

/**
 * Where somebody wants to land after signing in: a path of this console, else its first page. Whatever a link says,
 * nobody is sent elsewhere.
 */
export function localPath(wanted: unknown): string {
  if (typeof wanted !== "string" || wanted.length > 2_000) return "/";
  // Browsers take `\` for `/` and drop control characters: nothing but plain characters of a path and its query.
  if (!/^\/(?![/\\])[\w./~:,=&%+@!*?-]*$/.test(wanted)) return "/";
  const { origin, pathname, search } = new URL(wanted, "http://console.invalid");
  return origin === "http://console.invalid" && !pathname.startsWith("//")
    ? `${pathname}${search}`
    : "/";
}
