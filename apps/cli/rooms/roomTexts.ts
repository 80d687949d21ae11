/** What the commands on rooms say. */
export const roomTexts = {
  "rooms-head": {
    it: "SALA|TIPO|COMUNI|PROTOCOLLI|STATO|INDIRIZZO|ACCORDI|NOME",
    en: "ROOM|KIND|COMUNI|PROTOCOLS|STATE|ADDRESS|AGREEMENTS|NAME",
  },
  "rooms-none-installed": {
    it: "In {path} non c'è un'installazione: indirizzi e stato non sono noti. `raccordo up` ne crea una.",
    en: "There is no installation in {path}: addresses and states are not known. `raccordo up` makes one.",
  },
  "room-not-here": {
    it: "La sala {room} non è in {path}. Note: {known}. Aggiungi il suo file in rooms/, o indica --deploy.",
    en: "Room {room} is not in {path}. Known: {known}. Add its file to rooms/, or name --deploy.",
  },
  "state-ok": { it: "attiva", en: "up" },
  "state-stopped": {
    it: "attiva, le copie attendono il registro",
    en: "up, copies wait for the log",
  },
  "state-degraded": { it: "non raggiunge il nucleo", en: "does not reach the core" },
  "state-down": { it: "ferma", en: "down" },
  "state-unknown": { it: "-", en: "-" },
  "room-title": { it: "{name} ({room})", en: "{name} ({room})" },
  "room-titolare": {
    it: "titolare: {titolare}; tipo {kind}; posto nel registro {slot}",
    en: "titolare: {titolare}; kind {kind}; slot in the log {slot}",
  },
  "room-comuni": { it: "comuni: {comuni}", en: "comuni: {comuni}" },
  "room-comuni-none": {
    it: "comuni: nessuno dichiarato (le regole con `territory: receiver` non la raggiungono)",
    en: "comuni: none stated (rules with `territory: receiver` do not reach it)",
  },
  "room-protocols": { it: "protocolli: {protocols}", en: "protocols: {protocols}" },
  "room-limits": {
    it: "limiti: {bytes} byte per messaggio, {rate} messaggi al minuto, {copies} copie in attesa",
    en: "limits: {bytes} bytes a message, {rate} messages a minute, {copies} waiting copies",
  },
  "room-address": { it: "indirizzo: {address} ({state})", en: "address: {address} ({state})" },
  "room-key": { it: "chiave: {path}", en: "key: {path}" },
  "room-key-to-come": {
    it: "chiave: nascerà in {path} al prossimo avvio di `raccordo up`",
    en: "key: the next start of `raccordo up` makes it in {path}",
  },
  "room-key-missing": {
    it: "chiave: manca {path}; ripristinala dalla copia",
    en: "key: {path} is missing; restore it from the backup",
  },
  "room-synthetic": { it: "inventato: {text}", en: "invented: {text}" },
  "room-agreements": { it: "Accordi di cui è parte", en: "Agreements that it is party to" },
  "room-agreement": {
    it: "{id} ({by}): {periods} – {state}",
    en: "{id} ({by}): {periods} – {state}",
  },
  "room-in-force": { it: "in vigore", en: "in force" },
  "room-not-in-force": {
    it: "NON in vigore: non consegna nulla",
    en: "NOT in force: delivers nothing",
  },
  "room-no-agreement": {
    it: "nessuno: non riceve nulla da nessuno. Aggiungila fra le parti di un accordo.",
    en: "none: it receives nothing from anybody. Add it to the parties of an agreement.",
  },
  "room-receives": { it: "Che cosa può ricevere", en: "What it may receive" },
  "room-from": { it: "da {name}", en: "from {name}" },
  "room-receives-nothing": { it: "nulla", en: "nothing" },
  "room-forbidden": { it: "vietato", en: "forbidden" },
  "room-named": { it: "se nominata", en: "if named" },
  "room-not-named": { it: "se non nominata", en: "if not named" },
  "room-own-territory": { it: "nel proprio territorio", en: "in its own territory" },
  "room-invented": { it: "INVENTATO", en: "INVENTED" },
  "room-letters": {
    it: "A tutto · C solo dopo la presa in carico · Z zona di 1 km · K cella di 100 m · Q ora al quarto · T veicolo senza targa, marca e modello · N numeri · S solo sigla · ? solo in parte. Proposta, da confermare dai titolari.",
    en: "A all · C only once in charge · Z 1 km zone · K 100 m cell · Q time to the quarter · T vehicle without plate, make and model · N numbers · S call sign only · ? in part. Proposal, to be confirmed by the controllers.",
  },
  "room-rules-broken": {
    it: "Gli accordi non si compilano: vedi `raccordo policy check`.",
    en: "The agreements do not compile: see `raccordo policy check`.",
  },
} as const;
