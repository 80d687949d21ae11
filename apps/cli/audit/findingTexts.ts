import type { Language } from "../texts.ts";

/** What is wrong with a log, in plain words; the code stays beside them for who looks it up or counts it. */
const words: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  missing: { it: "manca un file del registro", en: "a file of the log is missing" },
  malformed: { it: "il file non è di un registro", en: "the file is none of a log" },
  unreachable: { it: "non si legge", en: "cannot be read" },
  "too-large": { it: "il file è troppo grande", en: "the file is too large" },
  mismatch: { it: "il file non è quello firmato", en: "the file is not what was signed" },
  "read-back": { it: "il file non è quello scritto", en: "the file is not what was written" },
  "leaf-mismatch": {
    it: "voci cambiate, tolte, aggiunte o scambiate: non sono quelle firmate",
    en: "entries were changed, dropped, inserted or swapped: they are not those that were signed",
  },
  "tile-mismatch": {
    it: "le impronte non sono quelle firmate",
    en: "the hashes are not those that were signed",
  },
  "root-mismatch": {
    it: "l'albero di questi file non è quello firmato",
    en: "the tree of these files is not the one that was signed",
  },
  "partial-mismatch": {
    it: "una copia parziale non è l'inizio di quella intera",
    en: "a partial copy is not the beginning of the whole one",
  },
  "part-mismatch": {
    it: "la parte non è quella della voce",
    en: "the part is not the one of the entry",
  },
  "checkpoint-invalid": {
    it: "il checkpoint non è firmato da questo registro: altra chiave, o testo cambiato",
    en: "the checkpoint is not signed by this log: another key, or a changed text",
  },
  "history-mismatch": {
    it: "un checkpoint della storia non è di questo albero",
    en: "a checkpoint of the history is not of this tree",
  },
  "rolled-back": {
    it: "il registro è stato riportato indietro: era più lungo",
    en: "the log was rolled back: it was longer",
  },
  forked: {
    it: "BIFORCAZIONE: con la stessa chiave è firmata un'altra storia",
    en: "FORK: another history is signed with the same key",
  },
  fork: {
    it: "BIFORCAZIONE: con la stessa chiave è firmata un'altra storia",
    en: "FORK: another history is signed with the same key",
  },
  "unexpected-file": {
    it: "un file che non è del registro",
    en: "a file that does not belong to the log",
  },
  "signature-missing": {
    it: "manca una firma che il registro promette",
    en: "a signature is missing that the log promises",
  },
  "leaf-malformed": {
    it: "la voce non è di quelle che il registro può contenere",
    en: "the entry is none that the log may hold",
  },
  "genesis-missing": {
    it: "manca la prima voce dell'anno",
    en: "the year's first entry is missing",
  },
  "genesis-misplaced": { it: "l'anno comincia due volte", en: "the year begins twice" },
  "genesis-link": {
    it: "la prima voce dell'anno non continua l'anno prima",
    en: "the year's first entry does not go on from the year before",
  },
  "chain-gap": {
    it: "manca una decisione dell'incidente",
    en: "a decision of the incident is missing",
  },
  "chain-forked": {
    it: "due decisioni continuano la stessa",
    en: "two decisions go on from the same one",
  },
  "chain-broken": {
    it: "la decisione ne continua una di altri",
    en: "the decision goes on from one of another incident",
  },
  "reports-chain-broken": {
    it: "mancano ricevute o rifiuti di una sala",
    en: "receipts or refusals of a room are missing",
  },
  "counts-chain-broken": {
    it: "un conteggio non continua il precedente",
    en: "a count does not go on from the one before",
  },
  "counts-range": {
    it: "i conteggi non coprono il registro senza vuoti",
    en: "the counts do not cover the log without a gap",
  },
  "counts-differ": {
    it: "i conteggi non sono ciò che dicono le voci",
    en: "the counts are not what the entries say",
  },
  "counts-document": {
    it: "il documento dei conteggi di un titolare non è quello firmato",
    en: "the document of counts of an authority is not the one that was signed",
  },
  "counts-missing": { it: "un mese non è stato contato", en: "a month was not counted" },
  "before-configuration": {
    it: "una decisione prima della configurazione firmata",
    en: "a decision before the signed configuration",
  },
  "room-number-reused": {
    it: "il numero di una sala è passato a un'altra",
    en: "the number of a room went to another one",
  },
  "entries-missing": {
    it: "mancano voci firmate",
    en: "signed entries are missing",
  },
  "entries-malformed": { it: "le voci non si leggono", en: "the entries cannot be read" },
  "entries-differ": {
    it: "le voci non sono quelle firmate",
    en: "the entries are not those that were signed",
  },
  "checkpoint-missing": { it: "manca il checkpoint", en: "the checkpoint is missing" },
  anomaly: {
    it: "un messaggio che non è una voce del suo autore",
    en: "a message that is no entry of its writer",
  },
  "heartbeat-missing": {
    it: "il registro non dà segno di vita",
    en: "the log gives no sign of life",
  },
  "heartbeat-gap": {
    it: "per un tratto il registro non ha dato segno di vita",
    en: "for a while the log gave no sign of life",
  },
  "announcement-invalid": {
    it: "l'annuncio non è firmato da questo registro",
    en: "the announcement is not signed by this log",
  },
  "announcement-old": { it: "l'annuncio è vecchio", en: "the announcement is old" },
  "announcement-ahead": {
    it: "l'annuncio dice più voci di quante se ne leggano",
    en: "the announcement says more entries than can be read",
  },
  "announcement-differs": {
    it: "l'annuncio dice un'altra storia",
    en: "the announcement tells another history",
  },
};

/** Codes that have words. */
export const namedFindings: readonly string[] = Object.keys(words);

/** What a finding of `verify`, `fsck` or `monitor` means; its code where nobody has words for it. */
export const findingWordsOf = (kind: string, language: Language): string =>
  words[kind]?.[language] ?? kind;
