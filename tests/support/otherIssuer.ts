// Another issuer than the embedded one (OpenID Connect Core 1.0), in a process of its own; tests start it as a child and
// tell it who comes in, and how it lies.
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import Provider, { type KoaContextWithOIDC } from "oidc-provider";
import type { IssuerOrder, TokenFault } from "#tests/support/issuerOrders";

interface IssuerKey {
  readonly kid: string;
  readonly key: KeyObject;
}

let order: IssuerOrder | undefined;
let provider: Provider | undefined;
let current = newKey("1");
let before = current;

function newKey(kid: string): IssuerKey {
  return { kid, key: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey };
}

/** Folder with `server.key` and `server.crt`: the issuer speaks TLS. */
const tls = process.argv[2] ?? "";
const pem = (name: string) => readFileSync(join(tls, name), "utf8");
const server = createServer(
  { key: pem("server.key"), cert: pem("server.crt") },
  (request, response) => void answer(request, response),
);
server.listen(0, "127.0.0.1", () => process.send?.({ ready: true, ports: { http: portOf() } }));

function portOf(): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

process.on("message", (told: IssuerOrder) => {
  order = told;
  if (told.newKey !== undefined) {
    before = current;
    current = newKey(told.newKey);
    provider = undefined;
  }
  process.send?.({ taken: true });
});
process.on("disconnect", () => process.exit());

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (order === undefined) return void response.writeHead(503).end();
  provider ??= providerOf(order);
  if (!(request.url ?? "").startsWith("/entra/")) return provider.callback()(request, response);
  const login = { accountId: order.account, remember: false };
  await provider.interactionFinished(request, response, { login });
}

function providerOf({ returnUrl, clientId, clientSecret }: IssuerOrder): Provider {
  const { kid, key } = current;
  const made = new Provider(`https://127.0.0.1:${portOf()}`, {
    clients: [
      {
        ...{ client_id: clientId, client_secret: clientSecret, redirect_uris: [returnUrl] },
        ...{ response_types: ["code"], grant_types: ["authorization_code"] },
        id_token_signed_response_alg: "ES256",
        post_logout_redirect_uris: [new URL("/", returnUrl).href],
      },
    ],
    jwks: { keys: [{ ...key.export({ format: "jwk" }), kid, alg: "ES256", use: "sig" }] },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    scopes: ["openid", "ente"],
    claims: { openid: ["sub"], ente: ["groups", "ente"] },
    conformIdTokenClaims: false,
    responseTypes: ["code"],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/entra/${uid}` },
    loadExistingGrant: granted,
    findAccount: (_context, account) => {
      return { accountId: account, claims: () => ({ sub: account, ...order?.claims }) };
    },
  });
  made.use(async (context, next) => {
    await next();
    const { body } = context;
    if (context.path === "/token" && isTokens(body) && order?.fault !== undefined) {
      context.body = { ...body, id_token: lying(body.id_token, order.fault) };
    }
  });
  return made;
}

async function granted({ oidc: { client, account, provider: own } }: KoaContextWithOIDC) {
  if (client === undefined || account === undefined) return undefined;
  const grant = new own.Grant({ clientId: client.clientId, accountId: account.accountId });
  grant.addOIDCScope("openid ente");
  await grant.save();
  return grant;
}

const isTokens = (body: unknown): body is { readonly id_token: string } =>
  typeof body === "object" && body !== null && "id_token" in body;

/** The token as somebody would forge it who sits at the issuer, or between it and the console. */
function lying(token: string, fault: TokenFault): string {
  const claims = JSON.parse(
    Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"),
  ) as Readonly<Record<string, unknown>>;
  const { kid, key } = current;
  const header = { alg: "ES256", kid };
  const nowS = Math.floor(Date.now() / 1_000);
  const forged = {
    audience: () => signedToken(header, { ...claims, aud: "another-client" }, key),
    issuer: () => signedToken(header, { ...claims, iss: "https://127.0.0.1:9" }, key),
    nonce: () => signedToken(header, { ...claims, nonce: "another" }, key),
    expired: () => signedToken(header, { ...claims, iat: nowS - 7_200, exp: nowS - 3_600 }, key),
    "alg-none": () => `${textOf({ alg: "none" })}.${textOf(claims)}.`,
    "alg-hmac": () => signedToken({ ...header, alg: "HS256" }, claims, key),
    "old-key": () => signedToken({ alg: "ES256", kid: before.kid }, claims, before.key),
    changed: () => {
      const [head, , signature] = token.split(".");
      return [head, textOf({ ...claims, groups: ["raccordo-rpd"] }), signature].join(".");
    },
  } as const satisfies Readonly<Record<TokenFault, () => string>>;
  return forged[fault]();
}

const textOf = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function signedToken(header: object, claims: object, key: KeyObject): string {
  const input = `${textOf(header)}.${textOf(claims)}`;
  const signature = sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" });
  return `${input}.${signature.toString("base64url")}`;
}
