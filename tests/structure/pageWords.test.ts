import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
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
