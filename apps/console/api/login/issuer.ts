import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { fetchTrusting } from "#libs/runtime/fetchTrusting";

/** How the console is known to the issuer. */
export interface IssuerOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the issuer sends people back to. */
  readonly returnUrl: string;
  /** Where people land after they have signed out. */
  readonly afterLogoutUrl: string;
  readonly scope: string;
  /** PEM of the only authorities that count for it, and for whatever it names; absent: those that Node knows. */
  readonly ca?: string | undefined;
}

/** What one attempt to sign in must find again when the person comes back. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who came back: what the issuer says of the person, and the token that it said it in. */
export interface SignedIn {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly idToken: string;
}

const timeoutS = 5;

/**
 * An OpenID Connect issuer: authorization code flow with PKCE (RFC 7636), state and nonce. Plain HTTP is taken from this
 * machine only. The issuer is asked for its description at the first need, so that the console starts without it.
 */
export class Issuer {
  readonly #options: IssuerOptions;
  #known: Promise<Configuration> | undefined;

  constructor(options: IssuerOptions) {
    this.#options = options;
  }

  /** Where to send a person, and what to keep until they are back. Throws when the issuer cannot be reached. */
  async begin(): Promise<{ readonly url: string; readonly attempt: Attempt }> {
    const { returnUrl, scope } = this.#options;
    const attempt = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
    };
    const url = buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: returnUrl,
      scope,
      response_type: "code",
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: "S256",
    });
    return { url: url.href, attempt };
  }

  /** Exchanges the code of an answer (its query string) for who the person is. Throws when anything does not fit. */
  async finish(query: string, { state, nonce, verifier }: Attempt): Promise<SignedIn> {
    const came = new URL(this.#options.returnUrl);
    came.search = query;
    const tokens = await authorizationCodeGrant(await this.#configuration(), came, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    }).catch((error: unknown) => {
      // The issuer may have changed its keys: who tries again is held against those of then.
      if (isOfKeys(error)) this.#known = undefined;
      throw error;
    });
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined) throw new Error("no ID token");
    return { claims, idToken: tokens.id_token };
  }

  /** Where the issuer's own session ends; undefined where it has no such place, or cannot be reached. */
  async endUrl(idToken: string): Promise<string | undefined> {
    try {
      const configuration = await this.#configuration();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      const { afterLogoutUrl } = this.#options;
      return buildEndSessionUrl(configuration, {
        id_token_hint: idToken,
        post_logout_redirect_uri: afterLogoutUrl,
      }).href;
    } catch {
      return undefined;
    }
  }

  #configuration(): Promise<Configuration> {
    this.#known ??= this.#discovered().catch((error: unknown) => {
      this.#known = undefined;
      throw error;
    });
    return this.#known;
  }

  #discovered(): Promise<Configuration> {
    const { issuer, clientId, clientSecret, ca } = this.#options;
    // The signature of the ID token is checked too, not only the connection that it came over.
    const execute = [enableNonRepudiationChecks];
    if (isOfThisMachine(issuer)) execute.push(allowInsecureRequests);
    return discovery(new URL(issuer), clientId, clientSecret, undefined, {
      ...{ execute, timeout: timeoutS },
      ...(ca !== undefined && { [customFetch]: fetchTrusting(ca) }),
    });
  }
}

/**
 * True where the issuer gave a token that none of its known keys has signed. Nobody else can bring that about: the token
 * comes from the issuer itself, for a code that was its own.
 */
function isOfKeys(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { cause } = error;
  const code = "code" in error ? error.code : undefined;
  return (
    code === "OAUTH_KEY_SELECTION_FAILED" ||
    (code === "OAUTH_INVALID_RESPONSE" && isOfSignature(cause)) ||
    (cause !== error && isOfKeys(cause))
  );
}

/** How the library tells of a signature that does not hold: with the signature. */
const isOfSignature = (cause: unknown): boolean =>
  typeof cause === "object" && cause !== null && "signature" in cause;

/** Only a name that cannot be anybody else's may be spoken to without TLS. */
export const isOfThisMachine = (issuer: string): boolean =>
  ["127.0.0.1", "[::1]"].includes(new URL(issuer).hostname);
