import type { Finding } from "#libs/incident/validate";
import { type Answer, json, type ProblemAnswer, problem } from "#libs/runtime/httpAnswer";
import type { SignedLog } from "#libs/search/signedLogs";
import type { ConsoleLimits } from "./console.config.ts";
import type { CoreQuestions } from "./coreQuestions.ts";
import type { PastRules } from "./incident/pastRules.ts";
import type { LogAccess } from "./logAccess.ts";
import type { LogFold } from "./logFold.ts";
import type { ReadAmount, Reading, RecordedPlace } from "./readingSessions.ts";
import type { Viewer } from "./viewers.ts";
import type { Sight } from "./visibility.ts";

/** A request as it came: nothing of it is trusted. */
export interface Asked {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
}

/** What questions are answered from. */
export interface QuestionPorts {
  readonly access: LogAccess;
  readonly sight: Sight;
  readonly role: Viewer["role"];
  readonly limits: ConsoleLimits;
  /** Address at which the sequencer says how its witnesses are. */
  readonly auditUrl: string;
  readonly core: CoreQuestions;
  readonly fold: LogFold;
  readonly rules: PastRules;
  nowMs(): number;
}

/** What a question reads of the log, to be recorded before it is answered. */
export interface Question {
  readonly reading: Pick<Reading, "scope" | "period" | "incident" | "slot">;
  amount(logs: readonly SignedLog[]): ReadAmount;
  /** Only called when the reading is recorded, at this place. */
  answer(read: RecordedPlace, logs: readonly SignedLog[]): Promise<Answer>;
}

export type Understood = Question | ProblemAnswer;

export const isProblem = (understood: Understood): understood is ProblemAnswer =>
  "kind" in understood;

/** A refusal that points to the parameter that is wrong. */
export function wrong(
  member: string,
  code: "query-malformed" | "filter-not-allowed" = "query-malformed",
): ProblemAnswer {
  const errors: readonly Finding[] = [{ pointer: `/${member}`, code }];
  return problem(code, errors);
}

export const jsonOf = (value: unknown): Answer => json(200, JSON.stringify(value));

/** The log of a year; undefined where none is signed. */
export const logOf = (logs: readonly SignedLog[], year: number): SignedLog | undefined =>
  logs.find((log) => log.year === year);

/** Entries that are signed, of all years. */
export const signedEntries = (logs: readonly SignedLog[]): number =>
  logs.reduce((sum, { reader }) => sum + reader.size, 0);

/** A whole number as an address or a parameter says it, without signs and leading zeros. */
export function wholeIn(value: unknown, most: number): number | undefined {
  if (typeof value !== "string" || !/^(?:0|[1-9]\d{0,14})$/.test(value)) return undefined;
  const number = Number(value);
  return number <= most ? number : undefined;
}

/** Members that are not among `known` make a question malformed: a filter that is misspelt must not widen it. */
export function strangerIn(
  query: Readonly<Record<string, unknown>>,
  known: readonly string[],
): boolean {
  return Object.keys(query).some((name) => name !== purposeParameter && !known.includes(name));
}

export const purposeParameter = "read_for";
/** The entry behind which following begins, where the reader has seen one; else it begins at the end of the log. */
export const afterParameter = "after";
/** Largest index that an entry can have. */
export const indexMax = 999_999_999;
