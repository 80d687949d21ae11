// Generates, from proto/, the static protobuf code of libs/contracts and the field catalogue of
// libs/incident; and from the table of leaves in libs/seal their JSON Schema. Needs no build. What it
// writes is committed; a test runs it with --check and fails on a difference.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { leafSchema } from "../libs/seal/leafSchema.ts";
import { partsSchema } from "../libs/seal/partsSchema.ts";
import { catalogueSource } from "./catalogue.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = (name) => join(root, "node_modules/protobufjs-cli/bin", name);
const protos = ["options", "incident", "services", "audit"].map((n) =>
  join(root, `proto/raccordo/v1/${n}.proto`),
);
const run = (tool, args) =>
  execFileSync(process.execPath, [cli(tool), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });

const work = mkdtempSync(join(tmpdir(), "raccordo-generate-"));
try {
  run("pbjs", [
    "-t",
    "json",
    "--keep-case",
    "-p",
    join(root, "proto"),
    "-o",
    join(work, "model.json"),
    ...protos,
  ]);
  const model = JSON.parse(readFileSync(join(work, "model.json"), "utf8"));
  const catalogue = catalogueSource(model);
  writeFileSync(join(work, "bare.json"), JSON.stringify(withoutOptions(model)));
  const jsPath = join(work, "raccordo.js");
  run("pbjs", [
    "-t",
    "static-module",
    "-w",
    "es6",
    "--keep-case",
    "--no-service",
    "--no-delimited",
    "--no-convert",
    "--no-verify",
    "--no-typeurl",
    "--force-message",
    "-o",
    jsPath,
    join(work, "bare.json"),
  ]);
  run("pbts", ["-o", join(work, "raccordo.d.ts"), jsPath]);
  const outputs = {
    "libs/contracts/generated/raccordo.js": readFileSync(jsPath, "utf8"),
    "libs/contracts/generated/raccordo.d.ts": readFileSync(join(work, "raccordo.d.ts"), "utf8"),
    "libs/incident/generated/catalogueData.ts": catalogue,
    "libs/seal/leaf.schema.json": `${JSON.stringify(leafSchema, null, 2)}\n`,
    "libs/seal/parts.schema.json": `${JSON.stringify(partsSchema, null, 2)}\n`,
  };
  const stale = Object.entries(outputs).filter(([path, text]) => settle(path, text));
  if (stale.length > 0) {
    console.error(
      `generated code is out of date: ${stale.map(([p]) => p).join(", ")}; run npm run generate`,
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Writes `text`, or with --check only compares. Returns true when the committed file is stale. */
function settle(path, text) {
  const target = join(root, path);
  if (!process.argv.includes("--check")) {
    execFileSync("mkdir", ["-p", join(target, "..")]);
    writeFileSync(target, text);
    return false;
  }
  try {
    return readFileSync(target, "utf8") !== text;
  } catch {
    return true;
  }
}

/** The model without options and descriptors: the wire code needs neither. */
function withoutOptions(value) {
  if (Array.isArray(value)) return value.map(withoutOptions);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, child]) => key !== "options" && key !== "google" && !child?.extend,
  );
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutOptions(child)]));
}
