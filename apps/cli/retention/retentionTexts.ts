/** What `audit hold`, `audit release`, `audit shred` and `retention report` say. */
export const retentionTexts = {
  "hold-placed": {
    it: "Registrato: i dati dell'evento {incident} restano anche oltre il termine.",
    en: "Recorded: the data of incident {incident} stay beyond their term.",
  },
  "hold-until": {
    it: "Non è firmata: vale fino al {until}, poi decade e valgono di nuovo i termini. Perché resti finché la si toglie la firma chi protegge i dati: raccordo audit hold {incident} --room SALA --reason … --key CHIAVE",
    en: "It is not signed: it counts until {until}, then it lapses and the terms apply again. To make it stay until it is ended the privacy officer signs: raccordo audit hold {incident} --room ROOM --reason … --key KEY",
  },
  "hold-not-signed": {
    it: "Per l'evento {incident} i giorni delle conservazioni senza firma sono finiti: nulla è stato registrato. La firma chi protegge i dati (--room SALA --key CHIAVE).",
    en: "For incident {incident} the days of unsigned holds are used up: nothing was recorded. The privacy officer signs (--room ROOM --key KEY).",
  },
  "hold-refused": {
    it: "Conservazione dell'evento {incident} non registrata: {code}. Firma chi protegge i dati (privacy_officer) nel titolare della sala di --room; un ordine vale una volta, per sette giorni.",
    en: "Hold on incident {incident} not recorded: {code}. The privacy officer signs of the titolare of the room of --room; an order counts once, for seven days.",
  },
  "hold-room-missing": {
    it: "Chi firma dice a nome di quale sala: --room",
    en: "Who signs says in the name of which room: --room",
  },
  "hold-out-unsigned": {
    it: "--out scrive un ordine firmato: serve anche --key",
    en: "--out writes a signed order: --key is needed too",
  },
  "hold-order-signed": {
    it: "Ordine firmato in {out}: vale sette giorni, una volta. Finché nessuno lo consegna, per l'evento {incident} non cambia nulla.",
    en: "Order signed in {out}: it counts for seven days, once. Until somebody hands it in, nothing changes for incident {incident}.",
  },
  "hold-unknown": {
    it: "Nel registro firmato non c'è un evento {incident} in modalità {mode}: nulla è stato registrato né trattenuto. Controlla le cifre (raccordo audit query) e --mode; un evento appena arrivato compare dopo il prossimo checkpoint.",
    en: "The signed log has no incident {incident} in mode {mode}: nothing was recorded or kept. Check the digits (raccordo audit query) and --mode; an incident that has just come appears after the next checkpoint.",
  },
  "hold-kept": {
    it: "Messaggi tenuti: {kept}. Nessuno era già andato.",
    en: "Messages kept: {kept}. None was gone before.",
  },
  "hold-some-gone": {
    it: "Messaggi tenuti: {kept}. ANDATI PRIMA della conservazione, e non tornano: {gone}. Nel registro resta che ci furono.",
    en: "Messages kept: {kept}. GONE BEFORE the hold, and they do not come back: {gone}. The log still says that there were.",
  },
  "hold-not-counted": {
    it: "Quanti messaggi sono tenuti non si sa ancora: raccordo retention holds",
    en: "How many messages are kept is not known yet: raccordo retention holds",
  },
  "holds-none": { it: "Nessuna conservazione in corso.", en: "No legal hold stands." },
  "holds-head": {
    it: "evento|modalità|a nome di|dal (UTC)|motivo|chi|da firmare entro|da rivedere entro|messaggi tenuti|andati prima",
    en: "incident|mode|in the name of|since (UTC)|reason|who|to be signed by|to be reviewed by|messages kept|gone before",
  },
  "holds-unsigned": {
    it: "Conservazioni che nessuno ha firmato: {unsigned}, la prima decade il {until}. Chi protegge i dati le firma: raccordo audit hold EVENTO --room SALA --reason … --key CHIAVE",
    en: "Legal holds that nobody has signed: {unsigned}; the first lapses at {until}. The privacy officer signs: raccordo audit hold INCIDENT --room ROOM --reason … --key KEY",
  },
  "holds-late": {
    it: "Conservazioni da rivedere già da tempo: {late}. Se servono ancora, chi le ha chieste lo confermi; altrimenti raccordo audit release",
    en: "Legal holds whose review is overdue: {late}. Whoever asked confirms those still needed; the others: raccordo audit release",
  },
  "hold-placed-before": {
    it: "L'evento {incident} era già sotto conservazione.",
    en: "Incident {incident} was under a hold before.",
  },
  "hold-released": {
    it: "Registrato: per l'evento {incident} valgono di nuovo i termini; ciò che è scaduto è distrutto subito.",
    en: "Recorded: the terms hold for incident {incident} again; what was due is destroyed at once.",
  },
  "hold-released-others": {
    it: "Registrato: la conservazione del titolare di chi firma è finita. I dati dell'evento {incident} restano: altri li conservano ({others}).",
    en: "Recorded: the hold of the signer's titolare is over. The data of incident {incident} stay: others hold them ({others}).",
  },
  "hold-of-others": {
    it: "L'evento {incident} è sotto conservazione di altri titolari soltanto (sale: {rooms}): la toglie chi protegge i dati lì.",
    en: "Incident {incident} is held by other titolari alone (rooms: {rooms}): their privacy officers end it.",
  },
  "hold-officer-unknown": {
    it: "La chiave {key} ({role}) non è di chi protegge i dati in nessun titolare: nulla è stato firmato. In esercizio va nella configurazione firmata: raccordo configuration draft --officer SALA:privacy_officer:{key}, poi due firme. In dimostrazione va in officers del file di una sala del suo titolare. La firma vale dal riavvio (raccordo up).",
    en: "The key {key} ({role}) is no titolare's privacy officer's: nothing was signed. In operation it belongs into the signed configuration: raccordo configuration draft --officer ROOM:privacy_officer:{key}, then two signatures. In a demonstration it belongs into officers of the file of a room of its titolare. The signature counts from the next start on (raccordo up).",
  },
  "hold-released-before": {
    it: "L'evento {incident} non è più sotto conservazione.",
    en: "Incident {incident} is under a hold no more.",
  },
  "hold-none": {
    it: "Nel registro firmato l'evento {incident} in modalità {mode} non è sotto conservazione. Una appena posta compare dopo il prossimo checkpoint.",
    en: "In the signed log incident {incident} in mode {mode} is under no hold. One that has just been placed appears after the next checkpoint.",
  },
  "hold-release-signed": {
    it: "Ordine firmato in {out}: vale sette giorni, per questa sola conservazione. Finché nessuno lo consegna, i dati dell'evento {incident} restano.",
    en: "Order signed in {out}: it counts for seven days, for this hold alone. Until somebody hands it in, the data of incident {incident} stay.",
  },
  "hold-release-refused": {
    it: "Conservazione non tolta: {code}. Firma chi protegge i dati (privacy_officer) nel titolare a nome del quale è stata posta; se nessuno è nominato, in uno che ha scritto nell'evento {incident}.",
    en: "Hold not ended: {code}. The privacy officer signs of the titolare in whose name it was placed; where none was named, of one that wrote in incident {incident}.",
  },
  "hold-judicial_request": { it: "richiesta giudiziaria", en: "judicial request" },
  "hold-supervisory_request": { it: "richiesta del Garante", en: "supervisory request" },
  "hold-data_subject_request": { it: "richiesta dell'interessato", en: "data subject's request" },
  "hold-internal_inquiry": { it: "verifica interna", en: "internal inquiry" },
  "retention-incident-wrong": {
    it: "{incident} non è lo pseudonimo di un evento (32 cifre, come nel registro: raccordo audit query).",
    en: "{incident} is no pseudonym of an incident (32 digits, as in the log: raccordo audit query).",
  },
  "shred-ordered": {
    it: "Ordine scritto e firmato in {out}. Ora lo esegue una seconda persona in un altro ruolo: raccordo audit shred --order {out} --key CHIAVE",
    en: "Order written and signed in {out}. Now a second person in another role carries it out: raccordo audit shred --order {out} --key KEY",
  },
  "shred-done": {
    it: "Distrutte e registrate: le chiavi dell'evento {incident}. Nulla di esso può più essere letto.",
    en: "Destroyed and recorded: the keys of incident {incident}. Nothing of it can be read any more.",
  },
  "shred-held": {
    it: "L'evento {incident} è sotto conservazione: prima raccordo audit release {incident}",
    en: "Incident {incident} is under a hold: first raccordo audit release {incident}",
  },
  "shred-unknown": {
    it: "Di nessun evento con lo pseudonimo {incident} restano chiavi.",
    en: "No incident with the pseudonym {incident} has keys left.",
  },
  "shred-refused": {
    it: "L'ordine non è accettato: {code}. Servono due firme di due persone in due ruoli.",
    en: "The order is not accepted: {code}. Two signatures are needed, of two people in two roles.",
  },
  "shred-usage": {
    it: "Prima persona: raccordo audit shred EVENTO --ground … --key … --out ORDINE. Seconda: raccordo audit shred --order ORDINE --key …",
    en: "First person: raccordo audit shred INCIDENT --ground … --key … --out ORDER. Second: raccordo audit shred --order ORDER --key …",
  },
  "retention-head": {
    it: "evento|modalità|che cosa|scade (UTC)|stato",
    en: "incident|mode|what|due (UTC)|state",
  },
  "retention-part-sensitive": { it: "dati sensibili", en: "sensitive data" },
  "retention-part-both": { it: "tutto", en: "everything" },
  "retention-part-operator_risk": { it: "rischi per gli operatori", en: "risks for operators" },
  "retention-part-plate_alert": { it: "targa segnalata", en: "plate of an alert" },
  "retention-waiting": { it: "copie da ritirare", en: "copies not fetched yet" },
  "retention-in-backups": {
    it: "Distrutti di cui una copia di riserva del caveau può ancora avere la chiave: {in_backups}, fino a {backups_gone_after}",
    en: "Destroyed, of which a backup of the vault may still hold the key: {in_backups}, until {backups_gone_after}",
  },
  "retention-quarantine": {
    it: "Quarantena: {messages} messaggi, il più vecchio fino al {due}",
    en: "Quarantine: {messages} messages, the eldest until {due}",
  },
  "retention-quarantine-late": {
    it: "Quarantena IN RITARDO: {messages} messaggi, il più vecchio doveva finire il {due}",
    en: "Quarantine OVERDUE: {messages} messages, the eldest was to end at {due}",
  },
  "retention-quarantine-unknown": {
    it: "Quarantena: non si sa, l'installazione non risponde",
    en: "Quarantine: not known, the installation does not answer",
  },
  "retention-not_due": { it: "non scaduti", en: "not due" },
  "retention-due": { it: "scaduti ora", en: "due now" },
  "retention-overdue": { it: "IN RITARDO", en: "OVERDUE" },
  "retention-held": { it: "trattenuti", en: "held" },
  "retention-done": { it: "distrutti", en: "destroyed" },
} as const;
