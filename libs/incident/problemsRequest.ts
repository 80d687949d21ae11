/** Problems of a request: who asks, for what, when, and how the core is. */
export const requestProblems = {
  "not-found": {
    status: 404,
    it: { title: "Risorsa inesistente", advice: "Controllare l'indirizzo nella documentazione." },
    en: { title: "No such resource", advice: "Check the address in the documentation." },
  },
  "method-not-allowed": {
    status: 405,
    it: {
      title: "Metodo non ammesso",
      advice: "Usare uno dei metodi elencati nell'intestazione Allow.",
    },
    en: { title: "Method not allowed", advice: "Use one of the methods in the Allow header." },
  },
  "content-type-unsupported": {
    status: 415,
    it: {
      title: "Formato non accettato da questa sala",
      advice: "Indicare nell'intestazione Content-Type un formato configurato per la sala.",
    },
    en: {
      title: "Format not accepted by this room",
      advice: "State in Content-Type a format that is configured for the room.",
    },
  },
  "content-encoding-unsupported": {
    status: 415,
    it: {
      title: "Corpo compresso non accettato",
      advice:
        "Inviare il corpo com'è, senza Content-Encoding (gzip, br, deflate o altro): la risposta lo dice anche con Accept-Encoding: identity.",
    },
    en: {
      title: "Compressed body not accepted",
      advice:
        "Send the body as it is, without Content-Encoding (gzip, br, deflate or other); the answer also says so by Accept-Encoding: identity.",
    },
  },
  "request-malformed": {
    status: 400,
    it: {
      title: "Richiesta HTTP non valida",
      advice: "Controllare indirizzo, intestazioni e lunghezza del corpo.",
    },
    en: {
      title: "HTTP request not valid",
      advice: "Check the address, the headers and the length of the body.",
    },
  },
  "rate-limited": {
    status: 429,
    it: {
      title: "Troppe richieste da questa sala",
      advice: "Riprovare con lo stesso message_id dopo il tempo indicato in Retry-After.",
    },
    en: {
      title: "Too many requests from this room",
      advice: "Try again with the same message_id after the time in Retry-After.",
    },
  },
  "credential-missing": {
    status: 401,
    it: {
      title: "Credenziale mancante",
      advice: "Inviare l'intestazione Authorization con la chiave della sala.",
    },
    en: {
      title: "Credential missing",
      advice: "Send the Authorization header with the room's key.",
    },
  },
  "credential-wrong": {
    status: 401,
    it: {
      title: "Credenziale non valida",
      advice: "Verificare la chiave della sala con chi gestisce il collegamento.",
    },
    en: {
      title: "Credential not valid",
      advice: "Check the room's key with whoever runs the connection.",
    },
  },
  "credential-expired": {
    status: 401,
    it: {
      title: "Credenziale scaduta o revocata",
      advice: "Usare la chiave o il certificato nuovo della sala.",
    },
    en: {
      title: "Credential expired or revoked",
      advice: "Use the room's new key or certificate.",
    },
  },
  "room-unknown": {
    status: 404,
    it: {
      title: "Sala operativa sconosciuta",
      advice: "Verificare il nome della sala nell'indirizzo.",
    },
    en: { title: "Operations room unknown", advice: "Check the name of the room in the address." },
  },
  "parameter-unknown": {
    status: 422,
    it: {
      title: "Parametro sconosciuto nell'indirizzo",
      advice:
        "Usare solo after, wait, mode e format per il feed (wait non per lo stream), mode per ricevute e conferme, nessuno altrove. Nulla è stato letto né confermato.",
    },
    en: {
      title: "Unknown parameter in the address",
      advice:
        "Use only after, wait, mode and format for the feed (wait not for the stream), mode for receipts and confirmations, none elsewhere. Nothing was read or confirmed.",
    },
  },
  "mode-unknown": {
    status: 422,
    it: { title: "Modalità sconosciuta", advice: "Usare actual oppure exercise." },
    en: { title: "Mode unknown", advice: "Use actual or exercise." },
  },
  "format-unknown": {
    status: 422,
    it: {
      title: "Formato delle copie non disponibile per questa sala",
      advice: "Chiedere native, oppure un protocollo configurato per la sala.",
    },
    en: {
      title: "Format of copies not available to this room",
      advice: "Ask for native, or for a protocol that is configured for the room.",
    },
  },
  "cursor-malformed": {
    status: 422,
    it: {
      title: "Cursore non valido",
      advice: "Usare il cursore ricevuto con l'ultima risposta, per la stessa sala e modalità.",
    },
    en: {
      title: "Cursor not valid",
      advice: "Use the cursor of the last answer, for the same room and mode.",
    },
  },
  "wait-out-of-range": {
    status: 422,
    it: {
      title: "Attesa fuori dai limiti",
      advice: "Chiedere un'attesa entro i limiti documentati.",
    },
    en: { title: "Wait out of range", advice: "Ask for a wait within the documented limits." },
  },
  "receipts-malformed": {
    status: 422,
    it: {
      title: "Ricevute non valide",
      advice: "Inviare items con delivery, kind, conditions_accepted e at.",
    },
    en: {
      title: "Receipts not valid",
      advice: "Send items with delivery, kind, conditions_accepted and at.",
    },
  },
  "delivery-unknown": {
    status: 404,
    it: {
      title: "Consegna sconosciuta",
      advice: "Indicare un identificativo di consegna ricevuto da questa sala.",
    },
    en: { title: "Delivery unknown", advice: "Name a delivery id that this room received." },
  },
  "confirmation-malformed": {
    status: 422,
    it: {
      title: "Conferma non valida",
      advice: "Indicare in delivery la consegna della copia che ha ritirato il dato.",
    },
    en: {
      title: "Confirmation not valid",
      advice: "Name in delivery the copy that withdrew the datum.",
    },
  },
  "demand-unknown": {
    status: 404,
    it: {
      title: "Nessuna richiesta da confermare con questa consegna",
      advice: "Indicare la copia che ha ritirato il dato; per le altre bastano le ricevute.",
    },
    en: {
      title: "No demand is confirmed by this delivery",
      advice: "Name the copy that withdrew the datum; for others receipts are enough.",
    },
  },
  "delivery-expired": {
    status: 410,
    it: {
      title: "Consegna scaduta",
      advice: "La copia non esiste più: chiedere alla sala mittente di inviare un aggiornamento.",
    },
    en: {
      title: "Delivery expired",
      advice: "The copy no longer exists: ask the sending room for an update.",
    },
  },
  "webhook-off": {
    status: 409,
    it: {
      title: "La sala non ha un webhook",
      advice: "Le copie si leggono dal feed; il webhook si configura nel file della sala.",
    },
    en: {
      title: "The room has no webhook",
      advice: "Copies are read from the feed; a webhook is set up in the room's file.",
    },
  },
  "incident-unknown": {
    status: 404,
    it: {
      title: "Evento sconosciuto a questa sala",
      advice: "Usare l'identificativo con cui la sala ha ricevuto l'evento.",
    },
    en: {
      title: "Incident unknown to this room",
      advice: "Use the identifier under which this room received the incident.",
    },
  },
  "not-your-incident": {
    status: 403,
    it: {
      title: "L'evento appartiene a un'altra sala",
      advice: "Sono ammesse solo le risposte: presa in carico, fine carico, rifiuto.",
    },
    en: {
      title: "The incident belongs to another room",
      advice: "Only answers are allowed: charge taken, charge ended, refused.",
    },
  },
  "message-id-reused": {
    status: 409,
    it: {
      title: "Identificativo già usato per un messaggio diverso",
      advice: "Assegnare un nuovo message_id; il primo messaggio resta valido.",
    },
    en: {
      title: "Identifier already used for a different message",
      advice: "Assign a new message_id; the first message stands.",
    },
  },
  "incident-shredded": {
    status: 410,
    it: {
      title: "Evento cancellato",
      advice: "I dati dell'evento sono stati cancellati: aprire un nuovo evento.",
    },
    en: {
      title: "Incident erased",
      advice: "The incident's data were erased: open a new incident.",
    },
  },
  "message-too-old": {
    status: 410,
    it: {
      title: "Messaggio troppo vecchio",
      advice: "I messaggi inviati oltre 30 giorni fa non sono accettati.",
    },
    en: {
      title: "Message too old",
      advice: "Messages sent more than 30 days ago are not accepted.",
    },
  },
  "sent-in-future": {
    status: 422,
    it: { title: "Ora di invio nel futuro", advice: "Verificare l'orologio del sistema mittente." },
    en: {
      title: "Time of sending in the future",
      advice: "Check the clock of the sending system.",
    },
  },
  busy: {
    status: 503,
    it: {
      title: "Servizio momentaneamente occupato",
      advice: "Riprovare con lo stesso message_id dopo il tempo indicato in Retry-After.",
    },
    en: {
      title: "Service busy for the moment",
      advice: "Try again with the same message_id after the time in Retry-After.",
    },
  },
  "core-unreachable": {
    status: 503,
    it: {
      title: "Nucleo non raggiungibile",
      advice:
        "Non è certo che il messaggio sia stato accettato: riprovare con lo stesso message_id.",
    },
    en: {
      title: "Core not reachable",
      advice:
        "It is not certain that the message was accepted: try again with the same message_id.",
    },
  },
  internal: {
    status: 500,
    it: {
      title: "Errore interno",
      advice: "Riprovare con lo stesso message_id; se continua, avvisare il gestore.",
    },
    en: {
      title: "Internal error",
      advice: "Try again with the same message_id; if it goes on, tell the operator.",
    },
  },
} as const;
