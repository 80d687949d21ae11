import { filled } from "#libs/policy/words/filled";
import { openingTexts } from "./audit/openingTexts.ts";
import { packTexts } from "./audit/packTexts.ts";
import { proofTexts } from "./audit/proofTexts.ts";
import { restoreTexts } from "./audit/restoreTexts.ts";
import { searchTexts } from "./audit/searchTexts.ts";
import { slotTexts } from "./audit/slotTexts.ts";
import { verifyTexts } from "./audit/verifyTexts.ts";
import { commitsTexts } from "./commits/commitsTexts.ts";
import { configurationTexts } from "./configuration/configurationTexts.ts";
import { consoleTexts } from "./console/consoleTexts.ts";
import { demandTexts } from "./demands/demandTexts.ts";
import { doctorTexts } from "./doctor/doctorTexts.ts";
import { incidentTexts } from "./incident/incidentTexts.ts";
import { lifeTexts } from "./life/lifeTexts.ts";
import { monitorTexts } from "./monitor/monitorTexts.ts";
import { backtestTexts } from "./policy/backtestTexts.ts";
import { diffTexts } from "./policy/diffTexts.ts";
import { emergencyTexts } from "./policy/emergencyTexts.ts";
import { explainTexts } from "./policy/explainTexts.ts";
import { policyTexts } from "./policy/policyTexts.ts";
import { tableTexts } from "./policy/tableTexts.ts";
import { readTexts } from "./reading/readTexts.ts";
import { retentionTexts } from "./retention/retentionTexts.ts";
import { retireTexts } from "./retention/retireTexts.ts";
import { roomTexts } from "./rooms/roomTexts.ts";
import { storeTexts } from "./store/storeTexts.ts";
import { subjectTexts } from "./subjects/subjectTexts.ts";
import { usageTexts } from "./usageTexts.ts";
import { vaultTexts } from "./vault/vaultTexts.ts";
import { witnessTexts } from "./witness/witnessTexts.ts";

export const languages = ["it", "en"] as const;
export type Language = (typeof languages)[number];

/** Everything that the command line says, in both languages; `{name}` is replaced by a value. */
const table = {
  ...usageTexts,
  ...consoleTexts,
  ...configurationTexts,
  ...incidentTexts,
  ...policyTexts,
  ...tableTexts,
  ...explainTexts,
  ...lifeTexts,
  ...backtestTexts,
  ...diffTexts,
  ...readTexts,
  ...emergencyTexts,
  ...demandTexts,
  ...retentionTexts,
  ...retireTexts,
  ...subjectTexts,
  ...doctorTexts,
  ...roomTexts,
  ...slotTexts,
  ...monitorTexts,
  ...searchTexts,
  ...witnessTexts,
  ...proofTexts,
  ...packTexts,
  ...openingTexts,
  ...verifyTexts,
  ...vaultTexts,
  ...restoreTexts,
  ...commitsTexts,
  ...storeTexts,
  "data-folder": {
    it: "Cartella dei dati: {path}",
    en: "Data folder: {path}",
  },
  "step-folder": { it: "Cartella, chiavi e configurazione", en: "Folder, keys and configuration" },
  "step-server": { it: "Server dei messaggi (NATS)", en: "Message server (NATS)" },
  "step-streams": {
    it: "Flussi, configurazione e regole firmate",
    en: "Streams, signed configuration and rules",
  },
  "step-process": { it: "Avvio di {process}", en: "Starting {process}" },
  "step-done": { it: "{title}: fatto", en: "{title}: done" },
  "step-failed": { it: "{title}: non riuscito", en: "{title}: failed" },
  "signers-demonstration": {
    it: "Configurazione e regole sono firmate da due firmatari DIMOSTRATIVI (dpo, operations): non valgono per l'esercizio reale.",
    en: "Configuration and rules are signed by two DEMONSTRATION signers (dpo, operations): not valid for real operation.",
  },
  "process-missing": {
    it: "{process} non è in questa compilazione: non viene avviato.",
    en: "{process} is not in this build: it is not started.",
  },
  "process-ended": {
    it: "{process} è terminato ({reason}); riavvio n. {restarts} tra {waitMs} ms.",
    en: "{process} ended ({reason}); restart no. {restarts} in {waitMs} ms.",
  },
  "process-back": { it: "{process} è di nuovo attivo.", en: "{process} is up again." },
  "port-moved": {
    it: "La porta {port} di {process} è occupata: si usa la {chosen}.",
    en: "Port {port} of {process} is taken: using {chosen}.",
  },
  "server-found": {
    it: "nats-server {version} ({source})",
    en: "nats-server {version} ({source})",
  },
  "summary-ready": { it: "Raccordo è attivo.", en: "Raccordo is up." },
  "summary-room": {
    it: "  sala {room}: {address}  chiave: {key}",
    en: "  room {room}: {address}  key: {key}",
  },
  "summary-webhook": {
    it: "  sala {room}: le copie vanno a {origin}  segreto: {secret}",
    en: "  room {room}: copies go to {origin}  secret: {secret}",
  },
  "webhook-none": {
    it: "La sala {room} non ha ancora un segreto per il webhook: aggiungi webhook al suo file e avvia.",
    en: "Room {room} has no webhook secret yet: add webhook to its file and start.",
  },
  "webhook-rotated": {
    it: "Nuovo segreto in {secret}, prima riga. Al prossimo avvio ogni copia porta due firme; consegna il nuovo al ricevente, poi: raccordo webhook retire --room {room}",
    en: "New secret in {secret}, first line. From the next start each copy has two signatures; give the receiver the new one, then: raccordo webhook retire --room {room}",
  },
  "webhook-retired": {
    it: "In {secret} resta solo il segreto nuovo; vale dal prossimo avvio.",
    en: "Only the new secret is left in {secret}; it counts from the next start.",
  },
  "webhook-rotating": {
    it: "Una rotazione è già in corso: prima raccordo webhook retire --room {room}",
    en: "A rotation is under way already: first raccordo webhook retire --room {room}",
  },
  "summary-log": { it: "  registro: {address}", en: "  log: {address}" },
  "summary-stop": { it: "Ctrl-C per fermare.", en: "Ctrl-C to stop." },
  "summary-operations": {
    it: "  sorveglianza (/metrics, /health/ready), solo da questa macchina: {addresses}",
    en: "  operations (/metrics, /health/ready), from this machine only: {addresses}",
  },
  "operations-not-open": {
    it: "La porta {port} per la sorveglianza è occupata: i processi lavorano, ma nessuno li vede.",
    en: "Port {port} for operations is taken: everything works, but nobody sees it.",
  },
  "one-disk": {
    it: "Un solo server: i dati sono sicuri quanto un solo disco. Un gruppo di tre è la risposta.",
    en: "One server is as durable as one disk. A cluster of three is the answer.",
  },
  stopping: { it: "Arresto in ordine …", en: "Stopping in order …" },
  stopped: {
    it: "Fermo. Riavvii durante l'esecuzione: {restarts}.",
    en: "Stopped. Restarts during the run: {restarts}.",
  },
  "starter-gone": {
    it: "Chi ci ha avviati non c'è più: ci si ferma.",
    en: "Whoever started us is gone: stopping.",
  },
  "play-missing": {
    it: "La dimostrazione ha bisogno di tutti i processi; mancano: {processes}.",
    en: "The demonstration needs every process; missing: {processes}.",
  },
  "folder-in-use": {
    it: "{path} è già in uso dal processo {pid}. Fermalo, oppure scegli un'altra cartella con --data.",
    en: "{path} is in use by process {pid}. Stop it, or choose another folder with --data.",
  },
  "folder-not-private": {
    it: "{path} deve essere leggibile solo dal proprietario. Rimedio: chmod {mode} {path}",
    en: "{path} must be readable by its owner only. Fix: chmod {mode} {path}",
  },
  "folder-foreign": {
    it: "{path} contiene già altro e non è una cartella di Raccordo. Scegline un'altra con --data.",
    en: "{path} holds something else and is not a data folder of Raccordo. Choose another with --data.",
  },
  "officer-missing": {
    it: "Manca {path}, la chiave con cui chi protegge i dati della sala apre ciò che è in quarantena. Non se ne crea una nuova: con quella nuova ciò che vi attende non si aprirebbe più. Ripristinala dalla copia.",
    en: "{path} is missing: the key with which the room's privacy officer opens what lies in quarantine. No new one is made: with it what waits there could not be opened any more. Restore it from the backup.",
  },
  "secret-missing": {
    it: "Manca il segreto {path} di questa installazione. Non se ne crea uno nuovo: ripristinalo dalla copia.",
    en: "Secret {path} of this installation is missing. No new one is made: restore it from the backup.",
  },
  "secret-damaged": {
    it: "Il segreto {path} non ha la forma attesa. Ripristinalo dalla copia.",
    en: "Secret {path} does not have the expected form. Restore it from the backup.",
  },
  "file-damaged": {
    it: "{path} non si legge o non ha la forma attesa.",
    en: "{path} cannot be read or does not have the expected form.",
  },
  "deploy-wrong": {
    it: "{file}:{line}:{column}: {message}",
    en: "{file}:{line}:{column}: {message}",
  },
  "deploy-empty": {
    it: "Nessun file .yaml in {path}. Indica la cartella giusta con --deploy (o --agreements, --rooms).",
    en: "No .yaml file in {path}. Name the right folder with --deploy (or --agreements, --rooms).",
  },
  "documents-refused": {
    it: "Il documento {document} è rifiutato: {why} {detail}",
    en: "The document {document} is refused: {why} {detail}",
  },
  "production-demonstration": {
    it: "--production rifiuta i firmatari dimostrativi: metti le chiavi pubbliche dei firmatari in {path} e i documenti firmati accanto.",
    en: "--production refuses demonstration signers: put the signers' public keys into {path} and the signed documents beside it.",
  },
  "production-needed": {
    it: "{path} è un'installazione per l'esercizio: avviala con --production. Una dimostrazione vuole una cartella sua (--data).",
    en: "{path} is an installation for operation: start it with --production. A demonstration wants a folder of its own (--data).",
  },
  "production-invented": {
    it: "--production rifiuta l'accordo inventato {agreement}: togli dal documento firmato ciò che nessuno ha firmato davvero.",
    en: "--production refuses the invented agreement {agreement}: take out of the signed document what nobody really signed.",
  },
  "production-test": {
    it: "--production rifiuta --test-file.",
    en: "--production refuses --test-file.",
  },
  "port-taken": {
    it: "La porta {port} per {process} è occupata. Liberala, oppure scegli un altro --port-base.",
    en: "Port {port} for {process} is taken. Free it, or choose another --port-base.",
  },
  "server-missing": { it: "{problem}\n{waysOut}", en: "{problem}\n{waysOut}" },
  "server-not-started": {
    it: "nats-server non parte. Ultime righe di {path}:\n{log}",
    en: "nats-server does not start. Last lines of {path}:\n{log}",
  },
  "server-unreachable": {
    it: "Il server {url} non risponde.",
    en: "The server {url} does not answer.",
  },
  "server-foreign": {
    it: "Il server {url} non conosce i nostri utenti. Carica {path} nella sua configurazione, oppure togli RACCORDO_NATS_URL.",
    en: "The server {url} does not know our users. Load {path} into its configuration, or unset RACCORDO_NATS_URL.",
  },
  "server-other": {
    it: "Il server {url} si chiama {found}, non {wanted}: non è quello di questa installazione.",
    en: "The server {url} is called {found}, not {wanted}: it is not the one of this installation.",
  },
  "server-not-synced": {
    it: "Il server {server} non scrive subito su disco. Rimedio: jetstream {{ sync_interval: always }}",
    en: "The server {server} does not sync every write. Fix: jetstream {{ sync_interval: always }}",
  },
  "stream-drift": {
    it: "Il flusso {stream} non è come deve essere ({drift}). Nulla è stato cambiato: riportalo alle impostazioni indicate, poi riavvia.",
    en: "Stream {stream} is not as it must be ({drift}). Nothing was changed: set it back as shown, then start again.",
  },
  "process-not-started": {
    it: "{process} non parte ({reason}). Vedi {path}\n{log}",
    en: "{process} does not start ({reason}). See {path}\n{log}",
  },
  "room-unknown": {
    it: "La sala {room} non è in {path}.",
    en: "Room {room} is not in {path}.",
  },
  "credentials-of": {
    it: "Sala {room}. Credenziali: {path}. La chiave in vigore: {key}",
    en: "Room {room}. Credentials: {path}. The key in force: {key}",
  },
  "credential-line": {
    it: "  {id}  {kind}  da {from}  fino a {until}  sha256 {digest}…",
    en: "  {id}  {kind}  from {from}  until {until}  sha256 {digest}…",
  },
  "credential-unknown": {
    it: "La sala {room} non ha una credenziale {id}. Vedi: raccordo room credentials {room}",
    en: "Room {room} has no credential {id}. See: raccordo room credentials {room}",
  },
  "credentials-full": {
    it: "La sala {room} ha già {max} credenziali, il massimo: nulla è cambiato. Quelle finite da 30 giorni sono tolte alla rotazione seguente.",
    en: "Room {room} has {max} credentials already, the most there may be: nothing was changed. Those that ended 30 days ago are dropped at the next rotation.",
  },
  "room-change-not-recorded": {
    it: "Nulla è cambiato: il sistema in {path} non risponde, e una modifica che il registro non può annotare non si fa. Avvialo (raccordo up) e ripeti; finché è fermo nessuno entra.",
    en: "Nothing was changed: the system in {path} does not answer, and what the log cannot record is not done. Start it (raccordo up) and try again; while it is stopped nobody comes in.",
  },
  "certificate-unreadable": {
    it: "{path} non è un certificato in forma PEM.",
    en: "{path} is not a certificate in PEM form.",
  },
  "certificate-expired": {
    it: "Il certificato {path} è scaduto: chiedine uno nuovo alla sala.",
    en: "The certificate {path} has expired: ask the room for a new one.",
  },
  "file-exists": {
    it: "{path} c'è già: non viene sostituito. Scegli un'altra cartella.",
    en: "{path} is there already and is not replaced. Choose another folder.",
  },
  "file-unreadable": { it: "Non si legge {file}.", en: "Cannot read {file}." },
  "file-too-large": {
    it: "{file} supera {bytesMax} byte.",
    en: "{file} is over {bytesMax} bytes.",
  },
  "edge-unreachable": {
    it: "{address} non risponde.",
    en: "{address} does not answer.",
  },
  "edge-busy": {
    it: "{address} chiede di riprovare più tardi ({status}).",
    en: "{address} asks to try again later ({status}).",
  },
  "edge-refused": {
    it: "{file}: rifiutato, {status} {code}",
    en: "{file}: refused, {status} {code}",
  },
  "edge-accepted": { it: "{file}: accettato, {status}", en: "{file}: accepted, {status}" },
  "feed-copy": {
    it: "{delivery}  {category}  {incident}  componenti: {components}  ritirati: {withdrawn}",
    en: "{delivery}  {category}  {incident}  components: {components}  withdrawn: {withdrawn}",
  },
  "feed-format": {
    it: "La sala {room} non ha copie in {format}. Togli --format, oppure aggiungi il protocollo alla sala (deploy/rooms) e riavvia.",
    en: "Room {room} has no copies in {format}. Leave out --format, or add the protocol to the room (deploy/rooms) and start again.",
  },
  "feed-following": {
    it: "Copie della sala {room}, man mano che arrivano; Ctrl-C per fermare.",
    en: "Copies of room {room} as they come; Ctrl-C to stop.",
  },
  "feed-empty": { it: "Nessuna copia.", en: "No copy." },
  "feed-cursor": { it: "cursore: {cursor}", en: "cursor: {cursor}" },
  "convert-target": {
    it: "Non si scrivono messaggi in {protocol}: json, cap o scheda112.",
    en: "Messages are not written as {protocol}: json, cap or scheda112.",
  },
  "convert-source": {
    it: "Protocollo sconosciuto: {protocol}. Noti: {known}.",
    en: "Unknown protocol: {protocol}. Known: {known}.",
  },
  "vkey-needed": {
    it: "Serve la chiave di verifica: --vkey, oppure --data con la configurazione firmata che nomina {origin}.",
    en: "A verifier key is needed: --vkey, or --data with the signed configuration that names {origin}.",
  },
  "vkey-wrong": {
    it: "--vkey non è una chiave di verifica Ed25519.",
    en: "--vkey is not an Ed25519 verifier key.",
  },
  "log-not-here": {
    it: "A {address} qualcuno risponde, ma lì non c'è un registro: l'indirizzo di un registro finisce con l'anno, per esempio {address}/2026.",
    en: "Somebody answers at {address}, but no log is there: the address of a log ends in its year, for example {address}/2026.",
  },
  "log-missing": { it: "Non c'è un registro in {path}.", en: "There is no log in {path}." },
  "log-holds": {
    it: "✓ {origin}: {size} voci, radice e firma verificate",
    en: "✓ {origin}: {size} entries, root and signature hold",
  },
  "log-broken": {
    it: "✗ {origin}: {findings} rilievi su {size} voci",
    en: "✗ {origin}: {findings} findings over {size} entries",
  },
  "log-finding": {
    it: "  {path}: {words} ({kind}: {detail})",
    en: "  {path}: {words} ({kind}: {detail})",
  },
  "log-structural": {
    it: "  controllati: firma, albero, {entries} voci; non controllato: il significato delle voci",
    en: "  checked: signature, tree, {entries} entries; not checked: what the entries mean",
  },
  "log-entries": {
    it: "  controllati: firma, albero, {entries} voci e il loro significato, catene di {incidents} eventi",
    en: "  checked: signature, tree, {entries} entries and their meaning, chains of {incidents} incidents",
  },
  "log-parts": {
    it: "  parti: {parts} controllate contro i digest delle voci",
    en: "  parts: {parts} checked against the digests of the entries",
  },
  "log-year-before-not": {
    it: "  anno precedente: NON controllato ({chains} catene vi iniziano)",
    en: "  year before: NOT checked ({chains} chains begin there)",
  },
  "log-parts-not": {
    it: "  parti: NON controllate (un indirizzo HTTP non le serve)",
    en: "  parts: NOT checked (an HTTP address does not serve them)",
  },
  "vkey-none": {
    it: "In {path} non c'è ancora una configurazione firmata: avvia prima `raccordo up`.",
    en: "There is no signed configuration in {path} yet: run `raccordo up` first.",
  },
  internal: {
    it: "Errore interno: {message}",
    en: "Internal error: {message}",
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type TextKey = keyof typeof table;
export type TextValues = Readonly<Record<string, string | number>>;

export const texts: Readonly<Record<TextKey, Readonly<Record<Language, string>>>> = table;

/** The text in one language; an unknown `{name}` stays as it is, `{{ ` is a brace. */
export function textOf(language: Language, key: TextKey, values: TextValues = {}): string {
  return fillText(texts[key][language], values);
}

/** A text with its values; an unknown `{name}` stays as it is, `{{ ` is a brace. */
export const fillText = (text: string, values: TextValues): string => filled(text, values);

/** What `--lang` says, else LANG, else English. */
export function languageFrom(option: string | undefined, lang: string | undefined): Language {
  const wanted = option ?? (lang?.toLowerCase().startsWith("it") === true ? "it" : "en");
  return wanted === "it" ? "it" : "en";
}
