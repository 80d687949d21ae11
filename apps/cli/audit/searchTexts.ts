/** What `audit reindex`, `audit query` and `audit tail` say. */
export const searchTexts = {
  "search-no-log": {
    it: "In {path} non c'è un registro con una configurazione firmata: avvia prima `raccordo up`.",
    en: "There is no log with a signed configuration in {path}: run `raccordo up` first.",
  },
  "search-checkpoint": {
    it: "Il checkpoint in {path} non è utilizzabile ({problem}): esamina il registro con `raccordo audit verify`.",
    en: "The checkpoint in {path} cannot be used ({problem}): examine the log with `raccordo audit verify`.",
  },
  "search-none": {
    it: "In {path} non c'è un indice: crealo con `raccordo audit reindex`.",
    en: "There is no index in {path}: make it with `raccordo audit reindex`.",
  },
  "search-damaged": {
    it: "L'indice è danneggiato. Il registro è altrove e non ne risente: rifai l'indice con `raccordo audit reindex --anew`.",
    en: "The index is damaged. The log is elsewhere and intact: make the index anew with `raccordo audit reindex --anew`.",
  },
  "search-database": {
    it: "--database vuole un indirizzo postgresql:// senza password: quella sta nel file delle password di PostgreSQL (PGPASSFILE).",
    en: "--database wants a postgresql:// address without a password: that stands in PostgreSQL's password file (PGPASSFILE).",
  },
  "search-database-away": {
    it: "La base dati dell'indice non risponde.",
    en: "The database of the index does not answer.",
  },
  "search-log-differs": {
    it: "Le voci del registro {year} NON hanno la radice firmata: l'indice resta com'era. Esamina il registro con `raccordo audit verify`.",
    en: "The entries of log {year} do NOT have the signed root: the index stays as it was. Examine the log with `raccordo audit verify`.",
  },
  "search-other-log": {
    it: "L'indice copre un altro registro {year}, o uno più lungo di questo. Se il registro è quello giusto (`raccordo audit verify`), rifallo: `raccordo audit reindex --anew`.",
    en: "The index covers another log {year}, or a longer one than this. If the log is the right one (`raccordo audit verify`), make it anew: `raccordo audit reindex --anew`.",
  },
  "search-entry-unreadable": {
    it: "Una voce del registro {year} non si può leggere: l'indice resta com'era. Esamina il registro con `raccordo audit verify`.",
    en: "An entry of log {year} cannot be read: the index stays as it was. Examine the log with `raccordo audit verify`.",
  },
  "search-made": {
    it: "Indice fatto: {read} voci in {seconds} s, in {path}",
    en: "Index made: {read} entries in {seconds} s, in {path}",
  },
  "search-continued": {
    it: "Indice aggiornato: {read} voci nuove in {seconds} s, in {path}",
    en: "Index brought up to date: {read} new entries in {seconds} s, in {path}",
  },
  "search-covers": {
    it: "  copre {origin}: {size} voci, checkpoint firmato ({level}), radice {root}",
    en: "  covers {origin}: {size} entries, signed checkpoint ({level}), root {root}",
  },
  "search-cosigned": {
    it: "  di queste, le prime {cosigned} sono controfirmate dai testimoni (L2)",
    en: "  of these the first {cosigned} are cosigned by the witnesses (L2)",
  },
  "search-no-evidence": {
    it: "L'indice serve a trovare, non a provare: la prova è il registro. Si può cancellare in ogni momento.",
    en: "The index is for finding, not for proving: the log is the evidence. It may be deleted at any time.",
  },
  "search-period": {
    it: "Il periodo finisce ({to}) prima di cominciare ({from}): scambia --from e --to.",
    en: "The period ends ({to}) before it begins ({from}): swap --from and --to.",
  },
  "search-query-malformed": {
    it: "--{member}: non è un valore che il registro conosca. Aiuto: raccordo audit query --help",
    en: "--{member}: not a value that the log knows. Help: raccordo audit query --help",
  },
  "search-cursor": {
    it: "--cursor non è di questa domanda: usa quello che la stessa domanda ha dato.",
    en: "--cursor is not of this question: use the one that the same question has given.",
  },
  "search-too-many-rows": {
    it: "Il conteggio avrebbe più di 10.000 righe: restringi il periodo o i filtri.",
    en: "The count would have more than 10,000 rows: narrow the period or the filters.",
  },
  "search-place": {
    it: "{place}: una voce si indica con anno e indice, per esempio 2026/41.",
    en: "{place}: an entry is named by year and index, for example 2026/41.",
  },
  "search-no-entry": {
    it: "L'indice non copre la voce {year}/{index}.",
    en: "The index does not cover the entry {year}/{index}.",
  },
  "search-nothing": { it: "Nessuna voce.", en: "No entry." },
  "search-more": {
    it: "Altre voci: stessa domanda con --cursor {cursor}",
    en: "More entries: the same question with --cursor {cursor}",
  },
  "search-rests-on": {
    it: "Da {origin}, {size} voci sotto un checkpoint firmato ({level}), radice {root}. L'indice non è la prova: una voce si prova con il registro.",
    en: "From {origin}, {size} entries under a signed checkpoint ({level}), root {root}. The index is no evidence: an entry is proved by the log.",
  },
  "search-beside-log": {
    it: "nel registro: prima {before}, dopo {after}",
    en: "in the log: before {before}, after {after}",
  },
  "search-beside-chain": {
    it: "nella catena dell'evento: prima {before}, dopo {after}",
    en: "in the incident's chain: before {before}, after {after}",
  },
  "search-entries": { it: "voci", en: "entries" },
  "search-decisions": { it: "decisioni", en: "decisions" },
  "search-column-time": { it: "ora (UTC)", en: "time (UTC)" },
  "search-column-entry": { it: "voce", en: "entry" },
  "search-column-kind": { it: "tipo", en: "kind" },
  "search-column-sender": { it: "da", en: "from" },
  "search-column-category": { it: "cat.", en: "cat." },
  "search-column-receiver": { it: "a", en: "to" },
  "search-column-outcome": { it: "esito", en: "outcome" },
  "search-column-article": { it: "articolo", en: "article" },
  "search-column-given": { it: "dati", en: "given" },
  "search-column-withheld": { it: "trattenuti", en: "withheld" },
} as const;
