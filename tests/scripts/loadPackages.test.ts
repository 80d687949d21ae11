import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { packagesFirst } from "#apps/cli/programFlags";
import { projectRoot } from "#tests/support/project";

/** Told at the end on standard output: which packages a program took from node_modules. */
const tellTaken = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  const taken = new Set();
  const nameIn = (url) => /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1];
  registerHooks({ load: (url, context, next) => (taken.add(nameIn(url)), next(url, context)) });
  process.on("exit", () => process.stdout.write(JSON.stringify([...taken].filter(Boolean))));`)}`;

describe("a program of ours", () => {
  test.each(["vault", "console/api", "audit"])("(%s) takes its packages bundled", (app) => {
    const main = join(projectRoot, "dist", "apps", app, "main.js");
    const flags = [...packagesFirst, "--import", tellTaken];
    const { stdout } = spawnSync(process.execPath, [...flags, main], { encoding: "utf8" });
    const taken: readonly string[] = JSON.parse(stdout);
    // scripts/bundle-packages.mjs says why; with what these need themselves.
    const asInstalled = /^(?:@?protobufjs|long|pg|postgres|xtend|libxml2-wasm)\b/;
    expect(taken.filter((name) => !asInstalled.test(name))).toEqual([]);
  });
});

describe("a bundle of packages", () => {
  let root = "";
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const run = () => {
    const flags = ["--import", join(root, "scripts/load-packages.mjs")];
    const entry = join(root, "dist/apps/x/main.js");
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, entry], { encoding: "utf8" });
    return { said: stdout.trim().split("\n"), warned: stderr.trim() };
  };
  const warning = "dist/packages does not hold the installed packages: run `npm run build`.";

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "raccordo-packages-"));
    mkdirSync(join(root, "scripts"));
    const loader = "scripts/load-packages.mjs";
    cpSync(join(projectRoot, loader), join(root, loader));
    write("package.json", `{ "type": "module", "imports": { "#libs/*": "./dist/libs/*.js" } }`);
    write("node_modules/made/package.json", `{ "name": "made", "exports": "./made.js" }`);
    write("node_modules/made/made.js", `exports.from = "node_modules";`);
    write("node_modules/.package-lock.json", `{}`);
    write("dist/packages/made.js", `export const from = "the bundle";`);
    write("dist/libs/said.js", `import { from } from "made"; export const said = from;`);
    write(
      "dist/apps/x/thread.js",
      `import { said } from "#libs/said"; console.log("thread", said);`,
    );
    write(
      "dist/apps/x/main.js",
      `import { Worker } from "node:worker_threads"; import { said } from "#libs/said";
       console.log("program", said); new Worker(new URL("./thread.js", import.meta.url));`,
    );
    const { size, mtimeMs } = statSync(join(root, "node_modules/.package-lock.json"));
    const installed = { bytes: size, changed_ms: mtimeMs };
    write("dist/packages/record.json", JSON.stringify({ installed, files: { made: "made.js" } }));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  test("is what a program and its threads load", () => {
    const said = ["program the bundle", "thread the bundle"];
    expect(run()).toEqual({ said, warned: "" });
  });

  test("is left alone, and not silently, once other packages are installed", () => {
    write("node_modules/.package-lock.json", `{ "packages": {} }`);
    const { said, warned } = run();
    expect(said).toEqual(["program node_modules", "thread node_modules"]);
    expect(warned).toContain(warning);
  });

  test("that was never made is missed aloud, and the program works", () => {
    rmSync(join(root, "dist/packages"), { recursive: true });
    const { said, warned } = run();
    expect(said).toEqual(["program node_modules", "thread node_modules"]);
    expect(warned).toContain(warning);
  });
});
