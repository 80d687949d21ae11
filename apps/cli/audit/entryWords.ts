import type { Bilingual } from "#libs/incident/fieldLabels";

const w = (it: string, en: string): Bilingual => ({ it, en });

/** What kinds of entries are called. A kind that is not here is shown by its name. */
export const kindWords: Readonly<Record<string, Bilingual>> = {
  exchange: w("decisione", "decision"),
  redecision: w("nuova decisione", "decision again"),
  recall: w("richiamo", "recall"),
  rectification: w("rettifica", "rectification"),
  expiry: w("scadenza", "expiry"),
  close_by_age: w("chiusura per età", "closed by age"),
  genesis: w("inizio del registro", "beginning of the log"),
  configuration: w("configurazione", "configuration"),
  plan_tables: w("tabelle dei piani", "plan tables"),
  activation: w("regole in vigore", "rules in force"),
  rule_set: w("regole", "rules"),
  receipts: w("ricevute", "receipts"),
  refusals: w("messaggi respinti", "refused messages"),
  anomaly: w("anomalia", "anomaly"),
  read: w("lettura del registro", "reading of the log"),
  heartbeat: w("battito", "heartbeat"),
  notice: w("avviso", "notice"),
  break_glass: w("emergenza dichiarata", "declared emergency"),
  review: w("esame di un'emergenza", "review of an emergency"),
  demand: w("richiesta di ritiro o rettifica", "demand of recall or rectification"),
  confirmation: w("conferma di una richiesta", "confirmation of a demand"),
  key_shredded: w("chiavi distrutte", "keys destroyed"),
  key_epoch: w("epoca delle chiavi", "epoch of keys"),
  legal_hold: w("conservazione oltre il termine", "kept beyond its term"),
  year_retired: w("anno del registro ritirato", "year of the log retired"),
  export: w("estratto del registro", "export of the log"),
  grant: w("operazione autorizzata", "operation grant"),
  counts: w("conteggi firmati", "signed counts"),
};

/** Pieces of the sentences about entries. */
export const entryWords = {
  "only-withdraws": w("copia inviata, solo ritiri", "copy sent, it only withdraws"),
  given: w("dati: {groups}", "given: {groups}"),
  withheld: w("trattenuti: {groups}", "withheld: {groups}"),
  withdrawn: w("ritirati: {groups}", "withdrawn: {groups}"),
  nobody: w(
    "{sender}  {category}: {kind}, nessuna sala interessata",
    "{sender}  {category}: {kind}, no room concerned",
  ),
  "parts-missing": w(
    "{kind}: le parti non ci sono più, resta la voce",
    "{kind}: its parts are gone, the entry remains",
  ),
  "parts-differ": w(
    "{kind}: le parti NON sono quelle della voce",
    "{kind}: the parts are NOT those of the entry",
  ),
  person: w("da", "by"),
} as const;
