import { governing, type Life, type LifeSet } from "#libs/policy/lifeMachine";
import { type MatrixRow, matrixGroups } from "#libs/policy/matrixTable";
import { standingOf, warningsOf } from "#libs/policy/ruleSetStanding";
import { type Answer, problem } from "#libs/runtime/httpAnswer";
import type { Signer } from "#libs/seal/signedDocument";
import {
  type Asked,
  jsonOf,
  type Question,
  type QuestionPorts,
  strangerIn,
  type Understood,
  wrong,
} from "../questions.ts";
import type { RegisterRules } from "../registerRules.ts";
import type { RuleLog, RuleStep, RulesTold, RuleTitle } from "./ruleLog.ts";
import type { RulesWork } from "./rulesWork.ts";

/** What questions about rules are answered from, beside the log. */
export interface RulePorts {
  readonly rules: RuleLog;
  readonly work: RulesWork;
  readonly registers: RegisterRules;
  /** Who may sign, as this installation's own configuration says. */
  readonly signers: readonly Signer[];
}

/** Rules are public within the installation: leaves and signed documents are read, and nobody's part. */
const leavesOnly: Question["amount"] = () => ({ entries: 0, isWhole: true });
const dayMs = 86_400_000;

/** All rule sets and revocations that the signed log tells of, the newest first. */
export function rulesQuestion(
  { query }: Asked,
  { nowMs }: QuestionPorts,
  { rules, signers }: RulePorts,
): Understood {
  if (strangerIn(query, [])) return wrong("");
  return {
    reading: { scope: "search" },
    amount: leavesOnly,
    async answer(read, logs) {
      const told = await rules.upTo(logs);
      const now = new Date(nowMs()).toISOString();
      const sets = [...told.life.sets.values()].toSorted((a, b) => b.version - a.version);
      return jsonOf({
        sets: sets.map((set) => setOf(told, set, now)),
        ...{ revocations: revocationsOf(told, now), refused: refusedOf(told) },
        ...{ warnings: warningsOf(told.life, now), signers, now, read },
      });
    },
  };
}

function setOf(told: RulesTold, set: LifeSet, now: string) {
  const { document, version, author, signatures, terms, effective } = set;
  const expires = terms?.expires ?? null;
  return {
    ...{ document, version, author, signatures, expires, effective: effective ?? null },
    ...{ rule_set: terms?.rule_set ?? null, not_before: terms?.not_before ?? null },
    standing: standingOf(told.life, set, now),
    days_left: expires === null ? null : daysTo(expires, now),
    ...{ to_version: terms?.to_version ?? null, lifts: terms?.lifts ?? [] },
    titles: titlesAt(told, document, now),
    steps: (told.steps.get(document) ?? []).map(stepOf),
  };
}

export const titlesAt = (told: RulesTold, document: string, now: string) =>
  (told.titles.get(document) ?? []).map((title: RuleTitle) => ({
    ...title,
    // The last day is still within it.
    days_left: daysTo(`${title.to}T00:00:00.000Z`, `${now.slice(0, 10)}T00:00:00.000Z`),
  }));

const daysTo = (to: string, now: string): number =>
  Math.floor((Date.parse(to) - Date.parse(now)) / dayMs);

function stepOf({ year, index, leaf }: RuleStep) {
  const { state, at, role = null, key = null, reason = null } = leaf;
  return { year, index, state, at, role, key, reason };
}

function revocationsOf({ life, steps, revocations }: RulesTold, now: string) {
  const standing = new Set(liftedAt(life, now));
  return life.revocations.toReversed().flatMap(({ digest: document, role, key }) => {
    const [step] = steps.get(document) ?? [];
    if (step === undefined) return [];
    const signed = revocations.get(document);
    const what = signed?.what ?? { all: true as const };
    const named = "all" in what ? { agreements: [], rules: [], rooms: [] } : what;
    const { year, index } = step;
    return [
      {
        ...{ document, year, index, at: step.leaf.at, role, key },
        ...{ reason: signed?.reason ?? null, lifted: standing.has(document) },
        ...{ all: "all" in what, ...named },
      },
    ];
  });
}

/** Revocations that a set in force has ended. */
function liftedAt(life: Life, now: string): readonly string[] {
  const current = governing(life, now);
  if (current === undefined) return [];
  const stand = new Set(current.revocations.map(({ digest }) => digest));
  return life.revocations.map(({ digest }) => digest).filter((digest) => !stand.has(digest));
}

const refusedOf = ({ steps }: RulesTold) =>
  [...steps.values()]
    .flat()
    .filter(({ leaf }) => leaf.state === "refused")
    .toReversed()
    .map((step) => {
      const { document, version = null } = step.leaf;
      return { document, version, ...stepOf(step) };
    });

/** A SHA-256 in an address; undefined where it is none. */
const hashIn = (value: unknown): string | undefined =>
  typeof value === "string" && /^[0-9a-f]{64}$/.test(value) ? value : undefined;

/** The lawyer's table of one rule set, with the words of the articles that it rests on. */
export function tableQuestion(
  { params, query }: Asked,
  { nowMs }: QuestionPorts,
  { rules, work }: RulePorts,
): Understood {
  const document = hashIn(params["hash"]);
  if (strangerIn(query, [])) return wrong("");
  if (document === undefined) return problem("rules-unknown");
  return {
    reading: { scope: "search" },
    amount: leavesOnly,
    async answer(read, logs) {
      const told = await rules.upTo(logs);
      const body = told.bodyOf(document);
      const set = told.life.sets.get(document);
      if (body === undefined || set === undefined) return problem("rules-unknown");
      const done = await work.once(`table ${document}`, (ask) =>
        ask<"table">({ kind: "table", body }),
      );
      if (typeof done === "string") return notDone(done);
      if (done.table === undefined) return problem("rules-unreadable");
      const { ruleSet, rows, articles } = done.table;
      const now = new Date(nowMs()).toISOString();
      return jsonOf({
        ...{ document, rule_set: ruleSet, version: set.version, groups: matrixGroups },
        ...{ rows: rows.map(rowOf), articles, titles: titlesAt(told, document, now), read },
      });
    },
  };
}

function rowOf({ cells, asOwner, synthetic, extras: _, ...row }: MatrixRow) {
  const shown = matrixGroups.map((group) => {
    const { letter, roles = [] } = cells[group];
    return { letter, roles };
  });
  return { ...row, as_owner: asOwner, invented: synthetic, cells: shown };
}

/** What changes from one rule set to another, in sentences. */
export function diffQuestion(
  { params, query }: Asked,
  _ports: QuestionPorts,
  { rules, work }: RulePorts,
): Understood {
  const [a, b] = [hashIn(params["a"]), hashIn(params["b"])];
  if (strangerIn(query, [])) return wrong("");
  if (a === undefined || b === undefined) return problem("rules-unknown");
  return {
    reading: { scope: "search" },
    amount: leavesOnly,
    async answer(read, logs) {
      const told = await rules.upTo(logs);
      const [before, after] = [sideOf(told, a), sideOf(told, b)];
      if (before === undefined || after === undefined) return problem("rules-unknown");
      const bodies = { before: before.body, after: after.body };
      const done = await work.once(`diff ${a} ${b}`, (ask) =>
        ask<"diff">({ kind: "diff", ...bodies }),
      );
      if (typeof done === "string") return notDone(done);
      if (done.diff === undefined) return problem("rules-unreadable");
      return jsonOf({ before: before.named, after: after.named, ...done.diff, read });
    },
  };
}

function sideOf(told: RulesTold, document: string) {
  const body = told.bodyOf(document);
  const set = told.life.sets.get(document);
  if (body === undefined || set === undefined) return undefined;
  return { body, named: { document, version: set.version } };
}

/** Another question is in work, or this one took too long. */
export const notDone = (why: "busy" | "too-long"): Answer =>
  problem(why === "busy" ? "console-busy" : "rules-too-long");
