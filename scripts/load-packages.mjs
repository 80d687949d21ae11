// Loaded before a program of ours (`node --import`): takes packages from dist/packages, where bundle-packages.mjs has put
// them, and finds our own modules without asking the disk. Threads of the program inherit it. When the packages that are
// installed are no longer those of the bundle, or there is no bundle, it says so and leaves everything to Node.
import { readFileSync, statSync } from "node:fs";
import { registerHooks } from "node:module";

const recordFile = new URL("../dist/packages/record.json", import.meta.url);
const ours = new URL("../dist/", import.meta.url).href;

const { installed, files } = readRecord();
if (isInstalled(installed)) registerHooks({ resolve: resolverFor(files) });
else console.error("dist/packages does not hold the installed packages: run `npm run build`.");

function readRecord() {
  try {
    return JSON.parse(readFileSync(recordFile, "utf8"));
  } catch {
    return {};
  }
}

/** npm writes this file anew whenever it installs something. */
function isInstalled(then) {
  const lock = new URL("../node_modules/.package-lock.json", import.meta.url);
  const now = statSync(lock, { throwIfNoEntry: false });
  return now !== undefined && now.size === then?.bytes && now.mtimeMs === then.changed_ms;
}

function resolverFor(bundled) {
  const urls = new Map(
    Object.entries(bundled).map(([name, file]) => [name, new URL(file, recordFile).href]),
  );
  return (name, context, next) => {
    const from = context.parentURL;
    if (from === undefined || !from.startsWith(ours)) return next(name, context);
    const url = urls.get(name) ?? ourModule(name, from);
    if (url === undefined) return next(name, context);
    return { url, format: "module", shortCircuit: true };
  };
}

/** As package.json says under `imports`; the compiler has checked that the file is there. */
function ourModule(name, from) {
  if (name.startsWith("#")) return `${ours}${name.slice(1)}.js`;
  return /^\.\.?\/.*\.js$/.test(name) ? new URL(name, from).href : undefined;
}
