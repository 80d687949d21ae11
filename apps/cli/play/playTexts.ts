import type { Bilingual } from "#libs/incident/fieldLabels";
import type { ReasonCode } from "#libs/policy/decision";
import { fillText, type Language, type TextValues } from "../texts.ts";

/** Why a room got nothing, or not all, in words. */
export const reasonTexts: Readonly<Record<ReasonCode, Bilingual>> = {
  RELEASED: { it: "copia inviata", en: "copy sent" },
  NOTHING_NEW: {
    it: "nessuna copia — nulla di ciò che può avere è cambiato",
    en: "no copy — nothing of what it may have has changed",
  },
  OWN_EVENT: { it: "è il mittente", en: "it is the sender" },
  UNMAPPED: {
    it: "nulla — categoria sconosciuta, registrata e non consegnata a nessuno",
    en: "nothing — unknown category, recorded and delivered to nobody",
  },
  STATUTORY: { it: "nulla — la legge lo vieta", en: "nothing — the law forbids it" },
  MODE: {
    it: "nulla — nessun articolo per questa modalità (reale o esercitazione)",
    en: "nothing — no article for this mode (actual or exercise)",
  },
  EMPTY_PROJECTION: {
    it: "nulla — la legge trattiene tutto ciò che l'accordo darebbe",
    en: "nothing — the law withholds all that the agreement would give",
  },
  REVOKED: {
    it: "nulla — revocato d'urgenza",
    en: "nothing — revoked in an emergency",
  },
  FORBIDDEN: { it: "nulla — l'accordo lo vieta", en: "nothing — the agreement forbids it" },
  NO_AGREEMENT: {
    it: "nulla — nessun accordo fra le due sale",
    en: "nothing — no agreement between the two rooms",
  },
  NOT_IN_FORCE: {
    it: "nulla — l'accordo non è in vigore",
    en: "nothing — the agreement is not in force",
  },
  NO_COMPETENCE: {
    it: "nulla — nessuna regola fra le due sale",
    en: "nothing — no rule between the two rooms",
  },
  OUT_OF_TERRITORY: {
    it: "nulla — il fatto non tocca il suo territorio",
    en: "nothing — the incident does not touch its territory",
  },
  CATEGORY: {
    it: "nulla — nessun articolo per questa categoria",
    en: "nothing — no article for this category",
  },
  PURPOSE: {
    it: "nulla — nessun articolo per questa finalità",
    en: "nothing — no article for this purpose",
  },
  REGIME: {
    it: "nulla — il regime giuridico dichiarato non lo consente",
    en: "nothing — the legal regime that was stated does not allow it",
  },
  NOT_NAMED: {
    it: "nulla — il mittente non l'ha indicata come sala competente",
    en: "nothing — the sender did not name it as the competent room",
  },
  TOO_LARGE: { it: "nulla — copia troppo grande", en: "nothing — the copy is too large" },
  POLICY_ERROR: { it: "nulla — errore nella decisione", en: "nothing — the decision failed" },
};

const table = {
  "purpose-what": {
    it: "Raccordo collega le sale operative: Polizia Locale, Questura, Carabinieri, Guardia di Finanza, centrale 112. Ogni sala invia i suoi incidenti nel suo formato.",
    en: "Raccordo connects operations rooms: municipal police, Questura, Carabinieri, Guardia di Finanza, 112 centre. Each room sends its incidents in its own format.",
  },
  "purpose-how": {
    it: "Ogni altra sala riceve solo i campi che un articolo di un accordo firmato le dà: per intero, in sintesi (una zona, un numero) o niente.",
    en: "Every other room gets only the fields that an article of a signed agreement gives it: whole, in short (a zone, a number), or not at all.",
  },
  "purpose-proof": {
    it: "Ogni decisione, anche quella di non inviare, sta in un registro che si può verificare ma non cambiare, prima che la copia parta.",
    en: "Every decision, also the one not to send, stands in a log that can be verified but not changed, before the copy leaves.",
  },
  "play-begins": {
    it: "Una giornata sintetica: {hours} ore in {seconds} secondi. {rooms} sale, {incidents} incidenti, {messages} messaggi, inviati via HTTP come farebbe ogni sala.",
    en: "A synthetic day: {hours} hours in {seconds} seconds. {rooms} rooms, {incidents} incidents, {messages} messages, sent over HTTP as each room would.",
  },
  "play-rooms": {
    it: "La dimostrazione è scritta per le sale di deploy/rooms; qui mancano: {rooms}.",
    en: "The demonstration is written for the rooms of deploy/rooms; missing here: {rooms}.",
  },
  legend: {
    it: "▸ invia   ● riceve   ◆ invia e riceve   ○ riceve al ritorno   · niente",
    en: "▸ sends   ● gets a copy   ◆ sends and gets   ○ gets it later   · nothing",
  },
  "nobody-named": {
    it: "↳ al mittente: manca la sala competente, nessuno la riceve",
    en: "↳ to the sender: no competent room is named, nobody gets it",
  },
  "line-down": {
    it: "la linea cade: le sue copie l'aspettano",
    en: "its line goes down: its copies wait for it",
  },
  "line-up": {
    it: "di nuovo in linea: riceve {count} copie, in ordine",
    en: "on line again: gets {count} copies, in order",
  },
  repeated: {
    it: "= già ricevuto",
    en: "= already received",
  },
  refused: {
    it: "✗ RESPINTO ({status})",
    en: "✗ REFUSED ({status})",
  },
  "not-recorded": {
    it: "accettato, NON registrato",
    en: "accepted, NOT recorded",
  },
  "summary-title": {
    it: "CHE COSA È USCITO E CHE COSA NO — letto dal registro, non dai messaggi",
    en: "WHAT WENT OUT AND WHAT DID NOT — read from the log, not from the messages",
  },
  "incident-head": {
    it: "{title} · categoria {category} [P] · inviato da: {owner}",
    en: "{title} · category {category} [P] · sent by: {owner}",
  },
  "step-head": {
    it: "{at} {title}",
    en: "{at} {title}",
  },
  "in-charge": { it: "in carico", en: "in charge" },
  told: {
    it: "avvisata: è cambiato chi ha l'evento in carico",
    en: "told: who has the incident in charge has changed",
  },
  withdrawn: { it: "avviso di ritiro inviato", en: "notice of withdrawal sent" },
  article: { it: "{article} (regola {rule})", en: "{article} (rule {rule})" },
  "row-kept": { it: "riceve", en: "gets" },
  "row-general": { it: "in sintesi", en: "in short" },
  "row-withheld": { it: "NON riceve", en: "does NOT get" },
  "row-gone": { it: "ritirati", en: "withdrawn" },
  "row-remark": { it: "Nota: {text}", en: "Note: {text}" },
  "refused-head": { it: "Messaggi respinti", en: "Refused messages" },
  "refused-row": {
    it: "{at} {title}: {reason} ({code})",
    en: "{at} {title}: {reason} ({code})",
  },
  "checks-title": { it: "CONTROLLI", en: "CHECKS" },
  "check-answers": {
    it: "Ogni sala ha avuto la risposta attesa ({count} messaggi).",
    en: "Each room got the expected answer ({count} messages).",
  },
  "check-once": {
    it: "Il messaggio ripetuto non è stato registrato una seconda volta.",
    en: "The repeated message was not recorded a second time.",
  },
  "check-decisions": {
    it: "Esito, motivo e articolo nel registro sono quelli attesi ({count} decisioni).",
    en: "Outcome, reason and article in the log are as expected ({count} decisions).",
  },
  "check-copies": {
    it: "Le {count} copie sono arrivate alle sale attese e a nessun'altra.",
    en: "The {count} copies came to the rooms that were expected and to no other.",
  },
  "check-held": {
    it: "Dopo ogni messaggio ogni sala ha, campo per campo, ciò che dice la matrice ({count}).",
    en: "After each message each room has, field by field, what the matrix says ({count}).",
  },
  "check-fields": {
    it: "{count} copie scritte a mano per intero sono arrivate così, senza un campo in più.",
    en: "{count} copies that were written out by hand came like that, without a field more.",
  },
  "check-caught-up": {
    it: "La sala rimasta isolata ha poi ricevuto tutto, in ordine ({count} copie).",
    en: "The room that was cut off then got everything, in order ({count} copies).",
  },
  "check-same": {
    it: "Le copie arrivate sono quelle del registro, campo per campo ({count} copie).",
    en: "The copies that came are those of the log, field by field ({count} copies).",
  },
  "check-never": {
    it: "Nessuna sala ha mai avuto un campo che non le spetta ({count} controlli).",
    en: "No room ever had a field that it may not have ({count} checks).",
  },
  "check-nothing-more": {
    it: "Ogni evento è nel registro e nessuna copia in più è arrivata.",
    en: "Every event is in the log and no further copy came.",
  },
  "check-signed": {
    it: "Le {count} ricevute ai mittenti sono firmate dalla chiave scritta nel registro.",
    en: "The {count} receipts to senders are signed by the key that stands in the log.",
  },
  "check-seen": {
    it: "Le {count} conferme di lettura delle sale sono nel registro, con le condizioni accettate.",
    en: "The {count} confirmations of reading by the rooms are in the log, conditions accepted.",
  },
  "check-refusals": {
    it: "I {count} rifiuti sono nel registro con il loro codice, senza contenuto.",
    en: "The {count} refusals are in the log with their code, without content.",
  },
  "check-log": {
    it: "Il registro è integro (stesso controllo di `raccordo audit verify`).",
    en: "The log is intact (the same check as `raccordo audit verify`).",
  },
  "fault-answer": {
    it: "{message}: attesa la risposta {expected}, avuta {found}",
    en: "{message}: expected the answer {expected}, got {found}",
  },
  "fault-decision": {
    it: "{message} → {room}: {what} nel registro: atteso {expected}, trovato {found}",
    en: "{message} → {room}: {what} in the log: expected {expected}, found {found}",
  },
  "fault-receivers": {
    it: "{message}: copie attese a {expected}, arrivate a {found}",
    en: "{message}: copies expected to {expected}, came to {found}",
  },
  "fault-held": {
    it: "{message} → {room}: dovrebbe avere {expected}; ha {found}",
    en: "{message} → {room}: should have {expected}; has {found}",
  },
  "fault-caught-up": {
    it: "attese al ritorno {expected}; arrivate {found}",
    en: "expected on return {expected}; came {found}",
  },
  "fault-copy": {
    it: "{message} → {room}: {what} della copia: atteso {expected}, trovato {found}",
    en: "{message} → {room}: {what} of the copy: expected {expected}, found {found}",
  },
  "fault-same": {
    it: "{message} → {room}: {what}: il registro dice {expected}, la copia ha {found}",
    en: "{message} → {room}: {what}: the log says {expected}, the copy has {found}",
  },
  "fault-never": {
    it: "{incident} → {room}: ha avuto {field}",
    en: "{incident} → {room}: got {field}",
  },
  "fault-unrecorded": { it: "{message}: non è nel registro", en: "{message}: not in the log" },
  "fault-missing": {
    it: "{message} → {room}: la copia registrata non è arrivata",
    en: "{message} → {room}: the recorded copy did not come",
  },
  "fault-twice": {
    it: "{message}: registrato più volte",
    en: "{message}: recorded more than once",
  },
  "fault-extra": {
    it: "{room}: è arrivata la copia {delivery}, che nessun messaggio spiega",
    en: "{room}: copy {delivery} came, which no message explains",
  },
  "fault-signature": { it: "{message}: ricevuta {why}", en: "{message}: receipt {why}" },
  "fault-seen": {
    it: "nel registro ci sono {found} conferme su {expected}",
    en: "the log has {found} confirmations of {expected}",
  },
  "fault-refusal": {
    it: "{code}: nel registro {found}, attesi {expected}",
    en: "{code}: {found} in the log, expected {expected}",
  },
  "fault-log": {
    it: "vedi sopra che cosa non torna",
    en: "see above what does not agree",
  },
  totals: {
    it: "{messages} messaggi su {incidents} incidenti: {accepted} accettati, {refused} respinti ({codes}). {copies} copie consegnate, {withheld} decisioni di non inviare. Campi: {fields_kept} interi, {fields_generalised} in sintesi, {fields_withheld} trattenuti, {fields_withdrawn} poi ritirati. {entries} voci nel registro.",
    en: "{messages} messages on {incidents} incidents: {accepted} accepted, {refused} refused ({codes}). {copies} copies delivered, {withheld} decisions not to send. Fields: {fields_kept} whole, {fields_generalised} in short, {fields_withheld} withheld, {fields_withdrawn} withdrawn later. {entries} entries in the log.",
  },
  "first-copy": {
    it: "Prima copia consegnata {seconds} s dopo l'avvio.",
    en: "First copy delivered {seconds} s after the start.",
  },
  example: {
    it: "Un esempio: {title} ({category}), inviato da {owner}.",
    en: "An example: {title} ({category}), sent by {owner}.",
  },
  "table-article": { it: "articolo", en: "article" },
  "cell-kept": { it: "sì", en: "yes" },
  "cell-partly": { it: "in parte", en: "in part" },
  "cell-general": { it: "in sintesi", en: "in short" },
  "cell-withheld": { it: "–", en: "–" },
  "cell-withdrawn": { it: "ritirato", en: "withdrawn" },
  "rooms-room": { it: "sala", en: "room" },
  "rooms-seen": { it: "vede", en: "sees" },
  "rooms-of": { it: "{seen} di {all}", en: "{seen} of {all}" },
  "rooms-copies": { it: "copie", en: "copies" },
  "rooms-kept": { it: "campi", en: "fields" },
  "rooms-general": { it: "in sintesi", en: "in short" },
  "rooms-withheld": { it: "trattenuti", en: "withheld" },
  "rooms-withdrawn": { it: "ritirati", en: "withdrawn" },
  "report-title": {
    it: "LA GIORNATA, INCIDENTE PER INCIDENTE — letta dal registro, non dai messaggi",
    en: "THE DAY, INCIDENT BY INCIDENT — read from the log, not from the messages",
  },
  "matrix-legend": {
    it: "Per ogni incidente: gruppi di campi e sale. sì = per intero; in parte = una parte dei campi; in sintesi = una zona o un numero al loro posto; – = niente; ritirato = avuto e poi ritirato. Poi, messaggio per messaggio, che cosa è cambiato per chi.",
    en: "For each incident: groups of fields and rooms. yes = whole; in part = some of the fields; in short = a zone or a number in their place; – = nothing; withdrawn = had and then withdrawn. Then, message by message, what changed for whom.",
  },
  file: {
    it: "Le tabelle di tutti gli incidenti e i controlli uno per uno: {file}",
    en: "The tables of all incidents and the checks one by one: {file}",
  },
  "the-console": { it: "console del registro", en: "console of the log" },
  "the-log": { it: "registro", en: "log" },
  "to-nobody": { it: "a nessuno: {groups}", en: "to nobody: {groups}" },
  proposal: {
    it: "Categorie, finalità, matrice dei campi e regole: PROPOSTA, DA CONFERMARE DAI TITOLARI. Le righe INVENTATO non stanno in nessun accordo; firmatari dimostrativi, dati sintetici.",
    en: "Categories, purposes, matrix of fields and rules: PROPOSAL, TO BE CONFIRMED BY THE CONTROLLERS. Rows INVENTATO stand in no agreement; demonstration signers, synthetic data.",
  },
  "all-hold": {
    it: "Registro integro, {count} controlli su {count} riusciti: la giornata è andata come scritto a mano in day-expected.yaml.",
    en: "Log intact, {count} of {count} checks hold: the day went as written by hand in day-expected.yaml.",
  },
  "some-fail": {
    it: "Controlli NON riusciti: {failed} su {count}.",
    en: "Checks that do NOT hold: {failed} of {count}.",
  },
} as const satisfies Record<string, Bilingual>;

export type PlayText = keyof typeof table;
export const playTexts: Readonly<Record<PlayText, Bilingual>> = table;

/** A text of the demonstration in one language. */
export const playText = (language: Language, key: PlayText, values: TextValues = {}): string =>
  fillText(table[key][language], values);
