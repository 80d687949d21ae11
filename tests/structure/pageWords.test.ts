import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { signerRoles } from "#apps/cli/secrets";
import { revocationReasons } from "#libs/policy/revocationReasons";
import { leafSchemas, ruleSetRefusals } from "#libs/seal/leafSchema";
import { projectRoot } from "#tests/support/project";

const web = join(projectRoot, "apps", "console", "web");
const read = (path: string) => readFileSync(path, "utf8");
const firstOf = (pattern: RegExp, text: string): readonly string[] =>
  [...text.matchAll(pattern)].map(([, first = ""]) => first);

/** Words that are loaded with the pages that name them; the others surround every page. */
const parts = firstOf(/^ {2}(\w+): part\(/gm, read(join(web, "words", "parts.ts")));

interface Page {
  readonly file: string;
  readonly asked: readonly string[];
}

/** The pages of app.tsx, each with the words that it asks for. */
const pagesOf = (app: string): readonly Page[] =>
  app
    .split("lazyPage(")
    .slice(1)
    .flatMap((call) => {
      const [file] = firstOf(/import\("\.\/(pages\/[^"]+)"\)/g, call);
      const [list = ""] = firstOf(/\[([^\]]*)\]/g, call);
      return file === undefined ? [] : [{ file, asked: firstOf(/"(\w+)"/g, list) }];
    });

/** A file of the page and all that it takes from the page, the words of a language apart. */
function takenBy(path: string, taken = new Set<string>()): ReadonlySet<string> {
  if (taken.has(path) || !existsSync(path) || /\.(it|en)\.ts$/.test(path)) return taken;
  taken.add(path);
  for (const other of firstOf(/(?:from |import\()"(\.[^"]+)"/g, read(path))) {
    takenBy(join(dirname(path), other), taken);
  }
  return taken;
}

/** Parts that these sources name: `t("rules.title")`, or the beginning of a made key. */
const namedIn = (sources: readonly string[]): ReadonlySet<string> =>
  new Set(
    sources
      .flatMap((source) => firstOf(/["`](\w+)\.[\w$]/g, source))
      .filter((name) => parts.includes(name)),
  );

const missingIn = ({ file, asked }: Page): readonly string[] =>
  [...namedIn([...takenBy(join(web, file))].map(read))]
    .filter((part) => !asked.includes(part))
    .map((part) => `${file} shows words of ${part} and does not load them`);

describe("the words of a page", () => {
  test("are loaded with it: no page shows a key in the place of a sentence", () => {
    const pages = pagesOf(read(join(web, "app.tsx")));
    expect(pages.length).toBeGreaterThanOrEqual(12);
    expect(pages.flatMap(missingIn)).toEqual([]);
  });

  test("are missed here where a page forgets one part of them", () => {
    const forgetful = pagesOf(read(join(web, "app.tsx"))).map(({ file }) => ({ file, asked: [] }));
    expect(forgetful.flatMap(missingIn).length).toBeGreaterThan(forgetful.length);
  });
});

/** The codes that a list of words has, by the text of its file. */
function codesIn(file: string, list: string): readonly string[] {
  const [, block = ""] = new RegExp(`^  ${list}: \\{\n(.*?)^  \\},`, "ms").exec(file) ?? [];
  return firstOf(/^ {4}(\w+): /gm, block);
}

/** Codes that the log may hold in this member of a leaf that is of no incident. */
const codesOf = (members: readonly string[]): readonly string[] =>
  Object.values(leafSchemas).flatMap(({ properties }) =>
    members.flatMap((member) => {
      const word = properties[member];
      return word !== undefined && "enum" in word ? word.enum.map(String) : [];
    }),
  );

describe("a code of the log", () => {
  const codes = read(join(web, "words", "codes.it.ts"));
  const shell = read(join(web, "words", "shell.it.ts"));
  const lists = (...names: readonly string[]) => names.flatMap((name) => codesIn(codes, name));
  const without = (known: readonly string[], wanted: readonly string[]) =>
    wanted.filter((code) => !known.includes(code));

  test("has words: what happened, why, in which role", () => {
    const happened = ["state", "code", "fault", "cause", "emergency", "outcome", "scope"];
    expect(without(lists("details"), codesOf(happened))).toEqual([]);
    const why = [...codesOf(["reason", "purpose"]), ...ruleSetRefusals, ...revocationReasons];
    expect(without(lists("reasons", "whys", "ruleReasons"), why)).toEqual([]);
    expect(without(codesIn(shell, "roles"), [...codesOf(["role"]), ...signerRoles])).toEqual([]);
    expect(without(lists("kinds"), Object.keys(leafSchemas))).toEqual([]);
    expect(codesOf(happened).length).toBeGreaterThan(40);
  });
});

/** A trial changes nothing: it may be asked for again. */
const trials: readonly string[] = ["pages/rules/dryRun.tsx"];
const sends = /api\.(?:POST|PUT|PATCH|DELETE)\(/;
const notesIn = (source: string): readonly string[] =>
  source.match(/<ProblemNote[^>]*(?:=>[^>]*)*\/>/g) ?? [];
const looksFirst = (note: string): boolean => note.includes("isChange") && !note.includes("again");

/** Files that send what changes something, and would have it sent again where no answer came; `read` reads a file. */
function hastyIn(files: readonly string[], read: (file: string) => string): readonly string[] {
  const senders = files.filter((file) => sends.test(read(file)) && !trials.includes(file));
  return senders.filter((file) => {
    const own = notesIn(read(file));
    if (own.length > 0) return !own.every(looksFirst);
    const name = `./${file.split("/").at(-1)}"`;
    const beside = files.filter((one) => dirname(one) === dirname(file));
    const near = beside.filter(
      (one) => read(one).includes(name) || read(file).includes(`./${one.split("/").at(-1)}"`),
    );
    return !near.flatMap((one) => notesIn(read(one))).some(looksFirst);
  });
}

describe("a page that has something done", () => {
  const files = globSync("pages/**/*.{ts,tsx}", { cwd: web });
  const text = (file: string) => read(join(web, file));

  test("says to look first, and not to try again, where no answer came: it may be done already", () => {
    expect(files.filter((file) => sends.test(text(file))).length).toBeGreaterThanOrEqual(14);
    expect(hastyIn(files, text)).toEqual([]);
  });

  test("is missed here where it forgets that, or offers to try again", () => {
    const forgetful = (file: string) => text(file).replaceAll(" isChange", "");
    expect(hastyIn(files, forgetful).length).toBeGreaterThanOrEqual(14);
    const offering = (file: string) => text(file).replaceAll(" isChange", " isChange again={x}");
    expect(hastyIn(files, offering).length).toBeGreaterThanOrEqual(14);
  });
});

describe("a dialog", () => {
  const kits = /import \{[^}]*\bModal\b[^}]*\} from "design-react-kit"/;

  test("stands still from its first moment: each is the page's own, which nothing fades in", () => {
    const files = globSync("**/*.tsx", { cwd: web });
    const taken = files.filter((file) => kits.test(read(join(web, file))));
    expect(taken).toEqual([join("shell", "dialog.tsx")]);
  });
});
