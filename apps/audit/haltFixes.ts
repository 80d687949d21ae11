/** What a person does about it, in Italian and in English. */
export interface Fix {
  readonly it: string;
  readonly en: string;
}

/** Why nothing is signed any more: the stream and the signed log do not agree, or the disk is in doubt. */
export type HaltCode =
  | "log-stream-trimmed"
  | "log-stream-shorter"
  | "log-stream-differs"
  | "log-stream-missing"
  | "log-stream-gap"
  | "log-store-damaged"
  | "log-sync-failed"
  | "log-went-back"
  | "log-commits-refused"
  | "log-commits-moved";

const page = "docs/log-crashes.md";

/** The first steps of each halt; the page has the rest. */
export const haltFixes: Readonly<Record<HaltCode, Fix>> = {
  "log-stream-trimmed": {
    it: `il flusso AUDIT ha perso voci: ferma tutto, copia le cartelle di NATS e del registro, cerca chi ha cambiato il flusso, rimetti una copia di NATS, poi \`raccordo audit restore-stream\` riscrive la coda dalle tessere (${page}, «Il flusso ha perso voci»)`,
    en: `the AUDIT stream lost entries: stop everything, copy the folders of NATS and of the log, find who changed the stream, put a copy of NATS back, then \`raccordo audit restore-stream\` writes the tail again from the tiles (${page}, "The stream lost entries")`,
  },
  "log-stream-shorter": {
    it: `il flusso AUDIT finisce prima del registro firmato: ferma tutto prima che qualcuno scriva ancora, copia le cartelle, poi \`raccordo audit restore-stream\` ripristina la coda dalle tessere (${page}, «Il flusso è più corto»)`,
    en: `the AUDIT stream ends before the signed log: stop everything before anyone writes again, copy the folders, then \`raccordo audit restore-stream\` restores the tail from the tiles (${page}, "The stream is shorter")`,
  },
  "log-stream-differs": {
    it: `il flusso AUDIT contiene altro da ciò che è firmato: ferma tutto, copia le cartelle, confronta con \`raccordo audit verify\`; è una prova, non cancellare nulla (${page}, «Il flusso è un altro»)`,
    en: `the AUDIT stream holds something else than what was signed: stop everything, copy the folders, compare with \`raccordo audit verify\`; it is evidence, delete nothing (${page}, "The stream is another")`,
  },
  "log-stream-missing": {
    it: `manca il flusso AUDIT dell'anno: non crearne uno vuoto; rimetti la cartella di NATS, oppure \`raccordo audit restore-stream\` lo riscrive dalle tessere (${page}, «Il flusso è più corto»)`,
    en: `the year's AUDIT stream is missing: do not create an empty one; put the folder of NATS back, or \`raccordo audit restore-stream\` writes it again from the tiles (${page}, "The stream is shorter")`,
  },
  "log-stream-gap": {
    it: `durante la lettura il flusso AUDIT è cambiato sotto mano: guarda il registro di nats-server, poi riavvia audit; se si ferma di nuovo dice dove (${page}, «Il flusso è un altro»)`,
    en: `the AUDIT stream changed while it was read: look at nats-server's log, then restart audit; if it halts again it says where (${page}, "The stream is another")`,
  },
  "log-store-damaged": {
    it: `un file del registro non è ciò che è firmato: non cancellarlo; copia la cartella, rimetti quel file da una copia, riavvia (${page}, «Un file del registro»)`,
    en: `a file of the log is not what was signed: do not delete it; copy the folder, put that file back from a copy, restart (${page}, "A file of the log")`,
  },
  "log-sync-failed": {
    it: `il disco non ha confermato una scrittura: controllalo (dmesg, smartctl), spostane la cartella se è guasto, poi riavvia audit: riprende da ciò che è firmato (${page}, «Il disco»)`,
    en: `the disk did not confirm a write: check it (dmesg, smartctl), move the folder if it fails, then restart audit: it goes on from what was signed (${page}, "The disk")`,
  },
  "log-went-back": {
    it: `l'archivio dei checkpoint è più vecchio del registro pubblicato: è stato ripristinato da una copia; rimetti quello vero, non continuare da qui: firmerebbe una seconda storia (${page}, «L'archivio dei checkpoint»)`,
    en: `the store of checkpoints is older than the published log: it was restored from a copy; put the real one back and do not go on from here: it would sign a second history (${page}, "The store of checkpoints")`,
  },
  "log-commits-refused": {
    it: `PostgreSQL potrebbe perdere un checkpoint: correggi l'impostazione che il messaggio nomina, riavvia il server e poi audit (${page}, «L'archivio dei checkpoint»)`,
    en: `PostgreSQL could lose a checkpoint: correct the setting that the message names, restart the server, then audit (${page}, "The store of checkpoints")`,
  },
  "log-commits-moved": {
    it: `i checkpoint di questo registro sono stati spostati in un altro archivio: questo processo usa ancora il vecchio; completa lo spostamento con \`raccordo audit move-commits\` e riavvia (${page}, «Spostare i checkpoint»)`,
    en: `the checkpoints of this log were moved to another store: this process still uses the old one; finish the move with \`raccordo audit move-commits\` and restart (${page}, "Moving the checkpoints")`,
  },
};

/** The server does not let us make the stream of the year that begins. */
export const nextYearFix: Fix = {
  it: "genera la configurazione del server per il nuovo anno e ricaricala",
  en: "generate the server's configuration for the new year and reload it",
};
