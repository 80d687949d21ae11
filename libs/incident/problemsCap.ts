/** Problems of a message in the Common Alerting Protocol. */
export const capProblems = {
  "cap-not-an-alert": {
    status: 422,
    it: { title: "La radice non è un alert CAP", advice: "Inviare un documento con radice alert." },
    en: { title: "The root is not a CAP alert", advice: "Send a document whose root is alert." },
  },
  "cap-namespace-unknown": {
    status: 422,
    it: { title: "Spazio dei nomi CAP non accettato", advice: "Usare CAP 1.2 o CAP 1.1." },
    en: { title: "CAP namespace not accepted", advice: "Use CAP 1.2 or CAP 1.1." },
  },
  "cap-element-missing": {
    status: 422,
    it: {
      title: "Elemento CAP obbligatorio mancante",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "Required CAP element missing",
      advice: "Correct the message as CAP 1.2 demands and send it again.",
    },
  },
  "cap-element-unknown": {
    status: 422,
    it: {
      title: "Elemento CAP sconosciuto",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "CAP element unknown",
      advice: "Correct the message as CAP 1.2 demands and send it again.",
    },
  },
  "cap-element-misplaced": {
    status: 422,
    it: {
      title: "Elemento CAP fuori posto",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "CAP element misplaced",
      advice: "Correct the message as CAP 1.2 demands and send it again.",
    },
  },
  "cap-element-repeated": {
    status: 422,
    it: {
      title: "Elemento CAP ripetuto",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "CAP element repeated",
      advice: "Correct the message as CAP 1.2 demands and send it again.",
    },
  },
  "cap-attribute-unknown": {
    status: 422,
    it: {
      title: "Attributo CAP sconosciuto",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "CAP attribute unknown",
      advice: "Correct the message as CAP 1.2 demands and send it again.",
    },
  },
  "cap-text-misplaced": {
    status: 422,
    it: {
      title: "Testo fuori posto in CAP",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "Text misplaced in CAP",
      advice: "Correct the message as CAP 1.2 demands and send it again.",
    },
  },
  "cap-value-malformed": {
    status: 422,
    it: {
      title: "Valore CAP non valido",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "CAP value malformed",
      advice: "Correct the message as CAP 1.2 demands and send it again.",
    },
  },
  "cap-references-missing": {
    status: 422,
    it: {
      title: "Update, Cancel, Ack o Error senza references",
      advice: "Indicare in references i messaggi a cui questo si riferisce.",
    },
    en: {
      title: "Update, Cancel, Ack or Error without references",
      advice: "Name in references the messages that this one refers to.",
    },
  },
  "cap-scope-missing": {
    status: 422,
    it: {
      title: "Elemento scope mancante",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "Element scope missing",
      advice: "Correct the message as CAP 1.2 demands and send it again.",
    },
  },
  "cap-restriction-missing": {
    status: 422,
    it: {
      title: "Scope Restricted senza restriction",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "Scope Restricted without restriction",
      advice: "Correct the message as CAP 1.2 demands and send it again.",
    },
  },
  "cap-addresses-missing": {
    status: 422,
    it: {
      title: "Scope Private senza addresses",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "Scope Private without addresses",
      advice: "Correct the message as CAP 1.2 demands and send it again.",
    },
  },
  "cap-identifier-malformed": {
    status: 422,
    it: {
      title: "Identificativo CAP non valido",
      advice: "Usare al massimo 200 lettere, cifre e . _ : / + @ # - senza spazi.",
    },
    en: {
      title: "CAP identifier malformed",
      advice: "Use at most 200 letters, digits and . _ : / + @ # - without spaces.",
    },
  },
  "cap-polygon-malformed": {
    status: 422,
    it: {
      title: "Poligono CAP non valido",
      advice: "Usare almeno quattro coppie lat,lon, con la prima uguale all'ultima.",
    },
    en: {
      title: "CAP polygon malformed",
      advice: "Use at least four lat,lon pairs, the first equal to the last.",
    },
  },
  "cap-circle-malformed": {
    status: 422,
    it: {
      title: "Cerchio CAP non valido",
      advice: "Usare lat,lon seguiti dal raggio in chilometri.",
    },
    en: {
      title: "CAP circle malformed",
      advice: "Use lat,lon followed by the radius in kilometres.",
    },
  },
  "cap-polygon-too-short": {
    status: 422,
    it: {
      title: "Poligono CAP con meno di quattro punti",
      advice: "Usare almeno quattro coppie lat,lon.",
    },
    en: {
      title: "CAP polygon with fewer than four points",
      advice: "Use at least four lat,lon pairs.",
    },
  },
  "cap-polygon-open": {
    status: 422,
    it: { title: "Poligono CAP non chiuso", advice: "Ripetere il primo punto alla fine." },
    en: { title: "CAP polygon not closed", advice: "Repeat the first point at the end." },
  },
  "cap-geocode-malformed": {
    status: 422,
    it: {
      title: "Geocodice CAP non valido",
      advice: "Scrivere le sei cifre del codice ISTAT del comune, zeri iniziali compresi.",
    },
    en: {
      title: "CAP geocode malformed",
      advice: "Write the six digits of the comune's ISTAT code, leading zeros included.",
    },
  },
  "cap-sender-malformed": {
    status: 422,
    it: {
      title: "Mittente CAP non valido",
      advice: "Usare al massimo 200 lettere, cifre e . _ : / + @ # - senza spazi.",
    },
    en: {
      title: "CAP sender malformed",
      advice: "Use at most 200 letters, digits and . _ : / + @ # - without spaces.",
    },
  },
  "cap-references-malformed": {
    status: 422,
    it: {
      title: "Riferimenti CAP non validi",
      advice: "Usare terne sender,identifier,sent separate da spazi.",
    },
    en: {
      title: "CAP references malformed",
      advice: "Use triples sender,identifier,sent separated by spaces.",
    },
  },
  "cap-incidents-malformed": {
    status: 422,
    it: {
      title: "Elemento incidents non valido",
      advice: "Nominare ogni evento con al massimo 200 lettere, cifre, spazi e . _ : / + @ # , -",
    },
    en: {
      title: "Element incidents malformed",
      advice: "Name each incident with at most 200 letters, digits, spaces and . _ : / + @ # , -",
    },
  },
  "cap-status-not-operational": {
    status: 422,
    it: { title: "Messaggio di prova, sistema o bozza", advice: "Usare Actual o Exercise." },
    en: { title: "Test, system or draft message", advice: "Use Actual or Exercise." },
  },
  "cap-answer-not-taken": {
    status: 422,
    it: {
      title: "Ack ed Error non sono eventi",
      advice:
        "Rispondere con le ricevute o con una presa in carico; un Ack di una sola copia ne conferma il ritiro.",
    },
    en: {
      title: "Ack and Error are not incidents",
      advice:
        "Answer by receipts or by taking charge; an Ack of one copy alone confirms its withdrawal.",
    },
  },
  "cap-expires-before-effective": {
    status: 422,
    it: {
      title: "Scadenza CAP non successiva all'inizio",
      advice: "Verificare effective ed expires.",
    },
    en: { title: "CAP expires not after effective", advice: "Check effective and expires." },
  },
} as const;
