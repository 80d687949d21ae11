/** Texts of `monitor`. */
export const monitorTexts = {
  "monitor-other-log": {
    it: "{path} è la memoria di un altro registro, o di un'altra chiave: {family} vuole una cartella sua.",
    en: "{path} is the memory of another log, or of another key: {family} wants a folder of its own.",
  },
  "monitor-pass": {
    it: "{at}  anno {year}: {size} voci firmate, {entries} nuove lette, {incidents} incidenti nuovi, firme altrui: {cosigners}; allarmi: {alarms}",
    en: "{at}  year {year}: {size} signed entries, {entries} new ones read, {incidents} new incidents, others' signatures: {cosigners}; alarms: {alarms}",
  },
  "monitor-alarm": {
    it: "{at}  ALLARME {code}  anno {year}{place}: {detail}",
    en: "{at}  ALARM {code}  year {year}{place}: {detail}",
  },
} as const;
