import type { ProblemCode } from "#libs/incident/problems";
import { problems } from "#libs/incident/problems";

export const problemContentType = "application/problem+json";

export type Language = "it" | "en";

/** What is wrong with one place of a message: `pointer` holds only names of our schema and indexes. */
export interface ProblemItem {
  readonly pointer: string;
  readonly code: ProblemCode;
}

/** RFC 9457 body; it has no member that could hold a value of the message. */
export interface ProblemJson {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly instance?: string;
  readonly errors?: readonly { pointer: string; code: ProblemCode; title: string }[];
}

export interface ProblemOptions {
  readonly errors?: readonly ProblemItem[];
  /** `urn:raccordo:request:<id>`: an id that the log holds too. */
  readonly instance?: string;
  readonly lang?: Language;
}

/** More findings than this help nobody and would make the answer longer than the message. */
const errorsMax = 64;

/** The body of a refusal: code and fixed texts, Italian unless English is asked for. */
export function toProblemJson(code: ProblemCode, options: ProblemOptions = {}): ProblemJson {
  const { errors = [], instance, lang = "it" } = options;
  const { status, [lang]: text } = problems[code];
  return {
    type: `urn:raccordo:problem:${code}`,
    title: text.title,
    status,
    detail: text.advice,
    code,
    ...(instance !== undefined && { instance }),
    ...(errors.length > 0 && {
      errors: errors.slice(0, errorsMax).map((item) => inWords(item, lang)),
    }),
  };
}

const inWords = ({ pointer, code }: ProblemItem, lang: Language) => ({
  pointer,
  code,
  title: problems[code][lang].title,
});

/** Language of an Accept-Language header: the first of Italian and English that it names. */
export function languageOf(header: string | undefined): Language {
  const wanted = /\b(it|en)\b/i.exec((header ?? "").slice(0, 200))?.[1];
  return wanted?.toLowerCase() === "en" ? "en" : "it";
}
