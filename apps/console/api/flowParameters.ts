import { flowBys, flowModes, flowSteps } from "./flowAnswers.ts";

const query = (name: string, schema: object, required = false) => ({
  ...{ name, in: "query", required, schema },
});
const time = { type: "string", format: "date-time" } as const;
const day = {
  ...time,
  description: "Beginning of a day in UTC; of a month that is over, for the role steering",
} as const;

const moment = {
  ...time,
  description: "The moment of which is told, not in the future; without it, now",
} as const;

/** Parameters of the questions about flows and registers, for the description of the API. */
export const flowParameters = {
  readFlows: [
    query("from", day, true),
    query("to", day, true),
    query("by", { enum: [...flowBys] }),
    query("every", { enum: [...flowSteps] }),
    query("mode", { enum: [...flowModes] }),
  ],
  readBreachScope: [
    query("from", time, true),
    query("to", time, true),
    query("room", { type: "string" }),
    query("mode", { enum: [...flowModes] }),
  ],
  readProcessingRegister: [query("at", moment)],
  readDpiaInventory: [query("at", moment)],
} as const;
