import { basename, join } from "node:path";
import type { RetentionLive } from "#libs/policy/retentionMessages";
import {
  overdueMs,
  RetentionAccounts,
  type RetentionRow,
  type RetentionState,
  retentionStates,
} from "#libs/policy/retentionReport";
import { termNames, termsOf } from "#libs/policy/retentionSchema";
import type { HoldPlace } from "#libs/policy/standingHolds";
import { isIncidentLeaf, parseLeaf, type ReportsLeaf } from "#libs/seal/leaf";
import { checkPartsOf, openReceipts } from "#libs/seal/openParts";
import { parseIncidentParts } from "#libs/seal/parts";
import { verifyLog } from "#libs/tilestore/verifyLog";
import { incidentLeaves, type RecordRead } from "../audit/openings.ts";
import { logsAt, vkeyFromData } from "../audit/verify.ts";
import { readConfiguration } from "../documents.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { sayRecorded, warnIfUnrecorded } from "../reading/announceRead.ts";
import { tableText } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { textOf } from "../texts.ts";

/** Incidents that are listed one by one; the counts hold them all. */
const listMax = 1_000;

export interface ReportCommand {
  readonly data: string;
  readonly nowMs: number;
  readonly recordRead: RecordRead;
  /** What policy says of what the log cannot tell; undefined where it does not answer. */
  askLive(): Promise<RetentionLive | undefined>;
}

/**
 * What was due, done and overdue, from the signed log and the signed terms alone; neither the vault nor any process is
 * asked. The log is verified before anything is opened. Exit code 1 when anything is overdue.
 */
export async function retentionReport(terminal: Terminal, command: ReportCommand): Promise<number> {
  const configuration = readConfiguration(command.data);
  if (configuration === undefined) {
    throw new CliError("refused", "vkey-none", { path: command.data });
  }
  const place = join(command.data, "audit");
  const entries = await incidentLeaves(place, command.data);
  if (entries === undefined) throw new CliError("check-failed", "openings-log-broken", { place });
  const read = await command.recordRead(entries);
  warnIfUnrecorded(terminal, read);
  const terms = termsOf(configuration.retention);
  const { accounts, damaged } = await accountsIn(place, command.data);
  if (damaged > 0) throw new CliError("check-failed", "openings-damaged", { leaves: damaged });
  const rows = accounts.rows(terms, command.nowMs, overdueMs);
  const counts = countsOf(rows);
  for (const name of termNames) {
    const signed = configuration.retention?.terms[name];
    terminal.tell("retention-term", { term: name, milliseconds: terms[name], ...signed });
  }
  const isQuarantineLate = await tellQuarantine(terminal, command, terms.quarantine);
  tellRows(terminal, rows);
  const at = new Date(command.nowMs).toISOString();
  const backups = inBackups(rows, at);
  terminal.tell("retention-report", { at, ...counts, ...backups });
  if (!terminal.json) writeCounts(terminal, counts);
  if (backups.in_backups > 0) terminal.say("retention-in-backups", backups);
  sayRecorded(terminal, read);
  return counts.overdue > 0 || isQuarantineLate ? exitCodes["check-failed"] : exitCodes.ok;
}

/** Quarantine is no part of the log: its eldest message is asked of policy. True where it is kept beyond its term. */
async function tellQuarantine(
  terminal: Terminal,
  { askLive, nowMs }: ReportCommand,
  termMs: number,
): Promise<boolean> {
  const live = await askLive();
  if (live === undefined) {
    terminal.say("retention-quarantine-unknown", {});
    return false;
  }
  const { messages, eldest } = live.quarantine;
  const dueMs = eldest === undefined ? undefined : Date.parse(eldest) + termMs;
  const isLate = dueMs !== undefined && dueMs + overdueMs <= nowMs;
  const state = isLate ? "overdue" : dueMs !== undefined && dueMs <= nowMs ? "due" : "not_due";
  const due = dueMs === undefined ? "–" : new Date(dueMs).toISOString();
  const code = isLate ? "retention-quarantine-late" : "retention-quarantine";
  terminal.say(code, { messages, due, state });
  return isLate;
}

async function accountsIn(
  place: string,
  data: string,
): Promise<{ readonly accounts: RetentionAccounts; readonly damaged: number }> {
  const accounts = new RetentionAccounts();
  let damaged = 0;
  for (const { source, folder = "" } of logsAt(place)) {
    const year = Number(basename(folder));
    const vkey = await vkeyFromData(source, { place, data });
    await verifyLog(source, vkey, {
      onEntry: (index, bytes, part) => {
        damaged += take(accounts, { year, seq: index + 1 }, bytes, part) ? 0 : 1;
        return [];
      },
    });
  }
  return { accounts, damaged };
}

/** False where a part is not its leaf's. */
function take(
  accounts: RetentionAccounts,
  at: HoldPlace,
  bytes: Buffer,
  part: Buffer | undefined,
): boolean {
  const leaf = parseLeaf(bytes);
  if ("problem" in leaf) return true;
  if (!isIncidentLeaf(leaf)) {
    if (leaf.kind === "key_shredded") accounts.shredded(leaf);
    if (leaf.kind === "legal_hold") accounts.held(leaf, at);
    if (leaf.kind === "notice") accounts.noticed(leaf);
    return leaf.kind !== "receipts" || takeReceipts(accounts, leaf, part);
  }
  const parts = part === undefined ? undefined : parseIncidentParts(part);
  if (part === undefined || parts === undefined) return false;
  if (checkPartsOf(leaf, part).length > 0) return false;
  const stated = parts.commitments.value.map(({ path }) => path);
  accounts.decided(leaf, parts.facts.value, { stated, slots: parts.slots });
  return true;
}

function takeReceipts(
  accounts: RetentionAccounts,
  leaf: ReportsLeaf<"receipts">,
  part: Buffer | undefined,
): boolean {
  const entries = part === undefined ? undefined : openReceipts(leaf, part);
  if (entries === undefined || "problem" in entries) return false;
  accounts.received(entries.value);
  return true;
}

type Counts = Readonly<Record<RetentionState, number>>;

function countsOf(rows: readonly RetentionRow[]): Counts {
  const counts = { not_due: 0, due: 0, overdue: 0, waiting: 0, held: 0, done: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

function tellRows(terminal: Terminal, rows: readonly RetentionRow[]): void {
  const open = rows.filter(({ state }) => state !== "not_due" && state !== "done");
  for (const row of open.slice(0, listMax)) terminal.tell("retention-open", { ...row });
  if (terminal.json || open.length === 0) return;
  const { language } = terminal;
  const head = textOf(language, "retention-head").split("|");
  const lines = open.slice(0, listMax).map(({ incident, mode, part, due, state, hold }) => {
    const why = hold === undefined ? "" : ` (${textOf(language, `hold-${hold}`)})`;
    const words = [textOf(language, `retention-part-${part}`), due.slice(0, 16).replace("T", " ")];
    return [incident, mode, ...words, `${textOf(language, `retention-${state}`)}${why}`];
  });
  terminal.write(`${tableText(head, lines)}\n`);
}

/** Destroyed keys that a backup of the vault may still hold, and until when the last of them may. */
function inBackups(rows: readonly RetentionRow[], at: string) {
  const left = rows.flatMap(({ backups_gone_after: gone = "" }) => (gone > at ? [gone] : []));
  return { in_backups: left.length, backups_gone_after: left.toSorted().at(-1) ?? at };
}

function writeCounts(terminal: Terminal, counts: Counts): void {
  const words = retentionStates.map(
    (state) => `${textOf(terminal.language, `retention-${state}`)}: ${counts[state]}`,
  );
  terminal.write(`${words.join(" · ")}\n`);
}
