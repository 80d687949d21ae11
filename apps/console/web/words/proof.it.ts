/** Texts of the page "Prove". */
export const proof = {
  lead: "Qui il controllo lo fa questo browser, con i propri calcoli: firme, controfirme dei testimoni e radici non sono credute perché le dice la console.",
  noCrypto:
    "Questo browser non permette i calcoli crittografici a questo indirizzo: serve HTTPS, oppure 127.0.0.1. Usa «raccordo audit verify», o apri la console con HTTPS.",
  years: "Registro {{origin}}",
  state: {
    title: "Stato del registro",
    lead: "Così lo mostra la console; premi «Verifica ora» per controllarlo qui.",
    size: "{{size}} voci sotto l’ultimo checkpoint firmato.",
    covered: "Fino a {{size}} voci il quorum dei testimoni ha controfirmato (livello L2).",
    notCovered: "Il quorum dei testimoni non ha ancora controfirmato: livello L1.",
    cosigned: "{{name}} ha controfirmato alle {{at}}",
    cosignedUnknown: "{{name}} ha controfirmato",
    absent: "{{name}}: la sua controfirma manca",
    noWitnesses: "Nessun testimone è nominato nella politica.",
    unreachable:
      "Il processo che firma il registro non risponde: lo stato dei testimoni non è noto.",
    halted: "La firma del registro è FERMA: {{reason}}",
    witnessState: "{{name}}: {{words}}; fino a {{size}} voci",
    witnesses: "Come rispondono i testimoni adesso",
  },
  verify: {
    title: "Verifica",
    now: "Verifica ora",
    running: "Verifica in corso…",
    good: "Tutto torna: firme, storia e controfirme sono quelle attese.",
    open: "Nulla smentisce il registro, ma non tutto è dimostrato: leggi i punti aperti.",
    bad: "NON TORNA: leggi l’avviso rosso in cima alla pagina.",
    at: "Verificato da questo browser alle {{at}}.",
    outcome: { good: "Verificato", open: "Aperto", bad: "NON TORNA", absent: "Non c’è" },
    download: "Scarica tutto ciò che è stato ricevuto (JSON)",
  },
  steps: {
    key: "Chiave del registro",
    signature: "Firma del checkpoint (Ed25519)",
    second: "Seconda firma (ML-DSA-44)",
    growth: "Il registro è solo cresciuto",
    policy: "Politica dei testimoni",
    witness: "Testimone",
    quorum: "Quorum dei testimoni",
    elsewhere: "Checkpoint avuto da altri",
    proof: "Prova ricevuta",
    inclusion: "La voce è nell’albero",
    sameLog: "È lo stesso registro",
    shown: "Registro visto in passato",
  },
  results: {
    keyFirst:
      "È la prima volta che questo browser vede questo registro: la chiave è accettata come mostrata. Confrontala con quella avuta da un’altra fonte: {{vkey}}",
    keySame: "La chiave è quella che questo browser conosce.",
    keyChanged:
      "La chiave del registro NON è quella che questo browser conosce. Prima: {{before}} – ora: {{vkey}}",
    keyMalformed: "La chiave mostrata non è una chiave valida.",
    signed: "Firmato dalla chiave del registro: {{size}} voci, radice {{root}}",
    checkpointMalformed: "Il checkpoint mostrato non è un checkpoint.",
    logOther: "Il checkpoint è di un altro registro.",
    signatureMissing:
      "Nessuna firma della chiave del registro: è firmato da un’altra chiave o da nessuno.",
    signatureWrong: "La firma del registro è falsa: il testo è stato cambiato dopo la firma.",
    secondSigned: "Anche la seconda firma è buona.",
    secondNone: "Questo registro non ha una seconda firma.",
    secondMissing: "Il registro dice di firmare anche con ML-DSA-44, e questa firma non c’è.",
    secondDropped: "La seconda firma c’era e ora il registro dice di non averla.",
    secondChanged: "La chiave della seconda firma non è quella che questo browser conosce.",
    secondWrong: "La seconda firma è falsa, o la sua chiave non è valida.",
    growthFirst:
      "Prima visita: da ora questo browser ricorda {{size}} voci e potrà dire se la storia cambia.",
    growthNone: "Stesse {{size}} voci e stessa radice dell’ultima volta.",
    grown: "Dalle {{from}} voci viste alle {{at}} alle {{size}} di ora: solo aggiunte, dimostrato.",
    forked:
      "BIFORCAZIONE: per {{size}} voci ci sono due radici diverse firmate dalla stessa chiave. Sono state mostrate due storie.",
    shrunken:
      "REGISTRO ACCORCIATO: erano note {{from}} voci, ora ne sono mostrate {{size}}. Manca la fine.",
    replayed:
      "CHECKPOINT VECCHIO: è mostrato di nuovo quello di {{size}} voci, mentre questo browser ne ha già viste {{from}}.",
    rewritten:
      "STORIA RISCRITTA: il registro di {{size}} voci non comincia con le {{from}} voci note. Una voce di prima è stata cambiata o tolta.",
    growthMalformed:
      "La prova che il registro è solo cresciuto è monca o non è una prova ({{from}} → {{size}}).",
    growthRefused:
      "La console rifiuta di dimostrare che il registro è solo cresciuto ({{from}} → {{size}}).",
    policyNone: "Non c’è una politica dei testimoni: nessuna controfirma conta.",
    policyFirst:
      "Politica vista per la prima volta: {{witnesses}} testimoni, quorum «{{quorum}}». Confrontala con quella avuta da un’altra fonte.",
    policySame:
      "La politica è quella che questo browser conosce: {{witnesses}} testimoni, quorum «{{quorum}}».",
    policyChanged:
      "La politica mostrata NON è quella che questo browser conosce. Qui vale ancora quella conosciuta, finché non accetti la nuova più sotto.",
    policyMalformed: "La politica dei testimoni non si può leggere (riga {{line}}).",
    cosigned: "{{name}} ha controfirmato {{size}} voci alle {{at}} ({{algorithm}}, chiave {{key}})",
    witnessMissing: "{{name}}: la sua controfirma manca.",
    witnessForged: "{{name}}: la controfirma è FALSA.",
    witnessReplayed: "{{name}}: la controfirma è PRESA DA ALTROVE, è quella su {{from}} voci.",
    quorumMet: "Il quorum «{{quorum}}» ha controfirmato fino a {{covered}} voci: livello L2.",
    quorumMissing:
      "Il quorum «{{quorum}}» non c’è: nessuno dimostra che altri abbiano visto lo stesso registro.",
    quorumNobody: "La politica non chiede nessun testimone.",
    elsewhereAgrees:
      "Concorda: il checkpoint di {{from}} voci è l’inizio del registro mostrato ({{size}} voci).",
    proofRead: "Ricevuta la prova con la voce {{index}}: {{bytes}} byte.",
    proofMalformed: "Ciò che è arrivato non è una prova.",
    proofOfOther: "È la prova di un’altra voce: {{of}} e non {{index}}.",
    leafMissing: "La prova non porta con sé la voce: qui non si può controllare.",
    included:
      "La voce {{index}} è tra le {{size}} voci firmate: dall’impronta {{leafHash}}, con {{hashes}} passi, si arriva alla radice {{root}}",
    entryChanged: "VOCE CAMBIATA: i byte della voce {{index}} non portano alla radice firmata.",
    siblingsSwapped: "I passi della prova sono in un ordine sbagliato: la prova è stata alterata.",
    proofLength:
      "La prova ha passi in meno o in più di quanti ne servono: è stata troncata o allungata.",
    sameLog: "È il registro controllato sopra, non un altro.",
    logGone:
      "REGISTRO NASCOSTO: «{{origin}}» era stato visto da questo browser e non è più mostrato.",
    logRetired:
      "«{{origin}}» non è più mostrato. Se il suo termine è finito, nel registro di un anno successivo c’è la voce che lo dice.",
  },
  alarm: {
    title: "ATTENZIONE: il registro non è quello che dovrebbe essere",
    since: "Avviso delle {{at}}, registro {{origin}}",
    means: "Che cosa vuol dire",
    todo: "Che cosa fare",
    meanings: {
      history:
        "Il registro può solo crescere. Chi lo tiene ha mostrato storie diverse, o ha tolto o cambiato qualcosa. Un errore di collegamento non produce questo risultato.",
      key: "Ciò che è mostrato non è firmato da chi deve firmare il registro. Può essere un’installazione rifatta da capo, o qualcuno che si mette in mezzo.",
      witness:
        "Una controfirma non è del testimone di cui porta il nome. Non si può dire che altri abbiano visto questo registro.",
      proof:
        "La console ha risposto con una prova che non dimostra nulla. O la risposta è stata alterata, o la voce non è nel registro.",
    },
    steps: {
      keep: "Scarica subito le prove: contengono tutto ciò che è stato ricevuto, con le firme.",
      tell: "Non correggere nulla e non riavviare: avvisa il titolare, chi custodisce i testimoni e, se serve, il Garante.",
      compare:
        "Chiedi a un testimone o a un monitor il suo checkpoint e incollalo più sotto, per sapere quale storia è la vera.",
    },
    download: "Scarica le prove (JSON)",
    confirm: "Ho scaricato le prove e ho avvisato chi di dovere",
    close: "Togli l’avviso",
  },
  entry: {
    title: "Prova di una voce",
    lead: "Una voce si indica con l’anno del registro e con il suo numero, come nella pagina Scambi.",
    year: "Anno",
    index: "Numero della voce",
    check: "Verifica la voce",
    wrong: "Scrivi un anno di quattro cifre e un numero intero.",
    noLog: "Non c’è un registro di quell’anno la cui firma sia buona.",
    bytes: "La voce, byte per byte, come è nel registro",
    download: "Scarica la prova (c2sp.org/tlog-proof@v1)",
  },
  kept: {
    title: "Che cosa conserva questo browser",
    lead: "Per ogni registro restano qui, e solo qui, la chiave, la politica e i checkpoint visti. La prima volta si crede a ciò che è mostrato; da allora ogni cambiamento si vede. Chi cancella i dati del browser ricomincia dalla prima volta.",
    none: "Ancora nulla: la prima verifica comincia la memoria.",
    damaged:
      "Ciò che questo browser conservava non si può leggere: la memoria ricomincia dalla prossima verifica. Se nessuno ha toccato i dati del browser, avvisa chi lo amministra.",
    caption: "Checkpoint visti del registro {{origin}}",
    size: "Voci",
    root: "Radice",
    at: "Visto",
    key: "Chiave: {{vkey}}",
    acceptPolicy: "Accetta la politica mostrata ora",
    policyNow: "Politica mostrata ora, da confrontare riga per riga:",
    forget: "Dimentica questo registro",
    forgetLead:
      "Solo se sai perché il registro è cambiato (per esempio un’installazione rifatta) e hai confrontato la nuova chiave con una avuta da un’altra fonte.",
    forgetConfirm: "Ho confrontato la nuova chiave",
    download: "Scarica ciò che è conservato (JSON)",
  },
  elsewhere: {
    title: "Confronta con un checkpoint avuto da altri",
    lead: "Incolla il checkpoint di un testimone, di un monitor o di un altro ufficio: se la storia mostrata qui è un’altra, si vede.",
    label: "Checkpoint (tutte le righe)",
    check: "Confronta",
    noLog: "Questo checkpoint non è di un registro mostrato qui con una firma buona.",
  },
  openings: {
    title: "Aperture di una sala",
    lead: "Ciò che una sala del tuo titolare riceve per controllare il registro su sé stessa («raccordo audit slots»). È una lettura, e viene registrata.",
    room: "Sala del tuo titolare",
    year: "Anno",
    get: "Scarica le aperture",
    progress: "Lette {{done}} voci…",
    done: "Aperture: {{lines}}; con dati di altri trattenuti: {{withheld}}; danneggiate: {{damaged}}.",
  },
  pack: {
    title: "Pacchetto da consegnare",
    lead: "Uno zip con voci, prove, firme, documenti e il verificatore senza rete. Apre solo ciò che è del tuo titolare: {{titolare}}. Di altri restano impronte che non si possono aprire. L’uscita è registrata prima del primo byte.",
    from: "Dal giorno",
    to: "Al giorno (compreso)",
    get: "Prepara e scarica il pacchetto",
    making: "Preparazione in corso…",
    progress: "Ricevuto il {{percent}} %",
    done: "Il pacchetto è scaricato: {{bytes}} byte.",
    sha256: "SHA-256 calcolato qui: {{sha256}}",
    same: "È quello scritto nel registro.",
    other: "NON è quello che la console ha annunciato: non usare questo pacchetto.",
    entry: "L’uscita è la voce {{place}} del registro.",
    prove: "Verifica quella voce",
    wrong: "Scegli due giorni, il primo non dopo il secondo.",
  },
} as const;
