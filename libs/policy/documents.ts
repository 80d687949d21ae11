import { z } from "zod";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import {
  rolesNeeded,
  type SignedDocument,
  type SignedRefusal,
  type Signer,
  verifyInSteps,
  verifySigned,
} from "#libs/seal/signedDocument";
import { atOnce, type Steps } from "#libs/seal/steps";
import { agreementSchema } from "./agreementSchema.ts";
import { ceilingsSchema } from "./ceilingsSchema.ts";
import { populationSchema, territorySchema } from "./clauseSchema.ts";
import { compileInSteps } from "./compile.ts";
import type { CompiledRules } from "./compiled.ts";
import type { CompileError } from "./compileErrors.ts";
import type { Room } from "./decision.ts";
import { officerSchema } from "./demandOrders.ts";
import { grantSchema } from "./grantSchema.ts";
import { agreementsInSteps, itemsInSteps, placeOf } from "./itemsInSteps.ts";
import { retentionSchema } from "./retentionSchema.ts";
import { istatCode, roomId, roomKinds } from "./roomSchema.ts";
import {
  lifeMembers,
  type Revocation,
  revocationSchema,
  revokesNothing,
  type Validity,
  validitySchema,
  vectorSchema,
  vectorsMax,
} from "./ruleSetLife.ts";

/** Keys of the cache buckets in which signed documents lie; trust comes from their signatures. */
export const documentKeys = {
  /** Bucket ROOMS: the signed configuration. */
  configuration: "configuration",
  /** Bucket RULES: the rule set that `up` proposes. */
  proposed: "proposed",
  /** Bucket RULES: the rule set in force, written by policy after its activation leaf. */
  active: "active",
} as const;

const milliseconds = (max: number) => z.int().min(1).max(max);

/** One signature as it stands below a document. */
export const signatureSchema = z.strictObject({
  role: z.string().max(40),
  key: z.string().max(64),
  signature: z.string().max(128),
});

/** A signed document as it lies in a bucket. */
export const signedDocumentSchema = z.strictObject({
  body: z.string().max(4_194_304),
  signatures: z.array(signatureSchema).max(16),
});

const roomEntry = z.strictObject({
  id: roomId,
  /** Number of the room's slot in every leaf: never given to another room. */
  slot: z.int().min(0).max(255),
  kind: z.enum(roomKinds),
  titolare: z.string().min(1).max(120),
  municipalities: z.array(istatCode).max(400),
});

/** Rooms, limits and keys, signed like rules (clarification 19). Its bytes are the part of its leaf. */
export const configurationSchema = z.strictObject({
  format: z.literal("raccordo-configuration/1"),
  version: z.int().min(1),
  /** Origin of the log family; the log of a year is `<family>/<year>`. */
  log_family: z.string().min(3).max(120),
  rooms: z.array(roomEntry).min(1).max(256),
  limits: z.strictObject({
    /** Silence or lag of the log after which nothing is recorded; architecture, step 7. */
    release_stop_after_ms: milliseconds(600_000),
    announce_every_ms: milliseconds(60_000),
    /** From the store time to a signed checkpoint, as promised in receipts. */
    receipt_max_delay_ms: milliseconds(86_400_000),
  }),
  /** Raw Ed25519 public keys, base64url; `log_ml_dsa`: the log's second key, ML-DSA-44. */
  keys: z.strictObject({
    log: z.string().length(43),
    log_ml_dsa: z.string().length(1_750).exactOptional(),
    receipts: z.string().length(43),
  }),
  writers: z.array(z.enum(["policy", "console", "audit"])).min(1),
  /** How long each kind of data is kept; absent (signed before there were terms): the defaults. */
  retention: retentionSchema.exactOptional(),
  /** Who may take data back in the name of a titolare; absent: nobody. */
  officers: z.array(officerSchema).max(512).exactOptional(),
  /** A field is opened only with the signature of a second officer, of another role; absent: one person opens alone. */
  four_eyes: z.strictObject({ within_ms: milliseconds(86_400_000) }).exactOptional(),
  /** True when made for a demonstration; `--production` refuses it. */
  demonstration: z.boolean(),
});
export type Configuration = z.infer<typeof configurationSchema>;

const ceilingsMax = 16;
const titlesMax = 256;

export const ruleSetSchema = z.strictObject({
  format: z.literal("raccordo-rule-set/2"),
  /** Grows by every rule set; an older one is refused. */
  version: z.int().min(1),
  /** Never none: without the law's own limits nothing may be decided. */
  ceilings: z.array(ceilingsSchema).min(1).max(ceilingsMax),
  ...lifeMembers,
  agreements: z.array(agreementSchema).max(titlesMax),
  grants: z.array(grantSchema).max(titlesMax),
  population: populationSchema.exactOptional(),
  territory: territorySchema.exactOptional(),
  demonstration: z.boolean(),
});
export type RuleSetDocument = z.infer<typeof ruleSetSchema>;

const list = z.array(z.unknown());
/** A rule set whose long lists are still to be read: together they take too long for one step. */
const shellSchema = ruleSetSchema.extend({
  ceilings: list.min(1).max(ceilingsMax),
  agreements: list.max(titlesMax),
  grants: list.max(titlesMax),
  vectors: list.min(1).max(vectorsMax),
});

export type DocumentRefusal = {
  readonly kind: "refused";
  readonly why:
    | SignedRefusal
    | "schema"
    | "compile"
    /** Who wrote it has signed it. */
    | "author-signed"
    /** It ends before it begins. */
    | "dates";
  readonly errors: readonly CompileError[];
  /** JSON Pointer of the first member that is not as the schema says. */
  readonly place?: string;
};

export interface OpenedConfiguration {
  readonly kind: "configuration";
  readonly configuration: Configuration;
  readonly rooms: readonly Room[];
  readonly bytes: Buffer;
  /** SHA-256 of the bytes, hex. */
  readonly digest: string;
}

export interface OpenedRuleSet {
  readonly kind: "rule-set";
  readonly ruleSet: RuleSetDocument;
  readonly rules: CompiledRules;
  readonly bytes: Buffer;
  /** SHA-256 of the bytes, hex: what its signers have signed. */
  readonly document: string;
  /** Whose signatures count, one of each role. */
  readonly by: readonly Signer[];
  /** SHA-256 over the hashes of the agreements, hex: `agreement` of every leaf. */
  readonly agreement: string;
}

/** Opens a signed configuration: two roles, canonical bytes, strict schema. */
export function openConfiguration(
  document: SignedDocument,
  signers: readonly Signer[],
): OpenedConfiguration | DocumentRefusal {
  const body = openBody(document, signers, configurationSchema);
  if (body.kind === "refused") return body;
  const { bytes, value: configuration } = body;
  const slots = new Set(configuration.rooms.map(({ slot }) => slot));
  const ids = new Set(configuration.rooms.map(({ id }) => id));
  if (slots.size !== configuration.rooms.length || ids.size !== configuration.rooms.length) {
    return refused("schema");
  }
  const digest = sha256Hex(bytes);
  return { kind: "configuration", configuration, rooms: configuration.rooms, bytes, digest };
}

export interface OpenedRevocation {
  readonly kind: "revocation";
  readonly revocation: Revocation;
  readonly bytes: Buffer;
  /** SHA-256 of the bytes, hex. */
  readonly digest: string;
  readonly by: Signer;
}

/** Opens an emergency revocation: one signature of any signer is enough to deny. */
export function openRevocation(
  document: SignedDocument,
  signers: readonly Signer[],
): OpenedRevocation | DocumentRefusal {
  const body = openBody(document, signers, revocationSchema, 1);
  if (body.kind === "refused") return body;
  const [by] = body.by;
  if (by === undefined || revokesNothing(body.value.what)) return refused("schema");
  const { value: revocation, bytes } = body;
  return { kind: "revocation", revocation, bytes, digest: sha256Hex(bytes), by };
}

export interface OpenedValidity {
  readonly kind: "validity";
  readonly validity: Validity;
}

/** Opens a signed rule set for its dates alone: two roles, none of them its author's; nothing is compiled. */
export function openValidity(
  document: SignedDocument,
  signers: readonly Signer[],
): OpenedValidity | DocumentRefusal {
  const body = openBody(document, signers, validitySchema);
  if (body.kind === "refused") return body;
  if (body.by.some(({ key }) => key === body.value.author)) return refused("author-signed");
  return { kind: "validity", validity: body.value };
}

/** A signed rule set whose signatures count, not compiled yet. */
export interface ReadRuleSet {
  readonly kind: "read";
  readonly ruleSet: RuleSetDocument;
  readonly bytes: Buffer;
  readonly by: readonly Signer[];
}

/**
 * Reads a signed rule set: two roles, none of them its author's, canonical bytes, strict schema, dates in order.
 * Stops after each rule and each vector.
 */
export function* readInSteps(
  document: SignedDocument,
  signers: readonly Signer[],
): Steps<ReadRuleSet | DocumentRefusal> {
  const verified = yield* verifyInSteps(document, signers);
  if (verified.kind === "refused") return refused(verified.why);
  const read = yield* ruleSetInSteps(verified.value);
  if (typeof read === "string") return { ...refused("schema"), place: read };
  const { author, not_before, expires } = read;
  const { by } = verified;
  if (by.some(({ key }) => key === author)) return refused("author-signed");
  if (not_before >= expires) return refused("dates");
  return { kind: "read", ruleSet: read, bytes: Buffer.from(document.body, "utf8"), by };
}

/** The rule set in a value as {@link ruleSetSchema} reads it, or the place (JSON Pointer) of a fault. */
export function* ruleSetInSteps(value: unknown): Steps<RuleSetDocument | string> {
  const shell = shellSchema.safeParse(value);
  if (!shell.success) return placeOf(shell.error);
  yield undefined;
  const ceilings = yield* itemsInSteps(ceilingsSchema, shell.data.ceilings, "/ceilings");
  if (!ceilings.ok) return ceilings.place;
  const agreements = yield* agreementsInSteps(shell.data.agreements, "/agreements");
  if (!agreements.ok) return agreements.place;
  const grants = yield* itemsInSteps(grantSchema, shell.data.grants, "/grants");
  if (!grants.ok) return grants.place;
  const vectors = yield* itemsInSteps(vectorSchema, shell.data.vectors, "/vectors");
  if (!vectors.ok) return vectors.place;
  return {
    ...shell.data,
    ceilings: ceilings.items,
    agreements: agreements.items,
    grants: grants.items,
    vectors: vectors.items,
  };
}

/** Compiles what was read for the configured rooms, and stops after each rule. */
export function* compileReadInSteps(
  { ruleSet, bytes, by }: ReadRuleSet,
  rooms: readonly Room[],
): Steps<OpenedRuleSet | DocumentRefusal> {
  const compiled = yield* compileInSteps(ruleSet, rooms);
  if (!compiled.ok) return { ...refused("compile"), errors: compiled.errors };
  const { rules } = compiled;
  const agreement = sha256Hex(canonicalBytes(rules.agreements.map(({ hash }) => hash)));
  return { kind: "rule-set", ruleSet, rules, bytes, document: sha256Hex(bytes), by, agreement };
}

/** Opens and compiles a signed rule set for the configured rooms. */
export function openRuleSet(
  document: SignedDocument,
  signers: readonly Signer[],
  rooms: readonly Room[],
): OpenedRuleSet | DocumentRefusal {
  const read = atOnce(readInSteps(document, signers));
  return read.kind === "refused" ? read : atOnce(compileReadInSteps(read, rooms));
}

interface Body<T> {
  readonly kind: "body";
  readonly value: T;
  readonly bytes: Buffer;
  readonly by: readonly Signer[];
}

function openBody<T>(
  document: SignedDocument,
  signers: readonly Signer[],
  schema: z.ZodType<T>,
  signaturesMin = rolesNeeded,
): Body<T> | DocumentRefusal {
  const verified = verifySigned(document, signers, signaturesMin);
  if (verified.kind === "refused") return refused(verified.why);
  const parsed = schema.safeParse(verified.value);
  if (!parsed.success) {
    return { ...refused("schema"), place: placeOf(parsed.error) };
  }
  const bytes = Buffer.from(document.body, "utf8");
  return { kind: "body", value: parsed.data, bytes, by: verified.by };
}

function refused(why: DocumentRefusal["why"]): DocumentRefusal {
  return { kind: "refused", why, errors: [] };
}
