import type { FlowReader } from "./flowTable.ts";
import type { Viewer } from "./viewers.ts";
import type { Sight } from "./visibility.ts";

/** Below so many different incidents an aggregate is not told to whoever may see aggregates alone. */
const aggregateIncidentsMin = 3;

/** What a viewer may see of flows: their own titolare's, aggregates of all, or (undefined) what leaves alone say. */
export function flowReaderOf(role: Viewer["role"], sight: Sight): FlowReader | undefined {
  if (role === "steering") return { kind: "aggregates", incidentsMin: aggregateIncidentsMin };
  if (sight.titolare === undefined) return undefined;
  return { kind: "own", rooms: sight.rooms.map(({ id }) => id) };
}
