import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml"; // positions of what is written

/** Lines and columns count from 1. */
export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

/** What an error of the compiler or a finding of the analysis names. */
export interface Named {
  readonly code: string;
  readonly rule?: string;
  readonly path?: string;
}

/** Where in its file's text an error or a finding lies, as near as what it names allows. */
export function placeOf(text: string, error: Named): SourcePlace {
  return placesIn(text)(error);
}

/** The same for many errors and findings of one text, which is parsed once. */
export function placesIn(text: string): (error: Named) => SourcePlace {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return (error) => placeIn(document, lines, error);
}

function placeIn(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  error: Named,
): SourcePlace {
  const root = document.contents;
  const rule = error.rule === undefined ? undefined : ruleNode(root, error);
  const scope = rule ?? root;
  const named = error.path === undefined ? undefined : nodeSaying(scope, error.path);
  const heads = ["agreement", "grant", "ceilings"].map((head) =>
    document.getIn([head, "id"], true),
  );
  const idNode = rule === undefined ? heads.find(isNode) : idOf(rule);
  const node = named ?? (isNode(idNode) ? idNode : scope);
  const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
  return { line, column: col };
}

/** The rule that the error names; of two with one id the later one, which is the one too many. */
function ruleNode(root: Node | null, error: Named): Node | undefined {
  const rules = isMap(root) ? root.get("rules", true) : undefined;
  if (!isSeq(rules)) return undefined;
  const named = rules.items.filter((item) => isMap(item) && item.get("id") === error.rule);
  const found = error.code === "DUPLICATE_ID" ? named.at(-1) : named[0];
  return isNode(found) ? found : undefined;
}

function idOf(rule: Node): Node | undefined {
  const id = isMap(rule) ? rule.get("id", true) : undefined;
  return isNode(id) ? id : undefined;
}

/** The first key or value below `scope` that is exactly this text. */
function nodeSaying(scope: Node | null, text: string): Node | undefined {
  let found: Node | undefined;
  if (scope === null) return undefined;
  visit(scope, {
    Scalar: (_, node) => {
      if (!isScalar(node) || node.value !== text) return undefined;
      found = node;
      return visit.BREAK;
    },
  });
  return found;
}
