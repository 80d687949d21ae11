import type { FastifyReply, FastifyRequest } from "fastify";
import { type Answer, json, problem } from "#libs/runtime/httpAnswer";
import type { Logger } from "#libs/runtime/logger";
import type { Viewer } from "../viewers.ts";
import { type Attempts, attemptMsMax, localPath } from "./attempts.ts";
import { cookieIn, cookieNames, cookieText } from "./cookies.ts";
import type { SignedIn } from "./issuer.ts";
import type { IssuerPort } from "./lazyIssuer.ts";
import type { Sessions } from "./sessions.ts";

export interface LoginPorts {
  readonly issuer: IssuerPort;
  readonly attempts: Attempts;
  readonly sessions: Sessions;
  readonly logger: Logger;
  /** True where the console is reached over TLS. */
  isSecure(): boolean;
  viewerOf(claims: SignedIn["claims"]): Viewer | undefined;
  /** Somebody has signed in, and will ask soon. */
  onSignedIn(viewer: Viewer): void;
}

/** Paths of signing in and out; everything else below them is unknown. */
export const loginPaths = {
  begin: "/accesso",
  back: "/accesso/ritorno",
} as const;

/** What the page says when somebody could not come in; codes of its own texts. */
type LoginFault =
  | ("issuer-missing" | "issuer-unreachable")
  | ("login-refused" | "role-unknown" | "login-expired");

/** Sends people to the issuer, takes them back, and lets them go. */
export class LoginRequests {
  readonly #ports: LoginPorts;

  constructor(ports: LoginPorts) {
    this.#ports = ports;
  }

  /** `GET /accesso?to=…` */
  async begin({ query }: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { issuer, attempts } = this.#ports;
    const wanted = typeof query === "object" && query !== null ? Reflect.get(query, "to") : "/";
    const begun = await issuer.begin().catch((error: unknown) => this.#failed("begin", error));
    if (begun === undefined) return this.#refuse(reply, "issuer-missing");
    if (begun === "failed") return this.#refuse(reply, "issuer-unreachable");
    const id = attempts.keep(begun.attempt, localPath(wanted));
    void reply.header("set-cookie", this.#attemptCookie(id, attemptMsMax / 1_000));
    redirect(reply, begun.url);
  }

  /** `GET /accesso/ritorno?code=…&state=…`: only the browser that was sent out may come back, and only once. */
  async back(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { issuer, attempts, sessions, viewerOf, onSignedIn } = this.#ports;
    const id = cookieIn(request.headers.cookie, cookieNames.attempt);
    const kept = id === undefined ? undefined : attempts.take(id);
    void reply.header("set-cookie", this.#attemptCookie("", 0));
    if (kept === undefined) return this.#refuse(reply, "login-expired");
    const query = new URL(request.url, "http://console.invalid").search;
    const signedIn = await issuer
      .finish(query, kept.attempt)
      .catch((error: unknown) => this.#failed("finish", error));
    if (signedIn === "failed") return this.#refuse(reply, "login-refused");
    const viewer = viewerOf(signedIn.claims);
    if (viewer === undefined) return this.#refuse(reply, "role-unknown");
    const session = sessions.begin(viewer, signedIn.idToken);
    onSignedIn(viewer);
    void reply.header("set-cookie", this.#sessionCookie(session.id));
    redirect(reply, kept.to);
  }

  /** `DELETE /v1/session`: over here at once; the answer says where it ends at the issuer. */
  async end({ headers }: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const { issuer, sessions } = this.#ports;
    const id = cookieIn(headers.cookie, cookieNames.session);
    const ended = id === undefined ? undefined : sessions.end(id);
    if (ended === undefined) return problem("session-missing");
    void reply.header("set-cookie", this.#sessionCookie("", 0));
    const url = await issuer.endUrl(ended.idToken);
    return json(200, JSON.stringify({ issuer_url: url ?? null }));
  }

  /** `GET /v1/session`: who one is, what every change must show, and how long it lasts. */
  read({ headers }: FastifyRequest): Answer {
    const id = cookieIn(headers.cookie, cookieNames.session);
    // Whoever let the request in has counted it as use, or not.
    const { sessions } = this.#ports;
    const session = id === undefined ? undefined : sessions.look(id);
    const left = id === undefined ? undefined : sessions.left(id);
    if (session === undefined || left === undefined) return problem("session-missing");
    const { viewer, csrf } = session;
    const { name, role, titolare = null } = viewer;
    const ends = { idle_left_ms: left.idleMs, age_left_ms: left.ageMs };
    return json(200, JSON.stringify({ name, role, titolare, csrf, ...ends }));
  }

  #sessionCookie(id: string, maxAgeS = 24 * 3_600): string {
    const isSecure = this.#ports.isSecure();
    return cookieText(cookieNames.session, id, { path: "/", maxAgeS, isSecure });
  }

  #attemptCookie(id: string, maxAgeS: number): string {
    const isSecure = this.#ports.isSecure();
    return cookieText(cookieNames.attempt, id, { path: loginPaths.begin, maxAgeS, isSecure });
  }

  #failed(step: string, error: unknown): "failed" {
    this.#ports.logger.warn("login-failed", { reason: step }, error);
    return "failed";
  }

  #refuse(reply: FastifyReply, fault: LoginFault): void {
    redirect(reply, `/?login=${fault}`);
  }
}

function redirect(reply: FastifyReply, to: string): void {
  void reply
    .code(303)
    .headers({ location: to, "cache-control": "no-store", "referrer-policy": "no-referrer" })
    .send();
}
