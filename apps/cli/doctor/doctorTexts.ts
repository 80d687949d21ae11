/** What `doctor` finds, and after it what to do: `…-do` is the next step of the finding before. */
export const doctorTexts = {
  "doctor-head": {
    it: "Esame di questa macchina e di {path}",
    en: "A look at this machine and {path}",
  },
  "doctor-next": { it: "    → {next}", en: "    → {next}" },
  "doctor-total": {
    it: "{ok} a posto, {attention} da guardare, {problem} problemi, {skipped} non controllati.",
    en: "{ok} in order, {attention} to look at, {problem} problems, {skipped} not checked.",
  },
  "doctor-node": { it: "Node.js {version}", en: "Node.js {version}" },
  "doctor-node-old": {
    it: "Node.js {version}: serve il 24 o successivo",
    en: "Node.js {version}: 24 or later is needed",
  },
  "doctor-node-do": {
    it: "usa `npx raccordo`, che prende il Node 24 del pacchetto, o installa Node 24",
    en: "use `npx raccordo`, which takes the package's Node 24, or install Node 24",
  },
  "doctor-nats": { it: "nats-server {version} ({source})", en: "nats-server {version} ({source})" },
  "doctor-nats-url": {
    it: "nats-server: si usa quello di RACCORDO_NATS_URL",
    en: "nats-server: the one of RACCORDO_NATS_URL is used",
  },
  "doctor-nats-none": { it: "nats-server: {problem}", en: "nats-server: {problem}" },
  "doctor-nats-do": {
    it: "installa nats-server 2.12 o successivo, o indicalo in RACCORDO_NATS_SERVER; `raccordo up` altrimenti lo scarica da Debian",
    en: "install nats-server 2.12 or later, or name it in RACCORDO_NATS_SERVER; else `raccordo up` fetches Debian's",
  },
  "doctor-disk": { it: "disco: {free} GB liberi", en: "disk: {free} GB free" },
  "doctor-disk-low": { it: "disco: solo {free} GB liberi", en: "disk: only {free} GB free" },
  "doctor-disk-do": {
    it: "libera spazio o sposta la cartella dei dati: pieno il disco, i messaggi sono rifiutati (503)",
    en: "free space or move the data folder: with a full disk messages are refused (503)",
  },
  "doctor-folder": {
    it: "installazione in {path}, {rooms} sale",
    en: "installation in {path}, {rooms} rooms",
  },
  "doctor-folder-none": {
    it: "in {path} non c'è un'installazione",
    en: "there is no installation in {path}",
  },
  "doctor-folder-do": {
    it: "`raccordo up --data {path}` ne crea una; o indica --data",
    en: "`raccordo up --data {path}` makes one; or name --data",
  },
  "doctor-private": {
    it: "permessi: {files} file e cartelle leggibili solo dal proprietario",
    en: "permissions: {files} files and folders readable by their owner only",
  },
  "doctor-private-not": {
    it: "permessi: {count} file o cartelle leggibili da altri: {some}",
    en: "permissions: {count} files or folders that others can read: {some}",
  },
  "doctor-private-do": {
    it: "chmod -R go-rwx {path}; se erano esposti a lungo, sostituisci le chiavi",
    en: "chmod -R go-rwx {path}; if they lay open for long, replace the keys",
  },
  "doctor-keys": { it: "chiavi: {count} file leggibili", en: "keys: {count} files readable" },
  "doctor-keys-bad": {
    it: "chiavi: {count} mancano o sono guaste: {some}",
    en: "keys: {count} missing or damaged: {some}",
  },
  "doctor-keys-do": {
    it: "ripristinale dalla copia; non se ne creano di nuove al loro posto",
    en: "restore them from the backup; no new ones are made in their place",
  },
  "doctor-signers": { it: "firmatari: di esercizio", en: "signers: for operation" },
  "doctor-signers-demonstration": {
    it: "firmatari DIMOSTRATIVI: non valgono per l'esercizio reale",
    en: "DEMONSTRATION signers: not valid for real operation",
  },
  "doctor-signers-production": {
    it: "firmatari DIMOSTRATIVI in un'installazione di esercizio",
    en: "DEMONSTRATION signers in an installation for operation",
  },
  "doctor-signers-do": {
    it: "fai firmare configurazione e regole dai responsabili e avvia con --production (docs/cli.md)",
    en: "have the responsible roles sign configuration and rules, and start with --production (docs/cli.md)",
  },
  "doctor-running": {
    it: "raccordo up: attivo (processo {pid})",
    en: "raccordo up: running (process {pid})",
  },
  "doctor-not-running": { it: "raccordo up: fermo", en: "raccordo up: not running" },
  "doctor-not-running-do": {
    it: "avvialo con `raccordo up --data {path}` se deve essere attivo",
    en: "start it by `raccordo up --data {path}` if it should run",
  },
  "doctor-process": { it: "{process}: risponde, {state}", en: "{process}: answers, {state}" },
  "doctor-process-waits": {
    it: "{process}: non è pronto ({state})",
    en: "{process}: not ready ({state})",
  },
  "doctor-process-silent": {
    it: "{process}: non risponde alla porta {port}",
    en: "{process}: does not answer at port {port}",
  },
  "doctor-process-do": {
    it: "leggi {log}; `raccordo up` lo riavvia da sé, altrimenti riavvia",
    en: "read {log}; `raccordo up` starts it again by itself, else restart",
  },
  "doctor-ports": {
    it: "porte: {count} libere per il prossimo avvio",
    en: "ports: {count} free for the next start",
  },
  "doctor-ports-taken": {
    it: "porte occupate da altri: {some}",
    en: "ports taken by others: {some}",
  },
  "doctor-ports-do": {
    it: "liberale, o il prossimo avvio ne sceglierà altre e gli indirizzi delle sale cambieranno",
    en: "free them, or the next start will choose others and the rooms' addresses will change",
  },
  "doctor-clock": { it: "orologi: differenza {seconds} s", en: "clocks: {seconds} s apart" },
  "doctor-clock-off": {
    it: "orologi: {seconds} s di differenza fra questa macchina e {process}",
    en: "clocks: {seconds} s between this machine and {process}",
  },
  "doctor-clock-do": {
    it: "sincronizza gli orologi con NTP (oltre 300 s avanti i messaggi sono rifiutati)",
    en: "synchronise the clocks by NTP (messages over 300 s ahead are refused)",
  },
  "doctor-clock-none": {
    it: "orologi: nessun processo con cui confrontarli",
    en: "clocks: no process to compare with",
  },
  "doctor-log": {
    it: "registro: {size} voci, ultimo checkpoint {seconds} s fa",
    en: "log: {size} entries, last checkpoint {seconds} s ago",
  },
  "doctor-log-late": {
    it: "registro: ultimo annuncio {seconds} s fa, il limite è {limit} s",
    en: "log: last announcement {seconds} s ago, the limit is {limit} s",
  },
  "doctor-log-halted": { it: "registro: fermo ({code})", en: "log: halted ({code})" },
  "doctor-log-alarm": { it: "registro: allarme {code}", en: "log: alarm {code}" },
  "doctor-log-alarm-do": { it: "{it}", en: "{en}" },
  "doctor-log-do": {
    it: "oltre il limite nessuna copia esce: leggi {log}, poi `raccordo audit verify`",
    en: "beyond the limit no copy leaves: read {log}, then `raccordo audit verify`",
  },
  "doctor-log-still": {
    it: "registro: {size} voci al {at}; a processi fermi non se ne misura il ritardo",
    en: "log: {size} entries at {at}; its lag is not measured while nothing runs",
  },
  "doctor-commits-sqlite": {
    it: "checkpoint impegnati: in un file accanto al registro, {size} voci",
    en: "committed checkpoints: in a file beside the log, {size} entries",
  },
  "doctor-commits": {
    it: "checkpoint impegnati: {place}, PostgreSQL {version}, fsync e synchronous_commit attivi, {size} voci",
    en: "committed checkpoints: {place}, PostgreSQL {version}, fsync and synchronous_commit on, {size} entries",
  },
  "doctor-commits-old": {
    it: "checkpoint impegnati: {place} è PostgreSQL {version}, mai provato",
    en: "committed checkpoints: {place} is PostgreSQL {version}, never tried",
  },
  "doctor-commits-old-do": {
    it: "usa PostgreSQL 15 o successivo",
    en: "use PostgreSQL 15 or later",
  },
  "doctor-commits-away": {
    it: "checkpoint impegnati: {place} non risponde ({reason})",
    en: "committed checkpoints: {place} does not answer ({reason})",
  },
  "doctor-commits-away-do": {
    it: "riavvia PostgreSQL o ripara la rete, la password o il certificato; nulla è perduto: il registro aspetta, e dopo il limite non esce alcuna copia",
    en: "restart PostgreSQL, or mend network, password or certificate; nothing is lost: the log waits, and beyond the limit no copy leaves",
  },
  "doctor-commits-refused": {
    it: "checkpoint impegnati: {place} non va bene: {reason}",
    en: "committed checkpoints: {place} will not do: {reason}",
  },
  "doctor-commits-refused-do": {
    it: "correggi ciò che il messaggio nomina (docs/log-crashes.md, «Dove sta la firma»), riavvia PostgreSQL e poi `raccordo up`",
    en: 'correct what the message names (docs/log-crashes.md, "Where commits are kept"), restart PostgreSQL, then `raccordo up`',
  },
  "doctor-commits-moved": {
    it: "checkpoint impegnati: {place} dice che {origin} è stato spostato in «{to}»",
    en: 'committed checkpoints: {place} says that {origin} was moved to "{to}"',
  },
  "doctor-commits-moved-do": {
    it: "scrivi «{to}» in deploy/commits.yaml e completa con `raccordo audit move-commits`",
    en: 'put "{to}" into deploy/commits.yaml and finish with `raccordo audit move-commits`',
  },
  "doctor-commits-back": {
    it: "checkpoint impegnati: {place} ha {size} voci di {origin}, pubblicate ne sono {signed}: è una copia rimessa",
    en: "committed checkpoints: {place} has {size} entries of {origin}, {signed} are published: a copy was put back",
  },
  "doctor-commits-back-do": {
    it: "non avviare: rimetti l'archivio vero (docs/log-crashes.md, «L'archivio dei checkpoint»)",
    en: 'do not start: put the real store back (docs/log-crashes.md, "The store of checkpoints")',
  },
  "doctor-log-empty": { it: "registro: ancora nessun checkpoint", en: "log: no checkpoint yet" },
  "doctor-sync": {
    it: "nats-server {version}: ogni scrittura è subito su disco (sync_interval: always)",
    en: "nats-server {version}: each write is on the disk at once (sync_interval: always)",
  },
  "doctor-sync-not": {
    it: "nats-server {version}: NON scrive subito su disco",
    en: "nats-server {version}: does NOT write to the disk at once",
  },
  "doctor-sync-do": {
    it: "metti sync_interval: always nel suo jetstream {{ } e riavvia",
    en: "set sync_interval: always in its jetstream {{ } and restart",
  },
  "doctor-sync-silent": {
    it: "nats-server: non risponde a {url}",
    en: "nats-server: does not answer at {url}",
  },
  "doctor-store": {
    it: "nats-server: scrive tutti i suoi flussi",
    en: "nats-server: writes all its streams",
  },
  "doctor-store-refuses": {
    it: "nats-server: NON scrive più ({streams}): i messaggi sono rifiutati o aspettano",
    en: "nats-server: does NOT write any more ({streams}): messages are refused or wait",
  },
  "doctor-store-silent": {
    it: "nats-server: c'è, ma non risponde per i suoi flussi: i messaggi sono rifiutati o aspettano",
    en: "nats-server: is there, but does not answer for its streams: messages are refused or wait",
  },
  "doctor-store-denied": {
    it: "nats-server: la sua configurazione non ci lascia chiedere se scrive (manca $SYS.REQ.SERVER.PING.HEALTHZ)",
    en: "nats-server: its configuration does not let us ask whether it writes ($SYS.REQ.SERVER.PING.HEALTHZ lacks)",
  },
  "doctor-store-do": {
    it: "libera spazio sul disco: poi `raccordo up` riavvia da sé il server che ha avviato; un server non suo, o che tace con spazio libero, va riavviato a mano (docs/log-crashes.md)",
    en: "make room on the disk: `raccordo up` then starts the server that it started anew by itself; another's server, or one that is silent with room left, has to be started again by hand (docs/log-crashes.md)",
  },
  "doctor-store-broken-do": {
    it: "non manca lo spazio: leggi {log}, controlla il disco, poi riavvia (docs/log-crashes.md)",
    en: "it is not for lack of room: read {log}, check the disk, then start it again (docs/log-crashes.md)",
  },
  "doctor-sync-none": {
    it: "sync_interval: non letto, il server non è attivo",
    en: "sync_interval: not read, the server is not running",
  },
  "doctor-rule-set": {
    it: "insieme di regole n. {version}: in vigore fino al {expires}",
    en: "rule set no. {version}: in force until {expires}",
  },
  "doctor-rule-set-ending": {
    it: "insieme di regole n. {version}: scade il {expires}, fra {days} giorni; poi tutto è trattenuto",
    en: "rule set no. {version}: ends at {expires}, in {days} days; after that everything is withheld",
  },
  "doctor-rule-set-expired": {
    it: "insieme di regole n. {version}: SCADUTO il {expires}, tutto è trattenuto",
    en: "rule set no. {version}: EXPIRED at {expires}, everything is withheld",
  },
  "doctor-rule-set-do": {
    it: "fanne firmare uno nuovo: raccordo policy sign, stage, activate (una dimostrazione: riavvia)",
    en: "have a new one signed: raccordo policy sign, stage, activate (a demonstration: restart)",
  },
  "doctor-not-loggable-do": {
    it: "una regola in vigore cita un articolo che il registro non può contenere: i suoi eventi aspettano, nulla esce. `raccordo policy check` dice quale: correggilo e fai firmare un insieme con --not-before prima del primo evento che aspetta (docs/rule-sets.md)",
    en: "a rule in force cites an article that the log cannot hold: its events wait, nothing leaves. `raccordo policy check` says which: correct it and have a set signed with --not-before earlier than the first event that waits (docs/rule-sets.md)",
  },
  "doctor-rule-set-none": {
    it: "insieme di regole: il registro non ne parla ancora",
    en: "rule set: the log does not speak of one yet",
  },
  "doctor-revoked": {
    it: "{count} revoche d'urgenza in vigore",
    en: "{count} emergency revocations in force",
  },
  "doctor-revoked-do": {
    it: "raccordo policy history dice quali; le toglie un insieme firmato da due (sign --lift)",
    en: "raccordo policy history says which; a set signed by two lifts them (sign --lift)",
  },
  "doctor-agreement": {
    it: "accordo {id}: in vigore fino al {to}",
    en: "agreement {id}: in force until {to}",
  },
  "doctor-agreement-ending": {
    it: "accordo {id}: finisce il {to}, fra {days} giorni",
    en: "agreement {id}: ends on {to}, in {days} days",
  },
  "doctor-agreement-not": {
    it: "accordo {id}: NON in vigore oggi, non consegna nulla",
    en: "agreement {id}: NOT in force today, delivers nothing",
  },
  "doctor-agreement-do": {
    it: "registra il rinnovo in `renewals`, fallo firmare e riavvia",
    en: "record the renewal in `renewals`, have it signed and restart",
  },
  "doctor-agreement-invented": {
    it: "accordo {id}: INVENTATO, nessuno lo ha firmato",
    en: "agreement {id}: INVENTED, nobody signed it",
  },
  "doctor-agreement-invented-do": {
    it: "serve solo alla dimostrazione: toglilo prima dell'esercizio, --production lo rifiuta",
    en: "it serves the demonstration only: take it out before operation, --production refuses it",
  },
  "doctor-agreement-none": {
    it: "nessun accordo è in vigore: nulla è consegnato a nessuno",
    en: "no agreement is in force: nothing is delivered to anybody",
  },
  "doctor-review": {
    it: "accordo {id}: {count} regole da riesaminare, la prima entro il {by}",
    en: "agreement {id}: {count} rules due for review, the first by {by}",
  },
  "doctor-review-do": {
    it: "riesaminale con chi ne è responsabile (`review.owner`) e aggiorna `review.by`",
    en: "review them with who is responsible (`review.owner`) and move `review.by`",
  },
  "doctor-rooms": {
    it: "sale: tutte sono parte di un accordo",
    en: "rooms: all are party to an agreement",
  },
  "doctor-rooms-alone": {
    it: "sale senza accordo, non inviano e non ricevono: {rooms}",
    en: "rooms without an agreement, nothing goes to or from them: {rooms}",
  },
  "doctor-rooms-do": {
    it: "aggiungile fra le parti di un accordo, o togli il loro file",
    en: "add them to the parties of an agreement, or remove their file",
  },
  "doctor-damaged": { it: "{path} non si legge: {code}", en: "{path} cannot be read: {code}" },
  "doctor-damaged-do": {
    it: "ripristinalo dalla copia, o guarda permessi e contenuto",
    en: "restore it from the backup, or look at its permissions and content",
  },
} as const;
