import { z } from "zod";
import { canonicalBytes } from "#libs/seal/canonical";
import type { Governing, Life } from "./lifeMachine.ts";
import { activated } from "./lifeMachine.ts";
import { byText } from "./order.ts";
import { instant } from "./ruleSetLife.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const place = z.strictObject({ year: z.int(), seq: z.int().min(0) });
/** The last step in the life of rule sets that somebody has read: year of the log and sequence in it. */
export type LifePlace = z.infer<typeof place>;

/** True when `a` has read further than `b`. */
export function isFurther(a: LifePlace, b: LifePlace): boolean {
  return a.year > b.year || (a.year === b.year && a.seq > b.seq);
}

/** An instance of policy says that it lives, and what it knows of the rule sets. */
export const presentSchema = z.strictObject({
  format: z.literal("raccordo-present/1"),
  instance: z.string().regex(/^[0-9a-f]{32}$/),
  head: place,
  /** SHA-256 of {@link activeBytes} at that head: other bytes are not to be trusted. */
  active: sha256,
  /** Whoever has just started asks all others to say the same at once. */
  ask: z.boolean(),
});
export type Present = z.infer<typeof presentSchema>;

/** The message in `bytes`; undefined for anything else. */
export function presentIn(bytes: Uint8Array): Present | undefined {
  try {
    const parsed = presentSchema.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Value of `active` in bucket RULES: what governs, by the SHA-256 of documents that lie under `setKey`. */
export const activeSchema = z.strictObject({
  format: z.literal("raccordo-active/2"),
  sets: z.array(z.strictObject({ document: sha256, effective: instant })).max(64),
  revocations: z.array(sha256).max(1_024),
});
export type ActiveRules = z.infer<typeof activeSchema>;

/** Key in bucket RULES of the signed rule set with this SHA-256. */
export const setKey = (document: string): string => `set.${document}`;

/** What governs now and later, in the same bytes at every instance that has read as far. */
export function activeBytes(life: Life): Buffer {
  const sets = activated(life)
    .filter(({ ended }) => !ended.has("superseded"))
    .map(({ document, effective }) => ({ document, effective }));
  const revocations = life.revocations.map(({ digest }) => digest).toSorted(byText);
  return canonicalBytes({ format: "raccordo-active/2", sets, revocations });
}

/** What an administrator asks of a staged rule set. */
export const activateRequest = z.strictObject({
  document: sha256,
  /** Not before this moment; absent: as soon as the rule set itself says. */
  at: instant.exactOptional(),
});

export type ActivateRequest = z.infer<typeof activateRequest>;

/** The request in `bytes`; undefined for anything else. */
export function activateIn(bytes: Uint8Array): ActivateRequest | undefined {
  try {
    const parsed = activateRequest.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Answer to every request about the life of a rule set. */
export const lifeAnswer = z.strictObject({
  outcome: z.enum(["done", "refused", "busy"]),
  code: z.string().max(40).exactOptional(),
  /** Where in the document: a JSON Pointer, or agreement and rule. */
  place: z.string().max(400).exactOptional(),
  document: sha256.exactOptional(),
  version: z.int().exactOptional(),
  /** From when the set governs. */
  effective: instant.exactOptional(),
  /** Instances that have not acknowledged. */
  missing: z.int().exactOptional(),
});
export type LifeAnswer = z.infer<typeof lifeAnswer>;

/** SHA-256 of each revocation that holds over what governs. */
export const revokedDigests = ({ revocations }: Governing): readonly string[] =>
  revocations.map(({ digest }) => digest);
