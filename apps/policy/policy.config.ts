import { z } from "zod";
import { processConfig } from "#libs/runtime/config";

/** 32 bytes in base64url without padding. */
const key = z.string().length(43);
const releaseKeys = z.strictObject({ alias: key, feed: key, pseudonym: key });

/** File of the policy process (clarification 21). */
export const policyConfig = processConfig({
  /** People who may sign configuration and rules. */
  signers: z
    .array(z.strictObject({ role: z.string().min(1).max(40), key }))
    .min(2)
    .max(32),
  rooms: z
    .array(
      z.strictObject({ id: z.string().min(1).max(32), actual: releaseKeys, exercise: releaseKeys }),
    )
    .max(256),
  /** Naming key of `_core`. */
  core_naming: z.strictObject({ actual: key, exercise: key }),
  log_pseudonym: key,
  /** MAC keys of the writers of AUDIT. */
  macs: z.strictObject({ policy: key, audit: key, console: key }),
  /** Incidents decided at the same time. */
  incidents_in_work_max: z.int().min(1).max(1_024).default(64),
});
export type PolicyConfig = z.infer<typeof policyConfig>;
