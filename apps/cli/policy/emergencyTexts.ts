/** What `policy emergencies` and `policy review` say. */
export const emergencyTexts = {
  "emergencies-head": {
    it: "numero|quando (UTC)|sala|modalità|motivo|verifica",
    en: "number|when (UTC)|room|mode|reason|review",
  },
  "emergencies-none": {
    it: "Nessuna emergenza dichiarata.",
    en: "No emergency was declared.",
  },
  "emergencies-more": {
    it: "Ce ne sono di più vecchie: sono nel registro.",
    en: "There are older ones: they are in the log.",
  },
  "emergency-life_at_risk": { it: "vita in pericolo", en: "life at risk" },
  "emergency-violence_in_progress": { it: "violenza in atto", en: "violence in progress" },
  "emergency-child_at_risk": { it: "minore in pericolo", en: "child at risk" },
  "emergency-missing_at_risk": {
    it: "persona scomparsa in pericolo",
    en: "missing person at risk",
  },
  "review-open": { it: "da verificare", en: "to be reviewed" },
  "review-overdue": { it: "DA VERIFICARE: oltre 24 ore", en: "TO BE REVIEWED: over 24 hours" },
  "review-justified": { it: "giustificata ({at})", en: "justified ({at})" },
  "review-unjustified": { it: "NON giustificata ({at})", en: "NOT justified ({at})" },
  "review-referred": { it: "rimessa all'autorità ({at})", en: "referred to the authority ({at})" },
  "review-done": {
    it: "Registrato: {notice} è {outcome}.",
    en: "Recorded: {notice} is {outcome}.",
  },
  "review-before": {
    it: "{notice} era già verificata: {outcome}. Non cambia.",
    en: "{notice} was reviewed before: {outcome}. That stands.",
  },
  "review-unknown": {
    it: "Nessuna emergenza dichiarata ha il numero {notice}. L'elenco: raccordo policy emergencies",
    en: "No declared emergency has the number {notice}. The list: raccordo policy emergencies",
  },
  "review-notice-wrong": {
    it: "{notice} non è un numero dell'elenco: si scrive anno/numero, per esempio 2026/41",
    en: "{notice} is no number of the list: it is written year/number, for example 2026/41",
  },
  "administration-none": {
    it: "{path} non è un'installazione avviata: `raccordo up` prima, con lo stesso --data",
    en: "{path} is no installation that was started: run `raccordo up` first, with the same --data",
  },
  "administration-away": {
    it: "Il nucleo non risponde: è avviato? Riprova (raccordo doctor --data {path})",
    en: "The core does not answer: is it running? Try again (raccordo doctor --data {path})",
  },
} as const;
