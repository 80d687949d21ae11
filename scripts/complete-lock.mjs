// Adds to package-lock.json the builds for other platforms that npm leaves out when the registry in
// use does not offer them; `npm ci` refuses a lock file without them everywhere. Run it after every
// `npm install` that changed the lock file: `node scripts/complete-lock.mjs`. Only the exact versions
// that the owning package names are added, and only entries that this platform does not install.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.mjs";

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors = {
  arm64: "arm64",
  aarch64: "arm64",
  x64: "x64",
  ia32: "ia32",
  arm: "arm",
  armv7: "arm",
  loong64: "loong64",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
};

const file = join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = Object.values(lock.packages).flatMap((owner) =>
  Object.entries(owner.optionalDependencies ?? {})
    .filter(([name]) => lock.packages[`node_modules/${name}`] === undefined)
    .map(([name, version]) => [`node_modules/${name}`, entryFor(name, version, owner)]),
);
if (missing.length > 0) {
  const { "": project, ...others } = lock.packages;
  const sorted = Object.entries({ ...others, ...Object.fromEntries(missing) }).sort(([a], [b]) =>
    a.localeCompare(b, "en"),
  );
  lock.packages = { "": project, ...Object.fromEntries(sorted) };
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`${missing.length} builds for other platforms added to package-lock.json`);

function entryFor(name, version, owner) {
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new Error(`${name}@${version} is not an exact version`);
  const words = name.split("/").at(-1).split("-");
  const os = systems.find((system) => words.includes(system));
  const cpu = processors[words.find((word) => processors[word] !== undefined)];
  if (!os || !cpu) throw new Error(`which platform is ${name} for?`);
  const libc = words.some((word) => word.startsWith("musl")) ? { libc: ["musl"] } : {};
  const dev = owner.dev ? { dev: true } : {};
  return { version, cpu: [cpu], ...dev, ...libc, optional: true, os: [os] };
}
