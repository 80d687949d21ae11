/** The zone of every room that Raccordo joins: a time without another word is of it, wherever the computer stands. */
export const italianZone = "Europe/Rome";

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** To the minute or to the second, as a control of a browser gives it. */
const wallTime = /^20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?$/;
const wallForm = new Intl.DateTimeFormat("en-GB", {
  ...({ year: "numeric", month: "2-digit", day: "2-digit" } as const),
  ...({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const),
  timeZone: italianZone,
});

/** How far clocks in Italy are ahead of UTC at a moment (milliseconds since 1970), in milliseconds. */
function offsetMs(atMs: number): number {
  const parts = new Map(wallForm.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const [year, month, day] = ["year", "month", "day"].map((name) => parts.get(name as "day"));
  const time = `${parts.get("hour")}:${parts.get("minute")}:${parts.get("second")}`;
  return Date.parse(`${year}-${month}-${day}T${time}Z`) - Math.floor(atMs / 1_000) * 1_000;
}

/** What clocks in Italy show at a moment: `2026-11-23T01:30:00`. Throws where it is no moment. */
export function italianTime(at: string): string {
  const atMs = Date.parse(at);
  return new Date(atMs + offsetMs(atMs)).toISOString().slice(0, 19);
}

/** The same with how far that is ahead of UTC, so that it means one moment to everybody: `2026-11-23T01:30:00+01:00`. */
export function italianTimeWithOffset(at: string): string {
  const hours = offsetMs(Date.parse(at)) / (60 * minuteMs);
  return `${italianTime(at)}+${String(hours).padStart(2, "0")}:00`;
}

/**
 * The moment at which clocks in Italy show this; undefined where it is no time. An hour that comes twice is the
 * first one, and one that is left out is told as if clocks had not been changed yet.
 */
export function momentOfItalian(wall: string): string | undefined {
  const wallMs = wallTime.test(wall) ? Date.parse(`${wall}Z`) : Number.NaN;
  if (Number.isNaN(wallMs)) return undefined;
  const [before, after] = [wallMs - offsetMs(wallMs - dayMs), wallMs - offsetMs(wallMs + dayMs)];
  const shows = (atMs: number) => atMs + offsetMs(atMs) === wallMs;
  return new Date(shows(before) || !shows(after) ? before : after).toISOString();
}

/** The moment at which a day begins in Italy, some days or months from that of a moment. */
export function italianMidnight(
  at: string,
  { months = 0, days = 0, day }: { months?: number; days?: number; day?: number },
): string {
  const [year = 0, month = 1, today = 1] = italianTime(at).slice(0, 10).split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1 + months, (day ?? today) + days));
  return momentOfItalian(`${date.toISOString().slice(0, 10)}T00:00:00`) ?? at;
}
