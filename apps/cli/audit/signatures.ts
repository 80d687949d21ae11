import { parseLeaf } from "#libs/seal/leaf";
import type { Finding } from "#libs/tilestore/failure";
import { LogReader } from "#libs/tilestore/logReader";
import type { TileSource } from "#libs/tilestore/tileSource";
import type { VerifyReport } from "#libs/tilestore/verifyLog";
import { type Checkpoint, forkDetail } from "#libs/tlog/checkpoint";
import { cosignatureVerifier } from "#libs/tlog/cosignature";
import { type Cosigned, openCosigned } from "#libs/tlog/cosignedNote";
import { type NoteVerifier, noteVerifier, openNote } from "#libs/tlog/note";
import { parsePolicy, quorumMet, type WitnessPolicy } from "#libs/tlog/tlogPolicy";
import { CliError } from "../exitCodes.ts";
import { readInput } from "../inputFile.ts";

/** Keys that a log is checked with. */
export interface LogKeys {
  /** Ed25519. */
  readonly vkey: string;
  /** ML-DSA-44, where there is one. */
  readonly second: string | undefined;
  /** True where the second key was named by whoever asks: then its signature must be there. */
  readonly secondAsked: boolean;
}

/** The keys in an option's text, one a line: an Ed25519 key, and beside it one of ML-DSA-44. */
export function keysIn(text: string): LogKeys {
  const vkeys = text.split(/\s+/).filter((word) => word !== "");
  const [vkey, ...otherLogs] = vkeys.filter((one) => noteVerifier(one) !== undefined);
  const [second, ...otherSeconds] = vkeys.filter((one) => cosignatureVerifier(one) !== undefined);
  const wanted = second === undefined ? 1 : 2;
  const repeated = otherLogs.length + otherSeconds.length > 0;
  if (vkey === undefined || repeated || vkeys.length !== wanted) {
    throw new CliError("usage", "vkey-wrong");
  }
  return { vkey, second, secondAsked: second !== undefined };
}

/** Stands in each leaf that names a second key. */
export const secondKeyMark = '"log_ml_dsa":';

/** True for the configuration leaf of a log that says that it signs with a second key. */
export function namesSecondKey(bytes: Buffer): boolean {
  // The search costs little; most leaves are decisions.
  if (!bytes.includes(secondKeyMark)) return false;
  const leaf = parseLeaf(bytes);
  return !("problem" in leaf) && leaf.kind === "configuration" && leaf.log_ml_dsa !== undefined;
}

/** Whether the checkpoint carries the second signature; a finding where it must and does not. */
export function secondSignature(
  { note }: VerifyReport,
  { second }: LogKeys,
  isDue: boolean,
): { readonly isThere: boolean; readonly findings: readonly Finding[] } {
  const verifier = second === undefined ? undefined : cosignatureVerifier(second);
  const opened =
    note === undefined || verifier === undefined ? undefined : openNote(note, [verifier]);
  const isThere = opened?.ok === true;
  if (isThere || !isDue || note === undefined) return { isThere, findings: [] };
  const detail =
    "the log says that it signs with ML-DSA-44 too, and this checkpoint does not carry it";
  return { isThere, findings: [{ kind: "signature-missing", path: "checkpoint", detail }] };
}

/** The policy in a file of people. */
export function readPolicy(file: string): WitnessPolicy {
  const parsed = parsePolicy(readInput(file));
  if (parsed.ok) return parsed.policy;
  const { line, fault } = parsed;
  throw new CliError("usage", "witness-policy-wrong", { file, line, fault });
}

export interface WitnessCheck {
  readonly quorum: string;
  /** Entries that a quorum has cosigned; 0 when it has cosigned none. */
  readonly covered: number;
  readonly cosigned: readonly Cosigned[];
  readonly absent: readonly string[];
  readonly findings: readonly Finding[];
}

/** The notes in which cosignatures may stand, read before the tree is: what witnesses saw is then never ahead of it. */
export async function cosignedNotes(
  source: TileSource,
): Promise<readonly { readonly path: string; readonly note: Buffer }[]> {
  const found = [];
  for (const path of ["checkpoint", "witnessed"]) {
    const note = await source.read(path).catch(() => undefined);
    if (note !== undefined) found.push({ path, note });
  }
  return found;
}

/**
 * Checks the cosignatures of a policy against a tree that was read: each names the root that the tree has at its size.
 * Another root under the log's own signature is a fork, and is named with both.
 */
export async function checkWitnesses(
  policy: WitnessPolicy,
  log: { readonly source: TileSource; readonly origin: string; readonly keys: LogKeys },
  tree: VerifyReport,
  notes: readonly { readonly path: string; readonly note: Buffer }[],
): Promise<WitnessCheck> {
  const own = [noteVerifier(log.keys.vkey), secondVerifier(log.keys)].filter(
    (verifier) => verifier !== undefined,
  );
  const findings: Finding[] = [];
  let best: { readonly size: number; readonly cosigned: readonly Cosigned[] } = {
    size: 0,
    cosigned: [],
  };
  let seen: readonly Cosigned[] = [];
  for (const { path, note } of notes) {
    const opened = openCosigned(note, own, policy);
    if (typeof opened === "string" || opened.checkpoint.origin !== log.origin) {
      const detail = typeof opened === "string" ? opened : "another log's";
      findings.push({ kind: "checkpoint-invalid", path, detail });
      continue;
    }
    const contradiction = await contradicts(opened.checkpoint, log.source, tree);
    if (contradiction !== undefined) findings.push({ ...contradiction, path });
    const { size } = opened.checkpoint;
    const names = new Set(opened.cosigned.map(({ name }) => name));
    if (names.size > seen.length) seen = opened.cosigned;
    const counts = contradiction === undefined && quorumMet(policy, names) && size >= best.size;
    if (counts) best = { size, cosigned: opened.cosigned };
  }
  const cosigned = best.size > 0 ? best.cosigned : seen;
  const there = new Set(cosigned.map(({ name }) => name));
  const absent = policy.witnesses.map(({ name }) => name).filter((name) => !there.has(name));
  return { quorum: policy.quorum, covered: best.size, cosigned, absent, findings };
}

function secondVerifier({ second }: LogKeys): NoteVerifier | undefined {
  return second === undefined ? undefined : cosignatureVerifier(second);
}

async function contradicts(
  { size, root }: Checkpoint,
  source: TileSource,
  tree: VerifyReport,
): Promise<Omit<Finding, "path"> | undefined> {
  if (tree.checkpoint === undefined) return undefined;
  if (size > tree.size) {
    const detail = `signed and cosigned at ${size} entries, the log shows ${tree.size}`;
    return { kind: "rolled-back", detail };
  }
  const same = size === tree.size;
  const here = same ? tree.checkpoint.root : await new LogReader(source, tree.size).rootAt(size);
  return here.equals(root) ? undefined : { kind: "fork", detail: forkDetail(size, here, root) };
}
