import type { CompiledAgreement, CompiledRules } from "./compiled.ts";
import { daysOf } from "./days.ts";
import { isInForce } from "./match.ts";
import { emergencyHoursMax } from "./matchInput.ts";
import { byText } from "./order.ts";

const hourMs = 3_600_000;
/** A day that ends somewhere between UTC and UTC+2 has ended everywhere this many hours after it began in UTC. */
const hoursToEndMax = 26;

/** When a declared emergency opens nothing any more, by the store time of its declaration; milliseconds. */
export function emergencyEndMs(declaredAt: string): number {
  return Date.parse(declaredAt) + emergencyHoursMax * hourMs;
}

/** Whether an agreement or a grant is in force at a moment (RFC 3339 UTC). */
export function isTitleInForce(title: Pick<CompiledAgreement, "periods">, at: string): boolean {
  return isInForce(title, { days: daysOf(at) });
}

/**
 * The first moments at which a title is no longer in force, in order: rights end by themselves there. A renewal that
 * follows without a gap is no end. RFC 3339 UTC, on the full hour.
 */
export function endsOf(title: Pick<CompiledAgreement, "periods">): readonly string[] {
  const ends = title.periods.flatMap(({ to }) => {
    const day = Date.parse(`${to}T00:00:00.000Z`);
    const hours = Array.from({ length: hoursToEndMax + 1 }, (_, hour) => day + hour * hourMs);
    const moments = hours.map((ms) => new Date(ms).toISOString());
    const end = moments.find((at, i) => {
      const before = moments[i - 1];
      return before !== undefined && isTitleInForce(title, before) && !isTitleInForce(title, at);
    });
    return end === undefined ? [] : [end];
  });
  return [...new Set(ends)].toSorted(byText);
}

/** The next moment after `at` at which a title ends; undefined when none ever does. */
export function nextEnd(
  { agreements }: Pick<CompiledRules, "agreements">,
  at: string,
): string | undefined {
  return agreements
    .flatMap(endsOf)
    .filter((end) => end > at)
    .toSorted(byText)[0];
}
