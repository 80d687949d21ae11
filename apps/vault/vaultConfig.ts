import { z } from "zod";
import { processConfig } from "#libs/runtime/config";
import { keyBytes } from "./wrap.ts";

/** Configuration of the vault: the shared members and the key that wraps all others. */
export const vaultConfig = processConfig({
  epoch: z.strictObject({
    number: z.number().int().min(1).max(1_000_000),
    /** 32 random bytes, base64. Losing it loses every incident; there is no other copy here. */
    key: z
      .base64()
      .refine((text) => Buffer.from(text, "base64").length === keyBytes, "not-32-bytes"),
  }),
});
