/**
 * From which number on something is shown as an anomaly. docs/console.md repeats this table and a test keeps the two
 * equal. An anomaly is a reason to look, never a finding about a person.
 */
export const anomalyThresholds = {
  /** A day on which a room sent this many times what it sends on a usual day (median of the days before). */
  volume_times_min: 3,
  /** … and at least so many messages: small rooms vary. */
  volume_messages_min: 20,
  /** A whole day with at most this part of a usual day, where a usual day has volume_messages_min. */
  silence_share_max: 0.25,
  /** Days before the period that say what is usual, and how many of them the log must have. */
  past_days: 28,
  past_days_min: 7,
  /** Decisions about a room that were withheld for its territory, and their share of all about it. */
  off_territory_decisions_min: 5,
  off_territory_share_min: 0.2,
  /** Refused submissions of a room in the period, and how many times those of as long a period before. */
  refusals_min: 10,
  refusals_times_min: 3,
  /** Readings, and openings of single fields, of one person for one purpose on a day of the period on average. */
  readings_a_day_min: 100,
  openings_a_day_min: 20,
  /** Entries that one person opened for one purpose in the period. */
  entries_read_min: 1_000_000,
} as const;

export const dayMs = 86_400_000;

/** A day of a room: RFC 3339 UTC of its beginning, and how many messages. */
export interface DayCount {
  readonly room: string;
  readonly at: string;
  readonly count: number;
}

export interface VolumeAnomaly {
  readonly rule: "volume_above" | "volume_below";
  readonly room: string;
  readonly day: string;
  readonly count: number;
  /** Median of the days before the period. */
  readonly usual: number;
}

export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Days on which a room sent much more or much less than on a usual day of its own; no room is held against another. */
export function volumeAnomalies(
  days: readonly DayCount[],
  { fromMs, toMs }: Period,
  firstMs: number,
): readonly VolumeAnomaly[] {
  const first = Math.floor(fromMs / dayMs) * dayMs;
  const { past_days: past, past_days_min: pastMin } = anomalyThresholds;
  const known = Math.min(past, Math.floor((first - firstMs) / dayMs));
  if (known < pastMin) return [];
  const rooms = [...new Set(days.map(({ room }) => room))].toSorted((a, b) => (a < b ? -1 : 1));
  return rooms.flatMap((room) => {
    const counts = new Map(
      days.filter((day) => day.room === room).map((day) => [Date.parse(day.at), day.count]),
    );
    const before = Array.from({ length: known }, (_, back) => first - (back + 1) * dayMs);
    const usual = medianOf(before.map((ms) => counts.get(ms) ?? 0));
    const found: VolumeAnomaly[] = [];
    for (let ms = first; ms < toMs; ms += dayMs) {
      const count = counts.get(ms) ?? 0;
      const isWhole = ms >= fromMs && ms + dayMs <= toMs;
      const rule = volumeRule(count, usual, isWhole);
      if (rule !== undefined) found.push({ rule, room, day: dayOf(ms), count, usual });
    }
    return found;
  });
}

function volumeRule(
  count: number,
  usual: number,
  isWhole: boolean,
): VolumeAnomaly["rule"] | undefined {
  const { volume_messages_min: least, volume_times_min: times } = anomalyThresholds;
  if (count >= least && count >= times * usual) return "volume_above";
  const isSilent = isWhole && count <= usual * anomalyThresholds.silence_share_max;
  return usual >= least && isSilent ? "volume_below" : undefined;
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
}

/** What was decided about one room in a period. */
export interface RoomDecisions {
  readonly room: string;
  readonly decisions: number;
  readonly offTerritory: number;
}

/** True where a room is asked about again and again for places that are not its own. */
export function isOffTerritory({ decisions, offTerritory }: RoomDecisions): boolean {
  const { off_territory_decisions_min: least, off_territory_share_min: share } = anomalyThresholds;
  return offTerritory >= least && offTerritory >= share * decisions;
}

/** Refused submissions of one room, in the period and in as long a one before it. */
export interface RoomRefusals {
  readonly room: string;
  readonly refusals: number;
  readonly before: number;
}

export function isRefusedOften({ refusals, before }: RoomRefusals): boolean {
  const { refusals_min: least, refusals_times_min: times } = anomalyThresholds;
  return refusals >= least && refusals >= times * before;
}

/** What one person read for one purpose: how often, how many entries, how many single fields. */
export interface ReaderAmount {
  readonly readings: number;
  readonly entries: number;
  readonly openings: number;
}

export type ReadingRule = "readings" | "openings" | "entries";

/** The rule by which somebody reads unusually much; undefined where they do not. */
export function readingRule(
  { readings, entries, openings }: ReaderAmount,
  { fromMs, toMs }: Period,
): ReadingRule | undefined {
  const days = Math.max(1, Math.ceil((toMs - fromMs) / dayMs));
  if (openings >= anomalyThresholds.openings_a_day_min * days) return "openings";
  if (readings >= anomalyThresholds.readings_a_day_min * days) return "readings";
  return entries >= anomalyThresholds.entries_read_min ? "entries" : undefined;
}
