import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from "yaml"; // YAML 1.2 with positions
import type { z } from "zod";

/** What is wrong with a file, and where: lines and columns count from 1. */
export interface SourceError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly SourceError[] };

const sourceCharsMax = 1_048_576;

/**
 * Reads one YAML 1.2 core document that says each thing once and in place: anchors, aliases, merge keys, tags
 * and duplicate keys are errors, because what a lawyer reads must be what is signed.
 */
export function parseStrictYaml<S extends z.ZodType>(text: string, schema: S): Parsed<z.infer<S>> {
  if (text.length > sourceCharsMax) {
    return failed([{ line: 1, column: 1, message: `longer than ${sourceCharsMax} characters` }]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    merge: false,
    uniqueKeys: true,
    strict: true,
    lineCounter: lines,
  });
  const at = (offset: number, message: string): SourceError => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col, message };
  };
  const broken = [...document.errors, ...document.warnings].map((error) =>
    at(error.pos[0], error.code),
  );
  const forbidden = forbiddenNodes(document).map(({ offset, message }) => at(offset, message));
  // Values are read only from a document that says everything in place.
  if (broken.length + forbidden.length > 0) return failed([...broken, ...forbidden]);
  const result = schema.safeParse(document.toJS());
  if (result.success) return { ok: true, value: result.data };
  return failed(
    result.error.issues.map((issue) => at(offsetOf(document, issue.path), describe(issue))),
  );
}

type Document = ReturnType<typeof parseDocument>;

function forbiddenNodes(document: Document): { offset: number; message: string }[] {
  const found: { offset: number; message: string }[] = [];
  visit(document, {
    Node: (_, node) => {
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node)) found.push({ offset, message: "alias" });
      else if (node.anchor !== undefined) found.push({ offset, message: "anchor" });
      if (node.tag !== undefined) found.push({ offset, message: "tag" });
    },
    Pair: (_, pair) => {
      const key = pair.key;
      const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
      if (!isScalar(key) || typeof key.value !== "string") {
        found.push({ offset, message: "key is not text" });
      } else if (key.value === "<<") found.push({ offset, message: "merge key" });
      else if (key.value === "__proto__") found.push({ offset, message: "key not allowed" });
    },
  });
  return found;
}

/** Where the nearest existing ancestor of `path` begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return isMap(document.contents) ? (document.contents.range?.[0] ?? 0) : 0;
}

function describe(issue: { path: readonly PropertyKey[]; message: string }): string {
  return `${issue.path.map(String).join(".")}: ${issue.message}`;
}

function failed(errors: readonly SourceError[]): Parsed<never> {
  return { ok: false, errors };
}
