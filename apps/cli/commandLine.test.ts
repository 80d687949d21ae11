import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { encodeVerifierKey, parseVerifierKey, publicKeyObject } from "#libs/tlog/note";
import { bareEnvironment, cliMain } from "#tests/support/commandLine";
import { projectRoot } from "#tests/support/project";
import { readDeployment } from "./deployment.ts";
import { defaultLimits, signDemonstration } from "./documents.ts";
import { exitCodes } from "./exitCodes.ts";
import { openDataFolder, writeInstallation } from "./installation.ts";
import { writePorts } from "./ports.ts";
import { packagesFirst } from "./programFlags.ts";
import { openSecrets } from "./secrets.ts";
import { languageFrom, textOf, texts } from "./texts.ts";

const folder = mkdtempSync(join(tmpdir(), "raccordo-line-"));
const data = join(folder, "data");
const capExamples = join(projectRoot, "libs/adapters/cap/examples");
const cardExamples = join(projectRoot, "libs/adapters/scheda112/examples");
const nativeExamples = join(projectRoot, "libs/adapters/native/examples");

function raccordo(args: readonly string[], lang = "C") {
  const env = bareEnvironment(lang);
  const command = [...packagesFirst, cliMain, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    env,
    encoding: "utf8",
    cwd: folder,
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  openDataFolder(data);
  const deployment = readDeployment(join(projectRoot, "deploy"));
  const rooms = deployment.rooms.map(({ id }) => id);
  const secrets = openSecrets(data, { rooms, made: undefined, production: false });
  const limits = defaultLimits;
  signDemonstration(data, { deployment, secrets, logFamily: "log.invalid", limits });
  writeInstallation(data, {
    ...{ format: "raccordo-installation/1", complete: true, server_name: "none" },
    ...{ first_year: 2026, log_family: "log.invalid", rooms },
  });
  // Nobody listens there.
  writePorts(data, {
    ports: { "adapter-pl_cremona": 1 },
    rooms: { pl_cremona: "adapter-pl_cremona" },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the page on the command line", () => {
  const page = readFileSync(join(projectRoot, "docs/cli.md"), "utf8");

  test("explains every exit code by its number and name, and no other", () => {
    const rows = [...page.matchAll(/^\| `(\d+)` +\| `([a-z-]+)`/gm)];
    const told = Object.fromEntries(rows.map(([, code, name]) => [name, Number(code)]));
    expect(told).toEqual(exitCodes);
  });
});

describe("language", () => {
  test("is what --lang says, else LANG, else English", () => {
    expect(languageFrom(undefined, undefined)).toBe("en");
    expect(languageFrom(undefined, "it_IT.UTF-8")).toBe("it");
    expect(languageFrom("en", "it_IT.UTF-8")).toBe("en");
    const failing = ["audit", "vkey", "--data", join(folder, "none")];
    expect(raccordo(failing).stderr).toContain("There is no signed configuration");
    expect(raccordo(failing, "it_IT.UTF-8").stderr).toContain("non c'è ancora");
    expect(raccordo([...failing, "--lang", "en"], "it_IT.UTF-8").stderr).toContain("There is no");
  });

  test("has the same values in both texts of each message", () => {
    const names = (text: string) =>
      [...text.matchAll(/\{(\w+)\}/g)]
        // A value that comes in both languages has their names.
        .map(([, name = ""]) => (name === "it" || name === "en" ? "words" : name))
        .toSorted((a, b) => a.localeCompare(b));
    const unequal = Object.entries(texts).filter(
      ([, { it, en }]) => names(it).join() !== names(en).join(),
    );
    expect(unequal.map(([key]) => key)).toEqual([]);
  });

  test("a value that holds braces is not read as a text of ours", () => {
    expect(textOf("en", "feed-cursor", { cursor: "{cursor}{{" })).toBe("cursor: {cursor}{{");
  });
});

describe("raccordo", () => {
  test("ends with 2 for a command that is not written as it must be", () => {
    for (const args of [
      ["fly"],
      ["send"],
      ["up", "--port-base", "80"],
      ["feed", "--room", "pl_cremona", "--wait", "31"],
      ["audit", "verify", data, "--from", "-1"],
      ["audit", "verify", data, "--from", "ten"],
    ]) {
      expect(raccordo(args).status).toBe(exitCodes.usage);
    }
    expect(raccordo(["feed", "--room", "../secrets", "--data", data]).status).toBe(exitCodes.usage);
  });

  test("says which words are right where one is wrong, and never repeats what stood in an argument's place", () => {
    const epoch = raccordo(["vault", "destroy-epoch", "SINTETICO", "--data", data], "it_IT.UTF-8");
    expect(epoch.status).toBe(exitCodes.usage);
    expect(epoch.stderr).toContain("Valore non ammesso per <number>. Ammessi: 1 … 2400");
    expect(epoch.stderr).not.toContain("SINTETICO");
    const viewer = ["--viewer", "rpd-1", "--data", data];
    const grant = raccordo(["console", "grant", "--role", "operations", ...viewer], "it_IT.UTF-8");
    expect(grant.stderr).toContain("Con il ruolo operations serve --titolare. Titolari: Comune di");
    const revoke = raccordo(["console", "revoke", ...viewer], "it_IT.UTF-8");
    expect(revoke.stderr).toContain("rpd-1 non ha alcuna chiave.");
    const open = ["audit", "open", "--entry", "1", "--field", "person.nome", "--data", data];
    const field = raccordo([...open, "--reason", "lawfulness"], "it_IT.UTF-8");
    expect(field.stderr).toContain("Nessun messaggio ha un campo person.nome: nulla è stato letto");
  });

  test("ends with 4 when nobody answers", () => {
    const { status, stderr } = raccordo(["feed", "--room", "pl_cremona", "--data", data]);
    expect(stderr).toContain("does not answer");
    expect(status).toBe(exitCodes.unreachable);
  });

  test("up --production refuses demonstration signers, in words and with 3", () => {
    const { status, stderr } = raccordo(["up", "--production", "--data", join(folder, "live")]);
    expect(stderr).toContain("--production refuses demonstration signers");
    expect(status).toBe(exitCodes.refused);
  });
});

describe("raccordo convert", () => {
  const accepted = (examples: string) =>
    readdirSync(examples).filter((name) => name.startsWith("accepted-"));

  test("turns a CAP alert into native JSON that it takes itself, and says the same again", () => {
    const first = raccordo([
      "convert",
      "--from",
      "cap",
      "--to",
      "json",
      join(capExamples, "accepted-alert.xml"),
    ]);
    expect(first).toMatchObject({ status: 0, stderr: "" });
    const file = join(folder, "native.json");
    writeFileSync(file, first.stdout);
    const second = raccordo(["convert", "--from", "native", file]);
    expect(second).toMatchObject({ status: 0, stdout: first.stdout });
  });

  test("takes what the README gives to try, as it writes it", () => {
    const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
    const made =
      /^sed "s\/NOW\/\$\(date -u \+%FT%TZ\)\/" (\S+) > message\.json/m.exec(readme)?.[1] ?? "";
    const template = readFileSync(join(projectRoot, made), "utf8");
    const now = new Date().toISOString().replace(/\.\d+/, "");
    const file = join(folder, "message.json");
    // As sed does: the first of each line.
    writeFileSync(file, template.replace(/^(.*?)NOW/gm, `$1${now}`));
    expect(raccordo(["convert", "--from", "native", file])).toMatchObject({ status: 0 });
    const alert = /raccordo convert --from cap --to json (\S+)/.exec(readme)?.[1] ?? "";
    expect(raccordo(["convert", "--from", "cap", join(projectRoot, alert)]).status).toBe(0);
  });

  test("takes a native example", () => {
    const [name = ""] = accepted(nativeExamples);
    expect(raccordo(["convert", "--from", "native", join(nativeExamples, name)]).status).toBe(0);
  });

  test("turns a card of a 112 centre into native JSON, and native JSON into a card and an alert", () => {
    const card = join(cardExamples, "accepted-open.json");
    const native = raccordo(["convert", "--from", "scheda112", card]);
    expect(native).toMatchObject({ status: 0, stderr: "" });
    expect(native.stdout).toContain('"addressees"');
    const file = join(folder, "card.native.json");
    writeFileSync(file, native.stdout);
    const again = raccordo(["convert", "--from", "native", "--to", "scheda112", file]);
    expect(JSON.parse(again.stdout)).toMatchObject({ card_id: "SINTETICA-1", injured_count: 2 });
    const alert = raccordo(["convert", "--from", "scheda112", "--to", "cap", card]);
    expect(alert).toMatchObject({ status: 0, stderr: "" });
    expect(alert.stdout).toContain("<category>Transport</category>");
    expect(alert.stdout).not.toContain("+39");
    expect(raccordo(["convert", "--from", "native", "--to", "emsi", file]).status).toBe(
      exitCodes.usage,
    );
  });

  test("answers a refusal with problem JSON on standard error, nothing else, and 3", () => {
    const file = join(capExamples, "refused-cap-element-unknown.xml");
    const { status, stdout, stderr } = raccordo(["convert", "--from", "cap", file]);
    expect(status).toBe(exitCodes.refused);
    expect(stdout).toBe("");
    expect(JSON.parse(stderr)).toMatchObject({ code: "cap-element-unknown", status: 422 });
  });
});

describe("raccordo audit", () => {
  test("vkey prints both keys of the log in the form of signed notes, the year in their name", () => {
    const { status, stdout } = raccordo(["audit", "vkey", "--data", data]);
    expect(status).toBe(0);
    expect(stdout.trim().split("\n").map(parseVerifierKey)).toMatchObject([
      { name: "log.invalid/2026", type: 1 },
      { name: "log.invalid/2026", type: 6 },
    ]);
  });

  test("verify says what is wrong and ends with 1, and with 2 where there is no log", () => {
    const log = join(folder, "log");
    openDataFolder(log);
    expect(raccordo(["audit", "verify", log]).status).toBe(exitCodes.usage);
    writeFileSync(join(log, "checkpoint"), "log.invalid/2026\n1\nAAAA\n");
    const key = publicKeyObject(Buffer.alloc(32, 7));
    const vkey = encodeVerifierKey("log.invalid/2026", key);
    const { status, stdout } = raccordo(["audit", "verify", log, "--vkey", vkey]);
    expect(status).toBe(exitCodes["check-failed"]);
    expect(stdout).toContain("checkpoint-invalid");
  });
});
