/** What the commands on the signed configuration say. */
export const configurationTexts = {
  "configuration-none": {
    it: "Non c'è {path}: questa installazione non ha ancora una configurazione firmata.",
    en: "There is no {path}: this installation has no signed configuration yet.",
  },
  "configuration-there": {
    it: "{path} c'è già: la prima configurazione si fa una volta. Poi: raccordo configuration draft.",
    en: "{path} is there already: the first configuration is made once. Then: raccordo configuration draft.",
  },
  "configuration-signer": {
    it: "--signer {word}: scrivi RUOLO:CHIAVE (chiave pubblica, o il file che la contiene).",
    en: "--signer {word}: write ROLE:KEY (public key, or the file that says it).",
  },
  "configuration-two-signers": {
    it: "Servono almeno due firmatari in due ruoli: --signer RUOLO:CHIAVE, due volte.",
    en: "At least two signers in two roles are needed: --signer ROLE:KEY, twice.",
  },
  "configuration-signers-other": {
    it: "{path} nomina altri firmatari. Chi può firmare si scrive una volta sola: se è un errore, togli il file e ripeti.",
    en: "{path} names other signers. Who may sign is written once: if that is a mistake, remove the file and repeat.",
  },
  "configuration-first-installed": {
    it: "La prima configurazione è al suo posto. Metti accanto, in {path}, le regole con due firme (rules.json, 0600), poi: raccordo up --production.",
    en: "The first configuration is in its place. Put the rules with two signatures beside it, in {path} (rules.json, 0600), then: raccordo up --production.",
  },
  "configuration-demonstration": {
    it: "{path} è una dimostrazione: la sua configurazione la firma raccordo up, dai file delle sale. Scrivi officers nel file della sala e riavvia.",
    en: "{path} is a demonstration: raccordo up signs its configuration itself, from the files of the rooms. Write officers into the room's file and restart.",
  },
  "configuration-no-signers": {
    it: "Non c'è {path}: senza l'elenco di chi può firmare (ruolo e chiave pubblica) non vale nessuna firma.",
    en: "There is no {path}: without the list of who may sign (role and public key) no signature counts.",
  },
  "configuration-officer": {
    it: "--officer {word}: scrivi SALA:RUOLO:CHIAVE (chiave pubblica, o il file che la contiene).",
    en: "--officer {word}: write ROOM:ROLE:KEY (public key, or the file that says it).",
  },
  "configuration-nothing-asked": {
    it: "Che cosa cambia? Aggiungi --officer SALA:RUOLO:CHIAVE o --without CHIAVE.",
    en: "What changes? Add --officer ROOM:ROLE:KEY or --without KEY.",
  },
  "configuration-room-unknown": {
    it: "La configurazione in vigore non ha la sala {about}: {rooms}. Nulla è stato scritto.",
    en: "The configuration in force has no room {about}: {rooms}. Nothing was written.",
  },
  "configuration-role-unknown": {
    it: "{about} non è un ruolo di chi firma per un titolare: {roles}. Nulla è stato scritto.",
    en: "{about} is no role of who signs for a titolare: {roles}. Nothing was written.",
  },
  "configuration-key-wrong": {
    it: "{about} non è una chiave pubblica: 43 caratteri, come li stampa raccordo policy keygen, o il file che la contiene. Nulla è stato scritto.",
    en: "{about} is no public key: 43 characters, as raccordo policy keygen prints them, or the file that says it. Nothing was written.",
  },
  "configuration-key-taken": {
    it: "La chiave {about} sta già nella configurazione, per lo stesso titolare o in un altro ruolo: una persona ha un solo ruolo. Nulla è stato scritto.",
    en: "The key {about} stands in the configuration already, for the same titolare or in another role: one person has one role. Nothing was written.",
  },
  "configuration-key-unknown": {
    it: "La chiave {about} non sta fra gli incaricati della configurazione in vigore. Nulla è stato scritto.",
    en: "The key {about} is none of the officers' in the configuration in force. Nothing was written.",
  },
  "configuration-too-many": {
    it: "{about} incaricati sono più di quanti la configurazione contiene. Togli chi non lo è più (--without CHIAVE).",
    en: "{about} officers are more than the configuration holds. Take out those who are none any more (--without KEY).",
  },
  "configuration-not-one": {
    it: "{path} non è una configurazione da firmare: il punto {place} non è come deve. Rifalla con raccordo configuration draft.",
    en: "{path} is no configuration to sign: {place} is not as it must be. Make it again with raccordo configuration draft.",
  },
  "configuration-stale": {
    it: "{path} è la n. {version}; in vigore è la n. {inForce}, e la prossima è la n. {wanted}. Rifalla con raccordo configuration draft: intanto qualcosa è cambiato.",
    en: "{path} is no. {version}; in force is no. {inForce}, and the next is no. {wanted}. Make it again with raccordo configuration draft: something has changed meanwhile.",
  },
  "configuration-signer-unknown": {
    it: "La chiave {key} ({role}) non è di un firmatario di questa installazione (signed/signers.json; ruoli: {roles}). Nulla è stato firmato.",
    en: "The key {key} ({role}) is no signer's of this installation (signed/signers.json; roles: {roles}). Nothing was signed.",
  },
  "configuration-other-read": {
    it: "--read {read} non è di questo documento ({document}), o è troppo corto: hai letto un altro testo. Nulla è stato firmato.",
    en: "--read {read} is not of this document ({document}), or too short: you have read another text. Nothing was signed.",
  },
  "configuration-told": {
    it: "Configurazione n. {version}, dopo la n. {inForce} in vigore; documento {document}",
    en: "Configuration no. {version}, after no. {inForce} in force; document {document}",
  },
  "configuration-added": {
    it: "  ENTRA fra gli incaricati di {titolare} (sale: {rooms}): {role}, chiave {key}",
    en: "  BECOMES officer of {titolare} (rooms: {rooms}): {role}, key {key}",
  },
  "configuration-removed": {
    it: "  ESCE dagli incaricati di {titolare} (sale: {rooms}): {role}, chiave {key}",
    en: "  IS NO MORE officer of {titolare} (rooms: {rooms}): {role}, key {key}",
  },
  "configuration-first-officer": {
    it: "  È il primo privacy_officer: da allora una conservazione senza firma vale 14 giorni, per ogni titolare",
    en: "  It is the first privacy_officer: from then on an unsigned hold counts for 14 days, for every titolare",
  },
  "configuration-changed": {
    it: "  CAMBIA {pointer}: da {before} a {after}",
    en: "  CHANGES {pointer}: from {before} to {after}",
  },
  "configuration-rest-same": {
    it: "  Tutto il resto è come nella n. {inForce}: sale, termini, limiti, chiavi del registro.",
    en: "  All the rest is as in no. {inForce}: rooms, terms, limits, keys of the log.",
  },
  "configuration-next-read": {
    it: "Nulla è ancora firmato. Se è ciò che vuoi firmare, ripeti con --read {digest}",
    en: "Nothing is signed yet. If this is what you want to sign, repeat with --read {digest}",
  },
  "configuration-signed": {
    it: "Firmato dal ruolo {role} ({key}). Hai firmato:\n{statement}",
    en: "Signed by role {role} ({key}). You signed:\n{statement}",
  },
  "configuration-next-sign": {
    it: "Scritto in {out} ({signatures} firme su 2). Ora un firmatario in un ruolo che manca: raccordo configuration sign {out} --key CHIAVE --out {out}",
    en: "Written to {out} ({signatures} of 2 signatures). Now a signer in a role that is missing: raccordo configuration sign {out} --key KEY --out {out}",
  },
  "configuration-next-install": {
    it: "Scritto in {out} ({signatures} firme). Poi: raccordo configuration install {out}",
    en: "Written to {out} ({signatures} signatures). Then: raccordo configuration install {out}",
  },
  "configuration-installed": {
    it: "La configurazione n. {version} vale dal prossimo avvio: riavvia raccordo up --production. Quella di prima è in {kept}",
    en: "Configuration no. {version} counts from the next start: restart raccordo up --production. The one before is in {kept}",
  },
} as const;
