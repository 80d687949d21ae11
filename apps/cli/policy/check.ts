import type { Agreement } from "#libs/policy/agreementSchema";
import { exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import { faultLine, foldersOf, type ReadAgreements, readAgreements } from "./agreementFiles.ts";

/** Compiles every agreement of a deployment; faults by file, line and column, in words. */
export function policyCheck(terminal: Terminal, deploy: string): number {
  const read = readAgreements(foldersOf(deploy), terminal.language);
  if (terminal.json) terminal.tell("policy-checked", resultJson(read));
  else tellResult(terminal, read);
  return read.rules === undefined ? exitCodes["check-failed"] : exitCodes.ok;
}

const resultJson = ({ agreements, rooms, rules, faults }: ReadAgreements) => ({
  holds: rules !== undefined,
  rule_set: rules?.hash ?? null,
  rooms: rooms.length,
  agreements: agreements.map((one) => ({
    id: one.agreement.id,
    rules: one.rules.length,
    periods: periodsOf(one),
  })),
  faults,
});

function tellResult(
  terminal: Terminal,
  { agreements, rooms, rules, faults }: ReadAgreements,
): void {
  tellFaults(terminal, faults);
  if (rules === undefined) return;
  const count = agreements.reduce((sum, one) => sum + one.rules.length, 0);
  const counts = { agreements: agreements.length, rules: count, rooms: rooms.length };
  terminal.say("policy-holds", { ...counts, hash: rules.hash.slice(0, 12) });
  for (const one of agreements) {
    const { id, title } = one.agreement;
    const periods = periodsOf(one)
      .map(({ from, to }) => `${from} – ${to}`)
      .join(", ");
    terminal.say("policy-agreement", { id, title, rules: one.rules.length, periods });
  }
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
