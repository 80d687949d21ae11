import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { bareEnvironment, cliMain } from "#tests/support/commandLine";
import { projectRoot } from "#tests/support/project";
import { testIf } from "#tests/support/skip";
import { completionScript, shells } from "./completion.ts";
import { program } from "./program.ts";
import { packagesFirst } from "./programFlags.ts";
import { withReference } from "./reference.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-help-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function raccordo(...args: readonly string[]) {
  const env = bareEnvironment();
  const options = { env, encoding: "utf8", cwd: folder } as const;
  const command = [...packagesFirst, cliMain, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  return { status, stdout, stderr };
}

describe("the help", () => {
  test("of every command in both languages stands in the page on the command line, as it is", () => {
    const page = readFileSync(join(projectRoot, "docs/cli.md"), "utf8");
    expect(withReference(page)).toBe(page);
  });

  test("is Italian where Italian is asked for, the library's own words too", () => {
    const { stdout, status } = raccordo("feed", "--help", "--lang", "it");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Uso: raccordo feed/);
    expect(stdout).not.toMatch(/Usage|Options|default|choices|Exit codes/);
  });

  test("tells the version of the package", () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
    expect(raccordo("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("is there at once: no package is loaded for it but the one for options", () => {
    const told = `import { registerHooks } from "node:module";
      const load = (url, context, next) => (console.error(url), next(url, context));
      registerHooks({ load });`;
    const hooks = `data:text/javascript,${encodeURIComponent(told)}`;
    const args = ["--import", hooks, cliMain, "audit", "--help"];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", cwd: folder });
    const urls = stderr.split("\n");
    const packages = urls.flatMap((url) => /node_modules\/([^/]+)/.exec(url)?.[1] ?? []);
    expect({ status, packages: [...new Set(packages)] }).toEqual({
      status: 0,
      packages: ["commander"],
    });
    expect(urls.length).toBeLessThan(100);
  });
});

describe("a command that is written wrongly", () => {
  test("is answered with what is wrong, the nearest command and which help to read", () => {
    expect(raccordo("fed", "--lang", "it")).toEqual({
      status: 2,
      stdout: "",
      stderr: "Comando sconosciuto: fed.\nForse intendevi: feed\nAiuto: raccordo --help\n",
    });
    expect(raccordo("audit", "verfy").stderr).toContain("Did you mean: verify");
    expect(raccordo("feed").stderr).toBe(
      "Option --room <room> is needed.\nHelp: raccordo feed --help\n",
    );
    expect(raccordo("feed", "--room", "a", "--wait", "31").stderr).toContain("0 … 30");
  });

  test("is one line of JSON for programs", () => {
    const { status, stdout, stderr } = raccordo("feed", "--room", "x", "--wiat", "--json");
    expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ event: "failed", near: "--wait" });
  });
});

describe("completion", () => {
  const has = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;
  const bashTest = testIf(has("bash"), "no bash here");
  const script = join(folder, "completion.bash");

  beforeAll(() => {
    writeFileSync(script, raccordo("completion", "bash").stdout);
    mkdirSync(join(folder, ".raccordo/rooms/pl_prova"), { recursive: true });
  });

  /** What bash offers for the last of the words. */
  function offered(...words: readonly string[]): readonly string[] {
    const quoted = words.map((word) => `'${word}'`).join(" ");
    const text = `source '${script}'; COMP_WORDS=(raccordo ${quoted}); COMP_CWORD=${words.length}
      _raccordo; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync("bash", ["-c", text], { encoding: "utf8", cwd: folder });
    return stdout.split("\n").filter((line) => line !== "");
  }

  bashTest("offers every command, what is below it, and its options", () => {
    const root = program("en", () => undefined);
    const names = root.commands.map((command) => command.name());
    expect(offered("")).toEqual(expect.arrayContaining(names));
    expect(offered("audit", "v")).toEqual(["verify-opening", "verify", "vkey"]);
    expect(offered("up", "--po")).toEqual(["--port-base"]);
    expect(offered("up", "--test")).toEqual([]);
  });

  bashTest("offers what an option admits: words, rooms of this installation, folders", () => {
    expect(offered("feed", "--room", "x", "--mode", "")).toEqual(["actual", "exercise"]);
    expect(offered("feed", "--room", "")).toEqual(["pl_prova"]);
    expect(offered("up", "--data", ".rac")).toEqual([".raccordo"]);
    expect(offered("feed", "--wait", "")).toEqual([]);
  });

  test.each(shells)("for %s names every option of every command that is shown", (shell) => {
    const root = program("it", () => undefined);
    const text = completionScript(root, shell);
    const options = root.commands.flatMap((command) => command.options);
    const flags = options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? "");
    const asWritten = shell === "fish" ? flags.map((flag) => ` -l ${flag.slice(2)} `) : flags;
    expect(asWritten.filter((flag) => !text.includes(flag))).toEqual([]);
  });

  for (const shell of ["zsh", "fish"] as const) {
    testIf(has(shell), `no ${shell} here`)(`${shell} reads its script without a fault`, () => {
      const file = join(folder, `completion.${shell}`);
      writeFileSync(
        file,
        completionScript(
          program("it", () => undefined),
          shell,
        ),
      );
      expect(spawnSync(shell, ["-n", file], { encoding: "utf8" }).stderr).toBe("");
    });
  }
});
