// Bundles the packages that our programs load into few files (dist/packages). A process of ours would else resolve, open
// and compile a thousand files of theirs before its own first line: two thirds of what a start costs. Our own modules
// stay as the compiler wrote them, so places in the log, worker threads and files beside a module are what they were.
// Nothing is bundled twice: a record names what the bundle was made of. When the installed packages change afterwards,
// loadPackages.mjs notices and takes them from node_modules.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const output = join(root, "dist/packages");
const recordFile = join(output, "record.json");
/** npm writes it anew whenever it installs something. */
const installed = join(root, "node_modules/.package-lock.json");
/**
 * Taken from node_modules as before: libxml2-wasm and pg look for a file beside their own; protobufjs asks Node by a
 * `require` that no bundler sees whether there are Buffers, and would be slower without a word. None of them shares a
 * package with the others.
 */
const asInstalled = ["libxml2-wasm", "pg", "protobufjs"];
const nodeConditions = ["node", "node-addons", "module-sync"];

const names = packagesNamed(["dist/apps", "dist/libs"]);
const wanted = {
  made_of: hashOf([installed, import.meta.filename], names),
  installed: { bytes: statSync(installed).size, changed_ms: statSync(installed).mtimeMs },
};
if (!existsSync(recordFile) || readFileSync(recordFile, "utf8") !== recordOf(wanted)) {
  console.error("Bundling the packages (first build, or other packages) …");
  // Gone first and written last: without it nobody takes the bundle.
  rmSync(recordFile, { force: true });
  await bundle();
  writeFileSync(recordFile, recordOf(wanted));
}

async function bundle() {
  const { build } = await import("vite");
  const facades = new Map();
  for (const name of names) facades.set(`facade:${name}`, await facadeOf(name));
  await build({
    configFile: false,
    root,
    // Warnings here are of packages that others of them would take if they were there.
    logLevel: "error",
    // What Node would take, not what browsers' bundlers prefer.
    environments: {
      ssr: {
        resolve: {
          noExternal: true,
          external: asInstalled,
          conditions: nodeConditions,
          mainFields: ["main"],
        },
      },
    },
    plugins: [facadesFirst(facades)],
    build: {
      ssr: true,
      outDir: output,
      emptyOutDir: true,
      minify: false,
      target: "node24",
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [fileOf(name), `facade:${name}`])),
        output: {
          // Errors tell their class by its name.
          keepNames: true,
          strictExecutionOrder: true,
          entryFileNames: "[name].js",
          chunkFileNames: "shared/[name]-[hash].js",
        },
      },
    },
  });
}

/** Module that exports what the package exports in Node: of CommonJS a bundle would export only the whole. */
async function facadeOf(name) {
  const exported = Object.keys(await import(name)).filter((key) => /^[\w$]+$/.test(key));
  const from = JSON.stringify(name);
  return exported.length === 0 ? `import ${from};` : `export { ${exported} } from ${from};`;
}

/** What is not installed stays an import: whoever tries it finds out as before. */
function facadesFirst(facades) {
  return {
    name: "facades",
    enforce: "pre",
    load: (id) => facades.get(id),
    async resolveId(id, importer, options) {
      if (facades.has(id)) return id;
      const found = await this.resolve(id, importer, { ...options, skipSelf: true });
      const isMissing = found === null || found.id.startsWith("__vite-optional-peer-dep");
      return isMissing ? { id, external: true } : found;
    },
  };
}

/** Every package of ours that a compiled module names, without tests. */
function packagesNamed(folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".js") && !name.endsWith(".test.js"))
      .map((name) => join(root, folder, name)),
  );
  const found = new Set(files.flatMap((file) => importsOf(readFileSync(file, "utf8"))));
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return [...found]
    .filter((name) => Object.hasOwn(dependencies, packageOf(name)))
    .filter((name) => !asInstalled.includes(packageOf(name)))
    .sort((a, b) => (a < b ? -1 : 1));
}

function importsOf(text) {
  const imports = text.matchAll(/\bfrom "([^"]+)";|^import "([^"]+)";|\bimport\("([^"]+)"\)/gm);
  return [...imports].map(([, some, nothing, later]) => some ?? nothing ?? later);
}

function packageOf(name) {
  return name.split("/", name.startsWith("@") ? 2 : 1).join("/");
}

function fileOf(name) {
  return name.replace(/^@/, "").replaceAll("/", "-");
}

function recordOf(made) {
  const files = Object.fromEntries(names.map((name) => [name, `${fileOf(name)}.js`]));
  return `${JSON.stringify({ ...made, files }, null, 2)}\n`;
}

function hashOf(files, texts) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.update(texts.join("\n")).digest("hex");
}
