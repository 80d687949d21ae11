import { compileRules } from "#libs/policy/compile";
import { diffRules } from "#libs/policy/diff";
import { type RuleSetDocument, ruleSetSchema } from "#libs/policy/documents";
import { matrixRows } from "#libs/policy/matrixTable";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import { diffSentences } from "#libs/policy/words/diffSentences";
import { answerRequests } from "#libs/runtime/workerAnswers";
import { openSignedLogs } from "#libs/search/signedLogs";
import { replayed, type Surveyed, surveyed } from "./loggedTraffic.ts";
import { analysed, jsonIn, type Proposed, proposedRules } from "./proposedRules.ts";
import type { RuleArticle, RulesAnswer, RulesTask, ToldDiff } from "./rulesTasks.ts";
import type { RulesWorkData } from "./rulesWork.ts";

/** Sentences that one answer tells; the others are counted. */
const sentencesMax = 2_000;

/** What one question leaves for the next: a dry run proposes, surveys and then decides again. */
interface Kept {
  proposed: Extract<Proposed, { ok: true }> | undefined;
  inForce: RuleSetDocument | undefined;
  survey: Surveyed | undefined;
}

answerRequests<RulesWorkData, RulesTask, RulesAnswer>((data) => {
  const kept: Kept = { proposed: undefined, inForce: undefined, survey: undefined };
  return (task) => answered(data, kept, task);
});

function answered(
  data: RulesWorkData,
  kept: Kept,
  task: RulesTask,
): RulesAnswer | Promise<RulesAnswer> {
  switch (task.kind) {
    case "table":
      return { kind: "table", table: tableOf(data, task.body) };
    case "diff":
      return { kind: "diff", diff: diffOf(data, task) };
    case "propose":
      return { kind: "propose", proposed: proposed(data, kept, task) };
    case "judge":
      return judged(data, kept, task.day);
    case "survey":
      return survey(data, kept, task);
    case "replay":
      return replay(data, kept, task);
  }
}

const documentIn = (body: string): RuleSetDocument | undefined =>
  ruleSetSchema.safeParse(jsonIn(body)).data;

function rulesOf({ rooms }: RulesWorkData, document: RuleSetDocument): RulesWithRooms | undefined {
  const compiled = compileRules(document, rooms);
  return compiled.ok ? { rules: compiled.rules, rooms } : undefined;
}

function tableOf(data: RulesWorkData, body: string) {
  const document = documentIn(body);
  const compiled = document && rulesOf(data, document);
  if (document === undefined || compiled === undefined) return undefined;
  const { rules } = compiled;
  return { ruleSet: rules.hash, rows: matrixRows(rules), articles: articlesOf(document) };
}

/** Each rule with the words of the article that it rests on. */
function articlesOf({ agreements, grants }: RuleSetDocument): readonly RuleArticle[] {
  const titled = [
    ...agreements.map(({ agreement, rules }) => ({ id: agreement.id, rules })),
    ...grants.map(({ grant, rules }) => ({ id: grant.id, rules })),
  ];
  return titled.flatMap(({ id: agreement, rules }) =>
    rules.map(({ id: rule, cites: { article, law, text } }) => ({
      ...{ agreement, rule, article, law, text },
    })),
  );
}

function diffOf(data: RulesWorkData, task: { readonly before: string; readonly after: string }) {
  const [was, is] = [documentIn(task.before), documentIn(task.after)];
  const before = was && rulesOf(data, was);
  const after = is && rulesOf(data, is);
  return before && after && toldDiff(before, after);
}

function toldDiff(before: RulesWithRooms, after: RulesWithRooms): ToldDiff {
  const changes = diffRules(before, after);
  const sentences = diffSentences(changes);
  const reasons = changes.filter(({ changed }) => changed.kind === "reason").length;
  const more = Math.max(0, sentences.length - sentencesMax);
  return { sentences: sentences.slice(0, sentencesMax), more, reasons };
}

function proposed(
  data: RulesWorkData,
  kept: Kept,
  { files, inForce }: Extract<RulesTask, { kind: "propose" }>,
): Extract<RulesAnswer, { kind: "propose" }>["proposed"] {
  kept.inForce = inForce === undefined ? undefined : documentIn(inForce);
  const made = proposedRules(files, kept.inForce, data.rooms);
  if (!made.ok) return made;
  kept.proposed = made;
  return { ok: true, ruleSet: made.tried.rules.hash };
}

function judged(data: RulesWorkData, { proposed: made, inForce }: Kept, day: string): RulesAnswer {
  if (made === undefined) throw new Error("nothing was proposed");
  const before = inForce && rulesOf(data, inForce);
  const none = { sentences: [], more: 0, reasons: 0 };
  const changes = before === undefined ? none : toldDiff(before, made.tried);
  return { kind: "judge", findings: analysed(made, day), changes };
}

async function survey(
  { logDir, family, rooms }: RulesWorkData,
  kept: Kept,
  { period }: Extract<RulesTask, { kind: "survey" }>,
): Promise<RulesAnswer> {
  const logs = await openSignedLogs(logDir, family);
  kept.survey = await surveyed(logs, period, [...rooms]);
  return kept.survey.told;
}

async function replay(
  { logDir, family, rooms }: RulesWorkData,
  { proposed: made, survey: known }: Kept,
  { period, own }: Extract<RulesTask, { kind: "replay" }>,
): Promise<RulesAnswer> {
  if (made === undefined || known === undefined) throw new Error("nothing was proposed");
  const logs = await openSignedLogs(logDir, family);
  const { tried } = made;
  return replayed({ logs, period, own, tried, rules: known.rules, rooms: [...rooms] });
}
