import { posix } from "node:path";
import ts from "typescript";
import { eachNode, isCode, isTest, placeOf, type SourceFile } from "#tests/structure/sources";

/** One import of a file. `names` are the imported names; "*" for the whole module. */
export type Import = {
  readonly from: string;
  readonly place: string;
  readonly specifier: string;
  readonly names: readonly string[];
  /** Path without extension when it points into the repository. */
  readonly target: string | undefined;
};

/** Every static, dynamic, re-exporting and type-only import of the code files. */
export function importsOf(files: readonly SourceFile[]): readonly Import[] {
  const imports: Import[] = [];
  for (const file of files.filter(({ path }) => isCode(path))) {
    eachNode(file, (node) => {
      const found = importAt(node);
      if (!found) return;
      const target = targetOf(file.path, found.specifier);
      imports.push({ from: file.path, place: placeOf(file, node), target, ...found });
    });
  }
  return imports;
}

function importAt(node: ts.Node): Pick<Import, "specifier" | "names"> | undefined {
  if (ts.isImportDeclaration(node)) return named(node.moduleSpecifier, importedNames(node));
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return named(node.moduleSpecifier, "*");
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return named(node.argument.literal, node.qualifier?.getText() ?? "*");
  }
  if (ts.isCallExpression(node) && isModuleCall(node.expression)) {
    return named(node.arguments[0], "*");
  }
  return undefined;
}

function isModuleCall(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(callee) && callee.text === "require")
  );
}

function named(
  specifier: ts.Node | undefined,
  names: string | readonly string[],
): Pick<Import, "specifier" | "names"> {
  const text = specifier && ts.isStringLiteralLike(specifier) ? specifier.text : "(computed)";
  return { specifier: text, names: typeof names === "string" ? [names] : names };
}

function importedNames(node: ts.ImportDeclaration): readonly string[] {
  const bindings = node.importClause?.namedBindings;
  if (bindings && ts.isNamedImports(bindings)) {
    return bindings.elements.map((element) => (element.propertyName ?? element.name).text);
  }
  return ["*"];
}

function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith("#")) return specifier.slice(1).replace(/\.[mc]?[jt]s$/, "");
  if (!specifier.startsWith(".")) return undefined;
  return posix.join(posix.dirname(from), specifier).replace(/\.[mc]?[jt]sx?$/, "");
}

/**
 * Part of the tree that the import table speaks of: `libs/incident`, `libs/adapters/cap12`,
 * `apps/policy`, `apps/console/api`, `tests`, `scripts`.
 */
export function unitOf(path: string): string {
  const [top = "", second = "", third = ""] = path.split("/");
  if (top !== "libs" && top !== "apps") return top;
  const nested = second === "adapters" || second === "console";
  return nested ? `${top}/${second}/${third}` : `${top}/${second}`;
}

/** What a kind of unit may import; a test enforces it, architecture.md gives the reasons. */
type Permission = {
  readonly units: readonly string[];
  readonly packages: readonly string[] | "dependencies";
  /** Names that may be taken from node:crypto; "deterministic" is all but those that draw or do I/O. */
  readonly crypto: readonly string[] | "deterministic" | "none";
  readonly nodeIo: boolean;
};

const core: Permission = {
  units: [],
  packages: ["canonicalize", "proj4"],
  crypto: "deterministic",
  nodeIo: false,
};
const judging: Permission = {
  units: ["libs/incident", "libs/seal"],
  packages: ["yaml", "zod", "libxml2-wasm", "proj4"],
  crypto: [
    ...["createHash", "createHmac", "hash", "verify", "timingSafeEqual"],
    ...["createPublicKey", "KeyObject", "Hash", "Hmac"],
  ],
  nodeIo: false,
};
const wire: Permission = {
  units: ["libs/incident"],
  packages: ["protobufjs"],
  crypto: "none",
  nodeIo: false,
};
const rim: Permission = {
  units: ["libs/contracts", "libs/incident", "libs/tlog", "libs/seal"],
  packages: "dependencies",
  crypto: "deterministic",
  nodeIo: true,
};

/** The projection reads stored logs, and knows rooms as the signed configuration has them. */
const searching: Permission = {
  ...rim,
  units: [...rim.units, "libs/policy", "libs/tilestore"],
};

const packing: Permission = { ...rim, units: [...rim.units, "libs/tilestore"] };

/** The page: it runs in a browser, so that whatever it takes must be pure. Its packages are bundled, not installed. */
const web: Permission = {
  units: ["libs/logcheck", "libs/csv", "libs/ownkey", "libs/incident"],
  packages: [
    "@noble/ed25519",
    ...["@tanstack/react-query", "@tanstack/react-table", "@tanstack/react-virtual"],
    ...["bootstrap-italia", "design-react-kit", "echarts", "i18next", "maplibre-gl"],
    ...["openapi-fetch"],
    ...["react", "react-dom", "react-i18next", "react-router"],
  ],
  crypto: "none",
  nodeIo: false,
};

/** Checks of a log that a browser makes too: whatever they hash or verify with is handed to them. */
const checking: Permission = { units: ["libs/tlog"], packages: [], crypto: "none", nodeIo: false };

const table: ReadonlyMap<string, Permission> = new Map([
  ["apps/console/web", web],
  ["libs/incident", core],
  ["libs/tlog", core],
  ["libs/csv", core],
  ["libs/logcheck", checking],
  // What a person signs in a browser, with a key that stays there.
  ["libs/ownkey", checking],
  ["libs/csv", core],
  ["libs/seal", core],
  ["libs/policy", judging],
  ["libs/statistics", judging],
  ["libs/contracts", wire],
  ["libs/eventlog", rim],
  ["libs/tilestore", rim],
  ["libs/runtime", rim],
  ["libs/search", searching],
  // Packs of the log for strangers: made by the command line and by the console.
  ["libs/pack", packing],
]);

/** The libraries without clock, randomness, process and I/O. */
export function isPure(path: string): boolean {
  const permission = path.startsWith("libs/") ? permissionOf(unitOf(path)) : undefined;
  return permission === core || permission === judging;
}

function permissionOf(unit: string): Permission | undefined {
  return unit.startsWith("libs/adapters/") ? judging : table.get(unit);
}

const drawing = /^(?:random|generate|getRandomValues|webcrypto|subtle|\*|default|scrypt$|pbkdf2$)/;

/** Breaks of the import table. `dependencies` are the packages a running system has. */
export function importTableBreaks(
  files: readonly SourceFile[],
  dependencies: readonly string[],
): readonly string[] {
  return importsOf(files)
    .filter(({ from }) => /^(?:libs|apps)\//.test(from) && !isTest(from))
    .flatMap((one) => {
      const complaint = judge(one, dependencies);
      return complaint === undefined ? [] : [`${one.place}: ${complaint}`];
    });
}

function judge(one: Import, dependencies: readonly string[]): string | undefined {
  const unit = unitOf(one.from);
  const permission = permissionOf(unit);
  if (unit.startsWith("libs/") && permission === undefined) {
    return `${unit} is not in the import table: add it to architecture and to this test`;
  }
  if (one.target !== undefined) return judgeOwn(one.target, unit, permission);
  if (one.specifier.startsWith("node:")) return judgeNode(one, unit, permission);
  return judgePackage(one.specifier, unit, permission, dependencies);
}

function judgeOwn(
  target: string,
  unit: string,
  permission: Permission | undefined,
): string | undefined {
  const targetUnit = unitOf(target);
  if (targetUnit === unit) return undefined;
  if (isTest(`${target}.ts`) || targetUnit === "scripts") return `${unit} imports ${target}`;
  if (targetUnit.startsWith("apps/")) return `${unit} imports another app (${targetUnit})`;
  if (permission === undefined || permission.units.includes(targetUnit)) return undefined;
  return `${unit} may not import ${targetUnit}`;
}

function judgeNode(
  one: Import,
  unit: string,
  permission: Permission | undefined,
): string | undefined {
  if (permission === undefined || permission.nodeIo) return undefined;
  if (one.specifier !== "node:crypto" || permission.crypto === "none") {
    return `${unit} may not import ${one.specifier}`;
  }
  const allowed = permission.crypto;
  const wrong = one.names.filter((name) =>
    allowed === "deterministic" ? drawing.test(name) : !allowed.includes(name),
  );
  return wrong.length === 0 ? undefined : `${unit} may not take ${wrong} from node:crypto`;
}

function judgePackage(
  specifier: string,
  unit: string,
  permission: Permission | undefined,
  dependencies: readonly string[],
): string | undefined {
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  const allowed = permission?.packages ?? "dependencies";
  if ((allowed === "dependencies" ? dependencies : allowed).includes(name)) return undefined;
  return `${unit} may not import the package ${name}`;
}

/** Each cycle of imports once, as `a -> b -> a`. Type-only imports count: they couple just as well. */
export function importCycles(files: readonly SourceFile[]): readonly string[] {
  const graph = new Map<string, string[]>();
  for (const { from, target } of importsOf(files)) {
    const source = from.replace(/\.[mc]?[jt]sx?$/, "");
    if (target !== undefined) graph.set(source, [...(graph.get(source) ?? []), target]);
  }
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push([...path.slice(start), file].join(" -> "));
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
