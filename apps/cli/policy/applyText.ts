import { leafAt } from "#libs/incident/catalogue";
import { fieldLabels, groupLabels, kindLabels } from "#libs/incident/fieldLabels";
import type { RoomDecision } from "#libs/policy/decision";
import type { ExplainedLeaf, Explanation } from "#libs/policy/explain";
import type { RoomFile } from "#libs/policy/roomSchema";
import { hanging, heading } from "../play/layout.ts";
import { reasonTexts } from "../play/playTexts.ts";
import type { Terminal } from "../terminal.ts";
import { type Language, type TextKey, textOf } from "../texts.ts";
import { copyJson } from "./copyJson.ts";
import type { DryRunResult, DryRunStep } from "./dryRun.ts";

interface About {
  readonly from: RoomFile;
  readonly to: RoomFile;
  readonly at: string;
}

/** The result of a dry run for a person. */
export function showDryRun(terminal: Terminal, about: About, result: DryRunResult): void {
  const { language } = terminal;
  const { from, to, at } = about;
  const title = textOf(language, "apply-head", { from: from.name, to: to.name, at });
  const lines = [
    heading(title),
    ...result.steps.flatMap((step, index) => stepLines(language, about, step, index + 1)),
    "",
    heading(textOf(language, "apply-fields")),
    ...result.fields.flatMap((explanation) => fieldLines(language, explanation)),
    "",
    hanging("", 0, textOf(language, "apply-note")),
  ];
  terminal.write(`${lines.join("\n")}\n`);
}

function stepLines(
  language: Language,
  { to }: About,
  { file, event, decision }: DryRunStep,
  number: number,
): readonly string[] {
  const what =
    file === undefined
      ? textOf(language, "apply-charge", { to: to.name })
      : textOf(language, "apply-message", { file, kind: event.kind });
  const reason = reasonTexts[decision.reason][language];
  const head = hanging("", 3, textOf(language, "apply-step", { number, what, reason }));
  return [head, ...titleLines(language, decision), ...viewLines(language, decision)];
}

function titleLines(language: Language, { basis, handling }: RoomDecision): readonly string[] {
  const titles = basis.map((one) => {
    const { article, rule, agreement, purpose, regime } = one;
    const values = { article, rule, agreement, purpose, regime };
    return hanging("", 5, textOf(language, "apply-title", values));
  });
  if (handling.length === 0) return titles;
  return [...titles, textOf(language, "apply-handling", { codes: handling.join(", ") })];
}

function viewLines(language: Language, { view }: RoomDecision): readonly string[] {
  if (view === undefined) return [];
  const text = JSON.stringify(copyJson(view), null, 2);
  const indented = text.split("\n").map((line) => `     ${line}`);
  return [textOf(language, "apply-view"), ...indented];
}

const treatmentTexts = {
  kept: "apply-kept",
  generalised: "apply-generalised",
  withheld: "apply-withheld",
} as const satisfies Record<ExplainedLeaf["treatment"], TextKey>;

/** One line for each group of the matrix and each treatment of its fields. */
function fieldLines(language: Language, { leaves, ...title }: Explanation): readonly string[] {
  const { author, article, rule } = title;
  const head = [author, article, rule].filter((part) => part !== undefined).join(" · ");
  const rows = Map.groupBy(leaves, ({ group, treatment, why }) => `${group} ${treatment} ${why}`);
  const told = [...rows.values()].map((same) => {
    const [first] = same;
    if (first === undefined) return "";
    const group = `${first.group.padEnd(4)}${groupLabels[first.group][language]}`;
    const lead = `  ${group.padEnd(36)}`;
    const names = [...new Set(same.map(({ path }) => fieldName(language, path)))];
    return hanging(lead, lead.length, `${treatmentText(language, first)}: ${names.join(", ")}`);
  });
  return [head, ...told];
}

function treatmentText(language: Language, { treatment, why }: ExplainedLeaf): string {
  const said = textOf(language, treatmentTexts[treatment]);
  return why === undefined ? said : `${said} (${whyText(language, why)})`;
}

/** Why a field was withheld, in words. */
export function whyText(language: Language, why: NonNullable<ExplainedLeaf["why"]>): string {
  if (why === "not-named") return textOf(language, "apply-not-named");
  if (why === "no-clause") return textOf(language, "apply-no-clause");
  if (why === "not-in-charge") return textOf(language, "apply-not-in-charge");
  if (why === "ceiling") return textOf(language, "apply-ceiling");
  return reasonTexts[why][language];
}

function fieldName(language: Language, path: string): string {
  const kind = leafAt(path)?.kind;
  const label = fieldLabels[path]?.[language] ?? path;
  return kind === undefined ? label : `${label} (${kindLabels[kind][language]})`;
}
