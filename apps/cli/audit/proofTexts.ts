/** What `audit prove`, `audit consistency` and `audit fsck` say. */
export const proofTexts = {
  "log-file-wrong": {
    it: "Il file {path} del registro non si può usare ({kind}): esegui `raccordo audit fsck` sulla cartella.",
    en: "The file {path} of the log cannot be used ({kind}): run `raccordo audit fsck` on the folder.",
  },
  "proof-of-what": {
    it: "Di quale voce? Indica --entry con il numero, o --event con l'identificativo dell'evento.",
    en: "Of which entry? Name --entry with its number, or --event with the id of the event.",
  },
  "proof-no-event": {
    it: "Nessuna voce dell'evento {event} in questo registro: prova un altro anno con --year.",
    en: "No entry of the event {event} in this log: try another year with --year.",
  },
  "proof-beyond": {
    it: "La voce {index} non c'è: nel registro firmato ce ne sono {size}, contate da 0.",
    en: "There is no entry {index}: the signed log has {size}, counted from 0.",
  },
  "proof-wrong": {
    it: "✗ {origin}: la voce {index} non è nell'albero firmato ({reason}): nessuna prova. Esegui `raccordo audit verify`.",
    en: "✗ {origin}: entry {index} is not in the signed tree ({reason}): no proof. Run `raccordo audit verify`.",
  },
  "consistency-of-what": {
    it: "Da quale registro? Indica --from con il numero di voci, o --kept con un checkpoint conservato.",
    en: "From which log? Name --from with a number of entries, or --kept with a checkpoint that was kept.",
  },
  "consistency-order": {
    it: "Il registro di {from} voci non può essere l'inizio di quello di {to}: scambia i due numeri.",
    en: "The log of {from} entries cannot be the beginning of the one of {to}: swap the two numbers.",
  },
  "consistency-beyond": {
    it: "{size} non va bene: un registro ha da 1 a {most} voci firmate.",
    en: "{size} does not do: the log has from 1 to {most} signed entries.",
  },
  "consistency-kept-wrong": {
    it: "{file} non è un checkpoint firmato da questo registro ({reason}).",
    en: "{file} is not a checkpoint signed by this log ({reason}).",
  },
  "consistency-holds": {
    it: "✓ {origin}: il registro di {from} voci è l'inizio di quello di {to}\n  {from}: {fromRoot}\n  {to}: {toRoot}\n  prova:",
    en: "✓ {origin}: the log of {from} entries is the beginning of the one of {to}\n  {from}: {fromRoot}\n  {to}: {toRoot}\n  proof:",
  },
  "consistency-wrong": {
    it: "✗ {origin}: nessuna prova che {from} voci siano l'inizio di {to}: le tessere non sono quelle firmate. Esegui `raccordo audit fsck`.",
    en: "✗ {origin}: no proof that {from} entries are the beginning of {to}: the tiles are not those that were signed. Run `raccordo audit fsck`.",
  },
  "log-forked": {
    it: "✗ BIFORCAZIONE {origin}: per {size} voci è firmata la radice {signed}, qui c'è {here}.\n  La stessa chiave ha firmato due storie. Conserva i due checkpoint e avvisa il responsabile della protezione dei dati.",
    en: "✗ FORK {origin}: for {size} entries the root {signed} is signed, here stands {here}.\n  The same key has signed two histories. Keep both checkpoints and tell the data protection officer.",
  },
  "log-goes-on": {
    it: "  {origin}: continua il checkpoint conservato in {file} ({size} voci).",
    en: "  {origin}: goes on from the checkpoint kept in {file} ({size} entries).",
  },
  "kept-is-none": {
    it: "{file} non è un checkpoint: la seconda riga non è un numero di voci.",
    en: "{file} is no checkpoint: its second line is not a number of entries.",
  },
  "kept-of-none": {
    it: "{file}: il checkpoint conservato è di {origin}, e quel registro non è tra quelli letti. Non è stato confrontato.",
    en: "{file}: the kept checkpoint is of {origin}, and that log is not among those that were read. It was not compared.",
  },
  "fsck-address": {
    it: "{address} è un indirizzo: fsck rilegge i file di una cartella. Per un indirizzo c'è `raccordo audit verify`.",
    en: "{address} is an address: fsck reads the files of a folder. For an address there is `raccordo audit verify`.",
  },
  "fsck-read": {
    it: "{origin}: {size} voci firmate; riletti {tiles} file di hash, {bundles} di voci, {parts} di parti; {beyond} scritti e non ancora firmati",
    en: "{origin}: {size} signed entries; read again {tiles} files of hashes, {bundles} of entries, {parts} of parts; {beyond} written and not yet signed",
  },
  "fsck-sound": { it: "✓ {folder}: nessun file danneggiato", en: "✓ {folder}: no damaged file" },
  "fsck-file": { it: "✗ {file} ({kinds})", en: "✗ {file} ({kinds})" },
  "fsck-detail": {
    it: "    rilievi: {findings}; il primo: {first}",
    en: "    findings: {findings}; the first: {first}",
  },
  "fsck-more": {
    it: "  … e altri {findings} rilievi, non elencati",
    en: "  … and {findings} more findings, not listed",
  },
  "fsck-restore": {
    it: "    Da fare: ferma il sistema; rimetti questo file da una copia del registro (o dall'indirizzo pubblicato) ed esegui di nuovo fsck. Non cancellarlo prima: è una prova.",
    en: "    To do: stop the system; put this file back from a copy of the log (or from its published address) and run fsck again. Do not delete it before: it is evidence.",
  },
  "fsck-parts": {
    it: "    Da fare: ferma il sistema; rimetti questo file da una copia di parts/. Le parti non sono pubblicate: senza copia si perdono le aperture di queste voci, non la prova del registro.",
    en: "    To do: stop the system; put this file back from a copy of parts/. Parts are not published: without a copy the openings of these entries are lost, not the proof of the log.",
  },
  "fsck-checkpoint": {
    it: "    Da fare: ferma il sistema; confronta con il file più recente in checkpoints/ e con l'archivio dei checkpoint; se la chiave non è quella attesa, prima controlla --vkey.",
    en: "    To do: stop the system; compare with the newest file in checkpoints/ and with the store of checkpoints; if the key is not the expected one, check --vkey first.",
  },
  "fsck-history": {
    it: "    Da fare: rimetti il file da una copia; il registro di oggi non ne dipende, la sua storia sì.",
    en: "    To do: put the file back from a copy; today's log does not depend on it, its history does.",
  },
  "fsck-fork": {
    it: "    ATTENZIONE: la radice firmata non è quella di questi file. Conserva tutto com'è, ferma il sistema e avvisa il responsabile della protezione dei dati.",
    en: "    WARNING: the signed root is not the one of these files. Keep everything as it is, stop the system and tell the data protection officer.",
  },
  "fsck-partial": {
    it: "    Da fare: nulla è perso (il contenuto è nel file più largo); conserva il file come prova e rimetti la copia.",
    en: "    To do: nothing is lost (the content is in the wider file); keep the file as evidence and put the copy back.",
  },
  "fsck-foreign": {
    it: "    Da fare: questo file non appartiene al registro; scopri chi l'ha messo qui, poi spostalo altrove.",
    en: "    To do: this file does not belong to the log; find out who put it here, then move it elsewhere.",
  },
  "fsck-meaning": {
    it: "    Il file è quello firmato, ma questa voce non è come deve: nessuna copia la corregge. Avvisa il responsabile della protezione dei dati.",
    en: "    The file is the one that was signed, but this entry is not as it must be: no copy mends it. Tell the data protection officer.",
  },
} as const;
