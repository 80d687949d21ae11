import {
  type Bilingual,
  fieldLabels,
  kindLabels,
  type Language,
  roleLabels,
} from "#libs/incident/fieldLabels";
import type { RuleChange } from "../diff.ts";
import { conditionWords, treatmentWords } from "./diffWords.ts";
import { filled } from "./filled.ts";

/** Changes that one sentence says: fields that change alike. */
export interface DiffSentence {
  readonly author: string;
  readonly receiver: string;
  readonly kind: "field" | "title";
  readonly categories: RuleChange["categories"];
  /** Catalogue paths; none where the title alone changes. */
  readonly fields: readonly string[];
  /** Names of the fields, what is made of them before and after, and under which conditions. */
  readonly names: Bilingual;
  readonly before: Bilingual;
  readonly after: Bilingual;
  /** ` (once in charge; role: victim)`; empty where it holds without conditions. */
  readonly conditions: Bilingual;
}

/** Every change but those of a mere reason, in sentences. */
export function diffSentences(changes: readonly RuleChange[]): readonly DiffSentence[] {
  const told = changes.filter(({ changed }) => changed.kind !== "reason");
  return [...Map.groupBy(told, alike).values()].flatMap((group) => sentenceOf(group) ?? []);
}

/** Equal for changes that make one sentence. */
function alike({ author, receiver, changed, categories, conditions }: RuleChange): string {
  const { kind, before, after } = changed;
  return JSON.stringify([author, receiver, kind, before, after, categories, conditions]);
}

function sentenceOf(group: readonly RuleChange[]): DiffSentence | undefined {
  const [first] = group;
  if (first === undefined || first.changed.kind === "reason") return undefined;
  const { author, receiver, changed, categories, conditions } = first;
  const fields = group.flatMap((one) => (one.changed.kind === "field" ? [one.changed.path] : []));
  const said = (treatment: string): Bilingual =>
    changed.kind === "title"
      ? { it: treatment, en: treatment }
      : both((language) => treatmentText(treatment, language));
  return {
    ...{ author, receiver, kind: changed.kind, categories, fields },
    names: both((language) => fields.map((path) => fieldName(path, language)).join(", ")),
    before: said(changed.before),
    after: said(changed.after),
    conditions: both((language) => conditionsText(conditions, language)),
  };
}

const both = (text: (language: Language) => string): Bilingual => ({
  it: text("it"),
  en: text("en"),
});

/** `veicolo: targa`: what a person calls a field. */
export function fieldName(path: string, language: Language): string {
  const [kind = ""] = path.split(".");
  const label = fieldLabels[path]?.[language] ?? path;
  const of = Object.entries(kindLabels).find(([name]) => name === kind)?.[1][language] ?? kind;
  return `${of}: ${label}`;
}

function treatmentText(treatment: string, language: Language): string {
  const [what = "", ...parameters] = treatment.split(" ");
  const word = treatmentWords[what]?.[language] ?? what;
  return parameters.length === 0 ? word : `${word} (${parameters.join(" ")})`;
}

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
  return [...known, filled(pattern, { list: list.join(", ") })];
}

function roleText(value: string, language: Language): string {
  const labels: Readonly<Record<string, Bilingual>> = roleLabels;
  return value
    .split("+")
    .map((word) => labels[word]?.[language] ?? word)
    .join(" + ");
}
