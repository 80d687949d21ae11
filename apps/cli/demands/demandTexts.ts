/** What `recall` says. */
export const demandTexts = {
  "demand-made": {
    it: "Richiesta registrata per {path}: il dato è ritirato da ogni sala che l'ha, e non è più dato. Conferma dovuta entro {until}.",
    en: "Demand recorded for {path}: the datum is withdrawn from every room that has it, and is given no more. To be confirmed by {until}.",
  },
  "demand-before": {
    it: "La richiesta per {path} c'era già, con termine {until}: non ne nasce una seconda.",
    en: "The demand for {path} stands already, to be confirmed by {until}: no second one is made.",
  },
  "demand-rooms": {
    it: "Sale che hanno avuto il dato: {rooms}",
    en: "Rooms that got the datum: {rooms}",
  },
  "demand-rooms-none": {
    it: "Nessuna sala ha avuto il dato.",
    en: "No room got the datum.",
  },
  "demand-next": {
    it: "A che punto è: raccordo recall list",
    en: "Where it stands: raccordo recall list",
  },
  "demand-rectify": {
    it: "Invia ora il valore giusto con un messaggio della sala: le sale lo ricevono al posto di quello ritirato.",
    en: "Send the right value now with a message of the room: the rooms get it in place of the one withdrawn.",
  },
  "demand-unknown": {
    it: "La sala {room} non ha dato questo campo in un evento con questo nome. Un titolare può ritirare solo ciò che ha dato una sua sala.",
    en: "Room {room} gave no such field in an incident of this name. A titolare may take back only what a room of its own gave.",
  },
  "demand-ambiguous": {
    it: "Più componenti dell'evento hanno {path}: indica quale con --ref (raccordo incident show {incident} --room {room} --json).",
    en: "Several components of the incident have {path}: say which with --ref (raccordo incident show {incident} --room {room} --json).",
  },
  "demand-not-recallable": {
    it: "{path} non è un dato di una sala: il nucleo lo ricava da altri, o sta nella testata dei messaggi. Ritira il dato da cui nasce, o correggi con un messaggio.",
    en: "{path} is no datum of a room: the core makes it of others, or it stands in the head of messages. Take back what it is made of, or correct it with a message.",
  },
  "demand-shredded": {
    it: "Le chiavi dell'evento sono distrutte: qui non c'è più nulla da ritirare. Chi ha avuto il dato lo dice ancora il registro (raccordo incident show {incident} --room {room}): chiedi a quelle sale.",
    en: "The incident's keys are destroyed: there is nothing left to take back here. The log still tells who got the datum (raccordo incident show {incident} --room {room}): ask those rooms.",
  },
  "demand-not-authorised": {
    it: "La chiave non è tra quelle che la configurazione firmata dà al titolare della sala {room} per ritirare dati o confermare.",
    en: "The key is none of those that the signed configuration gives to the titolare of room {room} to take data back or to confirm.",
  },
  "demand-order-expired": {
    it: "L'ordine è firmato da più di sette giorni, o nel futuro: firmane un altro.",
    en: "The order was signed more than seven days ago, or in the future: sign another one.",
  },
  "demand-malformed": {
    it: "Il nucleo non capisce la richiesta: campo, riferimento o sala non sono scritti come devono.",
    en: "The core does not understand the demand: field, reference or room are not written as they must be.",
  },
  "demands-head": {
    it: "numero|entro (UTC)|tipo|motivo|campo|modalità|sala|conferme",
    en: "number|by (UTC)|kind|reason|field|mode|room|confirmations",
  },
  "demands-none": { it: "Nessuna richiesta.", en: "No demand." },
  "demands-more": {
    it: "Ce ne sono di più vecchie: sono nel registro.",
    en: "There are older ones: they are in the log.",
  },
  "demand-recall": { it: "ritiro", en: "recall" },
  "demand-rectification": { it: "rettifica", en: "rectification" },
  "demand-unlawful": { it: "non andava dato", en: "not to be given" },
  "demand-inaccurate": { it: "inesatto", en: "inaccurate" },
  "demand-erasure": { it: "cancellazione", en: "erasure" },
  "demand-order": { it: "ordine", en: "order" },
  "demand-state-confirmed": { it: "confermato", en: "confirmed" },
  "demand-state-delivered": { it: "consegnato, da confermare", en: "delivered, to be confirmed" },
  "demand-state-waiting": { it: "in attesa nella coda", en: "waiting in the feed" },
  "demand-state-withdrawn-before": {
    it: "ritirato già prima: avvisare la sala",
    en: "withdrawn before: tell the room",
  },
  "demand-state-held": { it: "NON ancora ritirato", en: "NOT withdrawn yet" },
  "demand-nobody": { it: "nessuna sala", en: "no room" },
  "demand-overdue": { it: "SCADUTA: {rooms}", en: "OVERDUE: {rooms}" },
  "demand-confirmed": {
    it: "Registrato: {room} ha confermato la richiesta {number}.",
    en: "Recorded: {room} confirmed demand {number}.",
  },
  "demand-confirmed-before": {
    it: "{room} aveva già confermato la richiesta {number}. Non cambia.",
    en: "{room} had confirmed demand {number} before. That stands.",
  },
  "demand-number-wrong": {
    it: "{number} non è un numero dell'elenco: si scrive anno/numero, per esempio 2026/41",
    en: "{number} is no number of the list: it is written year/number, for example 2026/41",
  },
  "demand-number-unknown": {
    it: "Nessuna richiesta {number} riguarda la sala {room}. L'elenco: raccordo recall list",
    en: "No demand {number} concerns room {room}. The list: raccordo recall list",
  },
} as const;
