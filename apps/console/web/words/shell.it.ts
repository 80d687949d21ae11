/** Texts of what surrounds every page, and of the short ones, in Italian, the first language. */
export const shell = {
  product: "Raccordo",
  tagline: "Interconnessione tra sale operative",
  skip: { content: "Vai al contenuto", menu: "Vai al menu" },
  language: { label: "Lingua", it: "Italiano", en: "English" },
  menu: {
    label: "Menu principale",
    open: "Apri il menu",
    exchanges: "Scambi",
    flows: "Flussi",
    proof: "Prove",
    rules: "Regole",
    queues: "Da fare",
    registers: "Registri",
    administration: "Amministrazione",
    operator: "Sala operativa",
    waiting: "in attesa",
  },
  session: {
    signIn: "Accedi",
    signOut: "Esci",
    title: "Console di Raccordo",
    lead: "Chi ha scambiato che cosa con chi, in base a quale regola, e la prova che nulla manca.",
    every: "Ogni consultazione è registrata con la sua finalità.",
    end: {
      title: "La sessione finisce alle {{at}}",
      idle: "Da quasi mezz’ora non chiedi nulla alla console. Se resti, continui da dove sei; altrimenti dovrai accedere di nuovo e tornerai a questa pagina.",
      age: "Una sessione dura al più otto ore e non si può prolungare. Finisci ciò che stai facendo: poi accederai di nuovo e tornerai a questa pagina.",
      stay: "Resta",
      understood: "Ho capito",
    },
    unsent: {
      title: "La sessione è finita mentre era aperto, e non inviato:",
      lead: "Ciò che vi avevi scelto o scritto non è stato inviato e non è conservato: rifallo, se serve ancora. Sei tornato alla stessa pagina; i filtri già applicati e le viste salvate sono rimasti.",
      before:
        "La sessione è finita. Ciò che avevi scelto o scritto e non ancora inviato non è stato inviato e non è conservato. Dopo l’accesso torni a questa pagina, con i filtri già applicati.",
    },
    faults: {
      "issuer-missing":
        "Per questa installazione non è configurato un fornitore di identità (deploy/identity.yaml).",
      "issuer-unreachable": "Il fornitore di identità non risponde. Riprova tra poco.",
      "login-refused": "Il fornitore di identità non ha confermato l’accesso. Riprova.",
      "login-expired": "L’accesso è durato troppo, o è iniziato in un’altra finestra. Riprova.",
      "role-unknown":
        "L’accesso è riuscito, ma a questa utenza non è assegnato un ruolo nella console.",
    },
  },
  roles: {
    privacy_officer: "Responsabile della protezione dei dati",
    operations: "Amministratore",
    authority: "Autorità di controllo",
    steering: "Cabina di regia",
    operator: "Operatore di sala",
    // Who signs rules, and who confirms for a room: no roles of the console.
    dpo: "Responsabile della protezione dei dati",
    room: "Sala operativa",
  },
  purpose: {
    title: "Perché consulti il registro?",
    lead: "La finalità è registrata con ogni consultazione di questa sessione di lavoro (D.Lgs. 51/2018, art. 21).",
    label: "Finalità",
    begin: "Inizia",
    change: "Cambia finalità",
    current: "Finalità: {{purpose}}",
    missing: "Scegli una finalità.",
    words: {
      lawfulness: "Verifica della liceità del trattamento",
      supervision: "Controllo interno",
      incident_review: "Riesame di un evento",
      access_request: "Richiesta di accesso dell’interessato",
      authority: "Richiesta dell’autorità di controllo",
      criminal_proceedings: "Procedimento penale",
      technical_check: "Verifica tecnica",
    },
  },
  alarm: {
    label: "Allarme sul registro",
    title: "ATTENZIONE: una verifica del registro fatta in questo browser non è riuscita.",
    evidence: "Vedi e conserva le prove",
    tell: "Avvisa il responsabile della protezione dei dati.",
  },
  problem: {
    title: "Non è stato possibile",
    again: "Riprova",
    reference: "Riferimento: {{instance}}",
    offline: "La console non risponde. Controlla il collegamento e riprova.",
    malformed:
      "Nell’indirizzo di questa pagina, o in un filtro, c’è un valore che la console non riconosce: per esempio un evento o una data scritti a metà. Correggilo, o riparti dal menu.",
    perhapsDone:
      "La console non ha risposto. Ciò che hai inviato potrebbe essere già registrato: aggiorna la pagina e guarda, prima di inviarlo di nuovo.",
  },
  loading: "Caricamento in corso",
  welcome: {
    title: "Accesso riuscito",
    lead: "Le schermate dell’operatore di sala non ci sono ancora: la sala continua a usare il proprio sistema.",
  },
  failed: {
    title: "Questa pagina non si è potuta mostrare",
    lead: "È un errore della console, non tuo: del registro non è cambiato nulla. Ricarica la pagina; se succede di nuovo, avvisa l’amministratore. Le altre pagine restano nel menu.",
    reload: "Ricarica la pagina",
  },
  notFound: { title: "Pagina non trovata", lead: "L’indirizzo non corrisponde a nessuna pagina." },
  footer: {
    accessibility: "Dichiarazione di accessibilità",
    api: "Descrizione dell’API",
    times: "Gli orari sono quelli italiani, salvo dove è scritto UTC.",
    licence: "Software libero, EUPL 1.2",
  },
} as const;
