import { signedDocumentSchema } from "#libs/policy/documents";
import { type CountsDocument, isOfLeaf, openCountsDocument } from "#libs/seal/countsDocument";
import { parseLeaf } from "#libs/seal/leaf";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { parseVerifierKey } from "#libs/tlog/note";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readInput } from "../inputFile.ts";
import { parseFile } from "../installation.ts";
import type { Terminal } from "../terminal.ts";
import { type FoundLog, logsAt, vkeyFromData } from "./verify.ts";

export interface CountsCommand {
  /** Signed counts as a titolare received them. */
  readonly file: string;
  /** Folder or address of the log of the year in which they were recorded. */
  readonly place: string;
  readonly vkey?: string | undefined;
  readonly data: string;
}

/**
 * Verifies the counts that a titolare was handed: that the log's key signed them, that the log is the signed one, and
 * that its counts entry says the same. Then prints them, to be compared with the titolare's own. Exit code 1 where
 * they are not the log's.
 */
export async function verifyCounts(terminal: Terminal, command: CountsCommand): Promise<number> {
  const { file, place, data } = command;
  const text = Buffer.from(readInput(file)).toString("utf8");
  const signed = parseFile(file, text, signedDocumentSchema);
  for (const log of logsAt(place)) {
    const vkey = command.vkey ?? (await vkeyFromData(log.source, { place, data }));
    const key = parseVerifierKey(vkey);
    if (key === undefined) throw new CliError("usage", "vkey-wrong");
    const counts = openCountsDocument(signed, key.publicKey.toString("base64url"));
    if (counts === undefined) return broken(terminal, file);
    if (counts.origin !== key.name) continue;
    if (!(await isInLog(log, vkey, counts))) return broken(terminal, file);
    return tell(terminal, counts);
  }
  return broken(terminal, file);
}

async function isInLog({ source }: FoundLog, vkey: string, counts: CountsDocument) {
  let found = false;
  const report = await verifyLog(source, vkey, {
    readParts: false,
    onEntry: (index, bytes) => {
      const leaf = index === counts.index ? parseLeaf(bytes) : undefined;
      if (leaf === undefined || "problem" in leaf || leaf.kind !== "counts") return [];
      found = isOfLeaf(counts, leaf);
      return [];
    },
  });
  if (report.findings.some(({ kind }) => kind === "unreachable")) {
    throw new CliError("unreachable", "edge-unreachable", { address: counts.origin });
  }
  return found && report.findings.length === 0;
}

function broken(terminal: Terminal, file: string): number {
  terminal.say("counts-not", { file });
  return exitCodes["check-failed"];
}

function tell(terminal: Terminal, counts: CountsDocument): number {
  const { titolare, of, from, to, opening } = counts;
  const { lines } = opening.entry.value;
  if (terminal.json) {
    terminal.tell("counts-hold", { titolare, of, from, to, lines });
    return exitCodes.ok;
  }
  terminal.say("counts-hold", { titolare, of, from, to });
  for (const line of lines) terminal.say("counts-line", { ...line });
  return exitCodes.ok;
}
