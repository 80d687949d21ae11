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
    "Altre firme nel checkpoint, qui non controllate: {others}",
    "Other signatures in the checkpoint, not checked here: {others}",
  ],
  rest: [
    "{files} file, {openings} aperture, {documents} documenti, {kept} checkpoint avuti da altri",
    "{files} files, {openings} openings, {documents} documents, {kept} checkpoints had from others",
  ],
  noCrypto: [
    "Questo browser non permette il calcolo di SHA-256 in questa pagina: apri il file dal disco, o usa gli altri strumenti del README.",
    "This browser does not allow SHA-256 in this page: open the file from disk, or use the other tools of the README.",
  ],
};
const kinds = {
  fork: ["biforcazione", "fork"],
  signature: ["firma non valida", "bad signature"],
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
  if (year.others.length > 0) {
    made.push(both("p", words.others, { others: year.others.join(", ") }));
  }
  return made;
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

async function run() {
  if (chosen.length === 0) return;
  show("busy", both("p", words.reading));
  try {
    if (globalThis.crypto?.subtle === undefined) throw new Error(words.noCrypto.join(" / "));
    const files = await packOf(chosen);
    if (files === undefined) {
      show("bad", both("p", words.notZip));
      return;
    }
    const tools = packTools((done, total) => {
      if (done % 50 === 0) show("busy", both("p", words.progress, { done, total }));
    });
    const kept = [...byId("kept").files].map((file) => ({
      name: file.name,
      bytes: async () => new Uint8Array(await file.arrayBuffer()),
    }));
    showReport(await checkPack(files, tools, kept));
  } catch (error) {
    show("bad", both("p", words.failed), element("p", String(error.message ?? error)));
  }
}

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
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => void dropped(event));
