import { z } from "zod";
import { processConfig } from "#libs/runtime/config";

/** 32 bytes in base64url without padding. */
const key = z.string().length(43);
const roomKeys = z.strictObject({ naming: key, alias: key, operator: key, cursor: key });

/** File of the exchange process: secrets of clarification 21, limits of its own. */
export const exchangeConfig = processConfig({
  /** People who may sign configuration and rules. */
  signers: z
    .array(z.strictObject({ role: z.string().min(1).max(40), key }))
    .min(2)
    .max(32),
  rooms: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(32),
        actual: roomKeys,
        exercise: roomKeys,
        /** X25519 public key of the room's privacy officer. */
        officer: key,
      }),
    )
    .max(256),
  /** Seed of the Ed25519 key that receipts are signed with. */
  receipt_seed: key,
  /** Requests in work at the same time; more are answered 503. */
  requests_in_work_max: z.int().min(1).max(4_096).default(512),
});
export type ExchangeConfig = z.infer<typeof exchangeConfig>;
