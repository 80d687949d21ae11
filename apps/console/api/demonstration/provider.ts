import { generateKeyPairSync, randomBytes } from "node:crypto";
import Provider, { type Configuration, type KoaContextWithOIDC } from "oidc-provider";
import { systemClock } from "#libs/runtime/clock";
import { issuerMemory } from "./issuerMemory.ts";
import { errorPage, logoutPage } from "./pages.ts";
import type { DemonstrationUser } from "./users.ts";

/** Scope under which the issuer says what a person may do; the console asks for it. */
export const rolesScope = "raccordo";

/** The console as the issuer knows it. */
export interface IssuerClient {
  readonly id: string;
  readonly secret: string;
  readonly returnUrl: string;
  readonly afterLogoutUrl: string;
}

export interface ProviderOptions {
  readonly issuer: string;
  readonly client: IssuerClient;
  readonly users: readonly DemonstrationUser[];
  /** Path of the console where a person types a password; the id of the attempt follows. */
  readonly loginPath: string;
}

const lifeS = {
  AccessToken: 300,
  AuthorizationCode: 60,
  Grant: 8 * 3_600,
  IdToken: 300,
  Interaction: 600,
  Session: 8 * 3_600,
} as const;

/**
 * The embedded issuer (OpenID Connect Core 1.0, authorization code flow with PKCE and nothing else). Keys and sessions
 * are drawn anew and kept in memory: after a restart people sign in again, as at the console itself.
 */
export function createProvider(options: ProviderOptions): Provider {
  const provider = new Provider(options.issuer, configurationOf(options));
  // Plain HTTP on this machine only.
  provider.proxy = false;
  return provider;
}

function configurationOf({ client, users, loginPath }: ProviderOptions): Configuration {
  return {
    // The clock by which the provider itself judges.
    adapter: issuerMemory(systemClock.nowMs),
    clients: [clientOf(client)],
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString("base64url")], names, short: cookie, long: cookie },
    scopes: ["openid", rolesScope],
    claims: { openid: ["sub"], [rolesScope]: ["raccordo_role", "raccordo_titolare"] },
    // The roles stand in the ID token: the console has no use for an access token.
    conformIdTokenClaims: false,
    responseTypes: ["code"],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: askLogout },
    },
    interactions: { url: (_context, { uid }) => `${loginPath}${uid}` },
    loadExistingGrant: grantedByOperator,
    findAccount: (_context, account) => accountOf(users, account),
    renderError: (context, { error }) => showError(context, error),
    ttl: lifeS,
  };
}

const clientOf = ({ id, secret, returnUrl, afterLogoutUrl }: IssuerClient) => ({
  client_id: id,
  client_secret: secret,
  redirect_uris: [returnUrl],
  post_logout_redirect_uris: [afterLogoutUrl],
  response_types: ["code" as const],
  grant_types: ["authorization_code"],
  token_endpoint_auth_method: "client_secret_basic" as const,
  id_token_signed_response_alg: "ES256" as const,
});

function signingKey() {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...privateKey.export({ format: "jwk" }), kid: "1", alg: "ES256", use: "sig" };
}

/** Ports share cookies: ours must not be taken for those of another installation of this machine. */
const names = {
  session: "raccordo_issuer",
  interaction: "raccordo_issuer_interaction",
  resume: "raccordo_issuer_resume",
} as const;
const cookie = { httpOnly: true, sameSite: "lax" } as const;

function accountOf(users: readonly DemonstrationUser[], account: string) {
  const user = users.find((one) => one.account === account);
  if (user === undefined) return undefined;
  const { role, titolare } = user;
  const roles = { raccordo_role: role, ...(titolare && { raccordo_titolare: titolare }) };
  return { accountId: account, claims: () => ({ sub: account, ...roles }) };
}

/** The console is the operator's own, not a stranger that people would have to consent to. */
async function grantedByOperator(context: KoaContextWithOIDC) {
  const { client, account, provider } = context.oidc;
  if (client === undefined || account === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  grant.addOIDCScope(`openid ${rolesScope}`);
  await grant.save();
  return grant;
}

function askLogout(context: KoaContextWithOIDC, form: string): void {
  context.type = "html";
  context.body = logoutPage(form);
}

function showError(context: KoaContextWithOIDC, code: string): void {
  context.type = "html";
  context.body = errorPage(code);
}
