import { capProblems } from "./problemsCap.ts";
import { cardProblems } from "./problemsCard.ts";
import { consoleProblems } from "./problemsConsole.ts";
import { messageProblems } from "./problemsMessage.ts";
import { requestProblems } from "./problemsRequest.ts";

/** Title and advice for people, in one language. Fixed text: nothing of a message ever enters it. */
export interface ProblemText {
  readonly title: string;
  /** What the sender can do about it. */
  readonly advice: string;
}

/** One kind of refusal or failure: its HTTP status and its texts, Italian first. */
export interface ProblemEntry {
  readonly status: number;
  readonly it: ProblemText;
  readonly en: ProblemText;
}

/**
 * Every problem that Raccordo tells anybody, by code (RFC 9457 `type` is `urn:raccordo:problem:<code>`).
 * docs/problems.md repeats this table and a test keeps the two equal.
 */
const table = {
  ...requestProblems,
  ...messageProblems,
  ...capProblems,
  ...cardProblems,
  ...consoleProblems,
} as const;

export type ProblemCode = keyof typeof table;

export const problems: Readonly<Record<ProblemCode, ProblemEntry>> = table;

/** True if `word` is a problem code: codes also arrive in replies of other processes. */
export function isProblemCode(word: string): word is ProblemCode {
  return Object.hasOwn(table, word);
}
