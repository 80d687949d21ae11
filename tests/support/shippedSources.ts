import { agreements } from "./agreements.ts";
import type { RuleSources } from "./oracle/sources.ts";
import { ceilings, rooms } from "./patto.ts";

/** The shipped rules and rooms as the oracle reads them. */
export const shippedSources: RuleSources = {
  agreements: agreements(),
  grants: [],
  ceilings,
  rooms,
  territoryChanges: [],
};
