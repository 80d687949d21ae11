import type { DeliveredQuery } from "#libs/search/deliveredBetween";
import type { LogSearch } from "#libs/search/logSearch";
import type { FlowCell } from "#libs/statistics/flowCells";
import { type BreachReader, type BreachScope, breachScopeOf } from "./breachScope.ts";
import { type FlowTableQuery, FlowTables } from "./flowTables.ts";

/** What was given to whom in a period. */
export interface BreachQuery extends BreachReader, Omit<DeliveredQuery, "ofRooms"> {}

/**
 * What the console asks its index: the questions of a projection, and what is added up beside it. Flows and deliveries
 * are tens of thousands, a table of them has hundreds of cells.
 */
export interface IndexQuestions
  extends Pick<LogSearch, "covered" | "page" | "after" | "entry" | "neighbours" | "count"> {
  flowTable(query: FlowTableQuery): Promise<readonly FlowCell[]>;
  breachScope(query: BreachQuery): Promise<BreachScope>;
}

/** The questions, asked of an index that is open in this thread; what they remember goes with the index. */
export function questionsOf(search: LogSearch): Omit<IndexQuestions, "covered"> {
  const tables = new FlowTables(search);
  return {
    page: (query) => search.page(query),
    after: (place, filter, limit) => search.after(place, filter, limit),
    entry: (place) => search.entry(place),
    neighbours: (entry) => search.neighbours(entry),
    count: (query) => search.count(query),
    flowTable: (query) => tables.table(query),
    breachScope: async ({ rooms, receiver, ...period }) => {
      const reader: BreachReader = { rooms, ...(receiver !== undefined && { receiver }) };
      return breachScopeOf(await search.delivered({ ...period, ofRooms: rooms }), reader);
    },
  };
}
