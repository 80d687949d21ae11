import type { LogFields } from "#libs/runtime/logFields";
import type { Alarm } from "./alarms.ts";
import type { SettingsFault } from "./settings.ts";

/** One alarm for each fault, with the fix; the log line has the names as codes. */
export function settingsAlarms(
  faults: readonly SettingsFault[],
): readonly { readonly alarm: Alarm; readonly fields: LogFields }[] {
  return faults.map(({ where, setting, wanted, found, fix }) => ({
    alarm: {
      code: "settings-drift",
      about: `${where}: ${setting} is "${found}", not "${wanted}"`,
      fix,
    },
    fields: { part: codeOf(where), kind: codeOf(setting) },
  }));
}

/** `FEED_pl_cremona` → `feed-pl-cremona`, `maxAgeMs` → `max-age-ms`. */
const codeOf = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
