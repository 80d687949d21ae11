/** What the installation's folder held at one time. */
export interface StorageSample {
  readonly atMs: number;
  readonly bytes: number;
}

export interface Forecast {
  readonly watched_days: number;
  readonly per_day: number;
  readonly days: number | null;
  readonly days_at_fastest: number | null;
  readonly days_at_slowest: number | null;
}

const dayMs = 24 * 3_600_000;
/** Further ahead than this nobody knows anything, in days. */
const daysMax = 3_650;

/** By how much the folder grew on each whole or begun day (UTC) that was watched from beginning to end of its samples. */
export function growthByDay(
  samples: readonly StorageSample[],
): readonly { day: string; bytes: number }[] {
  const days = [...Map.groupBy(samples, ({ atMs }) => new Date(atMs).toISOString().slice(0, 10))];
  return days.flatMap(([day, ofDay], at) => {
    const before = days[at - 1]?.[1].at(-1) ?? ofDay[0];
    const last = ofDay.at(-1);
    if (before === undefined || last === undefined || before === last) return [];
    return [{ day, bytes: last.bytes - before.bytes }];
  });
}

/**
 * When the disk is full if it goes on as in the time that was watched: at the mean rate, and at the fastest and slowest
 * of its days. Undefined before a day was watched: a guess from an hour would be none.
 */
export function forecastOf(samples: readonly StorageSample[], free: number): Forecast | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || last.atMs - first.atMs < dayMs) return undefined;
  const rates = dailyRates(samples);
  const mean = ((last.bytes - first.bytes) / (last.atMs - first.atMs)) * dayMs;
  return {
    watched_days: Math.round(((last.atMs - first.atMs) / dayMs) * 10) / 10,
    per_day: Math.round(mean),
    days: daysLeft(free, mean),
    days_at_fastest: daysLeft(free, Math.max(mean, ...rates)),
    days_at_slowest: daysLeft(free, Math.min(mean, ...rates)),
  };
}

/** Bytes a day between samples that are about a day apart. */
function dailyRates(samples: readonly StorageSample[]): readonly number[] {
  const rates: number[] = [];
  let from = samples[0];
  for (const to of samples) {
    if (from === undefined || to.atMs - from.atMs < dayMs) continue;
    rates.push(((to.bytes - from.bytes) / (to.atMs - from.atMs)) * dayMs);
    from = to;
  }
  return rates;
}

const daysLeft = (free: number, perDay: number): number | null =>
  perDay <= 0 || free / perDay > daysMax ? null : Math.floor(free / perDay);
