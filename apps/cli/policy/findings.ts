import type { Finding } from "#libs/policy/analysis/finding";
import { findingMessage } from "#libs/policy/words/findingMessages";
import { severityWords } from "#libs/policy/words/findingWords";
import type { Language } from "../texts.ts";
import type { NamedFile } from "./agreementFiles.ts";
import { situationText } from "./situationText.ts";
import { placesIn } from "./sourcePlace.ts";

/** A finding as a person reads it: where, how grave, what, and a situation that shows it. */
export interface ToldFinding extends Pick<Finding, "code" | "severity" | "agreement" | "values"> {
  readonly rule?: string;
  /** Absent where it is about no file in particular. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly example?: string;
  /** A second situation, where it takes two to show it. */
  readonly contrast?: string;
}

/** Puts findings into words, at their place in the files. */
export function toldFindings(
  language: Language,
  findings: readonly Finding[],
  files: readonly NamedFile[],
): readonly ToldFinding[] {
  const known = new Map<NamedFile, ReturnType<typeof placesIn>>();
  const placeOf = (source: NamedFile, finding: Finding) => {
    const places = known.get(source) ?? placesIn(source.text);
    known.set(source, places);
    return places(finding);
  };
  return findings.map((finding) => {
    const { code, severity, agreement, rule, values, example, contrast } = finding;
    const source = files.find(({ id }) => id === agreement);
    return {
      ...{ code, severity, agreement, values },
      ...(rule !== undefined && { rule }),
      ...(source && { file: source.file, ...placeOf(source, finding) }),
      message: findingMessage(language, finding),
      ...(example && { example: situationText(language, example) }),
      ...(contrast && { contrast: situationText(language, contrast) }),
    };
  });
}

/** `file.yaml:12:5: warning CODE: words`. */
export function findingLine(language: Language, told: ToldFinding): string {
  const { file, line, column, severity, code, message, example, contrast } = told;
  const where = file === undefined ? "" : `${file}:${line}:${column}: `;
  const shown = [example, contrast].map((one) => (one === undefined ? "" : `\n  ${one}`)).join("");
  return `${where}${severityWords[severity][language]} ${code}: ${message}${shown}`;
}
