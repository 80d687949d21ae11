import { resolve } from "node:path";
import { CliError, exitCodes } from "../exitCodes.ts";
import { type Installation, readInstallation } from "../installation.ts";
import { hanging } from "../play/layout.ts";
import type { Terminal } from "../terminal.ts";
import { type Language, textOf } from "../texts.ts";
import { agreementChecks } from "./agreementChecks.ts";
import { commitsChecks } from "./commitsChecks.ts";
import { attention, type Finding, type FindingState, ok, problem } from "./finding.ts";
import { folderChecks } from "./folderChecks.ts";
import { issuerChecks } from "./issuerChecks.ts";
import { machineChecks } from "./machineChecks.ts";
import { processChecks } from "./processChecks.ts";
import { retiredChecks } from "./retiredChecks.ts";
import { ruleSetChecks } from "./ruleSetChecks.ts";

export interface DoctorOptions {
  readonly data: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Looks at everything that an installation needs, changes nothing, and says what to do about what is amiss. */
export async function doctor(terminal: Terminal, options: DoctorOptions): Promise<number> {
  const data = resolve(options.data);
  if (!terminal.json) terminal.say("doctor-head", { path: data });
  const findings = [
    ...(await machineChecks(data, options.environment)),
    ...(await installationChecks(data)),
  ];
  for (const finding of findings) show(terminal, finding);
  const count = (state: FindingState) => findings.filter((one) => one.state === state).length;
  const counts = { ok: count("ok"), attention: count("attention"), problem: count("problem") };
  terminal.say("doctor-total", { ...counts, skipped: count("skipped") });
  return counts.problem > 0 ? exitCodes["check-failed"] : exitCodes.ok;
}

async function installationChecks(data: string): Promise<readonly Finding[]> {
  const today = new Date().toISOString().slice(0, 10);
  const found = await guarded(() => [installationCheck(data)]);
  const installation = installed(data);
  const agreements = await guarded(() => agreementChecks(data, installation?.rooms, today));
  if (installation === undefined) return [...found, ...agreements];
  return [
    ...found,
    ...(await guarded(() => folderChecks(data, installation))),
    ...(await guarded(() => processChecks(data))),
    ...(await guarded(() => issuerChecks(data))),
    ...(await guarded(() => commitsChecks(data, installation))),
    ...(await guarded(() => retiredChecks(data))),
    ...(await guarded(() => ruleSetChecks(data, new Date().toISOString()))),
    ...agreements,
  ];
}

function installationCheck(path: string): Finding {
  const installation = readInstallation(path);
  if (installation === undefined) {
    return attention("doctor-folder-none", { path }, "doctor-folder-do");
  }
  return ok("doctor-folder", { path, rooms: installation.rooms.length });
}

/** Undefined also for one that cannot be read: that is a finding of its own. */
function installed(data: string): Installation | undefined {
  try {
    return readInstallation(data);
  } catch {
    return undefined;
  }
}

/** A file that cannot be read stops the checks that need it, not the others. */
async function guarded(
  checks: () => readonly Finding[] | Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await checks();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const path = String(error.values["path"] ?? error.values["file"] ?? "?");
    return [problem("doctor-damaged", { path, code: error.text }, "doctor-damaged-do")];
  }
}

const marks: Readonly<Record<FindingState, string>> = {
  ok: "✓",
  attention: "!",
  problem: "✗",
  skipped: "·",
};

function show(terminal: Terminal, finding: Finding): void {
  const { state, text, values, next } = finding;
  const { language } = terminal;
  const todo = next === undefined ? null : textOf(language, next, values);
  terminal.tell("doctor-check", { check: text, state, values, next: todo });
  if (terminal.json) return;
  const lines = [hanging(`${marks[state]} `, 2, textOf(language, text, values))];
  if (todo !== null) lines.push(nextText(language, todo));
  terminal.write(`${lines.join("\n")}\n`);
}

const nextText = (language: Language, next: string): string =>
  hanging("", 6, textOf(language, "doctor-next", { next }));
