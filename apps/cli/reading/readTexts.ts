/** What commands say that read the log of an installation. */
export const readTexts = {
  "read-recorded": {
    it: "Registrata nel registro prima di leggere: {year}, voce {index} (lettura {id}).",
    en: "Recorded in the log before reading: {year}, entry {index} (reading {id}).",
  },
  "read-not-recorded": {
    it: "ATTENZIONE: questa lettura del registro NON è stata registrata: nessun sistema risponde, ed è stata letta la cartella dei dati. Annota altrove chi l'ha fatta, quando e perché.",
    en: "WARNING: this reading of the log was NOT recorded: no system answers, and the data folder was read. Note elsewhere who did it, when and why.",
  },
  "read-no-system": {
    it: "{path} non ha le credenziali di un'installazione: la lettura non si può registrare, quindi nulla è stato letto. Indica la cartella dell'installazione, oppure --unrecorded per leggere una copia.",
    en: "{path} has no credentials of an installation: the reading cannot be recorded, hence nothing was read. Name the installation's folder, or --unrecorded to read a copy.",
  },
  "read-system-away": {
    it: "Il sistema di {path} non risponde: la lettura non si può registrare, quindi nulla è stato letto. Avvialo (raccordo doctor --data {path}), oppure --unrecorded.",
    en: "The system of {path} does not answer: the reading cannot be recorded, hence nothing was read. Start it (raccordo doctor --data {path}), or --unrecorded.",
  },
  "read-refused": {
    it: "Il sistema non registra questa lettura ({code}), quindi nulla è stato letto.",
    en: "The system does not record this reading ({code}), hence nothing was read.",
  },
  "export-refused": {
    it: "Il sistema non registra questa esportazione ({code}): nessun pacchetto è uscito.",
    en: "The system does not record this export ({code}): no pack has left.",
  },
  "export-recorded": {
    it: "Uscita registrata prima di consegnare il file: {year}, voce {index}.",
    en: "Recorded as an export before the file was put there: {year}, entry {index}.",
  },
  "read-too-many-rules": {
    it: "Il periodo è passato per più di {max} insiemi di regole: una voce non li nomina tutti. Accorcia il periodo.",
    en: "The period went through more than {max} rule sets: one entry does not name them all. Shorten the period.",
  },
  "read-memory": {
    it: "La lettura chiede più di {mib} MiB di memoria: accorcia il periodo.",
    en: "The reading needs more than {mib} MiB of memory: shorten the period.",
  },
} as const;
