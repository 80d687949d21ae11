import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileSource, httpSource, type TileSource } from "#libs/tilestore/tileSource";
import { type VerifyReport, verifyLog } from "#libs/tilestore/verifyLog";
import { encodeVerifierKey, noteVerifier, publicKeyObject } from "#libs/tlog/note";
import { readConfiguration } from "./documents.ts";
import { CliError, exitCodes } from "./exitCodes.ts";
import { readInstallation } from "./installation.ts";
import type { Terminal } from "./terminal.ts";

export interface VerifyCommand {
  /** A folder of a log (or of the logs of several years), or its HTTP address. */
  readonly place: string;
  readonly vkey?: string | undefined;
  readonly data: string;
}

const findingsShown = 20;

/** Verifies a whole log. Exit code 1 as soon as one byte is not what was signed. */
export async function verify(terminal: Terminal, command: VerifyCommand): Promise<number> {
  const logs = logsAt(command.place);
  let broken = false;
  for (const log of logs) {
    const vkey = command.vkey ?? (await vkeyFromData(log.source, command));
    if (noteVerifier(vkey) === undefined) throw new CliError("usage", "vkey-wrong");
    const report = await verifyLog(log.source, vkey, { readParts: log.servesParts });
    tell(terminal, noteVerifier(vkey)?.name ?? "", log.servesParts, report);
    if (isUnreachable(report)) {
      throw new CliError("unreachable", "edge-unreachable", { address: command.place });
    }
    broken ||= report.findings.length > 0 || report.size === 0;
  }
  return broken ? exitCodes["check-failed"] : exitCodes.ok;
}

interface FoundLog {
  readonly source: TileSource;
  /** Parts lie beside the tiles in a folder; an address never serves them. */
  readonly servesParts: boolean;
}

function logsAt(place: string): readonly FoundLog[] {
  if (/^https?:\/\//.test(place)) return [{ source: httpSource(place), servesParts: false }];
  const folders = hasCheckpoint(place) ? [place] : yearsIn(place);
  if (folders.length === 0) throw new CliError("usage", "log-missing", { path: place });
  return folders.map((folder) => ({ source: fileSource(folder), servesParts: true }));
}

const hasCheckpoint = (folder: string): boolean =>
  statSync(join(folder, "checkpoint"), { throwIfNoEntry: false })?.isFile() === true;

function yearsIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => /^\d{4}$/.test(name));
    return names.toSorted().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** The verifier key of the log that the checkpoint names, from the signed configuration in the data folder. */
async function vkeyFromData(source: TileSource, command: VerifyCommand): Promise<string> {
  const checkpoint = await source.read("checkpoint").catch(() => undefined);
  if (checkpoint === undefined && /^https?:/.test(command.place)) {
    throw new CliError("unreachable", "edge-unreachable", { address: command.place });
  }
  const origin = checkpoint?.toString("utf8").split("\n", 1)[0]?.slice(0, 200) ?? "";
  const configuration = readConfiguration(command.data);
  const year = /\/(\d{4})$/.exec(origin)?.[1];
  const ours = configuration !== undefined && origin === `${configuration.log_family}/${year}`;
  if (!ours || year === undefined) throw new CliError("usage", "vkey-needed", { origin });
  return vkeyOf(configuration, Number(year));
}

function vkeyOf(
  { log_family, keys }: { readonly log_family: string; readonly keys: { readonly log: string } },
  year: number,
): string {
  return encodeVerifierKey(
    `${log_family}/${year}`,
    publicKeyObject(Buffer.from(keys.log, "base64url")),
  );
}

function isUnreachable({ size, findings }: VerifyReport): boolean {
  return size === 0 && findings.some(({ kind }) => kind === "unreachable");
}

function tell(terminal: Terminal, origin: string, parts: boolean, report: VerifyReport): void {
  const { size, entries, partsChecked, findings, findingsOmitted } = report;
  const holds = findings.length === 0 && size > 0;
  if (terminal.json) {
    const root = report.checkpoint?.root.toString("base64");
    const checked = { signature: true, tree: true, entries, parts: partsChecked, meaning: false };
    terminal.tell("log-verified", {
      ...{ origin, holds, size, root, checked, parts_checked: parts, findings },
      findings_omitted: findingsOmitted,
    });
    return;
  }
  if (holds) terminal.say("log-holds", { origin, size });
  else terminal.say("log-broken", { origin, size, findings: findings.length + findingsOmitted });
  for (const { kind, path, detail } of findings.slice(0, findingsShown)) {
    terminal.say("log-finding", { kind, path, detail });
  }
  terminal.say("log-structural", { entries });
  if (parts) terminal.say("log-parts", { parts: partsChecked });
  else terminal.say("log-parts-not");
}

/** Prints the verifier keys of the installation's logs, one a year, in the form of a signed note. */
export function vkeys(terminal: Terminal, data: string, year: number | undefined): number {
  const configuration = readConfiguration(data);
  const first = readInstallation(data)?.first_year;
  if (configuration === undefined || first === undefined) {
    throw new CliError("refused", "vkey-none", { path: data });
  }
  const begun = yearsIn(join(data, "audit")).map((folder) => Number(folder.slice(-4)));
  const years = year !== undefined ? [year] : begun.length > 0 ? begun : [first];
  for (const one of years) {
    const vkey = vkeyOf(configuration, one);
    if (terminal.json) terminal.tell("vkey", { year: one, vkey });
    else terminal.write(`${vkey}\n`);
  }
  return exitCodes.ok;
}

/** The text of a file of people, for `--vkey @FILE`. */
export function vkeyOption(option: string | undefined): string | undefined {
  if (option?.startsWith("@") !== true) return option;
  try {
    return readFileSync(option.slice(1), "utf8").trim();
  } catch {
    throw new CliError("usage", "file-unreadable", { file: option.slice(1) });
  }
}
