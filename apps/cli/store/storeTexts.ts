/** What `up` says of the message server's store. */
export const storeTexts = {
  "store-full": {
    it: "Il disco è pieno: il server dei messaggi non scrive più ({streams}). Nulla è perduto: i messaggi sono rifiutati o aspettano. Libera spazio; poi il server si riavvia da sé.",
    en: "The disk is full: the message server writes no more ({streams}). Nothing is lost: messages are refused or wait. Make room; the server then starts again by itself.",
  },
  "store-restarts": {
    it: "C'è di nuovo spazio, ma il server dei messaggi non scrive ancora ({streams}): lo si riavvia.",
    en: "There is room again, but the message server still does not write ({streams}): it is started again.",
  },
  "store-waits": {
    it: "C'è di nuovo spazio, ma il server dei messaggi si è fermato di nuovo ({streams}): lo si riavvia tra {seconds} s. Qualcosa riempie il disco: cerca che cosa.",
    en: "There is room again, but the message server stopped once more ({streams}): it is started again in {seconds} s. Something fills the disk: find out what.",
  },
  "store-theirs": {
    it: "C'è spazio, ma il server dei messaggi non scrive ({streams}). Non è di Raccordo: riavvialo tu, altrimenti i messaggi continuano ad aspettare.",
    en: "There is room, but the message server does not write ({streams}). It is not Raccordo's: start it again yourself, or messages go on waiting.",
  },
  "store-broken": {
    it: "Il server dei messaggi non scrive più ({streams}), e non per mancanza di spazio: il disco può essere guasto. Non lo si riavvia da sé: leggi nats/nats.log nella cartella dei dati e docs/log-crashes.md.",
    en: "The message server writes no more ({streams}), and not for lack of room: the disk may be failing. It is not started again by itself: read nats/nats.log in the data folder and docs/log-crashes.md.",
  },
  "store-silent": {
    it: "Il server dei messaggi c'è, ma non risponde per i suoi flussi, e lo spazio non manca. Se dura, riavvia `raccordo up` e leggi nats/nats.log nella cartella dei dati.",
    en: "The message server is there, but does not answer for its streams, and there is room. If it lasts, start `raccordo up` again and read nats/nats.log in the data folder.",
  },
  "store-writes": {
    it: "Il server dei messaggi scrive di nuovo.",
    en: "The message server writes again.",
  },
  "log-disk-full": {
    it: "Il disco è pieno: audit non firma più il registro, e dopo il limite non esce alcuna copia. Nulla è perduto. Libera spazio; poi audit si riavvia da sé.",
    en: "The disk is full: audit signs the log no more, and beyond the limit no copy leaves. Nothing is lost. Make room; audit then starts again by itself.",
  },
  "log-restarts": {
    it: "C'è di nuovo spazio: si riavvia audit, che riprende da ciò che è firmato.",
    en: "There is room again: audit is started again and goes on from what was signed.",
  },
  "log-waits": {
    it: "C'è di nuovo spazio, ma audit si è fermato di nuovo: lo si riavvia tra {seconds} s. Qualcosa riempie il disco: cerca che cosa.",
    en: "There is room again, but audit stopped once more: it is started again in {seconds} s. Something fills the disk: find out what.",
  },
  "log-not-written": {
    it: "Il disco non ha confermato una scrittura del registro, e non era pieno: audit non firma più e non lo si riavvia da sé. Controlla il disco (docs/log-crashes.md).",
    en: "The disk did not confirm what the log wrote, and it was not full: audit signs no more and is not started again by itself. Check the disk (docs/log-crashes.md).",
  },
  "log-written": {
    it: "audit scrive di nuovo il registro.",
    en: "audit writes the log again.",
  },
} as const;
