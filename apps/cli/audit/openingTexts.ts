/** What `audit open` and `audit verify-opening` say. */
export const openingTexts = {
  "opening-written": {
    it: "✓ {file}: il campo {field}, con la chiave del suo solo impegno. È un dato personale: consegnalo solo a chi ne ha titolo.",
    en: "✓ {file}: the field {field}, with the key of its one commitment. It is personal data: hand it only to who is entitled.",
  },
  "opening-no-such-field": {
    it: "Nessun messaggio ha un campo {field}: nulla è stato letto. I campi si chiamano come in raccordo policy table (person.family_name, vehicle.plate, …).",
    en: "No message has a field {field}: nothing was read. Fields are named as in raccordo policy table (person.family_name, vehicle.plate, …).",
  },
  "opening-component": {
    it: "Più componenti del messaggio hanno il campo {field}: indicane uno con --ref. Riferimenti: {refs}",
    en: "Several components of the message have the field {field}: name one with --ref. References: {refs}",
  },
  "opening-entry": {
    it: "La voce {index} non è il messaggio di una sala, o non c'è ({code}): non c'è alcun campo da aprire.",
    en: "Entry {index} is no message of a room, or is not there ({code}): there is no field to open.",
  },
  "opening-field": {
    it: "Il messaggio della voce {index} non indicava il campo {field} (o non di quel componente).",
    en: "The message of entry {index} did not state the field {field} (or not of that component).",
  },
  "opening-destroyed": {
    it: "Le chiavi dell'evento sono state distrutte: il campo {field} della voce {index} non si può più aprire, da nessuno. La voce resta verificabile.",
    en: "The incident's keys were destroyed: the field {field} of entry {index} cannot be opened any more, by anybody. The entry stays verifiable.",
  },
  "opening-expired": {
    it: "Il messaggio della voce {index} non è più conservato: il campo {field} non si può più aprire qui.",
    en: "The message of entry {index} is kept no longer: the field {field} cannot be opened here any more.",
  },
  "opening-unreadable": {
    it: "Il messaggio della voce {index} è danneggiato o non è quello registrato: il campo {field} non si apre. Chiama chi gestisce l'impianto.",
    en: "The message of entry {index} is damaged or not the one recorded: the field {field} does not open. Call the operators.",
  },
  "opening-approval": {
    it: "Per aprire il campo {field} della voce {index} serve la firma di una seconda persona in un altro ruolo ({code}). La richiesta è registrata; si approva alla pagina della console.",
    en: "To open the field {field} of entry {index} a second person of another role has to sign ({code}). The request is recorded; it is approved at the console's page.",
  },
  "opening-refused": {
    it: "Il sistema non apre il campo {field} della voce {index} ({code}).",
    en: "The system does not open the field {field} of entry {index} ({code}).",
  },
  "opening-malformed": {
    it: "{file} non è un'apertura scritta da «audit open».",
    en: '{file} is no opening written by "audit open".',
  },
  "opening-wrong": {
    it: "✗ L'apertura NON corrisponde al registro ({reason}): non provare nulla con essa.",
    en: "✗ The opening does NOT agree with the log ({reason}): prove nothing with it.",
  },
  "opening-holds": {
    it: "✓ La voce {index} (di {size}, evento {event}, {at}) è nel registro e si era impegnata su questo valore.",
    en: "✓ Entry {index} (of {size}, event {event}, {at}) is in the log and had committed to this value.",
  },
  "opening-value": {
    it: "  {field} (componente {ref}): {value}",
    en: "  {field} (component {ref}): {value}",
  },
} as const;
