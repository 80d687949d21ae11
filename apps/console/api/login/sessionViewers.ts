import { timingSafeEqual } from "node:crypto";
import type { ShownByRequest, ViewerStanding, Viewers } from "../viewers.ts";
import { cookieIn, cookieNames } from "./cookies.ts";
import type { Sessions } from "./sessions.ts";

/** Methods that change nothing. */
const reading: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/**
 * Viewers by session of the browser, else by bearer key. A cookie comes along whoever made the request: what changes
 * anything must also show the session's token, and come from a page of this console.
 */
export class SessionViewers implements Viewers {
  readonly #sessions: Sessions;
  readonly #keys: Viewers;
  readonly #origin: () => string;

  /** `origin`: where the page stands, as the browser names it. */
  constructor(sessions: Sessions, keys: Viewers, origin: () => string) {
    this.#sessions = sessions;
    this.#keys = keys;
    this.#origin = origin;
  }

  async viewerOf(shown: ShownByRequest, nowMs: number): Promise<ViewerStanding> {
    const id = cookieIn(shown.cookie, cookieNames.session);
    if (shown.authorization !== undefined || id === undefined) {
      return this.#keys.viewerOf(shown, nowMs);
    }
    // What the page asks for by itself keeps nobody signed in who has gone away.
    const session = shown.isUnattended === true ? this.#sessions.look(id) : this.#sessions.use(id);
    if (session === undefined) return { kind: "refused", code: "session-missing" };
    if (!this.#isOwnPage(shown) || !this.#mayChange(shown, session.csrf)) {
      return { kind: "refused", code: "not-from-console" };
    }
    return { kind: "viewer", viewer: session.viewer };
  }

  /** Fetch metadata and Origin: what another site's page asks for is not answered, even where it only reads. */
  #isOwnPage({ origin, fetchSite }: ShownByRequest): boolean {
    if (origin !== undefined && origin !== this.#origin()) return false;
    return fetchSite === undefined || fetchSite === "same-origin" || fetchSite === "none";
  }

  #mayChange({ method, csrf }: ShownByRequest, wanted: string): boolean {
    return reading.has(method) || (csrf !== undefined && isSame(csrf, wanted));
  }
}

const isSame = (shown: string, wanted: string): boolean => {
  const [a, b] = [Buffer.from(shown), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
};
