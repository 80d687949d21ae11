import type { FlowQuery } from "#libs/search/flows";
import type { LogSearch, SearchQuestions } from "#libs/search/logSearch";
import type { FlowCell } from "#libs/statistics/flowCells";
import { type FlowTable, flowTableOf } from "../flowTable.ts";

/** What the console asks its index: the questions of a projection, and tables that are added up beside it. */
export interface IndexQuestions extends Omit<SearchQuestions, "flows"> {
  /** Added up where the flows are: these are tens of thousands, a table has hundreds of cells. */
  flowTable(flows: FlowQuery, table: FlowTable): Promise<readonly FlowCell[]>;
}

/** The questions, asked of an index that is open in this thread. */
export const questionsOf = (search: LogSearch): Omit<IndexQuestions, "covered"> => ({
  page: (query) => search.page(query),
  after: (place, filter, limit) => search.after(place, filter, limit),
  entry: (place) => search.entry(place),
  neighbours: (entry) => search.neighbours(entry),
  count: (query) => search.count(query),
  delivered: (query) => search.delivered(query),
  flowTable: async (flows, table) => flowTableOf(await search.flows(flows), table),
});
