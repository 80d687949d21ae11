import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import type { EventLog, StoredMessage } from "#libs/eventlog/port";
import { auditChain, auditStream, parseSubject } from "#libs/eventlog/subjects";
import type { Mode } from "#libs/incident/event";
import { type IncidentLeaf, isIncidentLeaf, parseLeaf } from "#libs/seal/leaf";
import { checkMac } from "#libs/seal/mac";
import { type IncidentParts, parseIncidentParts } from "#libs/seal/parts";
import { policyWriter } from "./secrets.ts";

/** A recorded decision: a MAC-valid leaf of an incident's chain, and its parts. */
export interface RecordedLeaf {
  readonly year: number;
  /** Sequence in the AUDIT stream of that year. */
  readonly sequence: number;
  readonly leaf: IncidentLeaf;
  readonly parts: IncidentParts;
}

/** What an incident's chain looks like now, for the writer of its next leaf. */
export interface ChainView {
  /** Newest valid leaf; undefined at the beginning. */
  readonly head: RecordedLeaf | undefined;
  /** The year that was writable when the chain was read: the only one that `expected` says anything about. */
  readonly year: number;
  /** Last sequence under the chain's filter in that year, whoever wrote it: what a write expects. */
  readonly expected: number;
}

export type MacKeys = ReadonlyMap<string, Uint8Array>;

/**
 * Reads the head of a chain at the leader, newest year first. A message that is no valid leaf (somebody got
 * past the permissions) is counted in `expected` but is never the head: audit makes an anomaly of it.
 * Throws RangeError without a year: an incident of which nothing could be read is not a new one.
 */
export async function readChain(
  log: EventLog,
  macs: MacKeys,
  years: readonly number[],
  of: { readonly mode: Mode; readonly pseudonym: string },
): Promise<ChainView> {
  const [writable] = years;
  if (writable === undefined) throw new RangeError("no year to read a chain in");
  let expected = 0;
  for (const [index, year] of years.entries()) {
    const chain = auditChain(year, of.mode, of.pseudonym);
    const last = await log.last(auditStream(year), chain);
    if (index === 0) expected = last?.sequence ?? 0;
    if (last === undefined) continue;
    const head = recordedLeaf(last, macs) ?? (await newestValid(log, macs, year, chain));
    if (head !== undefined) return { head, year: writable, expected };
  }
  return { head: undefined, year: writable, expected };
}

/** Every valid leaf of a chain, oldest first: what folds into holdings. */
export async function readLeaves(
  log: EventLog,
  macs: MacKeys,
  years: readonly number[],
  of: { readonly mode: Mode; readonly pseudonym: string },
): Promise<readonly RecordedLeaf[]> {
  const leaves: RecordedLeaf[] = [];
  for (const year of years.toReversed()) {
    leaves.push(...(await leavesOfYear(log, macs, year, auditChain(year, of.mode, of.pseudonym))));
  }
  return leaves;
}

/** The leaf in a message of AUDIT; undefined unless it is well formed, in its place and by a core writer. */
export function recordedLeaf(message: StoredMessage, macs: MacKeys): RecordedLeaf | undefined {
  const content = decodeAuditMessage(message.data);
  const parsed = parseSubject(message.subject);
  // Decisions are policy's alone: another writer's key does not make a head.
  if (content?.writer !== policyWriter || parsed?.of !== "audit") return undefined;
  const mac = checkMac(macs, { ...content, subject: message.subject }, content.mac);
  const leaf = parseLeaf(content.leaf);
  const parts = parseIncidentParts(content.parts);
  if (mac !== "ok" || "problem" in leaf || !isIncidentLeaf(leaf) || parts === undefined) {
    return undefined;
  }
  return { year: parsed.year, sequence: message.sequence, leaf, parts };
}

async function newestValid(
  log: EventLog,
  macs: MacKeys,
  year: number,
  chain: string,
): Promise<RecordedLeaf | undefined> {
  return (await leavesOfYear(log, macs, year, chain)).at(-1);
}

async function leavesOfYear(
  log: EventLog,
  macs: MacKeys,
  year: number,
  chain: string,
): Promise<readonly RecordedLeaf[]> {
  const leaves: RecordedLeaf[] = [];
  let from = 1;
  for (;;) {
    const message = await log.firstFrom(auditStream(year), chain, from);
    if (message === undefined) return leaves;
    const leaf = recordedLeaf(message, macs);
    if (leaf !== undefined) leaves.push(leaf);
    from = message.sequence + 1;
  }
}
