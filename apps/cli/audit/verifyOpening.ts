import {
  checkOpeningFile,
  checkpointIn,
  type OpeningFile,
  parseOpeningFile,
} from "#libs/pack/openingFile";
import type { LogTrust } from "#libs/tilestore/logReader";
import { noteVerifier } from "#libs/tlog/note";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readText } from "../inputFile.ts";
import type { Terminal } from "../terminal.ts";
import { keysIn } from "./signatures.ts";
import { vkeyFromData } from "./verify.ts";

export interface VerifyOpeningCommand {
  readonly file: string;
  readonly vkey?: string | undefined;
  readonly data: string;
}

/**
 * Checks a revealed field without a network and without any secret: the entry is in the log under its key, and it
 * committed to this value of this field. Exit code 1, and no value shown, where it does not.
 */
export async function verifyOpening(
  terminal: Terminal,
  command: VerifyOpeningCommand,
): Promise<number> {
  const { file } = command;
  const read = parseOpeningFile(readText(file));
  if (read === undefined) throw new CliError("check-failed", "opening-malformed", { file });
  const checked = checkOpeningFile(read, await trustFor(read, command));
  if (!checked.holds) {
    throw new CliError("check-failed", "opening-wrong", { reason: checked.reason });
  }
  const { leaf, index, size } = checked;
  const { path, ref, value } = read.opening;
  if (terminal.json) {
    const entry = { index, size, at: leaf.at, event_id: leaf.event, incident: leaf.incident };
    terminal.tell("opening-holds", { ...entry, path, ref, value });
    return exitCodes.ok;
  }
  terminal.say("opening-holds", { index, size, at: leaf.at, event: leaf.event });
  terminal.say("opening-value", { field: path, ref, value: JSON.stringify(value) });
  return exitCodes.ok;
}

async function trustFor(read: OpeningFile, command: VerifyOpeningCommand): Promise<LogTrust> {
  const { vkey, data, file } = command;
  const checkpoint = checkpointIn(read);
  if (checkpoint === undefined) throw new CliError("check-failed", "opening-malformed", { file });
  const source = { read: () => Promise.resolve(checkpoint) };
  const key =
    vkey === undefined ? await vkeyFromData(source, { place: file, data }) : keysIn(vkey).vkey;
  const verifier = noteVerifier(key);
  if (verifier === undefined) throw new CliError("usage", "vkey-wrong");
  return { origin: verifier.name, verifiers: [verifier] };
}
