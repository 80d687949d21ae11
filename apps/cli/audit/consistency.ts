import { compareSizes, type LogSide, sideAt } from "#libs/tilestore/sizesCompared";
import { type Checkpoint, openCheckpoint } from "#libs/tlog/checkpoint";
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

async function compare(
  terminal: Terminal,
  log: OpenLog,
  from: LogSide,
  to: LogSide,
): Promise<number> {
  const { origin } = log.checkpoint;
  const compared = await compareSizes(log, from, to);
  if (compared.kind === "forked") {
    const { size, root, signed } = compared.side;
    const roots = { signed: signed.toString("base64"), here: root.toString("base64") };
    terminal.say("log-forked", { origin, size, ...roots });
    return exitCodes["check-failed"];
  }
  if (compared.kind === "differs") {
    terminal.say("consistency-wrong", { origin, from: from.size, to: to.size });
    return exitCodes["check-failed"];
  }
  const { proof } = compared;
  tell(terminal, origin, {
    ...{ from: from.size, to: to.size, fromRoot: from.root, toRoot: to.root, proof },
  });
  return exitCodes.ok;
}

interface ConsistencyClaim {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Buffer;
  readonly toRoot: Buffer;
  readonly proof: readonly Buffer[];
}

function tell(terminal: Terminal, origin: string, claim: ConsistencyClaim): void {
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
  log: OpenLog,
  size: number | undefined,
  kept: Checkpoint | undefined,
): Promise<LogSide> {
  if (size === undefined) throw new CliError("usage", "consistency-of-what");
  if (size < 1 || size > log.reader.size) {
    throw new CliError("refused", "consistency-beyond", { size, most: log.reader.size });
  }
  return sideAt(log, size, kept);
}

function keptCheckpoint(file: string, { trust }: OpenLog): Checkpoint {
  const opened = openCheckpoint(readInput(file), trust);
  if (opened.ok) return opened.checkpoint;
  throw new CliError("refused", "consistency-kept-wrong", { file, reason: opened.reason });
}
