import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { type Parsed, parseStrictYaml } from "#libs/policy/strictYaml";
import { readerRoles } from "#libs/seal/leafSchema";
import { CliError } from "../exitCodes.ts";
import { readPrivate } from "../privateFiles.ts";

const claim = z.string().min(1).max(100);

/** Who says who somebody is at the console's page: any issuer that speaks OpenID Connect (code flow with PKCE). */
export const identitySchema = z.strictObject({
  format: z.literal("raccordo-identity/1"),
  issuer: z.url().max(300),
  client_id: z.string().min(1).max(200),
  /** Private file with the client's secret, never the secret itself; a relative path begins at the deployment's folder. */
  client_secret_file: z.string().min(1).max(1_000),
  /** PEM file with the authorities that the issuer's certificate may come from, and no others; a path like the secret's. */
  ca_file: z.string().min(1).max(1_000).exactOptional(),
  scope: z.string().min(1).max(300).exactOptional(),
  /** Origin at which browsers reach the console, where something stands in front of it. */
  address: z.url().max(200).exactOptional(),
  claims: z
    .strictObject({
      role: claim.exactOptional(),
      titolare: claim.exactOptional(),
      roles: z.record(claim, z.enum(readerRoles)).exactOptional(),
    })
    .exactOptional(),
});

export type IdentitySetting = z.infer<typeof identitySchema>;

/** Reads the text of `deploy/identity.yaml`. */
export const parseIdentity = (text: string): Parsed<IdentitySetting> =>
  parseStrictYaml(text, identitySchema);

/** The issuer of a deployment; undefined where it names none: then the demonstration's users, or keys only. */
export function readIdentity(deploy: string): IdentitySetting | undefined {
  const file = join(deploy, "identity.yaml");
  if (!existsSync(file)) return undefined;
  const parsed = parseIdentity(readFileSync(file, "utf8"));
  if (parsed.ok) {
    const { client_secret_file: secret, ca_file: ca } = parsed.value;
    return {
      ...{ ...parsed.value, client_secret_file: resolve(deploy, secret) },
      ...(ca !== undefined && { ca_file: resolve(deploy, ca) }),
    };
  }
  const [first = { line: 1, column: 1, message: "?" }] = parsed.errors;
  throw new CliError("refused", "deploy-wrong", { file, ...first });
}

/**
 * How the console's process is told; refused where the secret is missing, or others may read it, and where `ca_file` holds
 * no certificate.
 */
export function issuerOf(setting: IdentitySetting) {
  const { format: _, client_secret_file: path, ca_file: _file, ...rest } = setting;
  const secret = readPrivate(path)?.trim();
  if (secret === undefined || secret === "") {
    throw new CliError("refused", "identity-secret-missing", { path });
  }
  const ca = authoritiesIn(setting);
  return { kind: "issuer", ...rest, client_secret: secret, ...(ca !== undefined && { ca }) };
}

const certificateText = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** More than every authority of the web together. */
const authorityCharsMax = 500_000;

/** The certificates in the setting's `ca_file`, PEM, and nothing that stands beside them; undefined where it names none. */
export function authoritiesIn({ ca_file: path }: Pick<IdentitySetting, "ca_file">) {
  if (path === undefined) return undefined;
  const found = textIn(path).match(certificateText) ?? [];
  const ca = found.join("\n");
  const isGood = found.length > 0 && ca.length <= authorityCharsMax && found.every(isCertificate);
  if (!isGood) throw new CliError("refused", "identity-ca-wrong", { path });
  return ca;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

function textIn(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
