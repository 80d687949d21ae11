/** Texts of `audit slots`, `audit openings` and `audit counts`. */
export const slotTexts = {
  "titolare-unknown": {
    it: "Nessuna sala è del titolare «{titolare}». Titolari: {known}",
    en: 'No room belongs to the authority "{titolare}". Authorities: {known}',
  },
  "openings-log-broken": {
    it: "Il registro in {place} non è quello firmato: non si apre nulla. Vedi: raccordo audit verify {place}",
    en: "The log in {place} is not the signed one: nothing is opened. See: raccordo audit verify {place}",
  },
  "openings-damaged": {
    it: "Le parti di {leaves} voci non sono quelle delle voci: non è stato scritto nulla.",
    en: "The parts of {leaves} entries are not those of the entries: nothing was written.",
  },
  "openings-written": {
    it: "Scritto {out}: per {titolare} le decisioni di {slots} voci e i dati di decisione di {facts} messaggi propri; {withheld} trattenuti perché nominano altre sale. Consegnalo solo a questo titolare.",
    en: "Wrote {out}: for {titolare} the decisions of {slots} entries and the decision inputs of {facts} own messages; {withheld} held back because they name other rooms. Give it to this authority only.",
  },
  "openings-malformed": {
    it: "{file}: una riga non è un'apertura del registro.",
    en: "{file}: a line is no opening of the log.",
  },
  "slots-room": {
    it: "Nessuna configurazione firmata, nel registro o nella cartella dei dati, ha una sala {room}.",
    en: "No signed configuration, in the log or in the data folder, has a room {room}.",
  },
  "slots-need-openings": {
    it: "Da un indirizzo non si leggono le parti: indica con --openings il file ricevuto da chi gestisce il registro ({address}).",
    en: "An address serves no parts: name with --openings the file received from whoever runs the log ({address}).",
  },
  "slots-hold": {
    it: "Sala {room}: tutte le {opened} decisioni del registro si aprono e sono quelle firmate.",
    en: "Room {room}: all {opened} decisions of the log open and are those that were signed.",
  },
  "slots-broken": {
    it: "Sala {room}: NON torna. Decisioni aperte: {opened}; mancanti: {missing}; diverse o estranee: {wrong}.",
    en: "Room {room}: does NOT hold. Decisions opened: {opened}; missing: {missing}; different or strange: {wrong}.",
  },
  "slots-outcome-released": { it: "  rilasciate: {count}", en: "  released: {count}" },
  "slots-outcome-withheld": { it: "  trattenute: {count}", en: "  withheld: {count}" },
  "slots-outcome-nothing_new": { it: "  nulla di nuovo: {count}", en: "  nothing new: {count}" },
  "slots-outcome-not_handed_out": {
    it: "  copie che non sono più uscite: {count}",
    en: "  copies that did not leave any more: {count}",
  },
  "slots-outcome-not_addressed": {
    it: "  non indirizzate alla sala: {count}",
    en: "  not addressed to the room: {count}",
  },
  "slots-facts": {
    it: "  dati di decisione di messaggi propri: {facts}, ognuno quello della voce",
    en: "  decision inputs of own messages: {facts}, each that of its entry",
  },
  "slots-before": {
    it: "  decisioni di prima che la sala avesse il suo numero: {before}",
    en: "  decisions of before the room had its number: {before}",
  },
  "slots-problem-missing": {
    it: "  {year} #{index}: manca, la decisione c'è e non si apre per la sala",
    en: "  {year} #{index}: missing, the decision is there and does not open for the room",
  },
  "slots-problem-differs": {
    it: "  {year} #{index}: diversa da quella firmata",
    en: "  {year} #{index}: differs from the one that was signed",
  },
  "slots-problem-facts-differ": {
    it: "  {year} #{index}: dati di decisione diversi da quelli firmati",
    en: "  {year} #{index}: decision inputs differ from those that were signed",
  },
  "slots-problem-leaf-malformed": {
    it: "  {year} #{index}: la voce del registro è malformata",
    en: "  {year} #{index}: the entry of the log is malformed",
  },
  "slots-problem-stray": {
    it: "  {year} #{index}: estranea, nel registro non c'è una voce che la porti",
    en: "  {year} #{index}: stray, the log has no entry that bears it",
  },
  "counts-hold": {
    it: "Conteggi di {titolare}, firmati e nel registro: voci {from}–{to} del {of}. Confrontali con i tuoi.",
    en: "Counts of {titolare}, signed and in the log: entries {from}–{to} of {of}. Compare them with your own.",
  },
  "counts-line": {
    it: "  {month} {mode} {room}: messaggi accettati {sent}, decisioni {decided}, copie rilasciate {released}, non consegnate {not_handed_out}, ricevute {receipts}, rifiuti {refusals}, emergenze {emergencies}",
    en: "  {month} {mode} {room}: messages accepted {sent}, decisions {decided}, copies released {released}, not handed out {not_handed_out}, receipts {receipts}, refusals {refusals}, emergencies {emergencies}",
  },
  "counts-not": {
    it: "{file} NON è ciò che il registro ha contato e firmato.",
    en: "{file} is NOT what the log has counted and signed.",
  },
  "slots-log-broken": {
    it: "  il registro stesso ha {findings} difetti: raccordo audit verify",
    en: "  the log itself has {findings} findings: raccordo audit verify",
  },
} as const;
