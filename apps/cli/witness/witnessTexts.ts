/** Texts of `witness`, of `audit verify --witnesses` and of `audit status`. */
export const witnessTexts = {
  "witness-ready": {
    it: "Testimone attivo su {address}; registri seguiti: {logs}. Si ferma con Ctrl-C.",
    en: "Witness up at {address}; logs followed: {logs}. Ctrl-C stops it.",
  },
  "witness-policy-line": {
    it: "Riga per la politica di chi si fida di questo testimone:\n{line}",
    en: "Line for the policy of those who trust this witness:\n{line}",
  },
  "witness-other-name": {
    it: "{path} è la chiave di un altro testimone ({name}): usare un'altra cartella.",
    en: "{path} is the key of another witness ({name}): use another folder.",
  },
  "witness-name-wrong": {
    it: "«{name}» non può essere il nome di una chiave: niente spazi né «+».",
    en: "“{name}” cannot be the name of a key: no blanks and no “+”.",
  },
  "witness-policy-wrong": {
    it: "{file}, riga {line}: non è una politica di testimoni (c2sp.org/tlog-policy): {fault}.",
    en: "{file}, line {line}: not a policy of witnesses (c2sp.org/tlog-policy): {fault}.",
  },
  "witnesses-demonstration": {
    it: "I testimoni prefettura e comune sono DIMOSTRATIVI: girano su questa macchina. In esercizio ciascun ente tiene il suo, su una macchina sua.",
    en: "The witnesses prefettura and comune are DEMONSTRATIONS: they run on this machine. In operation each office runs its own, on a machine of its own.",
  },
  "log-witnessed": {
    it: "  Livello L2: le prime {covered} registrazioni su {size} hanno le controfirme richieste ({quorum}).",
    en: "  Level L2: the first {covered} entries of {size} have the cosignatures that are asked for ({quorum}).",
  },
  "log-witness": {
    it: "  Controfirma di {name} ({key}) del {at}.",
    en: "  Cosigned by {name} ({key}) at {at}.",
  },
  "log-witness-absent": {
    it: "  Manca la controfirma di {name}.",
    en: "  The cosignature of {name} is missing.",
  },
  "log-not-witnessed": {
    it: "  Le controfirme richieste ({quorum}) MANCANO: il registro è solo al livello L1, la parola di chi lo tiene.",
    en: "  The cosignatures that are asked for ({quorum}) are MISSING: the log is at level L1 only, the word of who keeps it.",
  },
  "log-witnessed-tail": {
    it: "  Le registrazioni dalla n. {from} in poi non sono ancora controfirmate (livello L1).",
    en: "  Entries from no. {from} on are not cosigned yet (level L1).",
  },
  "log-signed-twice": {
    it: "  Firme del registro: Ed25519 e ML-DSA-44.",
    en: "  Signatures of the log: Ed25519 and ML-DSA-44.",
  },
  "log-signed-once": {
    it: "  Firma del registro: solo Ed25519.",
    en: "  Signature of the log: Ed25519 only.",
  },
  "status-log": {
    it: "Registro {year}: {size} registrazioni firmate (L1), {covered} controfirmate (L2).",
    en: "Log {year}: {size} entries signed (L1), {covered} cosigned (L2).",
  },
  "status-no-policy": {
    it: "Nessuna politica di testimoni: il registro non raggiunge il livello L2.",
    en: "No policy of witnesses: the log does not reach level L2.",
  },
  "status-witness": {
    it: "  Testimone {name}: {state}, fino a {size}.",
    en: "  Witness {name}: {state}, up to {size}.",
  },
  "status-entry": {
    it: "Registrazione n. {entry}: livello {level}.",
    en: "Entry no. {entry}: level {level}.",
  },
  "status-entry-beyond": {
    it: "Registrazione n. {entry}: al più livello L0. Non è tra le {size} firmate: o nessun checkpoint la copre ancora, o non esiste.",
    en: "Entry no. {entry}: level L0 at most. It is not among the {size} that are signed: either no checkpoint covers it yet, or there is none.",
  },
  "status-alarm": {
    it: "  {code}: {about}\n    Da fare: {fix}",
    en: "  {code}: {about}\n    To do: {fix}",
  },
  "status-halted": {
    it: "Il registro è FERMO: {halted}.",
    en: "The log has STOPPED: {halted}.",
  },
  "status-silent": {
    it: "Il registro non risponde su {address}.",
    en: "The log does not answer at {address}.",
  },
} as const;
