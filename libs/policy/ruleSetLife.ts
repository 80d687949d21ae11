import { z } from "zod";
import { revocationReasons } from "./revocationReasons.ts";
import { isoDate, roomId } from "./roomSchema.ts";

/** RFC 3339 UTC with milliseconds: the one form in which times are compared as text. */
export const instant = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, "2026-11-22T09:30:00.000Z")
  .refine((text) => isInstant(text), "a day or an hour that does not exist");

/** True for a time in our one form that exists in the calendar. */
export function isInstant(text: string): boolean {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}

/** SHA-256 in lower-case hex. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "SHA-256 in hex");
/** Raw Ed25519 public key in base64url: who a person is, here and in signatures. */
const personKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "Ed25519 public key");

/** Golden vectors that one rule set may carry. */
export const vectorsMax = 512;

/**
 * One decision that the people who signed have seen: an invented message of `from` decided for `to`. Whoever compiles
 * the rules to something else decides it otherwise, and must not run them.
 */
export const vectorSchema = z.strictObject({
  from: roomId,
  to: roomId,
  kind: z.string().max(40),
  category: z.string().max(4),
  municipality: z.string().max(16),
  purpose: z.string().max(8).exactOptional(),
  regime: z.string().max(20).exactOptional(),
  mode: z.enum(["actual", "exercise"]),
  named: z.boolean(),
  charge: z.boolean(),
  /** The receiver has declared that life is at risk. */
  emergency: z.boolean(),
  at: instant,
  /** SHA-256 over outcome, reason, plan, basis and the bytes of the released view. */
  outcome: sha256,
});
export type Vector = z.infer<typeof vectorSchema>;

/** What a rule set says of its own life, beside its rules; spread into the schema of the document. */
export const lifeMembers = {
  /** In force from this moment of the events' store time, if it is activated by then. */
  not_before: instant,
  /** From this moment on nothing is released under it, whatever it says. */
  expires: instant,
  /** Who wrote it: must not be one of its signers. */
  author: personKey,
  /** Stands only where the content goes back to that of an older version, on purpose. */
  rollback: z
    .strictObject({ to_version: z.int().min(1), reason: z.string().min(1).max(300) })
    .exactOptional(),
  /** Emergency revocations that the signers end, by the SHA-256 of the revocation. */
  lifts: z.array(sha256).max(64).exactOptional(),
  /** SHA-256 of the plan table that these rules compile to. */
  plan_table: sha256,
  vectors: z.array(vectorSchema).min(1).max(vectorsMax),
} as const;

const ruleName = z.strictObject({
  agreement: z.string().min(1).max(64),
  rule: z.string().min(1).max(80),
});

/** An emergency revocation: signed by one person, and able to do nothing but deny. */
export const revocationSchema = z.strictObject({
  format: z.literal("raccordo-revocation/1"),
  /** When it was signed: two revocations of the same thing are two documents. */
  issued: instant,
  what: z.union([
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({
      agreements: z.array(z.string().min(1).max(64)).max(256),
      rules: z.array(ruleName).max(1_000),
      rooms: z.array(roomId).max(256),
    }),
  ]),
  reason: z.enum(revocationReasons),
  demonstration: z.boolean(),
});
export type Revocation = z.infer<typeof revocationSchema>;
export type Revoked = Revocation["what"];

/** True when it names nothing: such a revocation would only look like one. */
export function revokesNothing(what: Revoked): boolean {
  return !("all" in what) && [what.agreements, what.rules, what.rooms].every((l) => l.length === 0);
}

// Whatever else the document says is left behind: who keeps its dates does not keep the document.
const period = z.object({ from: isoDate, to: isoDate });
const dated = z.object({
  id: z.string().max(120),
  in_force: period,
  renewals: z.array(period).max(64).optional(),
});

/**
 * The dates in a rule set of whatever content: for whoever must know when copies made under it go stale, and not
 * which rules it holds.
 */
export const validitySchema = z.object({
  version: z.int().min(1),
  author: personKey,
  not_before: instant,
  expires: instant,
  lifts: z.array(sha256).max(64).optional(),
  demonstration: z.boolean(),
  ceilings: z
    .array(z.object({ ceilings: dated }))
    .max(64)
    .optional(),
  agreements: z.array(z.object({ agreement: dated })).max(256),
  grants: z
    .array(z.object({ grant: dated }))
    .max(1_024)
    .optional(),
});
export type Validity = z.infer<typeof validitySchema>;
