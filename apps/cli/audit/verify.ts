import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "#libs/policy/documents";
import {
  type EntriesReport,
  EntryChecker,
  type EntryFinding,
  type YearEnd,
} from "#libs/seal/verifyEntries";
import type { Finding } from "#libs/tilestore/failure";
import { fileSource, httpSource, type TileSource } from "#libs/tilestore/tileSource";
import { readingHere, type VerifyReport, verifyLog } from "#libs/tilestore/verifyLog";
import {
  encodeVerifierKey,
  noteVerifier,
  publicKeyObject,
  signatureType,
  verifierKeyText,
} from "#libs/tlog/note";
import type { WitnessPolicy } from "#libs/tlog/tlogPolicy";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { readInstallation } from "../installation.ts";
import type { Terminal } from "../terminal.ts";
import { bundleThreads, threadsFor } from "./bundleThreads.ts";
import { CountsCheck, type CountsFinding } from "./countsCheck.ts";
import { findingWordsOf } from "./findingTexts.ts";
import { KeptCheckpoints } from "./keptCheckpoints.ts";
import { RetiredCheck } from "./retiredCheck.ts";
import {
  checkWitnesses,
  cosignedNotes,
  keysIn,
  type LogKeys,
  namesSecondKey,
  readPolicy,
  secondKeyMark,
  secondSignature,
  type WitnessCheck,
} from "./signatures.ts";
import { assertReaches, lookUp, type NotRead, notReadBelow } from "./verifyFrom.ts";

export interface VerifyCommand {
  /** A folder of a log (or of the logs of several years), or its HTTP address. */
  readonly place: string;
  /** Verifier keys of the log, one a line; absent: those of the installation. */
  readonly vkey?: string | undefined;
  /** File with a policy of witnesses (c2sp.org/tlog-policy): its quorum must have cosigned. */
  readonly witnesses?: string | undefined;
  /** True: signatures, hashes and tree alone, as any verifier of such logs checks them; not what the entries mean. */
  readonly tree?: boolean | undefined;
  /** Files with checkpoints of these logs that somebody kept: the logs must go on from them. */
  readonly seen?: readonly string[] | undefined;
  /** Of the newest log the entries below this one are not read; the logs of years before are read whole. */
  readonly from?: number | undefined;
  readonly data: string;
}

type FromData = Pick<VerifyCommand, "data" | "place">;

const findingsShown = 20;
const findingsMax = 1_000;

/**
 * Verifies whole logs, year after year: signature, tree, and what each entry means. Exit code 1 as soon as
 * one byte is not what was signed, or one leaf is not what a log of Raccordo holds.
 */
export async function verify(terminal: Terminal, command: VerifyCommand): Promise<number> {
  let broken = false;
  let before: YearEnd | undefined;
  const policy = command.witnesses === undefined ? undefined : readPolicy(command.witnesses);
  const counts = new CountsCheck();
  const kept = new KeptCheckpoints(command.seen ?? []);
  const retired = new RetiredCheck();
  const here: string[] = [];
  const logs = logsAt(command.place);
  for (const log of logs) {
    const from = log === logs.at(-1) ? command.from : undefined;
    const keys =
      command.vkey === undefined ? await keysFromData(log.source, command) : keysIn(command.vkey);
    const treeOnly = command.tree === true;
    const trust = { keys, policy, treeOnly, kept, retired, from };
    const checked = await verifyOne(log, trust, before, counts);
    before = checked.end;
    here.push(checked.origin);
    tell(terminal, log.servesParts && !treeOnly, checked);
    if (kept.of(checked.origin).length > 0 && holds(checked)) tellKept(terminal, kept, checked);
    if (isUnreachable(checked.tree)) {
      throw new CliError("unreachable", "edge-unreachable", { address: command.place });
    }
    broken ||= !holds(checked);
  }
  tellRetired(terminal, retired, here);
  kept.assertCompared();
  return broken ? exitCodes["check-failed"] : exitCodes.ok;
}

/** What was found about one log. */
export interface Checked {
  readonly origin: string;
  readonly tree: VerifyReport;
  /** What is wrong with signatures and cosignatures, and with files that were looked up. */
  readonly signatureFindings: readonly Finding[];
  readonly isSignedTwice: boolean;
  /** Undefined when nobody asked for witnesses. */
  readonly witnesses: WitnessCheck | undefined;
  /** What the entries mean; absent for a log whose name ends in no year: it is none of Raccordo's. */
  readonly entries: EntriesReport | undefined;
  readonly found: readonly (EntryFinding | CountsFinding)[];
  readonly end: YearEnd | undefined;
  /** What was not read because only the entries from one on were asked for. */
  readonly notRead: NotRead | undefined;
}

/** What a log is trusted by. */
export interface Trust {
  readonly keys: LogKeys;
  readonly policy: WitnessPolicy | undefined;
  /** True: what the entries mean, and their parts, are not looked at. */
  readonly treeOnly?: boolean;
  readonly kept?: KeptCheckpoints;
  /** Entries below it are not read, but for the first. CliError for one beyond the log. */
  readonly from?: number | undefined;
  readonly retired?: RetiredCheck;
  /** Threads that read a log of so many entries. */
  readonly threads?: (size: number) => number;
}

/** Checks one log: its tree, its signatures, and what each entry means. */
export async function verifyOne(
  { source, servesParts, folder }: FoundLog,
  { keys, policy, treeOnly = false, kept, retired, from = 0, threads = threadsFor }: Trust,
  before: YearEnd | undefined,
  counts: CountsCheck,
): Promise<Checked> {
  const origin = noteVerifier(keys.vkey)?.name;
  if (origin === undefined) throw new CliError("usage", "vkey-wrong");
  const year = Number(/\/(\d{4})$/.exec(origin)?.[1] ?? Number.NaN);
  const options = { year, origin, withParts: servesParts, from, ...(before && { before }) };
  const checker = Number.isNaN(year) || treeOnly ? undefined : new EntryChecker(options);
  const found: (EntryFinding | CountsFinding)[] = [];
  // What the entries that are not read ask for is not known: the second signature is asked for in doubt.
  let isSecondDue = keys.secondAsked || (from > 1 && keys.second !== undefined);
  const notes = policy === undefined ? [] : await cosignedNotes(source);
  const keep = (some: readonly EntryFinding[]) => {
    if (some.length > 0) found.push(...some.slice(0, findingsMax - found.length));
    return [];
  };
  const tree = await verifyLog(source, keys.vkey, {
    moreKeys: keys.second === undefined ? [] : [keys.second],
    readParts: servesParts && !treeOnly,
    seen: kept?.of(origin).map(({ note }) => note) ?? [],
    from,
    reading: (size) => {
      assertReaches(size, from);
      const workers = threads(size - from);
      const isHere = folder === undefined || workers < 2;
      return isHere ? readingHere(source) : bundleThreads(folder, workers);
    },
    ...(treeOnly && { entriesWith: secondKeyMark }),
    ...(checker && {
      onDecision: (index, decision) => keep(checker.checkDecision(index, decision)),
    }),
    onEntry: (index, leaf, part) => {
      if (!treeOnly) {
        counts.see(index, leaf, part);
        keep(retired?.see(index, leaf) ?? []);
      }
      isSecondDue ||= keys.second !== undefined && namesSecondKey(leaf);
      return keep(checker?.check(index, leaf, part) ?? []);
    },
  });
  const heads = checker?.unreadHeads() ?? [];
  const lookedUp = await lookUp(source, tree.size, heads);
  keep(lookedUp.entries);
  const counted = { year, source, size: tree.size };
  if (!treeOnly) found.push(...(await counts.end(counted, { folder, vkey: keys.vkey })));
  const root = tree.checkpoint?.root.toString("hex");
  const end = root === undefined ? undefined : checker?.end(tree.size, root);
  const second = secondSignature(tree, keys, isSecondDue);
  const witnesses = policy && (await checkWitnesses(policy, { source, origin, keys }, tree, notes));
  return {
    origin,
    tree: kept?.named(origin, tree) ?? tree,
    signatureFindings: [...second.findings, ...(witnesses?.findings ?? []), ...lookedUp.tree],
    isSignedTwice: second.isThere,
    witnesses,
    entries: checker?.report(),
    found,
    end,
    notRead: notReadBelow(from, heads),
  };
}

/** True where nothing was found, and there was something to look at. */
export const holds = ({ tree, found, signatureFindings, witnesses }: Checked): boolean =>
  tree.size > 0 &&
  tree.findings.length + found.length + signatureFindings.length === 0 &&
  (witnesses === undefined || witnesses.covered > 0);

/** Where one log is read from. */
export interface FoundLog {
  readonly source: TileSource;
  /** Parts lie beside the tiles in a folder; an address never serves them. */
  readonly servesParts: boolean;
  /** Absent for an address. */
  readonly folder?: string;
}

/** The logs of all years in a folder, or the one behind an address. */
export function logsAt(place: string): readonly FoundLog[] {
  if (/^https?:\/\//.test(place)) return [{ source: httpSource(place), servesParts: false }];
  const folders = hasCheckpoint(place) ? [place] : yearsIn(place);
  if (folders.length === 0) throw new CliError("usage", "log-missing", { path: place });
  return folders.map((folder) => ({ source: fileSource(folder), servesParts: true, folder }));
}

const hasCheckpoint = (folder: string): boolean =>
  statSync(join(folder, "checkpoint"), { throwIfNoEntry: false })?.isFile() === true;

/** Folders of the years in a folder of logs, in order. */
export function yearsIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => /^\d{4}$/.test(name));
    return names.toSorted().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** The verifier key of the log that the checkpoint names, from the signed configuration in the data folder. */
export async function vkeyFromData(source: TileSource, command: FromData): Promise<string> {
  return (await keysFromData(source, command)).vkey;
}

/** The verifier keys of the log that the checkpoint names, from the signed configuration in the data folder. */
export async function keysFromData(source: TileSource, command: FromData): Promise<LogKeys> {
  const away = /^https?:/.test(command.place) ? ("away" as const) : undefined;
  const checkpoint = await source.read("checkpoint").catch(() => away);
  if (checkpoint === "away") {
    throw new CliError("unreachable", "edge-unreachable", { address: command.place });
  }
  if (checkpoint === undefined && away !== undefined) {
    throw new CliError("usage", "log-not-here", { address: command.place.replace(/\/+$/, "") });
  }
  const origin = checkpoint?.toString("utf8").split("\n", 1)[0]?.slice(0, 200) ?? "";
  const configuration = readConfiguration(command.data);
  const year = /\/(\d{4})$/.exec(origin)?.[1];
  const ours = configuration !== undefined && origin === `${configuration.log_family}/${year}`;
  if (!ours || year === undefined) throw new CliError("usage", "vkey-needed", { origin });
  return { ...vkeysOf(configuration, Number(year)), secondAsked: false };
}

function vkeysOf({ log_family: family, keys }: Configuration, year: number) {
  const origin = `${family}/${year}`;
  const vkey = encodeVerifierKey(origin, publicKeyObject(Buffer.from(keys.log, "base64url")));
  if (keys.log_ml_dsa === undefined) return { vkey, second: undefined };
  const raw = Buffer.from(keys.log_ml_dsa, "base64url");
  return { vkey, second: verifierKeyText(origin, signatureType.mlDsaCosignature, raw) };
}

function isUnreachable({ size, findings }: VerifyReport): boolean {
  return size === 0 && findings.some(({ kind }) => kind === "unreachable");
}

function tell(terminal: Terminal, parts: boolean, checked: Checked): void {
  const { origin, tree, entries, found, notRead } = checked;
  const { size, findingsOmitted } = tree;
  const inTree = [...checked.signatureFindings, ...tree.findings];
  const findings = [
    ...inTree.map(({ kind, path, detail }) => ({ kind, path, detail })),
    ...found.map(({ kind, index, detail }) => ({ kind, path: `#${index}`, detail })),
  ];
  if (terminal.json) {
    terminal.tell("log-verified", {
      ...{ origin, holds: holds(checked), size, root: tree.checkpoint?.root.toString("base64") },
      checked: { signature: true, tree: true, entries: tree.entries, meaning: entries, parts },
      ...(notRead && { not_read: notRead }),
      signed_twice: checked.isSignedTwice,
      ...(checked.witnesses && { witnesses: witnessesJson(checked.witnesses) }),
      findings,
      findings_omitted: findingsOmitted,
    });
    return;
  }
  if (holds(checked)) terminal.say("log-holds", { origin, size });
  else terminal.say("log-broken", { origin, size, findings: findings.length + findingsOmitted });
  for (const finding of findings.slice(0, findingsShown)) {
    const words = findingWordsOf(finding.kind, terminal.language);
    terminal.say("log-finding", { ...finding, words });
  }
  terminal.say(checked.isSignedTwice ? "log-signed-twice" : "log-signed-once");
  if (checked.witnesses !== undefined) tellWitnesses(terminal, checked.witnesses, size);
  tellScope(terminal, parts, checked);
  if (notRead !== undefined) tellNotRead(terminal, notRead, entries !== undefined);
}

const witnessesJson = ({ quorum, covered, cosigned, absent }: WitnessCheck) => ({
  ...{ quorum, covered, cosigned, absent },
});

function tellKept(terminal: Terminal, kept: KeptCheckpoints, { origin }: Checked): void {
  for (const { file, size } of kept.of(origin)) terminal.say("log-goes-on", { origin, file, size });
}

/** Years that the log says are gone: whoever misses one is told that it was ordered, and by which order. */
function tellRetired(terminal: Terminal, { retired }: RetiredCheck, here: readonly string[]): void {
  for (const { of: year, size, root, order, due } of retired) {
    terminal.say("log-year-retired", { year, size, root, order, due });
    const isHere = here.some((origin) => origin.endsWith(`/${year}`));
    if (isHere) terminal.say("log-year-still", { year });
  }
}

function tellWitnesses(terminal: Terminal, check: WitnessCheck, size: number): void {
  const { quorum, covered, cosigned, absent } = check;
  if (covered > 0) terminal.say("log-witnessed", { covered, size, quorum });
  else terminal.say("log-not-witnessed", { quorum });
  for (const { name, key, at = "?" } of cosigned) terminal.say("log-witness", { name, key, at });
  for (const name of absent) terminal.say("log-witness-absent", { name });
  if (covered > 0 && covered < size) terminal.say("log-witnessed-tail", { from: covered });
}

/** What was looked at and what was not: a check is never taken for more than it was. */
function tellScope(terminal: Terminal, parts: boolean, { tree, entries }: Checked): void {
  if (entries === undefined) {
    terminal.say("log-structural", { entries: tree.entries });
    return;
  }
  const { incidents, genesisLink, chainsFromUncheckedYear, partsChecked } = entries;
  terminal.say("log-entries", { entries: tree.entries, incidents });
  if (parts) terminal.say("log-parts", { parts: partsChecked });
  else terminal.say("log-parts-not");
  if (genesisLink === "unchecked") {
    terminal.say("log-year-before-not", { chains: chainsFromUncheckedYear });
  }
}

function tellNotRead(terminal: Terminal, notRead: NotRead, isMeaningRead: boolean): void {
  const { from, to, chains } = notRead;
  terminal.say("verify-not-read", { from, to });
  if (isMeaningRead) terminal.say("verify-chains-from-there", { chains });
}

/** Prints the verifier keys of the installation's logs, Ed25519 and ML-DSA-44 of each year, in signed-note form. */
export function vkeys(terminal: Terminal, data: string, year: number | undefined): number {
  const configuration = readConfiguration(data);
  const first = readInstallation(data)?.first_year;
  if (configuration === undefined || first === undefined) {
    throw new CliError("refused", "vkey-none", { path: data });
  }
  const begun = yearsIn(join(data, "audit")).map((folder) => Number(folder.slice(-4)));
  const years = year !== undefined ? [year] : begun.length > 0 ? begun : [first];
  for (const one of years) {
    const { vkey, second } = vkeysOf(configuration, one);
    if (terminal.json)
      terminal.tell("vkey", { year: one, vkey, ...(second && { ml_dsa: second }) });
    else terminal.write(`${vkey}\n${second === undefined ? "" : `${second}\n`}`);
  }
  return exitCodes.ok;
}
