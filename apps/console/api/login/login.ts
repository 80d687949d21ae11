import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "#libs/runtime/clock";
import { credentialDigest } from "#libs/runtime/credentials";
import type { Logger } from "#libs/runtime/logger";
import type { ConsoleConfig, LoginConfig } from "../console.config.ts";
import type { DemonstrationIssuer } from "../demonstration/issuerRequests.ts";
import type { Viewer, Viewers } from "../viewers.ts";
import { Attempts } from "./attempts.ts";
import { type IssuerOptions, lazyIssuer } from "./lazyIssuer.ts";
import { LoginRequests, loginPaths } from "./loginRequests.ts";
import { type ClaimNames, claimsSchema, viewerOfClaims } from "./roles.ts";
import { Sessions } from "./sessions.ts";
import { SessionViewers } from "./sessionViewers.ts";

/** The embedded issuer stands at this path of the console. */
export const issuerPath = "/identita";
const demonstrationScope = "openid raccordo";

interface LoginParts {
  readonly config: Pick<ConsoleConfig, "login" | "sessions">;
  readonly keys: Viewers;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Titolari of the signed configuration. */
  readonly titolari: ReadonlySet<string>;
  /** Origin of the console at its own port; known once it listens. */
  ownOrigin(): string;
  /** Somebody has signed in, and will ask soon. */
  onSignedIn(viewer: Viewer): void;
}

/** Signing in at the page: sessions, the issuer that people are sent to, and who counts as a viewer. */
export class Login {
  readonly viewers: Viewers;
  readonly requests: LoginRequests;
  readonly #parts: LoginParts;
  readonly #clientSecret = randomBytes(32).toString("base64url");
  #issuer: Promise<DemonstrationIssuer> | undefined;

  constructor(parts: LoginParts) {
    this.#parts = parts;
    const { config, clock, keys, logger, titolari, onSignedIn } = parts;
    const nowMs = () => clock.nowMs();
    const sessions = new Sessions(limitsOf(config.sessions), nowMs);
    const claims = claimNamesOf(config.login);
    this.viewers = new SessionViewers(sessions, keys, () => this.#origin());
    this.requests = new LoginRequests({
      issuer: lazyIssuer(() => this.#issuerOptions()),
      attempts: new Attempts(nowMs),
      sessions,
      logger,
      onSignedIn,
      isSecure: () => this.#origin().startsWith("https:"),
      viewerOf: (said) => viewerOfClaims(said, claims, titolari, credentialDigest),
    });
  }

  /** True for a request of the embedded issuer, where it runs. */
  isForIssuer(url: string): boolean {
    return this.#parts.config.login?.kind === "demonstration" && url.startsWith(`${issuerPath}/`);
  }

  /** Answers as the embedded issuer, which is loaded when somebody first signs in. */
  async answerAsIssuer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#issuer ??= this.#demonstration();
    const issuer = await this.#issuer;
    await issuer.answer(request, response);
  }

  async #demonstration(): Promise<DemonstrationIssuer> {
    const { config, clock } = this.#parts;
    if (config.login?.kind !== "demonstration") throw new Error("no issuer of our own here");
    const { users, attempts_per_minute_max: attemptsPerMinuteMax } = config.login;
    const { demonstrationIssuer } = await import("../demonstration/issuerRequests.ts");
    const { issuer, clientId, ...client } = this.#demonstrationOptions();
    return demonstrationIssuer({
      ...{ issuer, users, attemptsPerMinuteMax, path: issuerPath },
      client: { id: clientId, secret: client.clientSecret, ...client },
      nowMs: () => clock.nowMs(),
    });
  }

  #origin(): string {
    const { config, ownOrigin } = this.#parts;
    const { login } = config;
    const address = login?.kind === "issuer" ? login.address : undefined;
    return address === undefined ? ownOrigin() : new URL(address).origin;
  }

  #issuerOptions(): IssuerOptions | undefined {
    const { login } = this.#parts.config;
    if (login === undefined) return undefined;
    if (login.kind === "demonstration") return this.#demonstrationOptions();
    const { issuer, client_id: clientId, client_secret: clientSecret, scope, ca } = login;
    return { issuer, clientId, clientSecret, scope, ca, ...this.#returns() };
  }

  #demonstrationOptions(): IssuerOptions {
    const issuer = `${this.#origin()}${issuerPath}`;
    const clientSecret = this.#clientSecret;
    return {
      ...{ issuer, clientId: "console", clientSecret, scope: demonstrationScope },
      ...this.#returns(),
    };
  }

  #returns() {
    const origin = this.#origin();
    return { returnUrl: `${origin}${loginPaths.back}`, afterLogoutUrl: `${origin}/` };
  }
}

const claimNamesOf = (login: LoginConfig | undefined): ClaimNames =>
  login?.kind === "issuer" ? login.claims : claimsSchema.parse({});

const limitsOf = (sessions: ConsoleConfig["sessions"]) => ({
  idleMs: sessions.idle_ms_max,
  ageMs: sessions.age_ms_max,
  ofViewerMax: sessions.of_viewer_max,
  max: sessions.total_max,
});
