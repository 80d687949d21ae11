/** What the commands on agreements say. */
export const policyTexts = {
  "policy-holds": {
    it: "✓ {agreements} accordi, {rules} regole, {rooms} sale: si compilano. Insieme di regole {hash}",
    en: "✓ {agreements} agreements, {rules} rules, {rooms} rooms: they compile. Rule set {hash}",
  },
  "policy-broken": {
    it: "✗ {count} errori: correggi i punti indicati e ripeti `raccordo policy check`.",
    en: "✗ {count} errors: correct the places named and repeat `raccordo policy check`.",
  },
  "policy-agreement": {
    it: "  {id}: {title}; {rules} regole; in vigore {periods}",
    en: "  {id}: {title}; {rules} rules; in force {periods}",
  },
  "policy-analysed": {
    it: "Analisi: {errors} errori, {warnings} avvisi, {information} notizie (con --all una per una); {ms} ms.",
    en: "Analysis: {errors} errors, {warnings} warnings, {information} for information (one by one with --all); {ms} ms.",
  },
  "policy-traffic": {
    it: "{file}, riga {line}: il traffico è la cartella dei dati di un'installazione, o un oggetto JSON per riga con from, to, category, count.",
    en: "{file}, line {line}: traffic is the data folder of an installation, or one JSON object a line with from, to, category, count.",
  },
  "policy-one-folder": {
    it: "{path} è una cartella: nomina una sola cartella, oppure soltanto file.",
    en: "{path} is a folder: name one folder only, or files only.",
  },
  "policy-day": {
    it: "--at {at} non è un giorno (2026-11-22).",
    en: "--at {at} is no day (2026-11-22).",
  },
  "policy-room-unknown": {
    it: "La sala {room} non è fra quelle di {path}. Note: {known}",
    en: "Room {room} is not among those of {path}. Known: {known}",
  },
  "policy-same-room": {
    it: "--from e --to nominano la stessa sala ({room}): una sala non riceve da sé. Cambia --to.",
    en: "--from and --to name the same room ({room}): a room does not receive from itself. Change --to.",
  },
  "policy-date": {
    it: "--at {at} non è una data (2026-11-22) né un'ora UTC (2026-11-22T09:30:00Z).",
    en: "--at {at} is neither a date (2026-11-22) nor a time in UTC (2026-11-22T09:30:00Z).",
  },
  "policy-not-opening": {
    it: "{file}: il primo messaggio deve aprire un evento (kind report o update, incident con id). Metti prima la segnalazione.",
    en: "{file}: the first message must open an incident (kind report or update, incident with an id). Put the report first.",
  },
  "apply-head": {
    it: "Che cosa riceverebbe {to} da {from}, il {at}",
    en: "What {to} would receive from {from}, on {at}",
  },
  "apply-step": { it: "{number}. {what}: {reason}", en: "{number}. {what}: {reason}" },
  "apply-title": {
    it: "   titolo: {article}, regola {rule}, accordo {agreement}; finalità {purpose}, regime {regime}",
    en: "   title: {article}, rule {rule}, agreement {agreement}; purpose {purpose}, regime {regime}",
  },
  "apply-handling": { it: "   condizioni: {codes}", en: "   conditions: {codes}" },
  "apply-view": { it: "   copia:", en: "   copy:" },
  "apply-fields": {
    it: "Campo per campo, alla fine di questa storia:",
    en: "Field by field, at the end of this history:",
  },
  "apply-kept": { it: "così com'è", en: "as it is" },
  "apply-generalised": { it: "generalizzato", en: "generalised" },
  "apply-withheld": { it: "trattenuto", en: "withheld" },
  "apply-not-named": { it: "nessuna regola lo nomina", en: "no rule names it" },
  "apply-no-clause": {
    it: "nessuna clausola della regola parla di questo caso",
    en: "no clause of the rule speaks of this case",
  },
  "apply-not-in-charge": {
    it: "si apre solo a chi ha preso in carico (prova --charge)",
    en: "opens only to a room in charge (try --charge)",
  },
  "apply-ceiling": { it: "la legge lo trattiene", en: "the law withholds it" },
  "apply-charge": { it: "{to} prende in carico", en: "{to} takes charge" },
  "apply-message": { it: "{file} ({kind})", en: "{file} ({kind})" },
  "apply-note": {
    it: "Prova a secco: nulla è inviato né registrato. Chiavi usa e getta: identificativi, alias e pseudonimi cambiano a ogni prova.",
    en: "A dry run: nothing is sent or recorded. Throw-away keys: ids, aliases and pseudonyms change at every run.",
  },
} as const;
