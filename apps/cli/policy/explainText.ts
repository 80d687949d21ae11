import { leafAt } from "#libs/incident/catalogue";
import type { FieldExplanation, FullExplanation, NearMiss } from "#libs/policy/explainInFull";
import type { Gate } from "#libs/policy/gates";
import type { RoomFile } from "#libs/policy/roomSchema";
import { hanging, heading } from "../play/layout.ts";
import { reasonTexts } from "../play/playTexts.ts";
import type { Terminal } from "../terminal.ts";
import { type Language, textOf } from "../texts.ts";
import { whyText } from "./applyText.ts";
import { changeText } from "./changeText.ts";
import { givenText } from "./clauseText.ts";
import { leafLabel } from "./tablePage.ts";

interface About {
  readonly from: RoomFile;
  readonly to: RoomFile;
  readonly at: string;
}

/** Explanations for a person: gates, the nearest rule, fields. */
export function showExplanations(
  terminal: Terminal,
  { from, to, at }: About,
  said: readonly FullExplanation[],
): void {
  const { language } = terminal;
  const lines = said.flatMap((one) => {
    const names = { from: one.author === from.id ? from.name : one.author, to: to.name, at };
    return [heading(textOf(language, "explain-head", names)), ...bodyLines(language, one), ""];
  });
  terminal.write(`${lines.join("\n")}\n`);
}

function bodyLines(language: Language, said: FullExplanation): readonly string[] {
  const reason = reasonTexts[said.reason][language];
  return [
    textOf(language, "explain-outcome", { reason }),
    ...titleLines(language, said),
    "",
    textOf(language, "explain-gates"),
    ...said.gates.map((gate) => gateLine(language, gate)),
    "",
    ...(said.allowed ? [] : nearLines(language, said.nearest)),
    textOf(language, "explain-fields"),
    ...said.fields.map((field) => fieldLine(language, said, field)),
  ];
}

function titleLines(language: Language, { basis }: FullExplanation): readonly string[] {
  if (basis === undefined) return [];
  const { article, rule, agreement, purpose, regime } = basis;
  const values = { article, rule, agreement, purpose, regime };
  return [hanging("", 5, textOf(language, "apply-title", values))];
}

function gateLine(language: Language, gate: Gate): string {
  const { passed, stated, compared, titles } = gate;
  const mark = passed === undefined ? "·" : passed ? "✓" : "✗";
  const list = (words: readonly string[]) => listed(words.map((word) => gateWord(language, word)));
  const words = [
    textOf(language, `gate-${gate.gate}`),
    stated.length === 0 || passed === undefined
      ? ""
      : textOf(language, "explain-stated", { stated: list(stated) }),
    compared.length === 0 ? "" : textOf(language, "explain-compared", { compared: list(compared) }),
    titles.length === 0 ? "" : list(titles),
  ].filter((word) => word !== "");
  return hanging(`  ${mark} `, 6, words.join("; "));
}

function gateWord(language: Language, word: string): string {
  if (word === "any") return textOf(language, "explain-any");
  if (word === "named") return textOf(language, "explain-named");
  return word === "not-named" ? textOf(language, "explain-not-named") : word;
}

const listedMax = 4;

function listed(words: readonly string[]): string {
  const more = words.length > listedMax ? ` … +${words.length - listedMax}` : "";
  return `${words.slice(0, listedMax).join(", ")}${more}`;
}

function nearLines(language: Language, near: readonly NearMiss[]): readonly string[] {
  const told = near.map(({ rule, article, agreement, changes }) => {
    const values = { rule, article, agreement, changes: changesText(language, changes) };
    return hanging("", 4, textOf(language, "explain-would", values));
  });
  const lines = told.length === 0 ? [textOf(language, "explain-none")] : told;
  return [textOf(language, "explain-near"), ...lines, ""];
}

function changesText(language: Language, changes: NearMiss["changes"]): string {
  const words = changes.map((change) => changeText(language, change));
  return words.join(textOf(language, "explain-and"));
}

function fieldLine(
  language: Language,
  { allowed, basis }: FullExplanation,
  field: FieldExplanation,
): string {
  const leaf = leafAt(field.path);
  const label = leaf === undefined ? field.path : leafLabel(language, leaf);
  const lead = `  ${label} (${field.path}): `;
  if (field.given !== undefined) {
    return hanging(lead, 6, `${givenWords(language, field)}; ${basis?.article} ${basis?.rule}`);
  }
  const own = field.ceiling && textOf(language, "explain-ceiling", field.ceiling);
  const why = own ?? (field.why === undefined ? "" : whyText(language, field.why));
  return hanging(lead, 6, `${why}${nearText(language, allowed, field)}`);
}

function givenWords(language: Language, { given, transform }: FieldExplanation): string {
  if (given === undefined) return "";
  if (given.do === "keep") return textOf(language, "apply-kept");
  const { as, residentsMin } = given;
  const clause = {
    do: given.do,
    ...(as !== undefined && { as }),
    ...(residentsMin !== undefined && { residents_min: residentsMin }),
  };
  const version = transform === undefined ? "" : ` [${transform.id} v${transform.version}]`;
  return `${givenText(language, clause)}${version}`;
}

/** Where nothing is allowed at all, the nearest rule is told once, above. */
function nearText(language: Language, allowed: boolean, { nearest }: FieldExplanation): string {
  if (nearest === undefined) return textOf(language, "explain-field-never");
  if (!allowed) return "";
  const { rule, changes } = nearest;
  return textOf(language, "explain-field-would", { rule, changes: changesText(language, changes) });
}
