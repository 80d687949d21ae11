import { timeSchema } from "#libs/policy/readMessages";
import { type Answer, problem } from "#libs/runtime/httpAnswer";
import { countedRowsMax } from "#libs/search/logQuery";
import { type FlowCell, type FlowDimension, flowDimensions } from "#libs/statistics/flowCells";
import { flowBys, flowModes, flowSteps } from "./flowAnswers.ts";
import { flowReaderOf } from "./flowReader.ts";
import type { FlowReader } from "./flowTable.ts";
import type { FlowTableQuery } from "./index/flowTables.ts";
import {
  type Asked,
  jsonOf,
  type QuestionPorts,
  signedEntries,
  strangerIn,
  type Understood,
  wrong,
} from "./questions.ts";
import type { RecordedPlace } from "./readingSessions.ts";

const dayMs = 86_400_000;
/** Longest period that is counted day by day. */
export const seriesDaysMax = 92;
/** Longest period of one question. */
export const flowDaysMax = 3_660;

interface FlowsAsked extends Omit<FlowTableQuery, "by" | "seenBy"> {
  readonly by?: (typeof flowBys)[number];
}

/** Who exchanges what with whom. What is seen of it depends on who asks: see {@link flowReaderOf}. */
export function flowsQuestion(asked: Asked, ports: QuestionPorts): Understood {
  const { query } = asked;
  if (strangerIn(query, ["from", "to", "by", "every", "mode"])) return wrong("");
  const understood = flowsIn(query);
  if (typeof understood === "string") return wrong(understood);
  const reader = flowReaderOf(ports.role, ports.sight);
  const isAggregate = reader?.kind === "aggregates";
  const refused = isAggregate ? notAggregated(understood, ports.nowMs()) : undefined;
  if (refused !== undefined) return wrong(refused, "filter-not-allowed");
  if ((reader === undefined) !== (understood.by === "kind")) {
    return wrong("by", "filter-not-allowed");
  }
  return {
    reading: { scope: "statistics", period: periodOf(understood) },
    amount: (logs) => ({ entries: signedEntries(logs), isWhole: true }),
    answer: (read) =>
      reader === undefined
        ? answerLeaves(understood, ports, read)
        : answerFlows(understood, ports, { read, reader }),
  };
}

/** The question, or the member that is wrong. Days are those of UTC. */
function flowsIn(query: Asked["query"]): FlowsAsked | string {
  const [from, to] = [dayIn(query["from"]), dayIn(query["to"])];
  if (from === undefined) return "from";
  if (to === undefined || to <= from || to - from > flowDaysMax * dayMs) return "to";
  const by = flowBys.find((known) => known === query["by"]);
  if (query["by"] !== undefined && by === undefined) return "by";
  const every = flowSteps.find((known) => known === query["every"]);
  if (query["every"] !== undefined && every === undefined) return "every";
  if (every === "day" && to - from > seriesDaysMax * dayMs) return "every";
  const mode = flowModes.find((known) => known === (query["mode"] ?? "actual"));
  if (mode === undefined) return "mode";
  return { from, to, mode, ...(by && { by }), ...(every && { every }) };
}

function dayIn(value: unknown): number | undefined {
  if (typeof value !== "string" || !timeSchema.safeParse(value).success) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) || time % dayMs !== 0 ? undefined : time;
}

/**
 * Aggregates are of whole months that are over: otherwise two questions, one with a day or an hour more than the other,
 * would tell what that day had.
 */
function notAggregated({ from, to, every }: FlowsAsked, nowMs: number): string | undefined {
  const isMonth = (time: number) => new Date(time).getUTCDate() === 1;
  if (!isMonth(from)) return "from";
  if (!isMonth(to) || to > nowMs) return "to";
  return every === "day" ? "every" : undefined;
}

const isoOf = (time: number): string => new Date(time).toISOString();
const periodOf = ({ from, to }: Pick<FlowsAsked, "from" | "to">) => ({
  ...{ from: isoOf(from), to: isoOf(to) },
});

interface FlowsAnswer {
  readonly read: RecordedPlace;
  readonly reader: FlowReader;
}

async function answerFlows(
  asked: FlowsAsked,
  { access }: QuestionPorts,
  { read, reader }: FlowsAnswer,
): Promise<Answer> {
  const { by: told, ...period } = asked;
  const by = flowDimensions.find((known): known is FlowDimension => known === told);
  const query: FlowTableQuery = { ...period, ...(by !== undefined && { by }), seenBy: reader };
  const rows = await access.search((search) => search.flowTable(query));
  if (rows === undefined) return problem("log-not-ready");
  if (rows.length > countedRowsMax) return problem("too-many-rows");
  const isAggregate = reader.kind === "aggregates";
  return jsonOf({
    ...{ level: isAggregate ? "titolare" : "room", ...headOf(asked) },
    ...{ incidents_min: isAggregate ? reader.incidentsMin : null, rows },
    ...{ titolari: isAggregate ? {} : titolariOf(rows, access.rooms), read },
  });
}

const headOf = ({ by = undefined, every = undefined, mode, ...period }: FlowsAsked) => ({
  ...{ ...periodOf(period), mode, by: by ?? null, every: every ?? null },
});

/** What leaves alone say: how many entries of which kind. */
async function answerLeaves(
  asked: FlowsAsked,
  { access }: QuestionPorts,
  read: RecordedPlace,
): Promise<Answer> {
  const { every, mode } = asked;
  const filter = { ...periodOf(asked), mode: [mode] };
  const counts = await access.search((search) =>
    search.count({ filter, by: "kind", ...(every && { every }) }),
  );
  if (counts === undefined) return problem("log-not-ready");
  if ("problem" in counts) return problem("too-many-rows");
  const rows = counts.rows.map(({ at, value = null, count }) => ({
    ...(at !== undefined && { at }),
    ...{ from: null, to: null, value, decisions: count, given: null, withheld: null },
    hidden: false,
  }));
  return jsonOf({
    ...{ level: "none", ...headOf(asked), incidents_min: null, rows, titolari: {}, read },
  });
}

function titolariOf(
  rows: readonly Pick<FlowCell, "from" | "to">[],
  rooms: QuestionPorts["access"]["rooms"],
): Readonly<Record<string, string>> {
  const named = new Set(rows.flatMap(({ from, to }) => [from, to]));
  return Object.fromEntries(
    rooms.filter(({ id }) => named.has(id)).map(({ id, titolare }) => [id, titolare]),
  );
}
