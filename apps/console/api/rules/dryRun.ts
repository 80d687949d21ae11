import { randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { BacktestResult, BacktestRow } from "#libs/policy/backtest";
import { governing } from "#libs/policy/lifeMachine";
import { timeSchema } from "#libs/policy/readMessages";
import { fieldName } from "#libs/policy/words/diffSentences";
import { type Answer, problem } from "#libs/runtime/httpAnswer";
import { readRuleSetsMax } from "#libs/seal/leafSchema";
import type { LogRequests, Reader } from "../logRequests.ts";
import { jsonOf } from "../questions.ts";
import type { Recorder } from "../recorder.ts";
import { documentBody } from "./documentBody.ts";
import type { DryRun } from "./ruleAnswers.ts";
import { notDone, type RulePorts } from "./ruleQuestions.ts";
import type { RulesAnswer } from "./rulesTasks.ts";
import type { AskRules } from "./rulesWork.ts";

const filesMax = 64;
const fileCharsMax = 4_194_304;

/** Files of rules, and the traffic that they are tried on: from the first time on, up to and without the second. */
export const dryRunOrderSchema = z.strictObject({
  files: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        text: z.string().min(1).max(fileCharsMax),
      }),
    )
    .min(1)
    .max(filesMax),
  from: timeSchema,
  to: timeSchema,
});
type Order = z.infer<typeof dryRunOrderSchema>;

/** Decisions in the period of a dry run; above it the period must be shorter. */
export const dryRunDecisionsMax = 200_000;
/** Rows that one answer tells, each with a change. */
const rowsMax = 2_000;

export interface DryRunPorts extends RulePorts {
  readonly requests: LogRequests;
  readonly recorder: Recorder;
}

/** Tries proposed rules on the past traffic of the viewer's own titolare. Each is a reading of its own. */
export class DryRuns {
  constructor(private readonly ports: DryRunPorts) {}

  async answer(request: FastifyRequest): Promise<Answer> {
    const { requests } = this.ports;
    const reader = requests.readerOf(request, "tryRules");
    if ("kind" in reader) return reader;
    const given = documentBody(request, dryRunOrderSchema);
    if ("kind" in given) return given;
    const { value: order } = given;
    if (order.from >= order.to) return problem("query-malformed", [toIsWrong]);
    return requests.inWork(async () => {
      const done = await this.ports.work.run((ask) => this.#tried(reader, order, ask));
      return typeof done === "string" ? notDone(done) : done;
    });
  }

  async #tried(reader: Reader, order: Order, ask: AskRules): Promise<Answer> {
    const { requests, rules } = this.ports;
    const logs = await requests.logs();
    if (logs === undefined) return problem("log-not-ready");
    const now = new Date(requests.ports.clock.nowMs()).toISOString();
    const told = await rules.upTo(logs);
    const current = governing(told.life, now)?.set.document;
    const inForce = current === undefined ? undefined : told.bodyOf(current);
    const { files, from, to } = order;
    const { proposed } = await ask<"propose">({ kind: "propose", files, inForce });
    if (!proposed.ok) return dryRunAnswer({ outcome: "faults", faults: [...proposed.faults] });
    const survey = await ask<"survey">({ kind: "survey", period: { from, to } });
    if (survey.decisions > dryRunDecisionsMax) return problem("too-many-rows");
    const read = await this.#recorded(reader, order, proposed.ruleSet, survey);
    if (read === undefined) return problem("reading-not-recorded");
    const { rooms } = requests.questionPorts(reader.viewer).sight;
    const own = rooms.map(({ id }) => id);
    const replay = await ask<"replay">({ kind: "replay", period: { from, to }, own });
    const { findings, changes } = await ask<"judge">({ kind: "judge", day: now.slice(0, 10) });
    return jsonOf({
      ...{ outcome: "tried", rule_set: proposed.ruleSet, findings, changes },
      ...{ traffic: { from, to, ...trafficOf(replay) }, read },
    });
  }

  /** Never covered by an earlier reading: before any part is opened, whatever comes of it. */
  #recorded(
    { viewer, purpose }: Reader,
    { from, to }: Order,
    tried: string,
    { decisions: entries, ruleSets }: Extract<RulesAnswer, { kind: "survey" }>,
  ) {
    const { name: reader, role } = viewer;
    const rule_sets = [...new Set([tried, ...ruleSets])].slice(0, readRuleSetsMax);
    const about = { reader, role, purpose, entries, period: { from, to }, rule_sets };
    const id = randomBytes(16).toString("hex");
    return this.ports.recorder.read({ id, ...about, scope: "replay" });
  }
}

const toIsWrong = { pointer: "/to", code: "query-malformed" } as const;
const dryRunAnswer = (answer: DryRun): Answer => jsonOf(answer);

function trafficOf({ result, damaged, rulesUnknown }: Extract<RulesAnswer, { kind: "replay" }>) {
  const { records, notReplayable, technical, unsure, departures, rows } = result;
  const lost = Object.values(notReplayable).reduce((sum, count) => sum + count, 0);
  return {
    ...{ records, not_tried: lost + technical, rules_unknown: rulesUnknown, damaged, unsure },
    departures: departures.reduce((sum, { count }) => sum + count, 0),
    rows: rows.flatMap(changedRow).slice(0, rowsMax),
  };
}

/** A room's sight of one category of incidents, where it would see anything more or less. */
function changedRow(row: BacktestRow): readonly ReturnType<typeof shownRow>[] {
  const fields = row.fields.filter(({ more, fewer }) => more + fewer > 0);
  return row.opened + row.closed + fields.length === 0 ? [] : [shownRow(row, fields)];
}

function shownRow(
  { room, category, before, after, opened, closed }: BacktestRow,
  fields: BacktestResult["rows"][number]["fields"],
) {
  const named = fields.map((field) => ({
    ...field,
    name: { it: fieldName(field.path, "it"), en: fieldName(field.path, "en") },
  }));
  return { room, category, before, after, opened, closed, fields: named };
}
