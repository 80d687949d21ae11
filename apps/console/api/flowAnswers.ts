import { z } from "zod";
import { flowDimensions } from "#libs/statistics/flowCells";

/** Where the reading stands in the log: written before the answer. */
const read = z.strictObject({ year: z.int(), index: z.int() });
const mode = z.enum(["actual", "exercise"]);
const count = z.int().nullable();

export const flowModes = mode.options;
export const flowSteps = ["day", "month"] as const;
/** `kind`: of entries, for whoever sees leaves alone. */
export const flowBys = [...flowDimensions, "kind"] as const;

export const flowsSchema = z.strictObject({
  /** What `from` and `to` of a row are; `none`: leaves alone do not say. */
  level: z.enum(["room", "titolare", "none"]),
  ...{ from: z.string(), to: z.string(), mode },
  by: z.enum(flowBys).nullable(),
  every: z.enum(flowSteps).nullable(),
  /** Below so many different incidents nothing is told; null where the viewer may know all of it. */
  incidents_min: z.int().nullable(),
  rows: z.array(
    z.strictObject({
      /** Beginning of the day or month, RFC 3339 UTC. */
      at: z.string().optional(),
      /** Null where the viewer may not know, or the log does not say. */
      from: z.string().nullable(),
      to: z.string().nullable(),
      value: z.string().nullable().optional(),
      /** Null where there is too little to be told, or the viewer may not know. */
      decisions: count,
      given: count,
      withheld: count,
      /** Something that belongs here is too little to be told, and is in no number. */
      hidden: z.boolean(),
    }),
  ),
  /** Of the rooms that rows name. */
  titolari: z.record(z.string(), z.string()),
  read,
});

export const breachScopeSchema = z.strictObject({
  ...{ from: z.string(), to: z.string(), mode },
  rows: z.array(
    z.strictObject({
      /** The room that got it. */
      room: z.string(),
      titolare: z.string().nullable(),
      /** Whose messages: of one's own rooms, or those of others that one's own room got. */
      messages: z.enum(["own", "received"]),
      ...{ deliveries: z.int(), incidents: z.int(), first: z.string(), last: z.string() },
      classes: z.array(
        z.strictObject({ class: z.string(), deliveries: z.int(), incidents: z.int() }),
      ),
    }),
  ),
  /** Different incidents in all rows together. */
  incidents: z.int(),
  deliveries: z.int(),
  read,
});
