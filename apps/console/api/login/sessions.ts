import { randomBytes } from "node:crypto";
import { credentialDigest } from "#libs/runtime/credentials";
import type { Viewer } from "../viewers.ts";

export interface SessionLimits {
  /** A session ends when nothing was asked for so long. */
  readonly idleMs: number;
  /** And in any case after so long: who has lost a role must not keep it. */
  readonly ageMs: number;
  /** Sessions of one person; the oldest ends. */
  readonly ofViewerMax: number;
  /** Of everybody; the oldest ends. */
  readonly max: number;
}

/** Somebody who has signed in. */
export interface Session {
  readonly viewer: Viewer;
  /** What every change must show besides the cookie: another site's page can send the one but not read the other. */
  readonly csrf: string;
  /** The issuer's ID token, to end the session there too. */
  readonly idToken: string;
  readonly sinceMs: number;
}

/** How long a session still lasts, in milliseconds. */
export interface SessionLeft {
  /** If nobody asks for anything. */
  readonly idleMs: number;
  /** Whatever is asked. */
  readonly ageMs: number;
}

interface Kept extends Session {
  seenMs: number;
}

const tokenBytes = 32;
const drawn = (): string => randomBytes(tokenBytes).toString("base64url");

/**
 * Sessions of this process. The browser holds a random id and nothing else; here stands its digest, so that a picture
 * of this memory opens no session. They end with the process: then people sign in again.
 */
export class Sessions {
  readonly #limits: SessionLimits;
  readonly #nowMs: () => number;
  /** In the order of their begin, by digest of the id. */
  readonly #sessions = new Map<string, Kept>();

  constructor(limits: SessionLimits, nowMs: () => number) {
    this.#limits = limits;
    this.#nowMs = nowMs;
  }

  /** A new session, whatever the browser showed before: an id that somebody else chose is never taken (fixation). */
  begin(viewer: Viewer, idToken: string): { readonly id: string; readonly session: Session } {
    const [id, nowMs] = [drawn(), this.#nowMs()];
    const session = { viewer, idToken, csrf: drawn(), sinceMs: nowMs, seenMs: nowMs };
    this.#sessions.set(credentialDigest(id), session);
    const own = [...this.#sessions].filter(([, one]) => one.viewer.name === viewer.name);
    for (const [digest] of own.slice(0, -this.#limits.ofViewerMax)) this.#sessions.delete(digest);
    for (const digest of [...this.#sessions.keys()].slice(0, -this.#limits.max)) {
      this.#sessions.delete(digest);
    }
    return { id, session };
  }

  /** The session of an id that a browser shows, which is in use from now on; undefined where it is over. */
  use(id: string): Session | undefined {
    const session = this.#lasting(id);
    if (session !== undefined) session.seenMs = Math.max(session.seenMs, this.#nowMs());
    return session;
  }

  /** The same for what no person asked for: it keeps no session open. */
  look(id: string): Session | undefined {
    return this.#lasting(id);
  }

  /** How long the session of an id still lasts, without using it; undefined where it is over. */
  left(id: string): SessionLeft | undefined {
    const session = this.#lasting(id);
    if (session === undefined) return undefined;
    const [nowMs, { idleMs, ageMs }] = [this.#nowMs(), this.#limits];
    const left = (limitMs: number, fromMs: number) => Math.max(0, limitMs - (nowMs - fromMs));
    return { idleMs: left(idleMs, session.seenMs), ageMs: left(ageMs, session.sinceMs) };
  }

  #lasting(id: string): Kept | undefined {
    const digest = credentialDigest(id);
    const session = this.#sessions.get(digest);
    if (session === undefined) return undefined;
    const nowMs = this.#nowMs();
    // A clock that steps back must not make a session older or younger than it can be: it ends.
    const isOver =
      nowMs < session.sinceMs ||
      nowMs - session.sinceMs >= this.#limits.ageMs ||
      nowMs - session.seenMs >= this.#limits.idleMs;
    if (!isOver) return session;
    this.#sessions.delete(digest);
    return undefined;
  }

  /** Ends a session; gives what it was. */
  end(id: string): Session | undefined {
    const digest = credentialDigest(id);
    const session = this.#sessions.get(digest);
    this.#sessions.delete(digest);
    return session;
  }
}
