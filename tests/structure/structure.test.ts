import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  functionLinesMedianMax,
  medianFunctionLines,
  noAny,
  noBarrels,
  noCodeFromText,
  noConsole,
  noDefaultExport,
  noEnum,
  noEnvironment,
  noNonNull,
  pureLibrariesStayPure,
  shortFiles,
  shortFunctions,
} from "#tests/structure/codeRules";
import { importCycles, importTableBreaks } from "#tests/structure/imports";
import { type Rule, repositoryFiles } from "#tests/structure/sources";
import {
  noPlaceOfThisMachine,
  noRealisticPersons,
  noReminderWithoutIssue,
  problemsAreDocumented,
} from "#tests/structure/textRules";
import { projectRoot } from "#tests/support/project";

const files = repositoryFiles(projectRoot);
const manifest: unknown = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
const dependencies = Object.keys(member(manifest, "dependencies"));

const rules: readonly (readonly [string, Rule])[] = [
  ["a library or app imports only what the import table allows", withDependencies],
  ["imports have no cycle", importCycles],
  ["pure libraries read no clock, draw no number and touch no process", pureLibrariesStayPure],
  ["no file has more than 500 lines", shortFiles],
  ["no function has more than 70 lines", shortFunctions],
  ["nothing is typed any", noAny],
  ["nothing is declared not null by a mark", noNonNull],
  ["nothing is exported as default", noDefaultExport],
  ["there is no enum", noEnum],
  ["only the projectors are code made of text", noCodeFromText],
  ["there is no barrel file and no utils", noBarrels],
  ["only the command line and the scripts write to the console", noConsole],
  ["only entry points read the environment", noEnvironment],
  ["each reminder in the code names its issue", noReminderWithoutIssue],
  ["no person, plate or phone in the repository looks real", noRealisticPersons],
  [
    "no path or registry of one machine is written down",
    noPlaceOfThisMachine(registryHostsOfThisMachine()),
  ],
  ["each problem code is explained to integrators", problemsAreDocumented],
];

describe("the whole repository", () => {
  test("is seen: its sources are among the files", () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["package.json", "libs/seal/canonical.ts"]),
    );
  });
  test.each(rules)("%s", (_sentence, rule) => {
    expect(rule(files)).toEqual([]);
  });
  test(`half of the product's functions have at most ${functionLinesMedianMax} lines`, () => {
    expect(medianFunctionLines(files)).toBeLessThanOrEqual(functionLinesMedianMax);
  });
});

function withDependencies(all: Parameters<Rule>[0]): readonly string[] {
  return importTableBreaks(all, dependencies);
}

function member(value: unknown, name: string): object {
  const entry = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof entry !== "object" || entry === null) throw new Error(`package.json has no ${name}`);
  return entry;
}

/** Hosts that npm and apt use here; names without a dot and loopback would match too much. */
function registryHostsOfThisMachine(): readonly string[] {
  const folder = "/etc/apt/sources.list.d";
  const texts = [
    process.env["npm_config_registry"] ?? "",
    ...[...list(folder).map((name) => join(folder, name)), "/etc/apt/sources.list"].map(read),
  ];
  const hosts = texts.flatMap((text) =>
    [...text.matchAll(/^[^#\n]*?https?:\/\/([^/:\s]+)/gm)].map((match) => match[1] ?? ""),
  );
  return [...new Set(hosts)].filter((host) => /[a-z].*\./i.test(host) && host !== "localhost");
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
