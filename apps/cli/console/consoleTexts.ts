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
    it: "  utente dimostrativo {account}  password {password}  ({who})",
    en: "  demonstration user {account}  password {password}  ({who})",
  },
  "user-rpd": {
    it: "protezione dei dati, {titolare}",
    en: "privacy officer, {titolare}",
  },
  "user-amministratore": {
    it: "amministrazione, {titolare}",
    en: "administrator, {titolare}",
  },
  "user-operatore": {
    it: "operatore di sala, {titolare}: ancora senza pagine",
    en: "operator of a room, {titolare}: no pages yet",
  },
  "user-cabina": {
    it: "cabina di regia: solo numeri, di mesi interi conclusi",
    en: "steering committee: numbers only, of whole months that are over",
  },
  "user-autorita": {
    it: "autorità di controllo: voci e prove, nessun dato delle sale",
    en: "supervisory authority: entries and proofs, no room's data",
  },
  "summary-issuer": {
    it: "  le persone accedono con {issuer}; ritorno da registrare presso il fornitore: {back}, dopo l'uscita {after}",
    en: "  people sign in by {issuer}; return address to register at the issuer: {back}, after logout {after}",
  },
  "identity-secret-missing": {
    it: "Manca {path}, il segreto del client della console (client_secret_file in deploy/identity.yaml): mettici il segreto che il fornitore di identità ha dato, leggibile solo da chi avvia Raccordo (chmod 600).",
    en: "{path} is missing or empty, the secret of the console's client (client_secret_file in deploy/identity.yaml): put the secret there that the issuer gave, readable only by whoever starts Raccordo (chmod 600).",
  },
  "identity-ca-wrong": {
    it: "In {path} non c'è un certificato di autorità in PEM (ca_file in deploy/identity.yaml): mettici quello dell'autorità che ha emesso il certificato del fornitore di identità.",
    en: "{path} holds no certificate of an authority in PEM (ca_file in deploy/identity.yaml): put there that of the authority from which the issuer's certificate comes.",
  },
  "issuer-ok": {
    it: "fornitore di identità: risponde {issuer}",
    en: "issuer: {issuer} answers",
  },
  "issuer-silent": {
    it: "fornitore di identità: {issuer} non risponde ({url}); nessuno può accedere alla pagina, tutto il resto funziona",
    en: "issuer: {issuer} does not answer ({url}); nobody can sign in at the page, everything else works",
  },
  "issuer-certificate": {
    it: "fornitore di identità: il certificato di {issuer} non viene da un'autorità conosciuta, o non è il suo ({why}); se è l'autorità dell'ente, `ca_file` in deploy/identity.yaml; nessuno può accedere alla pagina, tutto il resto funziona",
    en: "issuer: the certificate of {issuer} is of no known authority, or not its own ({why}); where the authority is the body's own, `ca_file` in deploy/identity.yaml; nobody can sign in at the page, everything else works",
  },
  "issuer-no": {
    it: "fornitore di identità: a {url} non c'è un fornitore OpenID Connect (risposta {status}); nessuno può accedere alla pagina, tutto il resto funziona",
    en: "issuer: at {url} there is no OpenID Connect issuer (answer {status}); nobody can sign in at the page, everything else works",
  },
  "issuer-other": {
    it: "fornitore di identità: {issuer} dice di essere {said}; nessuno può accedere alla pagina, tutto il resto funziona",
    en: "issuer: {issuer} says that it is {said}; nobody can sign in at the page, everything else works",
  },
  "issuer-plain": {
    it: "fornitore di identità: {issuer} è senza TLS, ammesso solo verso 127.0.0.1; nessuno può accedere alla pagina, tutto il resto funziona",
    en: "issuer: {issuer} is without TLS, which is taken from 127.0.0.1 only; nobody can sign in at the page, everything else works",
  },
  "issuer-do": {
    it: "correggi `issuer` in deploy/identity.yaml e riavvia, o controlla rete e certificato del fornitore; le chiavi per i programmi valgono intanto (docs/sign-in.md)",
    en: "correct `issuer` in deploy/identity.yaml and restart, or check network and certificate of the issuer; keys for programs work meanwhile (docs/sign-in.md)",
  },
  "summary-console": {
    it: "Console: {address} — per i programmi una chiave: raccordo console grant",
    en: "Console: {address} — for programs a key: raccordo console grant",
  },
} as const;

export type ConsoleTextKey = keyof typeof consoleTexts;
