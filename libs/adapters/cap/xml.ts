// The only file that imports libxml2-wasm (2 MB of WebAssembly, top-level await): load it only where
// CAP is spoken.
import {
  ParseOption,
  XmlCData,
  XmlDocument,
  XmlElement,
  XmlLibError,
  XmlText as XmlTextNode,
  XmlTreeNode,
} from "libxml2-wasm";
import type { ProblemCode } from "#libs/incident/problems";
import { capLimits } from "./limits.ts";

/** One element as plain data: nothing of it lives in the WebAssembly heap any more. */
export interface XmlNode {
  readonly name: string;
  readonly namespace: string;
  /** Attributes that are neither namespace declarations nor hints to a schema. */
  readonly attributes: number;
  /** Own text, in NFC, without surrounding white space. */
  readonly text: string;
  readonly children: readonly XmlNode[];
}

/** Tree of a document, or the code of what is wrong with it. The parser's words are never kept. */
export type XmlTree =
  | { readonly kind: "tree"; readonly root: XmlNode }
  | { readonly kind: "refused"; readonly code: ProblemCode };

/** The core may neither fetch nor expand: no network, no entities, no catalogs, no XInclude. */
const options =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_IGNORE_ENC |
  ParseOption.XML_PARSE_SKIP_IDS;

/** Parses characters that `readText` let through, and frees what the parser held. */
export function parseXml(text: string): XmlTree {
  const document = opened(text);
  if (typeof document === "string") return { kind: "refused", code: document };
  try {
    return { kind: "tree", root: copied(document.root, 1, { elements: 0 }) };
  } catch (error) {
    if (error instanceof NotRead) return { kind: "refused", code: error.code };
    throw error;
  } finally {
    document.dispose();
  }
}

class NotRead extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode) {
    super(code);
    this.code = code;
  }
}

function opened(text: string): XmlDocument | ProblemCode {
  try {
    return XmlDocument.fromString(text, { encoding: "utf-8", option: options });
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    // libxml2 itself stops at 256 levels.
    return error.message.includes("Excessive depth") ? "xml-too-deep" : "xml-malformed";
  }
}

function copied(element: XmlElement, depth: number, count: { elements: number }): XmlNode {
  count.elements += 1;
  if (depth > capLimits.depthMax) throw new NotRead("xml-too-deep");
  if (count.elements > capLimits.elementsMax) throw new NotRead("xml-too-many-elements");
  const texts: string[] = [];
  const children: XmlNode[] = [];
  for (let node = element.firstChild; node !== null; node = node.next) {
    // A processing instruction: the library cannot step over it, and CAP has no use for one here.
    if (!(node instanceof XmlTreeNode)) throw new NotRead("xml-instruction-refused");
    if (node instanceof XmlElement) children.push(copied(node, depth + 1, count));
    if (node instanceof XmlTextNode || node instanceof XmlCData) texts.push(node.content);
  }
  const text = texts.join("");
  if (text.length > capLimits.textUnitsMax) throw new NotRead("xml-text-too-long");
  const { name, namespaceUri: namespace } = element;
  const attributes = attributesOf(element);
  return { name, namespace, attributes, text: text.trim().normalize("NFC"), children };
}

const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

function attributesOf(element: XmlElement): number {
  const attributes = element.attrs;
  if (attributes.length > capLimits.attributesPerElementMax) {
    throw new NotRead("xml-too-many-attributes");
  }
  return attributes.filter(
    (attribute) =>
      attribute.namespaceUri !== schemaInstance || !attribute.name.endsWith("chemaLocation"),
  ).length;
}
