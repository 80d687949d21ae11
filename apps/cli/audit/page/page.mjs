// What the page of a pack does with a person: files in, a verdict out. Everything that decides is in packCheck; this
// becomes part of verify.html through scripts/verify-page.mjs, where `raccordo` is already there.
const { checkPack, filesInZip, packTools } = globalThis.raccordo;

const words = {
  reading: ["Controllo in corso…", "Checking…"],
  progress: ["Letti {done} file su {total}", "Read {done} of {total} files"],
  notZip: [
    "Questo file zip non si può leggere qui (è troppo grande, cifrato o non è uno zip). Scompattalo e scegli la cartella.",
    "This zip cannot be read here (too large, encrypted, or no zip). Unpack it and choose the folder.",
  ],
  failed: ["Il controllo si è fermato:", "The check stopped:"],
  holds: [
    "INTEGRO: tutto ciò che è nel pacchetto è come è stato firmato",
    "INTACT: everything in the pack is as it was signed",
  ],
  broken: [
    "NON VALIDO: il pacchetto non è quello che è stato firmato",
    "NOT VALID: the pack is not what was signed",
  ],
  forked: [
    "BIFORCAZIONE: la stessa chiave ha firmato due storie diverse",
    "FORK: the same key has signed two different histories",
  ],
  compare: [
    "Resta da fare: confronta questa chiave con quella avuta da un'altra fonte. Se è diversa, il pacchetto non vale.",
    "Left to do: compare this key with the one had from another source. If it differs, the pack is worth nothing.",
  ],
  counts: [
    "{entries} voci, {checkpoints} checkpoint più vecchi; radice di {size} voci: {root}",
    "{entries} entries, {checkpoints} older checkpoints; root of {size} entries: {root}",
  ],
  others: [
    "Firme di chi la politica non nomina: non contano. {others}",
    "Signatures of nobody whom the policy names: they count for nothing. {others}",
  ],
  quorum: [
    "TESTIMONI: il quorum «{quorum}» ha controfirmato fino a {covered} voci",
    "WITNESSES: the quorum “{quorum}” has cosigned up to {covered} entries",
  ],
  noQuorum: [
    "TESTIMONI: il quorum «{quorum}» NON c'è. Nessuno dimostra che altri abbiano visto lo stesso registro.",
    "WITNESSES: the quorum “{quorum}” is NOT there. Nobody shows that others have seen the same log.",
  ],
  asksNobody: [
    "TESTIMONI: la politica non ne chiede nessuno. Nessuno dimostra che altri abbiano visto lo stesso registro.",
    "WITNESSES: the policy asks for nobody. Nobody shows that others have seen the same log.",
  ],
  noPolicy: [
    "TESTIMONI: qui non c'è una politica leggibile, perciò nessuna controfirma conta.",
    "WITNESSES: there is no policy here that can be read, so no cosignature counts.",
  ],
  cosigned: [
    "{witness}: ha controfirmato ({algorithm}), {at}",
    "{witness}: has cosigned ({algorithm}), {at}",
  ],
  absent: ["{name}: la sua controfirma manca", "{name}: its cosignature is missing"],
  comparePolicy: [
    "Resta da fare: confronta anche queste chiavi dei testimoni e il quorum con la politica avuta da un'altra fonte, o sceglila sopra.",
    "Left to do: compare these keys of the witnesses and the quorum too with the policy had from another source, or choose it above.",
  ],
  second: [
    "Anche la seconda firma del registro (ML-DSA-44) è buona",
    "The log's second signature (ML-DSA-44) is good too",
  ],
  rest: [
    "{files} file, {openings} aperture, {reports} tra ricevute, rifiuti e conteggi, {documents} documenti, {kept} checkpoint avuti da altri",
    "{files} files, {openings} openings, {reports} of receipts, refusals and counts, {documents} documents, {kept} checkpoints had from others",
  ],
  noCrypto: [
    "Questo browser non permette il calcolo di SHA-256 in questa pagina: apri il file dal disco, o usa gli altri strumenti del README.",
    "This browser does not allow SHA-256 in this page: open the file from disk, or use the other tools of the README.",
  ],
};
const kinds = {
  fork: ["biforcazione", "fork"],
  signature: ["firma non valida", "bad signature"],
  cosignature: ["controfirma falsa o presa da altrove", "forged or replayed cosignature"],
  tree: ["l'albero non è quello firmato", "the tree is not the one that was signed"],
  entry: ["voce cambiata", "changed entry"],
  opening: ["apertura che non corrisponde", "opening that does not fit"],
  document: ["documento che nessuna voce nomina", "document that no entry names"],
  line: ["riga che non è nel registro", "line that is not in the log"],
  sum: ["impronta diversa", "other hash"],
  missing: ["manca", "missing"],
  malformed: ["scritto male", "malformed"],
};

const byId = (id) => document.getElementById(id);

function element(name, text, language) {
  const made = document.createElement(name);
  made.textContent = text;
  if (language !== undefined) made.lang = language;
  return made;
}

const filled = (text, values) =>
  text.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

/** Italian first, English below it. */
function both(name, [italian, english], values = {}) {
  const made = document.createElement(name);
  made.append(element("span", filled(italian, values), "it"), document.createElement("br"));
  const second = element("span", filled(english, values), "en");
  second.className = "second";
  made.append(second);
  return made;
}

function show(className, ...children) {
  const verdict = byId("verdict");
  verdict.className = className;
  verdict.replaceChildren(...children);
}

function showReport(report) {
  const isFork = report.findings.some(({ kind }) => kind === "fork");
  const title = report.holds ? words.holds : isFork ? words.forked : words.broken;
  const children = [both("h2", title)];
  if (report.findings.length > 0) {
    const list = document.createElement("ul");
    for (const { kind, file, detail } of report.findings) {
      const [italian, english] = kinds[kind];
      list.append(element("li", `${file}: ${italian} / ${english} (${detail})`));
    }
    children.push(list);
  }
  for (const year of report.years) children.push(...yearOf(year));
  if (report.holds) children.push(both("p", words.compare));
  children.push(both("p", words.rest, report));
  show(report.holds ? "good" : "bad", ...children);
  byId("verdict").focus();
}

function yearOf(year) {
  const made = [
    element("h3", year.origin),
    both("p", words.counts, year),
    element("code", year.vkey),
  ];
  if (year.second === "good") made.push(both("p", words.second));
  made.push(...witnessesOf(year));
  if (year.others.length > 0) {
    made.push(both("p", words.others, { others: year.others.join(", ") }));
  }
  return made;
}

/** Who has cosigned, who has not, and whether that is the quorum. */
function witnessesOf({ witnesses }) {
  if (witnesses === undefined) return [both("p", words.noPolicy)];
  const { quorum, covered, cosigned, absent, keys } = witnesses;
  const title = quorum === "none" ? words.asksNobody : covered > 0 ? words.quorum : words.noQuorum;
  const list = document.createElement("ul");
  list.append(...cosigned.map((one) => both("li", words.cosigned, one)));
  list.append(...absent.map((name) => both("li", words.absent, { name })));
  const shown = keys.map((key) => element("li", key.length > 400 ? `${key.slice(0, 400)}…` : key));
  const listed = document.createElement("ul");
  listed.append(...shown);
  const said = both("p", title, witnesses);
  said.className = quorum !== "none" && covered > 0 ? "quorum" : "no-quorum";
  return [said, list, both("p", words.comparePolicy), listed];
}

/** Names relative to the pack: a folder's own name is taken off. */
function packFilesOf(files) {
  const listed = files.map((file) => ({
    name: file.path ?? file.webkitRelativePath ?? file.name,
    file: file.file ?? file,
  }));
  const sums = listed.find(({ name }) => /(^|\/)SHA256SUMS$/.test(name))?.name ?? "SHA256SUMS";
  const folder = sums.slice(0, -"SHA256SUMS".length);
  return listed.map(({ name, file }) => ({
    name: name.startsWith(folder) ? name.slice(folder.length) : name,
    bytes: async () => new Uint8Array(await file.arrayBuffer()),
  }));
}

async function packOf(files) {
  const [only, ...more] = files;
  if (more.length > 0 || only === undefined) return packFilesOf(files);
  return filesInZip(only.file ?? only);
}

let chosen = [];
let runs = 0;

/** Checks what is chosen now; what an earlier run finds after that is shown to nobody. */
async function run() {
  if (chosen.length === 0) return;
  runs += 1;
  const own = runs;
  const showNewest = (...shown) => own === runs && show(...shown);
  showNewest("busy", both("p", words.reading));
  try {
    if (globalThis.crypto?.subtle === undefined) throw new Error(words.noCrypto.join(" / "));
    const files = await packOf(chosen);
    if (files === undefined) {
      showNewest("bad", both("p", words.notZip));
      return;
    }
    const tools = packTools((done, total) => {
      if (done % 50 === 0) showNewest("busy", both("p", words.progress, { done, total }));
    });
    const [policy] = filesAt("policy");
    const report = await checkPack(files, tools, { kept: filesAt("kept"), policy });
    if (own === runs) showReport(report);
  } catch (error) {
    showNewest("bad", both("p", words.failed), element("p", String(error.message ?? error)));
  }
}

/** What somebody has chosen in a field. */
const filesAt = (id) =>
  [...byId(id).files].map((file) => ({
    name: file.name,
    bytes: async () => new Uint8Array(await file.arrayBuffer()),
  }));

function choose(files) {
  chosen = [...files];
  void run();
}

/** Files below a dropped folder, with their paths. */
async function filesBelow(entry, path) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ path: `${path}${entry.name}`, file }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return found;
    for (const one of entries) found.push(...(await filesBelow(one, `${path}${entry.name}/`)));
  }
}

async function dropped(event) {
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
  const folder = entries.find((entry) => entry?.isDirectory);
  if (folder === undefined) choose(event.dataTransfer.files);
  else choose(await filesBelow(folder, ""));
}

byId("zip").addEventListener("change", (event) => choose(event.target.files));
byId("folder").addEventListener("change", (event) => choose(event.target.files));
byId("kept").addEventListener("change", () => void run());
byId("policy").addEventListener("change", () => void run());
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => void dropped(event));
