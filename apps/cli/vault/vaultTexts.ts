/** What the commands on the vault's epochs say. */
export const vaultTexts = {
  "vault-rotated": {
    it: "✓ È iniziata un'epoca nuova: le chiavi degli eventi nuovi sono avvolte con essa, quelle di prima la seguono da sole.",
    en: "✓ A new epoch has begun: the keys of new incidents are wrapped under it, those from before follow by themselves.",
  },
  "vault-destroyed": {
    it: "✓ La chiave dell'epoca {epoch} è distrutta: le copie vecchie dell'archivio delle chiavi che avvolgeva non si aprono più. Distruggi anche le copie di sicurezza della chiave.",
    en: "✓ The key of epoch {epoch} is destroyed: old copies of the key store that it wrapped open no more. Destroy the backups of the key too.",
  },
  "vault-lost": {
    it: "Annotato: la chiave dell'epoca {epoch} è perduta. Al prossimo avvio gli eventi di quell'epoca valgono come distrutti, per sempre.",
    en: "Noted: the key of epoch {epoch} is lost. At the next start the incidents of that epoch count as destroyed, for ever.",
  },
  "vault-not-lost": {
    it: "La chiave dell'epoca {epoch} è in {path}: non è perduta, e nulla è stato annotato.",
    en: "The key of epoch {epoch} is in {path}: it is not lost, and nothing was noted.",
  },
  "vault-store-unread": {
    it: "Non si può leggere {path}: il caveau lo usa, o il file è guasto. Ferma l'installazione e riprova; nulla è stato annotato.",
    en: "{path} cannot be read: the vault uses it, or the file is damaged. Stop the installation and try again; nothing was noted.",
  },
  "vault-refused-in-use": {
    it: "L'epoca {epoch} avvolge ancora chiavi di eventi: aspetta che siano passate alla nuova (raccordo vault status).",
    en: "Epoch {epoch} still wraps keys of incidents: wait until they have moved to the new one (raccordo vault status).",
  },
  "vault-refused-newest": {
    it: "L'epoca {epoch} è la più nuova: prima serve «raccordo vault rotate».",
    en: 'Epoch {epoch} is the newest: "raccordo vault rotate" comes first.',
  },
  "vault-refused-unknown": {
    it: "L'archivio delle chiavi non ha un'epoca {epoch}.",
    en: "The key store has no epoch {epoch}.",
  },
  "vault-refused-malformed": {
    it: "{epoch} non è il numero di un'epoca.",
    en: "{epoch} is no number of an epoch.",
  },
  "vault-failed": {
    it: "Il caveau di {path} non ha potuto farlo: guarda log/vault.jsonl e riprova. Ripetere non fa danno.",
    en: "The vault of {path} could not do it: look at log/vault.jsonl and try again. Repeating does no harm.",
  },
  "vault-backend-file": {
    it: "Chiavi d'epoca: file privati in {path}",
    en: "Epoch keys: private files in {path}",
  },
  "vault-backend-pkcs11": {
    it: "Chiavi d'epoca: avvolte da un token PKCS#11, in {path}",
    en: "Epoch keys: wrapped by a PKCS#11 token, in {path}",
  },
  "vault-epoch-newest": {
    it: "  epoca {epoch}: in uso, {rows} eventi",
    en: "  epoch {epoch}: in use, {rows} incidents",
  },
  "vault-epoch-older": {
    it: "  epoca {epoch}: vecchia, {rows} eventi da riavvolgere",
    en: "  epoch {epoch}: older, {rows} incidents to wrap anew",
  },
  "vault-epoch-destroyed": { it: "  epoca {epoch}: distrutta", en: "  epoch {epoch}: destroyed" },
  "vault-epoch-lost": { it: "  epoca {epoch}: perduta", en: "  epoch {epoch}: lost" },
} as const;
