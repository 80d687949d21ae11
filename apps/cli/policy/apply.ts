import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { CompiledRules } from "#libs/policy/compiled";
import type { RoomFile } from "#libs/policy/roomSchema";
import { roomOf } from "#libs/policy/roomSchema";
import { toProblemJson } from "#libs/runtime/problem";
import { CliError, exitCodes } from "../exitCodes.ts";
import { ownDeploy } from "../packageRoot.ts";
import type { Terminal } from "../terminal.ts";
import { foldersOf, readAgreements, shortName } from "./agreementFiles.ts";
import { showDryRun } from "./applyText.ts";
import { tellFaults } from "./check.ts";
import { copyJson } from "./copyJson.ts";
import { chargeOf, type DryRunResult, dryRun, type TriedEvent } from "./dryRun.ts";
import { throwAwaySecrets } from "./throwAwaySecrets.ts";
import { type RefusedFile, readEvent, refusedTogether } from "./tryEvents.ts";

/** What messages are tried on, and when. */
export interface TrialFolders {
  /** Folder of agreements; the package's own when left out. */
  readonly agreements?: string | undefined;
  /** Folder of rooms; else the one beside the agreements, else the package's own. */
  readonly rooms?: string | undefined;
  /** Date or time at which the first message is decided. */
  readonly at?: string | undefined;
}

export interface ApplyOptions extends TrialFolders {
  readonly from: string;
  readonly to: string;
  /** As if the receiver had taken the incident in charge after the first message. */
  readonly charge: boolean;
}

/** What the commands that try messages on rules start from. */
export interface Trial {
  readonly rules: CompiledRules;
  readonly rooms: readonly RoomFile[];
  readonly folder: string;
  readonly at: string;
}

/** Reads rules and rooms for a trial; faults are told, and the exit code returned. */
export function openTrial(terminal: Terminal, options: TrialFolders): Trial | number {
  const folders = foldersFor(options);
  const { rooms, rules, faults } = readAgreements(folders, terminal.language);
  if (rules === undefined) {
    tellFaults(terminal, faults);
    terminal.tell("policy-checked", { holds: false, faults });
    return exitCodes.refused;
  }
  return { rules, rooms, folder: folders.rooms, at: timeOf(options.at) };
}

/** The messages as a history between two rooms; refusals are told, and the exit code returned. */
export function readHistory(
  terminal: Terminal,
  files: readonly string[],
  { from, to, at, charge }: HistoryOptions,
): readonly TriedEvent[] | number {
  if (to.id === from.id) throw new CliError("usage", "policy-same-room", { room: to.id });
  const read = files.map((file) => ({ file, ...readEvent(file, from, at) }));
  const refused = read.filter((one) => one.kind === "refused");
  if (refused.length > 0) return tellRefused(terminal, refused);
  const events = read.filter((one) => one.kind === "event");
  const repeating = refusedTogether(events, from.id);
  if (repeating.length > 0) return tellRefused(terminal, repeating);
  return historyOf(
    events.map((one) => tried(one, from, to)),
    to,
    charge,
  );
}

interface HistoryOptions {
  readonly from: RoomFile;
  readonly to: RoomFile;
  readonly at: string;
  readonly charge: boolean;
}

/** Tries agreements on messages: what `to` would get of them, and why not the rest. Sends and records nothing. */
export function policyApply(
  terminal: Terminal,
  files: readonly string[],
  options: ApplyOptions,
): number {
  const trial = openTrial(terminal, options);
  if (typeof trial === "number") return trial;
  const { rules, at } = trial;
  const from = roomNamed(trial, options.from);
  const to = roomNamed(trial, options.to);
  const history = readHistory(terminal, files, { from, to, at, charge: options.charge });
  if (typeof history === "number") return history;
  const mode = history[0]?.event.mode ?? "actual";
  const secrets = throwAwaySecrets(mode);
  const result = dryRun({ rules, to: roomOf(to), history, at, secrets });
  const about = { from: from.id, to: to.id, at, hash: rules.hash };
  if (terminal.json) terminal.tell("policy-applied", resultJson(about, result));
  else showDryRun(terminal, { from, to, at }, result);
  return exitCodes.ok;
}

function foldersFor({ agreements, rooms }: TrialFolders) {
  const own = foldersOf(ownDeploy);
  if (agreements === undefined) return { ...own, rooms: rooms ?? own.rooms };
  const beside = foldersOf(dirname(resolve(agreements)));
  const near = existsSync(beside.rooms) ? beside.rooms : own.rooms;
  return { ...beside, agreements, rooms: rooms ?? near };
}

/** The room with this id, or what rooms there are. */
export function roomNamed({ rooms, folder: path }: Trial, room: string): RoomFile {
  const found = rooms.find(({ id }) => id === room);
  if (found !== undefined) return found;
  const known = rooms.map(({ id }) => id).join(", ");
  throw new CliError("usage", "policy-room-unknown", { room, path, known });
}

/** A date is taken as noon in UTC: the same day in Italy. */
function timeOf(at: string | undefined): string {
  if (at === undefined) return new Date().toISOString();
  const text = /^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T12:00:00Z` : at;
  const ms = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new CliError("usage", "policy-date", { at });
  return new Date(ms).toISOString();
}

/** Who answers by an alias is not the owner: the message is taken as the receiver's. */
function tried(
  read: { readonly file: string; readonly event: TriedEvent["event"] },
  from: RoomFile,
  to: RoomFile,
): TriedEvent {
  const { event, file } = read;
  return { author: "alias" in event.incident ? to.id : from.id, event, file: shortName(file) };
}

function historyOf(
  given: readonly TriedEvent[],
  to: RoomFile,
  charge: boolean,
): readonly TriedEvent[] {
  const [first, ...later] = given;
  if (first === undefined) throw new Error("at least one file is named");
  const opens = "id" in first.event.incident && !/^(?:charge_|refused)/.test(first.event.kind);
  if (!opens) throw new CliError("refused", "policy-not-opening", { file: first.file ?? "" });
  return charge ? [first, chargeOf(to.id, first.event), ...later] : given;
}

function tellRefused(terminal: Terminal, refused: readonly RefusedFile[]): number {
  for (const { file, code, errors } of refused) {
    const problem = { file, ...toProblemJson(code, { errors, lang: terminal.language }) };
    if (terminal.json) terminal.tell("refused", problem);
    else terminal.writeError(`${JSON.stringify(problem, null, 2)}\n`);
  }
  return exitCodes.refused;
}

function resultJson(
  { hash, ...about }: { from: string; to: string; at: string; hash: string },
  { steps, fields }: DryRunResult,
) {
  return {
    ...about,
    ...{ rule_set: hash, dry_run: true, throw_away_keys: true },
    steps: steps.map(({ file, author, event, decision }) => ({
      ...{ file: file ?? null, author, kind: event.kind },
      decision: {
        ...{ outcome: decision.outcome, reason: decision.reason },
        ...{ basis: decision.basis, handling: decision.handling },
        entries: decision.entries.map(({ path, op }) => ({ path, op })),
      },
      view: decision.view === undefined ? null : copyJson(decision.view),
    })),
    fields,
  };
}
