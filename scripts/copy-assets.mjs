// Keeps dist/ in step with the sources where the compiler does not: copies what it leaves behind
// (generated protobuf code, JSON Schemas), bundles the packages that programs of ours load, and removes the output of sources that are gone, because a
// test whose source was deleted must not go on running.
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const assets = ["libs/contracts/generated"];
const sourceFolders = ["libs", "apps", "tests"];
const outputs = /\.(?:js|js\.map|d\.ts)$/;
const sources = [".ts", ".js", ".d.ts"];

for (const folder of assets) {
  if (existsSync(folder)) cpSync(folder, `dist/${folder}`, { recursive: true });
}
for (const folder of sourceFolders) prune(folder);
// Last: it looks at what is there now.
await import("./bundle-packages.mjs");

function prune(folder) {
  const output = join("dist", folder);
  if (!existsSync(output)) return;
  if (!existsSync(folder)) {
    rmSync(output, { recursive: true });
    return;
  }
  for (const entry of readdirSync(output, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) prune(path);
    else if (isOrphan(path)) rmSync(join("dist", path));
  }
}

function isOrphan(path) {
  if (!outputs.test(path)) return false;
  const stem = path.replace(outputs, "");
  return !sources.some((extension) => existsSync(stem + extension));
}
