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
    const secret = resolve(deploy, parsed.value.client_secret_file);
    return { ...parsed.value, client_secret_file: secret };
  }
  const [first = { line: 1, column: 1, message: "?" }] = parsed.errors;
  throw new CliError("refused", "deploy-wrong", { file, ...first });
}

/** How the console's process is told; refused where the secret is missing, or others may read it. */
export function issuerOf({ format: _, client_secret_file: path, ...rest }: IdentitySetting) {
  const secret = readPrivate(path)?.trim();
  if (secret === undefined || secret === "") {
    throw new CliError("refused", "identity-secret-missing", { path });
  }
  return { kind: "issuer", ...rest, client_secret: secret };
}
