/** Problems of a message as such, whatever its protocol. */
export const messageProblems = {
  "not-utf8": {
    status: 400,
    it: { title: "Testo non in UTF-8", advice: "Inviare il messaggio in UTF-8, senza BOM." },
    en: {
      title: "Text not in UTF-8",
      advice: "Send the message in UTF-8 without a byte order mark.",
    },
  },
  "not-json": {
    status: 400,
    it: { title: "JSON non valido", advice: "Inviare un solo valore JSON conforme a RFC 8259." },
    en: { title: "Not valid JSON", advice: "Send one JSON value as in RFC 8259." },
  },
  "too-large": {
    status: 413,
    it: {
      title: "Messaggio troppo grande",
      advice: "Ridurre il messaggio sotto il limite documentato in byte.",
    },
    en: {
      title: "Message too large",
      advice: "Bring the message below the documented limit in bytes.",
    },
  },
  "too-deep": {
    status: 422,
    it: { title: "Messaggio troppo annidato", advice: "Ridurre i livelli di annidamento." },
    en: { title: "Message nested too deeply", advice: "Use fewer levels of nesting." },
  },
  "duplicate-key": {
    status: 422,
    it: {
      title: "Membro ripetuto",
      advice: "Ogni nome può comparire una sola volta in un oggetto.",
    },
    en: { title: "Member repeated", advice: "Each name may occur once in an object." },
  },
  "forbidden-key": {
    status: 422,
    it: {
      title: "Nome di membro vietato",
      advice: "Togliere i membri con nomi riservati di JavaScript.",
    },
    en: {
      title: "Forbidden member name",
      advice: "Remove members whose names JavaScript reserves.",
    },
  },
  "member-missing": {
    status: 422,
    it: {
      title: "Membro obbligatorio mancante",
      advice: "Aggiungere il membro indicato da errors.",
    },
    en: { title: "Required member missing", advice: "Add the member that errors points to." },
  },
  "member-mistyped": {
    status: 422,
    it: {
      title: "Membro di tipo errato",
      advice: "Usare il tipo e il formato documentati per il membro.",
    },
    en: {
      title: "Member of the wrong type",
      advice: "Use the documented type and format of the member.",
    },
  },
  "member-unknown": {
    status: 422,
    it: { title: "Membro sconosciuto", advice: "Usare solo i membri del modello." },
    en: { title: "Member unknown", advice: "Use only members of the model." },
  },
  "value-unknown": {
    status: 422,
    it: { title: "Valore non previsto", advice: "Usare uno dei valori documentati." },
    en: { title: "Value not foreseen", advice: "Use one of the documented values." },
  },
  "value-out-of-range": {
    status: 422,
    it: { title: "Valore fuori dai limiti", advice: "Rispettare i limiti documentati del membro." },
    en: { title: "Value out of range", advice: "Keep to the documented limits of the member." },
  },
  "time-malformed": {
    status: 422,
    it: { title: "Data e ora non valide", advice: "Usare il formato RFC 3339." },
    en: { title: "Time malformed", advice: "Use the format of RFC 3339." },
  },
  "time-without-zone": {
    status: 422,
    it: {
      title: "Ora senza fuso orario",
      advice: "Aggiungere lo scarto da UTC, per esempio +01:00 o Z.",
    },
    en: { title: "Time without zone", advice: "Add the offset from UTC, for example +01:00 or Z." },
  },
  "coordinates-swapped": {
    status: 422,
    it: { title: "Latitudine e longitudine scambiate", advice: "Scambiare i due valori." },
    en: { title: "Latitude and longitude swapped", advice: "Swap the two values." },
  },
  "coordinates-out-of-range": {
    status: 422,
    it: { title: "Coordinate fuori dai limiti", advice: "Usare gradi decimali WGS84." },
    en: { title: "Coordinates out of range", advice: "Use decimal degrees WGS84." },
  },
  "coordinates-too-precise": {
    status: 422,
    it: {
      title: "Coordinate con troppi decimali",
      advice: "Usare al massimo sette decimali (circa un centimetro).",
    },
    en: {
      title: "Coordinates with too many decimals",
      advice: "Use at most seven decimals (about a centimetre).",
    },
  },
  "too-many-components": {
    status: 422,
    it: { title: "Troppi componenti", advice: "Dividere il messaggio in più aggiornamenti." },
    en: { title: "Too many components", advice: "Split the message into several updates." },
  },
  "too-many-events": {
    status: 422,
    it: {
      title: "Troppi messaggi per lo stesso evento",
      advice: "Chiudere l'evento e aprirne uno nuovo.",
    },
    en: {
      title: "Too many messages about one incident",
      advice: "Close the incident and open a new one.",
    },
  },
  "too-many-vertices": {
    status: 422,
    it: { title: "Troppi vertici", advice: "Semplificare la geometria." },
    en: { title: "Too many vertices", advice: "Simplify the geometry." },
  },
  "component-twice": {
    status: 422,
    it: {
      title: "Componente nominato due volte",
      advice: "Nominare ogni componente una sola volta per messaggio.",
    },
    en: { title: "Component named twice", advice: "Name each component once a message." },
  },
  "answer-with-components": {
    status: 422,
    it: {
      title: "Una risposta non porta componenti",
      advice: "Inviare la risposta senza upsert e remove.",
    },
    en: {
      title: "An answer carries no components",
      advice: "Send the answer without upsert and remove.",
    },
  },
  "emergency-misplaced": {
    status: 422,
    it: {
      title: "Emergenza dichiarata nel messaggio sbagliato",
      advice: "Dichiararla con un messaggio di tipo break_glass, o togliere emergency.",
    },
    en: {
      title: "Emergency declared in the wrong message",
      advice: "Declare it by a message of kind break_glass, or remove emergency.",
    },
  },
  "derived-field-stated": {
    status: 422,
    it: { title: "Campo calcolato dal sistema", advice: "Togliere il campo: lo calcola Raccordo." },
    en: {
      title: "Field computed by the system",
      advice: "Remove the field: Raccordo computes it.",
    },
  },
  "text-not-releasable": {
    status: 422,
    it: {
      title: "Testo libero con possibili dati personali",
      advice:
        "Togliere dal testo nomi, targhe, telefoni, codici e indirizzi e usare i campi previsti.",
    },
    en: {
      title: "Free text with possible personal data",
      advice:
        "Take names, plates, phones, codes and addresses out of the text and use the fields for them.",
    },
  },
  "text-repeats-incident": {
    status: 422,
    it: {
      title: "Il testo ripete un dato personale dell'evento",
      advice:
        "Togliere dal testo nomi, indirizzi, targhe e codici già indicati nei campi dello stesso evento.",
    },
    en: {
      title: "The text repeats a personal datum of the incident",
      advice:
        "Take names, addresses, plates and codes that the same incident states in its fields out of the text.",
    },
  },
  "earlier-text-repeats": {
    status: 422,
    it: {
      title: "Un testo già inviato contiene un dato di questo messaggio",
      advice:
        "Correggere nello stesso messaggio il testo già inviato (luogo, mezzo, unità o immagine), poi reinviare.",
    },
    en: {
      title: "A text sent earlier holds a datum of this message",
      advice:
        "Correct the text that was sent earlier (place, vehicle, unit or image) in the same message, and send again.",
    },
  },
  "xml-malformed": {
    status: 400,
    it: { title: "XML non valido", advice: "Inviare un documento XML ben formato." },
    en: { title: "Not well-formed XML", advice: "Send a well-formed XML document." },
  },
  "xml-doctype-refused": {
    status: 422,
    it: { title: "DOCTYPE non ammesso", advice: "Togliere la dichiarazione DOCTYPE e le entità." },
    en: { title: "DOCTYPE refused", advice: "Remove the DOCTYPE declaration and entities." },
  },
  "xml-encoding-unsupported": {
    status: 400,
    it: { title: "Codifica non supportata", advice: "Inviare il documento in UTF-8." },
    en: { title: "Unsupported encoding", advice: "Send the document in UTF-8." },
  },
  "xml-encoding-contradictory": {
    status: 400,
    it: {
      title: "Codifiche in contraddizione",
      advice: "Dichiarare la stessa codifica nel documento e in Content-Type.",
    },
    en: {
      title: "Contradictory encodings",
      advice: "Declare the same encoding in the document and in Content-Type.",
    },
  },
  "xml-too-large": {
    status: 413,
    it: {
      title: "Documento XML troppo grande",
      advice: "Ridurre il documento sotto il limite documentato in byte.",
    },
    en: {
      title: "XML document too large",
      advice: "Bring the document below the documented limit in bytes.",
    },
  },
  "xml-too-deep": {
    status: 422,
    it: { title: "Documento XML troppo annidato", advice: "Ridurre i livelli di annidamento." },
    en: { title: "XML document nested too deeply", advice: "Use fewer levels of nesting." },
  },
  "xml-too-many-elements": {
    status: 422,
    it: { title: "Troppi elementi XML", advice: "Dividere il messaggio in più aggiornamenti." },
    en: { title: "Too many XML elements", advice: "Split the message into several updates." },
  },
  "xml-too-many-attributes": {
    status: 422,
    it: { title: "Troppi attributi XML", advice: "Togliere gli attributi." },
    en: { title: "Too many XML attributes", advice: "Remove attributes." },
  },
  "xml-text-too-long": {
    status: 422,
    it: { title: "Testo XML troppo lungo", advice: "Abbreviare il testo." },
    en: { title: "XML text too long", advice: "Shorten the text." },
  },
  "xml-instruction-refused": {
    status: 400,
    it: {
      title: "Istruzione di elaborazione non ammessa",
      advice: "Togliere le istruzioni di elaborazione.",
    },
    en: { title: "Processing instruction not allowed", advice: "Remove processing instructions." },
  },
} as const;
