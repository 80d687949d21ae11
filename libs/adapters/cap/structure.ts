import type { ConversionNote } from "#libs/incident/event";
import type { Finding } from "#libs/incident/validate";
import type { CapVersion, Content, Rule } from "./grammar.ts";
import { capGrammar, capNamespaces, signatureNamespace } from "./grammar.ts";
import { readTime } from "./time.ts";
import type { XmlNode } from "./xml.ts";

/** An element that obeys the grammar. `pointer` is made of names of CAP and indexes. */
export interface CapElement {
  readonly pointer: string;
  readonly name: string;
  readonly text: string;
  readonly children: readonly CapElement[];
}

export interface CapDocument {
  readonly version: CapVersion;
  readonly alert: CapElement;
  readonly notes: readonly ConversionNote[];
}

export type Structured =
  | { readonly kind: "document"; readonly document: CapDocument }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] };

/** Checks a tree against the grammar of its version. Empty optional elements count as absent. */
export function structured(root: XmlNode): Structured {
  if (root.name !== "alert") return refusal([{ pointer: "", code: "cap-not-an-alert" }]);
  const version = capNamespaces.get(root.namespace);
  if (version === undefined) return refusal([{ pointer: "", code: "cap-namespace-unknown" }]);
  const walk: Walk = { version, namespace: root.namespace, findings: [], notes: [] };
  const alert = groupOf(walk, root, "/alert", capGrammar[version]);
  if (walk.findings.length > 0) return refusal(walk.findings);
  return { kind: "document", document: { version, alert, notes: walk.notes } };
}

const refusal = (findings: readonly Finding[]): Structured => ({ kind: "refused", findings });

/** Children of one name. */
export function all(element: CapElement, name: string): readonly CapElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Text of the only child of that name; absent and empty are the same. */
export function one(element: CapElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

interface Walk {
  readonly version: CapVersion;
  readonly namespace: string;
  readonly findings: Finding[];
  readonly notes: ConversionNote[];
}

function groupOf(walk: Walk, node: XmlNode, pointer: string, rules: readonly Rule[]): CapElement {
  if (node.attributes > 0) walk.findings.push({ pointer, code: "cap-attribute-unknown" });
  if (node.text !== "") walk.findings.push({ pointer, code: "cap-text-misplaced" });
  const children: CapElement[] = [];
  const seen = new Map<string, number>();
  const order = { at: 0 };
  for (const child of node.children) {
    const rule = placed(walk, child, pointer, rules, order, seen);
    if (rule === undefined) continue;
    const index = seen.get(rule.name) ?? 0;
    seen.set(rule.name, index + 1);
    const below = `${pointer}/${rule.name}${rule.many ? `/${index}` : ""}`;
    const element = elementOf(walk, child, below, rule);
    if (element !== undefined) children.push(element);
  }
  for (const rule of rules) {
    if (rule.required && !seen.has(rule.name)) {
      walk.findings.push({ pointer: `${pointer}/${rule.name}`, code: rule.missing });
    }
  }
  return { pointer, name: node.name, text: "", children };
}

/** The rule of a child at its place in the sequence; undefined when it is no element of CAP here. */
function placed(
  walk: Walk,
  child: XmlNode,
  pointer: string,
  rules: readonly Rule[],
  order: { at: number },
  seen: ReadonlyMap<string, number>,
): Rule | undefined {
  if (isSignature(walk, child, pointer)) {
    order.at = rules.length;
    walk.notes.push({ code: "signature-not-verified", pointer });
    return undefined;
  }
  const index = rules.findIndex(({ name }) => name === child.name);
  const rule = rules[index];
  if (rule === undefined || child.namespace !== walk.namespace) {
    // The name may be anything, a person's too: the pointer stops at the parent.
    walk.findings.push({ pointer, code: "cap-element-unknown" });
    return undefined;
  }
  const below = `${pointer}/${rule.name}`;
  if (!rule.many && seen.has(rule.name)) {
    walk.findings.push({ pointer: below, code: "cap-element-repeated" });
  } else if (index < order.at) {
    walk.findings.push({ pointer: below, code: "cap-element-misplaced" });
  }
  order.at = Math.max(order.at, index);
  return rule;
}

/** CAP 1.2 section 3.3.4.1: an enveloped signature ends the alert. The XSD of 1.1 has no place for it. */
const isSignature = (walk: Walk, child: XmlNode, pointer: string): boolean =>
  walk.version === "1.2" && pointer === "/alert" && child.namespace === signatureNamespace;

function elementOf(walk: Walk, node: XmlNode, pointer: string, rule: Rule): CapElement | undefined {
  const { content } = rule;
  if (content.kind === "group") return groupOf(walk, node, pointer, content.children);
  if (node.children.length > 0) walk.findings.push({ pointer, code: "cap-element-unknown" });
  if (node.attributes > 0) walk.findings.push({ pointer, code: "cap-attribute-unknown" });
  if (node.text === "") return emptied(walk, pointer, rule);
  walk.findings.push(...contentFindings(node.text, content, walk, pointer));
  return { pointer, name: rule.name, text: node.text, children: [] };
}

/** National feeds send `<references/>` and the like: an empty optional element says nothing. */
function emptied(walk: Walk, pointer: string, rule: Rule): undefined {
  if (rule.required && !rule.emptyAllowed) walk.findings.push({ pointer, code: rule.missing });
  else walk.notes.push({ code: "empty-element", pointer: withoutIndexes(pointer) });
}

/** `/alert/info/0/headline` → `/alert/info/headline`: one note for all of a kind. */
export const withoutIndexes = (pointer: string): string => pointer.replaceAll(/\/\d+/g, "");

const patterns = {
  decimal: /^[-+]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})$/,
  integer: /^[-+]?\d{1,20}$/,
  language: /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/,
} as const;

function contentFindings(
  text: string,
  content: Exclude<Content, { kind: "group" }>,
  walk: Walk,
  pointer: string,
): readonly Finding[] {
  if (content.kind === "text") return [];
  if (content.kind === "values") {
    return content.values.includes(text) ? [] : [{ pointer, code: "value-unknown" }];
  }
  if (content.kind !== "time") {
    return patterns[content.kind].test(text) ? [] : [{ pointer, code: "cap-value-malformed" }];
  }
  const time = readTime(text, walk.version);
  if (time.kind === "refused") return [{ pointer, code: time.code }];
  if (!time.asWritten) {
    walk.notes.push({ code: "time-cut-to-milliseconds", pointer: withoutIndexes(pointer) });
  }
  return [];
}
