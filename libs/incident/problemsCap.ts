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
  "cap-value-unknown": {
    status: 422,
    it: {
      title: "Valore CAP non previsto",
      advice: "Correggere il messaggio secondo CAP 1.2 e inviarlo di nuovo.",
    },
    en: {
      title: "CAP value not foreseen",
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
      title: "Update o Cancel senza references",
      advice: "Indicare in references i messaggi che si aggiornano o annullano.",
    },
    en: {
      title: "Update or Cancel without references",
      advice: "Name in references the messages that are updated or cancelled.",
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
  "cap-times-out-of-order": {
    status: 422,
    it: {
      title: "Orari CAP in ordine incoerente",
      advice: "Verificare effective, onset ed expires.",
    },
    en: { title: "CAP times out of order", advice: "Check effective, onset and expires." },
  },
  "cap-identifier-malformed": {
    status: 422,
    it: {
      title: "Identificativo CAP non valido",
      advice: "Usare un identificativo senza spazi, virgole, < e &.",
    },
    en: {
      title: "CAP identifier malformed",
      advice: "Use an identifier without spaces, commas, < and &.",
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
} as const;
