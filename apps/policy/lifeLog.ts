import { gunzipSync, gzipSync } from "node:zlib";
import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { type StatedStep, stepPlace } from "#libs/eventlog/leafPlaces";
import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import { auditStream, ruleSetChain } from "#libs/eventlog/subjects";
import type { LifeRecord } from "#libs/policy/lifeMachine";
import type { LifePlace } from "#libs/policy/lifeMessages";
import { lifeRecordOf, ruleSetBytesMax } from "#libs/policy/lifeRecords";
import { buildSystemLeaf, type RandomBytes } from "#libs/seal/buildLeaf";
import { sha256Hex } from "#libs/seal/bytes";
import { parseLeaf, type RuleSetLeaf } from "#libs/seal/leaf";
import { checkMac } from "#libs/seal/mac";
import { appendLeaf } from "./appendLeaf.ts";
import { type PolicySecrets, policyWriter } from "./secrets.ts";

export interface LifeLogPorts {
  readonly log: EventLog;
  readonly secrets: Pick<PolicySecrets, "macs">;
  readonly randomBytes: RandomBytes;
  nowIso(): string;
  /** An own write to AUDIT was acknowledged. */
  acknowledged(year: number, sequence: number): void;
  /** The year was found sealed. */
  yearSealed(year: number): void;
}

/** One step as the log holds it. */
export interface LifeEntry {
  readonly place: LifePlace;
  /** Clock of the log. */
  readonly storedAt: string;
  /** Undefined for a refusal, which changes nothing, and for what is no valid leaf of ours. */
  readonly record: LifeRecord | undefined;
  /** The signed bytes where it was staged or revoked, the signature itself where it was signed; else empty. */
  readonly part: Uint8Array;
}

/** A step to be written. */
export interface LifeStep {
  readonly leaf: StatedStep;
  readonly part?: Uint8Array;
}

/** Steps after `from` in the given years (oldest first), in the order of the log, asked of the leader. */
export async function readLife(
  ports: Pick<LifeLogPorts, "log" | "secrets">,
  from: LifePlace,
  years: readonly number[],
): Promise<readonly LifeEntry[]> {
  const entries: LifeEntry[] = [];
  for (const year of years.filter((one) => one >= from.year)) {
    let next = year === from.year ? from.seq + 1 : 1;
    for (;;) {
      const message = await ports.log.firstFrom(auditStream(year), ruleSetChain(year), next);
      if (message === undefined) break;
      entries.push(entryOf(message, year, ports.secrets.macs));
      next = message.sequence + 1;
    }
  }
  return entries;
}

/**
 * Writes one step on top of `head`. Undefined: somebody else wrote, the year is over, or nobody knows; whoever
 * reads the life again finds out. `full`: the log has no room. `too-large`: the document does not fit into a leaf.
 */
export async function writeStep(
  ports: LifeLogPorts,
  head: LifePlace,
  year: number,
  step: LifeStep,
): Promise<LifePlace | undefined | "full" | "too-large"> {
  const { leaf } = step;
  const part = step.part === undefined ? Buffer.alloc(0) : packed(leaf.state, step.part);
  const built = buildSystemLeaf(
    {
      leaf: { kind: "rule_set", at: ports.nowIso(), clock: "unsynced", ...leaf },
      document: part,
    },
    ports.randomBytes,
  );
  if ("refused" in built) return "too-large";
  const place = stepPlace(year, leaf);
  const expected = head.year === year ? head.seq : 0;
  const outcome = await appendLeaf(ports, year, place, built, expected);
  if (outcome.kind === "full") return "full";
  if (outcome.kind !== "appended") return undefined;
  return { year, seq: outcome.sequence };
}

/** True when the log of `year` holds this very step already: a refusal is told once. */
export async function isWritten(
  { log }: Pick<LifeLogPorts, "log">,
  year: number,
  { leaf }: LifeStep,
): Promise<boolean> {
  const { subject } = stepPlace(year, leaf);
  return (await log.last(auditStream(year), subject)) !== undefined;
}

function entryOf(message: StoredMessage, year: number, macs: PolicySecrets["macs"]): LifeEntry {
  const { storedAt, sequence: seq } = message;
  const nothing = { place: { year, seq }, storedAt, record: undefined, part: Buffer.alloc(0) };
  const content = decodeAuditMessage(message.data);
  if (content?.writer !== policyWriter) return nothing;
  if (checkMac(macs, { ...content, subject: message.subject }, content.mac) !== "ok") {
    return nothing;
  }
  const leaf = parseLeaf(content.leaf);
  if ("problem" in leaf || leaf.kind !== "rule_set") return nothing;
  if (leaf.digest !== sha256Hex(content.parts)) return nothing;
  const part = unpacked(leaf.state, content.parts);
  return part === undefined ? nothing : { ...nothing, record: lifeRecordOf(leaf, part), part };
}

/** A rule set is long and says much the same again and again: in the log it lies packed (RFC 1952). */
function packed(state: RuleSetLeaf["state"], part: Uint8Array): Uint8Array {
  return state === "staged" ? gzipSync(part) : part;
}

function unpacked(state: RuleSetLeaf["state"], part: Uint8Array): Uint8Array | undefined {
  if (state !== "staged") return part;
  try {
    return gunzipSync(part, { maxOutputLength: ruleSetBytesMax });
  } catch {
    return undefined;
  }
}
