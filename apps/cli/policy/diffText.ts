import type { RuleChange } from "#libs/policy/diff";
import { type DiffSentence, diffSentences } from "#libs/policy/words/diffSentences";
import type { Terminal } from "../terminal.ts";
import type { TriedRules } from "./rulesSource.ts";

export interface DiffedRules {
  readonly before: TriedRules;
  readonly after: TriedRules;
}

/** Every change in a sentence; fields that change alike stand in one. */
export function tellChanges(
  terminal: Terminal,
  { before, after }: DiffedRules,
  changes: readonly RuleChange[],
): void {
  if (changes.length === 0) {
    terminal.say("diff-same");
    return;
  }
  const cells = changes.reduce((sum, change) => sum + change.cells, 0);
  const reasons = changes.filter(({ changed }) => changed.kind === "reason").length;
  const sentences = diffSentences(changes);
  const hashes = { before: shortHash(before), after: shortHash(after) };
  terminal.say("diff-head", { ...hashes, sentences: sentences.length, cells });
  const nameOf = (room: string) => after.names.get(room) ?? before.names.get(room) ?? room;
  for (const sentence of sentences) tellSentence(terminal, sentence, nameOf);
  if (reasons > 0) terminal.say("diff-reasons", { count: reasons });
}

const shortHash = ({ rules }: TriedRules): string => rules.hash.slice(0, 12);

function tellSentence(
  terminal: Terminal,
  { author, receiver, kind, categories, names, before, after, conditions }: DiffSentence,
  nameOf: (room: string) => string,
): void {
  const { language } = terminal;
  terminal.say(kind === "field" ? "diff-field" : "diff-title", {
    ...{ author: nameOf(author), receiver: nameOf(receiver), categories: categories.join(", ") },
    ...{ fields: names[language], before: before[language], after: after[language] },
    conditions: conditions[language],
  });
}
