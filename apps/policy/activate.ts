import { gzipSync } from "node:zlib";
import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { documentPlace } from "#libs/eventlog/leafPlaces";
import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import { auditStream } from "#libs/eventlog/subjects";
import type { Configuration, OpenedConfiguration } from "#libs/policy/documents";
import { planTable } from "#libs/policy/planTable";
import { buildSystemLeaf, type RandomBytes, type SystemLeafInput } from "#libs/seal/buildLeaf";
import { sha256Hex } from "#libs/seal/bytes";
import { canonicalBytes } from "#libs/seal/canonical";
import { keyIdOf } from "#libs/seal/ed25519";
import { parseLeaf } from "#libs/seal/leaf";
import { checkMac } from "#libs/seal/mac";
import {
  encodeVerifierKey,
  publicKeyObject,
  signatureType,
  verifierKeyText,
} from "#libs/tlog/note";
import { auditMessage } from "./auditMessage.ts";
import type { KeptRuleSet } from "./openSet.ts";
import type { PolicySecrets } from "./secrets.ts";

/** Where a leaf of ours stands. */
export interface LeafPlace {
  readonly year: number;
  readonly seq: number;
}

export interface ActivationPorts {
  readonly log: EventLog;
  readonly secrets: PolicySecrets;
  readonly randomBytes: RandomBytes;
  nowIso(): string;
}

/** One leaf about a document: written once, whoever starts. */
interface DocumentLeaf {
  readonly kind: "configuration" | "plan_tables" | "activation";
  /** What makes it one: its digest, so that the same document is recorded once a year. */
  readonly digest: string;
  readonly input: SystemLeafInput;
}

/**
 * Bootstrap of clarification 19: the configuration becomes a leaf before anything is decided. Returns its place.
 * Rejects when the log cannot be reached.
 */
export function recordConfiguration(
  ports: ActivationPorts,
  year: number,
  configuration: OpenedConfiguration,
): Promise<LeafPlace> {
  return recordOnce(ports, year, configurationLeaf(configuration, year, ports.nowIso()));
}

/** The plans of a staged rule set, so that a decision can be explained when it is long superseded. */
export async function recordPlanTable(
  ports: ActivationPorts,
  year: number,
  ruleSet: KeptRuleSet,
): Promise<void> {
  await recordOnce(ports, year, planTablesLeaf(ruleSet, ports.nowIso()));
}

/** The rules of a set that is about to be in force. */
export async function recordActivation(
  ports: ActivationPorts,
  year: number,
  ruleSet: KeptRuleSet,
): Promise<void> {
  await recordOnce(ports, year, activationLeaf(ruleSet, ports.nowIso()));
}

/** The highest version that the log of these years says was activated; 0 when none was. */
export async function activatedVersion(
  log: EventLog,
  macs: PolicySecrets["macs"],
  years: readonly number[],
): Promise<number> {
  const versions = await Promise.all(
    years.map(async (year) => {
      const last = await log.last(auditStream(year), `audit.${year}.system.k.activation.*`);
      const leaf = last && validLeaf(last, macs);
      return leaf?.kind === "activation" ? leaf.version : 0;
    }),
  );
  return Math.max(0, ...versions);
}

function validLeaf(message: StoredMessage, macs: PolicySecrets["macs"]) {
  const content = decodeAuditMessage(message.data);
  if (content === undefined) return undefined;
  if (checkMac(macs, { ...content, subject: message.subject }, content.mac) !== "ok") {
    return undefined;
  }
  const leaf = parseLeaf(content.leaf);
  return "problem" in leaf ? undefined : leaf;
}

async function recordOnce(
  ports: ActivationPorts,
  year: number,
  { kind, digest, input }: DocumentLeaf,
): Promise<LeafPlace> {
  const place = documentPlace(year, kind, digest);
  const before = await ports.log.last(auditStream(year), place.subject);
  if (before !== undefined) return { year, seq: before.sequence };
  const built = buildSystemLeaf(input, ports.randomBytes);
  if ("refused" in built) throw new Error(`the ${kind} document is over the limit`);
  const message = auditMessage(ports.secrets, place.subject, built);
  const expect = { sequence: 0, filter: place.chain };
  const outcome = await ports.log.append(place.subject, message, { expect });
  if (outcome.kind === "appended") return { year, seq: outcome.sequence };
  throw new Error(`the ${kind} leaf is not written yet: ${outcome.kind}`);
}

function configurationLeaf(
  { configuration, bytes, digest }: OpenedConfiguration,
  year: number,
  at: string,
): DocumentLeaf {
  const receipts = Buffer.from(configuration.keys.receipts, "base64url");
  const leaf = {
    kind: "configuration",
    at,
    clock: "unsynced",
    version: configuration.version,
    rooms: Math.max(...configuration.rooms.map(({ slot }) => slot)) + 1,
    log: logVerifierKey(configuration, year),
    ...secondVerifierKey(configuration, year),
    receipts: { id: keyIdOf(receipts), public: configuration.keys.receipts },
    writers: configuration.writers,
    demonstration: configuration.demonstration,
  } as const;
  return { kind: "configuration", digest, input: { leaf, document: bytes } };
}

/** Verifier key of a year's log, in the form of C2SP signed notes: its name is the log's origin. */
export function logVerifierKey(configuration: Configuration, year: number): string {
  const publicKey = Buffer.from(configuration.keys.log, "base64url");
  return encodeVerifierKey(`${configuration.log_family}/${year}`, publicKeyObject(publicKey));
}

/** The second key of the log, where the configuration names one. */
function secondVerifierKey({ log_family: family, keys }: Configuration, year: number) {
  if (keys.log_ml_dsa === undefined) return {};
  const publicKey = Buffer.from(keys.log_ml_dsa, "base64url");
  const type = signatureType.mlDsaCosignature;
  return { log_ml_dsa: verifierKeyText(`${family}/${year}`, type, publicKey) };
}

function planTablesLeaf({ rules }: KeptRuleSet, at: string): DocumentLeaf {
  const table = planTable(rules);
  const bytes = canonicalBytes(table);
  const leaf = {
    kind: "plan_tables",
    at,
    clock: "unsynced",
    rule_set: rules.hash,
    plans: Object.keys(table).length,
  } as const;
  const document = packedIfLong(bytes);
  return { kind: "plan_tables", digest: sha256Hex(bytes), input: { leaf, document } };
}

function activationLeaf({ rules, terms, bytes }: KeptRuleSet, at: string): DocumentLeaf {
  const leaf = {
    kind: "activation",
    at,
    clock: "unsynced",
    rule_set: rules.hash,
    version: terms.version,
    demonstration: terms.demonstration,
  } as const;
  const document = packedIfLong(bytes);
  return { kind: "activation", digest: sha256Hex(bytes), input: { leaf, document } };
}

/** A message of AUDIT holds 512 KiB: what comes near it lies there packed (gzip, RFC 1952). */
const plainBytesMax = 262_144;

const packedIfLong = (bytes: Uint8Array): Uint8Array =>
  bytes.length > plainBytesMax ? gzipSync(bytes) : bytes;
