// Builds the console's page into dist/web, where the console serves it from, unless it was built from the same sources.
// Nothing is fetched from elsewhere, then or later.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { firstScreen, firstScreenBytesMax, unusedClasses } from "./web-weight.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const page = join(root, "apps/console/web");
const output = join(root, "dist/web");
const recordFile = join(output, "sources.sha256");
/** Everything that the page is made of; libraries of ours that it takes lie under libs. */
const sources = [
  page,
  join(root, "libs/logcheck"),
  join(root, "libs/csv"),
  join(root, "libs/tlog"),
  join(root, "libs/incident"),
  join(root, "libs/ownkey"),
  join(root, "package-lock.json"),
  import.meta.filename,
  join(import.meta.dirname, "web-weight.mjs"),
];

const wanted = hashOf(sources);
if (!existsSync(recordFile) || readFileSync(recordFile, "utf8") !== wanted) {
  const { build } = await import("vite");
  // The first time only to learn which of Bootstrap's classes the page can name: most it cannot.
  const draft = await build(settings({ write: false }, []));
  const { output: files } = await build(settings({ outDir: output }, unusedClasses(draft.output)));
  weigh(files);
  compress();
  writeFileSync(recordFile, wanted);
}

/** Prints the weight of the first screen, unless `--quiet` asks for the page alone. Throws above its limit. */
function weigh(files) {
  const parts = firstScreen(files);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  if (!process.argv.includes("--quiet")) {
    console.error(`First screen of the console: ${bytes} bytes compressed.`);
  }
  if (bytes <= firstScreenBytesMax) return;
  const lines = parts.map((part) => `${part.bytes} ${part.fileName}`).join("\n");
  throw new Error(`The first screen is heavier than ${firstScreenBytesMax} bytes:\n${lines}`);
}

/** Beside each text its compressed form, which the console sends to whoever takes it. */
function compress() {
  for (const file of filesIn(output).filter((name) => /\.(?:css|html|js|svg)$/.test(name))) {
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}

function settings(target, unusedSymbols) {
  return {
    configFile: false,
    root: page,
    publicDir: join(page, "public"),
    cacheDir: join(root, "node_modules/.vite"),
    // Warnings here are of packages' directives for servers, hundreds of lines.
    logLevel: "error",
    // Imports of our own libraries (#libs) are of their sources, which nobody has to compile first.
    resolve: { conditions: ["source", "module", "browser", "import", "default"] },
    css: { lightningcss: { unusedSymbols } },
    build: {
      ...target,
      emptyOutDir: true,
      target: "es2022",
      // The strict content policy of the page has no place for data in style sheets.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  };
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesIn)) {
    hash.update(`${path.slice(root.length)}\n`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function filesIn(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}
