import { italianTime } from "#libs/incident/italianTime";

const hourMs = 3_600_000;

/**
 * When "07:12" was, in Italy, on the day before `nowMs` (milliseconds): a whole working day then lies in the
 * past, and no edge calls a message of it one of the future. Milliseconds since 1970.
 */
export function dayClock(nowMs: number): (time: string) => number {
  const day = italianTime(new Date(nowMs - 24 * hourMs).toISOString()).slice(0, 10);
  const noon = `${day}T12:00:00Z`;
  // Clocks are changed at night: what holds at noon holds from the morning to the evening.
  const offsetHours = Number(italianTime(noon).slice(11, 13)) - 12;
  const midnight = Date.parse(noon) - (12 + offsetHours) * hourMs;
  return (time) => midnight + minutesOf(time) * 60_000;
}

/** Minutes since midnight. */
export function minutesOf(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** "07:12", from minutes since midnight. */
export function timeText(minutes: number): string {
  const whole = Math.floor(minutes);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}
