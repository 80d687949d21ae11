/** What `audit retire`, `audit verify` and the start say of years of the log whose term is over. */
export const retireTexts = {
  "retire-ordered": {
    it: "Verificato per intero il registro {year}: {size} voci, radice {root}. Ordine di ritirarlo scritto e firmato in {out}. Ora una seconda persona in un altro ruolo: raccordo audit retire --order {out} --key CHIAVE",
    en: "Verified the whole log of {year}: {size} entries, root {root}. Order to retire it written and signed in {out}. Now a second person in another role: raccordo audit retire --order {out} --key KEY",
  },
  "retire-recorded": {
    it: "Registrato (voce {seq} del registro {log}): l'anno {year} è ritirato. Flusso, tessere e parti sono tolti al prossimo avvio: ferma l'installazione, poi raccordo up {data}",
    en: "Recorded (entry {seq} of the log of {log}): the year {year} is retired. Stream, tiles and parts are removed at the next start: stop the installation, then raccordo up {data}",
  },
  "retire-removed": {
    it: "Anno {year} tolto: era ritirato con ordine {order}. Restano checkpoint, controfirme e marche temporali in {path}",
    en: "Year {year} removed: it was retired by order {order}. Checkpoints, cosignatures and time stamps stay in {path}",
  },
  "retire-waits": {
    it: "L'anno {year} è ritirato, ma la voce che lo dice non è ancora firmata: nulla è tolto prima del prossimo avvio.",
    en: "The year {year} is retired, but the entry that says so is not signed yet: nothing is removed before the next start.",
  },
  "retire-differs": {
    it: "{what} non è il registro {year} che fu ritirato: nulla è tolto, perché è una prova. Chiama chi risponde del registro.",
    en: "{what} is not the log of {year} that was retired: nothing is removed, since it is evidence. Call whoever answers for the log.",
  },
  "retire-entry-differs": {
    it: "La voce {seq} del registro {log} non ritira l'anno {year}: nulla è tolto. raccordo audit verify",
    en: "Entry {seq} of the log of {log} does not retire the year {year}: nothing is removed. raccordo audit verify",
  },
  "retire-no-log": {
    it: "Il registro {year} non è in questa cartella.",
    en: "The log of {year} is not in this folder.",
  },
  "retire-log-broken": {
    it: "Il registro {year} non è integro: non si ritira ciò che non si può provare. raccordo audit verify {path}",
    en: "The log of {year} does not hold: what cannot be proved is not retired. raccordo audit verify {path}",
  },
  "retire-not-cosigned": {
    it: "I testimoni hanno controfirmato {covered} voci su {size} del registro {year}: prima devono vederlo tutto.",
    en: "Witnesses have cosigned {covered} of the {size} entries of the log of {year}: first they must see all of it.",
  },
  "retire-order-differs": {
    it: "L'ordine non dice il registro {year} che è qui: altra grandezza o altra radice.",
    en: "The order does not say the log of {year} that is here: another size or root.",
  },
  "retire-refused": {
    it: "L'anno non è ritirato: {code}. I motivi sono in docs/retention.md",
    en: "The year is not retired: {code}. The reasons are in docs/retention.md",
  },
  "retire-usage": {
    it: "Prima persona: raccordo audit retire ANNO --key … --out ORDINE. Seconda: raccordo audit retire --order ORDINE --key …",
    en: "First person: raccordo audit retire YEAR --key … --out ORDER. Second: raccordo audit retire --order ORDER --key …",
  },
  "log-year-retired": {
    it: "  anno {year} ritirato con ordine {order}: erano {size} voci, termine finito il {due}.",
    en: "  year {year} retired by order {order}: there were {size} entries, their term was over at {due}.",
  },
  "log-year-still": {
    it: "  L'anno {year} è ritirato e si trova ancora qui: lo toglie il prossimo avvio (raccordo up).",
    en: "  The year {year} is retired and is still here: the next start removes it (raccordo up).",
  },
  "doctor-years-retired": {
    it: "anni del registro ritirati e tolti: {count}",
    en: "years of the log retired and removed: {count}",
  },
  "doctor-years-left": {
    it: "anni del registro ritirati che sono ancora qui, o tornati con una copia di riserva: {years}",
    en: "years of the log that are retired and still here, or came back with a backup: {years}",
  },
  "doctor-years-left-do": {
    it: "ferma l'installazione e avviala di nuovo: raccordo up li toglie",
    en: "stop the installation and start it again: raccordo up removes them",
  },
} as const;
