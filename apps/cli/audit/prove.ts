import { parseLeaf } from "#libs/seal/leaf";
import { entryProof } from "#libs/tilestore/entryProof";
import { tileWidth } from "#libs/tlog/tiles";
import { CliError, exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import { type LogChoice, type OpenLog, openLog, readable } from "./openLog.ts";

export interface ProveCommand extends LogChoice {
  /** Index of the entry, counted from 0. */
  readonly entry?: number | undefined;
  /** Event id as a leaf holds it: its last leaf in this log is meant. */
  readonly event?: string | undefined;
}

/**
 * Prints the proof that one entry is in the log (c2sp.org/tlog-proof@v1), for whoever holds the log's key and the
 * entry. What is printed was checked before, against the bytes of the entry and under the key; else exit code 1.
 */
export async function prove(terminal: Terminal, command: ProveCommand): Promise<number> {
  const log = await openLog(command);
  try {
    const index = command.entry ?? (await indexOfEvent(log, command.event));
    if (index === undefined) {
      throw new CliError("refused", "proof-no-event", { event: command.event ?? "" });
    }
    if (index >= log.reader.size) {
      throw new CliError("refused", "proof-beyond", { index, size: log.reader.size });
    }
    return await print(terminal, log, index);
  } catch (error) {
    throw readable(error, command.place);
  }
}

async function print(terminal: Terminal, log: OpenLog, index: number): Promise<number> {
  const { checkpoint } = log;
  const proof = await entryProof(log, index);
  if (!proof.ok) {
    const { origin } = checkpoint;
    terminal.warn("proof-wrong", { origin, index, reason: proof.reason });
    return exitCodes["check-failed"];
  }
  const { text, hash } = proof;
  if (terminal.json) {
    const leaf = { leaf_hash: hash.toString("base64"), proof: text.toString("utf8") };
    terminal.tell("proof", { origin: checkpoint.origin, index, size: checkpoint.size, ...leaf });
  } else {
    terminal.write(text.toString("utf8"));
  }
  return exitCodes.ok;
}

/** Index of the last entry of an event. Reads the bundles from the end: who asks asks mostly for something new. */
export async function indexOfEvent(
  { reader }: OpenLog,
  event: string | undefined,
): Promise<number | undefined> {
  if (event === undefined) throw new CliError("usage", "proof-of-what");
  const wanted = Buffer.from(`"event":"${event}"`, "utf8");
  for (let bundle = Math.ceil(reader.size / tileWidth) - 1; bundle >= 0; bundle -= 1) {
    const leaves = await reader.items("entries", 0, bundle);
    const at = leaves.findLastIndex((leaf) => leaf.includes(wanted) && eventOf(leaf) === event);
    if (at >= 0) return bundle * tileWidth + at;
  }
  return undefined;
}

function eventOf(bytes: Buffer): string | undefined {
  const leaf = parseLeaf(bytes);
  return "event" in leaf ? leaf.event : undefined;
}
