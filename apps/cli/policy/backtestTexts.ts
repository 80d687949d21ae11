/** What `policy backtest` and `policy diff` say. */
export const backtestTexts = {
  "backtest-time": {
    it: "{time} non è una data (2026-11-22) né un'ora UTC (2026-11-22T09:30:00Z).",
    en: "{time} is neither a date (2026-11-22) nor a time in UTC (2026-11-22T09:30:00Z).",
  },
  "backtest-period": {
    it: "Il periodo {from} – {to} finisce prima di cominciare: scambia inizio e fine.",
    en: "The period {from} – {to} ends before it begins: swap its beginning and its end.",
  },
  "backtest-address": {
    it: "{address} è un indirizzo: un registro pubblicato non contiene le parti. Indica la cartella dei dati dell'installazione.",
    en: "{address} is an address: a published log does not hold the parts. Name the data folder of the installation.",
  },
  "backtest-no-log": {
    it: "In {path} non c'è un registro: indica con --data la cartella dei dati di un'installazione avviata almeno una volta.",
    en: "There is no log in {path}: name with --data the data folder of an installation that was started at least once.",
  },
  "backtest-checkpoint": {
    it: "Il registro {path} non si apre ({problem}): esegui `raccordo audit verify {path}`.",
    en: "The log {path} does not open ({problem}): run `raccordo audit verify {path}`.",
  },
  "backtest-empty": {
    it: "Nessuna decisione dal {from} al {to}. Il registro ne ha dal {first} al {last}: cambia --from e --to.",
    en: "No decision from {from} to {to}. The log has some from {first} to {last}: change --from and --to.",
  },
  "rules-unreadable": {
    it: "{path} non è una cartella con rooms/ e agreements/ né un documento di regole firmato.",
    en: "{path} is neither a folder with rooms/ and agreements/ nor a signed document of rules.",
  },
  "rules-not-compiled": {
    it: "Il documento {path} non si compila con le sale di oggi: {detail}. Correggi le regole e rifai la firma.",
    en: "The document {path} does not compile with the rooms of today: {detail}. Correct the rules and sign again.",
  },
  "backtest-head": {
    it: "Regole {hash} provate su {records} decisioni, dal {from} al {to}",
    en: "Rules {hash} tried on {records} decisions, from {from} to {to}",
  },
  "backtest-same": {
    it: "Nessuna differenza: ogni sala vedrebbe ciò che ha visto.",
    en: "No difference: every room would see what it saw.",
  },
  "backtest-room": { it: "{room}", en: "{room}" },
  "backtest-category": {
    it: "  {category} da {owner}: vedeva {before} volte, vedrebbe {after} (+{opened} −{closed})",
    en: "  {category} from {owner}: saw {before} times, would see {after} (+{opened} −{closed})",
  },
  "backtest-field": {
    it: "    {field}: {before} → {after} (+{more} −{fewer})",
    en: "    {field}: {before} → {after} (+{more} −{fewer})",
  },
  "backtest-unit": {
    it: "Si contano le decisioni: ogni messaggio di un evento, per ogni sala. «Vede» vuol dire che aveva diritto ad almeno un campo.",
    en: "Decisions are counted: each message of an incident, for each room. “Sees” means that it had a right to at least one field.",
  },
  "backtest-left-out": {
    it: "{count} decisioni NON provate: {why}",
    en: "{count} decisions NOT tried: {why}",
  },
  "backtest-technical": {
    it: "{count} volte nulla uscì per un limite o un errore, non per una regola: contate come non viste.",
    en: "{count} times nothing left because of a limit or an error, not of a rule: counted as not seen.",
  },
  "backtest-unsure": {
    it: "{count} volte il registro non dice se un'area secondo i residenti aveva un valore: non è contata.",
    en: "{count} times the log does not say whether an area by residents had a value: it is not counted.",
  },
  "backtest-departure": {
    it: "✗ {room}: registrato {recorded}, oggi le stesse regole danno {replayed} ({count} volte). Segnalalo: il motore non ripete ciò che decise.",
    en: "✗ {room}: recorded {recorded}, the same rules give {replayed} today ({count} times). Report it: the engine does not repeat what it decided.",
  },
  "backtest-damaged": {
    it: "✗ danneggiato: {year}/{path} {index} ({problem}), {leaves} voci",
    en: "✗ damaged: {year}/{path} {index} ({problem}), {leaves} entries",
  },
  "backtest-damaged-count": {
    it: "✗ {count} voci danneggiate, NON provate: esegui `raccordo audit verify` sul registro.",
    en: "✗ {count} damaged entries, NOT tried: run `raccordo audit verify` on the log.",
  },
} as const;

/** Why decisions could not be decided again, in words. */
export const leftOutWords = {
  "inputs-missing": {
    it: "registrate prima che tutti i dati della decisione fossero nel registro, o illeggibili",
    en: "recorded before all inputs of a decision were in the log, or unreadable",
  },
  "fields-missing": {
    it: "troppo grandi: il registro non ha i nomi dei campi",
    en: "too large: the log does not hold the names of the fields",
  },
  "words-unknown": {
    it: "parole che il modello di oggi non conosce",
    en: "words that the model of today does not know",
  },
  "rules-unknown": {
    it: "le regole di allora non sono nel registro, o oggi si compilano diversamente",
    en: "the rules of then are not in the log, or compile otherwise today",
  },
} as const;
