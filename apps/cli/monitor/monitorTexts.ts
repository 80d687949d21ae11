/** Texts of `monitor`. */
export const monitorTexts = {
  "monitor-other-log": {
    it: "{path} è la memoria di un altro registro, o di un'altra chiave: {family} vuole una cartella sua.",
    en: "{path} is the memory of another log, or of another key: {family} wants a folder of its own.",
  },
  "monitor-no-parts": {
    it: "Da un indirizzo non si leggono le parti: i conteggi per titolare non sono ricontati (solo che si seguano e che non manchino), né si guarda se le parti sono quelle delle voci. Lo fa chi ha la cartella: raccordo audit verify CARTELLA.",
    en: "An address serves no parts: the counts for each authority are not counted again (only that they follow each other and none lacks), nor is it looked whether parts are those of the entries. Whoever has the folder does that: raccordo audit verify FOLDER.",
  },
  "monitor-pass": {
    it: "{at}  anno {year}: {size} voci firmate, {entries} nuove lette, {incidents} incidenti nuovi, firme altrui: {cosigners}; allarmi: {alarms}",
    en: "{at}  year {year}: {size} signed entries, {entries} new ones read, {incidents} new incidents, others' signatures: {cosigners}; alarms: {alarms}",
  },
  "monitor-alarm": {
    it: "{at}  ALLARME {code}  anno {year}{place}: {words} ({detail})",
    en: "{at}  ALARM {code}  year {year}{place}: {words} ({detail})",
  },
} as const;
