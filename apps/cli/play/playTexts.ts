import type { ReasonCode } from "#libs/policy/decision";
import { fillText, type Language, type TextValues } from "../texts.ts";
import type { Bilingual } from "./fieldLabels.ts";

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
  "play-begins": {
    it: "Dimostrazione: {messages} messaggi sintetici fra {rooms} sale, inviati via HTTP come farebbe ogni sala.",
    en: "Demonstration: {messages} synthetic messages among {rooms} rooms, sent over HTTP as each room would.",
  },
  "play-rooms": {
    it: "La dimostrazione è scritta per le sale di deploy/rooms; qui mancano: {rooms}.",
    en: "The demonstration is written for the rooms of deploy/rooms; missing here: {rooms}.",
  },
  live: {
    it: "{room}: {title}: {answer}",
    en: "{room}: {title}: {answer}",
  },
  accepted: { it: "accettato → {rooms}", en: "accepted → {rooms}" },
  repeated: {
    it: "già ricevuto, stessa ricevuta",
    en: "already received, same receipt",
  },
  refused: { it: "RESPINTO ({status}): {title}", en: "REFUSED ({status}): {title}" },
  unanswered: { it: "nessuna risposta utile ({status})", en: "no useful answer ({status})" },
  nobody: { it: "nessuno", en: "nobody" },
  "not-recorded": { it: "accettato, ma NON è nel registro", en: "accepted, but NOT in the log" },
  "summary-title": {
    it: "CHE COSA È USCITO E CHE COSA NO — letto dal registro, non dai messaggi",
    en: "WHAT WENT OUT AND WHAT DID NOT — read from the log, not from the messages",
  },
  "incident-head": {
    it: "{title} · categoria {category} [P] · inviato da: {owner}",
    en: "{title} · category {category} [P] · sent by: {owner}",
  },
  "step-head": { it: "{number}. {title}", en: "{number}. {title}" },
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
    it: "{number}. {title}: {reason} ({code})",
    en: "{number}. {title}: {reason} ({code})",
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
    it: "Ogni copia ha esattamente i campi scritti a mano in expected.yaml ({count} copie).",
    en: "Each copy has exactly the fields written by hand in expected.yaml ({count} copies).",
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
  "totals-title": { it: "TOTALI", en: "TOTALS" },
  totals: {
    it: "{messages} messaggi: {accepted} accettati, {refused} respinti. {copies} copie consegnate; {withheld} decisioni di non inviare, ognuna registrata col suo motivo. {entries} voci nel registro.",
    en: "{messages} messages: {accepted} accepted, {refused} refused. {copies} copies delivered; {withheld} decisions not to send, each recorded with its reason. {entries} entries in the log.",
  },
  address: { it: "{room}: {address}", en: "{room}: {address}" },
  proposal: {
    it: "[P] Categorie, finalità, matrice dei campi e regole sono una PROPOSTA, da confermare dai titolari. Sintetici: rinnovo dell'accordo, adesione del comune limitrofo, ogni dato dei messaggi.",
    en: "[P] Categories, purposes, matrix of fields and rules are a PROPOSAL, to be confirmed by the controllers. Synthetic: the agreement's renewal, the neighbour's joining, all data in the messages.",
  },
  signers: {
    it: "Regole e configurazione sono firmate da firmatari DIMOSTRATIVI: non valgono per l'esercizio reale.",
    en: "Rules and configuration are signed by DEMONSTRATION signers: not valid for real operation.",
  },
  "all-hold": {
    it: "Controlli riusciti: {count} su {count}.",
    en: "Checks that hold: {count} of {count}.",
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
