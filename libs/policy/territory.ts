import type { CompiledRules } from "./compiled.ts";

/** Mergers of mergers that are followed; a longer chain is a circle. */
const stepsMax = 16;

/**
 * What comuni are called on a day (ISTAT codes, days as `YYYY-MM-DD`): a code that had ended is followed to what it
 * became. Rules and rooms are written once; the map of comuni goes on changing.
 */
export function codesOn(
  { successors }: Pick<CompiledRules, "successors">,
  codes: readonly string[],
  day: string,
): readonly string[] {
  if (successors.size === 0) return codes;
  let current: readonly string[] = codes;
  for (let step = 0; step < stepsMax; step += 1) {
    const next = [...new Set(current.flatMap((code) => heirsOf(successors, code, day)))];
    if (next.length === current.length && next.every((code) => current.includes(code))) return next;
    current = next;
  }
  // A circle names no comune: in doubt, none.
  return [];
}

function heirsOf(
  successors: CompiledRules["successors"],
  code: string,
  day: string,
): readonly string[] {
  const change = successors.get(code);
  return change !== undefined && change.until < day ? change.became : [code];
}
