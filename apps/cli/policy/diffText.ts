import type { RuleChange } from "#libs/policy/diff";
import { roleLabels } from "../play/fieldLabels.ts";
import type { Terminal } from "../terminal.ts";
import { fillText, type Language } from "../texts.ts";
import { fieldName } from "./backtestText.ts";
import { conditionWords, treatmentWords } from "./diffWords.ts";
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
  const told = changes.filter(({ changed }) => changed.kind !== "reason");
  const sentences = [...Map.groupBy(told, alike).values()];
  const hashes = { before: shortHash(before), after: shortHash(after) };
  terminal.say("diff-head", { ...hashes, sentences: sentences.length, cells });
  const nameOf = (room: string) => after.names.get(room) ?? before.names.get(room) ?? room;
  for (const group of sentences) tellSentence(terminal, group, nameOf);
  const reasons = changes.length - told.length;
  if (reasons > 0) terminal.say("diff-reasons", { count: reasons });
}

const shortHash = ({ rules }: TriedRules): string => rules.hash.slice(0, 12);

/** Equal for changes that make one sentence. */
function alike({ author, receiver, changed, categories, conditions }: RuleChange): string {
  const { kind, before, after } = changed;
  return JSON.stringify([author, receiver, kind, before, after, categories, conditions]);
}

function tellSentence(
  terminal: Terminal,
  group: readonly RuleChange[],
  nameOf: (room: string) => string,
): void {
  const [first] = group;
  if (first === undefined) return;
  const { language } = terminal;
  const { changed } = first;
  const about = {
    ...{ author: nameOf(first.author), receiver: nameOf(first.receiver) },
    categories: first.categories.join(", "),
    conditions: conditionsText(first.conditions, language),
  };
  if (changed.kind !== "field") {
    terminal.say("diff-title", { ...about, before: changed.before, after: changed.after });
    return;
  }
  const fields = group.flatMap((change) =>
    change.changed.kind === "field" ? [fieldName(change.changed.path, language)] : [],
  );
  const words = {
    before: treatmentText(changed.before, language),
    after: treatmentText(changed.after, language),
  };
  terminal.say("diff-field", { ...about, ...words, fields: fields.join(", ") });
}

function treatmentText(treatment: string, language: Language): string {
  const [what = "", ...parameters] = treatment.split(" ");
  const word = treatmentWords[what]?.[language] ?? what;
  return parameters.length === 0 ? word : `${word} (${parameters.join(" ")})`;
}

/** ` (after taking charge; role: victim)`; nothing where it holds without conditions. */
function conditionsText(conditions: RuleChange["conditions"], language: Language): string {
  const parts = Object.entries(conditions).flatMap(([dimension, values]) =>
    conditionText(dimension, values, language),
  );
  return parts.length === 0 ? "" : ` (${parts.join("; ")})`;
}

function conditionText(
  dimension: string,
  values: readonly string[],
  language: Language,
): readonly string[] {
  const words = conditionWords[dimension] ?? {};
  const known = values.flatMap((value) => words[value]?.[language] ?? []);
  const others = values.filter((value) => words[value] === undefined);
  const pattern = words[""]?.[language];
  if (others.length === 0 || pattern === undefined) return known;
  // A person in two roles is concerned when each of them is: naming the single ones says it.
  const single = others.filter((value) => !value.includes("+"));
  const list = (single.length === 0 ? others : single).map((value) => roleText(value, language));
  return [...known, fillText(pattern, { list: list.join(", ") })];
}

function roleText(value: string, language: Language): string {
  const labels: Readonly<Record<string, { readonly it: string; readonly en: string }>> = roleLabels;
  return value
    .split("+")
    .map((word) => labels[word]?.[language] ?? word)
    .join(" + ");
}
