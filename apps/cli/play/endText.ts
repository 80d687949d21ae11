import { isProblemCode, problems } from "#libs/incident/problems";
import type { Check } from "./checks.ts";
import { hanging, heading } from "./layout.ts";
import type { Played } from "./player.ts";
import { playText } from "./playTexts.ts";
import type { IncidentSummary } from "./summary.ts";
import { incidentText } from "./summaryText.ts";
import { roomsText, tableText } from "./tableText.ts";
import { incidentTitle, messageTitle, roomName, type Telling } from "./telling.ts";
import type { Totals } from "./totals.ts";

/** Everything that a play came to. */
export interface Outcome {
  readonly played: Played;
  readonly summary: readonly IncidentSummary[];
  readonly checks: readonly Check[];
  readonly totals: Totals;
  /** Where each room's edge and the log are. */
  readonly addresses: readonly { readonly name: string; readonly address: string }[];
  /** Where the whole report stands. */
  readonly file: string;
}

/** What fits a screen: one incident as an example, the rooms, the totals, what was checked, where to look. */
export function screenText(telling: Telling, outcome: Outcome): string {
  const { language } = telling;
  const { summary, checks, file } = outcome;
  const failed = checks.filter(({ faults }) => faults.length > 0);
  return [
    "",
    heading(playText(language, "summary-title")),
    ...exampleOf(telling, summary),
    "",
    roomsText(telling, summary),
    "",
    totalsText(telling, outcome.totals),
    "",
    hanging("[P] ", 4, playText(language, "proposal")),
    ...failed.map((check) => checkText(telling, check)),
    verdictText(telling, checks),
    "",
    hanging("", 0, playText(language, "file", { file })),
    ...outcome.addresses.map(({ name, address }) => `  ${name.padEnd(28)} ${address}`),
  ].join("\n");
}

function exampleOf(telling: Telling, summary: readonly IncidentSummary[]): readonly string[] {
  const example = summary.find((incident) => incident.name === telling.day.example);
  if (example === undefined) return [];
  const { name, category, owner } = example;
  const title = incidentTitle(telling, name);
  const values = { title, category, owner: roomName(telling, owner) };
  const head = hanging("", 0, playText(telling.language, "example", values));
  return [head, tableText(telling, example)];
}

/** The whole of it, for a file: every incident with its table and its steps, refusals, checks. */
export function reportText(telling: Telling, outcome: Outcome): string {
  const { language } = telling;
  const { summary, checks, totals } = outcome;
  return [
    heading(playText(language, "report-title")),
    hanging("", 0, playText(language, "matrix-legend")),
    hanging("[P] ", 4, playText(language, "proposal")),
    "",
    ...summary.map((incident) => `${incidentText(telling, incident)}\n`),
    heading(playText(language, "refused-head")),
    ...refusedTexts(telling, outcome.played),
    "",
    heading(playText(language, "checks-title")),
    ...checks.map((check) => checkText(telling, check)),
    verdictText(telling, checks),
    "",
    roomsText(telling, summary),
    "",
    totalsText(telling, totals),
  ].join("\n");
}

function refusedTexts(telling: Telling, { messages }: Played): readonly string[] {
  const { language } = telling;
  return messages.flatMap(({ message, answer }) => {
    if (answer.accepted !== undefined || !isProblemCode(answer.code)) return [];
    const reason = problems[answer.code][language].title;
    const values = { at: message.at, title: messageTitle(telling, message.name), reason };
    const { code } = answer;
    return [hanging("", 6, playText(language, "refused-row", { ...values, code }))];
  });
}

function totalsText({ language }: Telling, totals: Totals): string {
  const codes = Object.entries(totals.codes)
    .map(([code, count]) => (count === 1 ? code : `${code} × ${count}`))
    .join(", ");
  const { first_copy_ms: firstCopyMs, codes: _codes, ...counts } = totals;
  const seconds = firstCopyMs === null ? "?" : (firstCopyMs / 1_000).toFixed(1);
  const shown = language === "it" ? seconds.replace(".", ",") : seconds;
  return [
    hanging("", 0, playText(language, "totals", { ...counts, codes: codes || "-" })),
    hanging("", 0, playText(language, "first-copy", { seconds: shown })),
  ].join("\n");
}

function verdictText({ language }: Telling, checks: readonly Check[]): string {
  const failed = checks.filter(({ faults }) => faults.length > 0).length;
  const counts = { count: checks.length, failed };
  return failed === 0
    ? hanging("✓ ", 2, playText(language, "all-hold", counts))
    : hanging("✗ ", 2, playText(language, "some-fail", counts));
}

/** Faults shown for one check; the rest is counted in the JSON. */
const faultsShown = 12;

function checkText(telling: Telling, { text, count, faults }: Check): string {
  const { language } = telling;
  const mark = faults.length === 0 ? "✓ " : "✗ ";
  const head = hanging(mark, 2, playText(language, text, { count }));
  const told = faults.slice(0, faultsShown).map((fault) => {
    const { room, message, ...values } = fault.values;
    const names = {
      ...(room !== undefined && { room: roomName(telling, String(room)) }),
      ...(message !== undefined && { message: messageTitle(telling, String(message)) }),
    };
    return hanging("    ", 6, playText(language, fault.text, { ...values, ...names }));
  });
  return [head, ...told].join("\n");
}
