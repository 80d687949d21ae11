/** Texts about where the log's commits are kept, and of `audit move-commits`. */
export const commitsTexts = {
  "commits-elsewhere": {
    it: "I checkpoint del registro sono in «{now}», deploy/commits.yaml dice «{then}». Non si avvia nulla: un archivio vuoto accanto a un registro cominciato lo farebbe firmare due volte. O rimetti l'impostazione di prima, o spostali: raccordo audit move-commits {data} --deploy CARTELLA",
    en: 'The log\'s checkpoints are in "{now}", deploy/commits.yaml says "{then}". Nothing is started: an empty store beside a log that has begun would let it be signed twice. Either put the former setting back, or move them: raccordo audit move-commits {data} --deploy FOLDER',
  },
  "commits-password": {
    it: "La password di PostgreSQL non si usa: {reason}. Il file deve essere leggibile solo da chi avvia Raccordo (chmod 600).",
    en: "PostgreSQL's password is not used: {reason}. Only whoever starts Raccordo may read the file (chmod 600).",
  },
  "commits-no-log": {
    it: "In {path} non c'è un registro: non c'è nulla da spostare, il primo avvio usa ciò che dice deploy/commits.yaml.",
    en: "In {path} there is no log: nothing is to be moved, the first start uses what deploy/commits.yaml says.",
  },
  "commits-already": {
    it: "I checkpoint del registro sono già in «{place}»; non è cambiato nulla.",
    en: 'The log\'s checkpoints are in "{place}" already; nothing was changed.',
  },
  "commits-source-moved": {
    it: "I checkpoint di {origin} non sono più in «{now}»: sono stati spostati in «{place}». Scrivi quello in deploy/commits.yaml e ripeti il comando.",
    en: 'The checkpoints of {origin} are no longer in "{now}": they were moved to "{place}". Put that into deploy/commits.yaml and give the command again.',
  },
  "commits-target-other": {
    it: "«{place}» ha già, per {origin}, un checkpoint di {size} voci che non è l'ultimo di questo registro. Non è stato cambiato nulla: è la traccia di un altro sequenziatore o di una copia rimessa. Non cancellarlo prima di sapere quale; confronta con i testimoni (raccordo audit verify --witnesses).",
    en: '"{place}" already has, for {origin}, a checkpoint of {size} entries that is not the last one of this log. Nothing was changed: it is the trace of another sequencer or of a copy that was put back. Do not delete it before you know which; compare with the witnesses (raccordo audit verify --witnesses).',
  },
  "commits-log-wrong": {
    it: "Non è stato cambiato nulla: il registro di {origin} e i suoi checkpoint non vanno insieme ({reason}). Vedi docs/log-crashes.md.",
    en: "Nothing was changed: the log of {origin} and its checkpoints do not belong together ({reason}). See docs/log-crashes.md.",
  },
  "commits-changed": {
    it: "Mentre si spostavano i checkpoint di {origin} un altro processo li ha cambiati: ferma quel processo (un secondo audit?) e ripeti il comando.",
    en: "While the checkpoints of {origin} were moved another process changed them: stop that process (a second audit?) and give the command again.",
  },
  "commits-away": {
    it: "PostgreSQL non risponde ({reason}). Ripeti il comando quando risponde: riprende da dove era.",
    en: "PostgreSQL does not answer ({reason}). Give the command again when it does: it goes on from there.",
  },
  "commits-refused": {
    it: "PostgreSQL non va bene per i checkpoint: {reason}",
    en: "PostgreSQL will not do for the checkpoints: {reason}",
  },
  "commits-moved-log": {
    it: "{origin}: spostato a {size} voci",
    en: "{origin}: moved at {size} entries",
  },
  "commits-moved": {
    it: "I checkpoint del registro sono ora in «{place}». In «{before}» resta un segno: chi lo usasse ancora si ferma. Anche una copia di quel file o di quella tabella non si rimette mai.",
    en: 'The log\'s checkpoints are now in "{place}". In "{before}" a mark stays: whoever still used it halts. A copy of that file or table is never put back either.',
  },
} as const;
