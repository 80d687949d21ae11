/** What `incident show` says. */
export const incidentTexts = {
  "incident-keys-missing": {
    it: "Manca {path}: il nome dell'evento nel registro si ricava solo con le chiavi di questa installazione. Avvia `raccordo up --data {data}` una volta, o lavora sulla macchina che le ha.",
    en: "{path} is missing: an incident's name in the log can be found only with the keys of this installation. Run `raccordo up --data {data}` once, or work on the machine that has them.",
  },
  "incident-no-room": {
    it: "Questa installazione non ha la sala {room}. Note: {known}",
    en: "This installation has no room {room}. Known: {known}",
  },
  "incident-none": {
    it: "La sala {room} non conosce nessun evento con questo nome nel registro di {path}. Controlla identificativo e sala; un evento appena inviato compare dopo il prossimo checkpoint (raccordo doctor).",
    en: "Room {room} knows no incident of this name in the log of {path}. Check id and room; an incident just sent appears after the next checkpoint (raccordo doctor).",
  },
  "incident-own": {
    it: "Evento della sala {room}: {category}, modalità {mode}",
    en: "Incident of room {room}: {category}, mode {mode}",
  },
  "incident-foreign": {
    it: "Evento di un'altra sala, come lo conosce {room}: {category}, modalità {mode}",
    en: "Another room's incident, as {room} knows it: {category}, mode {mode}",
  },
  "incident-pseudonym": {
    it: "nel registro: {incident}",
    en: "in the log: {incident}",
  },
  "incident-step": {
    it: "{number}. {at}  {kind} di {sender}  (registro {year}, voce {index})",
    en: "{number}. {at}  {kind} by {sender}  (log {year}, entry {index})",
  },
  "incident-someone": { it: "un'altra sala", en: "another room" },
  "incident-charge": { it: "ha in carico", en: "in charge" },
  "incident-title": { it: "{article}, regola {rule}", en: "{article}, rule {rule}" },
  "incident-kept": { it: "dato", en: "given" },
  "incident-generalised": { it: "generalizzato", en: "generalised" },
  "incident-withheld": { it: "trattenuto", en: "withheld" },
  "incident-gone": { it: "ritirato", en: "withdrawn" },
  "incident-receipt": { it: "ricevute: {receipts}", en: "receipts: {receipts}" },
  "incident-no-receipt": { it: "ricevute: ancora nessuna", en: "receipts: none yet" },
  "incident-delivered": { it: "consegnata {at}", en: "delivered {at}" },
  "incident-displayed": { it: "letta {at}", en: "displayed {at}" },
  "incident-expired": { it: "scaduta {at}", en: "expired {at}" },
  "incident-note": {
    it: "Letto dal registro in {path}, verificato, con le chiavi di questa installazione: nomi di campi, nessun valore. Il registro si consulta solo per verificare la liceità, per il controllo interno, la sicurezza o il processo penale (D.Lgs. 51/2018 art. 21 c. 3), e ogni lettura è essa stessa una voce, scritta prima di leggere.",
    en: "Read from the log in {path}, verified, with the keys of this installation: names of fields, no value. The log may be read only to verify lawfulness, for internal control, for security or in criminal proceedings (D.Lgs. 51/2018 art. 21(3)), and each reading is an entry itself, written before anything is read.",
  },
} as const;
