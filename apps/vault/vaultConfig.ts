import { z } from "zod";
import { processConfig } from "#libs/runtime/config";

const path = z.string().min(1).max(1_000);

/** Configuration of the vault: the shared members, where the keys are that wrap all others, and when it gives out keys. */
export const vaultConfig = processConfig({
  /** True in an installation: keys are given out once policy has held the log against them. */
  serve_after_replay: z.boolean().default(false),
  epochs: z.discriminatedUnion("backend", [
    z.strictObject({
      backend: z.literal("file"),
      /** A folder of its own: its backups and those of the key store are kept for different times. */
      folder: path,
    }),
    z.strictObject({
      backend: z.literal("pkcs11"),
      folder: path,
      tool: path,
      module: path,
      token: z.string().min(1).max(32),
      /** Private file with the PIN of the token's user; never in an argument. */
      pin_file: path,
      environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/), z.string().max(1_000)),
    }),
  ]),
});
export type VaultConfig = z.infer<typeof vaultConfig>;
