const zone = "Europe/Rome";
const hourMs = 3_600_000;

/**
 * When "07:12" was, in Italy, on the day before `nowMs` (milliseconds): a whole working day then lies in the
 * past, and no edge calls a message of it one of the future. Milliseconds since 1970.
 */
export function dayClock(nowMs: number): (time: string) => number {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(nowMs - 24 * hourMs);
  const noonUtc = Date.parse(`${day}T12:00:00Z`);
  // Clocks are changed at night: what holds at noon holds from the morning to the evening.
  const hour = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit" });
  const offsetHours = Number(hour.format(noonUtc)) - 12;
  const midnight = noonUtc - (12 + offsetHours) * hourMs;
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
