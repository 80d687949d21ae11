import type { Agreement } from "#libs/policy/agreementSchema";
import { analyse } from "#libs/policy/analysis/analyse";
import type { TrafficCell } from "#libs/policy/analysis/coverage";
import type { Severity } from "#libs/policy/analysis/finding";
import type { CompiledRules } from "#libs/policy/compiled";
import { roomOf } from "#libs/policy/roomSchema";
import { exitCodes } from "../exitCodes.ts";
import type { ReaderOptions } from "../reading/announceRead.ts";
import type { Terminal } from "../terminal.ts";
import { faultLine, type ReadAgreements } from "./agreementFiles.ts";
import { findingLine, type ToldFinding, toldFindings } from "./findings.ts";
import { readNamed } from "./ruleFiles.ts";
import { countedTraffic } from "./trafficSource.ts";

export interface CheckOptions extends ReaderOptions {
  /** Day (`YYYY-MM-DD`) on which somebody looks; today when left out. */
  readonly at?: string | undefined;
  /** A warning is enough to fail. */
  readonly strict: boolean;
  /** Information is told one by one, not counted. */
  readonly all: boolean;
  /** Data folder of an installation, or a file of counts. */
  readonly traffic?: string | undefined;
}

/** Compiles and analyses rules; faults and findings by file, line and column, in words. */
export async function policyCheck(
  terminal: Terminal,
  paths: readonly string[],
  options: CheckOptions,
): Promise<number> {
  const begun = performance.now();
  const read = readNamed(paths, terminal.language);
  const { rules } = read;
  const counting = performance.now();
  const traffic = rules && (await trafficOf(terminal, options));
  const countedMs = performance.now() - counting;
  const about = { at: options.at, ...(traffic && { traffic }) };
  const findings = rules === undefined ? [] : findingsOf(terminal, read, rules, about);
  const ms = Math.round(performance.now() - begun - countedMs);
  const fails = failing(rules, findings, options);
  if (terminal.json) terminal.tell("policy-checked", { ...resultJson(read, findings, !fails), ms });
  else tellResult(terminal, read, { findings, all: options.all, ms });
  return fails ? exitCodes["check-failed"] : exitCodes.ok;
}

async function trafficOf(terminal: Terminal, options: CheckOptions) {
  const { traffic } = options;
  return traffic === undefined ? undefined : countedTraffic(terminal, traffic, options);
}

function findingsOf(
  { language }: Terminal,
  read: ReadAgreements,
  rules: CompiledRules,
  { at, traffic }: { readonly at?: string | undefined; readonly traffic?: readonly TrafficCell[] },
): readonly ToldFinding[] {
  const findings = analyse({
    ...{ rules, sources: read, rooms: read.rooms.map(roomOf) },
    day: at ?? new Date().toISOString().slice(0, 10),
    ...(traffic !== undefined && { traffic }),
  });
  return toldFindings(language, findings, read.files);
}

function failing(
  rules: CompiledRules | undefined,
  findings: readonly ToldFinding[],
  { strict }: CheckOptions,
): boolean {
  if (rules === undefined || count(findings, "error") > 0) return true;
  return strict && count(findings, "warning") > 0;
}

const count = (findings: readonly ToldFinding[], severity: Severity): number =>
  findings.filter((finding) => finding.severity === severity).length;

const resultJson = (
  { agreements, rooms, rules, faults }: ReadAgreements,
  findings: readonly ToldFinding[],
  holds: boolean,
) => ({
  holds,
  rule_set: rules?.hash ?? null,
  rooms: rooms.length,
  agreements: agreements.map((one) => ({
    id: one.agreement.id,
    rules: one.rules.length,
    periods: periodsOf(one),
  })),
  faults,
  findings,
});

function tellResult(
  terminal: Terminal,
  { agreements, rooms, rules, faults }: ReadAgreements,
  analysis: Analysis,
): void {
  tellFaults(terminal, faults);
  if (rules === undefined) return;
  const rulesCount = agreements.reduce((sum, one) => sum + one.rules.length, 0);
  const counts = { agreements: agreements.length, rules: rulesCount, rooms: rooms.length };
  terminal.say("policy-holds", { ...counts, hash: rules.hash.slice(0, 12) });
  for (const one of agreements) {
    const { id, title } = one.agreement;
    const periods = periodsOf(one)
      .map(({ from, to }) => `${from} – ${to}`)
      .join(", ");
    terminal.say("policy-agreement", { id, title, rules: one.rules.length, periods });
  }
  tellFindings(terminal, analysis);
}

interface Analysis {
  readonly findings: readonly ToldFinding[];
  readonly all: boolean;
  /** How long reading, compiling and analysing took. */
  readonly ms: number;
}

function tellFindings(terminal: Terminal, { findings, all, ms }: Analysis): void {
  const { language } = terminal;
  for (const finding of findings) {
    const isTold = all || finding.severity !== "information";
    if (isTold) terminal.write(`${findingLine(language, finding)}\n`);
  }
  terminal.say("policy-analysed", {
    errors: count(findings, "error"),
    warnings: count(findings, "warning"),
    information: count(findings, "information"),
    ms,
  });
}

/** Each fault on a line of its own, then what to do. */
export function tellFaults(terminal: Terminal, faults: ReadAgreements["faults"]): void {
  if (faults.length === 0) return;
  for (const fault of faults) terminal.writeError(`${faultLine(fault)}\n`);
  terminal.warn("policy-broken", { count: faults.length });
}

/** Days on which an agreement is in force, renewals included. */
export const periodsOf = ({ agreement }: Agreement) =>
  [agreement.in_force, ...agreement.renewals].map(({ from, to }) => ({ from, to }));
