import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A text file of the repository: path relative to its root with `/`, and its whole text. */
export type SourceFile = { readonly path: string; readonly text: string };

/** A broken rule: where, and what to do, in one line. */
export type Violation = string;

/** A rule reads every file it is given and names each break. */
export type Rule = (files: readonly SourceFile[]) => readonly Violation[];

const binaryMark = "\u0000";

/** Every text file that is or would be committed: tracked or new, not ignored. */
export function repositoryFiles(root: string): readonly SourceFile[] {
  const paths = existsSync(join(root, ".git")) ? gitPaths(root) : unpackedPaths(root);
  return paths
    .filter((path) => path !== "" && isFile(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }))
    .filter(({ text }) => !text.includes(binaryMark));
}

function gitPaths(root: string): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed.split("\0");
}

/** For an unpacked archive: everything but what our own commands make (.gitignore). */
function unpackedPaths(root: string): readonly string[] {
  return readdirSync(root)
    .filter((name) => !["node_modules", "dist", ".raccordo", "coverage"].includes(name))
    .flatMap((name) =>
      isFile(join(root, name))
        ? [name]
        : readdirSync(join(root, name), { recursive: true, encoding: "utf8" }).map((below) =>
            join(name, below),
          ),
    );
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** TypeScript and JavaScript that people write; generated code is judged where it is generated. */
export function isCode(path: string): boolean {
  return /\.(?:ts|tsx|mts|mjs|js)$/.test(path) && !isGenerated(path);
}

export function isGenerated(path: string): boolean {
  return path.includes("/generated/");
}

/** Test code: `*.test.ts` and contract suites (`contract.ts`) beside the code, and all of tests/. */
export function isTest(path: string): boolean {
  return path.startsWith("tests/") || /\.test\.tsx?$|[./]contract\.ts$/.test(path);
}

const parsed = new WeakMap<SourceFile, ts.SourceFile>();

/** Syntax tree of a file, with parents; parsed once per file object. */
export function treeOf(file: SourceFile): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  parsed.set(file, tree);
  return tree;
}

/** Calls `visit` for each node of the file, outermost first. */
export function eachNode(file: SourceFile, visit: (node: ts.Node) => void): void {
  const walk = (node: ts.Node) => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  walk(treeOf(file));
}

/** `path:line`, for a person to jump to. */
export function placeOf(file: SourceFile, node: ts.Node): string {
  const { line } = treeOf(file).getLineAndCharacterOfPosition(node.getStart(treeOf(file)));
  return `${file.path}:${line + 1}`;
}

/** A rule that looks at each syntax node of the code files for which `applies` holds. */
export function nodeRule(
  applies: (path: string) => boolean,
  judge: (node: ts.Node, file: SourceFile) => string | undefined,
): Rule {
  return (files) => {
    const violations: Violation[] = [];
    for (const file of files.filter(({ path }) => isCode(path) && applies(path))) {
      eachNode(file, (node) => {
        const complaint = judge(node, file);
        if (complaint !== undefined) violations.push(`${placeOf(file, node)}: ${complaint}`);
      });
    }
    return violations;
  };
}
