/** What `access-request` says. */
export const subjectTexts = {
  "subject-ask-family_name": { it: "Cognome: ", en: "Family name: " },
  "subject-ask-given_name": { it: "Nome: ", en: "Given name: " },
  "subject-ask-birth_date": {
    it: "Data di nascita (AAAA-MM-GG, vuoto se ignota): ",
    en: "Date of birth (YYYY-MM-DD, empty where unknown): ",
  },
  "subject-ask-tax_code": {
    it: "Codice fiscale (vuoto se ignoto): ",
    en: "Tax code (empty where unknown): ",
  },
  "subject-input": {
    it: "Servono nome e cognome, o il codice fiscale: a domanda, o dallo standard input come oggetto JSON con family_name, given_name, birth_date (AAAA-MM-GG), tax_code. Mai sulla riga di comando.",
    en: "A family and a given name are needed, or a tax code: when asked, or from standard input as a JSON object with family_name, given_name, birth_date (YYYY-MM-DD), tax_code. Never on the command line.",
  },
  "subject-not-recorded": {
    it: "Il sistema non trova la voce che registra questa ricerca: nulla è stato aperto. Ripeti il comando.",
    en: "The system does not find the entry that records this search: nothing was opened. Give the command again.",
  },
  "subject-refused": {
    it: "Il nucleo rifiuta la ricerca ({code}).",
    en: "The core refuses the search ({code}).",
  },
  "subject-none": {
    it: "Nessun evento vivo di {titolare} parla di questa persona.",
    en: "No living incident of {titolare} tells of this person.",
  },
  "subject-found": {
    it: "{count} eventi vivi di {titolare} parlano di questa persona, o forse.",
    en: "{count} living incidents of {titolare} tell of this person, or perhaps do.",
  },
  "subject-certain": {
    it: "Evento {name} ({mode}), sala {room}: la persona. Componente {ref}",
    en: "Incident {name} ({mode}), room {room}: the person. Component {ref}",
  },
  "subject-possible": {
    it: "Evento {name} ({mode}), sala {room}: FORSE la persona (manca la data di nascita, o i codici fiscali differiscono): va verificato. Componente {ref}",
    en: "Incident {name} ({mode}), room {room}: PERHAPS the person (a date of birth is missing, or the tax codes differ): to be verified. Component {ref}",
  },
  "subject-room-has": {
    it: "   {room}: {paths}, dal {first}",
    en: "   {room}: {paths}, since {first}",
  },
  "subject-room-had": {
    it: "   {room}: {paths}, dal {first}; poi ritirati",
    en: "   {room}: {paths}, since {first}; withdrawn later",
  },
  "subject-nobody": {
    it: "   Nessuna sala ha avuto dati di questo componente.",
    en: "   No room got data of this component.",
  },
  "subject-searched": {
    it: "Cercato in {searched} eventi vivi di {titolare}, nei dati delle persone; non nei testi liberi.",
    en: "Searched {searched} living incidents of {titolare}, in the data of people; not in free text.",
  },
  "subject-unlinkable": {
    it: "{count} eventi di {titolare}, registrati dal {first} al {last}, non sono più collegabili a nessuno: le chiavi sono distrutte o i messaggi scaduti. Per essi qui non c'è risposta possibile.",
    en: "{count} incidents of {titolare}, recorded from {first} to {last}, are no longer linkable to anybody: keys are destroyed or messages expired. About them no answer is possible here.",
  },
  "subject-all-linkable": {
    it: "Tutti gli eventi di {titolare} nel registro sono ancora vivi.",
    en: "All incidents of {titolare} in the log are still alive.",
  },
} as const;
