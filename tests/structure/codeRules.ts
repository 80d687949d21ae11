import ts from "typescript";
import { isPure } from "#tests/structure/imports";
import {
  eachNode,
  isCode,
  isTest,
  nodeRule,
  placeOf,
  type Rule,
  type SourceFile,
} from "#tests/structure/sources";

export const fileLinesMax = 500;
export const functionLinesMax = 70;
export const functionLinesMedianMax = 12;

const everywhere = () => true;

/** Clock, randomness, process and timers that a pure library would have to be given as arguments. */
const impureGlobals = new Set([
  ...["performance", "process", "fetch", "crypto", "globalThis", "global", "WebSocket"],
  ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask"],
]);
const impureMembers = new Set(["Date.now", "Math.random", "Temporal.Now"]);

export const pureLibrariesStayPure: Rule = nodeRule(
  (path) => isPure(path) && !isTest(path),
  (node) => {
    if (ts.isNewExpression(node) && node.expression.getText() === "Date") {
      return node.arguments?.length ? undefined : "new Date() reads the clock";
    }
    if (ts.isCallExpression(node) && node.expression.getText() === "Date") {
      return "Date() reads the clock";
    }
    if (ts.isPropertyAccessExpression(node) && impureMembers.has(node.getText())) {
      return `${node.getText()} in a pure library`;
    }
    if (ts.isIdentifier(node) && impureGlobals.has(node.text) && isReference(node)) {
      return `${node.text} in a pure library`;
    }
    return undefined;
  },
);

/** False for a member (`x.process`), a key, or a declared name: those are not the global. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === node;
  const declares =
    ts.isPropertySignature(parent) ||
    ts.isParameter(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isBindingElement(parent);
  return !declares;
}

export const noAny: Rule = nodeRule(everywhere, (node) =>
  node.kind === ts.SyntaxKind.AnyKeyword ? "any: say what it is, or unknown" : undefined,
);

export const noNonNull: Rule = nodeRule(everywhere, (node) =>
  ts.isNonNullExpression(node) ? "non-null !: check it" : undefined,
);

export const noDefaultExport: Rule = nodeRule(
  (path) => !/\.config\.[mc]?[jt]s$/.test(path),
  (node) => {
    const exported =
      ts.isExportAssignment(node) ||
      (ts.canHaveModifiers(node) &&
        ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true);
    return exported ? "default export: name it" : undefined;
  },
);

export const noEnum: Rule = nodeRule(everywhere, (node) =>
  ts.isEnumDeclaration(node) ? "enum: use a union of strings" : undefined,
);

/** The one place that makes code of text, and why it may: projectors, from names of the catalogue and from no rule. */
const codeFromTextAt = "libs/policy/projectorCode.ts";

export const noCodeFromText: Rule = nodeRule(
  (path) => path !== codeFromTextAt,
  (node) => {
    const isCalled = ts.isCallExpression(node) || ts.isNewExpression(node);
    const callee = isCalled ? node.expression.getText() : "";
    return /^(?:globalThis\.)?(?:eval|Function)$/.test(callee) ? "code made of text" : undefined;
  },
);

export const noConsole: Rule = nodeRule(
  (path) => !/^(?:apps\/cli|scripts)\//.test(path),
  (node) =>
    ts.isIdentifier(node) && node.text === "console" && isReference(node)
      ? "console: log through libs/runtime"
      : undefined,
);

const environmentReaders =
  /(?:^|\/)main\.ts$|\.config\.[mc]?[jt]s$|^apps\/cli\/|^scripts\/|^libs\/runtime\/natsServerFinder\.ts$/;

export const noEnvironment: Rule = nodeRule(
  (path) => !environmentReaders.test(path) && !isTest(path),
  (node) => {
    const read =
      (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
      /^process(?:\.env|\[["']env["']\])$/.test(node.getText());
    const imported =
      ts.isImportSpecifier(node) && (node.propertyName ?? node.name).getText() === "env";
    const taken =
      ts.isBindingElement(node) &&
      (node.propertyName ?? node.name).getText() === "env" &&
      ts.isVariableDeclaration(node.parent.parent) &&
      node.parent.parent.initializer?.getText() === "process";
    return read || imported || taken ? "process.env: configuration comes from a file" : undefined;
  },
);

export const noBarrels: Rule = (files) =>
  files
    .filter(({ path }) => /^(?:libs|apps)\/(?:.*\/)?(?:index|utils?)\.ts$/.test(path))
    .map(({ path }) => `${path}: import the file itself; name a file for what it holds`);

export const shortFiles: Rule = (files) =>
  files
    .filter(({ path, text }) => isCode(path) && lineCount(text) > fileLinesMax)
    .map(({ path, text }) => `${path}: ${lineCount(text)} lines, at most ${fileLinesMax}`);

function lineCount(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

/** The callback of describe() is a heading over tests, not a function that somebody has to follow. */
function isHeading(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && /^describe\b/.test(parent.expression.getText());
}

/** Every function with a body, headings of tests aside, and how many lines, blank ones aside, it has. */
export function functionLengths(
  file: SourceFile,
): readonly { readonly place: string; readonly lines: number }[] {
  const lengths: { place: string; lines: number }[] = [];
  eachNode(file, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return;
    if (isHeading(node)) return;
    const lines = node
      .getText()
      .split("\n")
      .filter((line) => line.trim() !== "").length;
    lengths.push({ place: placeOf(file, node), lines });
  });
  return lengths;
}

export const shortFunctions: Rule = (files) =>
  files
    .filter(({ path }) => isCode(path))
    .flatMap(functionLengths)
    .filter(({ lines }) => lines > functionLinesMax)
    .map(({ place, lines }) => `${place}: a function of ${lines} lines, max ${functionLinesMax}`);

/** Median number of lines over the functions of the product; tests and scripts are not counted. */
export function medianFunctionLines(files: readonly SourceFile[]): number {
  const lengths = files
    .filter(({ path }) => isCode(path) && /^(?:libs|apps)\//.test(path) && !isTest(path))
    .flatMap(functionLengths)
    .map(({ lines }) => lines)
    .sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}
