import { z } from "zod";
import { processConfig } from "#libs/runtime/config";
import { keyBytes } from "./wrap.ts";

/** Configuration of the vault: the shared members, the key that wraps all others, and when it gives out keys. */
export const vaultConfig = processConfig({
  /** True in an installation: keys are given out once policy has held the log against them. */
  serve_after_replay: z.boolean().default(false),
  epoch: z.strictObject({
    number: z.number().int().min(1).max(1_000_000),
    /** 32 random bytes, base64. Losing it loses every incident; there is no other copy here. */
    key: z
      .base64()
      .refine((text) => Buffer.from(text, "base64").length === keyBytes, "not-32-bytes"),
  }),
});
