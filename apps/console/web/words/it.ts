import { accessibility } from "./accessibility.it.ts";
import { administrationIt } from "./administration.it.ts";
import { codes } from "./codes.it.ts";
import { exchange, exchanges } from "./exchanges.it.ts";
import { flows } from "./flows.it.ts";
import { incident } from "./incident.it.ts";
import { proof } from "./proof.it.ts";
import { it as queues } from "./queues.it.ts";
import { registers } from "./registers.it.ts";
import { rules } from "./rules.it.ts";

/** Every text of the page in Italian, the first language; `en.ts` must have the same members. */
export const it = {
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
  },
  session: {
    signIn: "Accedi",
    signOut: "Esci",
    title: "Console di Raccordo",
    lead: "Chi ha scambiato che cosa con chi, in base a quale regola, e la prova che nulla manca.",
    every: "Ogni consultazione è registrata con la sua finalità.",
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
    page: "Questa pagina non riesce a mostrare ciò che ha ricevuto",
    pageAdvice: "Riprova; se accade di nuovo, avvisa l’amministratore. Le altre pagine funzionano.",
    title: "Non è stato possibile",
    again: "Riprova",
    reference: "Riferimento: {{instance}}",
    offline: "La console non risponde. Controlla il collegamento e riprova.",
  },
  accessibility,
  codes,
  flows,
  registers,
  exchanges,
  exchange,
  proof,
  incident,
  rules,
  administration: administrationIt,
  queues,
  loading: "Caricamento in corso",
  welcome: {
    title: "Accesso riuscito",
    lead: "Le schermate dell’operatore di sala non ci sono ancora: la sala continua a usare il proprio sistema.",
  },
  notFound: { title: "Pagina non trovata", lead: "L’indirizzo non corrisponde a nessuna pagina." },
  footer: {
    accessibility: "Dichiarazione di accessibilità",
    api: "Descrizione dell’API",
    licence: "Software libero, EUPL 1.2",
  },
} as const;

/** The same tree with any text. */
export type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
export type Words = Texts<typeof it>;
