/** Words of the lawyer's matrix. */
export const tableTexts = {
  "table-by-agreement": {
    it: "Chi riceve che cosa, accordo per accordo",
    en: "Who receives what, agreement by agreement",
  },
  "table-by-pair": {
    it: "Chi riceve che cosa, sala per sala",
    en: "Who receives what, room by room",
  },
  "table-by-field": { it: "Chi vede quale campo", en: "Who sees which field" },
  "table-note": {
    it: "Insieme di regole {hash}, con i limiti di legge del {day}. Ciò che non compare è trattenuto.",
    en: "Rule set {hash}, under the law's limits on {day}. What is not here is withheld.",
  },
  "table-proposal": {
    it: "Proposta, da confermare dai titolari.",
    en: "Proposal, to be confirmed by the controllers.",
  },
  "table-field": { it: "campo", en: "field" },
  "table-pair": { it: "da → a", en: "from → to" },
  "table-nobody": { it: "non lo vede nessuno", en: "nobody sees it" },
  "table-forbidden": { it: "VIETATO", en: "FORBIDDEN" },
  "table-emergency": { it: "in emergenza dichiarata", en: "in a declared emergency" },
  "table-owner": { it: "solo a chi ha aperto l'evento", en: "only to who opened the incident" },
  "table-named": { it: "se indicata come competente", en: "if named as competent" },
  "table-not-named": { it: "se non indicata", en: "if not named" },
  "table-territory": { it: "nel territorio di chi riceve", en: "in the receiver's territory" },
  "table-exercise": { it: "solo esercitazione", en: "exercise only" },
  "table-actual": { it: "solo eventi reali", en: "actual incidents only" },
  "table-nothing": {
    it: "Nessuna tabella per «{name}»: con --by agreement scrivi l'identificativo di un accordo, con --by pair da:a (pl_cremona:cc_cremona), con --by field un campo (vehicle.plate, plate, targa).",
    en: "No table for “{name}”: with --by agreement write the id of an agreement, with --by pair from:to (pl_cremona:cc_cremona), with --by field a field (vehicle.plate, plate).",
  },
  "table-same": {
    it: "  {id} {hash}: uguale al file in uso",
    en: "  {id} {hash}: the same as the file in use",
  },
  "table-other": {
    it: "  {id} {hash}: diverso dal file in uso ({known})",
    en: "  {id} {hash}: differs from the file in use ({known})",
  },
  "table-unknown": {
    it: "  {id} {hash}: non è fra i file in uso",
    en: "  {id} {hash}: is not among the files in use",
  },
} as const;
