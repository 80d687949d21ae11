import ts from "typescript";
import { eachNode, isCode, type Rule, type SourceFile } from "#tests/structure/sources";

/** Integrity hashes look like anything; no person writes in a lock file. */
const isLock = (path: string) => path.endsWith("package-lock.json");

/** Samples say that they are synthetic by their folder; a single line says it by the word. */
function mayLookReal(path: string, line: string): boolean {
  return /(?:^|\/)examples\//.test(path) || /synthetic|sintetic/i.test(line);
}

function lineRule(
  applies: (path: string) => boolean,
  judge: (line: string, path: string) => string | undefined,
): Rule {
  return (files) =>
    files
      .filter(({ path }) => applies(path))
      .flatMap((file) =>
        file.text.split("\n").flatMap((line, index) => {
          const complaint = judge(line, file.path);
          return complaint === undefined ? [] : [`${file.path}:${index + 1}: ${complaint}`];
        }),
      );
}

const digits = "[0-9LMNPQRSTUV]"; // letters stand for digits when two people share a code (omocodia)
const taxCode = new RegExp(
  `\\b[A-Z]{6}${digits}{2}[ABCDEHLMPRST]${digits}{2}[A-Z]${digits}{3}[A-Z]\\b`,
  "gi",
);
const plate = /\b[A-HJ-NPR-TV-Z]{2}[ -]?[0-9]{3}[ -]?[A-HJ-NPR-TV-Z]{2}\b/g;
const mobile = /(?:\+|\b00)39[ .-]?3[0-9]{2}[ .-]?[0-9]{3}[ .-]?[0-9]{3,4}\b/;

export const noRealisticPersons: Rule = lineRule(
  (path) => !isLock(path),
  (line, path) => {
    if (mayLookReal(path, line)) return undefined;
    if ((line.match(taxCode) ?? []).some(hasValidCheck)) return "a valid Italian tax code";
    if ((line.match(plate) ?? []).some((found) => !/^[Z0 -]+$/.test(found))) {
      return "a realistic number plate: use ZZ000ZZ";
    }
    return mobile.test(line) ? "an Italian mobile number" : undefined;
  },
);

/** Values of the characters in odd positions, D.M. 23 December 1976; 0-9 share those of A-J. */
const oddValues = [
  ...[1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3],
  ...[6, 8, 12, 14, 16, 10, 22, 25, 24, 23],
];

/** Whether the last letter of a 16-character tax code is the check letter of the others. */
export function hasValidCheck(code: string): boolean {
  const text = code.toUpperCase();
  if (!/[0-9]/.test(text)) return false; // a word, not a code
  let sum = 0;
  for (let index = 0; index < 15; index++) {
    const value = Number.parseInt(text.charAt(index), 36);
    const rank = value < 10 ? value : value - 10;
    sum += index % 2 === 0 ? (oddValues[rank] ?? 0) : rank;
  }
  return String.fromCharCode(65 + (sum % 26)) === text.charAt(15);
}

// Written in pieces, so that this file does not break its own rules.
const machinePaths = [["", "work", ""].join("/"), ["", "tmp", "bash_jobs"].join("/")];
const registryHosts = [
  ["registry", "npmjs", "org"],
  ["registry", "yarnpkg", "com"],
  ["deb", "debian", "org"],
  ["ftp", "debian", "org"],
  ["proxy", "golang", "org"],
  ["pypi", "org"],
].map((labels) => labels.join("."));

/** Hosts of this machine's own registry settings are forbidden too, without being written anywhere. */
export function noPlaceOfThisMachine(hostsOfThisMachine: readonly string[]): Rule {
  const hosts = [...registryHosts, ...hostsOfThisMachine];
  return lineRule(
    () => true,
    (line) => {
      if (machinePaths.some((path) => holdsPath(line, path))) return "a path of one machine";
      return hosts.some((host) => line.includes(host)) ? "the host of a registry" : undefined;
    },
  );
}

function holdsPath(line: string, path: string): boolean {
  const at = line.indexOf(path);
  return at >= 0 && !/[\w.-]/.test(line.charAt(at - 1)); // not the middle of a longer path or URL
}

const reminder = new RegExp(`\\b(?:${["TO", "DO"].join("")}|FIX${"ME"})\\b(?! ?\\(?#[0-9]+)`);

export const noReminderWithoutIssue: Rule = lineRule(
  (path) => isCode(path) || /\.(?:proto|sh|ya?ml)$/.test(path),
  (line) => (reminder.test(line) ? "a reminder without an issue number" : undefined),
);

const problemsFile = "libs/incident/problems.ts";
const problemsPage = "docs/problems.md";

/** Each problem code that the code knows stands in backticks on the page for integrators. */
export const problemsAreDocumented: Rule = (files) => {
  const source = files.find(({ path }) => path === problemsFile);
  if (!source) return [];
  const page = files.find(({ path }) => path === problemsPage)?.text ?? "";
  return problemCodes(source)
    .filter((code) => !page.includes(`\`${code}\``))
    .map((code) => `${problemsPage}: does not explain \`${code}\``);
};

/**
 * Codes in a file: string literals and keys written with hyphens (`member-unknown`) or in capitals
 * (`NOTHING_NEW`), and any top-level key of an object constant, which may be one plain word.
 */
export function problemCodes(file: SourceFile): readonly string[] {
  const codes = new Set<string>();
  eachNode(file, (node) => {
    const key = ts.isPropertyAssignment(node) ? keyOf(node) : undefined;
    if (key !== undefined) codes.add(key);
    if (ts.isStringLiteral(node) && isCodeText(node.text)) codes.add(node.text);
  });
  return [...codes];
}

function isCodeText(text: string): boolean {
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(text) || /^[A-Z][A-Z0-9_]{3,}$/.test(text);
}

function keyOf(node: ts.PropertyAssignment): string | undefined {
  const name = ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name.text : "";
  if (isCodeText(name)) return name;
  const object = node.parent;
  const wrapped = ts.isAsExpression(object.parent) || ts.isSatisfiesExpression(object.parent);
  const holder = wrapped ? object.parent.parent : object.parent;
  return ts.isVariableDeclaration(holder) && name !== "" ? name : undefined;
}
