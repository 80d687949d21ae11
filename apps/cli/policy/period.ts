import type { Period } from "#libs/pack/period";
import { CliError } from "../exitCodes.ts";

const dayMs = 86_400_000;
const monthMs = (365.25 / 12) * dayMs;

/** Two days in UTC, both included, or two times; CliError when they are none, or the wrong way round. */
export function periodOf(from: string, to: string): Period {
  const period = { from: timeOf(from, 0), to: timeOf(to, dayMs) };
  if (period.from < period.to) return period;
  throw new CliError("usage", "backtest-period", { from, to });
}

/** All there is. */
export const always: Period = { from: "2000-01-01T00:00:00.000Z", to: "2999-12-31T00:00:00.000Z" };

/** How many average months lie between two times. */
export const monthsBetween = (from: string, to: string): number =>
  Math.max(Date.parse(to) - Date.parse(from), 1) / monthMs;

/** A day begins at midnight UTC, `dayEndsMs` later it is over. */
function timeOf(text: string, dayEndsMs: number): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/.test(text);
  const ms = isDay || isTime ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new CliError("usage", "backtest-time", { time: text });
  return new Date(ms + (isDay ? dayEndsMs : 0)).toISOString();
}
