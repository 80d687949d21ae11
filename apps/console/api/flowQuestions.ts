import { timeSchema } from "#libs/policy/readMessages";
import { type Answer, problem } from "#libs/runtime/httpAnswer";
import type { FlowQuery } from "#libs/search/flows";
import { countedRowsMax } from "#libs/search/logQuery";
import { type FlowCell, type FlowDimension, flowDimensions } from "#libs/statistics/flowCells";
import { flowBys, flowModes, flowSteps } from "./flowAnswers.ts";
import type { FlowTable } from "./flowTable.ts";
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

/** Below so many different incidents an aggregate is not told to whoever may see aggregates alone. */
export const aggregateIncidentsMin = 3;
const dayMs = 86_400_000;
/** Longest period that is counted day by day. */
export const seriesDaysMax = 92;
/** Longest period of one question. */
export const flowDaysMax = 3_660;

interface FlowsAsked extends FlowQuery {
  readonly by?: (typeof flowBys)[number];
}

/** Who exchanges what with whom. What is seen of it depends on who asks: see {@link flowSight}. */
export function flowsQuestion(asked: Asked, ports: QuestionPorts): Understood {
  const { query } = asked;
  if (strangerIn(query, ["from", "to", "by", "every", "mode"])) return wrong("");
  const understood = flowsIn(query);
  if (typeof understood === "string") return wrong(understood);
  const sees = flowSight(ports);
  const refused = sees === "aggregates" ? notAggregated(understood, ports.nowMs()) : undefined;
  if (refused !== undefined) return wrong(refused, "filter-not-allowed");
  if ((sees === "leaves") !== (understood.by === "kind")) return wrong("by", "filter-not-allowed");
  return {
    reading: { scope: "statistics", period: periodOf(understood) },
    amount: (logs) => ({ entries: signedEntries(logs), isWhole: true }),
    answer: (read) =>
      sees === "leaves"
        ? answerLeaves(understood, ports, read)
        : answerFlows(understood, ports, { read, isAggregate: sees === "aggregates" }),
  };
}

/** What a viewer may see of flows: their own titolare's, how many entries there are, or aggregates of all. */
function flowSight({ role, sight }: Pick<QuestionPorts, "role" | "sight">) {
  if (role === "steering") return "aggregates";
  return sight.titolare === undefined ? "leaves" : "own";
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
const periodOf = ({ from, to }: Pick<FlowQuery, "from" | "to">) => ({
  ...{ from: isoOf(from), to: isoOf(to) },
});

interface FlowsAnswer {
  readonly read: RecordedPlace;
  readonly isAggregate: boolean;
}

async function answerFlows(
  asked: FlowsAsked,
  { access, sight }: QuestionPorts,
  { read, isAggregate }: FlowsAnswer,
): Promise<Answer> {
  // Aggregates are disclosed month by month, whatever is shown.
  const every = isAggregate ? "month" : asked.every;
  const rooms = sight.rooms.map(({ id }) => id);
  const by = flowDimensions.find((known): known is FlowDimension => known === asked.by);
  const table: FlowTable = {
    ...{ ...(by !== undefined && { by }), isSeries: asked.every !== undefined },
    seenBy: isAggregate
      ? { kind: "aggregates", incidentsMin: aggregateIncidentsMin }
      : { kind: "own", rooms },
  };
  const { from, to, mode } = asked;
  const flows: FlowQuery = {
    ...{ from, to, mode, ...(every !== undefined && { every }) },
    // Incidents are counted for the threshold of aggregates alone.
    ...(isAggregate ? {} : { ofRooms: rooms, isWithoutIncidents: true }),
  };
  const rows = await access.search((search) => search.flowTable(flows, table));
  if (rows === undefined) return problem("log-not-ready");
  if (rows.length > countedRowsMax) return problem("too-many-rows");
  const told = { level: isAggregate ? "titolare" : "room", ...headOf(asked) };
  const incidentsMin = isAggregate ? aggregateIncidentsMin : null;
  const titolari = isAggregate ? {} : titolariOf(rows, access.rooms);
  return jsonOf({ ...told, incidents_min: incidentsMin, rows, titolari, read });
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
