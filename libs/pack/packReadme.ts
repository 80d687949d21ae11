import type { PackSurvey, PackYearLog } from "./packLogs.ts";

/** README.it.md of a pack: for somebody who has never heard of Raccordo. */
export function packReadme(survey: PackSurvey, titolare: string): string {
  const { period, entries, years } = survey;
  return `# Estratto del registro di Raccordo

Periodo: dal ${period.from} (compreso) al ${period.to} (escluso), ore UTC.
Titolare: ${titolare.replaceAll(/\s+/g, " ")}
Voci del periodo: ${entries}

${years.map(yearText).join("\n")}
## Che cos'è

Raccordo collega le sale operative. Ogni decisione su chi riceve che cosa è una voce di un registro al quale si può solo
aggiungere. Il registro firma di continuo la propria lunghezza e la propria radice (il «checkpoint»): da quel momento
nessuna voce può essere cambiata, tolta, spostata o aggiunta in mezzo senza che si veda.

Le voci non contengono dati personali: contengono impronte (hash) e codici. Le parti in chiaro che riguardano le sale di
questo titolare sono in \`openings.jsonl\` e \`reports.jsonl\`; quelle delle altre sale non ci sono e da qui non si ricavano.

## Che cosa c'è

| file | contenuto |
|---|---|
| \`verify.html\` | la verifica in un browser, senza rete |
| \`verifica.go\` | la stessa verifica con le librerie di Go, scritte da altri |
| \`SHA256SUMS\` | l'impronta di ogni file |
| \`vkeys\` | le chiavi pubbliche del registro, una per anno |
| \`ANNO/checkpoint\` | lunghezza e radice firmate, con le eventuali firme dei testimoni |
| \`ANNO/witnessed\` | se c'è: il checkpoint più vecchio che i testimoni hanno visto per ultimo |
| \`witnesses.policy\` | chi deve avere controfirmato, con le chiavi (c2sp.org/tlog-policy); manca se il registro non ha testimoni |
| \`ANNO/checkpoints/\` | i checkpoint più vecchi, fino all'inizio del periodo |
| \`ANNO/tile/0\`, \`1\`, … | le impronte di tutte le voci del registro: servono per la prova |
| \`ANNO/tile/entries/\` | le voci, a gruppi di 256: un gruppo può contenerne di vicine al periodo |
| \`entries.jsonl\` | le voci del periodo, una per riga: comodità di lettura, la prova sono i file sopra |
| \`openings.jsonl\` | che cosa è stato deciso per le sale del titolare, e su quali elementi per ciò che esse hanno inviato (se non dicono nulla di altre sale) |
| \`reports.jsonl\` | le ricevute e i rifiuti delle sale del titolare, e i suoi conteggi; degli altri solo impronte salate |
| \`policy.jsonl\`, \`documents/\` | configurazioni e regole in vigore nel periodo, firmate |
| \`shreds.jsonl\` | le chiavi distrutte nel periodo: quei dati non si possono più leggere, la prova resta |
| \`schema/leaf.schema.json\` | JSON Schema di una voce |

## Come si controlla

Prima di tutto la chiave: confronta \`vkeys\` con la chiave avuta **da un'altra fonte** (il titolare, un testimone, un
checkpoint conservato). Un pacchetto inventato da capo avrebbe una chiave sua e sarebbe in regola con sé stesso. Lo stesso
vale per \`witnesses.policy\`: chi inventa un pacchetto inventa anche i testimoni. In \`verify.html\` si può scegliere la
politica avuta da un'altra fonte, che vale al posto di questa.

**In un browser.** Apri \`verify.html\` (funziona anche senza rete) e scegli il file zip o la cartella. La pagina
controlla impronte, firme, albero, ogni voce, la storia dei checkpoint, le controfirme dei testimoni (Ed25519 e ML-DSA-44)
e il loro quorum, i documenti e le aperture.

**Con coreutils.** Nella cartella: \`sha256sum -c SHA256SUMS\`

**Con Go**, su Debian (\`apt install golang-go golang-golang-x-mod-dev\`):

    # controlla anche le controfirme Ed25519 e il quorum; di quelle ML-DSA-44 dice che non le controlla
    GO111MODULE=off GOPATH=/usr/share/gocode go build -o verifica verifica.go && ./verifica .

**Con openssl**, la sola firma di un checkpoint:

    # il testo firmato: le prime tre righe
    head -n 3 ANNO/checkpoint > testo
    # la firma: la riga che comincia con «— NOME/ANNO», senza i primi 4 byte
    grep -F -- "— $(head -n 1 ANNO/checkpoint) " ANNO/checkpoint | head -n 1 | cut -d ' ' -f 3 | base64 -d | tail -c +5 > firma
    # la chiave: la parte dopo l'ultimo «+» della riga in vkeys, senza il primo byte, con l'intestazione di Ed25519
    (printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; grep -F "$(head -n 1 ANNO/checkpoint)+" vkeys | sed 's/^[^+]*+[^+]*+//' | base64 -d | tail -c +2) > chiave.der
    openssl pkeyutl -verify -rawin -pubin -inkey chiave.der -keyform DER -in testo -sigfile firma

I formati sono pubblici: c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-tiles, RFC 6962.

## Che cosa non si dimostra

- Che il registro sia lo stesso che hanno visto altri, se il quorum dei testimoni non c'è: allora serve un checkpoint
  avuto da altri (in \`verify.html\` si può aggiungere; una biforcazione viene detta tale).
- Che un fatto sia avvenuto come è stato comunicato: il registro prova che cosa è stato ricevuto, deciso e consegnato.

## English

An extract of the log of Raccordo for one controller and one period. Open \`verify.html\` in any browser (no network
needed) and choose the zip; or use \`sha256sum -c SHA256SUMS\`, \`verifica.go\` (Go's sumdb packages), openssl as above.
Compare \`vkeys\` with a key that you have from another source first.
`;
}

function yearText({
  year,
  trust,
  size,
  from,
  to,
  history,
  historyTotal,
  vkey,
}: PackYearLog): string {
  const range =
    to > from ? `voci del periodo tra la n. ${from} e la n. ${to - 1}` : "solo documenti";
  const older =
    history.length === historyTotal
      ? `${history.length} checkpoint più vecchi`
      : `${history.length} checkpoint più vecchi su ${historyTotal}, a distanze regolari`;
  return `Anno ${year}: registro \`${trust.origin}\`, checkpoint di ${size} voci; ${range}; ${older}.
Chiave: \`${vkey}\`
`;
}
