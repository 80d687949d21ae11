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
  return endsOf(successors, codes, day, stepsMax);
}

/** A circle names no comune: in doubt, none. */
function endsOf(
  successors: CompiledRules["successors"],
  codes: readonly string[],
  day: string,
  stepsLeft: number,
): readonly string[] {
  if (stepsLeft === 0) return [];
  const next = [...new Set(codes.flatMap((code) => heirsOf(successors, code, day)))];
  const isEnd = next.length === codes.length && next.every((code) => codes.includes(code));
  return isEnd ? next : endsOf(successors, next, day, stepsLeft - 1);
}

function heirsOf(
  successors: CompiledRules["successors"],
  code: string,
  day: string,
): readonly string[] {
  const change = successors.get(code);
  return change !== undefined && change.until < day ? change.became : [code];
}
