import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseFile } from "../installation.ts";
import { readPrivate, syncFolder } from "../privateFiles.ts";

/** Where the epoch keys lie: beside the key store and never in it, since their backups are kept for different times. */
export const epochFolder = (data: string): string => join(data, "epochs");

const path = z.string().min(1).max(1_000);
const tokenSchema = z.strictObject({
  /** OpenSC's pkcs11-tool. */
  tool: path.default("/usr/bin/pkcs11-tool"),
  /** The maker's PKCS#11 library. */
  module: path,
  /** Label of the token. */
  token: z.string().min(1).max(32),
  /** Private file with the PIN of the token's user. */
  pin_file: path,
  /** Variables that the maker's library reads. */
  environment: z
    .record(z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/), z.string().max(1_000))
    .default({}),
});
export type VaultToken = z.infer<typeof tokenSchema>;

/** DATA/token.json: which token holds the master keys of the vault. Undefined where there is none. */
export function readToken(data: string): VaultToken | undefined {
  const file = join(data, "token.json");
  const text = readPrivate(file);
  return text === undefined ? undefined : parseFile(file, text, tokenSchema);
}

/** The vault's settings about its epoch keys. */
export function epochSettings(data: string, token: VaultToken | undefined) {
  const folder = epochFolder(data);
  return token === undefined
    ? { backend: "file", folder }
    : { backend: "pkcs11", folder, ...token };
}

/** An installation from before there were several epochs has its one key elsewhere: it is moved, not copied. */
export function adoptFirstEpochKey(data: string): void {
  const before = join(data, "secrets", "core", "vault_epoch");
  const first = join(epochFolder(data), "1.key");
  if (!existsSync(before) || existsSync(first)) return;
  renameSync(before, first);
  syncFolder(epochFolder(data));
  syncFolder(join(data, "secrets", "core"));
}
