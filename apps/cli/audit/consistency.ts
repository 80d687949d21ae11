import { type Checkpoint, openCheckpoint } from "#libs/tlog/checkpoint";
import { consistencyProof, verifyConsistency } from "#libs/tlog/proof";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readInput } from "../inputFile.ts";
import type { Terminal } from "../terminal.ts";
import { type LogChoice, type OpenLog, openLog, readable } from "./openLog.ts";

export interface ConsistencyCommand extends LogChoice {
  /** Entries of the older log. */
  readonly from?: number | undefined;
  /** Entries of the newer one; all that are signed unless said. */
  readonly to?: number | undefined;
  /** A checkpoint that somebody has kept, in a file: the older log, with the root that was signed for it. */
  readonly kept?: string | undefined;
}

/** A size, the root that these tiles give for it, and the root that was signed for it where it is known. */
interface Side {
  readonly size: number;
  readonly root: Buffer;
  readonly signed: Buffer | undefined;
}

/**
 * Shows that the log of `from` entries is the beginning of the log of `to` entries, and that both are the beginning of
 * what is signed now. Exit code 1 where another root was signed for one of them: two histories under one key.
 */
export async function consistency(
  terminal: Terminal,
  command: ConsistencyCommand,
): Promise<number> {
  const log = await openLog(command);
  try {
    const kept = command.kept === undefined ? undefined : keptCheckpoint(command.kept, log);
    const from = await sideOf(log, kept?.size ?? command.from, kept);
    const to = await sideOf(log, command.to ?? log.reader.size, undefined);
    if (from.size > to.size) {
      throw new CliError("usage", "consistency-order", { from: from.size, to: to.size });
    }
    return await compare(terminal, log, from, to);
  } catch (error) {
    throw readable(error, command.place);
  }
}

async function compare(terminal: Terminal, log: OpenLog, from: Side, to: Side): Promise<number> {
  const { origin } = log.checkpoint;
  for (const { size, root, signed } of [from, to]) {
    if (signed === undefined || signed.equals(root)) continue;
    const roots = { signed: signed.toString("base64"), here: root.toString("base64") };
    terminal.say("log-forked", { origin, size, ...roots });
    return exitCodes["check-failed"];
  }
  const read = (level: number, index: number) => log.reader.hash(level, index);
  const proof = await consistencyProof(from.size, to.size, read);
  const claim = { from: from.size, to: to.size, fromRoot: from.root, toRoot: to.root, proof };
  if (!verifyConsistency(claim).ok || !(await isBeginning(log, to))) {
    terminal.say("consistency-wrong", { origin, from: from.size, to: to.size });
    return exitCodes["check-failed"];
  }
  tell(terminal, origin, claim);
  return exitCodes.ok;
}

/** The newer side must itself be what the published checkpoint continues. */
async function isBeginning(
  { reader, checkpoint }: OpenLog,
  { size, root }: Side,
): Promise<boolean> {
  const proof = await reader.consistency(size);
  const { size: to, root: toRoot } = checkpoint;
  return verifyConsistency({ from: size, to, fromRoot: root, toRoot, proof }).ok;
}

function tell(
  terminal: Terminal,
  origin: string,
  claim: Parameters<typeof verifyConsistency>[0],
): void {
  const text = (hash: Buffer) => hash.toString("base64");
  const { from, to } = claim;
  const [fromRoot, toRoot] = [text(claim.fromRoot), text(claim.toRoot)];
  const proof = claim.proof.map(text);
  if (terminal.json) {
    const roots = { from_root: fromRoot, to_root: toRoot };
    terminal.tell("consistency", { origin, from, to, ...roots, proof });
    return;
  }
  terminal.say("consistency-holds", { origin, from, to, fromRoot, toRoot });
  for (const hash of proof) terminal.write(`${hash}\n`);
}

async function sideOf(
  { source, reader, trust, checkpoint }: OpenLog,
  size: number | undefined,
  kept: Checkpoint | undefined,
): Promise<Side> {
  if (size === undefined) throw new CliError("usage", "consistency-of-what");
  if (size < 1 || size > reader.size) {
    throw new CliError("refused", "consistency-beyond", { size, most: reader.size });
  }
  const root = await reader.rootAt(size);
  if (kept !== undefined) return { size, root, signed: kept.root };
  if (size === reader.size) return { size, root, signed: checkpoint.root };
  const note = await source.read(`checkpoints/${size}`);
  const opened = note === undefined ? undefined : openCheckpoint(note, trust);
  const signed = opened?.ok === true && opened.checkpoint.size === size;
  return { size, root, signed: signed ? opened.checkpoint.root : undefined };
}

function keptCheckpoint(file: string, { trust }: OpenLog): Checkpoint {
  const opened = openCheckpoint(readInput(file), trust);
  if (opened.ok) return opened.checkpoint;
  throw new CliError("refused", "consistency-kept-wrong", { file, reason: opened.reason });
}
