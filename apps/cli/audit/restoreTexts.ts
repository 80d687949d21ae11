/** Texts of `audit restore-stream`, and of a start that it must come before. */
export const restoreTexts = {
  "stream-lost": {
    it: "Il flusso {stream} ha {present} voci, firmate ne sono {size}: NATS ha perso la coda. Non si avvia nulla, perché una voce nuova prenderebbe il posto di una perduta. Copia la cartella dei dati, poi: raccordo audit restore-stream {data}",
    en: "The stream {stream} has {present} entries, {size} are signed: NATS has lost its tail. Nothing is started, since a new entry would take a lost one's place. Copy the data folder, then: raccordo audit restore-stream {data}",
  },
  "restore-unfinished": {
    it: "Un ripristino del registro è rimasto a metà. Completalo prima di avviare: raccordo audit restore-stream {data}",
    en: "A restoration of the log was left unfinished. Finish it before the start: raccordo audit restore-stream {data}",
  },
  "restore-nothing": {
    it: "Ai flussi del registro non manca nulla: ogni voce firmata c'è ed è quella.",
    en: "The streams of the log lack nothing: each signed entry is there and is the one that was signed.",
  },
  "restore-lacks": {
    it: "{stream}: mancano le voci da {from} a {to} ({count}); tutte le altre sono state confrontate con quelle firmate. Si riscrivono dalle tessere, ognuna al suo posto.",
    en: "{stream}: entries {from} to {to} lack ({count}); all others were compared with what was signed. They are written again from the tiles, each in its own place.",
  },
  "restore-digests": {
    it: "{stream}: di {digests} voci il registro ha solo l'impronta (messaggi che non erano del registro): il loro contenuto è perduto, la voce resta.",
    en: "{stream}: of {digests} entries the log has the digest only (messages that were none of the log's): their content is lost, the entry stays.",
  },
  "restore-evidence": {
    it: "Prima copia la cartella dei dati: lo stato di adesso è una prova. Gli eventi e le copie che NATS ha perso insieme alla coda non tornano: il registro dice quali erano.",
    en: "First copy the data folder: its present state is evidence. Events and copies that NATS lost with the tail do not come back: the log says which they were.",
  },
  "restore-ask": { it: "Per procedere scrivi {word}: ", en: "To go on type {word}: " },
  "restore-unconfirmed": {
    it: "Non è stato scritto nulla. Per procedere: --confirm {word}",
    en: "Nothing was written. To go on: --confirm {word}",
  },
  "restore-done": {
    it: "{stream}: le voci da {from} a {to} sono di nuovo al loro posto, e il registro lo dice (`notice`, stream_restored). Ora: raccordo up, poi raccordo audit verify.",
    en: "{stream}: entries {from} to {to} are in their places again, and the log says so (`notice`, stream_restored). Now: raccordo up, then raccordo audit verify.",
  },
  "restore-differs": {
    it: "{about}, numero {sequence}: il flusso contiene altro da ciò che è firmato. Non è una perdita ma una prova: non è stato scritto nulla, non cancellare nulla (docs/log-crashes.md, «Il flusso è un altro»).",
    en: '{about}, number {sequence}: the stream holds something else than what was signed. This is no loss but evidence: nothing was written, delete nothing (docs/log-crashes.md, "The stream is another").',
  },
  "restore-trimmed": {
    it: "{about}: mancano voci all'inizio o in mezzo, che nessuno può riscrivere. Rimetti una copia di NATS (docs/log-crashes.md, «Il flusso ha perso voci»).",
    en: '{about}: entries lack at the beginning or between others, which nobody can write again. Put a copy of NATS back (docs/log-crashes.md, "The stream lost entries").',
  },
  "restore-sealed": {
    it: "{about} è chiuso e non prende più voci: rimetti una copia di NATS.",
    en: "{about} is sealed and takes no more entries: put a copy of NATS back.",
  },
  "restore-log-damaged": {
    it: "{about} non è ciò che è firmato: rimetti quel file da una copia (raccordo audit fsck), poi riprova. Non è stato scritto nulla.",
    en: "{about} is not what was signed: put that file back from a copy (raccordo audit fsck), then try again. Nothing was written.",
  },
  "restore-not-restorable": {
    it: "{about}, numero {sequence}: dalla voce e dalla sua parte non si ricava un messaggio che la dia di nuovo. Non è stato scritto nulla. Controlla la parte con raccordo audit fsck.",
    en: "{about}, number {sequence}: entry and part make no message that gives it again. Nothing was written. Check the part with raccordo audit fsck.",
  },
  "restore-unsigned": {
    it: "Nessuna configurazione firmata dai firmatari di questa cartella.",
    en: "No configuration signed by the signers of this folder.",
  },
  "restore-drift": {
    it: "Le impostazioni di {about} non sono le nostre: vedi raccordo doctor.",
    en: "The settings of {about} are not ours: see raccordo doctor.",
  },
  "restore-failed": {
    it: "Il ripristino è stato interrotto ({reason}). Ripeti il comando: riprende da dove era. {log}",
    en: "The restoration was broken off ({reason}). Give the command again: it goes on from there. {log}",
  },
} as const;
