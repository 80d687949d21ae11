import { coreSubjects } from "#libs/eventlog/permissions";
import {
  type EmergencyRow,
  emergencyListSchema,
  messageIn,
  messageOf,
  type ReviewAnswer,
  reviewAnswerSchema,
  reviewRequestSchema,
} from "#libs/policy/emergencyMessages";
import { askCore } from "../administration.ts";
import { CliError, exitCodes } from "../exitCodes.ts";
import { tableText } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { type Language, textOf } from "../texts.ts";

export interface ListOptions {
  readonly data: string;
  /** Only those that nobody has reviewed. */
  readonly open: boolean;
}

/** The queue of broken glasses, the newest first. */
export async function listEmergencies(
  terminal: Terminal,
  { data, open }: ListOptions,
): Promise<number> {
  const answer = await askCore(data, coreSubjects.emergenciesList, new Uint8Array());
  const list = messageIn(answer, emergencyListSchema);
  if (list === undefined) throw new CliError("unreachable", "administration-away", { path: data });
  const rows = list.emergencies.filter(({ review }) => !open || review === undefined);
  for (const { notice, ...row } of rows) {
    terminal.tell("emergency", { number: numberOf(notice), ...row });
  }
  if (terminal.json) return exitCodes.ok;
  const { language } = terminal;
  if (rows.length === 0) terminal.say("emergencies-none");
  else {
    const head = textOf(language, "emergencies-head").split("|");
    terminal.write(
      `${tableText(
        head,
        rows.map((row) => lineOf(language, row)),
      )}\n`,
    );
  }
  if (list.more) terminal.say("emergencies-more");
  return exitCodes.ok;
}

export interface ReviewOptions {
  readonly data: string;
  readonly outcome: string;
  readonly role: string;
}

/** Records one review. Exit code 0 also when it stood before with the same outcome: asking twice is harmless. */
export async function reviewEmergency(
  terminal: Terminal,
  notice: string,
  { data, outcome, role }: ReviewOptions,
): Promise<number> {
  const [year, seq] = notice.split("/").map(Number);
  const request = reviewRequestSchema.safeParse({ notice: { year, seq }, outcome, role });
  if (!request.success || !/^\d{4}\/\d+$/.test(notice)) {
    throw new CliError("usage", "review-notice-wrong", { notice });
  }
  const answer = messageIn(
    await askCore(data, coreSubjects.emergenciesReview, messageOf(request.data)),
    reviewAnswerSchema,
  );
  return told(terminal, notice, outcome, answer ?? { outcome: "busy" }, data);
}

function told(
  terminal: Terminal,
  notice: string,
  wanted: string,
  { outcome, found }: ReviewAnswer,
  data: string,
): number {
  if (found === undefined) {
    if (outcome === "unknown") throw new CliError("refused", "review-unknown", { notice });
    throw new CliError("unreachable", "administration-away", { path: data });
  }
  terminal.tell("emergency-reviewed", { number: notice, outcome: found, state: outcome });
  if (!terminal.json) {
    terminal.say(outcome === "reviewed" ? "review-done" : "review-before", {
      notice,
      outcome: found,
    });
  }
  return found === wanted ? exitCodes.ok : exitCodes.refused;
}

const numberOf = ({ year, seq }: EmergencyRow["notice"]): string => `${year}/${seq}`;

function lineOf(language: Language, row: EmergencyRow): readonly string[] {
  const { notice, at, mode, emergency, room } = row;
  const reason = textOf(language, `emergency-${emergency}`);
  const when = at.slice(0, 19).replace("T", " ");
  return [numberOf(notice), when, room ?? "-", mode, reason, stateOf(language, row)];
}

function stateOf(language: Language, { review, overdue }: EmergencyRow): string {
  if (review === undefined) return textOf(language, overdue ? "review-overdue" : "review-open");
  const at = review.at.slice(0, 10);
  return textOf(language, `review-${review.outcome}`, { at });
}
