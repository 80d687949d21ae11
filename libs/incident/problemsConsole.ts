/** Problems of the console: who reads the log, why, and what of it. */
export const consoleProblems = {
  "session-missing": {
    status: 401,
    it: {
      title: "Sessione assente o scaduta",
      advice: "Accedere di nuovo alla console.",
    },
    en: {
      title: "No session, or it has expired",
      advice: "Sign in to the console again.",
    },
  },
  "not-from-console": {
    status: 403,
    it: {
      title: "Richiesta non partita dalla console",
      advice: "Ricaricare la pagina della console e ripetere da lì; nulla è stato fatto.",
    },
    en: {
      title: "The request does not come from the console",
      advice: "Reload the console's page and do it again there; nothing was done.",
    },
  },
  "viewer-key-missing": {
    status: 401,
    it: {
      title: "Chiave di chi consulta mancante",
      advice: "Inviare l'intestazione Authorization con la propria chiave.",
    },
    en: {
      title: "Viewer's key missing",
      advice: "Send the Authorization header with your own key.",
    },
  },
  "viewer-key-wrong": {
    status: 401,
    it: {
      title: "Chiave di chi consulta non valida",
      advice: "Chiedere una chiave a chi gestisce l'installazione.",
    },
    en: {
      title: "Viewer's key not valid",
      advice: "Ask whoever runs the installation for a key.",
    },
  },
  "viewer-key-expired": {
    status: 401,
    it: {
      title: "Chiave di chi consulta scaduta o revocata",
      advice: "Chiedere una chiave nuova a chi gestisce l'installazione.",
    },
    en: {
      title: "Viewer's key expired or revoked",
      advice: "Ask whoever runs the installation for a new key.",
    },
  },
  "too-many-attempts": {
    status: 429,
    it: {
      title: "Troppi tentativi con chiavi non valide",
      advice: "Attendere il tempo indicato in Retry-After.",
    },
    en: {
      title: "Too many attempts with wrong keys",
      advice: "Wait for the time in Retry-After.",
    },
  },
  "viewer-rate-limited": {
    status: 429,
    it: {
      title: "Troppe richieste di chi consulta",
      advice: "Riprovare dopo il tempo indicato in Retry-After.",
    },
    en: {
      title: "Too many requests of this viewer",
      advice: "Try again after the time in Retry-After.",
    },
  },
  "purpose-missing": {
    status: 422,
    it: {
      title: "Finalità della lettura non dichiarata",
      advice: "Dichiarare una finalità ammessa nell'intestazione Raccordo-Purpose o in read_for.",
    },
    en: {
      title: "Purpose of the reading not stated",
      advice: "State an allowed purpose in the Raccordo-Purpose header or in read_for.",
    },
  },
  "purpose-unknown": {
    status: 422,
    it: {
      title: "Finalità della lettura non ammessa",
      advice: "Usare una sola delle finalità documentate (art. 21 comma 3 D.Lgs. 51/2018).",
    },
    en: {
      title: "Purpose of the reading not allowed",
      advice: "Use one of the documented purposes (art. 21(3) D.Lgs. 51/2018).",
    },
  },
  "role-not-allowed": {
    status: 403,
    it: {
      title: "Il ruolo non consente questa lettura",
      advice: "Rivolgersi al responsabile della protezione dei dati.",
    },
    en: {
      title: "The role does not allow this reading",
      advice: "Turn to the data protection officer.",
    },
  },
  "filter-not-allowed": {
    status: 403,
    it: {
      title: "Filtro su dati che non spettano a chi consulta",
      advice: "Togliere il filtro indicato, o limitarlo alle sale del proprio titolare.",
    },
    en: {
      title: "Filter on what this viewer may not see",
      advice: "Remove the filter that errors points to, or keep it to rooms of your own titolare.",
    },
  },
  "query-malformed": {
    status: 422,
    it: {
      title: "Domanda al registro non valida",
      advice: "Correggere il parametro indicato da errors.",
    },
    en: {
      title: "Question to the log not valid",
      advice: "Correct the parameter that errors points to.",
    },
  },
  "cursor-other": {
    status: 422,
    it: {
      title: "Cursore di un'altra domanda",
      advice: "Usare il cursore con gli stessi filtri e lo stesso ordine.",
    },
    en: {
      title: "Cursor of another question",
      advice: "Use the cursor with the same filters and order.",
    },
  },
  "too-many-rows": {
    status: 422,
    it: { title: "Risultato troppo grande", advice: "Restringere il periodo o i filtri." },
    en: { title: "Result too large", advice: "Narrow the period or the filters." },
  },
  "entry-unknown": {
    status: 404,
    it: {
      title: "Voce non presente nel registro firmato",
      advice: "Verificare anno e numero; una voce appena scritta compare con il checkpoint.",
    },
    en: {
      title: "No such entry in the signed log",
      advice: "Check year and number; an entry just written shows with its checkpoint.",
    },
  },
  "export-purpose": {
    status: 422,
    it: {
      title: "Finalità non ammessa per un'esportazione",
      advice: "Usare una finalità per cui il registro può uscire dal sistema.",
    },
    en: {
      title: "Purpose not allowed for an export",
      advice: "Use a purpose for which the log may leave the system.",
    },
  },
  "export-empty": {
    status: 422,
    it: { title: "Nessuna voce nel periodo", advice: "Scegliere un altro periodo." },
    en: { title: "No entry in the period", advice: "Choose another period." },
  },
  "log-forked": {
    status: 500,
    it: {
      title: "Il registro e ciò che è firmato non concordano",
      advice: "Conservare tutto e avvisare il responsabile della protezione dei dati.",
    },
    en: {
      title: "The log and what is signed do not agree",
      advice: "Keep everything and tell the data protection officer.",
    },
  },
  "log-not-ready": {
    status: 503,
    it: {
      title: "Registro non ancora consultabile",
      advice: "Riprovare dopo il tempo indicato in Retry-After.",
    },
    en: {
      title: "The log cannot be consulted yet",
      advice: "Try again after the time in Retry-After.",
    },
  },
  "search-interrupted": {
    status: 503,
    it: {
      title: "Ricerca nel registro interrotta",
      advice:
        "Riprovare dopo il tempo indicato in Retry-After; un periodo breve richiede meno tempo.",
    },
    en: {
      title: "The search in the log was broken off",
      advice: "Try again after the time in Retry-After; a shorter period takes less time.",
    },
  },
  "field-not-stated": {
    status: 404,
    it: {
      title: "Il messaggio non contiene questo campo",
      advice: "Controllare voce e nome del campo.",
    },
    en: { title: "The message has no such field", advice: "Check the entry and the field's name." },
  },
  "component-unclear": {
    status: 409,
    it: {
      title: "Più parti del messaggio hanno questo campo",
      advice: "Indicare in ref uno dei riferimenti elencati in errors.",
    },
    en: {
      title: "Several components have this field",
      advice: "State in ref one of the references listed in errors.",
    },
  },
  "data-destroyed": {
    status: 410,
    it: {
      title: "Dato non più conservato",
      advice: "Chiavi distrutte o messaggio scaduto: resta la sola prova. Nulla lo può riaprire.",
    },
    en: {
      title: "Datum no longer kept",
      advice: "Keys destroyed or message expired: the proof alone is left. Nothing can open it.",
    },
  },
  "data-unreadable": {
    status: 409,
    it: {
      title: "Il messaggio conservato non corrisponde alla voce",
      advice: "Avvisare il responsabile della protezione dei dati.",
    },
    en: {
      title: "The kept message is not what the entry committed to",
      advice: "Tell the data protection officer.",
    },
  },
  "reading-not-recorded": {
    status: 503,
    it: {
      title: "Lettura non registrabile: nulla è stato letto",
      advice: "Riprovare; se continua, avvisare il gestore. Senza registrazione non si legge.",
    },
    en: {
      title: "Reading cannot be recorded: nothing was read",
      advice: "Try again; if it goes on, tell the operator. Nothing is read unrecorded.",
    },
  },
  "rules-unknown": {
    status: 404,
    it: {
      title: "Insieme di regole non presente nel registro firmato",
      advice: "Controllare l’impronta; un insieme appena preparato compare con il checkpoint.",
    },
    en: {
      title: "No such rule set in the signed log",
      advice: "Check its hash; a set just staged shows with the next checkpoint.",
    },
  },
  "rules-unreadable": {
    status: 409,
    it: {
      title: "Questo programma non ricompone l’insieme di regole",
      advice:
        "È di un’altra versione del programma, o il registro è danneggiato: avvisare il gestore.",
    },
    en: {
      title: "This program does not compile the rule set",
      advice: "It is of another version of the program, or the log is damaged: tell the operator.",
    },
  },
  "rules-too-long": {
    status: 422,
    it: {
      title: "Il confronto richiede troppo tempo",
      advice: "Scegliere un periodo più breve, o usare raccordo policy backtest.",
    },
    en: {
      title: "The comparison takes too long",
      advice: "Choose a shorter period, or use raccordo policy backtest.",
    },
  },
  "rules-not-answered": {
    status: 503,
    it: {
      title: "Chi decide non ha risposto",
      advice: "Ripetere tra qualche secondo: la stessa richiesta due volte vale una volta.",
    },
    en: {
      title: "Policy did not answer",
      advice: "Ask again in some seconds: the same request twice counts once.",
    },
  },
  "approval-missing": {
    status: 403,
    it: {
      title: "Serve l'approvazione di una seconda persona",
      advice: "Far firmare la richiesta a un incaricato del titolare in un altro ruolo.",
    },
    en: {
      title: "The approval of a second person is needed",
      advice: "Have the request signed by an officer of the titolare in another role.",
    },
  },
  "order-unknown": {
    status: 404,
    it: {
      title: "L'ordine riguarda qualcosa che non c'è",
      advice: "Aggiornare l'elenco: la voce indicata non è in attesa di questo ordine.",
    },
    en: {
      title: "The order is about something that is not there",
      advice: "Load the list again: the entry named does not wait for this order.",
    },
  },
  "order-not-authorised": {
    status: 403,
    it: {
      title: "Firma non riconosciuta per questo ordine",
      advice: "Firmare con la chiave di un incaricato del titolare che la configurazione nomina.",
    },
    en: {
      title: "Signature not recognised for this order",
      advice: "Sign with the key of an officer of the titolare that the configuration names.",
    },
  },
  "order-expired": {
    status: 422,
    it: {
      title: "Ordine firmato troppo tempo fa, o con l'orologio in avanti",
      advice: "Controllare l'ora del computer e firmare di nuovo.",
    },
    en: {
      title: "Order signed too long ago, or by a clock that is ahead",
      advice: "Check the computer's clock and sign again.",
    },
  },
  "order-not-recorded": {
    status: 503,
    it: {
      title: "Ordine non registrabile: nulla è cambiato",
      advice: "Riprovare: lo stesso ordine conta una volta sola.",
    },
    en: {
      title: "Order cannot be recorded: nothing was changed",
      advice: "Try again: the same order counts once only.",
    },
  },
  "console-busy": {
    status: 503,
    it: {
      title: "Console momentaneamente occupata",
      advice: "Riprovare dopo il tempo indicato in Retry-After.",
    },
    en: { title: "Console busy", advice: "Try again after the time in Retry-After." },
  },
  "change-not-recorded": {
    status: 503,
    it: {
      title: "Modifica non registrabile: nulla è cambiato",
      advice: "Riprovare; se continua, avvisare il gestore. Senza registrazione non si modifica.",
    },
    en: {
      title: "Change cannot be recorded: nothing was changed",
      advice: "Try again; if it goes on, tell the operator. Nothing is changed unrecorded.",
    },
  },
  "credential-unknown": {
    status: 404,
    it: {
      title: "Credenziale sconosciuta",
      advice: "Ricaricare l'elenco delle credenziali della sala.",
    },
    en: {
      title: "Credential unknown",
      advice: "Load the list of the room's credentials again.",
    },
  },
  "credential-ended": {
    status: 409,
    it: {
      title: "Credenziale già finita: nulla è cambiato",
      advice: "Qualcuno l'ha già revocata, o il suo termine è passato: ricaricare l'elenco.",
    },
    en: {
      title: "Credential already over: nothing was changed",
      advice: "Somebody has revoked it, or its term has passed: load the list again.",
    },
  },
  "credentials-changed": {
    status: 409,
    it: {
      title: "Le credenziali della sala sono cambiate nel frattempo: nessuna chiave è stata creata",
      advice:
        "Qualcuno ha appena creato o revocato una chiave: guardare l'elenco, e crearne un'altra solo se serve ancora.",
    },
    en: {
      title: "The room's credentials have changed meanwhile: no key was made",
      advice:
        "Somebody has just made or revoked a key: look at the list, and make another only if it is still needed.",
    },
  },
  "credentials-not-here": {
    status: 409,
    it: {
      title: "Credenziali della sala non leggibili in questa installazione",
      advice: "Usare raccordo room credentials sulla macchina, e ripristinare il file.",
    },
    en: {
      title: "The room's credentials cannot be read in this installation",
      advice: "Use raccordo room credentials on the machine, and restore the file.",
    },
  },
  "credentials-full": {
    status: 409,
    it: {
      title: "Troppe credenziali della sala",
      advice: "Quelle finite da 30 giorni vengono tolte alla rotazione seguente: attendere.",
    },
    en: {
      title: "Too many credentials of the room",
      advice: "Those that ended 30 days ago are dropped at the next rotation: wait.",
    },
  },
  "room-key-not-kept": {
    status: 409,
    it: {
      title: "La chiave della sala non è conservata qui",
      advice: "Chiedere alla sala di farlo con la propria chiave presso il suo adattatore.",
    },
    en: {
      title: "The room's key is not kept here",
      advice: "Ask the room to do it with its own key at its adapter.",
    },
  },
  "edge-away": {
    status: 503,
    it: {
      title: "L'adattatore della sala non risponde",
      advice: "Verificare il processo dell'adattatore e riprovare.",
    },
    en: {
      title: "The room's adapter does not answer",
      advice: "Check the adapter's process and try again.",
    },
  },
} as const;
