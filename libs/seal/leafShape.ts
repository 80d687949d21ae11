import { exactly, type ObjectSchema, type Schema } from "./shape.ts";
import { clockWord, sequenceWord, timeWord, yearWord } from "./words.ts";

/** Where a leaf stands: the year of its log, and its sequence there. */
export const head = exactly({ year: yearWord, seq: sequenceWord });

/** A leaf of no incident: its kind, what every leaf has, and members of its own. */
export function systemLeaf(
  kind: string,
  members: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): ObjectSchema {
  const common = {
    v: { const: 1 },
    kind: { const: kind },
    mode: { const: "system" },
    at: timeWord,
    clock: clockWord,
  } as const;
  return exactly({ ...common, ...members }, optional);
}
