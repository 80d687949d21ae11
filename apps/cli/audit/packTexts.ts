/** What `audit export` says. */
export const packTexts = {
  "pack-period": {
    it: "{period} non è un periodo: scrivi due giorni o due ore UTC con una barra in mezzo (2026-03-01/2026-03-31).",
    en: "{period} is no period: write two days or two times in UTC with a stroke between them (2026-03-01/2026-03-31).",
  },
  "pack-exists": {
    it: "{file} c'è già: un pacchetto non ne sovrascrive un altro. Scegli un altro nome con --out.",
    en: "{file} is there already: a pack does not overwrite another. Choose another name with --out.",
  },
  "pack-folder": {
    it: "La cartella {folder} non c'è: creala, o scegli un altro nome con --out.",
    en: "There is no folder {folder}: make it, or choose another name with --out.",
  },
  "pack-empty": {
    it: "Nessuna voce nel periodo {period}: nessun pacchetto.",
    en: "No entry in the period {period}: no pack.",
  },
  "pack-no-titolare": {
    it: "Nessuna sala del titolare «{titolare}» nel periodo. Titolari delle sale configurate: {known}",
    en: "No room of the titolare “{titolare}” in the period. Titolari of the configured rooms: {known}",
  },
  "pack-part-damaged": {
    it: "La parte della voce {index} del {year} manca o non apre la voce: nessun pacchetto. Esegui `raccordo audit fsck`.",
    en: "The part of entry {index} of {year} is missing or does not open the entry: no pack. Run `raccordo audit fsck`.",
  },
  "pack-written": {
    it: "✓ {file}: {entries} voci, {files} file, {bytes} byte\n  SHA-256 {sha256}",
    en: "✓ {file}: {entries} entries, {files} files, {bytes} bytes\n  SHA-256 {sha256}",
  },
  "pack-key": {
    it: "  Consegna la chiave (`raccordo audit vkey`) per un'altra via: senza, chi riceve non sa di chi è il pacchetto.\n  Contiene aperture del titolare: consegnalo solo a chi ne ha titolo.",
    en: "  Hand the key (`raccordo audit vkey`) over by another way: without it nobody knows whose pack it is.\n  It holds openings of the titolare: hand it only to who is entitled.",
  },
} as const;
