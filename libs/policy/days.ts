const twoHoursMs = 7_200_000;

/** Days included, RFC 3339 dates. */
export interface DatePeriod {
  readonly from: string;
  readonly to: string;
}

/** The days of a time in UTC and in UTC+2: Italy's day is one of them. */
export function daysOf(time: string): readonly [string, string] {
  const later = new Date(Date.parse(time) + twoHoursMs);
  return [time.slice(0, 10), later.toISOString().slice(0, 10)];
}

/** True when every one of the days lies in one of the periods: in doubt, not. */
export function isEachDayIn(days: readonly string[], periods: readonly DatePeriod[]): boolean {
  return days.every((day) => periods.some(({ from, to }) => from <= day && day <= to));
}
