/** What `console` commands say. */
export const consoleTexts = {
  "viewer-granted": {
    it: "{viewer} ({role}, titolare {titolare}) può consultare il registro alla console fino al {until}. La chiave, stampata solo ora:",
    en: "{viewer} ({role}, titolare {titolare}) may read the log at the console until {until}. The key, printed only now:",
  },
  "viewer-line": {
    it: "{viewer}  {role}  {titolare}  {key}  fino al {until}",
    en: "{viewer}  {role}  {titolare}  {key}  until {until}",
  },
  "viewers-none": {
    it: "Nessuno può consultare il registro alla console ({path}): raccordo console grant",
    en: "Nobody may read the log at the console ({path}): raccordo console grant",
  },
  "viewer-name": {
    it: "{viewer} non è un riferimento: lettere minuscole, cifre, punto, trattino; non il nome di una persona.",
    en: "{viewer} is no reference: small letters, digits, dots, strokes; not the name of a person.",
  },
  "viewer-other": {
    it: "{viewer} c'è già con un altro ruolo o titolare: usa un altro riferimento.",
    en: "{viewer} is there already in another role or of another titolare: use another reference.",
  },
  "viewer-none-of": {
    it: "{viewer} non ha alcuna chiave. Chi ne ha: raccordo console viewers",
    en: "{viewer} has no key. Who has one: raccordo console viewers",
  },
  "viewer-titolare": {
    it: "Con il ruolo {role} serve --titolare. Titolari: {known}",
    en: "The role {role} needs --titolare. Authorities: {known}",
  },
  "viewer-unknown": {
    it: "Nessuna chiave {key} di {viewer}.",
    en: "No key {key} of {viewer}.",
  },
  "viewer-authority": {
    it: "Un'autorità vede le voci e le prove, la cabina di regia numeri, e nessuna delle due una sala: senza --titolare.",
    en: "An authority sees entries and proofs, the cabina di regia numbers, and neither sees into a room: without --titolare.",
  },
  "summary-user": {
    it: "  utente dimostrativo {account}  password {password}  ({role}, titolare {titolare})",
    en: "  demonstration user {account}  password {password}  ({role}, titolare {titolare})",
  },
  "summary-console": {
    it: "Console: {address} — per i programmi una chiave: raccordo console grant",
    en: "Console: {address} — for programs a key: raccordo console grant",
  },
} as const;
